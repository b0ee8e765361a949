"""What the templates of the search page and of the A–Z see."""

from msgspec import Struct

from builder.outputs.divided import YearItem
from builder.outputs.shell import View


class Choice(Struct, frozen=True):
    """Something a search can be narrowed to; theme scripts compare its key."""

    key: str
    """Key of a council, topic or term, as the index knows it."""
    label: str
    """Its name."""


class SearchView(View, frozen=True):
    """The search page: a form, and everything a script needs to answer it. See docs/search.md."""

    directory: str
    """Address of the directory of the index, below the root."""
    kinds: tuple[str, ...]
    """Kinds of pages there are: `session`, `resolution`, `indicator`, `topic`, `council`, `page`."""
    councils: tuple[Choice, ...]
    """Councils in alphabetical order."""
    terms: tuple[Choice, ...]
    """Terms of office, the latest first; a key that several councils use stands once."""
    years: tuple[YearItem, ...]
    """Years with sessions, newest first."""
    topics: tuple[Choice, ...]
    """Topics in alphabetical order."""
    alphabet: str
    """Address of the A–Z, below the root."""


class NameEntry(Struct, frozen=True):
    """A name in the A–Z."""

    name: str
    """The name."""
    href: str
    """Address of its page."""
    kind: str
    """`indicator`, `topic` or `council`."""
    topic: str
    """Name of the topic an indicator belongs to, or empty."""


class LetterGroup(Struct, frozen=True):
    """The names that begin with a letter."""

    letter: str
    """The letter, a capital; `#` for names that begin with none."""
    id: str
    """Anchor of the group."""
    names: tuple[NameEntry, ...]
    """In alphabetical order."""


class LetterItem(Struct, frozen=True):
    """A letter that has a page of its own."""

    letter: str
    """The letter, a capital; `#` for names that begin with none."""
    href: str
    """Address of its page."""
    count: int
    """How many names it has."""


class AlphabetView(View, frozen=True):
    """Indicators, topics and councils from A to Z."""

    groups: tuple[LetterGroup, ...]
    """In the order of the alphabet, without letters that have no name; one on the page of a letter, none on
    that of all letters."""
    letters: tuple[LetterItem, ...]
    """The letters, where each has a page of its own; else empty."""
