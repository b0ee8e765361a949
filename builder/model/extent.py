"""What a printed number leaves open: sets on the number line, and whether a result meets a target.

Source: docs/figures.md, "The ledger". Status is decided on these sets, never on rounded text.
"""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from builder.model.indicator import Better
from builder.model.reading import Approx, Op

ABOUT = Decimal("0.1")
"""How far from its number an `about` may be: a tenth either way."""

Verdict = Literal["met", "exceeded", "missed", "unclear"]
Why = Literal["within", "beyond", "outside", "overlap", "about", "rounding"]


class Extent(Struct, frozen=True):
    """The numbers from `low` to `high`; None is endless; an open end does not belong to it."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def within(self, other: "Extent") -> bool:
        """True when every number of this extent is in the other."""
        return _above(self, other) and _above(_mirror(self), _mirror(other))

    def apart(self, other: "Extent") -> bool:
        """True when no number is in both."""
        return _before(self, other) or _before(other, self)


class Amount(Struct, frozen=True):
    """A printed number: one value or the two ends of a range, in the unit of its series.

    `step` is one unit of the last digit that was printed. `exact` is true for counts: a whole number of
    things was not rounded.
    """

    values: tuple[Decimal, ...]
    step: Decimal
    op: Op = "="
    approx: Approx = ""
    exact: bool = False


def extent(amount: Amount) -> Extent:
    """The numbers a printed amount may stand for."""
    first, last = amount.values[0], amount.values[-1]
    if len(amount.values) > 1:
        return Extent(first, last)
    if amount.approx == "about":
        spread = abs(first) * ABOUT
        return _opened(amount.op, first - spread, first + spread)
    if amount.approx:  # on the side of nothing, or beyond: `giảm gần 9` is between -9 and -8
        further = (amount.approx == "over") == (first >= 0)
        near = first + amount.step if further else first - amount.step
        return Extent(min(first, near), max(first, near), low_open=True, high_open=True)
    return _opened(amount.op, first, first)


def step(value: Decimal) -> Decimal:
    """One unit in the last significant digit printed, at most a tenth of the number: 450 → 10, 11,5 → 0,1."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int), "figures are finite"
    return min(Decimal(1).scaleb(exponent), abs(value) * ABOUT)


def judge(target: Amount, result: Amount, better: Better) -> tuple[Verdict, Why]:
    """Whether what was reported meets what was promised, and why.

    A point or a range of an indicator with a direction is read as at least (or at most) that much;
    `exceeded` needs a result beyond its far end. An `about` inside the tenth it may be off cannot be told.
    """
    reported = extent(result)
    if _may_be_rounded(target, result, reported):
        return "unclear", "rounding"
    sure, possible = _promised(target, better)
    if sure is not None and reported.within(sure):
        return ("exceeded", "beyond") if _beyond(target, reported, better) else ("met", "within")
    if reported.apart(possible):
        return "missed", "outside"
    return "unclear", "about" if "about" in {target.approx, result.approx} else "overlap"


def _promised(target: Amount, better: Better) -> tuple[Extent | None, Extent]:
    """What meets a target for certain (None: nothing does), and what may meet it."""
    near = extent(target)
    if target.op != "=":
        if target.approx != "about":
            return near, near
        value = target.values[0]
        spread = abs(value) * ABOUT
        lower, upper = (
            _opened(target.op, value - spread, value - spread),
            _opened(target.op, value + spread, value + spread),
        )
        return (upper, lower) if target.op in {">", ">="} else (lower, upper)
    exact = not target.approx
    if better == "higher":
        far = Extent(near.high, None) if not exact else Extent(near.low, None)
        return far, Extent(near.low, None, low_open=near.low_open)
    if better == "lower":
        far = Extent(None, near.low) if not exact else Extent(None, near.high)
        return far, Extent(None, near.high, high_open=near.high_open)
    return (near if exact else None), near


def _beyond(target: Amount, reported: Extent, better: Better) -> bool:
    """True when all of a result lies past the far end of a point or range, in the better direction."""
    if target.op != "=" or target.approx or better == "none":
        return False
    if better == "higher":
        return _before(Extent(None, target.values[-1]), reported)
    return _before(reported, Extent(target.values[0], None))


def _may_be_rounded(target: Amount, result: Amount, reported: Extent) -> bool:
    """A printed 0,52 against `under 0,52` may have been 0,516, also as the end of a range.

    A count is what it is.
    """
    if result.exact or result.approx or target.approx or target.op not in {"<", ">"}:
        return False
    limit = target.values[0]
    if target.op == "<":
        return reported.low == limit and not reported.low_open
    return reported.high == limit and not reported.high_open


def _opened(op: Op, low: Decimal, high: Decimal) -> Extent:
    match op:
        case ">":
            return Extent(low, None, low_open=True)
        case ">=":
            return Extent(low, None)
        case "<":
            return Extent(None, high, high_open=True)
        case "<=":
            return Extent(None, high)
        case "=":
            return Extent(low, high)


def _above(one: Extent, other: Extent) -> bool:
    """True when `one` begins no earlier than `other`."""
    if other.low is None:
        return True
    if one.low is None or one.low < other.low:
        return False
    return one.low > other.low or one.low_open or not other.low_open


def _before(one: Extent, other: Extent) -> bool:
    """True when all of `one` lies below all of `other`."""
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))


def _mirror(one: Extent) -> Extent:
    return Extent(
        None if one.high is None else -one.high,
        None if one.low is None else -one.low,
        one.high_open,
        one.low_open,
    )
