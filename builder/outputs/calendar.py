"""Calendars to subscribe to: sessions held, announced and cancelled, of the site and of each council."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from urllib.parse import urlsplit

from builder.model.session import Session
from builder.outputs.feeds import absolute, at
from builder.outputs.items import Items
from builder.outputs.news import session_name, words
from builder.plan import Calendar, Event, Output

NEWEST = 200
"""Sessions of a calendar: a council's last twenty years and more."""


def calendars(items: Items) -> Iterator[Output]:
    """One calendar for the site and one per council; none in a portable build, which has no address."""
    if items.portable:
        return
    site, routes = items.site, items.site.routes
    yield _calendar(items, routes.calendar(), site.settings.title, items.public, "content/site.yaml")
    for council in site.councils.values():
        mine = [one for one in items.public if one.council == council.key]
        address = routes.calendar(routes.council(council.key))
        yield _calendar(items, address, council.name, mine, "content/councils.yaml")


def _calendar(items: Items, address: str, name: str, sessions: Iterable[Session], origin: str) -> Output:
    settings = items.site.settings
    newest = sorted(sessions, key=lambda one: (one.start, one.council, one.slug))[-NEWEST:]
    recipe = Calendar(
        product=f"-//council-bulletin//{_host(items)}//{settings.language.upper()}",
        name=words(settings.language)["calendar"].format(of=name),
        zone=str(settings.time_zone),
        address=absolute(items, address),
        events=tuple(items.here(_events)[one.file] for one in newest),
    )
    return Output(address, recipe, origin)


def _events(items: Items) -> dict[str, Event]:
    """The events of all sessions by file: each stands in two calendars."""
    return {one.file: _event(items, one) for one in items.public}


def _event(items: Items, session: Session) -> Event:
    """A session: by the hour when one is known and it lasts a day, else by its days; no end is made up."""
    settings, known = items.site.settings, words(items.site.settings.language)
    one_day = session.start == session.end
    council = items.site.councils[session.council].name_on(session.start)
    permalink = absolute(items, items.site.routes.session(session))
    hour = known["starts"].format(time=f"{session.starts:%H:%M}") if session.starts and not one_day else ""
    off = known["cancelled"] if session.status == "cancelled" else ""
    said = (off, session.title, hour, session.summary, permalink)
    return Event(
        uid=f"{session.council}-{session.term.lower()}-{session.slug}@{_host(items)}",
        told=at(items, session.told).astimezone(UTC),
        first=session.start,
        last=session.end,
        begins=session.starts if one_day else None,
        title=f"{session_name(session, settings.language)}, {council}",
        description="\n".join(text for text in said if text),
        place=session.place,
        href=permalink,
        cancelled=session.status == "cancelled",
    )


def _host(items: Items) -> str:
    return urlsplit(items.site.settings.base_url).hostname or ""
