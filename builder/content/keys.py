"""The words about every key an editor may write: its title, what it means, an example; in both languages.

They stand in `keys.toml` and nowhere else: the JSON Schema and the reference of the guide are made from them.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.problems import Language


class KeyWords(Struct, frozen=True):
    """What is said about one key in one language."""

    title: str
    meaning: str
    """One sentence; words to be typed stand between backticks."""
    example: Any
    """A value as it would be read: a text, a list, a mapping; None where the keys below have examples."""


class ShapeWords(Struct, frozen=True):
    """What is said about one mapping: a whole file, or a part of one."""

    title: str
    introduction: str
    """What stands above the table of its keys; may be empty."""
    example: str
    """A piece of YAML that shows its keys together; may be empty."""
    keys: Mapping[str, KeyWords]


@cache
def shape_words(shape: str, language: Language) -> ShapeWords:
    """The words about a shape by its name (`session`, `source`); a name that is not there fails in tests."""
    said = _file()["shape"][shape]
    keys = {
        key: KeyWords(
            one[f"{language}_title"], one[language], one.get("example", one.get(f"{language}_example"))
        )
        for key, one in said["key"].items()
    }
    introduction = said.get(language, "").strip()
    return ShapeWords(said[f"{language}_title"], introduction, said.get("example", ""), keys)


@cache
def kind_words(language: Language) -> dict[str, tuple[str, str]]:
    """Each kind of value: what it is called, and how it is written; the second may be empty."""
    return {
        kind: (one[language], one.get(f"{language}_written", "")) for kind, one in _file()["kind"].items()
    }


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("keys.toml").read_text(encoding="utf-8"))
