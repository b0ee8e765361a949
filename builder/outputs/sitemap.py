"""What search engines ask for: a sitemap in parts, one per year, and `robots.txt`."""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.outputs.dated import LedgerView, YearView
from builder.outputs.items import Items
from builder.outputs.views import (
    FreePageView,
    NotFoundView,
    RedirectView,
    ResolutionView,
    SessionView,
)
from builder.plan import Data, Output, Page

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ORIGIN = "content/site.yaml"
_REST = "pages"
"""The part of everything that belongs to no single year."""


class Sitemap:
    """The pages of all editions as they are planned, and the files that list them.

    Sessions and resolutions stand in the part of their year, so that a new session changes one small file.
    Redirects, withdrawn pages and what is not published yet are left out.
    """

    def __init__(self, items: Items) -> None:
        """No page is known yet."""
        self._items = items
        self._parts: dict[str, list[tuple[str, date | None]]] = {}

    def take(self, output: Output) -> None:
        """List an output if it is a page to be found."""
        if part := _part(self._items, output):
            address = self._items.site.settings.base_url + output.path.removesuffix("index.html")
            self._parts.setdefault(part, []).append((address, _changed(self._items, output)))

    def outputs(self) -> Iterator[Output]:
        """The sitemap of the pages taken so far, and `robots.txt`; nothing in a portable build."""
        if self._items.portable:
            return
        routes, base = self._items.site.routes, self._items.site.settings.base_url
        found = dict(sorted(self._parts.items()))
        for part, entries in found.items():
            yield Output(routes.sitemap(part), Data(_written("urlset", "url", sorted(entries))), _ORIGIN)
        whole = [
            (base + routes.sitemap(part), max((day for _, day in entries if day), default=None))
            for part, entries in found.items()
        ]
        yield Output(routes.sitemap(), Data(_written("sitemapindex", "sitemap", whole)), _ORIGIN)
        robots = f"User-agent: *\nDisallow:\n\nSitemap: {base}{routes.sitemap()}\n"
        yield Output(routes.robots(), Data(robots.encode("ascii")), _ORIGIN)


def _part(items: Items, output: Output) -> str:
    """The part of the sitemap a page stands in; empty for what is no page to be found."""
    view = output.recipe.view if isinstance(output.recipe, Page) else None
    if (
        view is None
        or isinstance(view, (NotFoundView, RedirectView))
        or output.origin in items.site.unpublished
    ):
        return ""
    if isinstance(view, SessionView):
        return "" if view.withdrawn else str(view.session.start.year)
    if isinstance(view, ResolutionView):
        return str(view.resolution.issued.year)
    return str(view.year) if isinstance(view, (YearView, LedgerView)) and view.year else _REST


def _changed(items: Items, output: Output) -> date | None:
    """The day a page of one file last changed, as its editors say, else git; None for pages that gather."""
    assert isinstance(output.recipe, Page), "only pages are asked about"
    if not isinstance(output.recipe.view, (SessionView, ResolutionView, FreePageView)):
        return None
    return items.recorded(output.origin)


def _written(root: str, entry: str, entries: Iterable[tuple[str, date | None]]) -> bytes:
    tree = Element(root, xmlns=_NAMESPACE)
    for address, day in entries:
        one = SubElement(tree, entry)
        SubElement(one, "loc").text = address
        if day:
            SubElement(one, "lastmod").text = day.isoformat()
    indent(tree, space="")
    whole: bytes = tostring(tree, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"
