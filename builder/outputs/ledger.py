"""The ledger as pages see it: rows, counts and series."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec.structs import replace

from builder.model.figure import Metric
from builder.model.series import STATES, Point, Series, Statement, figure_id
from builder.model.session import Session
from builder.outputs.charts import chart
from builder.outputs.items import Items
from builder.outputs.lists import (
    HeldItem,
    IndicatorEntry,
    LedgerSummary,
    PointRow,
    SeriesView,
    StateCount,
)
from builder.outputs.parts import Link
from builder.outputs.periods import period_view


class Ledger:
    """Points of the series as rows, looked up by figure, session, term and year."""

    def __init__(self, items: Items) -> None:
        """Make no row yet."""
        self.items = items
        self._rows: dict[int, PointRow] = {}

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every point of every series."""
        return tuple(point for series in self.items.site.series for point in series.points)

    @cached_property
    def by_target(self) -> dict[str, Point]:
        """Points by the id of their target, also of one that was replaced."""
        found: dict[str, Point] = {}
        for point in self.points:
            if point.target is not None:
                found[point.target.id] = point
                for old in point.superseded:
                    if old.metric.kind != "result":
                        found.setdefault(old.id, point)
        return found

    @cached_property
    def by_result(self) -> dict[str, list[Point]]:
        """Points by the id of a result they have, also a replaced one; those with a target first."""
        found: dict[str, list[Point]] = {}
        for point in sorted(self.points, key=lambda one: one.target is None):
            for said in (point.result, *point.superseded):
                if said is not None and said.metric.kind == "result":
                    found.setdefault(said.id, []).append(point)
        return found

    def row(self, point: Point) -> PointRow:
        """A point as a row; several pages show it, and it is made once."""
        if id(point) not in self._rows:
            self._rows[id(point)] = self._row(point)
        return self._rows[id(point)]

    def _row(self, point: Point) -> PointRow:
        items = self.items
        indicator = items.site.indicators[point.indicator]
        held = point.held
        said = point.said
        return PointRow(
            id=f"{said.session.council}-{said.session.term.lower()}-{said.session.slug}-{said.metric.id}",
            label=items.name(indicator.name),
            href=items.href(items.site.routes.indicator(indicator.key)),
            period=period_view(point.period),
            target=self.entry(point.target),
            result=self.entry(point.result),
            superseded=tuple(items.entry(one.session, one.metric) for one in point.superseded),
            state=point.state,
            reason=point.reason,
            early=point.early,
            held=HeldItem(held.official, held.press, held.copy, held.official + held.press + held.copy),
            result_value=_single(point.result),
            target_value=_single(point.target),
        )

    def rows(self, points: Iterable[Point]) -> tuple[PointRow, ...]:
        """Points as rows, in the given order."""
        return tuple(self.row(point) for point in points)

    def entry(self, said: Statement | None) -> IndicatorEntry | None:
        """A figure with its session."""
        return self.items.entry(said.session, said.metric) if said else None

    def targets_of(self, session: Session) -> tuple[PointRow, ...]:
        """The targets a session set, in the editor's order; one without an indicator stands alone."""
        rows = []
        for metric in session.metrics:
            if metric.kind == "target":
                point = self.by_target.get(figure_id(session, metric))
                row = self.row(point) if point else self.alone(session, metric)
                if point and point.target and point.target.metric is not metric:
                    row = self.alone(session, metric)
                rows.append(row)
        return tuple(rows)

    def alone(self, session: Session, metric: Metric) -> PointRow:
        """A figure that no series holds: of a thing named once, or replaced by a later one."""
        entry = self.items.entry(session, metric)
        is_result = metric.kind == "result"
        return PointRow(
            id=metric.id, label=entry.figure.label, href=entry.figure.href, period=entry.figure.period,
            target=None if is_result else entry, result=entry if is_result else None,
            superseded=(), state="", reason="", early=False,
            held=HeldItem(0, 0, 0, 0), result_value=None, target_value=None,
        )  # fmt: skip

    def results_of(self, session: Session) -> tuple[PointRow, ...]:
        """The results a session reported, in the editor's order, each beside the targets it answers.

        A result that answers two targets has two rows. One that a later session replaced stands beside
        its target without the state, which is about the later one.
        """
        rows: list[PointRow] = []
        for metric in session.metrics:
            if metric.kind != "result":
                continue
            found = self.by_result.get(figure_id(session, metric), [])
            answered = [point for point in found if point.target is not None] or found[:1]
            rows += [self._reported(session, metric, point) for point in answered]
            if not answered:
                rows.append(self.alone(session, metric))
        return tuple(rows)

    def _reported(self, session: Session, metric: Metric, point: Point) -> PointRow:
        row = self.row(point)
        if point.result is not None and point.result.metric is metric:
            return row
        entry = self.items.entry(session, metric)
        return replace(row, result=entry, superseded=(), state="", reason="", early=False)

    def of_year(self, year: int, council: str = "") -> tuple[PointRow, ...]:
        """The targets set for a year, however it is written, by council, then in alphabetical order."""
        found = [
            self.row(point)
            for point in self._targets.get(year, ())
            if not council or point.council == council
        ]
        if council:
            found.sort(key=lambda row: self.items.order(row.label))
        return tuple(found)

    @cached_property
    def _targets(self) -> dict[int, list[Point]]:
        """Targets of whole years by the year, by council; all others at 0."""
        found: dict[int, list[Point]] = {}
        for point in sorted(self.points, key=lambda one: one.council):
            if point.target and point.target.metric.kind == "target":
                found.setdefault(point.period.whole_year, []).append(point)
        return found

    def of_term(self, council: str, term: str) -> tuple[Point, ...]:
        """The targets and tasks set at the sessions of a term."""
        return tuple(self._promised.get((council, term), ()))

    @cached_property
    def _promised(self) -> dict[tuple[str, str], list[Point]]:
        found: dict[tuple[str, str], list[Point]] = {}
        for point in self.points:
            if point.target:
                session = point.target.session
                found.setdefault((session.council, session.term), []).append(point)
        return found

    def summary(self, council: str, term: str) -> LedgerSummary | None:
        """The ledger of a term in numbers; None when it set no target."""
        points = self.of_term(council, term)
        return self.counted(self.items.site.routes.ledger(council, term), points) if points else None

    def counted(self, address: str, points: Sequence[Point]) -> LedgerSummary:
        """The ledger at an address in numbers."""
        states = [point.state for point in points]
        counts = tuple(StateCount(state, states.count(state)) for state in STATES if state in states)
        return LedgerSummary(self.items.href(address), len(points), counts)

    def series_of(self, indicator: str) -> tuple[Series, ...]:
        """The series of an indicator, the council that met last first.

        Series without points, of councils that only decided or proposed something, stand last.
        """
        site = self.items.site
        found = [one for one in site.series if one.indicator == indicator]
        found.sort(key=lambda one: max(point.said.session.start for point in one.points), reverse=True)
        known = {one.council for one in found}
        unit = site.indicators[indicator].unit
        deciding = {council for council, key in self._decisions if key == indicator and council not in known}
        return (*found, *(Series(one, indicator, unit, (), ()) for one in site.councils if one in deciding))

    def decisions(self, series: Series) -> tuple[IndicatorEntry, ...]:
        """What was decided or proposed beside a series, newest period first."""
        said = self._decisions.get((series.council, series.indicator), ())
        return tuple(self.items.entry(session, metric) for session, metric in said)

    @cached_property
    def _decisions(self) -> dict[tuple[str, str], list[tuple[Session, Metric]]]:
        """Decisions and proposals by the council under whose key its series runs, and by indicator."""
        registry = self.items.registry
        found: dict[tuple[str, str], list[tuple[Session, Metric]]] = {}
        for indicator, pairs in self.items.entries.items():
            for session, metric in pairs:
                if metric.kind in {"decision", "proposal"}:
                    council = registry.about(session, metric)
                    found.setdefault((council, indicator), []).append((session, metric))
        return found

    def series(self, series: Series) -> SeriesView:
        """A series as a page shows it."""
        items = self.items
        council = items.site.councils[series.council]
        reported = [point for point in series.points if point.result is not None]
        numbered = [point for point in reported if point.result and point.result.values]
        whole = [point for point in numbered if point.result and point.result.metric.is_whole]
        whole.sort(key=lambda point: (point.last or date.min, not point.said.metric.where))
        hero = (whole or numbered or reported or list(series.points))[-1:]
        # A result may answer several targets; the one with a number tells most.
        hero += [
            point
            for point in numbered
            if point.result is hero[0].result and point.target and point.target.values
        ]
        return SeriesView(
            council=Link(council.name, items.href(items.site.routes.council(council.key))),
            unit=items.unit(series.unit),
            hero=self.row(hero[-1]) if hero else None,
            chart=chart(series, lambda said: items.phrase_href(said.session, said.metric), items.unit),
            rows=self.rows(reversed(series.points)),
            decisions=self.decisions(series),
            breaks=series.breaks,
        )


def _single(said: Statement | None) -> Decimal | None:
    return said.values[0] if said and len(said.values) == 1 else None
