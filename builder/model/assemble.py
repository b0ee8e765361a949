"""All records → one Site: order, references, addresses and visibility, each decided once."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from builder.model.council import Council
from builder.model.document import Body, FreePage
from builder.model.figure_checks import check_figures, check_history
from builder.model.ledger import match
from builder.model.links import Targets, beside, resolve, resolve_picture
from builder.model.quotation import check_copies
from builder.model.records import Records
from builder.model.references import Registries, check_references
from builder.model.routes import Routes
from builder.model.series import figure_id
from builder.model.session import Session, Source
from builder.model.site import Counts, Moment, Site, state_of
from builder.model.statements import Registry
from builder.problems import Place, Problem, nearest, problem


def assemble(records: Records, moment: Moment, *, drafts: bool = False) -> tuple[Site, tuple[Problem, ...]]:
    """The Site and everything that is wrong between files.

    Drafts and embargoed sessions are left out unless `drafts`, but their references are checked all the
    same. Sessions come by first day, then council, then slug; file order plays no part.

    Problems stand at a `Place`, because no text is at hand here; `content/locate.py` finds the line.
    """
    routes = Routes(records.settings.urls)
    registries = Registries(
        {council.key: council for council in records.councils},
        {topic.key: topic for topic in records.topics},
        {unit.key: unit for unit in records.units},
        {indicator.key: indicator for indicator in records.indicators},
        records.broken,
        records.unread,
    )
    everything = tuple(sorted(records.sessions, key=lambda one: (one.start, one.council, one.slug, one.file)))
    problems = [*check_references(registries, routes, everything)]
    for session in everything:
        problems += _calendar(session, moment)
    problems += _same_address(everything, routes)
    problems += _page_names(records.pages, registries.councils, routes)
    for page in records.pages:
        problems += _changed_in_future(page.file, page.changed, moment)
    known = tuple(one for one in everything if _has_address(one, registries.councils))
    sessions = tuple(one for one in known if drafts or state_of(one, moment) == "published")
    pages = tuple(one for one in records.pages if drafts or not one.draft)
    measured = Registry(registries.councils, registries.indicators, registries.units)
    problems += check_figures(known, measured)
    hidden = frozenset(one.file for one in known if state_of(one, moment) != "published") | frozenset(
        page.file for page in records.pages if page.draft
    )
    site = Site(
        settings=records.settings,
        moment=moment,
        routes=routes,
        councils=registries.councils,
        topics=registries.topics,
        units=registries.units,
        indicators=registries.indicators,
        sessions=sessions,
        series=match(sessions, measured, moment.today),
        pages=tuple(sorted(pages, key=lambda one: (one.order, one.name))),
        attachments={one.file: one for one in records.attachments},
        files={},
        pictures={},
        links={},
        unpublished=hidden,
        committed={
            file: hour.astimezone(records.settings.time_zone).date()
            for file, hour in records.committed.items()
        },
        counts=_counts(known, records.pages, moment),
    )
    unknown = records.unread | {one.file for one in everything if one not in known}
    problems += check_copies(known, site.attachments)
    problems += check_history(site.series, _places(known))
    linker = _Linker(site, known, records.pages, unknown, frozenset() if drafts else hidden)
    shown = tuple(session for session in sessions if not session.withdrawn)
    linker.follow(shown, pages)
    linker.check_only(known, records.pages, shown, pages)
    problems += (found for found in linker.problems if not registries.excuses(found))
    problems += _unused_files(site, linker.referenced, unknown)
    problems += _emblem(site)
    return replace(site, files=linker.files, pictures=linker.pictures, links=linker.links), tuple(problems)


def _places(sessions: Iterable[Session]) -> dict[str, Place]:
    """Where each figure is written."""
    return {
        figure_id(session, one): Place(session.file, ("metrics", index, one.kind, "text"))
        for session in sessions
        for index, one in enumerate(session.metrics)
    }


def _has_address(session: Session, councils: Mapping[str, Council]) -> bool:
    return session.council in councils and session.term in councils[session.council].terms


def _counts(sessions: tuple[Session, ...], pages: tuple[FreePage, ...], moment: Moment) -> Counts:
    states = [state_of(session, moment) for session in sessions]
    drafts = states.count("draft") + sum(page.draft for page in pages)
    withdrawn = sum(bool(s.withdrawn) and state_of(s, moment) == "published" for s in sessions)
    return Counts(drafts, states.count("scheduled"), withdrawn)


def _calendar(session: Session, moment: Moment) -> Iterator[Problem]:
    if session.status == "held" and session.start > moment.today and not session.draft:
        key = "date" if session.start == session.end else "from"
        yield problem("held-in-future", Place(session.file, (key,)), date=session.start.isoformat())
    if session.status == "announced" and session.end < moment.today:
        yield problem("announced-in-past", Place(session.file, ("status",)), date=session.end.isoformat())
    if state_of(session, moment) == "published":
        yield from _changed_in_future(session.file, session.updated, moment)
        for index, one in enumerate(session.corrections):
            if one.date > moment.today:
                at = Place(session.file, ("corrections", index, "date"))
                yield problem("changed-in-future", at, date=one.date.isoformat())


def _changed_in_future(file: str, updated: date | None, moment: Moment) -> Iterator[Problem]:
    """A change that is still to come: it would stand first in every feed until then."""
    if updated is not None and updated > moment.today:
        yield problem("changed-in-future", Place(file, ("updated",)), date=updated.isoformat())


def _same_address(sessions: Iterable[Session], routes: Routes) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for session in sessions:
        address = routes.session(session)
        if address in taken:
            at = Place(session.file, ("session",))
            yield problem("duplicate-address", at, address=f"/{address}", other=taken[address])
        taken.setdefault(address, session.file)


def _page_names(
    pages: Iterable[FreePage], councils: Mapping[str, Council], routes: Routes
) -> Iterator[Problem]:
    for page in pages:
        if page.name in routes.reserved():
            yield problem("reserved-word", Place(page.file), key=page.name)
        elif page.name in councils:
            other = "content/councils.yaml"
            yield problem("duplicate-address", Place(page.file), address=f"/{page.name}/", other=other)


class _Linker:
    """Resolves every body link and every named file, and remembers which files are offered where."""

    def __init__(
        self,
        site: Site,
        sessions: tuple[Session, ...],
        pages: tuple[FreePage, ...],
        unread: frozenset[str],
        hidden: frozenset[str],
    ) -> None:
        self.routes = site.routes
        addresses = {one.file: site.routes.session(one) for one in sessions}
        addresses |= {one.file: site.routes.page(one.name) for one in pages}
        anchors = {one.file: one.body.ids | frozenset(m.id for m in one.metrics) for one in sessions}
        anchors |= {one.file: one.body.ids for one in pages}
        self.targets = Targets(
            pages=addresses,
            anchors=anchors,
            indicators={key: site.routes.indicator(key) for key in site.indicators},
            topics={key: site.routes.topic(key) for key in site.topics},
            attachments=site.attachments,
            addresses=_addresses(site),
            hidden=hidden,
            unread=unread,
        )
        self.files: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.links: dict[str, tuple[str, ...]] = {}
        self.referenced: set[str] = set()
        self.problems: list[Problem] = []

    def follow(self, sessions: tuple[Session, ...], pages: tuple[FreePage, ...]) -> None:
        """Resolve the links of what is published; the first to name a file gives it its address."""
        for session in sessions:
            for path, name in _named_files(session):
                self._offer(session.file, path, name)
            for index, source in enumerate(session.sources):
                if source.file:
                    self._copy(session.file, ("sources", index, "file"), source)
            self.links[session.file] = self._body(session.file, session.body)
        for page in pages:
            self.links[page.file] = self._body(page.file, page.body)

    def check_only(
        self,
        all_sessions: tuple[Session, ...],
        all_pages: tuple[FreePage, ...],
        sessions: tuple[Session, ...],
        pages: tuple[FreePage, ...],
    ) -> None:
        """Look at the links of what is not published, without offering their files."""
        offered, shown, links = dict(self.files), dict(self.pictures), dict(self.links)
        done = {one.file for one in sessions} | {page.file for page in pages}
        self.follow(
            tuple(one for one in all_sessions if one.file not in done),
            tuple(one for one in all_pages if one.file not in done),
        )
        self.files, self.pictures, self.links = offered, shown, links

    def _body(self, file: str, body: Body) -> tuple[str, ...]:
        hrefs = []
        for number, link in enumerate(body.links):
            shown = number in body.pictures
            found = (
                resolve_picture(self.targets, file, link)
                if shown
                else resolve(self.targets, file, body, link)
            )
            if found.file:
                self.referenced.add(found.file)
            if found.problem is not None:
                self.problems.append(found.problem)
                hrefs.append("")
            elif shown:
                hrefs.append(self._show(file, found.file))
            else:
                hrefs.append(self._address(file, found.file) + found.href if found.file else found.href)
        return tuple(hrefs)

    def _show(self, file: str, attachment: str) -> str:
        """The picture itself; the first page that shows it is where its files stand."""
        if attachment:
            self.pictures.setdefault(attachment, self.targets.pages[file])
        return attachment

    def _offer(self, file: str, path: tuple[str | int, ...], name: str) -> None:
        if attachment := self._find(file, path, name):
            self._address(file, attachment)

    def _copy(self, file: str, path: tuple[str | int, ...], source: Source) -> None:
        """The copy of a source: it must be there, and is offered only when its editors say so."""
        if source.publish:
            self._offer(file, path, source.file)
            return
        known = self.targets.attachments.get(beside(file, source.file))
        if known and known.fault and known.fault.code == "copy-only":
            self.referenced.add(known.file)
        else:
            self._find(file, path, source.file)

    def _find(self, file: str, path: tuple[str | int, ...], name: str) -> str:
        """The attachment called `name` beside `file`."""
        wanted = beside(file, name)
        if known := self.targets.attachments.get(wanted):
            self.referenced.add(wanted)
            if known.fault is not None:
                self.problems.append(Problem(Place(file, path), known.fault.code, known.fault.values))
            return "" if known.fault else wanted
        if wanted in self.targets.unread:
            return ""
        here = posixpath.dirname(file)
        near = [posixpath.relpath(known, here) for known in self.targets.attachments]
        self.problems.append(
            problem("missing-file", Place(file, path), name=name, nearest=nearest(name, near))
        )
        return ""

    def _address(self, file: str, attachment: str) -> str:
        self.referenced.add(attachment)
        name = self.targets.attachments[attachment].name
        return self.files.setdefault(attachment, self.targets.pages[file] + name)


def _named_files(session: Session) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for index, resolution in enumerate(session.resolutions):
        if resolution.file:
            yield ("resolutions", index, "file"), resolution.file
    for index, document in enumerate(session.documents):
        yield ("documents", index, "file"), document.file


def _addresses(site: Site) -> frozenset[str]:
    routes = site.routes
    found = {"", routes.sessions(), routes.topics(), routes.indicators(), routes.resolutions(), routes.data()}
    found |= {routes.search(), routes.alphabet()}
    found |= {routes.council(key) for key in site.councils}
    found |= {routes.term(key, term) for key, one in site.councils.items() for term in one.terms}
    found |= {
        routes.ledger(point.target.session.council, point.target.session.term)
        for series in site.series
        for point in series.points
        if point.target
    }
    found |= {routes.session(session) for session in site.sessions}
    found |= {routes.year(session.start.year) for session in site.sessions}
    found |= {routes.resolution(session, one) for session in site.sessions for one in session.resolutions}
    found |= {routes.topic(key) for key in site.topics} | {routes.indicator(key) for key in site.indicators}
    found |= {routes.page(page.name) for page in site.pages}
    return frozenset(found)


def _emblem(site: Site) -> Iterator[Problem]:
    """What is wrong with the picture named in the settings."""
    at, name = Place("content/site.yaml", ("emblem",)), site.settings.emblem
    known = site.attachments.get(site.emblem)
    if name and known is None:
        yield problem("missing-file", at, name=name, nearest="")
    elif known is not None and known.fault is not None:
        yield Problem(at, known.fault.code, known.fault.values)
    elif known is not None and known.picture is None:
        yield problem("not-a-picture", at, target=name)


def _unused_files(site: Site, referenced: set[str], unread: frozenset[str]) -> Iterator[Problem]:
    """Files that nothing names; those beside a write-up that could not be read may well be named there."""
    silent = {posixpath.dirname(file) for file in unread}
    for file in sorted(site.attachments):
        if file not in referenced and file != site.emblem and posixpath.dirname(file) not in silent:
            yield problem("unused-file", Place(file))
