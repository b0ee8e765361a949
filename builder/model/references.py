"""References between files: every key a session uses must be known where it points."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from builder.model.council import Council
from builder.model.indicator import Indicator, Topic, Unit
from builder.model.routes import Routes
from builder.model.session import Session
from builder.problems import Place, Problem, nearest, problem


class Registries(Struct, frozen=True):
    """What sessions refer to, by key."""

    councils: Mapping[str, Council]
    topics: Mapping[str, Topic]
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    broken: frozenset[str]
    """Keys whose own entry is wrong: a reference to them is not a second mistake."""
    unread: frozenset[str]
    """Files that could not be read at all: nothing that belongs there is known."""

    def excuses(self, found: Problem) -> bool:
        """True when what a problem says follows from another one."""
        file = _FILES.get(found.code, "")
        return file in self.unread or (bool(file) and dict(found.values)["key"] in self.broken)


_FILES = {
    f"unknown-{what}": f"content/{file}.yaml"
    for what, file in (
        ("council", "councils"),
        ("term", "councils"),
        ("topic", "topics"),
        ("unit", "units"),
        ("indicator", "indicators"),
    )
}
"""Where the keys live that a problem misses."""


def check_references(
    registries: Registries, routes: Routes, sessions: Iterable[Session]
) -> Iterator[Problem]:
    """What registries and sessions refer to in vain, and council keys that would take an address's word."""
    found = [*_check_registries(registries, routes)]
    for session in sessions:
        found += _check_session(session, registries)
    for one in found:
        if not registries.excuses(one):
            yield one


def _check_registries(registries: Registries, routes: Routes) -> Iterator[Problem]:
    """Keys that registries use of each other, and council keys that would take an address's first word."""
    for council in registries.councils.values():
        file = "content/councils.yaml"
        if council.key in routes.reserved():
            yield problem("reserved-word", Place(file, (council.key,), key=True), key=council.key)
        for name, term in council.terms.items():
            if term.last is not None and term.last < term.first:
                yield problem("term-backwards", Place(file, (council.key, "terms", name, "to")))
        yield from _predecessors(council, registries)
    for indicator in registries.indicators.values():
        file = "content/indicators.yaml"
        if indicator.topic and indicator.topic not in registries.topics:
            yield _unknown("topic", Place(file, (indicator.key, "topic")), indicator.topic, registries.topics)
        if indicator.unit and indicator.unit not in registries.units:
            yield _unknown("unit", Place(file, (indicator.key, "unit")), indicator.unit, registries.units)


def _predecessors(council: Council, registries: Registries) -> Iterator[Problem]:
    for index, one in enumerate(council.predecessors):
        file, at = "content/councils.yaml", (council.key, "predecessors", index)
        if one.council not in registries.councils:
            yield _unknown("council", Place(file, (*at, "council")), one.council, registries.councils)
        if one.date is None and one.how != "renamed":
            yield problem("predecessor-without-day", Place(file, (*at, "how")), key=one.council, how=one.how)


def _check_session(session: Session, registries: Registries) -> Iterator[Problem]:
    """Every key a session uses: council, term, topics, indicators, sources, figures."""
    file = session.file
    council = registries.councils.get(session.council)
    if council is None:
        yield _unknown("council", Place(file, ("council",)), session.council, registries.councils)
    elif session.term not in council.terms:
        yield _unknown("term", Place(file, ("term",)), session.term, council.terms)
    else:
        term = council.terms[session.term]
        backwards = term.last is not None and term.last < term.first
        outside = session.start < term.first or (term.last is not None and session.end > term.last)
        if outside and not backwards:
            yield problem("date-outside-term", Place(file, ("date",)), term=term.key)
    for index, topic in enumerate(session.topics):
        if topic not in registries.topics:
            yield _unknown("topic", Place(file, ("topics", index)), topic, registries.topics)
    yield from _metrics(session, registries)
    yield from _corrections(session)
    yield from _resolutions(session)
    yield from _sources(session)


def _metrics(session: Session, registries: Registries) -> Iterator[Problem]:
    file = session.file
    seen: dict[str, int] = {}
    sources = {source.id for source in session.sources}
    ids = {metric.id for metric in session.metrics}
    for index, metric in enumerate(session.metrics):
        at = ("metrics", index)
        if metric.indicator and metric.indicator not in registries.indicators:
            place = Place(file, (*at, "indicator"))
            yield _unknown("indicator", place, metric.indicator, registries.indicators)
        if metric.council and metric.council not in registries.councils:
            yield _unknown("council", Place(file, (*at, "council")), metric.council, registries.councils)
        if metric.source and metric.source not in sources:
            yield _unknown("source", Place(file, (*at, "source")), metric.source, sources)
        if metric.part_of and metric.part_of not in ids:
            yield _unknown("figure", Place(file, (*at, "part_of")), metric.part_of, ids)
        if metric.id in seen:
            where = "id" if metric.id in session.metrics[index].id else "period"
            yield problem(
                "duplicate-figure", Place(file, (*at, where)), id=metric.id, first=seen[metric.id] + 1
            )
        seen.setdefault(metric.id, index)


def _corrections(session: Session) -> Iterator[Problem]:
    ids = {metric.id for metric in session.metrics}
    for index, correction in enumerate(session.corrections):
        if correction.figure and correction.figure not in ids:
            at = Place(session.file, ("corrections", index, "figure"))
            yield _unknown("figure", at, correction.figure, ids)


def _resolutions(session: Session) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index, resolution in enumerate(session.resolutions):
        if resolution.slug in seen:
            at = Place(session.file, ("resolutions", index, "number"))
            yield problem(
                "duplicate-resolution", at, number=resolution.number, first=seen[resolution.slug] + 1
            )
        seen.setdefault(resolution.slug, index)


def _sources(session: Session) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, source in enumerate(session.sources):
        if source.id in seen:
            yield problem("duplicate-source", Place(session.file, ("sources", index, "id")), id=source.id)
        if source.complete and source.kind == "press":
            yield problem("complete-press", Place(session.file, ("sources", index, "complete")))
        seen.add(source.id)


def _unknown(what: str, at: Place, key: str, known: Mapping[str, object] | set[str]) -> Problem:
    like = nearest(key, known)
    listed = ", ".join(list(known)[:8]) if what in {"council", "term", "topic", "source"} else ""
    return problem(f"unknown-{what}", at, key=key, nearest=like, known=listed or "–")
