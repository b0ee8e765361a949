"""Site → outputs: which files the archive has and what each shows.

To add an output is to write a function and add its name to `OUTPUTS`, or to `ONCE` where languages share it.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from builder.model.edition import edition
from builder.model.site import Site
from builder.outputs.calendar import calendars
from builder.outputs.cards import cards
from builder.outputs.changes import changes
from builder.outputs.feeds import feeds
from builder.outputs.files import attachments, pictures
from builder.outputs.indicators import indicator_pages
from builder.outputs.items import Items
from builder.outputs.ledgers import ledger_pages
from builder.outputs.moved import moved
from builder.outputs.open_data import data_page, open_data
from builder.outputs.pages import (
    council_pages,
    free_pages,
    home_page,
    not_found_page,
    sessions_page,
    topic_pages,
)
from builder.outputs.parts import Link
from builder.outputs.pictures import emblem
from builder.outputs.search.pages import alphabet_page, search
from builder.outputs.sessions import resolution_pages, session_pages
from builder.outputs.shell import NAMES, LanguageItem, NavItem, Publisher, Shell
from builder.outputs.sitemap import Sitemap
from builder.outputs.years import year_pages
from builder.plan import Edition, Output, Plan

Maker = Callable[[Items], Iterator[Output]]

OUTPUTS: tuple[Maker, ...] = (
    home_page,
    sessions_page,
    council_pages,
    session_pages,
    resolution_pages,
    year_pages,
    topic_pages,
    indicator_pages,
    ledger_pages,
    data_page,
    alphabet_page,
    free_pages,
    not_found_page,
    feeds,
    changes,
    calendars,
    cards,
)
"""Every kind of page and feed, made in each language; their order decides nothing but which of two on one
path is named second."""

ONCE: tuple[Maker, ...] = (
    open_data,
    attachments,
    pictures,
)
"""Every kind of file that all languages share, made from the items of the site's own."""


def plan_site(site: Site, *, portable: bool, preview: bool) -> Plan:
    """Every output of a Site and the shell around its pages, by language, the site's own first."""
    own = Items(site, portable=portable)
    others = [language for language in site.settings.languages if language != own.language]
    rest = [Items(edition(site, language), portable=portable, own=own) for language in others]
    searches = [search(items) for items in (own, *rest)]
    editions = tuple(
        Edition(items.language, _shell(items, preview=preview), index)
        for items, (_, index) in zip((own, *rest), searches, strict=True)
    )

    def outputs() -> Iterator[Output]:
        pages, paths = Sitemap(own), set[str]()
        for number, (items, (found, index)) in enumerate(zip((own, *rest), searches, strict=True)):
            pages.take(index.page)
            paths.add(index.page.path)
            for output in _made(items, OUTPUTS):
                pages.take(output)
                paths.add(output.path)
                yield replace(output, edition=number) if number else output
            yield from found
        yield from _made(own, ONCE)
        yield from pages.outputs()
        yield from moved(own, paths)

    return Plan(editions, outputs())


def _made(items: Items, makers: Iterable[Maker]) -> Iterator[Output]:
    return (output for make in makers for output in make(items))


def _shell(items: Items, *, preview: bool) -> Shell:
    site, settings = items.site, items.site.settings
    sections = (
        ("home", site.routes.home()),
        ("sessions", site.routes.sessions()),
        ("resolutions", site.routes.resolutions()),
        ("indicators", site.routes.indicators()),
        ("topics", site.routes.topics()),
        ("search", site.routes.search()),
    )
    given = settings.publisher
    return Shell(
        title=settings.title,
        tagline=settings.tagline,
        description=settings.description,
        language=settings.language,
        base_url=settings.base_url,
        prefix=site.routes.prefix,
        languages=_languages(items),
        home=items.href(site.routes.home()),
        navigation=tuple(NavItem(key, items.href(address)) for key, address in sections),
        search=items.href(site.routes.search()),
        data=items.href(site.routes.data()),
        feed="" if items.portable else site.routes.feed(),
        changes="" if items.portable else site.routes.changes(),
        calendar="" if items.portable else site.routes.calendar(),
        pages=tuple(Link(page.title, items.href(site.routes.page(page.name))) for page in site.pages),
        publisher=Publisher(given.name, given.address, given.email, given.phone, given.url),
        reuse=settings.reuse,
        notice=settings.notice,
        emblem=emblem(site),
        portable=items.portable,
        preview=preview,
    )


def _languages(items: Items) -> tuple[LanguageItem, ...]:
    own, known = items.own.language, items.site.settings.languages
    found = [LanguageItem(one, NAMES[one], "" if one == own else f"{one}/") for one in known]
    return tuple(found) if len(found) > 1 else ()
