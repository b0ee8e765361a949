"""What other programs are told about a page: linked data, and the card shown beside a shared link."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from builder.model.council import Council
from builder.model.figure import Metric
from builder.model.indicator import Indicator
from builder.model.session import Session
from builder.outputs.divided import Stretch
from builder.outputs.items import Items
from builder.outputs.news import words
from builder.outputs.parts import Crumb, FileView
from builder.outputs.pictures import emblem
from builder.outputs.shell import Sharing

Thing = Mapping[str, Any]
"""A thing of schema.org, as JSON-LD."""

UNSHARED = Sharing("", Markup())
"""Of pages that nobody links to: redirects, and the page for unknown addresses."""
_TYPES = {"CSV": "text/csv", "JSON": "application/json"}
_UNSAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""Signs that could end the element around the data, or a line of it."""


def sharing(
    items: Items,
    address: str,
    crumbs: tuple[Crumb, ...],
    name: str,
    things: Iterable[Thing] = (),
    *,
    council: str = "",
) -> Sharing:
    """What is told about the page `name` at an address: the things it is about, and the way down to it.

    A page of a council has that council's card. Nothing is told in a portable build: every address in linked
    data is whole, and such a build has none.
    """
    if items.portable:
        return UNSHARED
    graph = [*things, *([_trail(items, address, crumbs, name)] if crumbs else ())]
    routes = items.site.routes
    card = routes.card(routes.council(council) if council else "")
    return Sharing(card, _linked(graph) if graph else Markup())


def place(items: Items, key: str) -> str:
    """What a fixed place of the site is called: `sessions`, `topics`, `ledger` and so on."""
    return words(items.language)[f"place-{key}"]


def term_name(items: Items, key: str) -> str:
    """What a term of office is called."""
    return words(items.language)["term-name"].format(name=key)


def part_name(items: Items, stretch: Stretch) -> str:
    """What a part of a long list is called; empty on the page of its newest entries."""
    return words(items.language)["part"].format(number=stretch.part.number) if stretch.part else ""


def event(items: Items, session: Session) -> Thing:
    """A session: when and where it was, or will be, or was cancelled. No end of it is made up."""
    council = items.site.councils[session.council]
    status = "EventCancelled" if session.status == "cancelled" else "EventScheduled"
    hour = session.starts
    starts = datetime.combine(session.start, hour, items.site.settings.time_zone) if hour else session.start
    lasts = session.end != session.start or not hour
    where = _some({"name": session.place, "address": council.place})
    return _some(
        {
            "@type": "Event",
            "@id": _id(items, items.own.site.routes.session(session), "event"),
            "name": session.title,
            "description": session.summary,
            "url": _whole(items, items.site.routes.session(session)),
            "inLanguage": items.own_language,
            "startDate": starts.isoformat(),
            "endDate": session.end.isoformat() if lasts else "",
            "eventStatus": f"https://schema.org/{status}",
            "location": {"@type": "Place", **where} if where else "",
            "image": _whole(items, items.site.routes.card(items.site.routes.council(council.key))),
            "organizer": _council(items, council, council.name_on(session.start)),
        }
    )


def organization(items: Items, council: Council) -> Thing:
    """A council under its present name."""
    earlier = [one.name for one in council.names if one.name != council.name]
    mark = emblem(items.site)
    return _some(
        {
            **_council(items, council, council.name),
            "alternateName": list(dict.fromkeys(earlier)),
            "address": council.place,
            "logo": _whole(items, mark) if mark else "",
            "image": _whole(items, items.site.routes.card(items.site.routes.council(council.key))),
        }
    )


def whole_data(items: Items, files: Iterable[FileView]) -> Thing:
    """The open data of the site."""
    known, settings = words(items.language), items.site.settings
    address = items.site.routes.data()
    return _dataset(
        items,
        address=address,
        own=items.own.site.routes.data(),
        name=f"{known['place-data']} – {settings.title}",
        description=known["data-description"].format(site=settings.title),
        files=[(one.href, one.type) for one in files],
        covers=[(one.start, one.end) for one in items.held],
    )


def indicator_data(items: Items, indicator: Indicator) -> Iterable[Thing]:
    """The figures of an indicator, as a part of the open data; nothing while none is recorded."""
    found = items.entries[indicator.key]
    if not found:
        return
    routes, name = items.site.routes, items.name(indicator.name)
    councils = sorted({items.site.councils[session.council].name for session, _ in found}, key=items.order)
    said = words(items.language)["indicator-description"].format(name=name, councils=", ".join(councils))
    definition = items.name(indicator.definition)
    unit = items.unit(indicator.unit)
    yield {
        **_dataset(
            items,
            address=routes.indicator(indicator.key),
            own=items.own.site.routes.indicator(indicator.key),
            name=name,
            description=f"{said} {definition}".strip(),
            files=[(routes.indicator_data(indicator.key, one.lower()), one) for one in _TYPES],
            covers=[days for _, metric in found if (days := _days(metric))],
        ),
        "isPartOf": {"@id": _id(items, items.own.site.routes.data(), "dataset")},
        "variableMeasured": _some({"@type": "PropertyValue", "name": name, "unitText": unit}),
    }


def _dataset(
    items: Items,
    *,
    address: str,
    own: str,
    name: str,
    description: str,
    files: Iterable[tuple[str, str]],
    covers: list[tuple[date, date]],
) -> dict[str, Any]:
    settings, publisher = items.site.settings, items.site.settings.publisher
    first, last = min((one for one, _ in covers), default=None), max((one for _, one in covers), default=None)
    who = _some({"name": publisher.name or settings.title, "url": publisher.url})
    return _some(
        {
            "@type": "Dataset",
            "@id": _id(items, own, "dataset"),
            "name": name,
            "description": description,
            "url": _whole(items, address),
            "inLanguage": items.own_language,
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", **who},
            "license": {"@type": "CreativeWork", "text": settings.reuse} if settings.reuse else "",
            "temporalCoverage": f"{first.isoformat()}/{last.isoformat()}" if first and last else "",
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": _whole(items, file),
                    "encodingFormat": _TYPES[kind],
                }
                for file, kind in files
            ],
        }
    )


def _days(metric: Metric) -> tuple[date, date] | None:
    """The first and last day of what a figure is about, where it says."""
    first, last = metric.period.first, metric.period.last
    return (first, last) if first and last else None


def _council(items: Items, council: Council, name: str) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization",
        "@id": _id(items, items.own.site.routes.council(council.key), "council"),
        "name": name,
        "url": _whole(items, items.site.routes.council(council.key)),
    }


def _trail(items: Items, address: str, crumbs: tuple[Crumb, ...], name: str) -> Thing:
    steps = [(_crumb(items, one), one.href) for one in crumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": label, "item": _whole(items, to)}
            for number, (label, to) in enumerate([*steps, (name, address)], 1)
        ],
    }


def _crumb(items: Items, crumb: Crumb) -> str:
    if crumb.kind == "term":
        return term_name(items, crumb.label)
    return crumb.label or place(items, crumb.kind)


def _whole(items: Items, address: str) -> str:
    return items.site.settings.base_url + address


def _id(items: Items, own: str, what: str) -> str:
    """The name of a thing in the world's linked data: the same on the pages of every language."""
    return f"{_whole(items, own)}#{what}"


def _some(thing: dict[str, Any]) -> dict[str, Any]:
    """What is known of a thing: what nobody said is left out."""
    return {key: value for key, value in thing.items() if value}


def _linked(graph: list[Thing]) -> Markup:
    """JSON-LD that can stand in a script element: nothing in it ends the element."""
    whole = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 # no sign of HTML is left in it
