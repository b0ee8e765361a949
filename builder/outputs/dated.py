"""What templates see of lists that are divided by year: sessions, resolutions and targets."""

from builder.outputs.divided import Stretch, YearItem
from builder.outputs.lists import LedgerGroup, LedgerItem, LedgerSummary, MonthGroup, PointRow, TermItem
from builder.outputs.parts import Link, ResolutionItem
from builder.outputs.shell import View


class YearView(View, frozen=True):
    """The sessions of a year, or a part of them: of the site, or of a topic or term that has many."""

    year: int
    """The year."""
    topic: Link | None
    """The topic they deal with, when the page is of one."""
    term: TermItem | None
    """The term of office they belong to, when the page is of one."""
    council: Link | None
    """The council of that term."""
    years: tuple[YearItem, ...]
    """Years with sessions, newest first, ten before and after this one at most; empty on a part."""
    stretch: Stretch
    """Which sessions of the year are shown: all of them, a part, or what came after the last full part."""
    months: tuple[MonthGroup, ...]
    """Months with sessions, newest first."""
    several_councils: bool
    """True when a list must say which council met."""
    targets: tuple[PointRow, ...]
    """Targets set for this year with what became of them, by council, then in alphabetical order; empty where
    they are too many to stand here."""
    ledger: LedgerSummary | None
    """The targets of the year in numbers where they are too many; leads to them."""


class LedgerView(View, frozen=True):
    """Every target set and what was reported later: of a council's term, one of its years, or a year."""

    council: Link | None
    """The council; None in the ledger of a year of all councils."""
    term: TermItem | None
    """The term of the council."""
    year: int
    """The year in which the periods of the targets end; 0 for all years of the term."""
    years: tuple[YearItem, ...]
    """The years that the term's ledger is divided into, newest first; empty where it is not."""
    stretch: Stretch
    """Which targets of the year are shown: all of them, a part, or what came after the last full part."""
    summary: LedgerSummary
    """Counts per state of what this page is about."""
    groups: tuple[LedgerGroup, ...]
    """The targets by state; empty where a year leads to the ledgers of its councils."""
    ledgers: tuple[LedgerItem, ...]
    """The ledgers with targets for the year, by council, where they are too many for one page."""
    several_councils: bool
    """True when a row must say which council set its target."""


class ResolutionsView(View, frozen=True):
    """Resolutions of one year or a part of them, or the way into the years."""

    year: int
    """The year shown; 0 when there are no resolutions at all."""
    council: Link | None
    """The council, when the list is of one council only."""
    years: tuple[YearItem, ...]
    """Years with resolutions, newest first, ten before and after this one at most; empty on a part."""
    stretch: Stretch
    """Which resolutions of the year are shown: all, a part, or what came after the last full part."""
    resolutions: tuple[ResolutionItem, ...]
    """Newest first."""
