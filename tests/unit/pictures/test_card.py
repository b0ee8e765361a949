"""Cards: their size, their words, their bytes, and the letters of their font."""

import io
import unicodedata
from itertools import product

import pytest
from PIL import Image, ImageFont

from builder.pictures.card import FONT, HEIGHT, WIDTH, drawn, lines_of
from builder.plan import Card

CARD = Card("Bản tin HĐND phường Quang Trung", "Con số giữ nguyên như đã in", "example.org")
LONG = (
    "Hội đồng nhân dân phường Nguyễn Thị Minh Khai và các phường, xã sáp nhập về sắp xếp đơn vị hành chính "
)
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
PRINTED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzđĐ0123456789.,:;-–—()/&'\"“”‘’…%+!?·"


def picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(drawn(card))).convert("RGB")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a part of a card are not of its lightest colour."""
    part = image.crop(box).convert("L")
    return sum(part.point(lambda level: level < 128, "1").histogram()[1:])


def test_a_card_has_the_size_that_programs_expect_and_weighs_little() -> None:
    data = drawn(CARD)
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT)) == ("PNG", (1200, 630))
    assert image.info == {}, "nothing is written into it but the picture"
    assert len(data) <= 40 * 1024


def test_the_same_words_give_the_same_bytes_and_others_give_others() -> None:
    assert drawn(CARD) == drawn(CARD)
    assert drawn(CARD) != drawn(Card(CARD.title, CARD.line, "example.com"))


def test_title_line_and_foot_are_drawn() -> None:
    whole, empty = picture(CARD), picture(Card("", "", ""))
    title, line, foot = (96, 204, 1104, 430), (96, 436, 1104, 510), (96, 530, 1104, 620)
    for box in (title, line, foot):
        assert ink(whole, box) > 1000
        assert ink(empty, box) == 0


@pytest.mark.parametrize(
    "card",
    [Card((LONG * 2)[:200], LONG, (LONG * 2)[:200]), Card("X" * 200, "Y" * 200, "Z" * 200)],
    ids=["words", "one word"],
)
def test_the_longest_texts_stay_whole_and_inside_their_places(card: Card) -> None:
    image = picture(card)
    assert ink(image, (96, 204, 1104, 508)) > 1000
    for box in ((1108, 20, 1200, 630), (0, 20, 92, 630), (0, 510, 1200, 518), (0, 622, 1200, 630)):
        assert ink(image, box) == 0, "the margins are empty"


@pytest.mark.parametrize("size", [84, 32, 12])
@pytest.mark.parametrize("text", [LONG * 2, "X" * 300, "a " + "b" * 200 + " c"])
def test_no_letter_is_lost_between_lines(text: str, size: int) -> None:
    lines = lines_of(text, size)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    font = ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)
    assert max(font.getlength(line) for line in lines) <= WIDTH - 2 * 96


def test_a_sign_that_the_font_does_not_have_leaves_no_box() -> None:
    assert lines_of("HĐND 漢 phường", 32) == ["HĐND phường"]
    assert lines_of(unicodedata.normalize("NFD", "Đường ở"), 32) == ["Đường ở"]


def test_the_font_has_every_letter_of_vietnamese_and_what_stands_between_them() -> None:
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)}
    needed = {*letters, *(one.upper() for one in letters), *PRINTED}
    assert len(letters) == 72
    font = ImageFont.truetype(str(FONT), 40, layout_engine=ImageFont.Layout.BASIC)
    nothing = bytes(font.getmask("\U0010ffff"))
    assert [sign for sign in sorted(needed) if bytes(font.getmask(sign)) == nothing] == []
