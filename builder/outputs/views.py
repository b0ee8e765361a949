"""What templates see: a view per kind of page; with parts, lists and shell the manual of theme authors."""

from datetime import date, time

from markupsafe import Markup

from builder.outputs.divided import YearItem
from builder.outputs.lists import (
    CouncilItem,
    CouncilTerms,
    DataTable,
    IndicatorItem,
    LedgerSummary,
    NameItem,
    PointRow,
    SeriesView,
    SuccessionItem,
    TermItem,
    TopicGroup,
    TopicItem,
)
from builder.outputs.parts import (
    Attendance,
    Citation,
    CorrectionView,
    DocumentView,
    FigureView,
    FileView,
    Heading,
    Link,
    QuestionView,
    ResolutionItem,
    SessionItem,
    SessionLink,
    SourceView,
)
from builder.outputs.shell import View


class HomeView(View, frozen=True):
    """The front page."""

    latest: SessionItem | None
    """The latest session held; None before the first."""
    cards: tuple[FigureView, ...]
    """Up to three key figures of the latest session."""
    upcoming: tuple[SessionItem, ...]
    """Sessions announced, the next one first, at most ten."""
    announced: int
    """How many sessions are announced."""
    recent: tuple[SessionItem, ...]
    """Sessions before the latest, newest first, at most five."""
    targets_year: int
    """The year the targets below were set for; 0 when there are none."""
    targets: tuple[PointRow, ...]
    """Targets set for that year with what became of them, in alphabetical order; empty where too many."""
    ledger: LedgerSummary | None
    """The ledger of the term of the latest session; None when it set no target."""
    resolutions: tuple[ResolutionItem, ...]
    """Latest resolutions, newest first, at most five."""
    topics: tuple[TopicItem, ...]
    """Topics in alphabetical order."""
    councils: tuple[CouncilItem, ...]
    """Councils in alphabetical order; empty where they are many."""
    several_councils: bool
    """True when a list must say which council met."""
    years: tuple[YearItem, ...]
    """Years with sessions, newest first, at most twenty."""
    sessions_href: str
    """Address of the page of all sessions, which leads to every council and year."""


class SessionView(View, frozen=True):
    """A session."""

    session: SessionItem
    """The session as lists show it: title, number, kind, status, days, summary."""
    language: str
    """Language of its title, summary and text; another than the site's where they are not translated."""
    council: Link
    """Its council."""
    term: TermItem
    """Its term of office."""
    starts: time | None
    """Hour it begins."""
    place: str
    """Where it was held, or empty."""
    chair: str
    """Who chaired it, or empty."""
    notes: tuple[str, ...]
    """Editors' notes on the record (such as: the year was inferred)."""
    topics: tuple[Link, ...]
    """Topics it deals with."""
    attendance: Attendance | None
    """Who was present."""
    agenda: tuple[str, ...]
    """Items of the agenda."""
    cards: tuple[FigureView, ...]
    """Up to six key figures."""
    body: Markup
    """The write-up as HTML; its headings begin at h2."""
    headings: tuple[Heading, ...]
    """The write-up's own h2 headings."""
    results: tuple[PointRow, ...]
    """Results reported, in the editor's order, each beside the earlier targets it answers."""
    targets: tuple[PointRow, ...]
    """Targets set here, in the editor's order, with what was reported later."""
    downloads: tuple[Link, ...]
    """The session's figures as files; labels are `CSV` and `JSON`."""
    tasks: tuple[FigureView, ...]
    """Tasks, decisions and proposals."""
    resolutions: tuple[ResolutionItem, ...]
    """Resolutions passed."""
    questions: tuple[QuestionView, ...]
    """Questions and answers."""
    documents: tuple[DocumentView, ...]
    """Attachments."""
    sources: tuple[SourceView, ...]
    """Where figures and facts come from."""
    corrections: tuple[CorrectionView, ...]
    """Corrections, newest first."""
    citation: Citation
    """What one needs to cite it."""
    withdrawn: str
    """Why the page was withdrawn; then nothing else but its name is shown. Empty otherwise."""
    previous: SessionLink | None
    """The session before in this council."""
    next: SessionLink | None
    """The session after in this council."""


class SessionsView(View, frozen=True):
    """All sessions, by council, term and year."""

    upcoming: tuple[SessionItem, ...]
    """Sessions announced, the next one first, at most ten."""
    announced: int
    """How many sessions are announced."""
    recent: tuple[SessionItem, ...]
    """The ten latest sessions held."""
    councils: tuple[CouncilTerms, ...]
    """Councils with their terms; without them where they are many."""
    years: tuple[YearItem, ...]
    """Years with sessions, newest first."""


class CouncilView(View, frozen=True):
    """A council: its names, terms and latest sessions."""

    council: CouncilItem
    """The council."""
    level: str
    """`ward`, `commune`, `district`, `city` or `province`."""
    names: tuple[NameItem, ...]
    """Its names, oldest first."""
    predecessors: tuple[SuccessionItem, ...]
    """Councils it continues."""
    successors: tuple[SuccessionItem, ...]
    """Councils that continue it or were made out of it."""
    terms: tuple[TermItem, ...]
    """Its terms, newest first."""
    upcoming: tuple[SessionItem, ...]
    """Sessions announced, the next one first."""
    recent: tuple[SessionItem, ...]
    """The five latest sessions held."""
    resolutions_href: str
    """Address of its list of resolutions; empty when it has none."""
    feed: str
    """Address of its Atom feed; empty in a portable build."""
    calendar: str
    """Address of the calendar of its sessions; empty in a portable build."""


class TermView(View, frozen=True):
    """A term of office of a council."""

    council: Link
    """The council."""
    term: TermItem
    """The term."""
    upcoming: tuple[SessionItem, ...]
    """Sessions announced, the next one first."""
    sessions: tuple[SessionItem, ...]
    """Sessions held or cancelled, newest first; the ten latest where they are divided by year."""
    years: tuple[YearItem, ...]
    """Years with sessions of the term, newest first, where they are too many for one page; else empty."""
    ledger: LedgerSummary | None
    """What became of the targets set in this term; None when there are none."""


class TopicsView(View, frozen=True):
    """All topics."""

    topics: tuple[TopicItem, ...]
    """In alphabetical order."""


class TopicView(View, frozen=True):
    """A topic: its indicators and the sessions that deal with it."""

    topic: TopicItem
    """The topic."""
    indicators: tuple[IndicatorItem, ...]
    """In alphabetical order."""
    only_named: bool
    """True where indicators are too many to stand with what was last said about them."""
    sessions: tuple[SessionItem, ...]
    """Newest first; the ten latest where they are divided by year."""
    years: tuple[YearItem, ...]
    """Years with sessions on the topic, newest first, where they are too many for one page; else empty."""
    feed: str
    """Address of its Atom feed; empty in a portable build."""


class IndicatorsView(View, frozen=True):
    """All indicators, by topic."""

    groups: tuple[TopicGroup, ...]
    """Topics in alphabetical order, indicators without a topic last."""
    only_named: bool
    """True where indicators are too many to stand with what was last said about them."""


class IndicatorView(View, frozen=True):
    """An indicator: everything that was said about it."""

    name: str
    """Its name."""
    topic: Link | None
    """Its topic."""
    definition: str
    """What it measures, or empty."""
    unit: str
    """Unit of its series, or empty."""
    better: str
    """`higher`, `lower` or `none`."""
    council: Link | None
    """The council, on a page of its own."""
    series: tuple[SeriesView, ...]
    """One series per council that said something, the council that met last first."""
    councils: tuple[IndicatorItem, ...]
    """The councils in alphabetical order, in place of series that have pages of their own."""
    downloads: tuple[Link, ...]
    """The indicator's figures as files; labels are `CSV` and `JSON`."""
    siblings: tuple[IndicatorItem, ...]
    """Other indicators of the same topic."""
    only_named: bool
    """True where these are too many to stand with what was last said about them."""


class DataView(View, frozen=True):
    """The open data: every table and every column."""

    schema: int
    """Version of the tables; columns are only added while it stays."""
    tables: tuple[DataTable, ...]
    """The tables."""
    package: FileView
    """The description for programs: a Frictionless data package."""


class ResolutionView(View, frozen=True):
    """A resolution."""

    resolution: ResolutionItem
    """The resolution as lists show it."""
    council: Link
    """The council that passed it."""
    issuer: str
    """Who issued it; the council's name when the editor gave none."""
    effective: date | None
    """Day it takes effect."""
    abstract: str
    """What it decides, in short; or empty."""


class FreePageView(View, frozen=True):
    """A free page: about, accessibility, how figures are decided."""

    title: str
    """Its title."""
    language: str
    """Language of its title, summary and text; another than the site's where they are not translated."""
    summary: str
    """Its lead, or empty."""
    body: Markup
    """The text as HTML; its headings begin at h2."""
    headings: tuple[Heading, ...]
    """The text's own h2 headings."""
    draft: bool
    """True for a draft, which only the preview shows."""


class NotFoundView(View, frozen=True):
    """The page a server shows for an unknown address; its `root` is absolute."""

    latest: SessionItem | None
    """The latest session held."""


class RedirectView(View, frozen=True):
    """An old address that leads to a new one."""

    title: str
    """Title of the page it leads to."""
    href: str
    """Address of the page it leads to, below the root."""
