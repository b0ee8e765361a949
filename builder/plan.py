"""The plan: every file of the archive, known before a byte is written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Literal

from msgspec import Struct

from builder.problems import Problem, Span, problem

_OPEN = re.compile(
    r'(?P<link><a\b[^>]*?\shref=")@(?P<to>\d+)"|<img alt="(?P<words>[^"]*)" src="@(?P<shown>\d+)">'
)
_ANCHOR = re.compile(r'(<a\b[^>]*?\shref=")(#)')
WORDS = "\0"
"""Where the words of a picture go; no text holds this sign."""


class Written(Struct, frozen=True):
    """The text of a file with what closes its inner links.

    `hrefs[n]` is the address that the link `@n` leads to, or the HTML of the picture shown there with `WORDS`
    where its words go.
    """

    file: str
    hrefs: tuple[str, ...]
    page: str = ""
    """The address of the text's own page, where it stands elsewhere: its anchors lead there."""

    def closed(self, html: str) -> str:
        """The HTML of the file's text with every inner link closed and every picture set."""

        def close(match: re.Match[str]) -> str:
            if match["shown"]:
                return self.hrefs[int(match["shown"])].replace(WORDS, match["words"])
            return f'{match["link"]}{self.hrefs[int(match["to"])]}"'

        whole = _OPEN.sub(close, html)
        return _ANCHOR.sub(rf"\g<1>{self.page}#", whole) if self.page else whole


class Page(Struct, frozen=True):
    """A page: a template and the view it is given."""

    template: str
    view: Any
    """A frozen view; `plan` knows nothing of its fields."""
    written: Written | None = None
    """What the view's `body` becomes when the page is made; a plan is the same whatever a text says."""


class Data(Struct, frozen=True):
    """A file whose bytes are known already."""

    data: bytes


class Quoted(Struct, frozen=True):
    """An XML file that shows texts: between its parts stand those of files, escaped."""

    parts: tuple[str, ...]
    """One more than there are texts."""
    written: tuple[Written, ...]


class Asset(Struct, frozen=True):
    """A file copied from the project; `sha256` is what it held when the build began."""

    file: str
    sha256: str


class Cleaned(Struct, frozen=True):
    """A picture copied from the project without what its camera wrote into it."""

    file: str
    sha256: str
    """What the file held when the build began."""
    published: str
    """SHA-256 of what is published."""


class Derived(Struct, frozen=True):
    """A picture made from a file of the project; its fields are all that its bytes depend on."""

    file: str
    sha256: str
    """What the file held when the build began."""
    format: Literal["avif", "webp", "jpeg", "png"]
    width: int
    height: int
    quality: int
    """Of the encoder, 0 to 100; without meaning for PNG."""
    chroma: Literal["4:2:0", "4:4:4"]
    """How finely colours are kept beside brightness."""
    alpha: bool
    """False to lay what is transparent on white paper."""


class Card(Struct, frozen=True):
    """A picture of words, for programs that show one beside a shared link."""

    title: str
    line: str
    """A line below the title, or empty."""
    foot: str
    """Where it is from."""


class Event(Struct, frozen=True):
    """An event of a calendar: by the hour when `begins` is known, else by its days."""

    uid: str
    told: datetime
    """When this was said of it."""
    first: date
    last: date
    begins: time | None
    """The hour in the calendar's zone; of one day only."""
    title: str
    description: str
    place: str
    """Where, or empty."""
    href: str
    """Its permalink."""
    cancelled: bool


class Calendar(Struct, frozen=True):
    """A calendar to subscribe to; what it costs to write is paid only where an event changed."""

    product: str
    """What made it, in the form of RFC 5545."""
    name: str
    zone: str
    """Time zone of its hours."""
    address: str
    """Where it is fetched from."""
    events: tuple[Event, ...]
    """The oldest first."""


class Output(Struct, frozen=True):
    """One file of the archive: its path, how it is made, and the source an editor would look in."""

    path: str
    recipe: Page | Data | Quoted | Calendar | Asset | Cleaned | Derived | Card
    origin: str
    edition: int = 0
    """The number of the edition in whose language and shell a page is rendered."""


class Edition(Struct, frozen=True):
    """The archive in one language."""

    language: str
    shell: Any
    """What stands around every page; `plan` knows nothing of its fields."""
    index: Any
    """The search of this edition, as far as it is planned: its files follow from the texts."""


class Plan(Struct, frozen=True):
    """All that will be written: the editions, the site's own language first, and every file."""

    editions: tuple[Edition, ...]
    outputs: Iterator[Output]
    """Each is made when it is asked for, once: a large archive has more views than memory should hold."""


NO_PLAN = Plan((), iter(()))


LONGEST = 200
"""Characters of an address: longer ones break in mails and on some file systems."""


def collisions(planned: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Two outputs on one path, a file where a folder must be, or an address that is too long.

    `planned` are the path and the origin of each. Capitals and encoding make no difference.
    """
    taken: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path, origin in planned:
        if len(path) > LONGEST:
            yield problem("address-too-long", Span(origin), address=f"/{path}", limit=LONGEST)
        key = unicodedata.normalize("NFC", path).casefold()
        parents = [key[:index] for index, sign in enumerate(key) if sign == "/"]
        other = taken.get(key) or folders.get(key) or next((taken[p] for p in parents if p in taken), None)
        if other is not None:
            yield problem("duplicate-address", Span(origin), address=f"/{path}", other=other)
            continue
        taken[key] = origin
        for parent in parents:
            folders.setdefault(parent, origin)
