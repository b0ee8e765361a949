"""Periods that figures belong to: years, halves, quarters, months, days, intervals, terms, sessions."""

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from msgspec import Struct

Kind = Literal["year", "half", "quarter", "month", "day", "interval", "term", "session"]

_FORMS = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9][0-9]))?))?"
)


class Period(Struct, frozen=True, gc=False):
    """A stretch of civil days, or a term or session whose days its session knows.

    `code` is the period as data and the only thing compared when targets meet results. `first` and
    `last` are inclusive; both are None for `term` and `session`.
    """

    code: str
    kind: Kind
    first: date | None = None
    last: date | None = None
    number: int = 0
    """Which half, quarter or month; 0 otherwise."""

    @property
    def whole_year(self) -> int:
        """The year that these days are, however it is written (`2020-01/2020-12`); 0 for any others."""
        if self.first is None or self.last is None or self.first.year != self.last.year:
            return 0
        year = self.first.year
        return year if (self.first, self.last) == (date(year, 1, 1), date(year, 12, 31)) else 0

    @property
    def ends(self) -> tuple["Period", "Period"]:
        """The two periods of an interval."""
        first, _, last = self.code.partition("/")
        return parse_period(first), parse_period(last)


def parse_period(code: str) -> Period:
    """The period written as `2020`, `2021-H1`, `2020-Q4`, `2020-09`, `2020-12-31`, `a/b`, `term`, `session`.

    Raises ValueError for anything else, for days that do not exist, and for an interval that ends
    before it begins.

    Source: figures.md §2 of the project's documents (docs/figures.md).
    """
    if code in {"term", "session"}:
        return Period(code, "term" if code == "term" else "session")
    if "/" in code:
        left, _, right = code.partition("/")
        begin, end = parse_period(left), parse_period(right)
        if begin.first is None or end.last is None or end.last < begin.first or "/" in right:
            raise ValueError(code)
        return Period(code, "interval", begin.first, end.last)
    match = _FORMS.fullmatch(code)
    if match is None:
        raise ValueError(code)
    year = int(match["year"])
    if match["half"]:
        half = int(match["half"])
        return _months(code, "half", year, 6 * half - 5, 6 * half, half)
    if match["quarter"]:
        quarter = int(match["quarter"])
        return _months(code, "quarter", year, 3 * quarter - 2, 3 * quarter, quarter)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return Period(code, "day", day, day, day.month)
    if match["month"]:
        month = int(match["month"])
        return _months(code, "month", year, month, month, month)
    return _months(code, "year", year, 1, 12, 0)


def _months(code: str, kind: Kind, year: int, first: int, last: int, number: int) -> Period:
    end = date(year, last, monthrange(year, last)[1])
    return Period(code, kind, date(year, first, 1), end, number)
