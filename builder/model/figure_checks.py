"""What an editor is asked to look at again: arithmetic of the source, units, plausibility, quotation.

Nothing here corrects a figure; every check says what it worked out. Source: docs/figures.md, "Checks".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from statistics import median

from builder.model.extent import Amount, extent, step
from builder.model.figure import Metric
from builder.model.indicator import Indicator
from builder.model.printed import fold
from builder.model.quantity import converted, counted
from builder.model.reading import Reading, none_of
from builder.model.series import Series
from builder.model.session import Session
from builder.model.statements import Registry, by_id, none_at_all, only_of_a_plan, side, statement, unit_of
from builder.problems import Place, Problem, nearest, problem

FAR = 100
"""How many times off a figure must be before its separators are doubted."""


def check_figures(sessions: tuple[Session, ...], registry: Registry) -> Iterator[Problem]:
    """Everything worth a second look in the figures of each session, and names used by several."""
    known = by_id(sessions)
    for session in sessions:
        if session.status != "held" and any(one.kind == "result" for one in session.metrics):
            yield problem("result-not-held", Place(session.file, ("status",)), status=session.status)
        for index, metric in enumerate(session.metrics):
            at = Place(session.file, ("metrics", index, metric.kind, "text"))
            yield from _unit(session, metric, registry, at)
            yield from _share(metric, at)
            yield from _revised(session, metric, known, index)
            if words := metric.other_time:
                where = Place(session.file, ("metrics", index, "period"))
                yield problem("other-time", where, words=words, period=metric.period.code)
            if metric.kind == "result" and metric.reading.timing.aim:
                yield problem("aim-as-result", at)
            last = metric.period.last
            if metric.kind == "target" and last is not None and last < session.start:
                where = Place(session.file, ("metrics", index, "period"))
                yield problem("target-in-past", where, last=last.isoformat())
        yield from _parts(session, registry)
    yield from _names(sessions, registry)


def check_history(series: Iterable[Series], places: Mapping[str, Place]) -> Iterator[Problem]:
    """Results a hundred times away from the others of their series and scope; `places` by figure id."""
    for one in series:
        results = {
            point.result.id: point.result
            for point in one.points
            if point.result
            and len(point.result.values) == 1
            and point.result.metric.reading.measure == "level"
        }
        for said in results.values():
            others = [
                other.values[0]
                for other in results.values()
                if other is not said
                and other.values[0] > 0
                and other.unit == said.unit
                and fold(other.metric.where) == fold(said.metric.where)
            ]
            value = said.values[0]
            if len(others) < 3 or value <= 0 or said.id not in places:
                continue
            usual = median(others)
            times = max(value / usual, usual / value)
            if times >= FAR:
                yield problem(
                    "far-from-history", places[said.id], value=_plain(value), unit=said.unit,
                    usual=_plain(usual), times=int(times),
                )  # fmt: skip


def _revised(
    session: Session, metric: Metric, known: Mapping[str, tuple[Session, Metric]], index: int
) -> Iterator[Problem]:
    """A `revises` that leads nowhere, or to a figure of another side or indicator."""
    if not (key := metric.revises):
        return
    at = Place(session.file, ("metrics", index, "revises"))
    if key not in known:
        yield problem("unknown-revised", at, key=key, nearest=nearest(key, known))
        return
    other = known[key][1]
    both = metric.indicator and other.indicator
    if side(other) != side(metric) or (both and metric.indicator != other.indicator):
        what = other.indicator or other.name
        yield problem("revises-another-kind", at, key=key, kind=other.kind, what=what)


def _unit(session: Session, metric: Metric, registry: Registry, at: Place) -> Iterator[Problem]:
    indicator = registry.indicators.get(metric.indicator)
    reading = metric.reading
    if indicator and indicator.unit and reading.none and not reading.doubts:
        doubt = none_of(reading.text, indicator.unit)
        yield problem(f"figure-{doubt.code}", at, words=doubt.words, likely=doubt.alternatives[0])
    if indicator is None or not reading.values or reading.doubts or indicator.unit not in registry.units:
        return
    if (
        reading.measure not in {"level", "maintain"}
        or only_of_a_plan(reading, indicator)
        or none_at_all(reading)
    ):
        return
    unit = unit_of(reading, indicator, registry.units)
    if converted(Decimal(1), unit, indicator.unit, registry.units) is None:
        yield problem("unit-not-comparable", at, unit=unit, own=indicator.unit)
        return
    yield from _plausible(statement(session, metric, registry).values, indicator, at)


def _plausible(values: tuple[Decimal, ...], indicator: Indicator, at: Place) -> Iterator[Problem]:
    if indicator.plausible is None:
        return
    low, high = indicator.plausible
    for value in values:
        if not low <= value <= high:
            yield problem(
                "implausible",
                at,
                value=_plain(value),
                unit=indicator.unit,
                low=_plain(low),
                high=_plain(high),
            )


def _share(metric: Metric, at: Place) -> Iterator[Problem]:
    """n/N beside a percentage: they must agree within the rounding of the percentage as printed.

    A fault of the source that the editor has told in `issue` is told to readers, and no mistake of his.
    """
    if metric.issue:
        return
    for count, total, share in _shares(metric.reading):
        if total <= 0:
            continue
        worked, meant, slack = 100 * count / total, extent(share), _half_step(share.values[0])
        too_low = meant.high is not None and worked > meant.high + slack
        if too_low or (meant.low is not None and worked < meant.low - slack):
            yield problem(
                "share-disagrees", at, count=_plain(count), total=_plain(total),
                share=_plain(share.values[0]), worked=_plain(round(worked, 2)),
            )  # fmt: skip


def _shares(reading: Reading) -> Iterator[tuple[Decimal, Decimal, Amount]]:
    """Each n, N and the percentage printed beside them."""
    if len(reading.values) != 1:
        return
    value, share = reading.values[0], reading.share
    if reading.of is not None and share is not None:
        yield value, reading.of, Amount((share,), step(share), reading.share_op, reading.share_approx)
    if reading.counted is not None:
        yield *reading.counted, Amount((value,), step(value), reading.op, reading.approx)


def _parts(session: Session, registry: Registry) -> Iterator[Problem]:
    """Parts of a figure never add up to more than it; shares of one whole never to more than 100.

    Each number may be off by its rounding, and by what its words leave open (`gần`, `trên`, a range).
    """
    for index, whole in enumerate(session.metrics):
        parts = [one for one in session.metrics if one.part_of == whole.id]
        if whole.issue or not parts:
            continue
        units = {_unit_of(one, registry) for one in parts}
        unit = _unit_of(whole, registry)
        of_hundred = units == {"%"} and unit != "%"
        limits = [_limits(one, "%" if of_hundred else unit, registry) for one in parts]
        total = _HUNDRED if of_hundred else _limits(whole, unit, registry)
        numbers = [one for one in limits if one is not None]
        if total is None or len(numbers) != len(parts):
            continue
        least, most = sum(one[0] for one in numbers), sum(one[2] for one in numbers)
        shares_of_it = units == {unit} == {"%"} and least <= _HUNDRED[1] <= most
        if least > total[2] and not shares_of_it:
            yield problem(
                "parts-exceed-total", Place(session.file, ("metrics", index, whole.kind, "text")),
                sum=_plain(sum((one[1] for one in numbers), Decimal(0))), total=_plain(total[1]),
                parts=" + ".join(_plain(one[1]) for one in numbers),
                unit=" %" if of_hundred else f" {unit}" * bool(unit),
            )  # fmt: skip


_HUNDRED = (Decimal(100), Decimal(100), Decimal(100))
_ENDLESS = Decimal("Infinity")


def _unit_of(metric: Metric, registry: Registry) -> str:
    indicator = registry.indicators.get(metric.indicator)
    return unit_of(metric.reading, indicator, registry.units) if indicator else metric.reading.unit


def _limits(metric: Metric, wanted: str, registry: Registry) -> tuple[Decimal, Decimal, Decimal] | None:
    """The least a level may be, what is printed of it, and the most; None when it is no sure level."""
    reading = metric.reading
    if not reading.values or reading.doubts or reading.measure not in {"level", "maintain"}:
        return None
    unit, first = _unit_of(metric, registry), reading.values[0]
    rounded = not (counted(unit, registry.units) or reading.op != "=" or reading.approx)
    slack = max(map(_half_step, reading.values)) if rounded else Decimal(0)
    meant = extent(Amount(reading.values, step(first), reading.op, reading.approx))
    low = Decimal(0) if meant.low is None else meant.low - slack
    high = _ENDLESS if meant.high is None else meant.high + slack
    found = [converted(one, unit, wanted, registry.units) for one in (low, first, high)]
    least, printed, most = found
    if least is None or printed is None or most is None:
        return None
    return least, printed, most


def _names(sessions: tuple[Session, ...], registry: Registry) -> Iterator[Problem]:
    """Names that two sessions use alike: marks, capitals and quotation marks aside."""
    first: dict[tuple[str, str], Session] = {}
    for session in sessions:
        for index, metric in enumerate(session.metrics):
            if metric.indicator or not metric.reading.values:
                continue
            key = (registry.about(session, metric), " ".join(_WORDS.findall(fold(metric.name))))
            other = first.setdefault(key, session)
            if other is not session:
                at = Place(session.file, ("metrics", index, "name"))
                yield problem("name-repeated", at, name=metric.name, other=other.file)


_WORDS = re.compile(r"\w+")


def _half_step(value: Decimal) -> Decimal:
    """Half a unit of the last printed digit: how far rounding may have moved a number."""
    exponent = value.as_tuple().exponent
    return Decimal("0.5").scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def _plain(value: Decimal) -> str:
    """A number as `{…:n}` of a message takes it, without zeros that nobody printed."""
    return format(value.normalize() if value else Decimal(0), "f")
