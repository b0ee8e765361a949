"""The shell around every page, as a template sees it under the name `site`."""

from markupsafe import Markup
from msgspec import Struct

from builder.outputs.parts import Crumb, Link


class Sharing(Struct, frozen=True):
    """What other programs are told about a page."""

    card: str
    """Address of the card shown beside a link to it, a PNG of 1200 × 630: of its council, else of the site.
    Empty in a portable build."""
    linked: Markup
    """Linked data (JSON-LD) for a `<script type="application/ld+json">`: what the page is about, and the way
    down to it. Empty where there is nothing to say, and in a portable build."""


class View(Struct, frozen=True):
    """What every page has."""

    root: str
    """Relative way to the site's root, ending in a slash: `./`, `../`, `../../` …"""
    path: str
    """The page's own address below the root: empty for the front page."""
    section: str
    """Key of the navigation entry this page belongs to, or empty."""
    breadcrumbs: tuple[Crumb, ...]
    """The way down to this page, the front page first, without the page itself."""
    sharing: Sharing
    """What other programs are told about it."""


class NavItem(Struct, frozen=True):
    """One entry of the main navigation; the theme chooses its words."""

    key: str
    """`home`, `sessions`, `resolutions`, `indicators`, `topics`, `search`; `page.section` when current."""
    href: str
    """Address below the site's root."""


class LanguageItem(Struct, frozen=True):
    """One of several languages of the site."""

    code: str
    """BCP 47 code: `vi` or `en`."""
    name: str
    """What the language calls itself."""
    prefix: str
    """First step of its addresses: empty for the site's own language, else `en/`."""


NAMES = {"vi": "Tiếng Việt", "en": "English"}
"""What each language calls itself."""


class Publisher(Struct, frozen=True):
    """Who answers for the site."""

    name: str
    """Name of the publishing office, or empty."""
    address: str
    """Postal address, or empty."""
    email: str
    """Where errors are reported, or empty."""
    phone: str
    """Telephone as printed, or empty."""
    url: str
    """The publisher's own site, or empty."""


class Shell(Struct, frozen=True):
    """What stands around every page."""

    title: str
    """Name of the site, in the header and after each page's own title."""
    tagline: str
    """A line under the name, or empty."""
    description: str
    """One sentence for search engines, or empty."""
    language: str
    """BCP 47 code of the interface: `vi` or `en`; what stands there in another one is marked by `marked`."""
    prefix: str
    """First step of the addresses of this language: empty for the site's own, else `en/`."""
    languages: tuple[LanguageItem, ...]
    """Every language of the site, its own first; empty when there is only one. The same page in another
    language has the same address after that language's prefix."""
    base_url: str
    """Absolute address of the site, ending in a slash."""
    home: str
    """Address of the front page below the root: empty, or `index.html` in a portable build."""
    navigation: tuple[NavItem, ...]
    """Main navigation, in order."""
    search: str
    """Address of the search page, for forms that lead there with `q`."""
    data: str
    """Address of the page about open data."""
    feed: str
    """Address of the Atom feed of all write-ups; empty in a portable build."""
    changes: str
    """Address of the Atom feed of corrections and answered targets; empty in a portable build."""
    calendar: str
    """Address of the calendar of all sessions; empty in a portable build."""
    pages: tuple[Link, ...]
    """Free pages (about, accessibility …) for the footer, in the editor's order."""
    publisher: Publisher
    """Who answers for the site."""
    reuse: str
    """Terms of reuse, or empty."""
    notice: str
    """A notice for every page (such as: this council is invented), or empty."""
    emblem: str
    """Address of the council's emblem picture below the root, or empty: then the theme draws its own mark."""
    portable: bool
    """True in a build meant to be opened from a disk; it needs no canonical address."""
    preview: bool
    """True in the preview, where drafts are shown and pages must not be indexed."""
