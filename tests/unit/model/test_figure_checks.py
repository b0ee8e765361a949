"""What an editor is told of figures that disagree, and what he is not bothered with."""

from datetime import date

import pytest

from builder.model.figure_checks import check_figures, check_history
from builder.model.ledger import match
from builder.problems import Place, Problem
from unit.archives import archive, metrics, registry
from unit.small import values

DAY = "2022-07-10"


def told(*figures: str, day: str = DAY) -> list[str]:
    """What is told of the figures of one session, with the numbers that fill it."""
    return [said(one) for one in check_figures(archive((day, metrics(*figures))), registry())]


def said(found: Problem) -> str:
    filled = values(found)
    order = ("count", "sum", "total", "share", "worked", "parts")
    return " ".join([found.code, *(filled[name] for name in order if name in filled)])


SHARES = [
    # A percentage is that of its n/N within the rounding of its last printed digit.
    ("28/30 chỉ tiêu, đạt 93%", ""),
    ("28/30 chỉ tiêu, đạt 93,3%", ""),
    ("28/30 chỉ tiêu, đạt 93,33%", ""),
    ("28/30 chỉ tiêu, đạt 93,4%", "28 30 93.4 93.33"),
    ("28/30 chỉ tiêu, đạt 96%", "28 30 96 93.33"),
    ("28/30 chỉ tiêu (96%)", "28 30 96 93.33"),
    ("1.560/1.600 hộ, đạt 97,5%", ""),
    ("1.560/1.600 hộ, đạt 79,5%", "1560 1600 79.5 97.5"),
    ("93,3% chỉ tiêu đạt (28/30)", ""),
    ("98,3% chỉ tiêu đạt (28/30)", "28 30 98.3 93.33"),
    # Its words may leave it open.
    ("28/30 chỉ tiêu, đạt trên 90%", ""),
    ("28/30 chỉ tiêu, đạt trên 95%", "28 30 95 93.33"),
    ("28/30 chỉ tiêu, đạt gần 94%", ""),
    ("28/30 chỉ tiêu, đạt khoảng 95%", ""),
    # What is of a plan, of somebody else, or told as a fault of the source is no mistake of the editor.
    ("28/30 hộ, đạt 96% kế hoạch", ""),
    ("28/30 hộ, vượt 6% kế hoạch", ""),
    ("27/30 tổ bầu cử, cử tri tham gia bỏ phiếu 100%", ""),
    ("28/30 chỉ tiêu, đạt 96%||issue: nguồn in như vậy", ""),
]


@pytest.mark.parametrize(("phrase", "expected"), SHARES)
def test_a_percentage_beside_n_of_all(phrase: str, expected: str) -> None:
    assert told(f"*Chỉ tiêu|2022|result|{phrase}") == ([f"share-disagrees {expected}"] if expected else [])


PARTS = [
    # Numbers of one unit add up to no more than the whole; they may be less, for not all parts need be told.
    ("9,7 tỷ đồng", ["6,2 tỷ đồng", "3,5 tỷ đồng"], ""),
    ("9,7 tỷ đồng", ["6,2 tỷ đồng"], ""),
    ("9,7 tỷ đồng", ["6,2 tỷ đồng", "3,9 tỷ đồng"], "10.1 9.7 6.2 + 3.9"),
    ("12 hộ", ["7 hộ", "5 hộ"], ""),
    ("12 hộ", ["7 hộ", "6 hộ"], "13 12 7 + 6"),
    # Another scale is the same unit; another unit is not added up.
    ("9,7 tỷ đồng", ["6.234 triệu đồng", "3.511 triệu đồng"], ""),
    ("9,7 tỷ đồng", ["6.234 triệu đồng", "3.911 triệu đồng"], "10.145 9.7 6.234 + 3.911"),
    ("9 tỷ 745 triệu đồng", ["6 tỷ 234 triệu đồng", "3.511 triệu đồng"], ""),
    ("9,7 tỷ đồng", ["6,2 tỷ đồng", "45 hộ"], ""),
    # Each may be off by its rounding, the whole too.
    ("10 tỷ đồng", ["3,4 tỷ đồng", "3,4 tỷ đồng", "3,4 tỷ đồng"], ""),
    ("10,0 tỷ đồng", ["3,5 tỷ đồng", "3,5 tỷ đồng", "3,5 tỷ đồng"], "10.5 10 3.5 + 3.5 + 3.5"),
    # And by what its words leave open.
    ("10 tỷ đồng", ["khoảng 5 tỷ đồng", "khoảng 5,8 tỷ đồng"], ""),
    ("10 tỷ đồng", ["gần 6 tỷ đồng", "gần 5 tỷ đồng"], ""),
    ("10 tỷ đồng", ["trên 6 tỷ đồng", "trên 5 tỷ đồng"], "11 10 6 + 5"),
    ("trên 10 tỷ đồng", ["6 tỷ đồng", "6 tỷ đồng"], ""),
    ("không quá 10 tỷ đồng", ["6 tỷ đồng", "6 tỷ đồng"], "12 10 6 + 6"),
    # Shares of one whole add up to a hundred, within rounding.
    ("1.234 hộ", ["33,4%", "33,4%", "33,3%"], ""),
    ("được giữ vững", ["60%", "40%"], ""),
    ("1.234 hộ", ["53,4%", "33,4%", "33,3%"], "120.1 100 53.4 + 33.4 + 33.3"),
    ("60% hộ dân", ["55%", "45%"], ""),
    ("60% hộ dân", ["35%", "35%"], "70 60 35 + 35"),
    # A part that moved is no part of a level.
    ("12 hộ", ["7 hộ", "giảm 9 hộ"], ""),
]


@pytest.mark.parametrize(("whole", "parts", "expected"), PARTS)
def test_parts_and_their_whole(whole: str, parts: list[str], expected: str) -> None:
    figures = [f"*Tổng|2022|result|{whole}||id: tong"]
    figures += [f"*Phần {index}|2022|result|{one}||part_of: tong" for index, one in enumerate(parts)]
    assert told(*figures) == ([f"parts-exceed-total {expected}"] if expected else [])
    figures[0] += "; issue: nguồn in như vậy"
    assert told(*figures) == []


def test_a_part_that_leaves_its_unit_to_the_indicator_counts() -> None:
    figures = ["ho|2022|result|12 hộ||id: tong", "*Thôn 1|2022|result|7 hộ||part_of: tong"]
    assert told(*figures, "ho|2022|result|6||part_of: tong; id: b") == ["parts-exceed-total 13 12 7 + 6"]


PERIODS = [
    ("2021", True),
    ("2022-H1", True),
    ("2022", False),
    ("2022-07", False),
    ("2022-07-09", True),
    ("2022-07-10", False),
    ("2021/2025", False),
    ("term", False),
    ("session", False),
]


@pytest.mark.parametrize(("period", "over"), PERIODS)
def test_a_target_for_a_period_that_was_over(period: str, *, over: bool) -> None:
    codes = [one.split()[0] for one in told(f"thu|{period}|target|đạt 10 tỷ đồng")]
    assert codes == (["target-in-past"] if over else [])
    assert told(f"thu|{period}|result|đạt 10 tỷ đồng") == []


@pytest.mark.parametrize(
    ("period", "phrase", "told_of"),
    [
        ("2022", "6 tháng đầu năm thu 6 tỷ đồng", "6 tháng đầu năm"),
        ("2022-H1", "6 tháng đầu năm thu 6 tỷ đồng", ""),
        ("2022-01/2022-09", "9 tháng đầu năm thu 6 tỷ đồng", ""),
        ("term", "6 tháng đầu năm thu 6 tỷ đồng", "6 tháng đầu năm"),
        ("2022", "năm 2021 thu 6 tỷ đồng", "2021"),
        ("2021/2025", "đến năm 2025 thu 6 tỷ đồng", ""),
    ],
)
def test_a_phrase_of_another_time_than_its_period(period: str, phrase: str, told_of: str) -> None:
    found = check_figures(archive((DAY, metrics(f"thu|{period}|result|{phrase}"))), registry())
    assert [values(one).get("words") for one in found if one.code == "other-time"] == [told_of] * bool(
        told_of
    )


@pytest.mark.parametrize(
    ("figure", "likely"),
    [
        ("thu|2022|result|không có nợ quá hạn", ["0 tỷ đồng"]),  # nothing where that is what is counted
        ("thu|2022|result|không có", ["0 tỷ đồng"]),
        ("ho|2022|result|không có hộ nghèo", []),  # nothing for sure
        ("thu|2022|result|giữ vững, không để xảy ra điểm nóng", []),
        ("tu|2022|result|không để xảy ra điểm nóng", []),  # an indicator without a unit
    ],
)
def test_none_of_something_is_asked_about_where_it_may_be_counted(figure: str, likely: list[str]) -> None:
    found = check_figures(archive((DAY, metrics(figure))), registry())
    assert [values(one).get("likely") for one in found] == likely


UNITS = [
    ("thu", "500 hộ", True),
    ("thu", "500.000.000 đồng", False),
    ("thu", "9.500 triệu đồng", False),
    ("thu", "tăng 5%", False),
    ("thu", "đạt 103,5% kế hoạch", False),
    ("nhap", "72 triệu đồng", False),
    ("nhap", "6 triệu đồng/người/tháng", True),
    ("tyle", "giảm 2 điểm %", False),
    ("tu", "500 hộ", False),
]


@pytest.mark.parametrize(("indicator", "phrase", "other"), UNITS)
def test_a_unit_that_cannot_be_converted(indicator: str, phrase: str, *, other: bool) -> None:
    codes = [one.split()[0] for one in told(f"{indicator}|2022|result|{phrase}")]
    assert codes == (["unit-not-comparable"] if other else [])


HISTORY = [
    ("11.500 tỷ đồng", "", True),
    ("11.500.000 triệu đồng", "", True),
    ("0,1 tỷ đồng", "", True),
    ("11.500 triệu đồng", "", False),
    ("90 tỷ đồng", "", False),
    ("11.500 tỷ đồng", "where: toàn tỉnh", False),
    ("tăng 1.500%", "", False),
]


@pytest.mark.parametrize(("phrase", "more", "far"), HISTORY)
def test_a_result_far_from_its_own_history(phrase: str, more: str, *, far: bool) -> None:
    years = [
        (f"{year}-12-31", metrics(f"thu|{year}|result|đạt {year - 2010} tỷ đồng"))
        for year in (2021, 2022, 2023)
    ]
    last = ("2024-12-31", metrics(f"thu|2024|result|{phrase}" + (f"||{more}" if more else "")))
    series = match(archive(*years, last), registry(), date(2025, 6, 1))
    name = "an-binh/X/4#2024-thu-result"
    found = list(check_history(series, {name: Place("content/sessions/4.md")}))
    assert [one.code for one in found] == (["far-from-history"] if far else [])


NAMES = [
    ("Mô hình dân vận khéo", "Mô hình dân vận khéo", True),
    ("Mô hình dân vận khéo", "mô hình “Dân vận khéo”", True),
    ("Mô hình dân vận khéo", "Mô hình dân vận mới", False),
    ("Đông Anh", "Đông Ánh", False),
]


@pytest.mark.parametrize(("first", "then", "alike"), NAMES)
def test_a_name_that_two_sessions_use_wants_an_indicator(first: str, then: str, *, alike: bool) -> None:
    sessions = archive(
        ("2022-07-10", metrics(f"*'{first}'|2022|result|5 mô hình")),
        ("2022-12-10", metrics(f"*'{then}'|2022|result|6 mô hình")),
    )
    found = list(check_figures(sessions, registry()))
    assert [one.code for one in found] == (["name-repeated"] if alike else [])
    assert list(check_figures(sessions[:1], registry())) == []


REVISED = [
    ("an-binh/X/1#2021-thu-result", ""),
    ("an-binh/X/1#2021-thu-resul", "unknown-revised"),
    ("an-binh/X/1#2022-thu-target", "revises-another-kind"),
    ("an-binh/X/1#2021-ho-result", "revises-another-kind"),
    ("an-binh/X/1#2021-ten-result", ""),
]


@pytest.mark.parametrize(("key", "code"), REVISED)
def test_a_figure_replaces_one_of_its_own_kind(key: str, code: str) -> None:
    sessions = archive(
        (
            "2021-12-10",
            metrics(
                "thu|2021|result|đạt 9 tỷ đồng",
                "thu|2022|target|đạt 10 tỷ đồng",
                "ho|2021|result|còn 5 hộ",
                "*Tên|2021|result|9 tỷ đồng||id: 2021-ten-result",
            ),
        ),
        ("2022-12-10", metrics(f"thu|2021|result|đạt 9,1 tỷ đồng||revises: '{key}'")),
    )
    assert [one.code for one in check_figures(sessions, registry())] == ([code] if code else [])
