"""Pages that gather: front page, councils, terms, years, topics, free pages, 404."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from markupsafe import Markup

from builder.model.council import Council, Predecessor, lineage
from builder.model.session import Session
from builder.outputs.divided import TOGETHER
from builder.outputs.items import Items, key_metrics, root_of
from builder.outputs.ledger import Ledger
from builder.outputs.lists import (
    CouncilTerms,
    NameItem,
    PointRow,
    SuccessionItem,
)
from builder.outputs.page import page
from builder.outputs.parts import Link
from builder.outputs.sharing import UNSHARED, organization, place, sharing, term_name
from builder.outputs.views import (
    CouncilView,
    FreePageView,
    HomeView,
    NotFoundView,
    SessionsView,
    TermView,
    TopicsView,
    TopicView,
)
from builder.outputs.years import years_of, years_of_many
from builder.plan import Output

RECENT = 5
"""Sessions and resolutions shown where a list is only a taste."""
LATEST = 10
"""Sessions shown where a page leads to all others by year; RECENT on one that names many councils."""
SOME = 20
"""Councils and years on the front page at most."""
TERMS = 60
"""Terms of all councils together that stand under their councils at most."""


def home_page(items: Items) -> Iterator[Output]:
    """The front page."""
    address = items.site.routes.home()
    latest = items.held[0] if items.held else None
    ledger = items.here(Ledger)
    year, targets = _targets(items, ledger, latest)
    councils = items.councils
    view = HomeView(
        root=root_of(address),
        path=items.href(address),
        section="home",
        breadcrumbs=(),
        sharing=sharing(items, address, (), items.site.settings.title),
        latest=items.session(latest) if latest else None,
        cards=tuple(items.figure(latest, one) for one in key_metrics(latest, 3)) if latest else (),
        upcoming=items.sessions(items.upcoming[:LATEST]),
        announced=len(items.upcoming),
        recent=items.sessions(items.held[1 : 1 + RECENT]),
        targets_year=year,
        targets=targets if len(targets) <= TOGETHER else (),
        ledger=ledger.summary(latest.council, latest.term) if latest else None,
        resolutions=tuple(items.resolution(*pair, of_all=True) for pair in items.all_resolutions[:RECENT]),
        topics=items.topics,
        councils=councils if len(councils) <= SOME else (),
        several_councils=len(councils) > 1,
        years=years_of(items, items.shown)[:SOME],
        sessions_href=items.href(items.site.routes.sessions()),
    )
    yield page(address, view, "content/site.yaml")


def _targets(items: Items, ledger: Ledger, latest: Session | None) -> tuple[int, tuple[PointRow, ...]]:
    """The targets of the current year, else of the last year that has any, of the council that met last."""
    if latest is None:
        return 0, ()
    council = lineage(latest.council, items.site.councils)
    years = {
        point.period.whole_year
        for point in ledger.points
        if point.target
        and point.target.metric.kind == "target"
        and point.council == council
        and point.period.whole_year
    }
    if not years:
        return 0, ()
    today = items.site.moment.today.year
    year = today if today in years else max(years)
    return year, ledger.of_year(year, council)


def sessions_page(items: Items) -> Iterator[Output]:
    """The way into all sessions."""
    address = items.site.routes.sessions()
    councils = sorted(items.site.councils.values(), key=lambda one: items.order(one.name))
    few = sum(len(one.terms) for one in councils) <= TERMS
    view = SessionsView(
        root=root_of(address),
        path=items.href(address),
        section="sessions",
        breadcrumbs=items.crumbs(),
        sharing=sharing(items, address, items.crumbs(), place(items, "sessions")),
        upcoming=items.sessions(items.upcoming[:LATEST]),
        announced=len(items.upcoming),
        recent=items.sessions(items.held[: LATEST if few else RECENT]),
        councils=tuple(CouncilTerms(items.council(one), items.terms(one) if few else ()) for one in councils),
        years=years_of(items, items.shown),
    )
    yield page(address, view, "content/councils.yaml")


def council_pages(items: Items) -> Iterator[Output]:
    """One page per council and one per term of office."""
    for council in items.site.councils.values():
        yield _council(items, council)
        for key in council.terms:
            yield _term(items, items.here(Ledger), council, key)


def _council(items: Items, council: Council) -> Output:
    site = items.site
    address = site.routes.council(council.key)
    earlier = [(one.council, one) for one in council.predecessors]
    later = [
        (other.key, one)
        for other in site.councils.values()
        for one in other.predecessors
        if one.council == council.key
    ]
    crumbs = items.crumbs(("sessions", "", site.routes.sessions()))
    has_resolutions = any(session.council == council.key for session, _ in items.all_resolutions)
    view = CouncilView(
        root=root_of(address),
        path=items.href(address),
        section="sessions",
        breadcrumbs=crumbs,
        sharing=sharing(
            items, address, crumbs, council.name, [organization(items, council)], council=council.key
        ),
        council=items.council(council),
        level=council.level,
        names=tuple(NameItem(one.name, one.since) for one in council.names),
        predecessors=tuple(_succession(items, *one) for one in earlier),
        successors=tuple(_succession(items, *one) for one in later),
        terms=items.terms(council),
        upcoming=items.sessions(one for one in items.upcoming if one.council == council.key),
        recent=items.sessions([one for one in items.held if one.council == council.key][:RECENT]),
        resolutions_href=items.href(site.routes.resolutions(council=council.key)) if has_resolutions else "",
        feed="" if items.portable else site.routes.feed(address),
        calendar="" if items.portable else site.routes.calendar(address),
    )
    return page(address, view, "content/councils.yaml")


def _succession(items: Items, key: str, how: Predecessor) -> SuccessionItem:
    other = items.site.councils[key]
    link = Link(other.name, items.href(items.site.routes.council(key)))
    return SuccessionItem(link, how.how, how.date, how.act)


def _term(items: Items, ledger: Ledger, council: Council, key: str) -> Output:
    site = items.site
    address = site.routes.term(council.key, key)
    mine = items.by_term[council.key, key]
    upcoming = [one for one in items.upcoming if (one.council, one.term) == (council.key, key)]
    years = years_of_many(items, mine, address)
    others = [one for one in reversed(mine) if one not in upcoming]
    crumbs = items.crumbs(
        ("sessions", "", site.routes.sessions()), ("council", council.name, site.routes.council(council.key))
    )
    view = TermView(
        root=root_of(address),
        path=items.href(address),
        section="sessions",
        breadcrumbs=crumbs,
        sharing=sharing(items, address, crumbs, term_name(items, key), council=council.key),
        council=Link(council.name, items.href(site.routes.council(council.key))),
        term=items.term(council, key),
        upcoming=items.sessions(upcoming),
        sessions=items.sessions(others[:LATEST] if years else others),
        years=years,
        ledger=ledger.summary(council.key, key),
    )
    return page(address, view, "content/councils.yaml")


def topic_pages(items: Items) -> Iterator[Output]:
    """All topics, and one page per topic."""
    address = items.site.routes.topics()
    told = sharing(items, address, items.crumbs(), place(items, "topics"))
    view = TopicsView(root_of(address), items.href(address), "topics", items.crumbs(), told, items.topics)
    yield page(address, view, "content/topics.yaml")
    crumbs = items.crumbs(("topics", "", items.site.routes.topics()))
    for topic in items.site.topics.values():
        address = items.site.routes.topic(topic.key)
        mine, indicators = items.by_topic[topic.key], items.indicators(topic.key)
        years = years_of_many(items, mine, address, len(indicators))
        found = TopicView(
            root=root_of(address),
            path=items.href(address),
            section="topics",
            breadcrumbs=crumbs,
            sharing=sharing(items, address, crumbs, items.name(topic.name)),
            topic=items.topic(topic),
            indicators=indicators,
            only_named=bool(years) and LATEST + len(indicators) > TOGETHER,
            sessions=items.sessions(mine[: -LATEST - 1 : -1] if years else mine[::-1]),
            years=years,
            feed="" if items.portable else items.site.routes.feed(address),
        )
        yield page(address, found, "content/topics.yaml")


def free_pages(items: Items) -> Iterator[Output]:
    """One page per file of `content/pages/`."""
    for one in items.site.pages:
        address = items.site.routes.page(one.name)
        root = root_of(address)
        view = FreePageView(
            root=root,
            path=items.href(address),
            section="",
            breadcrumbs=items.crumbs(),
            sharing=sharing(items, address, items.crumbs(), one.title),
            title=one.title,
            language=one.language,
            summary=one.summary,
            body=Markup(),
            headings=items.headings(one.body),
            draft=one.draft,
        )
        yield page(address, view, one.file, items.written(one.file, one.body, root))


def not_found_page(items: Items) -> Iterator[Output]:
    """The page for unknown addresses; shown at any depth, so its links begin at the site's own path."""
    root = (
        root_of(items.site.routes.home())
        if items.portable
        else urlsplit(items.site.settings.base_url).path or "/"
    )
    latest = items.session(items.held[0]) if items.held else None
    address = items.site.routes.not_found()
    yield page(
        address, NotFoundView(root, address, "", items.crumbs(), UNSHARED, latest), "content/site.yaml"
    )
