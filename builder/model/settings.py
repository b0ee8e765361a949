"""What `content/site.yaml` says about the site as a whole."""

from collections.abc import Mapping
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

Language = Literal["vi", "en"]


class Publisher(Struct, frozen=True):
    """Who answers for the site; empty texts where nothing was said."""

    name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""


class SiteWords(Struct, frozen=True):
    """The texts of the settings in one language; the fields are those of `Settings`."""

    title: str
    tagline: str
    description: str
    publisher: Publisher
    reuse: str
    notice: str


class UrlWords(Struct, frozen=True):
    """The words that addresses are made of; each is a slug and none may be a council's key."""

    term: str = "khoa"
    session: str = "ky-hop"
    resolution: str = "nghi-quyet"
    year: str = "nam"
    topic: str = "linh-vuc"
    indicator: str = "chi-tieu"
    council: str = "hoi-dong"
    data: str = "du-lieu"
    search: str = "tim-kiem"
    part: str = "phan"


class Redirect(Struct, frozen=True):
    """An old address that leads to another one; both begin with a slash."""

    old: str
    new: str


class Settings(Struct, frozen=True):
    """The site's name, languages, zone, address, theme and words.

    `languages` begins with the site's own, in which its files are written. `language` is the one this
    Site is told in: its own, or another one in an edition.
    """

    title: str
    languages: tuple[Language, ...]
    language: Language
    tagline: str
    description: str
    time_zone: ZoneInfo
    base_url: str
    theme: str
    parameters: tuple[tuple[str, str], ...]
    """What the site chose of the theme's parameters, name and word, in the order of the file."""
    publisher: Publisher
    reuse: str
    notice: str
    emblem: str
    urls: UrlWords
    others: Mapping[Language, SiteWords]
    """The site's words in its other languages."""
    redirects: tuple[Redirect, ...] = ()
    """Where addresses lead that have no page of their own any more, as the editors wrote it."""
