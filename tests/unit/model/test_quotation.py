"""Phrases in the copies of their sources: found as printed, told when they are not there."""

import pytest

from builder.model.quotation import AROUND, Copy, Quotation, held, plain, quotation

REPORT = Copy(
    plain(
        "Năm 2020, thu ngân sách trên địa bàn\r\n  đạt trên 11 tỷ\u00a0đồng, đạt 103,5 % kế hoạch giao; "
        "giảm tỷ lệ hộ nghèo xuống dưới 0,52%. Còn 15 hộ."
    )
)
TORN = Copy(
    "Năm 2020, thu ngân sách trên\nđịa bàn đạt trê n 1 1 tỷ\nđồng, đạt 103,5\n% kế\nhoạch giao; giảm\ntỷ lệ hộ ngh èo\n"
    "Văn phòng\n3\fBÁO CÁO\nxuống dưới 0, 52%. The development of self-\ngoverning rep-\nresentation; 7,5-\n8,5%. Còn 15hộ.",
    torn=True,
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
    assert found.prefix + exact + found.suffix in REPORT.text
    assert len(found.prefix) <= AROUND
    assert len(found.suffix) <= AROUND


@pytest.mark.parametrize(
    "phrase",
    [
        "Đạt trên 11 tỷ đồng",
        "đạt trên 11,0 tỷ đồng",
        "xuống dưới 0,52% … giảm",
        "đạt 11 tỷ đồng",
        "5 hộ",
        "xuống dưới 0",
        "…",
        "",
    ],
)
def test_another_phrase_is_not(phrase: str) -> None:
    assert quotation(phrase, REPORT) is None


def test_the_first_of_several_places_is_quoted() -> None:
    assert quotation("5 hộ", Copy("còn 5 hộ; thêm 5 hộ")) == Quotation("5 hộ", "còn ", "; thêm 5 hộ")


@pytest.mark.parametrize(
    ("phrase", "exact"),
    [
        ("đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao", "đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao"),
        ("giảm tỷ lệ hộ nghèo xuống dưới 0,52%", "giảm tỷ lệ hộ nghèo xuống dưới 0,52%"),
        ("giảm … hộ nghèo", "giảm tỷ lệ hộ nghèo"),
        ("self-governing representation", "self-governing representation"),
        ("7,5-8,5%", "7,5-8,5%"),
    ],
)
def test_a_phrase_is_found_in_what_comes_out_of_a_pdf(phrase: str, exact: str) -> None:
    found = quotation(phrase, TORN)
    assert found is not None
    assert found.exact == exact


def test_the_anchor_of_a_torn_phrase_has_the_spaces_of_the_print() -> None:
    assert quotation("đạt trên 11 tỷ đồng", TORN) == Quotation(
        "đạt trên 11 tỷ đồng",
        "020, thu ngân sách trên địa bàn ",
        ", đạt 103,5 % kế hoạch giao; giảm"[:AROUND],
    )


@pytest.mark.parametrize(
    "phrase",
    [
        "0 representation",
        "selfgoverning rep resentation of",
        "7,58,5%",
        "5hộ",
        "Đạt trên",
    ],
)
def test_letters_and_signs_of_a_pdf_count(phrase: str) -> None:
    assert quotation(phrase, TORN) is None


def test_no_more_than_the_ends_of_pages_is_passed_over() -> None:
    pages = "đạt trên\n{}11 tỷ đồng"
    assert quotation("đạt trên 11 tỷ đồng", Copy(pages.format("Trang 3\n\fPhụ lục\n"), torn=True)) is not None
    assert quotation("đạt trên 11 tỷ đồng", Copy(pages.format("Trang 3\nPhụ lục\n"), torn=True)) is None
    assert quotation("đạt trên 11 tỷ đồng", Copy(pages.format("a\nb\nc\n\f"), torn=True)) is None


def test_a_doubt_comes_with_what_was_found() -> None:
    found = held(("còn 5 hộ", "còn 6 hộ"), Copy("còn 5 hộ", doubt="copy-too-long"))
    assert found.doubt == "copy-too-long"
    assert found.places == {"còn 5 hộ": Quotation("còn 5 hộ", "", "")}
