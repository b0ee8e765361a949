from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from markupsafe import Markup

from builder.theme.filters import NBSP, bind, filters, keep

DAY = date(2026, 1, 9)


@pytest.mark.parametrize(
    ("name", "value", "vi", "en"),
    [
        ("number", 1357, "1.357", "1,357"),
        ("number", 12, "12", "12"),
        ("number", 0, "0", "0"),
        ("number", -1234567, "-1.234.567", "-1,234,567"),
        ("number", Decimal("26752.5"), "26.752,5", "26,752.5"),
        ("number", Decimal("0.05"), "0,05", "0.05"),
        ("number", Decimal("1.23456"), "1,23456", "1.23456"),
        ("number", Decimal("12.00"), "12", "12"),
        ("number", Decimal(9007199254740993), "9.007.199.254.740.993", "9,007,199,254,740,993"),
        ("date", DAY, "09/01/2026", f"9{NBSP}January 2026"),
        ("days", (DAY, DAY), "09/01/2026", f"9{NBSP}January 2026"),
        ("days", (DAY, date(2026, 1, 12)), "09–12/01/2026", "9–\u206012 January 2026"),
        ("days", (DAY, date(2026, 2, 1)), "09/01–01/02/2026", f"9{NBSP}January{NBSP}– 1{NBSP}February 2026"),
        (
            "days",
            (date(2025, 12, 31), DAY),
            "31/12/2025–09/01/2026",
            f"31{NBSP}December 2025{NBSP}– 9{NBSP}January 2026",
        ),
        ("isodate", DAY, "2026-01-09", "2026-01-09"),
        ("month_name", 1, "Tháng 1", "January"),
        ("month_name", 12, "Tháng 12", "December"),
        ("time", time(8, 5), "08:05", "08:05"),
        ("filesize", 1, f"1{NBSP}KB", f"1{NBSP}KB"),
        ("filesize", 500_000, f"488{NBSP}KB", f"488{NBSP}KB"),
        ("filesize", 1_500_000, f"1,4{NBSP}MB", f"1.4{NBSP}MB"),
        ("filesize", 20 * 1024 * 1024, f"20,0{NBSP}MB", f"20.0{NBSP}MB"),
        ("ordinal", 1, "nhất", "1st"),
        ("ordinal", 2, "hai", "2nd"),
        ("ordinal", 3, "ba", "3rd"),
        ("ordinal", 4, "tư", "4th"),
        ("ordinal", 10, "mười", "10th"),
        ("ordinal", 11, "11", "11th"),
        ("ordinal", 12, "12", "12th"),
        ("ordinal", 13, "13", "13th"),
        ("ordinal", 21, "21", "21st"),
        ("ordinal", 111, "111", "111th"),
        ("ordinal", 122, "122", "122nd"),
        ("host", "https://www.hagiang.gov.vn/tin/1", "hagiang.gov.vn", "hagiang.gov.vn"),
    ],
)
def test_a_reader_sees_what_is_usual_in_the_language(name: str, value: Any, vi: str, en: str) -> None:  # noqa: ANN401 # each filter takes its own
    assert (filters("vi")[name](value), filters("en")[name](value)) == (vi, en)


def test_both_languages_have_the_same_filters() -> None:
    assert set(filters("vi")) == set(filters("en"))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Thu 12,5 tỷ đồng", f"Thu 12,5{NBSP}tỷ{NBSP}đồng"),
        ("đạt 107 % kế hoạch", f"đạt 107{NBSP}% kế{NBSP}hoạch"),
        ("5 km đường", f"5{NBSP}km đường"),
        ("4 tỷlệ", "4 tỷlệ"),
        ("Ngân sách và NGÂN SÁCH", f"Ngân{NBSP}sách và NGÂN{NBSP}SÁCH"),
        ("tân ngân sáchx", "tân ngân sáchx"),
        (
            "Khóa VI họp ngày 15 tháng 12 năm 2026",
            f"Khóa{NBSP}VI họp ngày{NBSP}15 tháng{NBSP}12 năm{NBSP}2026",
        ),
        ("Quý II, Nghị quyết số 12/NQ-HĐND", f"Quý{NBSP}II, Nghị{NBSP}quyết số{NBSP}12/NQ-HĐND"),
        ("Kỳ họp thứ hai, kỳ họp thứ 13", f"Kỳ{NBSP}họp thứ{NBSP}hai, kỳ{NBSP}họp thứ{NBSP}13"),
        ("năm Việt Nam, quý vị, số Xã", "năm Việt Nam, quý vị, số Xã"),
        ("", ""),
    ],
)
def test_a_line_never_breaks_before_a_unit_or_inside_a_word(text: str, bound: str) -> None:
    assert bind(text) == bound


@pytest.mark.parametrize("text", ["a <b> & 'c' \"d\" ngân sách 5 %", "<script>alert(1)</script>", "&amp;"])
def test_text_made_fit_for_lines_is_escaped_and_loses_nothing_but_plain_spaces(text: str) -> None:
    found = bind(text)
    assert isinstance(found, Markup)
    assert not set("<>\"'") & set(str(found))
    assert found.unescape().replace(NBSP, " ") == text


def test_running_text_keeps_numbers_and_units_together_and_lets_words_part() -> None:
    assert (
        keep("ngân sách đạt 11 tỷ đồng, 5 % & 3 < 4, tăng 3,2 điểm %")
        == "ngân sách đạt 11\u00a0tỷ\u00a0đồng, 5\u00a0% &amp; 3 &lt; 4, tăng 3,2\u00a0điểm\u00a0%"
    )


def test_a_line_never_breaks_inside_an_option_or_a_day_of_code() -> None:
    assert keep(Markup("<p>gõ <code>bulletin check --figures</code></p>")) == (
        '<p>gõ <code>bulletin check <span class="nowrap">--figures</span></code></p>'
    )
    assert keep(Markup("<code>2020-12-29</code>")) == '<code><span class="nowrap">2020-12-29</span></code>'
    for untouched in (
        "<code>- a</code>",
        f"<code>--{'a' * 20}</code>",
        "<pre><code>--lang vi\n</code></pre>",
        "a-b",
    ):
        assert keep(Markup(untouched)) == untouched  # noqa: S704 # written above


def test_a_number_in_millions_and_more_may_part_from_its_unit_rather_than_be_cut_in_a_narrow_cell() -> None:
    assert keep("đạt 13.074.500.000 đồng, 12.500 hộ") == f"đạt 13.074.500.000 đồng, 12.500{NBSP}hộ"


def test_html_keeps_its_tags_and_its_code_as_they_are() -> None:
    html = Markup('<p title="5 km">dài 5 km</p><pre><code>5 km\n</code></pre><code>7 ha</code> và 7 ha')
    assert keep(html) == (
        '<p title="5 km">dài 5\u00a0km</p><pre><code>5 km\n</code></pre><code>7 ha</code> và 7\u00a0ha'
    )
