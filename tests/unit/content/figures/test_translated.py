"""Numbers of a translation: those that its original says, in the separators of its own language, and others."""

import pytest
from unit.small import values

from builder.content.figures.translated import check_numbers
from builder.problems import Span

ORIGINAL = """---
title: Thu ngân sách năm 2022 đạt 14,2 tỷ đồng
session: 13
date: 2022-12-29
starts: "13:30"
metrics:
  - {indicator: duong-be-tong, period: 2022, result: {text: làm được hơn 1.050m, value: "1050"}}
---

Thu ngân sách đạt 14,2 tỷ đồng, vượt 2,9% dự toán; tổng thu 634 tỷ 620 triệu đồng, chi 38.796.148.000 đồng. Có 75 nghìn
lượt khách, 28/30 chỉ tiêu đạt, thu nhập 66,5 triệu đồng/người/năm, tăng trưởng 7,5–8,5%. Ba mô hình, mười hai cuộc giám sát, quý IV.

| Nội dung | tỷ đồng |
|---|---|
| Chi đầu tư | 26,7 |
"""


def told(text: str, language: str = "en", original: str = ORIGINAL) -> list[tuple[int, int, str]]:
    """Line, column and words of what is told about a translation."""
    of = "vi" if language == "en" else "en"
    found = [*check_numbers("a.en.md", text.encode(), language, "content/a.md", original.encode(), of)]
    assert {one.code for one in found} <= {"translation-number"}
    assert {values(one)["original"] for one in found} <= {"a.md"}
    spans = [one.at for one in found if isinstance(one.at, Span)]
    return [(at.line, at.column, values(one)["words"]) for at, one in zip(spans, found, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "Revenue reached 14.2 billion dong, 2.9% above the estimate.",
        "Revenue reached VND 14.2bn; in all 634.62 billion dong, spending VND 38,796,148,000.",
        "In all 634 billion 620 million dong came in; more than 1,050 m of road.",
        "75,000 visitors, or 75 thousand; 28 of 30 targets; growth of 7.5–8.5%.",
        "Income of 66.5 million dong a person, that is 66,500,000 dong. Investment: 26.7 billion dong.",
        "3 models, 12 inspections, in Q4; in quarter 4.",
        "The 13th session met on 29 December 2022, at 1:30 p.m.; the one before on 30 June 2021, at 8 a.m.",
        "Since 2015, and in the 2021–2026 term (24/06/2021), the 5th of its kind, under Resolution No. 45/NQ-HĐND.",
        "1. First\n7. Last\n> 9. Quoted\n\nSee [the list](ky-hop-99.md), <https://example.org/77> and a note.[^88]\n\n[^88]: See 2022.",
        "As printed: “đạt 14,2 tỷ đồng, vượt 2,9% dự toán”.",
        "```\n14,7 of nothing\n```\n\nCOVID-19 and `99`",
    ],
)
def test_what_the_original_says_is_not_asked_about(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Revenue reached 14,2 billion dong.", "14,2"),
        ("Revenue reached 14.3 billion dong.", "14.3 billion dong"),
        ("Revenue reached 14.2 million dong.", "14.2 million dong"),
        ("They built 1.050 m of road.", "1.050 m"),
        ("They built 1,500 m of road.", "1,500 m"),
        ("In all 28 of 31 targets were met.", "28 of 31 targets"),
        ("Growth of 7.5–8.6% is expected.", "7.5–8.6%"),
        ("The “14,2 billion” were spent.", "14,2"),
        ("Some 31 inspections took place.", "31 inspections"),
    ],
)
def test_another_number_is_told_at_its_place(text: str, words: str) -> None:
    assert told(f"---\ntitle: Revenue\n---\n\n{text}\n") == [(5, text.lower().index(words) + 1, words)]


def test_the_title_counts_too_and_spaces_of_print_do_not_matter() -> None:
    assert told("---\ntitle: Revenue of 15 billion dong\n---\n\nText.\n") == [(2, 19, "15 billion dong")]
    assert told("Revenue of 15\u00a0billion  dong.") == [(1, 12, "15 billion dong")]


def test_a_translation_into_vietnamese_is_read_in_its_own_separators() -> None:
    original = "---\ntitle: Revenue\n---\n\nRevenue of 14.2 billion dong; 1,050 m of road.\n"
    assert told("Thu 14,2 tỷ đồng; 1.050m đường.", "vi", original) == []
    assert told("Thu 14.2 tỷ đồng; 1,050m đường.", "vi", original) == [(1, 19, "1,050m"), (1, 5, "14.2")]
