"""The hour a build is made for, and what it left out."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct


class Moment(Struct, frozen=True):
    """The hour a build is made for, in the site's zone: it decides embargoes and what is still to come."""

    now: datetime

    @property
    def today(self) -> date:
        """The civil day."""
        return self.now.date()


class Counts(Struct, frozen=True):
    """What a build left out or marked, for its closing line."""

    drafts: int
    scheduled: int
    withdrawn: int


def moment_of(given: datetime, zone: ZoneInfo) -> Moment:
    """An hour as it is in a zone; one that names no zone is civil there already."""
    return Moment(given.astimezone(zone).replace(tzinfo=None) if given.tzinfo is not None else given)
