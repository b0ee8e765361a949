"""The value of printed digits in the separators of their language, and digits that are torn from others."""

import re
from decimal import Decimal

from builder.content.figures.phrase import Phrase
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Doubt

SEPARATORS = frozenset(",.")
_SEPARATOR = re.compile(r"[.,]")
_SIGNS = frozenset("%‰")
_LIKE_DIGITS = frozenset("lio")
"""Letters that are typed, or read by a scanner, for 1 and 0."""


def parse_number(printed: str, words: Vocabulary) -> tuple[Decimal | None, Doubt | None]:
    """The value of printed digits in the language's own separators, or why it cannot be known."""
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
    before = said.tokens[place - 2] if place > 1 else ""
    hung = before[-1:].isdecimal() or before in _LIKE_DIGITS
    return said.glued(place) and (hung or not said.glued(place - 1))


def cut_off(said: Phrase, place: int) -> bool:
    """True for `85,%` and `12.ha`: a separator with no digit behind it."""
    tokens, behind = said.tokens, place + 2
    return (
        behind < len(tokens)
        and tokens[place + 1] in SEPARATORS
        and said.glued(place + 1)
        and said.glued(behind)
        and (tokens[behind] in _SIGNS or tokens[behind][0].isalpha())
    )
