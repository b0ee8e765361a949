"""The words of one language that figures are read by: the tables of `vi.toml` or `en.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple, cast

from msgspec import Struct

from builder.content.figures.cardinals import Cardinals
from builder.content.figures.timing import Times

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|(?:vnd|usd|eur|gbp|fy)(?=\d)|[^\W\d_]++(?:\d\w*)?|[<>]=|\S")
"""A number with its separators, a word, perhaps with digits hung on it (`m2`), a sign.

The code of a currency, or of a financial year, is a word of its own: `VND90.5 million`.
"""
_CHOICE = re.compile(r"(\{[^{}]*\})")

_NAMING = {
    "before": ("ordinal", "class", "clock", "age"),
    "behind": ("span", "behind", "may", "halfday", "clock"),
}
_PAIRING = ("range", "range_from", "from_old", "to_new")
"""Lists of `[joins]` that stand between two numbers of one kind."""
_SIGNS = ("/", ".", ":", "-", "–", "—")
"""Lists of `[names]`, and signs, that stand beside digits which are a name."""

Roles = Mapping[str, str]
"""What words may do in a phrase: each table they stand in, and the meaning it gives them there."""


class Node(NamedTuple):
    """Words as far as they are known: what they mean, if they mean something, and how they may go on."""

    roles: Roles | None
    longer: "Table"


Table = Mapping[str, Node]
"""Words by their first token, then by each further one."""


class Vocabulary(Struct, frozen=True):
    """Everything a language needs; its words are folded as phrases are (see `fold`)."""

    language: str
    group: str
    decimal: str
    spelling: Mapping[str, str]
    """Other spellings of a word → the one that the tables use."""
    cues: Table
    """Words that say something about a number, with all their roles."""
    units: Table
    """Words of units: the role is their list in `[units]` or `scale`, its meaning how they are written."""
    scales: Mapping[str, Decimal]
    sizes: Mapping[str, tuple[str, Decimal]]
    """Measures → their kind, and their size in the smallest of it."""
    cardinals: Cardinals
    """Numbers in words."""
    per: frozenset[str]
    """What stands between a unit and what it is counted for: `/`, `per`."""
    per_nouns: Table
    per_whole: Table
    joins: Mapping[str, frozenset[str]]
    """What stands between two numbers that belong together, by how they do.

    `last` are the last words of all that stand between two of one kind.
    """
    names: Mapping[str, frozenset[str]]
    """Words beside digits that are names or dates, by the kind of name."""
    times: Times
    """Words that tell of time."""
    cut: Mapping[str, str]
    """Beginnings of what numbers are compared with, for phrases cut off in the middle (`so với kế`)."""
    naming: Mapping[str, frozenset[str]]
    """What stands `before` or `behind` digits that are a name or a date: without it they are an amount.

    `last` are the last words of those before that are several.
    """
    well_formed: re.Pattern[str]
    grouped_nothing: re.Pattern[str]
    """`0.52` where the point groups thousands."""
    adjectives: int
    """How many words may stand between a number and its noun."""
    syllables: int
    """How many of the words of a noun that is not known are its unit."""
    bare_percent: bool
    """Whether a percentage beside an amount is one of the plan where nothing else is said."""
    verbs: tuple[str, ...]
    """Endings of words that are no nouns."""
    money: str
    """What a scale counts where neither the phrase nor its indicator says it."""


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language; raises FileNotFoundError for one that has no file."""
    path = Path(__file__).with_name(f"{language}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    numbers = data["numbers"]
    group, decimal = re.escape(numbers["group"]), re.escape(numbers["decimal"])
    written = data["written"]
    nouns = {**data["units"], "scale": data["scales"]}
    units = [
        (kind, word, written.get(word, word))
        for kind, patterns in nouns.items()
        for pattern in patterns
        for word in _expanded(pattern)
    ]
    per = data["per"]
    joins = {
        kind: frozenset(" ".join(tokens_of(one)) for pattern in patterns for one in _expanded(pattern))
        for kind, patterns in data["joins"].items()
    }
    joins["last"] = frozenset(one.split()[-1] for kind in _PAIRING for one in joins[kind] if one)
    naming = {
        side: frozenset().union(*(data["names"][kind] for kind in kinds), data["joins"]["range"], _SIGNS)
        for side, kinds in _NAMING.items()
    }
    naming["last"] = frozenset(words.split()[-1] for words in naming["before"] if " " in words)
    cues = [
        (role, phrase, phrase if meaning == "itself" else meaning)
        for role, meanings in data["cues"].items()
        for meaning, patterns in meanings.items()
        for pattern in patterns
        for phrase in _expanded(pattern)
    ]
    cardinals = _cardinals(data["cardinals"])
    singles = {**cardinals.ones, **cardinals.teens, **cardinals.tens}
    cues += [("spelled", word, str(value)) for word, value in singles.items() if word not in cardinals.unsure]
    return Vocabulary(
        language=language,
        group=numbers["group"],
        decimal=numbers["decimal"],
        spelling=data["spelling"],
        cues=_table(cues),
        units=_table(units),
        scales={written.get(word, word): Decimal(value) for word, value in data["scales"].items()},
        sizes={
            unit: (kind, Decimal(size))
            for kind, sizes in data["sizes"].items()
            for unit, size in sizes.items()
        },
        cardinals=cardinals,
        per=frozenset(per["words"]),
        per_nouns=_table([("per", word, written.get(word, word)) for word in per["nouns"]]),
        per_whole=_table(
            [("per", word, word.split()[-1]) for one in per["whole"] for word in _expanded(one)]
        ),
        joins=joins,
        names={kind: frozenset(words) for kind, words in data["names"].items()},
        cut=_beginnings({phrase: meaning for role, phrase, meaning in cues if role == "frame"}),
        naming=naming,
        times=Times(**{name: re.compile(one) for name, one in data["times"].items()}),
        well_formed=re.compile(rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{decimal}\d+)?"),
        grouped_nothing=re.compile(rf"0{group}\d"),
        adjectives=numbers["adjectives"],
        syllables=numbers["syllables"],
        verbs=tuple(numbers["verbs"]),
        money=numbers["money"],
        bare_percent=numbers["bare_percent"] == "plan",
    )


def _cardinals(data: Mapping[str, Any]) -> Cardinals:
    """The table `[cardinals]`: a word of `article` counts before a hundred or a scale only."""
    heads = frozenset(data["ones"]) | frozenset(data["tens"]) | frozenset(data["teens"])
    return Cardinals(
        ones=data["ones"],
        behind_tens=data["behind_tens"],
        tens=data["tens"],
        teens=data["teens"],
        by_ten=frozenset(data["by_ten"]),
        hundred=frozenset(data["hundred"]),
        links=frozenset(data["links"]),
        unsure=frozenset(data["unsure"]),
        article=frozenset(data["article"]),
        heads=heads.union(data["article"]),
    )


def tokens_of(text: str) -> list[str]:
    """The tokens of a folded text."""
    return TOKEN.findall(text)


def _expanded(pattern: str) -> Iterator[str]:
    """Every phrase that a pattern with choices stands for: `so {với,}` is `so với` and `so`."""
    parts = [
        part[1:-1].split(",") if part.startswith("{") else [part] for part in _CHOICE.split(pattern) if part
    ]
    for words in product(*parts):
        yield " ".join("".join(words).split())


def _beginnings(phrases: Mapping[str, str]) -> dict[str, str]:
    """All beginnings of phrases that belong to phrases of one meaning only."""
    found: dict[str, str] = {}
    for phrase, meaning in phrases.items():
        for length in range(1, len(phrase)):
            beginning = phrase[:length].strip()
            found[beginning] = meaning if found.get(beginning, meaning) == meaning else ""
    return found


def _table(entries: Iterable[tuple[str, str, str]]) -> Table:
    """The table of (role, phrase, meaning): words that stand in several lists have all their roles."""
    table: dict[str, Node] = {}
    for role, phrase, meaning in entries:
        *before, last = tokens_of(phrase)
        level = table
        for token in before:
            level = cast("dict[str, Node]", level.setdefault(token, Node(None, {})).longer)
        known = level.get(last)
        roles = {**(known.roles or {}), role: meaning} if known else {role: meaning}
        level[last] = Node(roles, known.longer if known else {})
    return table
