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
