"""Numbers of a translation that its original does not have: a separator left as it was, a digit lost.

Compared are values, each read in its own language: “14,2 tỷ” is “14.2 billion” and “1.050 m” is “1,050 m”.
Years, days, periods, ordinals and numbers of documents, which name and do not count, are not asked for: a
translator may well write them where the original says “last year”.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct, field

from builder.content.body_checks import without_code
from builder.content.figures.cardinals import cardinal
from builder.content.figures.item import Item, Numbers
from builder.content.figures.items import numbers
from builder.content.figures.names import YEAR
from builder.content.figures.numerals import parse_number
from builder.content.figures.phrase import Phrase, fold, phrase
from builder.content.figures.units import scale_of
from builder.content.figures.vocabulary import Vocabulary, vocabulary
from builder.content.front_matter import decode
from builder.problems import Problem, Span, problem

_TARGET = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]|^\s*\[[^\]]*\]:.*|<?https?://\S+|[\w.+-]+@[\w.-]+")
"""Addresses of links, names of footnotes: numbers there are read by nobody."""
_MARKER = re.compile(r"^\s*(?:>\s*)*\d{1,9}[.)]\s")
"""The number of an item of a list."""
_DATE = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m\b\.?", re.IGNORECASE)
_ROMAN = re.compile(r"\b(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})\b")
_TEN = 10


class _Said(Struct):
    """What numbers a text has: as printed, those of them without a scale, and with their scale."""

    printed: set[Decimal] = field(default_factory=set)
    plain: set[Decimal] = field(default_factory=set)
    whole: set[Decimal] = field(default_factory=set)


def check_numbers(
    file: str, translation: bytes, language: str, original: str, written: bytes, of: str
) -> Iterator[Problem]:
    """The numbers of the file of a translation that do not stand in the file of its original.

    `language` and `of` are the languages that the two are in. A number of the original counts wherever it
    stands, in front matter too. Both files must be such that they can be read.
    """
    lines, known = _lines(file, translation), _said(_lines(original, written), vocabulary(of))
    for number, line in enumerate(lines, start=1):
        for said in _strange(line, language, known) if any(map(str.isdecimal, line)) else ():
            there = re.search(r"\s+".join(map(re.escape, said.split())), line, re.IGNORECASE)
            first, end = there.span() if there else (0, 1)
            name = original.rpartition("/")[2]
            span = Span(file, number, first + 1, end - first)
            yield problem("translation-number", span, words=said, original=name)


def _lines(file: str, data: bytes) -> list[str]:
    return without_code(decode(file, data).split("\n"))[0]


def _strange(line: str, language: str, known: "_Said") -> Iterator[str]:
    words = vocabulary(language)
    said, found = _numbers(_read_as(line, language), words)
    for item in found.items:
        if item.first not in said.worded and not _stands(item, said, known, words):
            yield said.words(item.first, max(item.end, item.last + 1))
    for doubt in found.doubts:
        if doubt.code == "malformed-number":
            yield doubt.words


def _numbers(line: str, words: Vocabulary) -> tuple[Phrase, Numbers]:
    said = phrase(fold(line), words)
    return said, numbers(said, words)


def _read_as(line: str, language: str) -> str:
    """A line without what is no text in its language: addresses, and phrases quoted as they were printed."""
    line = _MARKER.sub(" ", _CLOCK.sub(" ", _DATE.sub(" ", _TARGET.sub(" ", line))))
    return line if language == "vi" else _QUOTED.sub(_foreign, line)


def _foreign(quoted: re.Match[str]) -> str:
    return quoted[0] if quoted[0].strip('“”‘’"').isascii() else " "


def _stands(item: Item, said: Phrase, known: _Said, words: Vocabulary) -> bool:
    """Whether every value of an item is one of the original."""
    scale = words.scales.get(scale_of(item.unit, words))
    values = [one for one in (*item.values, item.of, item.previous) if one is not None]
    if scale:
        return all(abs(one) * scale in known.whole or abs(one) in known.plain for one in values)
    if YEAR.fullmatch(said.tokens[item.first]):
        return True
    return all(abs(one) in known.printed | known.whole for one in values)


def _said(lines: Iterable[str], words: Vocabulary) -> _Said:
    found = _Said()
    for line in lines:
        said, read = _numbers(_DATE.sub(" ", line), words)
        scaled: set[int] = set()
        for item in read.items:
            values = {abs(one) for one in (*item.values, item.of, item.previous) if one is not None}
            scale = words.scales.get(scale_of(item.unit, words))
            found.whole |= {one * (scale or 1) for one in values}
            found.printed |= values
            scaled |= {*range(item.first, item.end)} if scale else set()
        for place in said.numbers:
            values = _meanings(said.tokens[place], words)
            found.printed |= values
            found.plain |= set() if place in scaled else values
        spelled = (cardinal(said.tokens, place, words.cardinals) for place in range(len(said.tokens)))
        found.printed |= {Decimal(one[0]) for one in spelled if one}
        found.printed |= {Decimal(_roman(*one.groups())) for one in _ROMAN.finditer(line)}
    found.plain |= {one for one in found.printed if one <= _TEN}
    return found


def _meanings(printed: str, words: Vocabulary) -> set[Decimal]:
    """The value of digits; of malformed ones, such as those a machine writes in YAML, all they may mean."""
    value, doubt = parse_number(printed, words)
    if value is not None:
        return {value}
    likely = [parse_number(one, words)[0] for one in (doubt.alternatives if doubt else ())]
    return {one for one in likely if one is not None}


def _roman(tens: str, ones: str) -> int:
    digits = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
    return 10 * len(tens) + digits[ones]
