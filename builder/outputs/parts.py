"""The pieces that views are made of: rows, links and figures as a template sees them.

Every `href` is relative to the site's root: templates write `{{ page.root }}{{ link.href }}`.
"""

from datetime import date
from decimal import Decimal

from msgspec import Struct


class Link(Struct, frozen=True):
    """A label and where it leads."""

    label: str
    """The words of the link."""
    href: str
    """Address below the site's root, without a leading slash; write `page.root` before it."""


class Crumb(Struct, frozen=True):
    """One step of the way down to a page; the theme chooses the words for fixed places by `kind`."""

    kind: str
    """`home`, `sessions`, `resolutions`, `indicators`, `indicator`, `topics`, `topic`, `search`, `council`,
    `term`, `year`."""
    label: str
    """Name of a council, topic, indicator or session, key of a term, a year; empty for fixed places."""
    href: str
    """Address below the root."""


class PeriodView(Struct, frozen=True, gc=False):
    """The period a figure belongs to, in parts, so that a theme can write it in its language."""

    kind: str
    """`year`, `half`, `quarter`, `month`, `day`, `interval`, `term` or `session`."""
    code: str
    """The period as data: `2020`, `2021-H1`, `2020-Q4`, `2020-09`, `2016/2021`, `term` …"""
    year: int
    """The year; 0 for an interval, a term or a session."""
    number: int
    """Which half, quarter or month; 0 otherwise."""
    day: date | None
    """The day of a `day`."""
    first: "PeriodView | None"
    """Where an interval begins."""
    last: "PeriodView | None"
    """Where an interval ends."""


class FileView(Struct, frozen=True):
    """A file a reader can download."""

    href: str
    """Address below the root."""
    name: str
    """File name, for readers who keep it."""
    type: str
    """Kind in capitals: PDF, DOCX, XLSX, CSV …"""
    size: int
    """Bytes."""
    sha256: str = ""
    """SHA-256 of the file in hexadecimal digits; empty for a file that the builder makes anew each time."""


class Heading(Struct, frozen=True):
    """One entry of a page's list of contents."""

    id: str
    """Anchor on the page."""
    title: str
    """The heading's words."""


class Claim(Struct, frozen=True, gc=False):
    """The council's own comparison, as it printed it: shown as its claim, never recomputed."""

    to: str
    """`plan`, `previous` or `benchmark`."""
    kind: str
    """`percent`, `over`, `points`, `change`, `index` or `level`."""
    value: Decimal | None
    """The number; None when only the direction was said."""
    op: str
    """`=`, `>`, `>=`, `<` or `<=`; `≈` for about or nearly."""
    by: str
    """Whose plan, as printed, or empty."""
    unit: str
    """Unit of a `level` or `change`; empty for percentages."""


class Picture(Struct, frozen=True, gc=False):
    """A small drawing of one figure. Places are percentages of the width, from 0 to 100."""

    kind: str
    """`bullet` (share of a plan), `squares` (n of N) or `threshold` (a limit and the side that meets it)."""
    start: Decimal
    """Where the filled part begins."""
    width: Decimal
    """How wide the filled part is."""
    mark: Decimal | None
    """Where the tick stands: 100 % of the plan, or the limit."""
    count: int
    """n of `squares`; 0 otherwise."""
    total: int
    """N of `squares`, at most 20; 0 otherwise."""
    value: Decimal
    """The percentage of a `bullet`, the limit of a `threshold`, n of `squares`."""
    unit: str
    """Unit of `value`."""


class PhraseParts(Struct, frozen=True, gc=False):
    """A phrase cut around its number: the four texts in order are its words as printed."""

    before: str
    """Words before the number: `đạt trên`."""
    number: str
    """The number with its sign and per cent: `11`, `9/9`, `12,8 đến 13,2`, `0,52%`."""
    after: str
    """Unit and words, as far as the first comma or bracket when more numbers follow: `tỷ đồng,`."""
    rest: str
    """What follows with numbers of its own: `đạt 103,5 % kế hoạch giao`."""
    tight: bool
    """True when nothing stands between number and `after`: `1.000m`."""


class FigureView(Struct, frozen=True, gc=False):
    """One figure reported or decided at a session, as printed."""

    id: str
    """Anchor of the phrase on its session's page; permanent."""
    label: str
    """Name of the indicator, or the name given in the session."""
    href: str
    """Address of the indicator's page, or empty for a figure without an indicator."""
    kind: str
    """`result`, `target`, `task`, `decision` or `proposal`."""
    phrase: str
    """The words of the report, exactly as printed."""
    parts: PhraseParts | None
    """The phrase cut around its number; None when it has none that was read with certainty."""
    period: PeriodView
    """What the figure is about."""
    where: str
    """Scope or condition, and the council where it is another than its session's; or empty."""
    issue: str
    """A known fault of the source, to be shown beside the figure; or empty."""
    source: str
    """Id of the source on the session's page, or empty."""
    value: str
    """The number as data (`11`, `0.52`, `7.5/8.5` for a range), with a point; the phrase when it has none."""
    op: str
    """`=`, `>`, `>=`, `<` or `<=`."""
    approx: str
    """`about`, `under`, `over` or empty."""
    unit: str
    """Unit as printed or as the indicator says, or empty."""
    status: str
    """`estimate`, `provisional`, `forecast`, `final` or empty."""
    claims: tuple[Claim, ...]
    """What the council itself compared the figure with."""
    state: str
    """State of the target this figure is or answers (see `PointRow.state`); empty when there is none."""
    picture: Picture | None
    """A drawing for its card, where the figure can be drawn."""


class SessionLink(Struct, frozen=True):
    """A session where it is only named: beside a figure, before and after another one.

    It says nothing that an editor often changes, so that a new title changes no page but those that show it.
    """

    href: str
    """Address of the session's page."""
    number: int
    """Number of the session in its term; 0 when it is unnumbered."""
    kind: str
    """`regular`, `thematic`, `extraordinary` or `first`."""
    start: date
    """First day."""
    end: date
    """Last day; equal to `start` for a session of one day."""
    council: str
    """Name of the council on that day."""


class SessionItem(SessionLink, frozen=True):
    """A session in a list."""

    title: str
    """The finding, as the editor wrote it."""
    status: str
    """`announced`, `held` or `cancelled`."""
    summary: str
    """The editor's summary, or empty."""
    key_figures: tuple[FigureView, ...]
    """Up to three figures that stand for the session."""
    resolutions: int
    """How many resolutions it passed."""
    draft: bool
    """True for a draft or an embargoed session, which only the preview shows."""


class Votes(Struct, frozen=True):
    """How members voted; a number nobody published is None."""

    for_: int | None
    """In favour."""
    against: int | None
    """Against."""
    abstain: int | None
    """Abstaining."""
    absent: int | None
    """Absent."""
    members: int | None
    """Members of the council at the time."""


class ResolutionItem(Struct, frozen=True):
    """A resolution in a list."""

    id: str
    """Anchor in lists, made from the number; the council stands before it in lists of several councils."""
    href: str
    """Address of the resolution's own page."""
    number: str
    """Official number, such as 12/NQ-HĐND."""
    title: str
    """Official title."""
    kind: str
    """Kind of document as printed, or empty."""
    issued: date
    """Day it was issued; the session's last day when the editor gave none."""
    votes: Votes | None
    """The vote, when published."""
    file: FileView | None
    """The text of the resolution."""
    session: Link
    """The session that passed it."""


class QuestionView(Struct, frozen=True):
    """A question put by a member or voter, and what was answered."""

    asker: str
    """Who asked."""
    respondent: str
    """Who was asked, or empty."""
    question: str
    """The question."""
    answer: str
    """The answer, or empty while it is awaited."""
    promised: date | None
    """The day by which something was promised."""


class SourceView(Struct, frozen=True):
    """Where the figures and facts of a session come from."""

    id: str
    """Key of the source; its anchor is `source-<id>`."""
    title: str
    """Title as published."""
    publisher: str
    """Who published it, or empty."""
    url: str
    """Where it was published, or empty."""
    kind: str
    """`official`, `press` or `copy`."""
    retrieved: date | None
    """Day it was read."""
    complete: bool
    """True when it is the full official report of its period."""
    file: FileView | None
    """The copy that the editors keep, when it is published."""


class CorrectionView(Struct, frozen=True):
    """A published figure or statement that was changed, and why."""

    id: str
    """Its anchor, which open data lead to."""
    day: date
    """Day of the correction."""
    figure: str
    """Anchor of the corrected figure, or empty."""
    was: str
    """What stood before."""
    now: str
    """What stands now."""
    why: str
    """The reason."""


class Citation(Struct, frozen=True):
    """What one needs to cite a session, beside its title, council and days."""

    permalink: str
    """Its whole address; empty in a portable build."""
    changed: date | None
    """Day the record last changed, as its editors say, else git; None where neither knows."""
    file: FileView | None
    """Its figures as CSV: whoever has the file can compare its SHA-256. None without figures."""


class DocumentView(Struct, frozen=True):
    """An attachment of a session."""

    title: str
    """What it is."""
    day: date | None
    """Date of the document."""
    file: FileView
    """The file."""


class Attendance(Struct, frozen=True):
    """Who was present; a number nobody published is None."""

    present: int | None
    """Members present."""
    members: int | None
    """Members of the council."""
    guests: int | None
    """Guests."""
