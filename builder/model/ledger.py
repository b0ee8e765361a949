"""The ledger: every target set at one session joined with the result reported at a later one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct

from builder.model.council import heirs
from builder.model.series import Held, Point, Reason, Series, State, Statement
from builder.model.session import Session, Source
from builder.model.statements import (
    PART,
    Key,
    Registry,
    key_of,
    replaced,
    spoken,
    statements,
)
from builder.model.verdict import decide, is_numeric, is_relative, measure_of


def match(sessions: Iterable[Session], registry: Registry, today: date) -> tuple[Series, ...]:
    """Pair each target with the result reported for the same period at its session or a later one.

    They belong together when council lineage, indicator, period and scope are equal; file order plays no
    part. The latest session by date prevails; earlier figures stay in `superseded`, oldest first, so
    nothing said in public is lost. A target first set when its period was over takes the place of no other
    unless a result follows: the result is held against what was promised. `today` decides which periods
    are still open.

    Returns one Series per (council, indicator), sorted by both keys; points by the last day of their
    period, oldest first, terms last, then by target before plain result.

    Raises nothing. Units that cannot be converted are reported by `assemble`.

    Source: docs/figures.md, "The ledger".
    """
    sessions = tuple(sessions)
    said = tuple(statements(sessions, registry))
    groups: dict[Key, list[Statement]] = {}
    revised = replaced(said)
    keys = {one.id: key_of(one, registry) for one in said}
    for one in said:
        groups.setdefault(keys.get(revised.get(one.id, ""), keys[one.id]), []).append(one)
    shelf = _Shelf(sessions, registry, today, groups, revised)
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
            breaks=registry.breaks.get(council, ()),
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


_ENDING = 6
"""In the last sixth of a period, two months of a year, councils report what comes of it."""


class _Shelf(Struct, frozen=True, dict=True):
    """Everything that deciding one group may look at."""

    sessions: tuple[Session, ...]
    registry: Registry
    today: date
    groups: Mapping[Key, list[Statement]]
    revised: Mapping[str, str]

    def points(self, key: Key, group: list[Statement]) -> Iterator[Point]:
        """Every target of a group with its result, then results nobody promised."""
        results = [one for one in group if one.metric.kind == "result"]
        used: set[str] = set()
        for promised in self._tracks(group):
            for point in self._answered(key, promised, results):
                used |= {one.id for one in (point.result, *point.superseded) if one is not None}
                yield point
        rest: dict[str, list[Statement]] = {}
        for one in results:
            if one.id not in used:
                rest.setdefault(measure_of(one), []).append(one)
        for found in rest.values():
            result, older = self._prevailing(found)
            yield self._bare(result, older)

    def _tracks(self, group: list[Statement]) -> Iterable[list[Statement]]:
        """Targets and tasks that replace each other, oldest first; a reviser is of its track."""
        promised = {one.id: one for one in group if one.metric.kind in {"target", "task"}}
        tracks: dict[str, list[Statement]] = {}
        for one in promised.values():
            tracks.setdefault(_track(promised.get(self.revised.get(one.id, ""), one)), []).append(one)
        return tracks.values()

    def _answered(self, key: Key, found: list[Statement], results: list[Statement]) -> Iterator[Point]:
        """The points of one track: its last targets, and those before where the last came too late.

        What is set when the period is over is no promise: results are held against what was promised in time.
        """
        standing = self._standing(found)
        last = standing[-1].session
        current = [one for one in standing if one.session is last]
        earlier = [one for one in found if one not in current]
        later = [one for one in results if one.session.start >= last.start]
        ahead = [one for one in results if one.session.start < last.start]
        over = self._last_day(current[0])
        if results and over is not None and last.start > over:
            before = [one for one in earlier if one.session.start <= over]
            if before:
                yield from self._answered(key, before, results)
                earlier = [one for one in earlier if one not in before]
                later, ahead = [], results
        for one in current:
            yield self._point(key, one, tuple(earlier) if one is current[0] else (), later, ahead)

    def _standing(self, found: list[Statement]) -> list[Statement]:
        return [one for one in found if one.id not in self.revised] or found[-1:]

    def _prevailing(self, found: list[Statement]) -> tuple[Statement, tuple[Statement, ...]]:
        """The last word of the firmest results, and the others: no estimate replaces a final one."""
        standing = self._standing(found)
        best = max(map(_firm, standing))
        standing = [one for one in standing if _firm(one) == best]
        last = standing[-1].session
        result = next(one for one in standing if one.session is last)
        return result, tuple(one for one in found if one is not result)

    def _last_day(self, said: Statement) -> date | None:
        return self.registry.days(said.session, said.metric)[1]

    def _bare(self, result: Statement, older: tuple[Statement, ...]) -> Point:
        last = self._last_day(result)
        return Point(
            result.council, result.metric.indicator, result.metric.period, last, None, result, older, "", "",
            early=_early(result, last), held=Held(),
        )  # fmt: skip

    def _point(
        self,
        key: Key,
        target: Statement,
        earlier: tuple[Statement, ...],
        results: list[Statement],
        ahead: list[Statement],
    ) -> Point:
        """A target with the `results` that may answer it; `ahead` were reported before it was set."""
        last = self._last_day(target)
        foreign = False
        if not results:
            results = self._of_heirs(key, target)
            foreign = bool(results)
        result, older = self._chosen(target, results)
        if result is not None and earlier:  # what was reported under an earlier target was reported, too
            first = earlier[0].session.start
            older = (
                *(
                    one
                    for one in ahead
                    if one.session.start >= first and measure_of(one) == measure_of(result)
                ),
                *older,
            )
        held = Held()
        if target.metric.kind == "task" or not is_numeric(target):
            state, reason = _words(target)
        elif result is None:
            state, reason, held = self._missing(key, target, last, before=bool(ahead))
        elif foreign or self._broken(target, result.session.start):
            state, reason = "not-comparable", "lineage"
        else:
            state, reason = self._decide(key, target, result, older)
        both = sorted((*earlier, *older), key=lambda one: (one.session.start, _place(one)))
        return Point(
            key[0], key[1], target.metric.period, last, target, result, tuple(both), state, reason,
            early=result is not None and _early(result, last), held=held,
        )  # fmt: skip

    def _chosen(
        self, target: Statement, results: list[Statement]
    ) -> tuple[Statement | None, tuple[Statement, ...]]:
        """The result a target meets, and those it replaced: of its own measure, else the best there is."""
        if not results:
            return None, ()
        if is_numeric(target) and target.metric.kind == "target":
            own = [one for one in results if one.values and measure_of(one) == measure_of(target)]
            unsure = [one for one in results if one.metric.reading.doubts]
            if own or unsure:
                return self._prevailing([one for one in results if one in own or one in unsure])
            best = [one for one in results if one.metric.reading.values] or results
        else:  # the words of the last session
            last = [one for one in results if one.session is results[-1].session]
            best = [one for one in last if not one.metric.reading.values] or last
        result, _ = self._prevailing(best)
        return self._prevailing([one for one in results if measure_of(one) == measure_of(result)])

    def _decide(
        self, key: Key, target: Statement, result: Statement, older: tuple[Statement, ...]
    ) -> tuple[State, Reason]:
        if key[3] == PART or target.metric.reading.part != result.metric.reading.part:
            return "not-comparable", "part"
        beside = [
            one for one in older if one.session.start == result.session.start and one.id not in self.revised
        ]
        indicator = self.registry.indicators[target.metric.indicator]
        first, last = self.registry.days(target.session, target.metric)
        return decide(target, result, beside, indicator, soon=_soon(result, first, last))

    def _missing(
        self, key: Key, target: Statement, last: date | None, *, before: bool
    ) -> tuple[State, Reason, Held]:
        """What a target without a result is; `before`: one was reported before it was set.

        "Not reported" accuses: it is said of a full report of the same body only, and never when it tells of
        the indicator in another scope.
        """
        if last is None or last >= self.today:
            return "pending", "open", Held()
        speaking = list(self._speaking(target))
        kinds = [source.kind for _, source in speaking]
        held = Held(kinds.count("official"), kinds.count("press"), kinds.count("copy"))
        if before and target.session.start > last:
            return "not-comparable", "late", held
        if key[3] not in (scopes := self._scopes.get(key[:3], set())) and scopes:
            return "not-found", "scope", held
        full = [day for day, source in speaking if source.complete and source.kind != "press"]
        if any(not self._broken(target, day) for day in full):
            return "not-reported", "complete", held
        return "not-found", "before" if before else "none", held

    def _speaking(self, target: Statement) -> Iterator[tuple[date, Source]]:
        """The sources of later sessions that report results of a target's council for its very period."""
        when = target.council, self.registry.when(target.session, target.metric)
        for session, told in self._reports.get(when, {}).values():
            if session.start > target.session.start:
                yield from ((session.start, one) for one in session.sources if one.id in told or "" in told)

    @cached_property
    def _scopes(self) -> Mapping[tuple[str, str, str], set[str]]:
        """By council, indicator and period, the scopes of which results were reported."""
        found: dict[tuple[str, str, str], set[str]] = {}
        for key, group in self.groups.items():
            if any(one.metric.kind == "result" for one in group):
                found.setdefault(key[:3], set()).add(key[3])
        return found

    @cached_property
    def _reports(self) -> Mapping[tuple[str, str], Mapping[str, tuple[Session, set[str]]]]:
        """By council and period, the sessions that report results for it, with the sources of these."""
        found: dict[tuple[str, str], dict[str, tuple[Session, set[str]]]] = {}
        for session in spoken(self.sessions):
            for one in session.metrics:
                if one.kind == "result":
                    key = self.registry.about(session, one), self.registry.when(session, one)
                    found.setdefault(key, {}).setdefault(session.file, (session, set()))[1].add(one.source)
        return found

    def _of_heirs(self, key: Key, target: Statement) -> list[Statement]:
        """Results that councils this one was merged into reported for the same indicator and period."""
        return [
            one
            for heir in heirs(key[0], self.registry.councils)
            for one in self.groups.get((self.registry.lineages[heir], *key[1:]), ())
            if one.metric.kind == "result" and one.session.start >= target.session.start
        ]

    def _broken(self, target: Statement, reported: date) -> bool:
        """True when the council became another body after it had set a target."""
        days = self.registry.breaks.get(target.council, ())
        return any(target.session.start < day <= reported for day in days)


def _firm(said: Statement) -> int:
    """How firm a result is: what is foreseen replaces none, and only a final one a final one."""
    reading = said.metric.reading
    return 0 if reading.foreseen else 2 if reading.status == "final" else 1


def _early(result: Statement, last: date | None) -> bool:
    return last is not None and result.session.end < last


def _soon(result: Statement, first: date | None, last: date | None) -> bool:
    """True when a result is of what had been reached so far, by its words or for much was still to come."""
    if last is None or not _early(result, last):
        return False
    left = (last - result.session.end).days
    return result.metric.reading.timing.so_far or (first is not None and left * _ENDING > (last - first).days)


def _track(said: Statement) -> str:
    """Targets of one track replace each other; words stand each for itself."""
    if is_relative(said):
        return "plan " + " ".join(one.by for one in said.metric.reading.compare)
    if not is_numeric(said):
        return f"words {said.id}"
    return measure_of(said)


def _words(target: Statement) -> tuple[State, Reason]:
    return "unjudged", "task" if target.metric.kind == "task" else "qualitative"
