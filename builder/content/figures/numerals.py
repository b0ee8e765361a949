"""The value of printed digits in the separators of their language, and digits that are torn from others."""

import re
from decimal import Decimal

from builder.content.figures.phrase import Phrase
from builder.content.figures.units import kind_at
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Doubt

SEPARATORS = frozenset(",.")
_SEPARATOR = re.compile(r"[.,]")
_SIGNS = frozenset("%‰")
_LIKE_DIGITS = frozenset("lio")
"""Letters that are typed, or read by a scanner, for 1 and 0."""
_GROUP = re.compile(r"\d{3}(?:\D|$)")
_TYPED = re.compile(r"[lio]+\d+")
_TELLING = frozenset("()%‰/-–—÷:;+<>=≥≤~≈±&$£€")
"""Signs between two numbers that say how one stands to the other."""
_PARTING = frozenset("()%‰$£€")


def parse_number(printed: str, words: Vocabulary) -> tuple[Decimal | None, Doubt | None]:
    """The value of printed digits in the language's own separators, or why it cannot be known."""
    if not printed.isascii():  # full-width or Arabic digits
        ascii_digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in printed)
        return None, Doubt("malformed-number", printed, (ascii_digits,))
    plain = printed.isdecimal()
    if plain and len(printed) < 30 and (printed[0] != "0" or len(printed) < 3):
        return Decimal(printed), None
    if not plain and len(printed) < 30 and words.well_formed.fullmatch(printed):
        if printed[0] == "0" and words.grouped_nothing.match(printed):
            other = printed.replace(words.group, words.decimal, 1)
            return None, Doubt("malformed-number", printed, (other,))
        return Decimal(printed.replace(words.group, "").replace(words.decimal, ".")), None
    alternatives = []
    if printed.count(words.group) == 1 and words.decimal not in printed:
        alternatives.append(printed.replace(words.group, words.decimal))
    alternatives.append(_SEPARATOR.sub("", printed))
    return None, Doubt("malformed-number", printed, tuple(dict.fromkeys(alternatives)))


def hangs(said: Phrase, place: int) -> bool:
    """True for `.5`, the end of `12 .500`, `tăng1,36` and `l.250`: digits torn off what stands before."""
    tokens, first = said.tokens, place - 1
    while first > 0 and said.glued(first) and tokens[first - 1] in SEPARATORS:
        first -= 1
    before = tokens[first - 1] if first else ""
    hung = before[-1:].isdecimal() or before in _LIKE_DIGITS
    return said.glued(place) and (hung or not said.glued(first))


def parted(said: Phrase, first: int, second: int, words: Vocabulary) -> bool:
    """True for `12,,4`, `12, 4`, `1'234` and `12;4`: between two numbers nothing that tells them apart."""
    signs = said.tokens[first + 1 : second]
    if any(sign[0].isalnum() for sign in signs):
        return False
    glued = all(said.glued(place) for place in range(first + 1, second + 1))
    if len(signs) != 1:
        return SEPARATORS.issuperset(signs) or (glued and _PARTING.isdisjoint(signs))
    if signs[0] == "," == words.group and not said.glued(second) and said.glued(first + 1):
        return _GROUP.match(said.tokens[second]) is not None  # not `reached 23, 12 fewer than`
    return signs[0] not in _TELLING or (signs[0] == ";" and glued)


def in_parts(said: Phrase, first: int, second: int, words: Vocabulary) -> Doubt:
    """The doubt about a number that is torn in two: `1 000`, `12, 4%`."""
    one, other = said.tokens[first], said.tokens[second]
    between = said.tokens[first + 1 : second]
    signs = [sign for sign in between if sign in SEPARATORS] or [words.group, words.decimal]
    signs = signs if between else [""]
    likely = dict.fromkeys(f"{one}{sign}{other}" for sign in signs)
    sound = tuple(printed for printed in likely if not between or words.well_formed.fullmatch(printed))
    return Doubt("malformed-number", said.words(first, second + 1), sound)


def amiss(said: Phrase, place: int) -> str:
    """A number with a sign too many (`85,%`, `10²`), or half an n/N (`/30`, `…/30`, `28/`); else nothing."""
    tokens, behind = said.tokens, place + 1
    sign = tokens[behind] if behind < len(tokens) else ""
    if sign in SEPARATORS:
        return said.words(place, _cut_off(said, behind))
    if sign == "/" and said.glued(behind) and not said.glued(behind + 1):
        after = tokens[behind + 1] if behind + 1 < len(tokens) else ""
        return said.words(place, place if after[:1].isdecimal() else behind + 1)
    if sign[:1].isdigit() and said.glued(behind):  # a power, or the mark of a footnote
        return said.words(place, behind + 1)
    if place and tokens[place - 1] == "/":
        before = tokens[place - 2] if place > 1 else ""
        torn = said.glued(place) and not said.glued(place - 1) and not before[:1].isdecimal()
        if torn or not (before[-1:].isalnum() or before in _PARTING):
            return said.words(place - 1, behind)
    return ""


def _cut_off(said: Phrase, sign: int) -> int:
    """The place behind a number whose separator at `sign` is one too many: `12.ha`; 0 without one."""
    tokens, behind = said.tokens, sign
    while behind < len(tokens) and tokens[behind] in SEPARATORS and said.glued(behind):
        behind += 1
    if behind == sign or behind == len(tokens):
        return 0
    hung = said.glued(behind) and (tokens[behind] in _SIGNS or tokens[behind][0].isalpha())
    return behind + 1 if hung else 0


def typed(said: Phrase, words: Vocabulary) -> tuple[Doubt, ...]:
    """Letters that look like digits, before digits that count something: `l00 hộ`, `O5%`."""
    return tuple(
        Doubt("malformed-number", said.words(place, place + 2))
        for place in said.hung
        if _TYPED.fullmatch(said.tokens[place]) and kind_at(said, place + 1, words)
    )
