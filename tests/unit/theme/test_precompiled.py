"""Compiled templates, in a folder of their own: Python is told to keep its modules there."""

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from builder.theme import precompiled
from builder.theme.home import built_in
from builder.theme.templates import Templates
from builder.theme.theme import Theme, load
from unit.small import theme

NAME = "404.html"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def folder_of_modules() -> Path:
    """Where Python would have made a folder when it kept the first module."""
    return Path(cache_from_source(precompiled.__file__)).parent


def kept(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.template")}


def gazette() -> Theme:
    found = load(built_in().parent / "no such site", "gazette", {}).theme
    assert found is not None
    return found


def compiled(one: Theme, version: str = "1", language: str = "vi") -> object:
    templates = Templates(one, language, {}, version)
    return templates._environment.get_template(NAME).root_render_func.__code__  # noqa: SLF001 # what is kept


def test_a_template_of_the_builder_is_compiled_once(tmp_path: Path) -> None:
    folder_of_modules().mkdir(parents=True)
    first = compiled(gazette())
    assert len(before := kept(tmp_path)) == 1
    assert compiled(gazette()) == first
    assert kept(tmp_path) == before
    compiled(gazette(), language="en")
    assert len(kept(tmp_path)) == 2


def test_another_version_and_a_damaged_file_are_compiled_anew(tmp_path: Path) -> None:
    folder_of_modules().mkdir(parents=True)
    first = compiled(gazette())
    ((path, before),) = kept(tmp_path).items()
    compiled(gazette(), "2")
    assert kept(tmp_path)[path] != before
    path.write_bytes(b"x" * 200)
    assert compiled(gazette()) == first
    assert kept(tmp_path)[path] == before


def test_nothing_of_a_site_is_kept_compiled(tmp_path: Path) -> None:
    folder_of_modules().mkdir(parents=True)
    own = theme({f"templates/{NAME}": "<p>{{ page }}</p>"})
    assert own.own
    compiled(own)
    assert kept(tmp_path) == {}


def test_a_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert compiled(gazette())
    assert kept(tmp_path) == {}
