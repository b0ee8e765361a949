"""All records → one Site: order, references, addresses and visibility, each decided once."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from builder.model.council import Council
from builder.model.document import FreePage
from builder.model.figure_checks import check_figures, check_history
from builder.model.ledger import match
from builder.model.linker import Linker
from builder.model.moment import Counts, Moment
from builder.model.quotation import check_copies
from builder.model.records import Records
from builder.model.redirects import follow, taken
from builder.model.references import Registries, check_references
from builder.model.routes import Routes
from builder.model.series import figure_id
from builder.model.session import Session
from builder.model.site import Site, state_of
from builder.model.statements import Registry
from builder.model.translation import check_translations
from builder.problems import Place, Problem, problem


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
    originals = frozenset(one.file for one in everything) | {one.file for one in records.pages}
    problems += check_translations(records.translations, records.settings, originals, records.unread)
    known = tuple(one for one in everything if _has_address(one, registries.councils))
    there = {one.file for one in known}
    sessions = tuple(one for one in known if drafts or state_of(one, moment) == "published")
    pages = tuple(one for one in records.pages if drafts or not one.draft)
    measured = Registry(registries.councils, registries.indicators, registries.units)
    problems += check_figures(known, measured)
    hidden = frozenset(one.file for one in known if state_of(one, moment) != "published") | frozenset(
        page.file for page in records.pages if page.draft
    )
    shown = tuple(session for session in sessions if not session.withdrawn)
    told = {one.file for one in shown} | {one.file for one in pages}
    redirects, circles = follow(
        records.settings.redirects,
        records.settings.languages[1:],
        records.earlier.moved,
        taken(known, routes),
    )
    problems += circles
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
        translations=tuple(one for one in records.translations if one.of in told),
        attachments={one.file: one for one in records.attachments},
        compared=records.compared,
        files={},
        pictures={},
        links={},
        unpublished=hidden,
        committed={
            file: hour.astimezone(records.settings.time_zone).date()
            for file, hour in records.committed.items()
        },
        counts=_counts(known, records.pages, moment),
        redirects=redirects,
        lists=records.earlier.lists,
    )
    unknown = records.unread | {one.file for one in everything if one.file not in there}
    problems += check_copies(known, site.attachments, site.compared)
    problems += check_history(site.series, _places(known))
    there |= {one.file for one in records.pages}
    translations = tuple(one for one in records.translations if one.of in there)
    hidden |= frozenset(one.file for one in translations if one.of in hidden)
    linker = Linker(site, known, records.pages, translations, unknown, frozenset() if drafts else hidden)
    linker.follow(shown, pages, site.translations)
    linker.check_only(known, records.pages, translations)
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
