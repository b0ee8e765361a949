"""Calendars as iCalendar (RFC 5545)."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar as File
from icalendar import Event as Entry
from icalendar import Timezone

from builder.plan import Calendar, Event

_DAY = timedelta(days=1)


def written(calendar: Calendar) -> bytes:
    """A calendar as its subscribers fetch it."""
    file = File()
    file.add("prodid", calendar.product)
    file.add("version", "2.0")
    for key, value in (
        ("name", calendar.name),
        ("x-wr-calname", calendar.name),
        ("x-wr-timezone", calendar.zone),
    ):
        file.add(key, value)
    file.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
    file.add("source", calendar.address, parameters={"VALUE": "URI"})
    for event in calendar.events:
        file.add_component(_entry(event, ZoneInfo(calendar.zone)))
    if calendar.events:
        first, last = calendar.events[0].first - _DAY, calendar.events[-1].first + _DAY
        file.subcomponents[:0] = [_zone(one, first, last) for one in sorted(file.get_missing_tzids())]
    data: bytes = file.to_ical()
    return data


@lru_cache(maxsize=100)
def _zone(name: str, first: date, last: date) -> Timezone:
    """What a calendar says of a time zone: found out once, as it takes longer than all the rest of it."""
    zone = Timezone.from_tzid(name, first_date=first, last_date=last)
    zone.pop("comment", None)
    return zone


def _entry(event: Event, zone: ZoneInfo) -> Entry:
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.told)
    if event.begins is not None:
        entry.add("dtstart", datetime.combine(event.first, event.begins, zone))
    else:
        entry.add("dtstart", event.first)
        entry.add("dtend", event.last + _DAY)
    entry.add("summary", event.title)
    entry.add("description", event.description)
    if event.place:
        entry.add("location", event.place)
    entry.add("url", event.href)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    return entry
