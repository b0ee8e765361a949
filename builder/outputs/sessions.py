"""Pages of sessions, resolutions and old addresses."""

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from builder.model.session import Resolution, Session
from builder.outputs.dated import ResolutionsView
from builder.outputs.divided import WHOLE, Stretch, YearItem, by_year, near, stretches
from builder.outputs.items import Items, key_metrics, root_of
from builder.outputs.ledger import Ledger
from builder.outputs.news import session_name
from builder.outputs.open_data import session_file
from builder.outputs.page import page
from builder.outputs.parts import (
    Attendance,
    Citation,
    CorrectionView,
    DocumentView,
    Link,
    QuestionView,
    SessionLink,
    SourceView,
)
from builder.outputs.sharing import UNSHARED, event, part_name, place, sharing
from builder.outputs.views import RedirectView, ResolutionView, SessionView
from builder.outputs.writing import Step, folder_of
from builder.plan import Output

Passed = tuple[Session, Resolution]
"""A resolution and the session that passed it."""


def session_pages(items: Items) -> Iterator[Output]:
    """One page per session, and one redirect per old address of it."""
    ledger = items.here(Ledger)
    for council in items.site.councils.values():
        sessions = items.site.of_council(council.key)
        for index, session in enumerate(sessions):
            before = sessions[index - 1] if index else None
            after = sessions[index + 1] if index + 1 < len(sessions) else None
            address = items.site.routes.session(session)
            view = _session_view(
                items,
                ledger,
                session,
                items.link(before) if before else None,
                items.link(after) if after else None,
            )
            shown = not session.withdrawn
            text = items.written(session.file, session.body, view.root) if shown else None
            yield page(address, view, session.file, text)
            for alias in session.aliases:
                yield _redirect(items, items.site.routes.alias(alias), address, session)


def _redirect(items: Items, alias: str, address: str, session: Session) -> Output:
    title = session_name(session, items.language) if session.withdrawn else session.title
    view = RedirectView(root_of(alias), alias, "", (), UNSHARED, title, items.href(address))
    return page(alias, view, session.file)


def _session_view(
    items: Items, ledger: Ledger, session: Session, before: SessionLink | None, after: SessionLink | None
) -> SessionView:
    site = items.site
    address = site.routes.session(session)
    root = root_of(address)
    council = site.councils[session.council]
    council_name = council.name_on(session.start)
    council_address = site.routes.council(session.council)
    term_address = site.routes.term(session.council, session.term)
    shown = not session.withdrawn
    metrics = session.metrics if shown else ()
    here = folder_of(session.file)
    crumbs = items.crumbs(("council", council_name, council_address), ("term", session.term, term_address))
    name = session_name(session, items.language)
    return SessionView(
        root=root,
        path=items.href(address),
        section="sessions",
        breadcrumbs=crumbs,
        sharing=sharing(
            items,
            address,
            crumbs,
            name,
            [event(items, session)] if shown else (),
            council=session.council,
        ),
        session=items.session(session),
        language=session.language,
        council=Link(council_name, items.href(council_address)),
        term=items.term(council, session.term),
        starts=session.starts if shown else None,
        place=session.place if shown else "",
        chair=session.chair if shown else "",
        notes=session.notes if shown else (),
        topics=tuple(
            Link(items.name(site.topics[key].name), items.href(site.routes.topic(key)))
            for key in (session.topics if shown else ())
        ),
        attendance=_attendance(session) if shown else None,
        agenda=session.agenda if shown else (),
        cards=tuple(
            items.figure(session, metric) for metric in key_metrics(session, 6 if len(metrics) > 12 else 3)
        ),
        body=Markup(),
        headings=items.headings(session.body) if shown else (),
        results=ledger.results_of(session) if shown else (),
        targets=ledger.targets_of(session) if shown else (),
        downloads=items.downloads(lambda suffix: site.routes.session_data(session, suffix))
        if metrics
        else (),
        tasks=tuple(
            items.figure(session, metric) for metric in metrics if metric.kind not in {"result", "target"}
        ),
        resolutions=tuple(items.resolution(session, one) for one in session.resolutions) if shown else (),
        questions=_questions(session) if shown else (),
        documents=_documents(items, session, here) if shown else (),
        sources=_sources(items, session, here) if shown else (),
        corrections=_corrections(session) if shown else (),
        citation=_citation(items, session),
        withdrawn=session.withdrawn,
        previous=before,
        next=after,
    )


def _attendance(session: Session) -> Attendance | None:
    given = session.attendance
    return Attendance(given.present, given.members, given.guests) if given else None


def _questions(session: Session) -> tuple[QuestionView, ...]:
    return tuple(
        QuestionView(one.asker, one.respondent, one.question, one.answer, one.promised)
        for one in session.questions
    )


def _citation(items: Items, session: Session) -> Citation:
    permalink = "" if items.portable else items.site.settings.base_url + items.site.routes.session(session)
    return Citation(permalink, items.recorded(session.file), session_file(items, session))


def _documents(items: Items, session: Session, folder: str) -> tuple[DocumentView, ...]:
    found = ((one, items.file(one.file, folder)) for one in session.documents)
    return tuple(DocumentView(one.title, one.date, file) for one, file in found if file is not None)


def _sources(items: Items, session: Session, folder: str) -> tuple[SourceView, ...]:
    return tuple(
        SourceView(
            one.id,
            one.title,
            one.publisher,
            one.url,
            one.kind,
            one.retrieved,
            one.complete,
            items.file(one.file, folder) if one.publish else None,
        )
        for one in session.sources
    )


def _corrections(session: Session) -> tuple[CorrectionView, ...]:
    named = zip(session.correction_names, session.corrections, strict=True)
    newest = sorted(named, key=lambda pair: pair[1].date, reverse=True)
    return tuple(
        CorrectionView(name, one.date, one.figure, one.was, one.now, one.why) for name, one in newest
    )


def resolution_pages(items: Items) -> Iterator[Output]:
    """One page per resolution, and lists by year: of the site, and of each council that has any.

    Those of a session that was withdrawn lead to its notice.
    """
    for session, resolution in items.all_resolutions:
        yield _resolution(items, session, resolution)
    routes = items.site.routes
    taken = {routes.resolution(*one) for one in items.all_resolutions}
    for session in items.site.sessions:
        for resolution in session.resolutions if session.withdrawn else ():
            old = routes.resolution(session, resolution)
            if old not in taken:  # of a write-up that was withdrawn for another one, nothing is left to say
                taken.add(old)
                yield _redirect(items, old, routes.session(session), session)
    yield from _lists(items, "")
    for council in items.site.councils:
        if any(session.council == council for session, _ in items.all_resolutions):
            yield from _lists(items, council)


def _resolution(items: Items, session: Session, resolution: Resolution) -> Output:
    site = items.site
    address = site.routes.resolution(session, resolution)
    name = site.councils[session.council].name_on(session.start)
    council_address = site.routes.council(session.council)
    crumbs = items.crumbs(
        ("council", name, council_address),
        ("resolutions", "", site.routes.resolutions(council=session.council)),
    )
    view = ResolutionView(
        root=root_of(address),
        path=items.href(address),
        section="resolutions",
        breadcrumbs=crumbs,
        sharing=sharing(items, address, crumbs, resolution.number, council=session.council),
        resolution=items.resolution(session, resolution),
        council=Link(name, items.href(council_address)),
        issuer=resolution.issuer or name,
        effective=resolution.effective,
        abstract=resolution.abstract,
    )
    return page(address, view, session.file)


def _lists(items: Items, council: str) -> Iterator[Output]:
    """The resolutions of each year, of one council or of all, and the way in, which shows the newest."""
    routes = items.site.routes
    found = [pair for pair in reversed(items.all_resolutions) if not council or pair[0].council == council]
    of_years = by_year(found, lambda pair: _issued(pair).year)
    years = tuple(
        YearItem(year, items.href(routes.resolutions(year, council)), len(some))
        for year, some in of_years.items()
    )
    owner = items.site.councils[council] if council else None
    top = routes.resolutions(council=council)
    above = (("council", owner.name, routes.council(council)),) if owner else ()

    def shown(
        address: str, steps: Sequence[Step], year: int, stretch: Stretch, some: Sequence[Passed]
    ) -> Output:
        crumbs = items.crumbs(*steps)
        called = part_name(items, stretch) or (place(items, "resolutions") if address == top else str(year))
        view = ResolutionsView(
            root=root_of(address),
            path=items.href(address),
            section="resolutions",
            breadcrumbs=crumbs,
            sharing=sharing(items, address, crumbs, called, council=council),
            year=year,
            council=Link(owner.name, items.href(routes.council(council))) if owner else None,
            years=near(years, year, stretch),
            stretch=stretch,
            resolutions=tuple(items.resolution(*pair, of_all=not council) for pair in reversed(some)),
        )
        return page(address, view, "content/sessions")

    if not of_years:
        yield shown(top, above, 0, WHOLE, ())
    for year, some in of_years.items():
        own, below = routes.resolutions(year, council), (*above, ("resolutions", "", top))
        for address, stretch, part in stretches(own, routes.part, items.href, some, _issued):
            if stretch.part is None and year == years[0].year:
                yield shown(top, above, year, stretch, part)
            steps = below if address == own else (*below, ("year", str(year), own))
            yield shown(address, steps, year, stretch, part)


def _issued(pair: Passed) -> date:
    session, resolution = pair
    return resolution.issued or session.end
