"""A session of a council, as its write-up reports it."""

from datetime import date, datetime, time
from typing import Literal

from msgspec import Struct

from builder.model.document import Body
from builder.model.figure import Metric
from builder.model.spelling import Passage

Kind = Literal["regular", "thematic", "extraordinary", "first"]
Status = Literal["announced", "held", "cancelled"]
SourceClass = Literal["official", "press", "copy"]


class Source(Struct, frozen=True):
    """Where facts and figures of a session come from; `complete` marks a full official report.

    `file` is a copy that the editors keep, `sha256` its digest; `publish` offers the copy to readers.
    """

    id: str
    title: str
    publisher: str
    url: str
    kind: SourceClass
    retrieved: date | None
    sha256: str
    file: str
    publish: bool
    complete: bool


class Votes(Struct, frozen=True):
    """How members voted; None where nobody published the number."""

    for_: int | None
    against: int | None
    abstain: int | None
    absent: int | None
    members: int | None


class Resolution(Struct, frozen=True):
    """A resolution the session passed; `slug` is made from its number, `issued` is None when not given.

    `passage` is what search finds of it.
    """

    number: str
    slug: str
    title: str
    kind: str
    issuer: str
    issued: date | None
    effective: date | None
    abstract: str
    file: str
    votes: Votes | None
    passage: Passage


class Question(Struct, frozen=True):
    """A question put at the session, its answer, and the day by which something was promised."""

    asker: str
    respondent: str
    question: str
    answer: str
    promised: date | None


class Document(Struct, frozen=True):
    """An attachment with its title."""

    title: str
    date: date | None
    file: str


class Correction(Struct, frozen=True):
    """A published statement that was changed: what stood, what stands, and why."""

    date: date
    figure: str
    was: str
    now: str
    why: str


class Attendance(Struct, frozen=True):
    """Members and guests present; None where nobody published the number."""

    present: int | None
    members: int | None
    guests: int | None


class Session(Struct, frozen=True):
    """One write-up: everything its file says but its text, references still as keys.

    `number` is 0 for an unnumbered session, which is known by its `slug`; a numbered one has the number
    as its slug. `start` and `end` are civil days, equal for a session of one day. `language` is the one it is
    written in.
    """

    file: str
    title: str
    council: str
    term: str
    slug: str
    number: int
    kind: Kind
    status: Status
    start: date
    end: date
    starts: time | None
    place: str
    chair: str
    summary: str
    notes: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    metrics: tuple[Metric, ...]
    attendance: Attendance | None
    agenda: tuple[str, ...]
    resolutions: tuple[Resolution, ...]
    questions: tuple[Question, ...]
    documents: tuple[Document, ...]
    aliases: tuple[str, ...]
    withdrawn: str
    corrections: tuple[Correction, ...]
    updated: date | None
    draft: bool
    embargo: datetime | None
    body: Body
    language: str

    @property
    def changed(self) -> date | None:
        """The day its editors last changed it, as they say: by `updated` or by the newest correction."""
        said = [one.date for one in self.corrections] + ([self.updated] if self.updated else [])
        return max(said, default=None)

    @property
    def told(self) -> date:
        """The day of its news: changed, else held; of one still to come, else the day its source was read."""
        if self.status == "held":
            return max(self.end, self.changed or self.end)
        read = [one.retrieved for one in self.sources if one.retrieved]
        return self.changed or max(read, default=self.start)

    @property
    def correction_names(self) -> tuple[str, ...]:
        """What each correction is called on the page: its day and figure, numbered where two share them."""
        found: dict[str, int] = {}
        names = []
        for one in self.corrections:
            name = f"correction-{one.date.isoformat()}" + (f"-{one.figure}" if one.figure else "")
            found[name] = found.get(name, 0) + 1
            names.append(name if found[name] == 1 else f"{name}-{found[name]}")
        return tuple(names)
