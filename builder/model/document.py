"""Texts and files: a rendered body, a free page, an attachment."""

import posixpath
from datetime import date

from msgspec import Struct

from builder.model.spelling import Passage
from builder.problems import Problem


class BodyHeading(Struct, frozen=True):
    """A heading of a body: its level (2 to 6), its anchor and its words."""

    level: int
    id: str
    title: str


class Text(Struct, frozen=True):
    """The text of a body: as HTML whose inner links still wait for their addresses, and as visible words.

    The HTML holds the link `n` of its Body as `href="@n"` or `src="@n"`; `words` has one block per line, and
    those of heading `n` begin at `starts[n]`. `passages` are what search finds of its file, the page first.
    """

    html: str
    words: str
    starts: tuple[int, ...]
    passages: tuple[Passage, ...] = ()


class Body(Struct, frozen=True):
    """What other files and pages need to know of a body; its `Text` is kept apart, under its file's name.

    A sentence that is changed therefore changes nothing but the outputs that show it.
    `links[n]` is what the editor wrote for a link.
    """

    headings: tuple[BodyHeading, ...]
    links: tuple[str, ...]
    ids: frozenset[str]
    sections: tuple[BodyHeading, ...] = ()
    """The headings under which search finds a part of a long text."""
    pictures: frozenset[int] = frozenset()
    """Which of the links are pictures to be shown."""


NO_BODY = Body((), (), frozenset())
"""Of a text that is not there, not read yet, or refused."""


class FreePage(Struct, frozen=True):
    """A page outside sessions, such as the accessibility statement; `name` is its address.

    `language` is the one it is written in.
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


class Picture(Struct, frozen=True):
    """A picture as people see it: its upright size in pixels, and whether it is a drawing of few colours."""

    width: int
    height: int
    drawn: bool


class Attachment(Struct, frozen=True):
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
    fault: Problem | None = None
    """Why it cannot be published; told where the file is named."""

    @property
    def suffix(self) -> str:
        """The end of its name in small letters, with its dot."""
        return posixpath.splitext(self.name)[1]
