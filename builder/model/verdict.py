"""The verdict on one target and the result reported for it: first whether the two can be compared at all."""

from collections.abc import Iterable
from decimal import Decimal

from builder.model.extent import Amount, judge
from builder.model.indicator import Indicator
from builder.model.quantity import SHARES
from builder.model.reading import Measure, Reading
from builder.model.series import Reason, State, Statement
from builder.model.statements import is_distance, none_at_all, of_what, only_of_a_plan


def decide(
    target: Statement, result: Statement, beside: Iterable[Statement], indicator: Indicator, *, soon: bool
) -> tuple[State, Reason]:
    """The state of a target with its result, and why; `beside` were reported on the same day.

    Of what had been reached when much of the period was to come (`soon`) only a rise to the target is told.

    Source: docs/figures.md, "The ledger".
    """
    if reason := _apart(target, result, indicator):
        return "not-comparable", reason
    promise, said = target.metric.reading, result.metric.reading
    if said.foreseen:
        return "unclear", "forecast"
    if _sums(target, result):
        return "unclear", "running"
    if any(_printed(one) != _printed(result) for one in beside):
        return "unclear", "several"
    state, reason = judge(
        Amount(target.values, target.step, promise.op, promise.approx, target.exact),
        Amount(result.values, result.step, said.op, said.approx, result.exact),
        indicator.better,
    )
    reached = state in {"met", "exceeded"} and indicator.better == "higher"
    if soon and not reached:
        return "unclear", "so-far"
    if state == "missed" and _may_be_reached(target, result, indicator):
        return "unclear", "rounding"
    return state, reason


def _may_be_reached(target: Statement, result: Statement, indicator: Indicator) -> bool:
    """True when a result in fewer decimals than its target may be rounded: `12 tỷ` beside `12,04 tỷ`."""
    grain = _grain(result)
    if len(result.values) > 1 or result.exact or grain <= _grain(target):
        return False
    promise = target.metric.reading
    near = (result.values[0] - grain / 2, result.values[0] + grain / 2)
    amount = Amount(target.values, target.step, promise.op, promise.approx, target.exact)
    return judge(amount, Amount(near, grain), indicator.better)[0] != "missed"


def _grain(said: Statement) -> Decimal:
    """One unit of the last decimal printed, in the unit of the series."""
    printed = said.metric.reading.values[0]
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int), "figures are finite"
    grain = Decimal(1).scaleb(exponent)
    return grain * said.values[0] / printed if printed else grain


def _apart(target: Statement, result: Statement, indicator: Indicator) -> Reason:
    """Why two figures cannot be set beside each other; empty when they can."""
    promise, said = target.metric.reading, result.metric.reading
    if promise.doubts or said.doubts:
        return "unsure"
    if is_relative(target) or only_of_a_plan(promise, indicator) or only_of_a_plan(said, indicator):
        return "plan"
    if not said.values:
        return "words"
    if measure_of(target) != measure_of(result) or _differ(promise, said):
        return "measure"
    if not _in_one_unit(target, result):
        return "unit"
    if of_what(promise) != of_what(said):
        return "plan" if "plan" in {*of_what(promise), *of_what(said)} else "measure"
    if promise.of != said.of and not (none_at_all(promise) or none_at_all(said)):
        return "denominator"  # `thêm 3` beside `9/9` too: so many more, or so many of them
    if target.metric.other_time != result.metric.other_time:
        return "time"
    if measure_of(target) in {"growth", "change"} and _base(target) != _base(result):
        return "base"
    return ""


def _differ(promise: Reading, said: Reading) -> bool:
    """True when one number is how far off an average it was, or how many more: `thêm 3 tổ`, `có 9 tổ`."""
    distance = any(is_distance(one, "benchmark") for one in (promise, said))
    return distance or {promise.added, said.added} == {"all", "sure"}


def _base(said: Statement) -> int:
    """The year that a rise or fall is counted from: the one before its own, where the phrase names none."""
    first = said.metric.period.first
    return said.metric.reading.timing.base or (first.year - 1 if first else 0)


def _sums(target: Statement, result: Statement) -> bool:
    """True when one of two amounts is a running total of which nothing says that it began with their period.

    A share, n of N and a total of a whole term are what they are.
    """
    promise, said = target.metric.reading, result.metric.reading
    running = promise.timing.running != said.timing.running
    whole = target.unit in SHARES or (promise.of is not None and said.of is not None)
    return running and not whole and target.metric.period.kind != "term"


def measure_of(said: Statement) -> Measure:
    """What a figure measures; a level that is to be kept up is a level."""
    measure = said.metric.reading.measure
    return "level" if measure == "maintain" and said.metric.reading.values else measure


def is_relative(said: Statement) -> bool:
    """True when a figure has no number but its plan: `đạt và vượt dự toán`."""
    reading = said.metric.reading
    return not reading.values and any(one.to == "plan" for one in reading.compare)


def is_numeric(said: Statement) -> bool:
    """True when a figure says a number, of its own or of a plan, or one that is not sure."""
    reading = said.metric.reading
    return bool(reading.values or reading.doubts) or is_relative(said)


def _in_one_unit(one: Statement, other: Statement) -> bool:
    """True when two numbers can be set beside each other; nothing is nothing in every unit."""
    if not one.values or not other.values:
        return False
    return one.unit == other.unit or none_at_all(one.metric.reading) or none_at_all(other.metric.reading)


def _printed(said: Statement) -> tuple[object, ...]:
    """What two results of one day must have in common to be one."""
    reading: Reading = said.metric.reading
    return said.values, said.unit, reading.op, reading.approx
