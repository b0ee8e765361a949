"""The numbers of a phrase with what belongs to them: single values, ranges, n/N, compounds, `from a to b`."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Doubt

_VARIANTS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-"})
_SPELLINGS = {
    "luỹ": "lũy",
    "uỷ": "ủy",
    "thuỷ": "thủy",
    "kì ": "kỳ ",
    "tỉ ": "tỷ ",
    "hoà": "hòa",
    "héc-ta": "héc ta",
}
_CURRENCY = "$£€"
_BRACKET = re.compile(r" \([^()]*\)")
_GLUED = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_SEPARATOR = re.compile(r"[.,]")
_WORD = re.compile(r" (?P<word>[^\W\d_]+)")
_MONEY_SUFFIX = re.compile(r"(m|bn|k)\b")
_SUFFIX = {"m": "million", "bn": "billion", "k": "thousand"}


class Item(NamedTuple):
    """A number, or numbers that belong together, from `start` to `end`, or `digits` without its unit."""

    start: int
    end: int
    digits: int
    values: tuple[Decimal, ...]
    unit: str = ""
    of: Decimal | None = None
    previous: Decimal | None = None
    """The first number of `from a to b`."""
    bare_scale: bool = False
    """The unit is a scale only (`72 triệu`): what it counts is not said."""
    signed: str = ""
    """`+` or `-` where one is said before the number."""

    @property
    def percent(self) -> bool:
        """True for percentages and points."""
        return self.unit.startswith(("%", "‰", "điểm", "phần trăm", "per cent", "percent", "point", "pp"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the numbers of a phrase are: items in order, digits that are names or dates, and doubts."""

    items: tuple[Item, ...]
    masked: str
    """The folded phrase with the digits of references written 0."""
    references: tuple[tuple[int, int], ...]
    doubts: tuple[Doubt, ...]


class _Number(NamedTuple):
    start: int
    end: int
    value: Decimal


def fold(text: str) -> str:
    """The phrase as it is compared: NFC, single spaces, lower case, one spelling of each word."""
    folded = unicodedata.normalize("NFC", text).translate(_VARIANTS)
    folded = " ".join(folded.split()).lower()
    for variant, spelling in _SPELLINGS.items():
        folded = folded.replace(variant, spelling)
    return folded


def numbers(text: str, words: Vocabulary) -> Numbers:
    """The numbers of a folded phrase. A malformed one is a doubt with its possible meanings, no guess."""
    if not _DIGIT.search(text):
        return Numbers((), text, (), ())
    references: tuple[tuple[int, int], ...] = ()
    masked = text
    if words.reference.search(text):
        references = tuple(match.span() for pattern in words.references for match in pattern.finditer(text))
        masked = _masked(text, references)
    found: list[_Number] = []
    doubts: list[Doubt] = []
    for match in words.number.finditer(text):
        if references and any(start <= match.start() < end for start, end in references):
            continue
        value, doubt = parse_number(match[0], words)
        if doubt:
            doubts.append(doubt)
        if value is not None:
            found.append(_Number(match.start(), match.end(), value))
    for one, other in pairwise(found):
        if text[one.end : other.start] == " ":
            printed = text[one.start : other.end]
            doubts.append(Doubt("malformed-number", printed, (printed.replace(" ", ""),)))
            found = [number for number in found if number not in {one, other}]
    return Numbers(tuple(_group(text, found, words, doubts)), masked, references, tuple(doubts))


def _masked(text: str, references: tuple[tuple[int, int], ...]) -> str:
    signs = list(text)
    for start, end in references:
        signs[start:end] = ["0" if sign.isdigit() else sign for sign in text[start:end]]
    return "".join(signs)


def parse_number(printed: str, words: Vocabulary) -> tuple[Decimal | None, Doubt | None]:
    """The value of printed digits in the language's own separators, or why it cannot be known."""
    if words.well_formed.fullmatch(printed) and len(printed) < 30:
        if words.grouped_nothing.match(printed):
            other = printed.replace(words.group, words.decimal, 1)
            return None, Doubt("malformed-number", printed, (other,))
        return Decimal(printed.replace(words.group, "").replace(words.decimal, ".")), None
    alternatives = []
    if printed.count(words.group) == 1 and words.decimal not in printed:
        alternatives.append(printed.replace(words.group, words.decimal))
    alternatives.append(_SEPARATOR.sub("", printed))
    return None, Doubt("malformed-number", printed, tuple(dict.fromkeys(alternatives)))


def _group(text: str, found: list[_Number], words: Vocabulary, doubts: list[Doubt]) -> list[Item]:
    items: list[Item] = []
    index = 0
    while index < len(found):
        number = found[index]
        item, used = _one(text, found, index, words, doubts)
        if sign := _sign(text, number.start, words):
            item = item._replace(signed=sign)
        if number.start and text[number.start - 1] in _CURRENCY:
            item = _money(text, item, text[number.start - 1])
        elif (glued := _GLUED.match(text, found[index + used - 1].end)) and (
            not item.unit or (words.language == "en" and glued[0] == "m")
        ):
            doubts.append(Doubt("unknown-unit", text[item.start : glued.end()]))
        items.append(item)
        index += used
    return items


def _one(
    text: str, found: list[_Number], index: int, words: Vocabulary, doubts: list[Doubt]
) -> tuple[Item, int]:
    number = found[index]
    unit, end, bare = unit_at(text, number.end, words)
    item = Item(number.start, end, number.end, (number.value,), unit, bare_scale=bare)
    if index + 1 == len(found):
        return item, 1
    other = found[index + 1]
    between = text[number.end : other.start]
    after_unit = text[end : other.start]
    next_unit, next_end, next_bare = unit_at(text, other.end, words)
    if words.joins["ratio"].fullmatch(between) and not words.per.match(text, number.end):
        if not next_unit and (bracket := _BRACKET.match(text, other.end)):
            next_unit = unit_at(text, bracket.end(), words)[0]
        return Item(number.start, next_end, other.end, (number.value,), next_unit, of=other.value), 2
    if bare and after_unit == " " and next_unit and unit.split(" ")[0] in words.scales:
        compound = _compound(text, found, index, words)
        if compound:
            return compound
    before = text[: number.start].rstrip()
    started = words.joins["from"].search(before) is not None and before.endswith(
        tuple(words.joins["from"].pattern.split("|"))
    )
    if started and words.joins["to_new"].fullmatch(after_unit.strip()):
        return (
            Item(
                other.start,
                next_end,
                other.end,
                (other.value,),
                next_unit,
                previous=number.value,
                bare_scale=next_bare,
            ),
            2,
        )
    ranged = words.joins["range"].fullmatch(after_unit)
    same = not unit or unit == next_unit or (bare and next_unit.startswith(unit))
    if ranged and same and (ranged[0].strip() != "and" or started):
        if other.value <= number.value:
            doubts.append(Doubt("range-backwards", text[number.start : next_end]))
        values = (number.value, other.value)
        return Item(number.start, next_end, other.end, values, next_unit, bare_scale=next_bare), 2
    return item, 1


def _compound(text: str, found: list[_Number], index: int, words: Vocabulary) -> tuple[Item, int] | None:
    """`634 tỷ 620 triệu đồng`: each part smaller than the one before, in the unit of the first."""
    first = found[index]
    total, used, position, digits = Decimal(0), 0, first.start, first.end
    top = Decimal(0)
    smallest = Decimal("Infinity")
    unit_scale = ""
    base, bare = "", True
    for number in found[index:]:
        if used and text[position : number.start] != " ":
            break
        scale = words.scale.match(text, number.end)
        base_only = None if scale else words.base.match(text, number.end)
        size = words.scales[scale["word"]] if scale else Decimal(1)
        if (not scale and not base_only) or size >= smallest or (used and number.value * size >= smallest):
            break
        unit, position, bare = unit_at(text, number.end, words)
        base = unit.removeprefix(scale["word"]).strip() if scale else unit
        if not used:
            top, unit_scale = size, scale["word"] if scale else ""
        digits = number.end
        total += number.value * size
        smallest = size
        used += 1
        if base:
            break
    if used < 2:
        return None
    unit = f"{unit_scale} {base}".strip()
    value = (total / top).normalize() + Decimal(0)
    return Item(first.start, position, digits, (value,), unit, bare_scale=bare), used


def unit_at(text: str, position: int, words: Vocabulary) -> tuple[str, int, bool]:
    """The unit printed at `position`, where it ends, and whether it is a scale that counts nothing named.

    A noun the vocabulary does not know is taken as printed, one word long.
    """
    scale = words.scale.match(text, position)
    if scale and text.startswith(" lệ", scale.end()):
        scale = None
    end = scale.end() if scale else position
    base = words.base.match(text, end)
    name = scale["word"] if scale else ""
    bare = bool(scale) and base is None
    if base:
        name = f"{name} {_CANONICAL.get(base['word'], base['word'])}".strip()
        end = base.end()
    elif not scale:
        word = _WORD.match(text, position)
        if word and not words.stops.match(word["word"]):
            return word["word"], word.end(), False
    while name and (per := words.per.match(text, end)):
        name += "/" + per[0].strip().lstrip("/ ").removeprefix("per ").removeprefix("a ")
        end = per.end()
    return name, end, bare and "/" not in name


_CANONICAL = {"m2": "m²", "m3": "m³", "km2": "km²", "phần trăm": "%", "per cent": "%", "percent": "%"}


def _sign(text: str, start: int, words: Vocabulary) -> str:
    """`+` or `-` glued to a number that nothing stands before, or `-` for the word (`âm 2,5%`)."""
    if start and text[start - 1] in "+-" and (start == 1 or text[start - 2] in " (:"):
        return text[start - 1]
    return "-" if start and words.negative.search(text, 0, start) else ""


def _money(text: str, item: Item, sign: str) -> Item:
    suffix = _MONEY_SUFFIX.match(text[item.start :].lstrip("0123456789.,"))
    if suffix and not item.unit:
        return item._replace(unit=f"{_SUFFIX[suffix[1]]} {sign}", end=item.end + len(suffix[1]))
    if item.unit in {"m", "bn", "k"}:
        return item._replace(unit=f"{_SUFFIX[item.unit]} {sign}")
    scaled = item.unit if item.bare_scale else ""
    return item._replace(unit=f"{scaled} {sign}".strip(), bare_scale=False)
