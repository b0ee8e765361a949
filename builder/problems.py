"""Problems an editor can act on: where, what, and how to write it.

A problem is a value: a place, a code of `problems.toml` and the words that fill the code's message.
Problems are collected, never raised between files; `ContentError` carries one inside a single file.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

Language = Literal["vi", "en"]


class Span(Struct, frozen=True, order=True):
    """A stretch of one line of a file; line and column count from 1, column in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1


class Place(Struct, frozen=True):
    """A spot in a file by its meaning, for code that has no text at hand.

    `path` leads through the front matter (`("metrics", 2, "indicator")`), `("body",)` is the text below
    it; `text` is looked for there. `content/locate.py` turns a place into a `Span`.
    """

    file: str
    path: tuple[str | int, ...] = ()
    text: str = ""
    key: bool = False
    """True when the key itself is meant, not its value."""


class Problem(Struct, frozen=True):
    """One thing to mend. `values` fill the placeholders of the code's message, sorted by name."""

    at: Span | Place
    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> str:
        """`error` or `warning`, as the catalogue says."""
        return catalogue()[self.code]["severity"]


class ContentError(Exception):
    """Carries one problem out of the reading of one file."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem for the caller, who turns it back into a value."""
        super().__init__(problem.code)
        self.problem = problem


def problem(code: str, at: Span | Place, **values: object) -> Problem:
    """A problem with its values as text; a code that the catalogue lacks fails in tests, not here."""
    return Problem(at, code, tuple(sorted((name, str(value)) for name, value in values.items())))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty text when none is alike."""
    from difflib import get_close_matches  # noqa: PLC0415 # 5 ms that a site without problems need not pay

    names = {name.lower(): name for name in known if name}
    found = get_close_matches(word.lower(), names, n=1, cutoff=_SHORT if len(word) < 4 else _ALIKE)
    return names[found[0]] if found else ""


_ALIKE, _SHORT = 0.6, 0.5
"""How alike two words must be (difflib's ratio); short ones such as IX and XI share less."""


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every problem code with its `severity`, its messages `en`, `vi`, and hints `en_hint`, `vi_hint`."""
    import tomllib  # noqa: PLC0415 # as in `nearest`

    return tomllib.loads(Path(__file__).with_name("problems.toml").read_text(encoding="utf-8"))


class _Value(str):
    """A value in a message: `{sum:n}` writes the numbers in it as readers of English do."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec != "n":
            return str(self)
        return _NUMBER.sub(lambda found: f"{Decimal(found[0]):,f}", self)


class _Vietnamese(_Value):
    """A value in a Vietnamese message: 13.074,5."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        said = super().__format__(spec)
        return said.translate(_SWAPPED) if spec == "n" else said


def with_numbers(text: str, language: Language) -> str:
    """A text with its plain numbers as the language writes them: 13074.5 is 13.074,5 in Vietnamese."""
    return format(_WRITTEN[language](text), "n")


_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SWAPPED = str.maketrans(",.", ".,")
_WRITTEN = {"vi": _Vietnamese, "en": _Value}

_SUGGESTION = {"vi": 'có phải ý bạn là "{nearest}"?', "en": 'did you mean "{nearest}"?'}
SEVERITIES = {
    "vi": {"error": "lỗi", "warning": "cảnh báo"},
    "en": {"error": "error", "warning": "warning"},
}
ALIKE = 20
"""How many problems of one kind a person is shown: who has mended these looks again."""


def first_alike(problems: Iterable[Problem]) -> tuple[list[Problem], dict[str, list[Problem]]]:
    """The problems that a person is shown, in their order; by code, the others of a kind that has more."""
    shown: list[Problem] = []
    rest: dict[str, list[Problem]] = {}
    met: Counter[str] = Counter()
    for one in problems:
        met[one.code] += 1
        (shown if met[one.code] <= ALIKE else rest.setdefault(one.code, [])).append(one)
    return shown, rest


def message(found: Problem, language: Language) -> tuple[str, str]:
    """What is wrong and how to write it, in `language`; the second is empty when there is nothing to add."""
    entry = catalogue()[found.code]
    values = {name: _WRITTEN[language](value) for name, value in found.values}
    what = entry[language].format(**values)
    hint = entry.get(f"{language}_hint", "").format(**values)
    if values.get("nearest"):
        hint = _SUGGESTION[language].format(**values)
    return what, hint


def by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repetitions, by file, line and column; unlocated ones first."""

    def key(found: Problem) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        at = found.at
        line, column = (at.line, at.column) if isinstance(at, Span) else (0, 0)
        return at.file, line, column, found.code, found.values

    return tuple(sorted(set(problems), key=key))


_SHOWN, _BEFORE = 100, 60
"""How much of a long line is shown, and how much of it before the caret."""


def as_text(found: Problem, language: Language, line_of: Callable[[str, int], str | None]) -> str:
    """The problem as a person at a terminal reads it: place, message, the line with a caret, the hint.

    `line_of(file, line)` gives the source line, or None when the file cannot be shown.
    """
    what, hint = message(found, language)
    at = found.at if isinstance(found.at, Span) else Span(found.at.file)
    lines = [f"{at.file}:{at.line}:{at.column}: {SEVERITIES[language][found.severity]}[{found.code}]: {what}"]
    lines += as_excerpt(at, line_of(at.file, at.line))
    if hint:
        lines.append(f"      = {hint}")
    return "\n".join(lines)


def as_excerpt(at: Span, source: str | None) -> list[str]:
    """The line a problem stands in, cut where it is long, and a caret below it; nothing for an empty line."""
    if source is None or not source.strip():
        return []
    cut = max(0, at.column - _BEFORE)
    shown = ("…" if cut else "") + source.replace("\t", " ")[cut : cut + _SHOWN]
    column = at.column - 1 - cut + bool(cut)
    width = max(1, min(at.length, len(shown) - column))
    return [f"{at.line:>5} | {shown}", f"      | {' ' * column}{'^' * width}"]


def as_data(found: Problem, language: Language) -> dict[str, str | int]:
    """The problem as one flat JSON object, for editors and other programs."""
    what, hint = message(found, language)
    at = found.at if isinstance(found.at, Span) else Span(found.at.file)
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "length": at.length,
        "severity": found.severity,
        "code": found.code,
        "message": what,
        "hint": hint,
    }


def as_annotation(found: Problem, language: Language) -> str:
    """The problem as a workflow command that a pull request shows beside the line.

    Source: GitHub's workflow commands: `%`, CR and LF are escaped, `:` and `,` too inside properties.
    """
    data = as_data(found, language)

    def escape(text: object, *, inside: bool) -> str:
        escaped = str(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return escaped.replace(":", "%3A").replace(",", "%2C") if inside else escaped

    text = f"{data['message']}\n{data['hint']}".strip()
    where = ",".join(f"{name}={escape(data[key], inside=True)}" for name, key in _ANNOTATION)
    return f"::{data['severity']} {where}::{escape(text, inside=False)}"


_ANNOTATION = (("file", "file"), ("line", "line"), ("col", "column"), ("title", "code"))


def as_code_quality(found: Problem, language: Language) -> dict[str, object]:
    """The problem as one entry of a code quality report, which a merge request shows beside the line.

    Source: GitLab's code quality report format; the fingerprint keeps an entry the same when lines move.
    """
    data = as_data(found, language)
    known = "\n".join([str(data["file"]), found.code, *(f"{name}={said}" for name, said in found.values)])
    return {
        "description": " → ".join(str(data[one]) for one in ("message", "hint") if data[one]),
        "check_name": found.code,
        "fingerprint": hashlib.sha256(known.encode("utf-8")).hexdigest(),
        "severity": "major" if found.severity == "error" else "minor",
        "location": {"path": data["file"], "lines": {"begin": data["line"]}},
    }
