"""The words of one language that figures are read by, compiled from `vi.toml` or `en.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

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
    """Digits that may be a number, well formed or not."""
    well_formed: re.Pattern[str]
    grouped_nothing: re.Pattern[str]
    """`0.52` where the point groups thousands."""
    group: str
    decimal: str
    ops: Before
    """Words before a number → operator."""
    approximations: Before
    ops_after: tuple[tuple[re.Pattern[str], Op], ...]
    """`or more` up to five words behind a number → operator."""
    status: re.Pattern[str]
    """Any word of `statuses`: most phrases say none, and one search shows it."""
    statuses: tuple[tuple[re.Pattern[str], Status], ...]
    negative: re.Pattern[str]
    """`minus`, directly before a number."""
    words: Mapping[str, re.Pattern[str]]
    frames: Mapping[str, re.Pattern[str]]
    against: Mapping[Literal["plan", "previous"], re.Pattern[str]]
    """`so với kế hoạch` and the like, before a number."""
    by_after: re.Pattern[str]
    """Whose plan it is, where that is said later in the clause."""
    qualitative: Mapping[str, re.Pattern[str]]
    reference: re.Pattern[str]
    """Any of `references`: most phrases name no date, and one search shows it."""
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
    group, decimal = re.escape(data["numbers"]["group"]), re.escape(data["numbers"]["decimal"])
    frames = data["frames"]
    against = "so với|vượt|hụt|against|exceeded"
    references = data["references"]["patterns"]
    statuses = data["status"]
    nouns = [*units["percent"], *units["points"], *units["money"], *units["measures"], *units["counts"]]
    return Vocabulary(
        language=language,
        number=re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*"),
        well_formed=re.compile(rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{decimal}\d+)?"),
        grouped_nothing=re.compile(rf"0{group}\d"),
        group=data["numbers"]["group"],
        decimal=data["numbers"]["decimal"],
        ops=_before(data["op"]),
        approximations=_before(data["approx"]),
        ops_after=tuple(
            (re.compile(rf"(?: [^\W\d_]+){{0,5}}?\s?(?:{'|'.join(words)}){_WORD_ENDS}"), op)
            for op, words in data["op_after"].items()
        ),
        status=_words("|".join(word for words in statuses.values() for word in words)),
        statuses=tuple((_words("|".join(_longest(words))), status) for status, words in statuses.items()),
        negative=re.compile(rf"{_WORD_STARTS}(?:{data['words']['negative']}) ?$"),
        words={name: _words(pattern) for name, pattern in data["words"].items()},
        frames={name: re.compile(rf"\s*(?:{pattern})") for name, pattern in frames.items()},
        against={
            "plan": re.compile(rf"(?:{against})\s*(?:{frames['plan']})"),
            "previous": re.compile(rf"(?:{against})\s*(?:{frames['previous']})"),
        },
        by_after=re.compile(frames["by_after"]),
        qualitative={name: _words(pattern) for name, pattern in data["qualitative"].items()},
        reference=re.compile(rf"(?<!\w)(?:{'|'.join(references)})"),
        references=tuple(re.compile(rf"(?<!\w)(?:{pattern})") for pattern in references),
        scales={word: Decimal(value) for word, value in data["scales"].items()},
        scale=_noun(data["scales"]),
        base=_noun(nouns),
        per=re.compile(rf"(?:{units['per']}){_WORD_ENDS}"),
        count=_noun(units["counts"]),
        stops=re.compile(rf"(?:{frames['after_number_ends']}){_WORD_ENDS}"),
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
