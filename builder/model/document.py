"""Texts and files: a rendered body, a free page, an attachment."""

import posixpath
from dataclasses import dataclass
from datetime import date

from builder.model.spelling import Passage
from builder.problems import Problem


@dataclass(frozen=True, slots=True)
class BodyHeading:
    """A heading of a body: its level (2 to 6), anchor and words, and where they stand in `Body.words`."""

    level: int
    id: str
    title: str
    start: int


@dataclass(frozen=True, slots=True)
class Body:
    """A body as HTML whose inner links still wait for their addresses.

    `links[n]` is what the editor wrote for the link that the HTML holds as `href="@n"` or `src="@n"`;
    `words` is the visible text, one block per line, for comparisons with figure phrases.
    """

    html: str
    headings: tuple[BodyHeading, ...]
    links: tuple[str, ...]
    ids: frozenset[str]
    words: str
    pictures: frozenset[int] = frozenset()
    """Which of the links are pictures to be shown."""


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page outside sessions, such as the accessibility statement; `name` is its address.

    `language` is the one it is written in.
    `passages` are what search finds of it, the page itself first.
    """

    file: str
    name: str
    title: str
    summary: str
    order: int
    draft: bool
    changed: date | None
    """The day its editors last changed it, as they say by `updated`."""
    body: Body
    language: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as people see it: its upright size in pixels, and whether it is a drawing of few colours."""

    width: int
    height: int
    drawn: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that write-ups offer or show."""

    file: str
    """Its path in the project, as everyone writes it: composed characters."""
    stored: str
    """The same path as the disk spells it."""
    source: str
    """SHA-256 of the file."""
    name: str
    """The name it is published under."""
    size: int
    """Bytes of what is published."""
    sha256: str
    """SHA-256 of what is published."""
    picture: Picture | None = None
    """What can be shown, when it is a picture."""
    text: str | None = None
    """Its words as quotations are compared, when it is a text or an HTML page."""
    fault: Problem | None = None
    """Why it cannot be published; told where the file is named."""

    @property
    def suffix(self) -> str:
        """The end of its name in small letters, with its dot."""
        return posixpath.splitext(self.name)[1]
