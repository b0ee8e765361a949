"""What stands for an indicator on its page and in lists, and what its chart draws."""

from pathlib import Path

import pytest

from builder.outputs.lists import SeriesView
from builder.outputs.views import IndicatorsView, IndicatorView
from unit.archives import INDICATORS, UNITS, metrics
from unit.outputs.test_pages import planned, view
from unit.small import write_up


def pages(folder: Path, *said: tuple[str, str]) -> tuple[SeriesView, str]:
    """The series of the first indicator that is named, and its latest phrase as lists tell it."""
    files: dict[str, str | bytes] = {"indicators.yaml": INDICATORS, "units.yaml": UNITS}
    for number, (day, figures) in enumerate(said, 1):
        files[f"sessions/{number}.md"] = write_up(figures, number=number, day=f"date: {day}")
    plan, _ = planned(folder, files)
    key = said[0][1].partition("indicator: ")[2].partition("\n")[0]
    (series,) = view(plan, IndicatorView, f"chi-tieu/{key}/index.html").series
    groups = view(plan, IndicatorsView, "chi-tieu/index.html").groups
    latest = next(one.latest for group in groups for one in group.indicators if f"/{key}/" in f"/{one.href}")
    return series, latest.phrase if latest else ""


YEAR = ("2022-12-20", metrics("thu|2022|result|đạt 11 tỷ đồng"))
LATEST = [
    # The result of the last period stands for an indicator, before one of a part, of a scope of the same period,
    # of several years; one of a scope when it is the newest, for its scope is said beside it.
    (("2023-12-20", metrics("thu|2023|result|đạt 12 tỷ đồng")), "đạt 12 tỷ đồng"),
    (("2023-06-20", metrics("thu|2023-H1|result|đạt 6 tỷ đồng")), "đạt 6 tỷ đồng"),
    (("2023-12-20", metrics("thu|2023|result|đạt 24 tỷ đồng||where: sau sáp nhập")), "đạt 24 tỷ đồng"),
    (("2023-12-20", metrics("thu|2022|result|đạt 900 tỷ đồng||where: toàn tỉnh")), "đạt 11 tỷ đồng"),
    (("2023-12-20", metrics("thu|term|result|đạt 60 tỷ đồng")), "đạt 11 tỷ đồng"),
    (("2023-12-20", metrics("thu|2021/2025|result|đạt 50 tỷ đồng")), "đạt 11 tỷ đồng"),
    (
        (
            "2023-12-20",
            metrics("thu|2023|result|đạt 12 tỷ đồng||id: a", "thu|2023|result|đạt 8 tỷ đồng||part_of: a"),
        ),
        "đạt 12 tỷ đồng",
    ),
]


@pytest.mark.parametrize(("then", "phrase"), LATEST)
def test_what_stands_for_an_indicator(tmp_path: Path, then: tuple[str, str], phrase: str) -> None:
    series, latest = pages(tmp_path, YEAR, then)
    assert series.hero is not None
    assert series.hero.result is not None
    assert (series.hero.result.figure.phrase, latest) == (phrase, phrase)


def test_a_part_stands_for_it_when_nothing_else_does(tmp_path: Path) -> None:
    series, latest = pages(tmp_path, ("2022-12-20", metrics("thu|2022|result|đạt 2 tỷ đồng||where: thuế")))
    assert series.hero is not None
    assert latest == "đạt 2 tỷ đồng"


@pytest.mark.parametrize(
    ("first", "then", "unit"),
    [
        ("đạt 11 tỷ đồng", "đạt 12 tỷ đồng", "tỷ đồng"),
        ("đạt 11 tỷ đồng", "đạt 12.000 triệu đồng", None),
        ("đạt 11 tỷ đồng", "còn 12 hộ", None),
    ],
)
def test_a_chart_draws_one_unit(tmp_path: Path, first: str, then: str, unit: str | None) -> None:
    """An indicator without a unit of its own may be told in any."""
    series, _ = pages(
        tmp_path,
        ("2022-12-20", metrics(f"tu|2022|result|{first}")),
        ("2023-12-20", metrics(f"tu|2023|result|{then}")),
    )
    assert (series.chart.unit if series.chart else None) == unit


@pytest.mark.parametrize(
    ("before", "latest"),
    [((), "phân bổ 3 tỷ đồng"), ((YEAR,), "đạt 11 tỷ đồng")],
    ids=["alone", "beside a result"],
)
def test_a_decision_stands_on_the_page_though_it_is_no_point(
    tmp_path: Path, before: tuple[tuple[str, str], ...], latest: str
) -> None:
    decided = metrics("thu|2023|decision|phân bổ 3 tỷ đồng", "thu|2023|proposal|đề nghị thêm 1 tỷ đồng")
    series, said = pages(tmp_path, *before, ("2023-03-15", decided))
    assert {one.figure.phrase for one in series.decisions} == {"phân bổ 3 tỷ đồng", "đề nghị thêm 1 tỷ đồng"}
    assert (len(series.rows), said) == (len(before), latest)


@pytest.mark.parametrize(("times", "apart"), [(11, False), (12, True)])
def test_earlier_figures_take_room_on_the_page_of_an_indicator(
    tmp_path: Path, times: int, apart: bool
) -> None:
    """Two councils, three years each, told again and again: 3 + 3 × 10 ÷ 2 is 18 for each, 3 + 3 × 11 ÷ 2 more than half of 36."""
    council = "  level: ward\n  names: [{name: HĐND}]\n  terms: {X: {from: 2021}}\n"
    files: dict[str, str | bytes] = {
        "councils.yaml": f"an-binh:\n{council}an-an:\n{council}",
        "indicators.yaml": INDICATORS,
        "units.yaml": UNITS,
    }
    for key in ("an-binh", "an-an"):
        for number in range(1, times + 1):
            said = metrics(*(f"thu|{year}|result|đạt {number} tỷ đồng" for year in (2021, 2022, 2023)))
            text = write_up(said, number=number, day=f"date: 2024-{number:02}-15")
            files[f"sessions/{key}-{number}.md"] = text.replace("council: an-binh", f"council: {key}")
    plan, _ = planned(tmp_path, files)
    page = view(plan, IndicatorView, "chi-tieu/thu/index.html")
    assert (len(page.series), len(page.councils)) == ((0, 2) if apart else (2, 0))
