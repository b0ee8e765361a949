"""The pages of ledgers: of each council's term, by year where it is long, and of years with many targets."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from builder.model.council import Council
from builder.model.series import STATES, Point
from builder.outputs.dated import LedgerView
from builder.outputs.divided import ROWS, WHOLE, Stretch, YearItem, by_year, near, stretches
from builder.outputs.items import Items, root_of
from builder.outputs.ledger import Ledger
from builder.outputs.lists import LedgerGroup, LedgerItem, LedgerSummary, PointRow
from builder.outputs.page import page
from builder.outputs.parts import Link
from builder.outputs.sharing import part_name, place, sharing
from builder.outputs.writing import Step
from builder.plan import Output

SESSION = 2
"""How many rows of a ledger take the room of a session, on a page that has both."""


class _Sheet(Struct, frozen=True):
    """A page of a ledger's year: its address, which stretch of the year it shows, and the targets there."""

    address: str
    stretch: Stretch
    points: tuple[Point, ...]


class _Book(Struct, frozen=True, eq=False):
    """The ledger of a council's term: its address, its targets, and its years where it is divided."""

    council: Council
    term: str
    address: str
    points: tuple[Point, ...]
    years: dict[int, tuple[_Sheet, ...]]

    def states(self, year: int) -> dict[str, tuple[str, int]]:
        """By state, the newest page of a year that has any such target, and how many the year has."""
        found: dict[str, tuple[str, int]] = {}
        for sheet in self.years[year]:
            for point in sheet.points:
                address, count = found.get(point.state, (sheet.address, 0))
                found[point.state] = (address, count + 1)
        return found


class Ledgers:
    """The ledgers of all terms, each divided as its pages are."""

    def __init__(self, items: Items) -> None:
        """Divide nothing yet."""
        self.items = items
        self.ledger = items.here(Ledger)

    @cached_property
    def books(self) -> tuple[_Book, ...]:
        """Of every term in which a target was set, by council in alphabetical order, newest term first."""
        councils = sorted(
            self.items.site.councils.values(), key=lambda one: (self.items.order(one.name), one.key)
        )
        return tuple(
            self._book(council, term, points)
            for council in councils
            for term in reversed(tuple(council.terms))
            if (points := self.ledger.of_term(council.key, term))
        )

    def _book(self, council: Council, term: str, points: tuple[Point, ...]) -> _Book:
        address = self.items.site.routes.ledger(council.key, term)
        years = {} if together(points) else by_year(points, _year)
        return _Book(
            council,
            term,
            address,
            points,
            {year: tuple(self._sheets(address, year, found)) for year, found in years.items()},
        )

    def _sheets(self, ledger: str, year: int, points: Sequence[Point]) -> Iterator[_Sheet]:
        """The pages of a year, the newest first; a target that is set later stands on a later one."""
        routes, place_of = self.items.site.routes, {id(point): n for n, point in enumerate(points)}
        found = sorted(points, key=lambda one: (one.said.session.start, one.said.session.file))
        pages = stretches(
            routes.year(year, ledger),
            routes.part,
            self.items.href,
            found,
            lambda one: one.said.session.start,
            together,
        )
        newest, *parts = pages
        for address, stretch, some in (newest, *reversed(parts)):
            yield _Sheet(address, stretch, tuple(sorted(some, key=lambda one: place_of[id(one)])))

    @cached_property
    def _by_year(self) -> dict[int, list[tuple[_Book, Point]]]:
        return by_year(
            ((book, point) for book in self.books for point in book.points), lambda pair: _year(pair[1])
        )

    def of_year(self, year: int) -> tuple[tuple[_Book, tuple[Point, ...]], ...]:
        """The ledgers that have targets for a year, with these."""
        pairs = self._by_year.get(year, ())
        return tuple(
            (book, tuple(point for _, point in some)) for book, some in groupby(pairs, lambda pair: pair[0])
        )

    def href(self, book: _Book, year: int) -> str:
        """Where the targets for a year stand in a ledger that has any."""
        return self.items.href(book.years[year][0].address if book.years else book.address)

    def beside(self, year: int, sessions: int) -> LedgerSummary | None:
        """The targets of a year in numbers, where they have no room beside so many sessions; else None.

        They lead to the ledger that has them, or to a page of those that do.
        """
        rows = self.ledger.of_year(year)
        if not rows or together(rows, besides=SESSION * sessions):
            return None
        books = self.of_year(year)
        points = [point for _, some in books for point in some]
        summary = self.ledger.counted(self.items.site.routes.targets(year), points)
        return replace(summary, href=self.href(books[0][0], year)) if len(books) == 1 else summary


def together(rows: Sequence[Point] | Sequence[PointRow], besides: int = 0) -> bool:
    """True when rows may stand on one page beside `besides` others; an earlier figure takes half the room."""
    return besides + sum(1 + len(one.superseded) / 2 for one in rows) <= ROWS


def ledger_pages(items: Items) -> Iterator[Output]:
    """One page per council and term in which a target was set; and those of its years, where it is long.

    A year whose targets have no room beside its sessions has a page of them, if in several ledgers.
    """
    ledgers = items.here(Ledgers)
    for book in ledgers.books:
        yield from _book_pages(items, ledgers.ledger, book)
    for year, sessions in by_year(items.shown, lambda one: one.start.year).items():
        summary = ledgers.beside(year, len(sessions))
        if summary and len(ledgers.of_year(year)) > 1:
            yield _of_year(items, ledgers, year, summary)


def _book_pages(items: Items, ledger: Ledger, book: _Book) -> Iterator[Output]:
    routes = items.site.routes
    council, term = book.council, items.term(book.council, book.term)
    own = Link(council.name, items.href(routes.council(council.key)))
    way: tuple[Step, ...] = (
        ("council", council.name, routes.council(council.key)),
        ("term", book.term, routes.term(council.key, book.term)),
    )
    years = tuple(
        YearItem(year, items.href(sheets[0].address), sum(len(one.points) for one in sheets))
        for year, sheets in book.years.items()
    )

    def shown(
        sheet: _Sheet, year: int, steps: tuple[Step, ...], called: str, groups: tuple[LedgerGroup, ...]
    ) -> Output:
        crumbs = items.crumbs(*steps)
        view = LedgerView(
            root=root_of(sheet.address),
            path=items.href(sheet.address),
            section="indicators",
            breadcrumbs=crumbs,
            sharing=sharing(items, sheet.address, crumbs, called, council=council.key),
            council=own,
            term=term,
            year=year,
            years=near(years, year, sheet.stretch) if year else years,
            stretch=sheet.stretch,
            summary=ledger.counted(sheet.address, sheet.points),
            groups=groups,
            ledgers=(),
            several_councils=False,
        )
        return page(sheet.address, view, "content/sessions")

    whole = _Sheet(book.address, WHOLE, book.points)
    groups = _leading(items, book) if years else _grouped(ledger, book.points)
    yield shown(whole, 0, way, place(items, "ledger"), groups)
    way = (*way, ("ledger", "", book.address))
    for year, sheets in book.years.items():
        for sheet in sheets:
            steps = (*way, ("year", str(year), sheets[0].address)) if sheet.stretch.part else way
            called = part_name(items, sheet.stretch) or str(year)
            yield shown(sheet, year, steps, called, _grouped(ledger, sheet.points))


def _of_year(items: Items, ledgers: Ledgers, year: int, summary: LedgerSummary) -> Output:
    routes = items.site.routes
    address, books = routes.targets(year), ledgers.of_year(year)
    points = [point for _, some in books for point in some]
    here = together(points)
    crumbs = items.crumbs(("sessions", "", routes.sessions()), ("year", str(year), routes.year(year)))
    view = LedgerView(
        root=root_of(address),
        path=items.href(address),
        section="indicators",
        breadcrumbs=crumbs,
        sharing=sharing(items, address, crumbs, place(items, "ledger")),
        council=None,
        term=None,
        year=year,
        years=(),
        stretch=WHOLE,
        summary=summary,
        groups=_grouped(ledgers.ledger, points) if here else (),
        ledgers=()
        if here
        else tuple(
            LedgerItem(book.council.name, book.term, ledgers.href(book, year), len(some))
            for book, some in books
        ),
        several_councils=len(items.site.councils) > 1,
    )
    return page(address, view, "content/sessions")


def _grouped(ledger: Ledger, points: Iterable[Point]) -> tuple[LedgerGroup, ...]:
    """Targets by state, with their rows."""
    found: dict[str, list[Point]] = {}
    for point in points:
        found.setdefault(point.state, []).append(point)
    return tuple(
        LedgerGroup(state, len(found[state]), ledger.rows(found[state]), ())
        for state in STATES
        if state in found
    )


def _leading(items: Items, book: _Book) -> tuple[LedgerGroup, ...]:
    """The states of a divided ledger, each with the years that have any such target."""
    by_state: dict[str, list[YearItem]] = {}
    for year in book.years:
        for state, (address, count) in book.states(year).items():
            by_state.setdefault(state, []).append(YearItem(year, items.href(f"{address}#{state}"), count))
    return tuple(
        LedgerGroup(state, sum(one.count for one in by_state[state]), (), tuple(by_state[state]))
        for state in STATES
        if state in by_state
    )


def _year(point: Point) -> int:
    """The year in which the period of a target ends; where that is not known, in which it was set."""
    return (point.last or point.said.session.start).year
