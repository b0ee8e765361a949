"""Geometry of drawings: places in percent across and pixels down, so that text never shrinks.

A theme draws them; nothing here knows a colour. Bars start at zero.
"""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from math import ceil

from builder.model.figure import Metric
from builder.model.period import Period
from builder.model.series import Point, Series, Statement
from builder.model.statements import of_what
from builder.outputs.lists import ChartView, Column
from builder.outputs.parts import Picture
from builder.outputs.periods import period_view

MOST = 12
"""Periods a chart shows; the table beside it has all."""
HEIGHT, TOP, BASE, LINE = 228, 34, 196, 18
"""Pixels: the whole chart, room for a label above the highest mark, the baseline, a second line below it."""
NARROW, WIDE = 328, 640
"""Pixels across: the column of a small phone, and that of a large screen or a sheet of paper."""
SIGN = Decimal("7.8")
"""Pixels that one sign of a label takes at most, and `GAP` what must stand free beside it."""
GAP = 6
SCALE = Decimal(120)
"""A bullet ends at 120 % of the plan."""
_SQUARES = 20
_HUNDRED = Decimal(100)


def picture(metric: Metric, name: Callable[[str], str]) -> Picture | None:
    """The drawing of one figure: n of N, a share of a plan, or a limit; None without any.

    `name` gives a unit as the page calls it.
    """
    reading = metric.reading
    if reading.doubts or reading.approx or len(reading.values) > 1:
        return None
    if reading.values and reading.of is not None and reading.of > 0 and 0 <= reading.values[0] <= reading.of:
        count, total = reading.values[0], reading.of
        if total <= _SQUARES and count == int(count) and total == int(total):
            return Picture(
                "squares", Decimal(0), _share(count, total), None, int(count), int(total), count, ""
            )
        return Picture(
            "bullet", Decimal(0), _share(count, total), _HUNDRED, 0, 0, round(100 * count / total, 1), "%"
        )
    if (value := plan_share(metric)) is not None:
        return Picture(
            "bullet", Decimal(0), _share(min(value, SCALE), SCALE), _share(_HUNDRED, SCALE), 0, 0, value, "%"
        )
    limits = {"<", "<=", ">", ">="}
    if metric.kind == "target" and reading.values and reading.op in limits and reading.values[0] > 0:
        start, width = (Decimal(0), Decimal(50)) if reading.op in {"<", "<="} else (Decimal(50), Decimal(50))
        return Picture("threshold", start, width, Decimal(50), 0, 0, reading.values[0], name(reading.unit))
    return None


def plan_share(metric: Metric) -> Decimal | None:
    """The share of the plan that a council says it reached; None when it says none, or more than one."""
    plans = [
        one
        for one in metric.reading.compare
        if one.to == "plan"
        and one.kind in {"percent", "over"}
        and sign(one.op, one.approx) == "="
        and not one.unit
    ]
    if metric.kind != "result" or len(plans) != 1 or plans[0].value is None:
        return None
    value = plans[0].value if plans[0].kind == "percent" else _HUNDRED + plans[0].value
    return value if value >= 0 else None


def chart(series: Series, href: Callable[[Statement], str], name: Callable[[str], str]) -> ChartView | None:
    """The levels of a series by period; None with fewer than two numbers, two units, or any below zero.

    Nor are shares of a plan drawn beside levels, or running totals beside others.
    """
    points = _drawn(series)
    both = [said for point in points for said in (point.result, point.target)]
    drawn = [said for said in both if said and _value(said, series) is not None]
    units = {said.unit for said in drawn}
    if len(units) > 1 or len({_kind(said) for said in drawn}) > 1:
        return None
    results = [_result(point, series) for point in points]
    targets = [_value(point.target, series) for point in points]
    numbers = [value for value in (*results, *targets) if value is not None]
    if len(numbers) < 2 or min(numbers) < 0 or max(numbers) == 0:
        return None
    slot = _HUNDRED / len(points)
    room = BASE - TOP
    columns: list[Column] = []
    said = [
        point.result if result is not None else point.target
        for point, result in zip(points, results, strict=True)
    ]
    shares = [
        plan_share(point.result.metric) if point.result and result is not None else None
        for point, result in zip(points, results, strict=True)
    ]
    signs = max(
        _signs(said[index], results[index] or targets[index], shares[index], point.period)
        for index, point in enumerate(points)
    )
    latest = max((index for index, value in enumerate(results) if value is not None), default=-1)
    for index, (point, result, target) in enumerate(zip(points, results, targets, strict=True)):
        height = int(room * result / max(numbers)) if result is not None else 0
        tick = BASE - int(room * target / max(numbers)) if target is not None else None
        top = min(BASE - height, tick if tick is not None else BASE)
        columns.append(
            Column(
                period=period_view(point.period),
                href=href(point.result) if point.result and result is not None else "",
                middle=_rounded(slot * index + slot / 2),
                x=_rounded(slot * index + slot * Decimal("0.2")),
                width=_rounded(slot * Decimal("0.6")),
                y=BASE - height,
                height=height,
                tick_x=_rounded(slot * index + slot * Decimal("0.1")),
                tick_width=_rounded(slot * Decimal("0.8")),
                tick_y=tick,
                label_y=top - 8,
                value=result,
                op=sign(shown.metric.reading.op, shown.metric.reading.approx)
                if (shown := said[index])
                else "=",
                target=target,
                share=shares[index],
                latest=index == latest,
                broken=index > 0 and _broken(points[index - 1], point, series),
                labels=_labels(index - latest, len(points), signs),
            )
        )
    height = HEIGHT + (LINE if any(share is not None for share in shares) else 0)
    return ChartView(
        height,
        BASE,
        name(series.unit or "".join(units)),
        tuple(columns),
        any(value is not None for value in targets),
    )


def _drawn(series: Series) -> list[Point]:
    """One point per period of the kind that most numbers have, oldest first; sub-groups are left out."""
    kinds = Counter(
        point.period.kind
        for point in series.points
        if _result(point, series) is not None and point.period.kind not in {"term", "session", "interval"}
    )
    if not kinds:
        return []
    kind = max(kinds, key=lambda one: (kinds[one], one == "year"))
    chosen: dict[str, Point] = {}
    for point in series.points:
        said = point.said
        if point.period.kind != kind or said.metric.where or said.metric.part_of:
            continue
        worth = _worth(point, series)
        before = chosen.get(point.period.code)
        if worth and (before is None or worth > _worth(before, series)):
            chosen[point.period.code] = point
    return list(chosen.values())[-MOST:]


def sign(op: str, approx: str) -> str:
    """The sign before a number: its operator, `≈` for one that is only about or nearly so much, else `=`."""
    return "≈" if approx and op == "=" else op


def _worth(point: Point, series: Series) -> int:
    return (_result(point, series) is not None) + (_value(point.target, series) is not None)


def _kind(said: Statement) -> tuple[object, ...]:
    return of_what(said.metric.reading), said.metric.reading.timing.running


def _result(point: Point, series: Series) -> Decimal | None:
    """What was reported; None where two results of one day differ: a drawing would decide for one of them."""
    value, result = _value(point.result, series), point.result
    beside = [one for one in point.superseded if result and one.session.start == result.session.start]
    differ = any(
        other not in {None, value} and result and result.metric.revises != one.id
        for one in beside
        if one.metric.kind == "result"
        for other in [_value(one, series)]
    )
    return None if differ else value


def _value(said: Statement | None, series: Series) -> Decimal | None:
    """A single level of the series' own council; no forecast is a result."""
    if said is None or said.council != series.council or len(said.values) != 1 or said.metric.other_time:
        return None
    reading = said.metric.reading
    if said.metric.kind == "result" and reading.foreseen:
        return None
    return said.values[0] if reading.measure in {"level", "maintain"} else None


def _broken(before: Point, point: Point, series: Series) -> bool:
    first, then = before.said.session.start, point.said.session.start
    if before.result and point.result:
        first, then = before.result.session.start, point.result.session.start
    return any(first < day <= then for day in series.breaks)


def _signs(said: Statement | None, value: Decimal | None, share: Decimal | None, period: Period) -> int:
    """How many signs the longest label of a column has: number with operator, share, period."""
    number = f"{round(value, 2).normalize():,f}" if value is not None else ""
    operator = 2 if said and sign(said.metric.reading.op, said.metric.reading.approx) != "=" else 0
    return max(len(number) + operator, len(str(share or "")), 4 if period.kind == "year" else 7)


def _labels(place: int, count: int, signs: int) -> str:
    """Where the column `place` after the latest result is labelled: always, only where wide, or not."""
    narrow, wide = (ceil((signs * SIGN + GAP) * count / width) for width in (NARROW, WIDE))
    return "always" if place % narrow == 0 else "wide" if place % wide == 0 else "never"


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return _rounded(_HUNDRED * part / whole)


def _rounded(value: Decimal) -> Decimal:
    return round(value, 2)
