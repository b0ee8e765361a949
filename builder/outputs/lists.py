"""Rows of lists: terms, years, topics, indicators and councils as a template sees them."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from builder.outputs.divided import YearItem
from builder.outputs.parts import FigureView, FileView, Link, PeriodView, SessionItem, SessionLink


class TermItem(Struct, frozen=True):
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


class MonthGroup(Struct, frozen=True):
    """The sessions of one month."""

    month: int
    """1 to 12."""
    sessions: tuple[SessionItem, ...]
    """Newest first."""


class IndicatorItem(Struct, frozen=True):
    """An indicator in a list, or one of its councils, with what was last said about it."""

    name: str
    """Name of the indicator or council."""
    href: str
    """Address of its page."""
    unit: str
    """Unit of its series, or empty."""
    latest: FigureView | None
    """The last result reported, else the last target set, else what was decided or proposed last."""
    count: int
    """How many figures are recorded."""


class TopicGroup(Struct, frozen=True):
    """A topic with its indicators."""

    id: str
    """Key of the topic, used as anchor; `other` for indicators without one."""
    topic: Link | None
    """The topic, or None for indicators without one."""
    indicators: tuple[IndicatorItem, ...]
    """In Vietnamese alphabetical order."""


class TopicItem(Struct, frozen=True):
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


class IndicatorEntry(Struct, frozen=True, gc=False):
    """A figure and the session that reported it."""

    figure: FigureView
    """The figure as printed."""
    session: SessionLink
    """Where it was said; the phrase's own address is `session.href` + `#` + `figure.id`."""


class CouncilItem(Struct, frozen=True):
    """A council in a list."""

    name: str
    """Its present name."""
    href: str
    """Address of its page."""
    place: str
    """Where it is, or empty."""
    sessions: int
    """Sessions published."""


class CouncilTerms(Struct, frozen=True):
    """A council and its terms."""

    council: CouncilItem
    """The council."""
    terms: tuple[TermItem, ...]
    """Its terms, newest first."""


class NameItem(Struct, frozen=True):
    """A name a council had, and since when."""

    name: str
    """The name."""
    since: date | None
    """First day of the name; None for the oldest known."""


class SuccessionItem(Struct, frozen=True):
    """A council this one continues, or that continues this one."""

    council: Link
    """The other council; its `href` is empty when it is not in this archive."""
    how: str
    """`merged`, `split`, `renamed` or `created`."""
    day: date | None
    """Day it took effect."""
    act: str
    """The legal act, or empty."""


class HeldItem(Struct, frozen=True, gc=False):
    """Sources held that speak of a period."""

    official: int
    """Official documents."""
    press: int
    """Press reports."""
    copies: int
    """Copies of originals."""
    total: int
    """All together."""


class PointRow(Struct, frozen=True, gc=False):
    """What was promised and what was reported, for one indicator and period: a row of the ledger."""

    id: str
    """Anchor of the row on a page that lists several."""
    label: str
    """Name of the indicator."""
    href: str
    """Address of the indicator's page."""
    period: PeriodView
    """The period."""
    target: IndicatorEntry | None
    """The target or task and where it was set; None for a result nobody promised."""
    result: IndicatorEntry | None
    """The result that prevails and where it was reported."""
    superseded: tuple[IndicatorEntry, ...]
    """Earlier targets and results that were replaced, oldest first."""
    state: str
    """`exceeded`, `met`, `missed`, `unclear`, `pending`, `not-found`, `not-reported`, `not-comparable`,
    `unjudged`; empty without a target."""
    reason: str
    """How it was decided, one word: see `Reason` in builder/model/series.py."""
    early: bool
    """True when the result was reported before the period was over."""
    held: HeldItem
    """Sources held that speak of the period, for `not-found`."""
    result_value: Decimal | None
    """The result in the unit of the series, when it is one number."""
    target_value: Decimal | None
    """The target in the unit of the series, when it is one number."""


class StateCount(Struct, frozen=True):
    """How many targets are in a state."""

    state: str
    """The state."""
    count: int
    """How many."""


class LedgerGroup(Struct, frozen=True):
    """The targets in one state."""

    state: str
    """The state; also the anchor of the group."""
    count: int
    """How many there are."""
    rows: tuple[PointRow, ...]
    """By indicator, then period; empty where they stand on pages of their years."""
    years: tuple[YearItem, ...]
    """The years that have any, newest first, each leading to them; empty where they stand here."""


class LedgerItem(Struct, frozen=True):
    """The ledger of a council's term, or what it has of one year, in a list."""

    council: str
    """Name of the council."""
    term: str
    """Name of the term."""
    href: str
    """Address of the page with the targets."""
    count: int
    """How many there are."""


class LedgerSummary(Struct, frozen=True):
    """A ledger in numbers: of a council's term, or of a year."""

    href: str
    """Address of its page."""
    total: int
    """Targets set."""
    counts: tuple[StateCount, ...]
    """States that occur, in the order of the ledger."""


class Column(Struct, frozen=True):
    """One period of a chart. `x`, `width` are percentages of the chart's width, `y`, `height` pixels."""

    period: PeriodView
    """The period."""
    href: str
    """The phrase on its session's page: address and anchor; empty for a target without a result."""
    middle: Decimal
    """Middle of the column."""
    x: Decimal
    """Left edge of the bar."""
    width: Decimal
    """Width of the bar."""
    y: int
    """Top of the bar; the baseline when there is no result."""
    height: int
    """Height of the bar; 0 when there is no result."""
    tick_x: Decimal
    """Left end of the target's tick."""
    tick_width: Decimal
    """Width of the target's tick."""
    tick_y: int | None
    """Where the target's tick stands; None without a target."""
    label_y: int
    """Baseline of the value's label."""
    value: Decimal | None
    """The result in the chart's unit."""
    op: str
    """`=`, `>`, `>=`, `<`, `<=` of the result, else of the target; `≈` for about or nearly."""
    target: Decimal | None
    """The target in the chart's unit."""
    share: Decimal | None
    """The share of the plan in per cent that the council itself gave."""
    latest: bool
    """True for the latest period with a result."""
    broken: bool
    """True when the council was merged, split or made anew between the period before and this one."""
    labels: str
    """Where there is room for its number and period: `always`, `wide` (not on a phone) or `never`."""


class ChartView(Struct, frozen=True):
    """Columns of results with ticks of targets; bars start at zero."""

    height: int
    """Height in pixels."""
    base: int
    """Where the baseline stands, in pixels from the top."""
    unit: str
    """Unit of all values."""
    columns: tuple[Column, ...]
    """Oldest first."""
    targets: bool
    """True when any column has a target."""


class SeriesView(Struct, frozen=True):
    """What one council said about an indicator."""

    council: Link
    """The council."""
    unit: str
    """Unit of the series."""
    hero: PointRow | None
    """The latest point with a result, but of a part or several years only where it is all; else a target."""
    chart: ChartView | None
    """A chart, when there are two numbers or more to show."""
    rows: tuple[PointRow, ...]
    """Every point, newest period first."""
    decisions: tuple[IndicatorEntry, ...]
    """What was decided or proposed, newest period first; it is no point and answers no target."""
    breaks: tuple[date, ...]
    """Days on which the council was merged, split or made anew."""


class DataColumn(Struct, frozen=True):
    """A column of the open data."""

    name: str
    """Its name in the files."""
    type: str
    """Its type in Table Schema: `string`, `number`, `integer`, `boolean` or `date`."""
    description: str
    """What it holds."""


class DataTable(Struct, frozen=True):
    """A table of the open data."""

    name: str
    """Its name in file names."""
    title: str
    """What it holds."""
    rows: int
    """How many rows it has."""
    files: tuple[FileView, ...]
    """The table as CSV and as JSON."""
    columns: tuple[DataColumn, ...]
    """In the order of the files."""
