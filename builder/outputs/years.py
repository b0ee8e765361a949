"""Sessions by year: of the site, and of a topic or term that has too many for a page of its own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from builder.model.session import Session
from builder.outputs.dated import YearView
from builder.outputs.divided import TOGETHER, YearItem, by_year, near, stretches
from builder.outputs.items import Items, root_of
from builder.outputs.ledger import Ledger
from builder.outputs.ledgers import Ledgers
from builder.outputs.lists import MonthGroup, TermItem
from builder.outputs.page import page
from builder.outputs.parts import Link
from builder.outputs.sharing import part_name, sharing
from builder.outputs.writing import Step
from builder.plan import Output


class _Whose(Struct, frozen=True):
    """Whose sessions a page of a year shows: those of the site, of a topic or of a term."""

    section: str
    steps: tuple[Step, ...]
    address: str = ""
    """Of the topic or term; empty for the site."""
    topic: Link | None = None
    term: TermItem | None = None
    council: Link | None = None
    card: str = ""
    """Key of the council whose card its pages have."""


def years_of(items: Items, sessions: Iterable[Session], of: str = "") -> tuple[YearItem, ...]:
    """The years with sessions, newest first: of the site, or of the topic or term whose address is `of`."""
    routes = items.site.routes
    return tuple(
        YearItem(year, items.href(routes.year(year, of)), len(found))
        for year, found in by_year(sessions, _year).items()
    )


def years_of_many(
    items: Items, sessions: Sequence[Session], of: str, besides: int = 0
) -> tuple[YearItem, ...]:
    """The years of a topic or term whose sessions are too many for one page with `besides` others."""
    return years_of(items, sessions, of) if len(sessions) + besides > TOGETHER else ()


def year_pages(items: Items) -> Iterator[Output]:
    """The pages of each year that has sessions, and of the years of each topic and term that has many."""
    site, routes = items.site, items.site.routes
    yield from _pages(items, _Whose("sessions", (("sessions", "", routes.sessions()),)), items.shown)
    for council in site.councils.values():
        own = Link(council.name, items.href(routes.council(council.key)))
        for key in council.terms:
            mine, address = items.by_term[council.key, key], routes.term(council.key, key)
            if years_of_many(items, mine, address):
                term = items.term(council, key)
                steps = (("council", own.label, routes.council(council.key)), ("term", key, address))
                whose = _Whose("sessions", steps, address, None, term, own, council.key)
                yield from _pages(items, whose, mine)
    for topic in site.topics.values():
        mine, address = items.by_topic[topic.key], routes.topic(topic.key)
        if years_of_many(items, mine, address, len(items.indicators(topic.key))):
            link = Link(items.name(topic.name), items.href(address))
            steps = (("topics", "", routes.topics()), ("topic", link.label, address))
            yield from _pages(items, _Whose("topics", steps, address, link), mine)


def _pages(items: Items, whose: _Whose, sessions: Sequence[Session]) -> Iterator[Output]:
    """The pages of all years of some sessions, which come oldest first."""
    routes = items.site.routes
    years = years_of(items, sessions, whose.address)
    for year, found in by_year(sessions, _year).items():
        top = routes.year(year, whose.address)
        targets = () if whose.address else items.here(Ledger).of_year(year)
        summary = items.here(Ledgers).beside(year, len(found)) if targets else None
        for address, stretch, some in stretches(top, routes.part, items.href, found, lambda one: one.start):
            steps = whose.steps if address == top else (*whose.steps, ("year", str(year), top))
            crumbs = items.crumbs(*steps)
            called = part_name(items, stretch) or str(year)
            view = YearView(
                root=root_of(address),
                path=items.href(address),
                section=whose.section,
                breadcrumbs=crumbs,
                sharing=sharing(items, address, crumbs, called, council=whose.card),
                year=year,
                topic=whose.topic,
                term=whose.term,
                council=whose.council,
                years=near(years, year, stretch),
                stretch=stretch,
                months=tuple(
                    MonthGroup(month, items.sessions(group))
                    for month, group in groupby(reversed(some), key=lambda one: one.start.month)
                ),
                several_councils=len(items.site.councils) > 1 and not whose.term,
                targets=() if summary or stretch.part else targets,
                ledger=None if stretch.part else summary,
            )
            yield page(address, view, "content/sessions")


def _year(session: Session) -> int:
    return session.start.year
