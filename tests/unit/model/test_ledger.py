"""Targets meet results: every edge case of docs/figures.md as real write-ups of a small site."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from builder.model.series import Point
from builder.model.site import Site
from unit.small import assembled, codes, write_up

INDICATORS = """
thu: {name: Thu, unit: tỷ đồng, better: higher}
ho: {name: Hộ nghèo, unit: hộ, better: lower}
tyle: {name: Tỷ lệ hộ nghèo, unit: "%", better: lower}
dat: {name: Đạt, unit: "%", better: higher}
camera: {name: Camera, unit: tổ dân phố, better: higher}
khac: {name: Khác, unit: tỷ đồng}
"""
UNITS = (
    'tỷ đồng: {base: đồng, scale: "1000000000"}\ntriệu đồng: {base: đồng, scale: "1000000"}\n'
    '"%": {}\nhộ: {}\ntổ dân phố: {}\n'
)


def metrics(*entries: str, sources: str = "") -> str:
    lines = ["metrics:"]
    for entry in entries:
        indicator, period, kind, text = (part.strip() for part in entry.split("|", 3))
        more = ""
        if "||" in text:
            text, more = (part.strip() for part in text.split("||"))
        lines += [f"  - indicator: {indicator}", f"    period: {period}", f"    {kind}: '{text}'"]
        lines += [f"    {line.strip()}" for line in more.split(";") if line.strip()]
    return "\n".join([*lines, sources])


def site(folder: Path, *sessions: tuple[str, str], now: date = date(2024, 6, 1), councils: str = "") -> Site:
    """A site of sessions `(day, metrics)`, numbered in the order given."""
    files = {"indicators.yaml": INDICATORS, "units.yaml": UNITS, "topics.yaml": "x: {name: X}\n"}
    if councils:
        files["councils.yaml"] = councils
    for number, (day, said) in enumerate(sessions, 1):
        files[f"sessions/{number}.md"] = write_up(said, number=number, day=f"date: {day}")
    found, problems = assembled(folder, files, now=datetime.combine(now, time(9)))
    assert not [code for code in codes(problems) if code.startswith("unknown")]
    return found


def points(found: Site, indicator: str) -> tuple[Point, ...]:
    return tuple(point for one in found.series if one.indicator == indicator for point in one.points)


def decided(folder: Path, indicator: str, target: str, *results: str) -> tuple[str, str]:
    sessions = [("2021-12-20", metrics(f"{indicator}|2022|target|{target}"))]
    if results:
        sessions.append(("2022-12-20", metrics(*(f"{indicator}|2022|result|{one}" for one in results))))
    point = next(one for one in points(site(folder, *sessions), indicator) if one.target)
    return point.state, point.reason


@pytest.mark.parametrize(
    ("indicator", "target", "result", "state", "reason"),
    [
        ("tyle", "dưới 0,52%", "còn 0,52%", "unclear", "rounding"),
        ("ho", "dưới 5 hộ", "còn 5 hộ", "missed", "outside"),
        ("dat", "100%", "đạt 100%", "met", "within"),
        ("ho", "không có hộ nghèo", "không có hộ nghèo", "met", "within"),
        ("dat", "từ 7,5 đến 8,5%", "đạt 7,52%", "met", "within"),
        ("thu", "đạt 10 tỷ đồng", "gần 10 tỷ đồng", "missed", "outside"),
        ("thu", "đạt 10 tỷ đồng", "trên 9 tỷ đồng", "unclear", "overlap"),
        ("thu", "đạt trên 10 tỷ đồng", "trên 11 tỷ đồng", "met", "within"),
        ("thu", "đạt trên 10 tỷ đồng", "10.500 triệu đồng", "met", "within"),
        ("thu", "đạt trên 10 tỷ đồng", "9.500 triệu đồng", "missed", "outside"),
        ("tyle", "giảm 2 điểm %", "còn 3,1%", "not-comparable", "measure"),
        ("thu", "đạt 5 tỷ đồng", "đạt 135,7% xã giao, 317% tỉnh giao", "not-comparable", "plan"),
        ("thu", "đạt và vượt so với dự toán thành phố giao", "trên 11 tỷ đồng", "not-comparable", "plan"),
        ("thu", "đạt 10 tỷ đồng", "cơ bản hoàn thành", "not-comparable", "words"),
        ("thu", "đạt 10 tỷ đồng", "500 hộ", "not-comparable", "unit"),
        ("thu", "đạt 10 tỷ đồng", "dự kiến đạt 12 tỷ đồng", "unclear", "forecast"),
        ("camera", "9/9 tổ dân phố", "9/9 tổ dân phố", "met", "within"),
        ("camera", "9/9 tổ dân phố", "8/9 tổ dân phố", "missed", "outside"),
        ("camera", "9/9 tổ dân phố", "9/12 tổ dân phố", "not-comparable", "denominator"),
        ("khac", "đạt 10 tỷ đồng", "12 tỷ đồng", "missed", "outside"),
        ("dat", "giữ vững", "đạt 92%", "unjudged", "qualitative"),
    ],
)
def test_a_target_and_a_result(
    tmp_path: Path, indicator: str, target: str, result: str, state: str, reason: str
) -> None:
    assert decided(tmp_path, indicator, target, result) == (state, reason)


def test_two_results_of_one_session_that_differ_decide_nothing(tmp_path: Path) -> None:
    assert decided(tmp_path, "thu", "đạt 10 tỷ đồng", "11 tỷ đồng||id: mot", "12 tỷ đồng||id: hai") == (
        "unclear",
        "several",
    )


def test_without_a_result_the_period_decides(tmp_path: Path) -> None:
    said = ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng"))
    assert points(site(tmp_path, said, now=date(2022, 12, 31)), "thu")[0].state == "pending"
    assert points(site(tmp_path, said, now=date(2023, 1, 1)), "thu")[0].state == "not-found"


SOURCE = "sources: [{id: bai, title: Bài, class: press}]"
FULL = "sources: [{id: bao-cao, title: Báo cáo, class: official, complete: true}]"


def test_sources_that_speak_of_the_period_are_counted(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng")),
        ("2022-12-20", metrics("ho|2022|result|còn 5 hộ", sources=SOURCE)),
    )
    point = points(found, "thu")[0]
    assert (point.state, point.held.press, point.held.official) == ("not-found", 1, 0)


def test_only_a_full_report_of_the_period_that_lacks_it_leaves_a_target_unreported(tmp_path: Path) -> None:
    target = ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng"))
    full = site(tmp_path, target, ("2022-12-20", metrics("ho|2022|result|còn 5 hộ", sources=FULL)))
    assert points(full, "thu")[0].state == "not-reported"
    other = site(tmp_path, target, ("2023-12-20", metrics("ho|2023|result|còn 5 hộ", sources=FULL)))
    assert points(other, "thu")[0].state == "not-found"


def test_a_later_report_prevails_and_the_earlier_one_stays_visible(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng")),
        ("2022-12-20", metrics("thu|2022|result|ước đạt 9 tỷ đồng")),
        ("2023-06-20", metrics("thu|2022|result|đạt 10,2 tỷ đồng")),
    )
    point = points(found, "thu")[0]
    assert (point.state, point.early) == ("exceeded", False)
    assert [one.metric.text for one in point.superseded] == ["ước đạt 9 tỷ đồng"]


def test_a_result_before_the_end_of_its_period_is_marked(tmp_path: Path) -> None:
    found = site(tmp_path, ("2022-12-20", metrics("thu|2022|result|ước đạt 9 tỷ đồng")))
    assert points(found, "thu")[0].early


def test_a_revised_target_replaces_the_one_before(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng")),
        ("2022-07-20", metrics("thu|2022|target|đạt 8 tỷ đồng")),
        ("2022-12-20", metrics("thu|2022|result|đạt 9 tỷ đồng")),
    )
    (point,) = points(found, "thu")
    assert point.state == "exceeded"
    assert [one.metric.text for one in point.superseded] == ["đạt 10 tỷ đồng"]


def test_a_figure_that_revises_another_takes_its_place_whatever_its_period(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        ("2022-12-20", metrics("thu|2021|result|đạt 9 tỷ đồng")),
        ("2023-07-20", metrics("thu|2022|result|đạt 8 tỷ đồng||revises: 'an-binh/X/1#2021-thu-result'")),
    )
    (point,) = points(found, "thu")
    assert point.result is not None
    assert point.result.metric.text == "đạt 8 tỷ đồng"
    assert [one.metric.text for one in point.superseded] == ["đạt 9 tỷ đồng"]


def test_a_result_reported_before_a_target_was_set_does_not_answer_it(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        ("2022-07-20", metrics("thu|2022|result|đạt 4 tỷ đồng")),
        ("2022-09-20", metrics("thu|2022|target|đạt 10 tỷ đồng")),
    )
    target, result = points(found, "thu")
    assert (target.state, target.result) == ("not-found", None)
    assert (result.target, result.state) == (None, "")


def test_decisions_and_proposals_take_no_part(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng")),
        ("2022-12-20", metrics("thu|2022|decision|phân bổ 11 tỷ đồng", "thu|2022|proposal|đạt 12 tỷ đồng")),
    )
    assert [(point.state, point.result) for point in points(found, "thu")] == [("not-found", None)]


def test_another_scope_is_another_figure(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng")),
        ("2022-12-20", metrics("thu|2022|result|đạt 2 tỷ đồng||where: thu phạt")),
    )
    assert {(point.state, point.target is None) for point in points(found, "thu")} == {
        ("not-found", False),
        ("", True),
    }


MERGED = """
an-binh:
  level: ward
  names: [{name: HĐND phường An Bình}]
  terms: {IX: {from: 2016, to: 2021}, X: {from: 2021, to: 2026}}
  predecessors: [{council: cu, how: merged, date: 2022-07-01}]
cu:
  level: ward
  names: [{name: HĐND phường Cũ}]
  terms: {X: {from: 2021, to: 2022}}
"""


def test_a_merger_in_between_makes_figures_incomparable(tmp_path: Path) -> None:
    sessions = (
        ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng")),
        ("2022-12-20", metrics("thu|2022|result|đạt 19 tỷ đồng")),
    )
    found = site(tmp_path, *sessions, councils=MERGED)
    assert [(point.state, point.reason) for point in points(found, "thu")] == [("not-comparable", "lineage")]
    assert found.series[0].breaks == (date(2022, 7, 1),)
    renamed = site(tmp_path, *sessions, councils=MERGED.replace("merged", "renamed"))
    assert points(renamed, "thu")[0].state == "exceeded"


def test_the_target_of_a_merged_council_stands_beside_its_heirs_result(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng||council: cu")),
        ("2022-12-20", metrics("thu|2022|result|đạt 19 tỷ đồng")),
        councils=MERGED,
    )
    of = {one.council: one.points for one in found.series}
    assert [(point.state, point.reason) for point in of["cu"]] == [("not-comparable", "lineage")]
    assert [point.target for point in of["an-binh"]] == [None]


def test_a_withdrawn_or_cancelled_session_says_nothing(tmp_path: Path) -> None:
    for extra in ("withdrawn: Nhầm", "status: cancelled"):
        found = site(
            tmp_path,
            ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng")),
            ("2022-12-20", metrics("thu|2022|result|đạt 11 tỷ đồng") + f"\n{extra}"),
        )
        assert [point.state for point in points(found, "thu")] == ["not-found"]


def test_a_doubtful_reading_is_not_judged(tmp_path: Path) -> None:
    assert decided(tmp_path, "thu", "đạt 10 tỷ đồng", "thu 11 tỷ đồng và 12 tỷ đồng") == (
        "not-comparable",
        "unsure",
    )
