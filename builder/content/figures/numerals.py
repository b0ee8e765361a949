"""The value of printed digits, in the separators of their language."""

import re
from decimal import Decimal

from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Doubt

_SEPARATOR = re.compile(r"[.,]")


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
