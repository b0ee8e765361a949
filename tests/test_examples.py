"""A wrong and a right example of every problem, and `docs/problems.md`, which shows them.

`GOLDEN=1 pytest tests/test_examples.py` writes the page anew from `builder/problems.toml` and `sites/examples.toml`.
"""

import difflib
import os
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from make import EXPECTED, SITES, built, line_of

from builder.problems import catalogue

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "problems.md"
EXAMPLES: dict[str, dict[str, Any]] = tomllib.loads((SITES / "examples.toml").read_text(encoding="utf-8"))
TRIED = {code: one for code, one in EXAMPLES.items() if "site" in one}
_TOLD = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):\d+: \w+\[(?P<code>[a-z0-9-]+)\]")
_WRITE_UP = "2022-10-01-hong"
"""Nearly every broken site is so in this write-up, which needs no naming."""
_LONG = 100

_INTRODUCTION = """\
# Problems

Everything the builder can tell an editor, as it is shown, in English and Vietnamese, with a wrong and a right example.
A word in braces is filled in when the message is shown; where a likely word is known, “did you mean …?” takes the
place of the last line. An error keeps the site from being published, a warning does not unless `--strict` is given.
Lines with `-` are wrong, those with `+` right.

Mọi thông báo mà chương trình có thể đưa ra, bằng tiếng Anh và tiếng Việt, kèm ví dụ sai và đúng. Từ trong dấu ngoặc
nhọn được thay bằng chữ cụ thể. Còn **lỗi** (error) thì trang chưa được đăng; **cảnh báo** (warning) thì trang vẫn được
đăng. Dòng có dấu `-` là sai, dòng có dấu `+` là đúng.

<!-- Made from builder/problems.toml and tests/sites/examples.toml by tests/test_examples.py; do not edit.
     To write it anew: make golden -->
"""
_WORDS = {"en": {"error": "error", "warning": "warning"}, "vi": {"error": "lỗi", "warning": "cảnh báo"}}
_SAID = {"en": ("Wrong", "Right"), "vi": ("Sai", "Đúng")}


def told(code: str) -> tuple[str, int]:
    """The file and line where the broken site of an example has its problem; it must have no other."""
    lines = (SITES / "broken" / EXAMPLES[code]["site"] / EXPECTED).read_text(encoding="utf-8").splitlines()
    found = [match for line in lines if (match := _TOLD.match(line))]
    assert {match["code"] for match in found} == {code}, code
    return found[0]["file"], int(found[0]["line"])


def mended(code: str) -> tuple[str, list[str], list[str]]:
    """The file of an example, its lines as they are and as they should be."""
    one = EXAMPLES[code]
    file, line = told(code)
    file, line = one.get("file", file), one.get("at", line)
    wrong = (SITES / "broken" / one["site"] / file).read_text(encoding="utf-8").splitlines()
    right = wrong.copy()
    for other, text in one.get("also", {}).items():
        right[int(other) - 1] = text
    right[line - 1 : line - 1 + one.get("lines", 1)] = one["right"].split("\n") if one["right"] else []
    return file, wrong, right


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples: what a build remembers of one serves the next."""
    return tmp_path_factory.mktemp("examples")


@pytest.mark.parametrize("code", TRIED)
def test_the_right_example_has_no_problem(code: str, workshop: Path) -> None:
    for path in workshop.iterdir():
        if path.is_dir() and path.name != ".cache":
            shutil.rmtree(path)
    for layer in (SITES / "base", SITES / "broken" / TRIED[code]["site"]):
        shutil.copytree(layer, workshop, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    file, wrong, right = mended(code)
    assert wrong != right
    (workshop / file).write_text("\n".join(right) + "\n", encoding="utf-8")
    assert [line_of(found) for found in built(workshop, workshop / "output").problems] == []


def test_every_problem_has_its_example_and_no_other_has() -> None:
    assert list(EXAMPLES) == list(catalogue())
    for code, one in EXAMPLES.items():
        assert "site" in one or {*one} == {"en", "vi"}, code
        assert all(len(one.get(language, "two")[:3]) in {2, 3} for language in ("en", "vi"))


def page() -> str:
    parts = [_INTRODUCTION]
    for line in (ROOT / "builder" / "problems.toml").read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"# --- (.+?) -+", line):
            parts.append(f"## {heading[1]}\n")
        elif code := re.fullmatch(r"\[([a-z0-9-]+)\]", line):
            parts.append(f"### {code[1]}\n\n```text\n{_message(code[1])}\n```\n\n{_example(code[1])}\n")
    return "\n".join(parts)


def _message(code: str) -> str:
    entry = catalogue()[code]
    lines = []
    for language, words in _WORDS.items():
        lines.append(f"{words[entry['severity']]}[{code}]: {entry[language]}")
        if hint := entry.get(f"{language}_hint"):
            lines.append(f"    = {hint}")
    return "\n".join(lines).replace("{{", "{").replace("}}", "}").replace(":n}", "}")


def _example(code: str) -> str:
    if "site" not in EXAMPLES[code]:
        said = ((language, EXAMPLES[code][language]) for language in ("en", "vi"))
        pairs = ((zip(_SAID[language], words, strict=True)) for language, words in said)
        return "\n".join("- " + " ".join(f"**{name}:** {text}." for name, text in pair) for pair in pairs)
    file, wrong, right = mended(code)
    lines = [*difflib.unified_diff(wrong, right, n=1, lineterm="")][2:]
    shown = [line if len(line) < _LONG else line[:_LONG] + "…" for line in lines if not line.startswith("@@")]
    head = [] if _WRITE_UP in file else [f"  # {file}"]
    return "\n".join(["```diff", *head, *(line.rstrip() for line in shown), "```"])


def test_the_page_of_problems_is_made_from_the_catalogue_and_the_examples() -> None:
    if os.environ.get("GOLDEN"):
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == page()
