"""Site → outputs: which files the archive has and what each shows.

To add an output is to write a function and add its name to `OUTPUTS`.
"""

from collections.abc import Callable, Iterator

from builder.model.site import Site
from builder.outputs.calendar import calendars
from builder.outputs.changes import changes
from builder.outputs.feeds import feeds
from builder.outputs.files import attachments, pictures
from builder.outputs.items import Items
from builder.outputs.ledger import ledger_pages
from builder.outputs.open_data import open_data
from builder.outputs.pages import (
    council_pages,
    free_pages,
    home_page,
    indicator_pages,
    not_found_page,
    sessions_page,
    topic_pages,
    year_pages,
)
from builder.outputs.parts import Link
from builder.outputs.pictures import emblem
from builder.outputs.sessions import resolution_pages, session_pages
from builder.outputs.shell import NavItem, Publisher, Shell
from builder.outputs.sitemap import sitemap
from builder.plan import Output, Plan

OUTPUTS: tuple[Callable[[Items], Iterator[Output]], ...] = (
    home_page,
    sessions_page,
    council_pages,
    session_pages,
    resolution_pages,
    year_pages,
    topic_pages,
    indicator_pages,
    ledger_pages,
    open_data,
    free_pages,
    not_found_page,
    attachments,
    pictures,
    feeds,
    changes,
    calendars,
)
"""Every kind of output; their order decides nothing but which of two on one path is named second."""


def plan_site(site: Site, *, portable: bool, preview: bool) -> tuple[Plan, Shell]:
    """Every output of a Site, and the shell around its pages."""
    items = Items(site, portable=portable)
    outputs = tuple(output for make in OUTPUTS for output in make(items))
    return (*outputs, *sitemap(items, outputs)), _shell(items, preview=preview)


def _shell(items: Items, *, preview: bool) -> Shell:
    site, settings = items.site, items.site.settings
    sections = (
        ("home", ""),
        ("sessions", site.routes.sessions()),
        ("resolutions", site.routes.resolutions()),
        ("indicators", site.routes.indicators()),
        ("topics", site.routes.topics()),
    )
    given = settings.publisher
    return Shell(
        title=settings.title,
        tagline=settings.tagline,
        description=settings.description,
        language=settings.language,
        base_url=settings.base_url,
        home=items.href(""),
        navigation=tuple(NavItem(key, items.href(address)) for key, address in sections),
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
