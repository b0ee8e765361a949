import random
import unicodedata

import pytest

from builder.model.collation import vietnamese


def ordered(words: list[str]) -> list[str]:
    shuffled = list(words)
    random.Random(7).shuffle(shuffled)  # noqa: S311 # a fixed disorder
    return sorted(shuffled, key=vietnamese)


@pytest.mark.parametrize(
    "words",
    [
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n", "o", "ô", "ơ", "p"],
        ["p", "q", "r", "s", "t", "u", "ư", "v", "x", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["an", "ăn", "ân", "ba"],
        ["Bàn", "Bán", "Băng", "Bầu", "Bình"],
        ["Dân số", "Dịch vụ", "Đảng", "Điện", "Đường", "Em"],
        ["Thu", "Thu ngân sách", "Thú y", "Thuế"],
        ["tổ 2", "tổ 3", "tổ A"],
    ],
)
def test_names_come_in_the_order_of_a_vietnamese_dictionary(words: list[str]) -> None:
    assert ordered(words) == words


def test_tones_decide_only_when_all_letters_are_equal() -> None:
    assert ordered(["mạ", "mab", "má"]) == ["má", "mạ", "mab"]


def test_both_unicode_forms_take_the_same_place() -> None:
    word = "Đường bê tông ở xã Hợp Tiến"
    assert vietnamese(unicodedata.normalize("NFD", word))[:2] == vietnamese(word)[:2]


def test_different_texts_never_share_a_key() -> None:
    assert vietnamese("An") != vietnamese("an")


def test_a_mark_without_a_letter_is_no_error() -> None:
    assert ordered(["\u0301", "\u0302", ""])[0] == ""
