"""Records of the model as the rows and links that views are made of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from builder.model.council import Council
from builder.model.figure import Metric
from builder.model.indicator import Indicator, Topic
from builder.model.links import beside
from builder.model.quantity import completed
from builder.model.series import figure_id, states
from builder.model.session import Resolution, Session
from builder.model.site import Site
from builder.outputs.charts import picture, sign
from builder.outputs.lists import CouncilItem, IndicatorEntry, IndicatorItem, TermItem, TopicItem
from builder.outputs.news import session_name
from builder.outputs.parts import (
    Claim,
    FigureView,
    FileView,
    Link,
    ResolutionItem,
    SessionItem,
    SessionLink,
    Votes,
)
from builder.outputs.periods import period_view
from builder.outputs.phrases import phrase_parts, scope
from builder.outputs.writing import Writing, folder_of

T = TypeVar("T")


class Items(Writing):
    """Everything pages share, made once per edition from one Site."""

    def __init__(self, site: Site, *, portable: bool, own: "Items | None" = None) -> None:
        """Look nothing up yet: each index is made when a page first asks for it.

        `own` are the items of the site's own language, None when these are they.
        """
        self.own = own or self
        super().__init__(site, portable=portable, own=own.language if own else site.settings.language)
        self._made: dict[Callable[[Items], Any], Any] = {}
        self._sessions: dict[str, SessionItem] = {}
        self._links: dict[str, SessionLink] = {}
        self._figures: dict[str, FigureView] = {}

    def once(self, make: "Callable[[Items], T]") -> T:
        """What `make` gives from the items of the site's own language, made once for all editions."""
        return self.own.here(make)

    def here(self, make: "Callable[[Items], T]") -> T:
        """What `make` gives from these items, made once for all pages of this edition."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    def session(self, session: Session) -> SessionItem:
        """A session as lists show it."""
        if session.file not in self._sessions:
            council = self.site.councils[session.council]
            self._sessions[session.file] = SessionItem(
                href=self.href(self.site.routes.session(session)),
                title=session_name(session, self.language) if session.withdrawn else session.title,
                number=session.number,
                kind=session.kind,
                status=session.status,
                start=session.start,
                end=session.end,
                council=council.name_on(session.start),
                summary="" if session.withdrawn else session.summary,
                key_figures=tuple(self.figure(session, metric) for metric in key_metrics(session, 3)),
                resolutions=0 if session.withdrawn else len(session.resolutions),
                draft=session.file in self.site.unpublished,
            )
        return self._sessions[session.file]

    def link(self, session: Session) -> SessionLink:
        """A session where it is only named."""
        if session.file not in self._links:
            self._links[session.file] = SessionLink(
                href=self.href(self.site.routes.session(session)),
                number=session.number,
                kind=session.kind,
                start=session.start,
                end=session.end,
                council=self.site.councils[session.council].name_on(session.start),
            )
        return self._links[session.file]

    def sessions(self, sessions: Iterable[Session]) -> tuple[SessionItem, ...]:
        """Sessions as lists show them, in the given order."""
        return tuple(self.session(session) for session in sessions)

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The state of the target that a figure is or answers, by the figure's id."""
        return states(self.site.series)

    def phrase_href(self, session: Session, metric: Metric) -> str:
        """Where a phrase stands: its session's page and its anchor."""
        return self.href(f"{self.site.routes.session(session)}#{metric.id}")

    @cached_property
    def _indicators(self) -> dict[str, str]:
        """The address of each indicator, by key: every figure has one."""
        return {key: self.href(self.site.routes.indicator(key)) for key in self.site.indicators}

    def figure(self, session: Session, metric: Metric) -> FigureView:
        """A figure as printed, with what it says as data."""
        key = figure_id(session, metric)
        if key not in self._figures:
            self._figures[key] = self._figure(session, metric)
        return self._figures[key]

    def _figure(self, session: Session, metric: Metric) -> FigureView:
        indicator = self.site.indicators.get(metric.indicator)
        reading = metric.reading
        values = () if reading.doubts else reading.values
        unit = completed(reading.unit, indicator.unit, self.site.units) if indicator else reading.unit
        return FigureView(
            id=metric.id,
            label=self.name(indicator.name) if indicator else metric.name,
            href=self._indicators[indicator.key] if indicator else "",
            kind=metric.kind,
            phrase=metric.text,
            parts=phrase_parts(reading),
            period=period_view(metric.period),
            where=scope(session, metric, self.site.councils),
            issue=metric.issue,
            source=metric.source,
            value="/".join(format(value, "f") for value in values) or metric.text,
            op=reading.op,
            approx=reading.approx,
            unit=self.unit(unit) if values else "",
            status=reading.status,
            claims=tuple(
                Claim(one.to, one.kind, one.value, sign(one.op, one.approx), one.by, self.unit(one.unit))
                for one in reading.compare
                if not reading.doubts
            ),
            state=self.states.get(figure_id(session, metric), ""),
            picture=picture(metric, self.unit),
        )

    def file(self, name: str, folder: str) -> FileView | None:
        """A file that a record in `folder` names, when it is published."""
        path = beside(f"{folder}/", name) if name else ""
        if path not in self.site.files:
            return None
        one = self.site.attachments[path]
        kind = "JPEG" if one.suffix == ".jpg" else one.suffix[1:].upper()
        return FileView(self.site.files[path], one.name, kind, one.size, one.sha256)

    def resolution(self, session: Session, resolution: Resolution, *, of_all: bool = False) -> ResolutionItem:
        """A resolution as lists show it; in a list `of_all` councils two may have one number."""
        votes = resolution.votes
        mixed = of_all and len(self.site.councils) > 1
        return ResolutionItem(
            id=f"{session.council}-{resolution.slug}" if mixed else resolution.slug,
            href=self.href(self.site.routes.resolution(session, resolution)),
            number=resolution.number,
            title=resolution.title,
            kind=resolution.kind,
            issued=resolution.issued or session.end,
            votes=Votes(votes.for_, votes.against, votes.abstain, votes.absent, votes.members)
            if votes
            else None,
            file=self.file(resolution.file, folder_of(session.file)),
            session=Link(session.title, self.href(self.site.routes.session(session))),
        )

    def council(self, council: Council) -> CouncilItem:
        """A council as lists show it."""
        count = sum(self.term(council, key).sessions for key in council.terms)
        return CouncilItem(
            council.name, self.href(self.site.routes.council(council.key)), council.place, count
        )

    @cached_property
    def by_term(self) -> dict[tuple[str, str], list[Session]]:
        """Sessions of each council's terms, withdrawn ones too, oldest first."""
        found = defaultdict[tuple[str, str], list[Session]](list)
        for session in self.site.sessions:
            found[session.council, session.term].append(session)
        return found

    @cached_property
    def by_topic(self) -> dict[str, list[Session]]:
        """Public sessions that deal with each topic, oldest first."""
        found = defaultdict[str, list[Session]](list)
        for session in self.shown:
            for topic in session.topics:
                found[topic].append(session)
        return found

    @cached_property
    def councils(self) -> tuple[CouncilItem, ...]:
        """All councils in alphabetical order."""
        found = [self.council(council) for council in self.site.councils.values()]
        return tuple(sorted(found, key=lambda one: self.order(one.name)))

    def term(self, council: Council, key: str) -> TermItem:
        """A term of office with what is published of it."""
        term = council.terms[key]
        sessions = [one for one in self.by_term[council.key, key] if not one.withdrawn]
        return TermItem(
            name=key,
            href=self.href(self.site.routes.term(council.key, key)),
            start=term.first.year,
            end=term.last.year if term.last else 0,
            sessions=len(sessions),
            resolutions=sum(len(session.resolutions) for session in sessions),
        )

    def terms(self, council: Council) -> tuple[TermItem, ...]:
        """The terms of a council, newest first."""
        return tuple(self.term(council, key) for key in reversed(tuple(council.terms)))

    @cached_property
    def shown(self) -> tuple[Session, ...]:
        """Sessions whose content is public: all but the withdrawn ones, oldest first."""
        return tuple(session for session in self.site.sessions if not session.withdrawn)

    @cached_property
    def changed(self) -> dict[str, date]:
        """The day each write-up and free page last changed, by file: as its editors say, where they do."""
        said = {one.file: one.changed for one in self.site.sessions}
        said |= {one.file: one.changed for one in self.site.pages}
        return {file: day for file, day in said.items() if day is not None}

    def recorded(self, file: str) -> date | None:
        """The day a write-up or free page last changed, as its editors say, else git."""
        return self.changed.get(file) or self.site.committed.get(file)

    @cached_property
    def public(self) -> tuple[Session, ...]:
        """Sessions that feeds and calendars may tell of: no draft and no embargo even in a preview."""
        return tuple(one for one in self.shown if one.file not in self.site.unpublished)

    @cached_property
    def held(self) -> tuple[Session, ...]:
        """Sessions held, newest first."""
        return tuple(session for session in reversed(self.shown) if session.status == "held")

    @cached_property
    def upcoming(self) -> tuple[Session, ...]:
        """Sessions announced for today or later, the next one first."""
        today = self.site.moment.today
        return tuple(one for one in self.shown if one.status == "announced" and one.end >= today)

    @cached_property
    def entries(self) -> dict[str, tuple[tuple[Session, Metric], ...]]:
        """Every figure that sessions held said of each indicator: newest period first, then of no scope."""
        found: dict[str, list[tuple[Session, Metric]]] = {key: [] for key in self.site.indicators}
        for session in reversed(self.held):
            for metric in session.metrics:
                if metric.indicator in found:
                    found[metric.indicator].append((session, metric))
        return {key: tuple(sorted(pairs, key=_newest, reverse=True)) for key, pairs in found.items()}

    def entry(self, session: Session, metric: Metric) -> IndicatorEntry:
        """A figure with the session that reported it."""
        return IndicatorEntry(self.figure(session, metric), self.link(session))

    def latest(self, indicator: str) -> IndicatorEntry | None:
        """The last result, else target, task, decision or proposal of an indicator; a whole before parts."""
        for kind in ("result", "target", "task", "decision", "proposal"):
            said = [pair for pair in self.entries[indicator] if pair[1].kind == kind]
            if found := [pair for pair in said if pair[1].is_whole] or said:
                return self.entry(*found[0])
        return None

    def indicator(self, indicator: Indicator) -> IndicatorItem:
        """An indicator as lists show it."""
        latest = self.latest(indicator.key)
        return IndicatorItem(
            name=self.name(indicator.name),
            href=self.href(self.site.routes.indicator(indicator.key)),
            unit=self.unit(indicator.unit),
            latest=latest.figure if latest else None,
            count=len(self.entries[indicator.key]),
        )

    def indicators(self, topic: str, *, without: str = "") -> tuple[IndicatorItem, ...]:
        """The indicators of a topic in alphabetical order, or those of none."""
        found = [
            self.indicator(one)
            for one in self.site.indicators.values()
            if one.topic == topic and one.key != without
        ]
        return tuple(sorted(found, key=lambda item: self.order(item.name)))

    def topic(self, topic: Topic) -> TopicItem:
        """A topic as lists show it."""
        return TopicItem(
            name=self.name(topic.name),
            href=self.href(self.site.routes.topic(topic.key)),
            definition=self.name(topic.definition),
            sessions=len(self.by_topic[topic.key]),
            indicators=sum(one.topic == topic.key for one in self.site.indicators.values()),
        )

    @cached_property
    def topics(self) -> tuple[TopicItem, ...]:
        """All topics in alphabetical order."""
        found = [self.topic(topic) for topic in self.site.topics.values()]
        return tuple(sorted(found, key=lambda one: self.order(one.name)))

    @cached_property
    def all_resolutions(self) -> tuple[tuple[Session, Resolution], ...]:
        """Every resolution with its session, newest first."""
        found = [(session, one) for session in self.shown for one in session.resolutions]
        return tuple(
            sorted(found, key=lambda pair: (pair[1].issued or pair[0].end, pair[1].slug), reverse=True)
        )


def key_metrics(session: Session, most: int) -> tuple[Metric, ...]:
    """The figures that stand for a session: those with a number, one of each indicator, results first.

    In the editor's order. Two under one name would leave a reader to guess which is which. None stands for a
    session that was not held, nor for one whose page was withdrawn: nothing was reported there.
    """
    if session.withdrawn or session.status != "held":
        return ()
    numbered = [metric for metric in session.metrics if metric.reading.values and not metric.reading.doubts]
    results = [metric for metric in numbered if metric.kind == "result"]
    targets = [metric for metric in numbered if metric.kind == "target"]
    first: dict[str, Metric] = {}
    for metric in results + targets:
        first.setdefault(metric.indicator or metric.name, metric)
    return tuple(first.values())[:most]


def root_of(address: str) -> str:
    """The relative way from a page to the site's root."""
    return "../" * address.count("/") or "./"


def _newest(pair: tuple[Session, Metric]) -> tuple[str, bool, str, str]:
    session, metric = pair
    last = metric.period.last.isoformat() if metric.period.last else session.end.isoformat()
    return last, not metric.where, session.start.isoformat(), metric.id
