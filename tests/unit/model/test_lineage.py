"""Councils that were merged, split, renamed or made anew: what is continued, and what is not compared."""

from datetime import date

import pytest

from unit.archives import FULL, ledger, metrics, points, registry

COUNCIL = "{key}: {{level: ward, names: [{{name: {key}}}], terms: {{X: {{from: 2021, to: 2026}}}}{before}}}\n"


def councils(**before: str) -> str:
    """Councils by key, each with those it continues: `cu merged 2022-07-01`, several after commas."""
    text = ""
    for name, said in before.items():
        entries = [
            f"{{council: {council}, how: {how}, date: {day}}}"
            for council, how, day in (one.split() for one in said.split(",") if one)
        ]
        more = f", predecessors: [{', '.join(entries)}]" if entries else ""
        text += COUNCIL.format(key=name.replace("_", "-"), before=more)
    return text


SET, HELD = "2021-12-20", "2022-12-20"


@pytest.mark.parametrize(
    ("before", "state", "breaks"),
    [
        ("cu merged 2022-07-01", "not-comparable", 1),
        ("cu split 2022-07-01", "not-comparable", 1),
        ("cu created 2022-07-01", "not-comparable", 1),
        ("cu renamed 2022-07-01", "exceeded", 0),
        ("cu merged 2022-07-01,moi split 2022-09-01", "not-comparable", 2),
        ("cu merged 2022-12-20", "not-comparable", 1),  # the first day of the new council is its own
        ("cu merged 2022-12-21", "exceeded", 1),
        ("cu merged 2021-12-20", "exceeded", 1),
    ],
)
def test_across_a_break_nothing_is_compared(before: str, state: str, breaks: int) -> None:
    found = ledger(
        (SET, metrics("thu|2022|target|đạt 10 tỷ đồng")),
        (HELD, metrics("thu|2022|result|đạt 19 tỷ đồng")),
        councils=councils(an_binh=before, cu="", moi=""),
    )
    (point,) = points(found)
    assert point.state == state
    assert (point.reason == "lineage") == (state == "not-comparable")
    assert len(found[0].breaks) == breaks


@pytest.mark.parametrize(
    ("how", "state"), [("split", "not-comparable"), ("created", "not-comparable"), ("merged", "exceeded")]
)
def test_a_council_that_another_one_was_taken_from_is_not_what_it_was(how: str, state: str) -> None:
    found = ledger(
        (SET, metrics("thu|2022|target|đạt 10 tỷ đồng")),
        (HELD, metrics("thu|2022|result|đạt 19 tỷ đồng")),
        councils=councils(an_binh="", moi=f"an-binh {how} 2022-07-01"),
    )
    assert [one.state for one in points(found)] == [state]


def test_a_renamed_council_goes_on_with_its_breaks_and_its_term() -> None:
    found = ledger(
        (SET, metrics("thu|term|target|đạt 10 tỷ đồng||council: cu", "ho|2022|target|còn 5 hộ||council: cu")),
        ("2024-12-20", metrics("thu|term|result|đạt 9 tỷ đồng", "ho|2022|result|còn 4 hộ")),
        councils=councils(an_binh="cu renamed 2023-01-01", cu="goc merged 2022-07-01", goc=""),
    )
    assert {one.council for one in found} == {"an-binh"}
    assert found[0].breaks == (date(2022, 7, 1),)
    assert [one.state for one in points(found)] == ["not-comparable"]
    assert [one.state for one in points(found, "ho")] == ["not-comparable"]


def test_the_target_of_a_merged_council_stands_beside_the_result_of_its_heir() -> None:
    found = ledger(
        (SET, metrics("thu|2022|target|đạt 10 tỷ đồng||council: cu")),
        (HELD, metrics("thu|2022|result|đạt 19 tỷ đồng")),
        councils=councils(an_binh="cu merged 2022-07-01", cu=""),
    )
    assert [(one.state, one.reason) for one in points(found, council="cu")] == [("not-comparable", "lineage")]
    assert [one.target for one in points(found, council="an-binh")] == [None]


def test_a_council_made_beside_another_one_does_not_answer_for_it() -> None:
    found = ledger(
        (SET, metrics("thu|2022|target|đạt 10 tỷ đồng||council: cu")),
        (HELD, metrics("thu|2022|result|đạt 19 tỷ đồng")),
        councils=councils(an_binh="cu created 2022-07-01", cu=""),
    )
    assert [one.state for one in points(found, council="cu")] == ["not-found"]


def test_what_an_heir_reported_before_the_target_was_set_is_no_answer() -> None:
    found = ledger(
        ("2021-06-20", metrics("thu|2022|result|đạt 19 tỷ đồng")),
        (SET, metrics("thu|2022|target|đạt 10 tỷ đồng||council: cu")),
        councils=councils(an_binh="cu merged 2022-07-01", cu=""),
    )
    assert [one.state for one in points(found, council="cu")] == ["not-found"]


def test_councils_of_one_article_have_each_their_own_series() -> None:
    found = ledger(
        (SET, metrics("thu|2022|target|đạt 10 tỷ đồng||id: a", "thu|2022|target|đạt 3 tỷ đồng||id: b; council: cu")),
        (HELD, metrics("thu|2022|result|đạt 9 tỷ đồng||id: a", "thu|2022|result|đạt 4 tỷ đồng||id: b; council: cu")),
        councils=councils(an_binh="", cu=""),
    )  # fmt: skip
    assert [one.state for one in points(found, council="an-binh")] == ["missed"]
    assert [one.state for one in points(found, council="cu")] == ["exceeded"]


def test_councils_renamed_into_each_other_end_somewhere() -> None:
    known = registry(councils(an_binh="cu renamed 2022-07-01", cu="an-binh renamed 2023-07-01"))
    assert set(known.lineages.values()) <= {"an-binh", "cu"}


@pytest.mark.parametrize(("day", "state"), [("2022-12-01", "not-found"), ("2021-12-01", "not-reported")])
def test_the_full_report_of_a_merged_council_accuses_none_of_those_before(day: str, state: str) -> None:
    found = ledger(
        (SET, metrics("thu|2022|target|đạt 10 tỷ đồng")),
        (HELD, metrics("ho|2022|result|còn 5 hộ", sources=FULL)),
        councils=councils(an_binh=f"cu merged {day}", cu=""),
    )
    assert [one.state for one in points(found)] == [state]
