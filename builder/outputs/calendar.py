"""Calendars to subscribe to: sessions held, announced and cancelled, of the site and of each council."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone

from builder.model.session import Session
from builder.outputs.feeds import absolute, at
from builder.outputs.items import Items
from builder.outputs.news import session_name, words
from builder.plan import Data, Output

NEWEST = 200
"""Sessions of a calendar: a council's last twenty years and more."""
_DAY = timedelta(days=1)


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
    calendar = Calendar()
    calendar.add("prodid", f"-//council-bulletin//{_host(items)}//{settings.language.upper()}")
    calendar.add("version", "2.0")
    title = words(settings.language)["calendar"].format(of=name)
    for key, value in (("name", title), ("x-wr-calname", title), ("x-wr-timezone", str(settings.time_zone))):
        calendar.add(key, value)
    calendar.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
    calendar.add("source", absolute(items, address), parameters={"VALUE": "URI"})
    newest = sorted(sessions, key=lambda one: (one.start, one.council, one.slug))[-NEWEST:]
    for session in newest:
        calendar.add_component(_event(items, session))
    if newest:
        first, last = newest[0].start - _DAY, newest[-1].start + _DAY
        calendar.subcomponents[:0] = [_zone(one, first, last) for one in sorted(calendar.get_missing_tzids())]
    return Output(address, Data(calendar.to_ical()), origin)


@lru_cache(maxsize=100)
def _zone(name: str, first: date, last: date) -> Timezone:
    """What a calendar says of a time zone: found out once, as it takes longer than all the rest of it."""
    zone = Timezone.from_tzid(name, first_date=first, last_date=last)
    zone.pop("comment", None)
    return zone


def _event(items: Items, session: Session) -> Event:
    """A session: by the hour when one is known and it lasts a day, else by its days; no end is made up."""
    settings, known = items.site.settings, words(items.site.settings.language)
    event = Event()
    event.add("uid", f"{session.council}-{session.term.lower()}-{session.slug}@{_host(items)}")
    event.add("dtstamp", at(items, session.told).astimezone(UTC))
    one_day = session.start == session.end
    if session.starts and one_day:
        event.add("dtstart", datetime.combine(session.start, session.starts, settings.time_zone))
    else:
        event.add("dtstart", session.start)
        event.add("dtend", session.end + _DAY)
    council = items.site.councils[session.council].name_on(session.start)
    event.add("summary", f"{session_name(session, settings.language)}, {council}")
    permalink = absolute(items, items.site.routes.session(session))
    hour = known["starts"].format(time=f"{session.starts:%H:%M}") if session.starts and not one_day else ""
    off = known["cancelled"] if session.status == "cancelled" else ""
    said = (off, session.title, hour, session.summary, permalink)
    event.add("description", "\n".join(text for text in said if text))
    if session.place:
        event.add("location", session.place)
    event.add("url", permalink)
    event.add("status", "CANCELLED" if session.status == "cancelled" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _host(items: Items) -> str:
    return urlsplit(items.site.settings.base_url).hostname or ""
