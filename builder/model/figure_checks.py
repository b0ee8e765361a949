"""What an editor is asked to look at again: arithmetic of the source, units, plausibility, quotation.

Nothing here corrects a figure; every check says what it worked out. Source: docs/figures.md, "Checks".
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from statistics import median

from builder.model.figure import Metric
from builder.model.indicator import Indicator, Unit
from builder.model.quantity import counted, factor
from builder.model.reading import Reading
from builder.model.series import Series
from builder.model.session import Session
from builder.model.statements import Registry, by_id, none_at_all, only_of_a_plan, statement, unit_of
from builder.problems import Place, Problem, nearest, problem

FAR = 100
"""How many times off a figure must be before its separators are doubted."""


def check_figures(sessions: tuple[Session, ...], registry: Registry) -> Iterator[Problem]:
    """Everything worth a second look in the figures of each session, and names used by several."""
    known = by_id(sessions)
    for session in sessions:
        for index, metric in enumerate(session.metrics):
            at = Place(session.file, ("metrics", index, metric.kind, "text"))
            yield from _unit(session, metric, registry, at)
            yield from _share(metric, at)
            if metric.revises and metric.revises not in known:
                where = Place(session.file, ("metrics", index, "revises"))
                yield problem(
                    "unknown-revised", where, key=metric.revises, nearest=nearest(metric.revises, known)
                )
            last = metric.period.last
            if metric.kind == "target" and last is not None and last < session.start:
                where = Place(session.file, ("metrics", index, "period"))
                yield problem("target-in-past", where, last=last.isoformat())
        yield from _parts(session, registry.units)
    yield from _names(sessions)


def check_history(series: Iterable[Series], places: Mapping[str, Place]) -> Iterator[Problem]:
    """Results a hundred times away from the other results of their series; `places` by figure id."""
    for one in series:
        results = [
            point.result
            for point in one.points
            if point.result
            and len(point.result.values) == 1
            and point.result.metric.reading.measure == "level"
        ]
        for said in results:
            others = [other.values[0] for other in results if other is not said and other.values[0] > 0]
            value = said.values[0]
            if len(others) < 3 or value <= 0 or said.id not in places:
                continue
            usual = median(others)
            times = max(value / usual, usual / value)
            if times >= FAR:
                yield problem(
                    "far-from-history", places[said.id], value=_plain(value), unit=one.unit,
                    usual=_plain(usual), times=int(times),
                )  # fmt: skip


def fold(text: str) -> str:
    """Text as quotations are compared: NFC, one space between words, no difference of capitals."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split()).casefold()


def quoted(phrase: str, folded: str) -> bool:
    """True when a phrase stands in a folded text; an ellipsis stands for words left out."""
    position = 0
    for part in fold(phrase).replace("...", "…").split("…"):
        found = folded.find(part.strip(), position)
        if found < 0:
            return False
        position = found + len(part.strip())
    return True


def _unit(session: Session, metric: Metric, registry: Registry, at: Place) -> Iterator[Problem]:
    indicator = registry.indicators.get(metric.indicator)
    reading = metric.reading
    if indicator is None or not reading.values or reading.doubts or indicator.unit not in registry.units:
        return
    if (
        reading.measure not in {"level", "maintain"}
        or only_of_a_plan(reading, indicator)
        or none_at_all(reading)
    ):
        return
    unit = unit_of(reading, indicator, registry.units)
    if factor(unit, indicator.unit, registry.units) is None:
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
        worked = 100 * count / total
        if abs(worked - share) > _half_step(share):
            yield problem(
                "share-disagrees", at, count=_plain(count), total=_plain(total),
                share=_plain(share), worked=_plain(round(worked, 2)),
            )  # fmt: skip


def _shares(reading: Reading) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    if reading.of is not None and len(reading.values) == 1 and reading.share is not None:
        yield reading.values[0], reading.of, reading.share
    if reading.counted is not None and len(reading.values) == 1:
        yield *reading.counted, reading.values[0]


def _parts(session: Session, units: Mapping[str, Unit]) -> Iterator[Problem]:
    """Parts of a figure never add up to more than it; shares of one whole never to more than 100."""
    wholes = {metric.id: metric for metric in session.metrics}
    for whole in (one for one in wholes.values() if not one.issue):
        parts = [one for one in session.metrics if one.part_of == whole.id]
        numbers: list[Decimal] = []
        slack = Decimal(0)
        shares = bool(parts) and all(one.reading.unit == "%" for one in parts)
        of_hundred = shares and whole.reading.unit != "%"
        wanted = "%" if of_hundred else whole.reading.unit
        for one in parts:
            times = factor(one.reading.unit, wanted, units)
            if times is None or len(one.reading.values) != 1 or one.reading.doubts:
                break
            numbers.append(one.reading.values[0] * times)
            if not counted(one.reading.unit, units):
                slack += _half_step(one.reading.values[0]) * times
        if not numbers or len(numbers) != len(parts):
            continue
        if not of_hundred and (len(whole.reading.values) != 1 or whole.reading.op != "="):
            continue
        total = Decimal(100) if of_hundred else whole.reading.values[0]
        if sum(numbers) > total + slack:
            index = session.metrics.index(whole)
            yield problem(
                "parts-exceed-total", Place(session.file, ("metrics", index, whole.kind, "text")),
                sum=_plain(sum(numbers, Decimal(0))), total=_plain(total),
                parts=" + ".join(_plain(one) for one in numbers),
            )  # fmt: skip


def _names(sessions: tuple[Session, ...]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Session] = {}
    for session in sessions:
        for index, metric in enumerate(session.metrics):
            if metric.indicator or not metric.reading.values:
                continue
            key = (session.council, fold(metric.name))
            other = first.setdefault(key, session)
            if other is not session:
                at = Place(session.file, ("metrics", index, "name"))
                yield problem("name-repeated", at, name=metric.name, other=other.file)


def _half_step(value: Decimal) -> Decimal:
    """Half a unit of the last printed digit: how far rounding may have moved a number."""
    exponent = value.as_tuple().exponent
    return Decimal("0.5").scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def _plain(value: Decimal) -> str:
    """A number for people, with a decimal comma."""
    text = format(value.normalize() if value else Decimal(0), "f")
    return text.replace(".", ",")
