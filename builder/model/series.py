"""Series and ledger: what was said about an indicator, and targets joined with the results reported later."""

import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from builder.model.figure import Metric
from builder.model.period import Period
from builder.model.session import Session

State = Literal[
    "met",
    "exceeded",
    "missed",
    "unclear",
    "pending",
    "not-found",
    "not-reported",
    "not-comparable",
    "unjudged",
]
STATES: tuple[State, ...] = (
    "exceeded",
    "met",
    "missed",
    "unclear",
    "pending",
    "not-found",
    "not-reported",
    "not-comparable",
    "unjudged",
)
"""Every state, in the order in which they are listed and counted."""

Reason = Literal[
    "",
    "within",
    "outside",
    "beyond",
    "overlap",
    "rounding",
    "about",
    "several",
    "forecast",
    "open",
    "none",
    "before",
    "late",
    "scope",
    "complete",
    "measure",
    "unit",
    "denominator",
    "part",
    "time",
    "base",
    "running",
    "so-far",
    "lineage",
    "plan",
    "words",
    "unsure",
    "task",
    "qualitative",
]
"""Why a state was decided; a theme says it in a sentence."""


class Statement(Struct, frozen=True, gc=False):
    """A figure where it was said. `values` are in `unit`; empty when there is no sure number.

    `council` is the one the figure is about. `unit` is that of the series, where it has one and a change in
    percent is not meant. `step` is one unit of the last digit printed, in `unit`; `exact` is true for counts.
    """

    session: Session
    metric: Metric
    council: str
    values: tuple[Decimal, ...] = ()
    unit: str = ""
    step: Decimal = Decimal(1)
    exact: bool = False

    @property
    def id(self) -> str:
        """The figure's site-wide name."""
        return figure_id(self.session, self.metric)


class Held(Struct, frozen=True, gc=False):
    """How many sources that speak of a period are held, by class."""

    official: int = 0
    press: int = 0
    copy: int = 0


class Point(Struct, frozen=True, gc=False):
    """What a council promised and what was reported, for one indicator and period.

    `target` is a target or a task, None for a result nobody promised; `result` is the one that prevails.
    `superseded` are earlier targets and results that it replaced, oldest first, and results that its own
    session reported beside it. `state` is empty without a target. `early` is true when the result was
    reported before the period was over.
    """

    council: str
    indicator: str
    period: Period
    last: date | None
    """The last day of the period, also of a term of office; None when it is not known."""
    target: Statement | None
    result: Statement | None
    superseded: tuple[Statement, ...]
    state: State | Literal[""]
    reason: Reason
    early: bool
    held: Held

    @property
    def said(self) -> Statement:
        """The target, else the result."""
        said = self.target or self.result
        assert said is not None, "a point is made of what was said"
        return said


class Series(Struct, frozen=True):
    """Everything said about one indicator by one council and those it continues; points oldest first.

    `breaks` are the days on which the council was merged, split or made anew: figures before and after are
    not of the same people and places.
    """

    council: str
    indicator: str
    unit: str
    points: tuple[Point, ...]
    breaks: tuple[date, ...]


def states(series: Iterable[Series]) -> dict[str, State]:
    """By figure id, the state of the target that a figure is, or that a result answers.

    Nothing of a result whose targets differ in what became of them, or are not judged.
    """
    found: dict[str, State] = {}
    answers: dict[str, set[State]] = {}
    for point in (point for one in series for point in one.points):
        if point.target is None or not point.state:
            continue
        found[point.target.id] = point.state
        if point.result is not None:
            answers.setdefault(point.result.id, set()).add(point.state)
    for result, told in answers.items():
        state = min(told)
        if len(told) == 1 and state in _TOLD:
            found[result] = state
    return found


_TOLD = frozenset({"met", "exceeded", "missed", "unclear"})
"""States that say something of the result too."""


def figure_id(session: Session, metric: Metric) -> str:
    """The permanent, site-wide id of a figure, as `revises` takes it: `<council>/<term>/<session>#<id>`."""
    return sys.intern(f"{session.council}/{session.term}/{session.slug}#{metric.id}")
