"""Texts and files: a rendered body, a free page, an attachment."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BodyHeading:
    """A heading of a body: its level (2 to 6), its anchor and its words."""

    level: int
    id: str
    title: str


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


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page outside sessions, such as the accessibility statement; `name` is its address."""

    file: str
    name: str
    title: str
    summary: str
    order: int
    draft: bool
    changed: date | None
    """The day its editors last changed it, as they say by `updated`."""
    body: Body


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that sessions offer: its path in the project, the name it is published under, bytes, SHA-256."""

    file: str
    name: str
    size: int
    sha256: str
