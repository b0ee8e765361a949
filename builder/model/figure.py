"""Figures as a session reports them: the phrase exactly as printed, and what it is about."""

from typing import Literal

from msgspec import Struct

from builder.model.period import Period
from builder.model.reading import Reading

MetricKind = Literal["result", "target", "task", "decision", "proposal"]
YEAR, LEAP_YEAR = 365, 366
METRIC_KINDS: tuple[MetricKind, ...] = ("result", "target", "task", "decision", "proposal")


class Metric(Struct, frozen=True, gc=False):
    """One entry of a session's `metrics`: a phrase about an indicator, or about a thing named once.

    Exactly one of `indicator` (a key of the registry) and `name` is filled. `id` is permanent and unique
    within its session. `council` is empty when the session's own council is meant.
    `reading` is what the phrase says as data, with what an editor wrote out in its place.
    """

    id: str
    indicator: str
    name: str
    period: Period
    kind: MetricKind
    text: str
    reading: Reading
    source: str
    part_of: str
    where: str
    revises: str
    issue: str
    council: str

    @property
    def other_time(self) -> str:
        """The words of the phrase that speak of another time than its period; empty where none do.

        `6 tháng đầu năm` is no whole year, and a phrase that begins with `năm 2021` is of no year but that.
        """
        told, first, last = self.reading.timing, self.period.first, self.period.last
        if first is None or last is None:
            return told.part if self.period.kind == "term" else ""
        if told.year and not first.year <= told.year <= last.year:
            return str(told.year)
        return told.part if (last - first).days >= YEAR - 1 else ""

    @property
    def is_whole(self) -> bool:
        """True for no part and no time of several years: such a figure may stand for its indicator."""
        first, last = self.period.first, self.period.last
        year = first is not None and last is not None and (last - first).days < LEAP_YEAR
        return year and not self.part_of
