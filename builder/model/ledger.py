"""The ledger: every target set at one session joined with the result reported at a later one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from builder.model.extent import Amount, judge
from builder.model.period import Period
from builder.model.reading import Measure
from builder.model.series import Held, Point, Reason, Series, State, Statement
from builder.model.session import Session, Source
from builder.model.statements import (
    Key,
    Registry,
    breaks,
    heirs,
    key_of,
    last_day,
    only_of_a_plan,
    replaced,
    statements,
)

Days = tuple[object, object]
"""First and last day of a period; its code alone where it has none."""


def match(sessions: Iterable[Session], registry: Registry, today: date) -> tuple[Series, ...]:
    """Pair each target with the result later reported for the same period.

    They belong together when council lineage, indicator, period and scope are equal; file order plays no
    part. The latest session by date prevails; earlier figures stay in `superseded`, oldest first, so
    nothing said in public is lost. `today` decides which periods are still open.

    Returns one Series per (council, indicator), sorted by both keys; points by the last day of their
    period, oldest first, terms last, then by target before plain result.

    Raises nothing. Units that cannot be converted are reported by `assemble`.

    Source: docs/figures.md, "The ledger".
    """
    sessions = tuple(sessions)
    said = tuple(statements(sessions, registry))
    groups: dict[Key, list[Statement]] = {}
    revised = replaced(said)
    keys = {one.id: key_of(one) for one in said}
    for one in said:
        groups.setdefault(keys.get(revised.get(one.id, ""), keys[one.id]), []).append(one)
    shelf = _Shelf(sessions, registry, today, groups, frozenset(revised))
    found: dict[tuple[str, str], list[Point]] = {}
    for key, group in groups.items():
        if points := list(shelf.points(key, group)):
            found.setdefault(key[:2], []).extend(points)
    return tuple(
        Series(
            council=council,
            indicator=indicator,
            unit=registry.indicators[indicator].unit,
            points=tuple(sorted(points, key=_order)),
            breaks=breaks(council, registry.councils),
        )
        for (council, indicator), points in sorted(found.items())
    )


def _order(point: Point) -> tuple[bool, str, str, bool, str]:
    last = point.last
    first = point.period.first
    said = point.said
    return (
        last is None or point.period.kind == "term",
        last.isoformat() if last else "",
        first.isoformat() if first else "",
        point.target is None,
        f"{said.session.start.isoformat()} {said.session.council} {_place(said):05d}",
    )


def _place(said: Statement) -> int:
    return next(index for index, one in enumerate(said.session.metrics) if one.id == said.metric.id)


@dataclass(frozen=True)
class _Shelf:
    """Everything that deciding one group may look at."""

    sessions: tuple[Session, ...]
    registry: Registry
    today: date
    groups: Mapping[Key, list[Statement]]
    revised: frozenset[str]

    def points(self, key: Key, group: list[Statement]) -> Iterator[Point]:
        """Every target of a group with its result, then results nobody promised."""
        results = [one for one in group if one.metric.kind == "result"]
        used: set[str] = set()
        for target, earlier in self._tracks(group):
            later = [one for one in results if one.session.start >= target.session.start]
            point = self._point(key, target, earlier, later)
            used |= {one.id for one in (point.result, *point.superseded) if one is not None}
            yield point
        rest: dict[Measure, list[Statement]] = {}
        for one in results:
            if one.id not in used:
                rest.setdefault(_measure(one), []).append(one)
        for found in rest.values():
            result, older = self._prevailing(found)
            yield self._bare(result, older)

    def _tracks(self, group: list[Statement]) -> Iterator[tuple[Statement, tuple[Statement, ...]]]:
        """The targets and tasks that stand, each with those it replaced."""
        tracks: dict[str, list[Statement]] = {}
        for one in group:
            if one.metric.kind == "target":
                tracks.setdefault(_track(one), []).append(one)
            elif one.metric.kind == "task":
                tracks.setdefault(f"task {one.id}", []).append(one)
        for found in tracks.values():
            standing = [one for one in found if one.id not in self.revised] or found[-1:]
            last = standing[-1].session
            current = [one for one in standing if one.session is last]
            earlier = tuple(one for one in found if one not in current)
            yield current[0], earlier
            for one in current[1:]:
                yield one, ()

    def _prevailing(self, found: list[Statement]) -> tuple[Statement, tuple[Statement, ...]]:
        standing = [one for one in found if one.id not in self.revised] or found[-1:]
        last = standing[-1].session
        result = next(one for one in standing if one.session is last)
        return result, tuple(one for one in found if one is not result)

    def _bare(self, result: Statement, older: tuple[Statement, ...]) -> Point:
        last = last_day(result, self.registry)
        return Point(
            result.council, result.metric.indicator, result.metric.period, last, None, result, older, "", "",
            early=_early(result, last), held=Held(),
        )  # fmt: skip

    def _point(
        self, key: Key, target: Statement, earlier: tuple[Statement, ...], results: list[Statement]
    ) -> Point:
        last = last_day(target, self.registry)
        foreign = False
        if not results:
            results = self._of_heirs(key)
            foreign = bool(results)
        result, older = self._chosen(target, results)
        held = Held()
        if target.metric.kind == "task" or not _numeric(target):
            state, reason = _words(target)
        elif result is None:
            state, reason, held = self._missing(key, target, last)
        elif foreign or self._broken(target, result):
            state, reason = "not-comparable", "lineage"
        else:
            state, reason = self._decide(target, result, older)
        both = sorted((*earlier, *older), key=lambda one: (one.session.start, _place(one)))
        return Point(
            key[0], key[1], target.metric.period, last, target, result, tuple(both), state, reason,
            early=result is not None and _early(result, last), held=held,
        )  # fmt: skip

    def _chosen(
        self, target: Statement, results: list[Statement]
    ) -> tuple[Statement | None, tuple[Statement, ...]]:
        """The result a target meets: of its own measure, else the best there is."""
        if not results:
            return None, ()
        if not _numeric(target) or target.metric.kind == "task":
            return self._prevailing(results)
        own = [one for one in results if one.values and _measure(one) == _measure(target)]
        numbered = [one for one in results if one.metric.reading.values]
        return self._prevailing(own or numbered or results)

    def _decide(
        self, target: Statement, result: Statement, older: tuple[Statement, ...]
    ) -> tuple[State, Reason]:
        promise, said = target.metric.reading, result.metric.reading
        indicator = self.registry.indicators[target.metric.indicator]
        if promise.doubts or said.doubts:
            return "not-comparable", "unsure"
        if _relative(target) or only_of_a_plan(said, indicator):
            return "not-comparable", "plan"
        if not said.values:
            return "not-comparable", "words"
        if _measure(target) != _measure(result):
            return "not-comparable", "measure"
        if not target.values or not result.values:
            return "not-comparable", "unit"
        if promise.of is not None and said.of is not None and promise.of != said.of:
            return "not-comparable", "denominator"
        if said.status == "forecast":
            return "unclear", "forecast"
        same = [one for one in older if one.session is result.session and one.id not in self.revised]
        if any(one.values != result.values or one.metric.reading.op != said.op for one in same):
            return "unclear", "several"
        return judge(
            Amount(target.values, promise.op, promise.approx, target.exact),
            Amount(result.values, said.op, said.approx, result.exact),
            indicator.better,
        )

    def _missing(self, key: Key, target: Statement, last: date | None) -> tuple[State, Reason, Held]:
        if last is None or last >= self.today:
            return "pending", "open", Held()
        sources = list(self._speaking(key[0], target))
        if any(source.complete for source in sources):
            return "not-reported", "complete", Held()
        classes = [source.kind for source in sources]
        held = Held(classes.count("official"), classes.count("press"), classes.count("copy"))
        return "not-found", "none", held

    def _speaking(self, council: str, target: Statement) -> Iterator[Source]:
        """The sources of later sessions of a council that report results for a target's very period."""
        for session, spoken in self._reports.get((council, _days(target.metric.period)), {}).values():
            if session.start > target.session.start:
                yield from (one for one in session.sources if one.id in spoken or "" in spoken)

    @cached_property
    def _reports(self) -> Mapping[tuple[str, Days], Mapping[str, tuple[Session, set[str]]]]:
        """By council and period, the sessions that report results for it, with the sources of these."""
        found: dict[tuple[str, Days], dict[str, tuple[Session, set[str]]]] = {}
        for session in self.sessions:
            for one in () if session.withdrawn else session.metrics:
                if one.kind == "result":
                    key = self.registry.lineages[session.council], _days(one.period)
                    found.setdefault(key, {}).setdefault(session.file, (session, set()))[1].add(one.source)
        return found

    def _of_heirs(self, key: Key) -> list[Statement]:
        """Results that councils this one was merged into reported for the same indicator and period."""
        return [
            one
            for heir in heirs(key[0], self.registry.councils)
            for one in self.groups.get((self.registry.lineages[heir], *key[1:]), ())
            if one.metric.kind == "result"
        ]

    def _broken(self, target: Statement, result: Statement) -> bool:
        return any(
            target.session.start < day <= result.session.start
            for day in breaks(target.council, self.registry.councils)
        )


def _days(period: Period) -> Days:
    return (period.first, period.last) if period.first else (period.code, None)


def _early(result: Statement, last: date | None) -> bool:
    return last is not None and result.session.end < last


def _measure(said: Statement) -> Measure:
    """A level that is to be kept up is a level."""
    measure = said.metric.reading.measure
    return "level" if measure == "maintain" and said.metric.reading.values else measure


def _relative(said: Statement) -> bool:
    reading = said.metric.reading
    return not reading.values and any(one.to == "plan" for one in reading.compare)


def _numeric(said: Statement) -> bool:
    reading = said.metric.reading
    return bool(reading.values or reading.doubts) or _relative(said)


def _track(said: Statement) -> str:
    """Targets of one track replace each other; words stand each for itself."""
    if _relative(said):
        return "plan " + " ".join(one.by for one in said.metric.reading.compare)
    if not _numeric(said):
        return f"words {said.id}"
    return _measure(said)


def _words(target: Statement) -> tuple[State, Reason]:
    return "unjudged", "task" if target.metric.kind == "task" else "qualitative"
