"""What became of a target, as it is said beside the figures themselves; and whose figures count."""

import pytest

from builder.model.series import states
from unit.archives import ledger, metrics, points, row

TWO = "thu|2022|target|đạt 10 tỷ đồng||id: a"
RESULT = ("2022-12-20", metrics("thu|2022|result|đạt 11 tỷ đồng"))
BESIDE = [
    # A result has the state of the target it answers, if all that it answers came to the same.
    ((TWO,), {"1#a": "exceeded", "2#2022-thu-result": "exceeded"}),
    (
        (TWO, "thu|2022|target|đạt 15 tỷ đồng||id: b"),
        {"1#a": "exceeded", "1#b": "missed"},
    ),
    (
        (TWO, "thu|2022|target|đạt 9 tỷ đồng||id: b"),
        {"1#a": "exceeded", "1#b": "exceeded", "2#2022-thu-result": "exceeded"},
    ),
    ((TWO, "thu|2022|task|thu cho đủ||id: b"), {"1#a": "exceeded", "1#b": "unjudged"}),
    (("thu|2022|target|đạt trên 500 hộ||id: a",), {"1#a": "not-comparable"}),
]


@pytest.mark.parametrize(("targets", "told"), BESIDE)
def test_a_result_has_the_state_of_all_that_it_answers(
    targets: tuple[str, ...], told: dict[str, str]
) -> None:
    found = states(ledger(("2021-12-20", metrics(*targets)), RESULT))
    assert {key.removeprefix("an-binh/X/"): state for key, state in found.items()} == told


@pytest.mark.parametrize("status", ["announced", "cancelled"])
def test_a_session_that_was_not_held_says_nothing(status: str) -> None:
    first = ("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng"))
    found = ledger(first, (RESULT[0], f"{RESULT[1]}\nstatus: {status}"))
    assert [row(one) for one in points(found)] == [("đạt 10 tỷ đồng", "", "not-found", "none", [])]


SETTLED = [
    # Each phrase at a session of its own, and which one prevails: no estimate replaces a final figure unless it
    # says so, no forecast and no aim a result.
    (["ước đạt 11 tỷ đồng", "quyết toán 9,5 tỷ đồng"], "quyết toán 9,5 tỷ đồng"),
    (["quyết toán 9,5 tỷ đồng", "ước đạt 11 tỷ đồng"], "quyết toán 9,5 tỷ đồng"),
    (["quyết toán 9,5 tỷ đồng", "đạt 11 tỷ đồng"], "quyết toán 9,5 tỷ đồng"),
    (["quyết toán 9,5 tỷ đồng", "quyết toán 9,6 tỷ đồng"], "quyết toán 9,6 tỷ đồng"),
    (["quyết toán 9,5 tỷ đồng", "đạt 11 tỷ đồng||revises: an-binh/X/2#2022-thu-result"], "đạt 11 tỷ đồng"),
    (["đạt 9,5 tỷ đồng", "dự kiến đạt 11 tỷ đồng"], "đạt 9,5 tỷ đồng"),
    (["đạt 9,5 tỷ đồng", "phấn đấu đạt 11 tỷ đồng"], "đạt 9,5 tỷ đồng"),
    (["dự kiến đạt 11 tỷ đồng", "đạt 9,5 tỷ đồng"], "đạt 9,5 tỷ đồng"),
]


@pytest.mark.parametrize(("said", "prevails"), SETTLED)
def test_a_firmer_figure_prevails(said: list[str], prevails: str) -> None:
    results = [(f"2023-0{n}-20", metrics(f"thu|2022|result|{one}")) for n, one in enumerate(said, 1)]
    (found,) = points(ledger(("2021-12-20", metrics("thu|2022|target|đạt 10 tỷ đồng")), *results))
    assert row(found)[1] == prevails
    assert len(found.superseded) == len(said) - 1
