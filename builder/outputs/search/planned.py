"""What a search can find, as it is planned: entries, the words they are found by, and the index they make."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from builder.model.document import Text
from builder.model.spelling import Passage
from builder.plan import Output

KINDS = ("session", "resolution", "indicator", "topic", "council", "page")
"""Kinds of entries, as readers choose among them."""


class Found(Struct, frozen=True):
    """By what words an entry is found: by passages of its own, or by those of the text of a file.

    `names` are spelled words that count like the heading of the text's first passage.
    """

    passages: tuple[Passage, ...] = ()
    file: str = ""
    names: str = ""

    def among(self, texts: Mapping[str, Text]) -> tuple[Passage, ...]:
        """The passages, with what the text of the file says now."""
        if not self.file:
            return self.passages
        page, *sections = texts[self.file].passages
        return (replace(page, heading="\n".join(filter(None, (page.heading, self.names)))), *sections)


class Entry(Struct, frozen=True):
    """A page that a search can find.

    `called` is the name of a session among others or the number of a resolution, or empty; `of` its
    council as it was called on that day, empty where the site has one council; `day` None for what has
    no date; `council`, `term` and `topics` are keys, empty for what belongs to none.
    """

    kind: str
    href: str
    title: str
    called: str
    of: str
    summary: str
    day: date | None
    council: str
    term: str
    topics: tuple[str, ...]
    found: Found
    sections: tuple[tuple[str, str], ...] = ()
    """Anchor and name of each section that is found by itself."""


class Index(Struct, frozen=True):
    """The search of one edition as far as it is planned: what its words are follows from the texts."""

    folder: str
    """Address of the folder of its files, below the root."""
    volumes: tuple[tuple[Found, ...], ...]
    directory: str
    """What the directory says beside the digests of the words."""
    page: Output
    """The search page, which does not know yet what the directory is called."""
