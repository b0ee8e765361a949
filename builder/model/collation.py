"""Vietnamese alphabetical order: the 29 letters first, then the five tones, then case.

Source: the Vietnamese alphabet (a ă â … y) and the tone order level, huyền, hỏi, ngã, sắc, nặng, as in
the Unicode CLDR root for `vi`.
"""

import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, start=100)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = frozenset({"\u0302", "\u0306", "\u031b"})

Key = tuple[tuple[int, ...], tuple[int, ...], str]


@lru_cache(maxsize=4096)
def vietnamese(text: str) -> Key:
    """A sort key: letters, then tones, then the text itself, so that equal keys mean equal texts."""
    letters: list[int] = []
    tones: list[int] = []
    for letter, tone in _letters(text):
        letters.append(_RANK.get(letter) or (ord(letter) if ord(letter) < 100 else 1000 + ord(letter)))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def initial(text: str) -> str:
    """The letter of the alphabet a name stands under, as a capital without tone; `#` for any other sign."""
    letter = next((letter for letter, _ in _letters(text)), "")
    return letter.upper() if letter in _RANK else "#"


def _letters(text: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for mark in unicodedata.normalize("NFD", text.lower()):
        if mark in _TONES and found:
            found[-1] = (found[-1][0], _TONES[mark])
        elif mark in _SHAPES and found:
            found[-1] = (unicodedata.normalize("NFC", found[-1][0] + mark), found[-1][1])
        else:
            found.append((mark, 0))
    return found
