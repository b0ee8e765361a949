"""Long lists, divided: by year, and a long year into parts that stay as they are once they are full.

Why years and parts, and why from the oldest entry on: docs/decisions/075-long-lists.md.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import count
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")

TOGETHER = 36
"""Entries that stand on one page at most."""
PART = 20
"""Entries of a part. The page of the newest ones begins a part when it would have more than `TOGETHER`."""
ROWS = 64
"""Rows of a ledger that stand on one page at most: they are lower than sessions and resolutions."""


NEAR = 10
"""Years before and after the one that a page shows, which its strip of years leads to."""


class YearItem(Struct, frozen=True):
    """A year in a strip of years."""

    year: int
    """The year."""
    href: str
    """Address of its page."""
    count: int
    """How many entries it has."""


class PartItem(Struct, frozen=True):
    """A part of a long list, which has a page of its own."""

    number: int
    """1 for the oldest."""
    href: str
    """Address of its page."""
    first: date
    """Day of its oldest entry."""
    last: date
    """Day of its newest entry."""


class Stretch(Struct, frozen=True):
    """Which stretch of a list a page shows: all of a short one, a part of a long one, or what came since."""

    part: PartItem | None
    """The part; None on the page of the newest entries, which is the only one of a short list."""
    older: str
    """Address of the page with the entries before; empty on the oldest."""
    newer: str
    """Address of the page with the entries after; empty on the newest."""
    parts: tuple[PartItem, ...]
    """Every part, the newest first, on the page of the newest entries; empty on the others."""


WHOLE = Stretch(None, "", "", ())
"""All of a short list."""


def stretches(
    address: str,
    part: Callable[[str, int], str],
    href: Callable[[str], str],
    entries: Sequence[T],
    day: Callable[[T], date],
    together: Callable[[Sequence[T]], bool] = lambda some: len(some) <= TOGETHER,
) -> Iterator[tuple[str, Stretch, Sequence[T]]]:
    """The pages of a list that comes oldest first: address, stretch and entries of each, the newest first.

    The page at `address` has the newest entries. `part` makes the address of a part from this one and its
    number, `href` an address as links write it, `day` is that of an entry, `together` says whether some may
    stand on one page. A new entry changes the newest page only; now and then it leaves a full part behind,
    which then changes no more.
    """
    full = next(n for n in count() if together(entries[n * PART :]))
    cut = [entries[n * PART : (n + 1) * PART] for n in range(full)]
    addresses = [part(address, n + 1) for n in range(full)]
    pages = [*map(href, addresses), href(address)]
    parts = [PartItem(n + 1, pages[n], day(some[0]), day(some[-1])) for n, some in enumerate(cut)]
    newest = Stretch(None, pages[-2] if full else "", "", tuple(reversed(parts)))
    yield address, newest, entries[full * PART :]
    for n, some in enumerate(cut):
        yield addresses[n], Stretch(parts[n], pages[n - 1] if n else "", pages[n + 1], ()), some


def near(years: tuple[YearItem, ...], year: int, stretch: Stretch) -> tuple[YearItem, ...]:
    """The years that the page of a year leads to; none on a part: it stays as it is once it is full."""
    return () if stretch.part else tuple(one for one in years if abs(one.year - year) <= NEAR)


def by_year(entries: Iterable[T], year: Callable[[T], int]) -> dict[int, list[T]]:
    """Entries by year, the newest year first; those of a year in the given order."""
    found: dict[int, list[T]] = {}
    for one in entries:
        found.setdefault(year(one), []).append(one)
    return dict(sorted(found.items(), reverse=True))
