"""Addresses: from permanent keys, never from titles; the one place that knows how they are made.

Every address is relative to the site's root, without a leading slash, and ends in a slash for a page.
A page has the same address in every language, after the language's own first step: `/en/…`. Files stand
once, under the address without it.
"""

import posixpath

from msgspec import Struct

from builder.model.document import Attachment
from builder.model.session import Resolution, Session
from builder.model.settings import UrlWords

_DIGITS = 10
"""Digits of a digest in an address: servers take it for one, and may let it be kept for ever."""


class Routes(Struct, frozen=True):
    """The addresses of everything, in the site's own words."""

    words: UrlWords
    prefix: str = ""
    """The first step of pages in another language, with its slash: `en/`."""

    def home(self) -> str:
        """The front page: the root, or `/en/`."""
        return self.prefix

    def not_found(self) -> str:
        """The page for unknown addresses."""
        return f"{self.prefix}404.html"

    def alias(self, alias: str) -> str:
        """An old address, given as `/path/`."""
        return f"{self.prefix}{alias.removeprefix('/')}"

    def council(self, council: str) -> str:
        """A council: `/<council>/`."""
        return f"{self.prefix}{council}/"

    def term(self, council: str, term: str) -> str:
        """A term of office: `/<council>/khoa-<term>/`."""
        return f"{self.council(council)}{self.words.term}-{term.lower()}/"

    def ledger(self, council: str, term: str) -> str:
        """The targets set in a term of office: `/<council>/khoa-<term>/chi-tieu/`."""
        return f"{self.term(council, term)}{self.words.indicator}/"

    def session(self, session: Session) -> str:
        """A session: `/<council>/khoa-<term>/ky-hop-<number or slug>/`."""
        return f"{self.term(session.council, session.term)}{self.words.session}-{session.slug}/"

    def resolution(self, session: Session, resolution: Resolution) -> str:
        """A resolution: `/<council>/nghi-quyet/<year>/<number>/`."""
        year = (resolution.issued or session.end).year
        return f"{self.resolutions(year, session.council)}{resolution.slug}/"

    def resolutions(self, year: int = 0, council: str = "") -> str:
        """The list of resolutions, of one year, of one council, or both."""
        owner = self.council(council) if council else self.prefix
        return f"{owner}{self.words.resolution}/" + (f"{year}/" if year else "")

    def sessions(self) -> str:
        """The way into all sessions."""
        return f"{self.prefix}{self.words.session}/"

    def year(self, year: int, of: str = "") -> str:
        """The sessions of a year, of the whole site or of the topic or term whose address is `of`."""
        return f"{of or f'{self.prefix}{self.words.year}/'}{year}/"

    def targets(self, year: int) -> str:
        """The targets set for a year, where they are many: `/nam/<year>/chi-tieu/`."""
        return f"{self.year(year)}{self.words.indicator}/"

    def part(self, address: str, number: int) -> str:
        """A part of a long list, below the address of the list: `phan-<number>/`."""
        return f"{address}{self.words.part}-{number}/"

    def topics(self) -> str:
        """All topics."""
        return f"{self.prefix}{self.words.topic}/"

    def topic(self, topic: str) -> str:
        """A topic."""
        return f"{self.topics()}{topic}/"

    def indicators(self) -> str:
        """All indicators."""
        return f"{self.prefix}{self.words.indicator}/"

    def indicator(self, indicator: str, council: str = "") -> str:
        """An indicator, or its figures of one council."""
        return f"{self.indicators()}{indicator}/" + (f"{council}/" if council else "")

    def data(self, name: str = "") -> str:
        """A file of the open data, or the page about them."""
        return f"{self.words.data}/{name}" if name else f"{self.prefix}{self.words.data}/"

    def session_data(self, session: Session, suffix: str) -> str:
        """The figures of one session as a file."""
        name = f"{session.council}-{session.term.lower()}-{session.slug}"
        return self.data(f"{self.words.session}/{name}.{suffix}")

    def indicator_data(self, indicator: str, suffix: str) -> str:
        """The figures of one indicator as a file."""
        return self.data(f"{self.words.indicator}/{indicator}.{suffix}")

    def feed(self, of: str = "") -> str:
        """The Atom feed of the whole site, or of the council or topic whose address is `of`."""
        return f"{of or self.prefix}feed.xml"

    def changes(self) -> str:
        """The Atom feed of corrections and of targets that were answered."""
        return f"{self.prefix}changes.xml"

    def calendar(self, of: str = "") -> str:
        """The calendar of all sessions, or of the council whose address is `of`."""
        return f"{of or self.prefix}calendar.ics"

    def card(self, of: str = "") -> str:
        """The picture shown beside shared links, of the site or of the council whose address is `of`."""
        return f"{of or self.prefix}card.png"

    def sitemap(self, part: str = "") -> str:
        """The index of the sitemap, or one of its parts."""
        return f"sitemap-{part}.xml" if part else "sitemap.xml"

    def robots(self) -> str:
        """What search engines ask for first."""
        return "robots.txt"

    def picture(self, page: str, attachment: Attachment, width: int, suffix: str) -> str:
        """One file of a picture below the page that shows it: `<name>-<width>.<digest>.<suffix>`.

        The digest is that of its source: a picture that was exchanged is never shown from a browser's memory.
        """
        name = posixpath.splitext(attachment.name)[0]
        return f"{page}{name}-{width}.{attachment.source[:_DIGITS]}.{suffix}"

    def search(self) -> str:
        """The search page."""
        return f"{self.prefix}{self.words.search}/"

    def search_index(self, name: str) -> str:
        """A file that searches read."""
        return f"{self.search()}index/{name}"

    def alphabet(self) -> str:
        """Indicators, topics and councils from A to Z."""
        return f"{self.search()}a-z/"

    def letter(self, key: str) -> str:
        """The names that begin with a letter, where all are too many for one page."""
        return f"{self.alphabet()}{key}/"

    def page(self, name: str) -> str:
        """A free page."""
        return f"{self.prefix}{name}/"

    def reserved(self) -> frozenset[str]:
        """First steps of addresses that no council and no free page may take."""
        words = self.words
        return frozenset(
            {words.session, words.resolution, words.year, words.topic, words.indicator, words.council}
            | {words.data, words.search, "assets", "en", "vi"}
        )
