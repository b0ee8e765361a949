"""Periods in parts, so that a theme can write them in its language."""

from functools import lru_cache

from builder.model.period import Period
from builder.outputs.parts import PeriodView


@lru_cache(maxsize=4096)
def period_view(period: Period) -> PeriodView:
    """A period in parts; few periods are those of many figures."""
    first, last = period.ends if period.kind == "interval" else (None, None)
    dated = period.kind not in {"interval", "term", "session"}
    return PeriodView(
        kind=period.kind,
        code=period.code,
        year=period.first.year if dated and period.first else 0,
        number=period.number,
        day=period.first if period.kind == "day" else None,
        first=period_view(first) if first else None,
        last=period_view(last) if last else None,
    )
