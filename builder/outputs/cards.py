"""Cards: one picture for the site and one for each council, shown beside a shared link."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from builder.outputs.items import Items
from builder.plan import Card, Output


def cards(items: Items) -> Iterator[Output]:
    """The card of the site and of each council; none in a portable build, whose pages nobody shares."""
    if items.portable:
        return
    settings, routes = items.site.settings, items.site.routes
    host = urlsplit(settings.base_url).hostname or ""
    yield Output(routes.card(), Card(settings.title, settings.tagline, host), "content/site.yaml")
    for council in items.site.councils.values():
        card = Card(council.name, council.place, settings.title)
        yield Output(routes.card(routes.council(council.key)), card, "content/councils.yaml")
