"""The schema of `theme.toml` and its reader say the same."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from builder.theme.home import built_in
from builder.theme.manifest import read_manifest
from builder.theme.new import new_theme
from builder.theme.schema import theme_schema

GOOD = """name = "a"
api = 1
[parameters.accent]
type = "choice"
choices = ["x"]
default = "x"
description.vi = "Màu"
description.en = "Colour"
"""
WRONG = [
    GOOD.replace("name =", "nane ="),
    GOOD.replace("api = 1", "api = 2"),
    GOOD.replace('"a"', '" "', 1),
    GOOD.replace('"choice"', '"colour"'),
    GOOD.replace("default =", "defaut ="),
    GOOD.replace("description.en", "description.fr"),
    GOOD.replace("accent", "Accent"),
    GOOD.replace('["x"]', "[1]"),
]


def takes(text: str) -> bool:
    validator: Any = Draft7Validator(theme_schema("vi"))
    return bool(validator.is_valid(tomllib.loads(text)))


def test_every_theme_of_ours_is_taken(tmp_path: Path) -> None:
    Draft7Validator.check_schema(theme_schema("en"))
    ours = [path.read_text(encoding="utf-8") for path in built_in().glob("*/theme.toml")]
    assert len(ours) > 1
    begun = (new_theme(tmp_path, "cua-toi") / "theme.toml").read_text(encoding="utf-8")
    assert begun.startswith("#:schema ../../.vscode/bulletin/theme.json\n")
    assert all(takes(text) for text in (*ours, begun, GOOD))


@pytest.mark.parametrize("text", WRONG)
def test_what_the_reader_refuses_the_schema_refuses(text: str) -> None:
    assert read_manifest("a", "theme.toml", text.encode("utf-8"))[1]
    assert not takes(text)


def test_every_key_has_its_meaning_in_both_languages() -> None:
    assert theme_schema("vi")["properties"].keys() == theme_schema("en")["properties"].keys()
