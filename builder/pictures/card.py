"""The card of a site or council: the picture that other programs show beside a shared link.

Letters come from a font of our own and are laid out by FreeType alone, so that no machine's fonts change a
card; the same release of Pillow gives the same bytes.
"""

import io
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

from builder.plan import Card

FONT = Path(__file__).with_name("fonts") / "card.ttf"
"""Noto Serif Bold with the letters of Vietnamese; `scripts/card-font.py` makes it of the theme's files."""
WIDTH, HEIGHT = 1200, 630
"""What programs that show cards expect."""
_PAPER, _PANEL, _INK, _INK_2, _LINE, _BRAND = "#ffffff", "#f7f4ee", "#1c1b1a", "#55514b", "#d9d3c7", "#9c1c1f"
_TONES = ((_PAPER, _INK), (_PAPER, _INK_2), (_PANEL, _BRAND), (_BRAND, _PAPER), (_PANEL, _LINE))
"""What is drawn on what: the card has these colours and steps between the two of each, and no others."""
_TITLE, _BELOW, _FOOT, _HOUSE, _RULE = range(len(_TONES))
_STEPS = 16
_MARGIN = 96
_BAND = 18
_MARK_TOP, _MARK_SIZE = 76, 96
_TEXT_TOP, _TEXT_HEIGHT = 204, 304
"""The place for the title and the line below it."""
_FOOT_TOP, _FOOT_HEIGHT = 520, 110
"""The band at the foot."""
_SIZES = range(84, 11, -4)
_SMALL = 32
_GAP = 14
_LEADING = 1.34
"""Height of a line: capitals carry two marks."""
_LONGEST = 400
"""More letters than any line holds."""
_FINE = 4
"""How much larger the mark is drawn than it is shown, so that its edges are smooth."""
_NOWHERE = "\U0010ffff"
"""A sign that no font has."""


def drawn(card: Card) -> bytes:
    """The card as PNG. Every word of its texts is on it, the smaller the more there are."""
    image = Image.new("L", (WIDTH, HEIGHT), _colour(_TITLE, 0))
    image.paste(_colour(_HOUSE, 0), (0, 0, WIDTH, _BAND))
    image.paste(_colour(_FOOT, 0), (0, _FOOT_TOP, WIDTH, HEIGHT))
    image.paste(_colour(_RULE, _STEPS - 1), (0, _FOOT_TOP, WIDTH, _FOOT_TOP + 2))
    _lay(image, _mark(_MARK_SIZE), (_MARGIN, _MARK_TOP), _HOUSE)
    size, small, title, line = _fitting(card)
    _lay(image, _text(title, size), (_MARGIN, _TEXT_TOP), _TITLE)
    _lay(image, _text(line, small), (_MARGIN, _TEXT_TOP + _height(title, size) + _GAP), _BELOW)
    size, foot = _smaller(card.foot, _SMALL, _FOOT_HEIGHT - 2 * _GAP)
    _lay(image, _text(foot, size), (_MARGIN, _FOOT_TOP + (_FOOT_HEIGHT - _height(foot, size)) // 2), _FOOT)
    image.putpalette(_palette())
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def _colour(tone: int, step: int) -> int:
    return tone * _STEPS + step


def _palette() -> bytes:
    """The colours of every tone, from what is drawn on to what is drawn."""
    found = bytearray()
    for paper, ink in _TONES:
        below, above = ImageColor.getrgb(paper), ImageColor.getrgb(ink)
        for step in range(_STEPS):
            found += bytes(
                one + (other - one) * step // (_STEPS - 1) for one, other in zip(below, above, strict=True)
            )
    return bytes(found)


def _lay(image: Image.Image, drawing: Image.Image, at: tuple[int, int], tone: int) -> None:
    """Put a drawing in its tone on what it stands on."""
    image.paste(drawing.point([_colour(tone, level * _STEPS // 256) for level in range(256)]), at)


def lines_of(text: str, size: int) -> list[str]:
    """A text broken between its words into lines that fit; a word that is too long by itself, inside it."""
    lines: list[str] = []
    for word in _known(text).split():
        if lines and _fits(f"{lines[-1]} {word}", size):
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, size)
    return lines


def _fitting(card: Card) -> tuple[int, int, list[str], list[str]]:
    """The largest sizes at which title and line fit their place, and the lines of both."""

    def tried(size: int) -> tuple[int, int, list[str], list[str]]:
        small = min(_SMALL, size)
        return size, small, lines_of(card.title, size), lines_of(card.line, small)

    def fits(size: int, small: int, title: list[str], line: list[str]) -> bool:
        return _height(title, size) + _GAP + _height(line, small) <= _TEXT_HEIGHT

    found = (one for one in map(tried, _SIZES) if fits(*one))
    return next(found, tried(_SIZES[-1]))


def _smaller(text: str, size: int, height: int) -> tuple[int, list[str]]:
    """The largest size up to `size` at which a text fits a height, and its lines."""
    while _height(lines_of(text, size), size) > height and size > _SIZES[-1]:
        size -= 2
    return size, lines_of(text, size)


def _known(text: str) -> str:
    """The text without signs that the font does not have: a box in their place would say nothing."""
    nothing = bytes(_font(_SMALL).getmask(_NOWHERE))
    return "".join(
        sign
        for sign in unicodedata.normalize("NFC", text)
        if sign.isspace() or bytes(_font(_SMALL).getmask(sign)) != nothing
    )


def _pieces(word: str, size: int) -> Iterator[str]:
    while word:
        widths = list(accumulate(_font(size).getlength(sign) for sign in word[:_LONGEST]))
        end = max(1, bisect_right(widths, WIDTH - 2 * _MARGIN))
        yield word[:end]
        word = word[end:]


def _fits(line: str, size: int) -> bool:
    return _font(size).getlength(line) <= WIDTH - 2 * _MARGIN


def _height(lines: list[str], size: int) -> int:
    return round(len(lines) * size * _LEADING)


def _text(lines: list[str], size: int) -> Image.Image:
    """Lines below each other, white on black."""
    drawing = Image.new("L", (WIDTH - _MARGIN, max(1, _height(lines, size))))
    pen = ImageDraw.Draw(drawing)
    for number, line in enumerate(lines):
        pen.text((0, number * size * _LEADING + size * 1.07), line, font=_font(size), fill=255, anchor="ls")
    return drawing


@cache
def _mark(size: int) -> Image.Image:
    """The house of the default theme's mark, drawn on its grid of 44."""
    unit = size * _FINE / 44
    width = round(2.2 * unit)
    drawing = Image.new("L", (size * _FINE, size * _FINE))
    pen = ImageDraw.Draw(drawing)

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * unit, y * unit) for x, y in points]

    pen.line(at((9, 20), (22, 11), (35, 20)), fill=255, width=width, joint="curve")
    walls = (((13, 20), (13, 33)), ((31, 20), (31, 33)), ((9, 33), (35, 33)))
    door = (((19, 33), (19, 26)), ((25, 33), (25, 26)))
    for line in (*walls, *door):
        pen.line(at(*line), fill=255, width=width)
    (x0, y0), (x1, y1) = at((19, 23), (25, 29))
    pen.arc((x0 - width / 2, y0 - width / 2, x1 + width / 2, y1 + width / 2), 180, 360, fill=255, width=width)
    return drawing.resize((size, size), Image.Resampling.BOX)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(FONT.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)
