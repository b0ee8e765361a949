"""Sets on the number line and what they decide; the cases are those of docs/figures.md."""

from decimal import Decimal
from typing import cast

import pytest

from builder.model.extent import Amount, Extent, extent, judge, step
from builder.model.indicator import Better
from builder.model.reading import Approx, Op


def amount(said: str, *, exact: bool = False) -> Amount:
    """An amount in short: `>10`, `7.5..8.5`, `~450` (about), `-450` after `u` (under): `u450`."""
    op: Op = "="
    approx: Approx = ""
    for sign in (">=", "<=", ">", "<"):
        if said.startswith(sign):
            op, said = sign, said[len(sign) :]
            break
    for sign, meaning in (("~", "about"), ("u", "under"), ("o", "over")):
        if said.startswith(sign):
            approx, said = cast("Approx", meaning), said[1:]
    values = tuple(Decimal(part) for part in said.split(".."))
    return Amount(values, step(values[0]), op, approx, exact)


@pytest.mark.parametrize(
    ("target", "result", "better", "exact", "state", "why"),
    [
        ("<0.52", "0.52", "lower", False, "unclear", "rounding"),
        ("<5", "5", "lower", True, "missed", "outside"),
        ("100", "100", "higher", False, "met", "within"),
        ("0", "0", "lower", True, "met", "within"),
        ("7.5..8.5", "7.52", "higher", False, "met", "within"),
        ("7.5..8.5", "8.6", "higher", False, "exceeded", "beyond"),
        ("7.5..8.5", "8.6", "none", False, "missed", "outside"),
        ("10", "u10", "higher", False, "missed", "outside"),
        ("-9", "u-9", "lower", True, "missed", "outside"),
        ("-9", "o-9", "lower", True, "exceeded", "beyond"),
        ("10", ">9", "higher", False, "unclear", "overlap"),
        ("10", ">9", "none", False, "unclear", "overlap"),
        (">10", ">11", "higher", False, "met", "within"),
        (">10", "12", "higher", False, "met", "within"),
        (">10", ">=10", "higher", False, "unclear", "overlap"),
        (">=10", ">=10", "higher", False, "met", "within"),
        (">=10", "10", "higher", False, "met", "within"),
        ("400..450", "u450", "higher", True, "met", "within"),
        (">=450", "~460", "higher", True, "unclear", "about"),
        ("~460", "455", "higher", True, "unclear", "about"),
        ("~460", "600", "higher", True, "met", "within"),
        ("~460", "300", "higher", True, "missed", "outside"),
        ("~460", "460", "none", True, "unclear", "about"),
        ("<=18", "21", "lower", True, "missed", "outside"),
        ("<=16", "16", "lower", True, "met", "within"),
        ("-9", "-10", "lower", True, "exceeded", "beyond"),
        ("-9", "-8", "lower", True, "missed", "outside"),
        ("66", "66.5", "higher", False, "exceeded", "beyond"),
        ("66", "66.5", "none", False, "missed", "outside"),
        ("u10", "9.5", "higher", False, "unclear", "overlap"),
        ("u10", "10", "higher", False, "met", "within"),
        (">~100", "120", "higher", True, "met", "within"),
        (">~100", "95", "higher", True, "unclear", "about"),
        (">~100", "85", "higher", True, "missed", "outside"),
    ],
)
def test_a_result_is_judged_on_what_was_printed(
    target: str, result: str, better: Better, *, exact: bool, state: str, why: str
) -> None:
    assert judge(amount(target), amount(result, exact=exact), better) == (state, why)


def test_an_approximation_reaches_as_far_as_its_last_printed_digit() -> None:
    assert extent(amount("u450")) == Extent(Decimal(440), Decimal(450), low_open=True, high_open=True)
    assert extent(amount("u11.5")) == Extent(Decimal("11.4"), Decimal("11.5"), low_open=True, high_open=True)
    assert extent(amount("o1000")) == Extent(Decimal(1000), Decimal(1100), low_open=True, high_open=True)
