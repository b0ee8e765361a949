"""How search writes words: small letters without marks, each mark a capital behind its letter.

`Đường bê tông` is `dDuHoHngF beC toCng`. Without the capitals it is what a reader types without marks; with
them it is exact. A tone stands at the end of its word, and `y` that could be `i` is `i`: `hòa` and `hoà`,
`tỷ` and `tỉ` are one spelling. The script of the search page spells queries in the same way;
`tests/search/vectors.json` holds both to it.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

_SHAPES = {"\u0302": "C", "\u0306": "B", "\u031b": "H"}
_TONES = {"\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0301": "S", "\u0323": "J"}
_MARK = range(0x300, 0x370)
_PIECE = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W_](?:[^\W_]|[\u0300-\u036f])*|[.!?:;()\[\]{}\n]")
_CUTS = frozenset(".!?:;()[]{}\n")
_AROUND_CUTS = re.compile(r" *\n[ \n]*")
_ENDING_Y = re.compile(r"^([hklmst]|qu)y$")
"""Words that are written with i or y: `tỷ lệ`, `tỉ lệ`."""
_CAPITALS = dict.fromkeys(range(ord("A"), ord("Z") + 1))


class Passage(Struct, frozen=True):
    """A stretch of a page that a search can lead to: the page itself (no anchor) or a section of it.

    The words are spelled; `title` counts most, then `heading`, then `text`.
    """

    anchor: str
    name: str
    title: str
    heading: str
    text: str


def spelled(text: str) -> str:
    """The words of a text for search: a space between neighbours, a line for each run of them.

    A run ends with a sentence, at a colon, semicolon or bracket, and with a line of the text: words on both
    sides are no neighbours. Commas, dashes and slashes end none: `12/NQ-HĐND` is three neighbours. A number
    with its comma or points is one word: `103,5` is `103.K5`, so that `103.5` finds it too.
    """
    lines = (" ".join(filter(None, map(_spelled, line.split()))) for line in text.split("\n"))
    return _AROUND_CUTS.sub("\n", "\n".join(lines)).strip("\n ")


def folded(words: str) -> str:
    """Spelled words without their marks."""
    return words.translate(_CAPITALS)


@lru_cache(maxsize=32768)
def _spelled(chunk: str) -> str:
    """What stands between two spaces; texts are made of the same few thousand syllables again and again."""
    return " ".join(map(_word, _PIECE.findall(unicodedata.normalize("NFKC", chunk).lower())))


def _word(piece: str) -> str:
    if piece in _CUTS:
        return "\n"
    if piece[0] in "0123456789":
        return piece.replace(",", ".K")
    letters, tones = [], []
    for sign in unicodedata.normalize("NFD", piece):
        if sign in _TONES:
            tones.append(_TONES[sign])
        elif sign in _SHAPES:
            letters.append(_SHAPES[sign])
        elif sign == "đ":
            letters.append("dD")
        elif ord(sign) not in _MARK:
            letters.append(sign)
    return _ENDING_Y.sub(r"\1i", "".join(letters)) + "".join(tones)
