"""Phrases in the copies of their sources: found as printed, told when they are not there."""

import pytest

from builder.model.quotation import AROUND, Quotation, plain, quotation

REPORT = plain(
    "Năm 2020, thu ngân sách trên địa bàn\r\n  đạt trên 11 tỷ\u00a0đồng, đạt 103,5 % kế hoạch giao; "
    "giảm tỷ lệ hộ nghèo xuống dưới 0,52%."
)


@pytest.mark.parametrize(
    ("phrase", "exact"),
    [
        ("đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao", "đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao"),
        ("đạt  trên\n11 tỷ đồng", "đạt trên 11 tỷ đồng"),
        ("giảm … xuống dưới 0,52%", "giảm tỷ lệ hộ nghèo xuống dưới 0,52%"),
        ("giảm ... 0,52%", "giảm tỷ lệ hộ nghèo xuống dưới 0,52%"),
        ("gia\u0309m tỷ lệ", "giảm tỷ lệ"),
    ],
)
def test_a_phrase_is_found_as_it_is_printed(phrase: str, exact: str) -> None:
    found = quotation(phrase, REPORT)
    assert found is not None
    assert found.exact == exact
    assert found.prefix + exact + found.suffix in REPORT
    assert len(found.prefix) <= AROUND
    assert len(found.suffix) <= AROUND


@pytest.mark.parametrize(
    "phrase",
    ["Đạt trên 11 tỷ đồng", "đạt trên 11,0 tỷ đồng", "xuống dưới 0,52% … giảm", "đạt 11 tỷ đồng", "…", ""],
)
def test_another_phrase_is_not(phrase: str) -> None:
    assert quotation(phrase, REPORT) is None


def test_the_first_of_several_places_is_quoted() -> None:
    assert quotation("5 hộ", "còn 5 hộ; thêm 5 hộ") == Quotation("5 hộ", "còn ", "; thêm 5 hộ")
