"""Figures as statements: about which council, in the unit of their series, and which one replaces which."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from builder.model.council import Council, breaks, lineage
from builder.model.extent import step
from builder.model.figure import Metric
from builder.model.indicator import Indicator, Unit
from builder.model.quantity import SHARES, completed, converted, counted
from builder.model.reading import Reading
from builder.model.series import Statement, figure_id
from builder.model.session import Session

Key = tuple[str, str, str, str]
"""Council, indicator, period (as `Registry.when` tells it), scope: figures that speak of the same thing."""
PART = " part"
"""The scope of a part of which nothing says what part it is; no `where` is so, its spaces being folded."""


class Registry(Struct, frozen=True, dict=True):
    """What figures are measured by."""

    councils: Mapping[str, Council]
    indicators: Mapping[str, Indicator]
    units: Mapping[str, Unit]

    @cached_property
    def lineages(self) -> Mapping[str, str]:
        """The key under which the series of each council run."""
        return {key: lineage(key, self.councils) for key in self.councils}

    @cached_property
    def breaks(self) -> Mapping[str, tuple[date, ...]]:
        """By lineage, the days on which it became another body of people and places."""
        return breaks(self.councils)

    def about(self, session: Session, metric: Metric) -> str:
        """The lineage of the council that a figure is about."""
        council = metric.council if metric.council in self.councils else session.council
        return self.lineages[council]

    def days(self, session: Session, metric: Metric) -> tuple[date | None, date | None]:
        """First and last day of a figure's period; None for what is not known of a term of office."""
        period = metric.period
        if period.kind == "session":
            return session.start, session.end
        if period.kind == "term":
            council = self.councils.get(session.council)
            term = council.terms.get(session.term) if council else None
            return (term.first, term.last) if term else (None, None)
        return period.first, period.last

    def when(self, session: Session, metric: Metric) -> str:
        """What is equal for figures of one period: its days; the name of a session or endless term."""
        first, last = self.days(session, metric)
        if metric.period.kind == "session":
            return f"session {session.council}/{session.term}/{session.slug}"
        if last is None:
            return f"term {self.lineages[session.council]}/{session.term}"
        return f"{first}/{last}"


def spoken(sessions: Iterable[Session]) -> Iterator[Session]:
    """The sessions whose figures count, oldest first: those held, and not withdrawn."""
    for session in sorted(sessions, key=lambda one: (one.start, one.council, one.term, one.slug, one.file)):
        if not session.withdrawn and session.status == "held":
            yield session


def statements(sessions: Iterable[Session], registry: Registry) -> Iterator[Statement]:
    """Every figure about an indicator, in the order of the sessions, then of the editor."""
    for session in spoken(sessions):
        for metric in session.metrics:
            if metric.indicator in registry.indicators:
                yield statement(session, metric, registry)


def statement(session: Session, metric: Metric, registry: Registry) -> Statement:
    """One figure with its number in the unit of its indicator."""
    indicator, units, reading = registry.indicators[metric.indicator], registry.units, metric.reading
    council = registry.about(session, metric)
    apart = only_of_a_plan(reading, indicator) or is_distance(reading, "benchmark")
    if reading.doubts or not reading.values or apart:
        return Statement(session, metric, council)
    unit = unit_of(reading, indicator, units)
    moved = reading.measure in {"growth", "change"} and unit in SHARES
    wanted = unit if moved or not indicator.unit else indicator.unit
    if none_at_all(reading):
        return Statement(
            session, metric, council, reading.values, wanted, Decimal(1), exact=counted(unit, units)
        )
    values = [converted(value, unit, wanted, units) for value in reading.values]
    last = converted(step(reading.values[0]), unit, wanted, units)
    known = tuple(value for value in values if value is not None)
    if last is None or len(known) != len(values):
        return Statement(session, metric, council)
    whole = all(value == value.to_integral_value() for value in reading.values)
    return Statement(session, metric, council, known, wanted, last, exact=whole and counted(unit, units))


def unit_of(reading: Reading, indicator: Indicator, units: Mapping[str, Unit]) -> str:
    """The unit a figure is in; the indicator's own where the phrase leaves it out."""
    return completed(reading.unit, indicator.unit, units)


def none_at_all(reading: Reading) -> bool:
    """True for `không có hộ nghèo`: nothing is nothing in every unit."""
    return reading.values == (Decimal(0),) and reading.op == "="


def only_of_a_plan(reading: Reading, indicator: Indicator) -> bool:
    """True when the only number tells of a plan: `135,7% kế hoạch xã giao`, `vượt dự toán 2 tỷ đồng`.

    An indicator that is itself a share of a plan takes one of these, but never by how much it was passed.
    """
    if is_distance(reading, "plan"):
        return True
    shares = [one.value for one in reading.compare if one.to == "plan" and one.kind == "percent"]
    if len(reading.values) != 1 or reading.values[0] not in shares:
        return False
    return indicator.unit != "%" or len(shares) > 1


def is_distance(reading: Reading, to: str) -> bool:
    """True when the only number says how far off a plan or average it was: `cao hơn bình quân chung 2%`."""
    if len(reading.values) != 1:
        return False
    value, unit = reading.values[0], "" if reading.unit in SHARES else reading.unit
    said = [one for one in reading.compare if one.to == to and one.kind in {"over", "change", "points"}]
    return any(one.value in {value, -value} and one.unit in {unit, reading.unit} for one in said)


def of_what(reading: Reading) -> tuple[str, str]:
    """What the number of a figure is a share of, where that is a plan or the time before, and whose.

    `đạt 101% kế hoạch tỉnh giao` is of the plan of the province; two such numbers are of one kind only when
    both are of the same. Empty for any other number.
    """
    said = [
        one
        for one in reading.compare
        if one.kind in {"percent", "index"} and len(reading.values) == 1 and one.value == reading.values[0]
    ]
    return (said[0].to, said[0].by) if said else ("", "")


def key_of(said: Statement, registry: Registry) -> Key:
    """What a figure speaks of. A part of a figure of the same indicator is not the whole."""
    session, metric = said.session, said.metric
    whole = next((one for one in session.metrics if one.id == metric.part_of), None)
    scope = " ".join(metric.where.split()).casefold()
    if not scope and whole and whole.indicator == metric.indicator:
        scope = PART
    return said.council, metric.indicator, registry.when(session, metric), scope


def replaced(found: Iterable[Statement]) -> dict[str, str]:
    """By figure id, the id of the figure that says it replaces it, followed to the last one; no circles.

    A result replaces results, a target or task what was promised, of its own indicator.
    """
    said = {one.id: one for one in found}
    after = {
        one.metric.revises: one.id
        for one in said.values()
        if one.metric.revises != one.id and _answers(one, said.get(one.metric.revises))
    }
    ends: dict[str, str] = {}
    for first, then in after.items():
        seen, end = {first}, then
        while end in after and end not in seen:
            seen.add(end)
            end = after[end]
        if end != first:
            ends[first] = end
    return ends


def _answers(one: Statement, other: Statement | None) -> bool:
    if other is None or one.metric.indicator != other.metric.indicator:
        return False
    return side(one.metric) == side(other.metric)


def side(metric: Metric) -> str:
    """On which side of the ledger a figure stands; a target may become a task, never a result."""
    return "promised" if metric.kind in {"target", "task"} else metric.kind


def by_id(sessions: Iterable[Session]) -> dict[str, tuple[Session, Metric]]:
    """Every figure by its site-wide id."""
    return {figure_id(session, one): (session, one) for session in sessions for one in session.metrics}
