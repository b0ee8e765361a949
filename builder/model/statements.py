"""Figures as statements: about which council, in the unit of their series, and which one replaces which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from builder.model.council import Council
from builder.model.figure import Metric
from builder.model.indicator import Indicator, Unit
from builder.model.quantity import SHARES, completed, counted, factor
from builder.model.reading import Reading
from builder.model.series import Statement, figure_id
from builder.model.session import Session

Key = tuple[str, str, str, str]
"""Council, indicator, period, scope: figures that speak of the same thing."""


@dataclass(frozen=True)
class Registry:
    """What figures are measured by."""

    councils: Mapping[str, Council]
    indicators: Mapping[str, Indicator]
    units: Mapping[str, Unit]

    @cached_property
    def lineages(self) -> Mapping[str, str]:
        """The key under which the series of each council run."""
        return {key: lineage(key, self.councils) for key in self.councils}


def lineage(council: str, councils: Mapping[str, Council]) -> str:
    """The key under which a council's series run: a council that was only renamed is continued."""
    seen = {council}
    while True:
        heirs = [
            one.key
            for one in councils.values()
            if any(before.council == council and before.how == "renamed" for before in one.predecessors)
        ]
        if not heirs or heirs[0] in seen:
            return council
        council = heirs[0]
        seen.add(council)


def heirs(council: str, councils: Mapping[str, Council]) -> tuple[str, ...]:
    """Councils that a council was merged into or split into."""
    return tuple(
        one.key
        for one in councils.values()
        if any(before.council == council and before.how in {"merged", "split"} for before in one.predecessors)
    )


def breaks(council: str, councils: Mapping[str, Council]) -> tuple[date, ...]:
    """The days on which a council became another body of people and places, oldest first."""
    found = {
        before.date
        for before in councils[council].predecessors
        if before.how in {"merged", "split"} and before.date is not None
    }
    return tuple(sorted(found))


def statements(sessions: Iterable[Session], registry: Registry) -> Iterator[Statement]:
    """Every figure about an indicator, in the order of the sessions, then of the editor.

    Sessions that were withdrawn or cancelled say nothing.
    """
    ordered = sorted(sessions, key=lambda one: (one.start, one.council, one.term, one.slug, one.file))
    for session in ordered:
        if session.withdrawn or session.status == "cancelled":
            continue
        for metric in session.metrics:
            if metric.indicator in registry.indicators:
                yield statement(session, metric, registry)


def statement(session: Session, metric: Metric, registry: Registry) -> Statement:
    """One figure with its number in the unit of its indicator."""
    indicator = registry.indicators[metric.indicator]
    council = metric.council if metric.council in registry.councils else session.council
    values, exact = _values(metric.reading, indicator, registry.units)
    return Statement(session, metric, registry.lineages[council], values, exact)


def unit_of(reading: Reading, indicator: Indicator, units: Mapping[str, Unit]) -> str:
    """The unit a figure is in; the indicator's own where the phrase leaves it out."""
    return completed(reading.unit, indicator.unit, units)


def _values(
    reading: Reading, indicator: Indicator, units: Mapping[str, Unit]
) -> tuple[tuple[Decimal, ...], bool]:
    if reading.doubts or not reading.values or only_of_a_plan(reading, indicator):
        return (), False
    unit = unit_of(reading, indicator, units)
    moved = reading.measure in {"growth", "change"} and unit in SHARES
    wanted = unit if moved else indicator.unit or unit
    times = Decimal(1) if none_at_all(reading) else factor(unit, wanted, units)
    if times is None:
        return (), False
    whole = all(value == value.to_integral_value() for value in reading.values)
    return tuple(value * times for value in reading.values), whole and counted(unit, units)


def none_at_all(reading: Reading) -> bool:
    """True for `không có hộ nghèo`: nothing is nothing in every unit."""
    return reading.values == (Decimal(0),) and reading.op == "="


def only_of_a_plan(reading: Reading, indicator: Indicator) -> bool:
    """True when the only number is a share of a plan: `135,7% kế hoạch xã giao, 317% tỉnh giao`.

    An indicator that is itself such a share takes it, if there is one plan.
    """
    plans = [one for one in reading.compare if one.to == "plan" and one.kind == "percent"]
    if len(reading.values) != 1 or reading.values[0] not in {one.value for one in plans}:
        return False
    return indicator.unit != "%" or len(plans) > 1


def key_of(said: Statement) -> Key:
    """What a figure speaks of. Periods are the same when their days are; a session's own are its own."""
    metric = said.metric
    period = metric.period
    if period.kind == "session":
        when = f"session {said.session.council}/{said.session.term}/{said.session.slug}"
    elif period.kind == "term":
        when = f"term {said.session.council}/{said.session.term}"
    else:
        when = f"{period.first}/{period.last}"
    return said.council, metric.indicator, when, " ".join(metric.where.split()).casefold()


def last_day(said: Statement, registry: Registry) -> date | None:
    """The day on which a figure's period is over; None for a term without an end."""
    kind = said.metric.period.kind
    if kind == "session":
        return said.session.end
    if kind == "term":
        council = registry.councils.get(said.session.council)
        term = council.terms.get(said.session.term) if council else None
        return term.last if term else None
    return said.metric.period.last


def replaced(found: Iterable[Statement]) -> dict[str, str]:
    """By figure id, the id of the figure that says it replaces it, followed to the last one; no circles."""
    after = {
        said.metric.revises: said.id
        for said in found
        if said.metric.revises and said.metric.revises != said.id
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


def by_id(sessions: Iterable[Session]) -> dict[str, tuple[Session, Metric]]:
    """Every figure by its site-wide id."""
    return {figure_id(session, one): (session, one) for session in sessions for one in session.metrics}
