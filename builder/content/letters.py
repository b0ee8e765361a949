"""Letters that a report in Vietnamese or English is printed in, told from those of broken or old fonts."""

import unicodedata

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VIETNAMESE = frozenset(
    letter
    for vowel in _VOWELS
    for tone in _TONES
    for letter in (
        unicodedata.normalize("NFC", vowel + tone),
        unicodedata.normalize("NFC", vowel + tone).upper(),
    )
) | {"đ", "Đ"}
_SIGNS = frozenset({"Co", "Cn", "Cc", "Cs", "No", "Sk", "So"})
"""Kinds of characters that words are not made of (Unicode general categories)."""
_MUCH = 0.05
"""Share of characters. Signs such as m² and bullets stay below; old Vietnamese fonts (TCVN3, VNI), whose
letters lie in the places of others, give 15 to 25 in a hundred."""


def foreign(text: str) -> bool:
    """Whether so many characters are no letters of Vietnamese or English that the text was not read right."""
    seen = [letter for letter in text if not letter.isspace()]
    return sum(map(_foreign, seen)) > _MUCH * max(1, len(seen))


def _foreign(letter: str) -> bool:
    if letter < "\x7f" or letter in _VIETNAMESE:
        return False
    return letter.isalpha() or unicodedata.category(letter) in _SIGNS
