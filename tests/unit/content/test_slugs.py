import unicodedata

import pytest

from builder.content.fields import SLUG
from builder.content.slugs import slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đường bê tông", "duong-be-tong"),
        ("Kỳ họp thứ mười ba", "ky-hop-thu-muoi-ba"),
        ("12/NQ-HĐND", "12-nq-hdnd"),
        ("Ước đạt 13,5 %", "uoc-dat-13-5"),
        ("  a  --  b  ", "a-b"),
        ("***", "muc"),
        ("", "muc"),
    ],
)
def test_marks_are_dropped_and_d_with_stroke_is_a_d(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_both_unicode_forms_give_one_slug() -> None:
    text = "Đề án ở xã Hợp Tiến"
    assert slug_of(unicodedata.normalize("NFD", text)) == slug_of(text) == "de-an-o-xa-hop-tien"


@pytest.mark.parametrize(
    "text", ["中文", "Ελλάδα", "a\u0301\u0302", "ß", "ﬁ", "½", "🎉", "\u200b", "&amp; <b>"]
)
def test_a_slug_is_always_fit_for_an_address(text: str) -> None:
    assert SLUG.fullmatch(slug_of(text))
