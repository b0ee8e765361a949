"""The words of one language that figures are read by, compiled from `vi.toml` or `en.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from builder.model.reading import Op, Status

_WORD_ENDS = r"(?!\w)"
_WORD_STARTS = r"(?<!\w)"


@dataclass(frozen=True, slots=True)
class Before:
    """Words that stand directly before a number, each with a meaning, as one expression."""

    pattern: re.Pattern[str]
    meanings: tuple[str, ...]

    def find(self, text: str) -> tuple[re.Match[str], str] | None:
        """The longest words that end where `text` ends, and what they mean."""
        match = self.pattern.search(text)
        if match is None or match.lastgroup is None:
            return None
        return match, self.meanings[int(match.lastgroup[1:])]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything a language needs; regular expressions work on folded text (see `fold`)."""

    language: str
    number: re.Pattern[str]
    group: str
    decimal: str
    ops: Before
    """Words before a number → operator."""
    approximations: Before
    ops_after: tuple[tuple[re.Pattern[str], Op], ...]
    statuses: tuple[tuple[re.Pattern[str], Status], ...]
    words: Mapping[str, re.Pattern[str]]
    frames: Mapping[str, re.Pattern[str]]
    qualitative: Mapping[str, re.Pattern[str]]
    references: tuple[re.Pattern[str], ...]
    scales: Mapping[str, Decimal]
    scale: re.Pattern[str]
    base: re.Pattern[str]
    per: re.Pattern[str]
    count: re.Pattern[str]
    stops: re.Pattern[str]
    joins: Mapping[str, re.Pattern[str]]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language; raises FileNotFoundError for one that has no file."""
    path = Path(__file__).with_name(f"{language}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    units = data["units"]
    nouns = [*units["percent"], *units["points"], *units["money"], *units["measures"], *units["counts"]]
    return Vocabulary(
        language=language,
        number=re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*"),
        group=data["numbers"]["group"],
        decimal=data["numbers"]["decimal"],
        ops=_before(data["op"]),
        approximations=_before(data["approx"]),
        ops_after=tuple(
            (re.compile(rf"\s?(?:{'|'.join(words)}){_WORD_ENDS}"), op)
            for op, words in data["op_after"].items()
        ),
        statuses=tuple(
            (re.compile(rf"{_WORD_STARTS}(?:{'|'.join(_longest(words))}){_WORD_ENDS}"), status)
            for status, words in data["status"].items()
        ),
        words={name: _words(pattern) for name, pattern in data["words"].items()},
        frames={name: re.compile(rf"\s*(?:{pattern})") for name, pattern in data["frames"].items()},
        qualitative={name: _words(pattern) for name, pattern in data["qualitative"].items()},
        references=tuple(re.compile(rf"(?<!\w)(?:{pattern})") for pattern in data["references"]["patterns"]),
        scales={word: Decimal(value) for word, value in data["scales"].items()},
        scale=_noun(data["scales"]),
        base=_noun(nouns),
        per=re.compile(rf"(?:{units['per']}){_WORD_ENDS}"),
        count=_noun(units["counts"]),
        stops=re.compile(rf"(?:{data['frames']['after_number_ends']}){_WORD_ENDS}"),
        joins={name: re.compile(pattern) for name, pattern in data["joins"].items()},
    )


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{_WORD_STARTS}(?:{pattern}){_WORD_ENDS}")


def _noun(words: Iterable[str]) -> re.Pattern[str]:
    parts = [re.escape(word) + (_WORD_ENDS if word[-1].isalnum() else "") for word in _longest(words)]
    return re.compile(rf" ?(?P<word>{'|'.join(parts)})")


def _before(table: dict[str, list[str]]) -> Before:
    meanings = tuple(table)
    words = [(word, f"m{index}") for index, name in enumerate(meanings) for word in table[name]]
    words.sort(key=lambda pair: len(pair[0]), reverse=True)
    groups: dict[str, list[str]] = {}
    for word, group in words:
        groups.setdefault(group, []).append(word)
    either = "|".join(f"(?P<{group}>{'|'.join(found)})" for group, found in groups.items())
    return Before(re.compile(rf"(?:^|(?<=\W))(?:{either or '(?!)'})\s*$"), meanings)
