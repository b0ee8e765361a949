"""Rows of lists: terms, years, topics, indicators and councils as a template sees them."""

from dataclasses import dataclass
from datetime import date

from builder.outputs.parts import FigureView, Link, SessionItem


@dataclass(frozen=True, slots=True)
class TermItem:
    """A term of office."""

    name: str
    """Name of the term, such as IX."""
    href: str
    """Address of its page."""
    start: int
    """First year."""
    end: int
    """Last year; 0 while it is running and no end is set."""
    sessions: int
    """Sessions published so far."""
    resolutions: int
    """Resolutions published so far."""


@dataclass(frozen=True, slots=True)
class YearItem:
    """A year in a strip of years."""

    year: int
    """The year."""
    href: str
    """Address of its page."""
    count: int
    """How many entries it has."""


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """The sessions of one month."""

    month: int
    """1 to 12."""
    sessions: tuple[SessionItem, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class IndicatorItem:
    """An indicator in a list, with what was last said about it."""

    name: str
    """Its name."""
    href: str
    """Address of its page."""
    unit: str
    """Unit of its series, or empty."""
    latest: FigureView | None
    """The last result reported, else the last target set."""
    count: int
    """How many figures are recorded."""


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """A topic with its indicators."""

    id: str
    """Key of the topic, used as anchor; `other` for indicators without one."""
    topic: Link | None
    """The topic, or None for indicators without one."""
    indicators: tuple[IndicatorItem, ...]
    """In Vietnamese alphabetical order."""


@dataclass(frozen=True, slots=True)
class TopicItem:
    """A topic in a list."""

    name: str
    """Its name."""
    href: str
    """Address of its page."""
    definition: str
    """What belongs to it, or empty."""
    sessions: int
    """Sessions that deal with it."""
    indicators: int
    """Indicators that belong to it."""


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """A figure and the session that reported it."""

    figure: FigureView
    """The figure as printed."""
    session: SessionItem
    """Where it was said; the phrase's own address is `session.href` + `#` + `figure.id`."""


@dataclass(frozen=True, slots=True)
class CouncilItem:
    """A council in a list."""

    name: str
    """Its present name."""
    href: str
    """Address of its page."""
    place: str
    """Where it is, or empty."""
    sessions: int
    """Sessions published."""


@dataclass(frozen=True, slots=True)
class CouncilTerms:
    """A council and its terms."""

    council: CouncilItem
    """The council."""
    terms: tuple[TermItem, ...]
    """Its terms, newest first."""


@dataclass(frozen=True, slots=True)
class NameItem:
    """A name a council had, and since when."""

    name: str
    """The name."""
    since: date | None
    """First day of the name; None for the oldest known."""


@dataclass(frozen=True, slots=True)
class PredecessorItem:
    """A council this one continues."""

    council: Link
    """The earlier council; its `href` is empty when it is not in this archive."""
    how: str
    """`merged`, `split`, `renamed` or `created`."""
    day: date | None
    """Day it took effect."""
    act: str
    """The legal act, or empty."""
