"""Two numbers of a phrase beside each other: a share of the other, a count of a plan, a comparison."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Literal, cast

from msgspec.structs import replace

from builder.content.figures.context import Context
from builder.content.figures.item import Item
from builder.content.figures.names import YEAR
from builder.content.figures.wordless import plan_at
from builder.model.reading import Added, Comparison, Op

FLIPPED: dict[Op, Op] = {"=": "=", ">": "<", ">=": "<=", "<": ">", "<=": ">="}
"""Operators as they are when what they compare is turned to its negative."""
_ROUNDING = 1
"""How far a printed percentage may be from its n/N, in points, and still be the same."""
CLAUSES = frozenset(",;(")
"""Signs behind which something else may be told."""
_WHOLE = Decimal(100)
_PLANS = frozenset({"frame", "frame_linked", "giver", "assigned"})
"""What words must do in a phrase whose figure is a plan."""
_BETWEEN = frozenset(",;-–—/(|")
"""What may stand between a plan and what came of it."""


def counted(figure: Item, share: Item) -> bool:
    """True unless no whole number can be the plan of a count: `2 mũi vắc xin đạt 96,7%`."""
    count, percent = figure.values[0], share.values[0]
    if figure.kind != "counts" or count % 1 or not percent:
        return True
    plan = max(round(100 * count / percent), 1)
    return abs(100 * count / plan - percent) < _ROUNDING


def same_share(parts: Item, share: Item) -> bool:
    """True when a percentage is that of an n/N, as far as it may be rounded."""
    return (
        parts.of is not None
        and parts.of > 0
        and abs(100 * parts.values[0] / parts.of - share.values[0]) < _ROUNDING
    )


def hangs_on(one: Context, main: Context) -> bool:
    """True for a number alone in a bracket directly behind the main one."""
    said, opened, end = one.said, one.item.first - 1, main.item.end
    closed = said.boundary(one.item.end, len(said.tokens))
    alone = said.tokens[opened] == "(" and said.tokens[closed : closed + 1] == [")"]
    return alone and one.direction == "level" and end <= opened == said.boundary(end, opened + 1)


def is_rise(parts: Item, moved: Item) -> bool:
    """True when the two numbers of an n/N lie as far apart as something moved."""
    if not parts.of:
        return False
    apart = abs(parts.values[0] - parts.of)
    if moved.unit == "%":
        return abs(100 * apart / parts.of - moved.values[0]) < _ROUNDING
    return apart == moved.values[0]


def same_amount(item: Item, figure: Item, scales: Mapping[str, Decimal]) -> bool:
    """True for one amount that is printed twice: `12 tỷ đồng`, `mười hai tỷ đồng`."""
    (one, base), (other, same) = (_scaled(two, scales) for two in (item, figure))
    return one == other and base == same


def _scaled(item: Item, scales: Mapping[str, Decimal]) -> tuple[Decimal, str]:
    scale = next((one for one in scales if f"{item.unit} ".startswith(f"{one} ")), "")
    return item.values[0] * scales.get(scale, Decimal(1)), item.unit.removeprefix(scale).strip()


def comparison(one: Context, to: Literal["plan", "previous", "benchmark"]) -> Comparison:
    """The number as a comparison with `to`; a fall and a shortfall are negative."""
    item, op = one.item, one.op
    value = item.values[0]
    down = one.beyond == "below" or one.direction == "down"
    kind: Literal["percent", "over", "points", "change", "index", "level"]
    if item.kind == "points":
        kind = "points"
    elif to == "plan":
        kind = "over" if one.beyond or one.direction != "level" else "percent"
        if one.last and "exceeds" in one.last.roles and op == ">":
            op = "="  # `đạt 98%, vượt 3%`: by so much
    elif one.direction != "level":
        kind = "change"
    else:
        kind = "index" if to == "previous" and not one.growth else "percent"
    if down and kind not in {"percent", "index"}:
        value, op = -value, FLIPPED[op]
    return Comparison(to, kind, value, op, one.approx, one.by, "" if item.percent else item.unit)


def in_unit_of(found: Comparison, moved: Item, figure: Item, own: str) -> Comparison | None:
    """By how much something moved, in the unit that the figure has: `15 vụ, giảm 3`; None without one."""
    if found.kind not in {"change", "over"} or moved.percent or moved.unit:
        return found
    unit = figure.unit or own
    return None if figure.percent or unit in {"", "%"} else replace(found, unit=unit)


def plan_met(main: Context) -> Comparison | None:
    """The plan that a clause without a number says was met or missed: `8,4 tỷ đồng, vượt kế hoạch`."""
    said = main.said
    for mark in said.marks:
        op = mark.roles.get("met") or ("<" if "missed" in mark.roles else "")
        if op and mark.first and said.tokens[mark.first - 1] in CLAUSES and mark.first > main.item.first:
            by = plan_at(said, mark.end, alone=True)
            if by is not None:
                return Comparison("plan", "percent", _WHOLE, cast("Op", op), "", by)
    return None


def plan_first(found: list[Context]) -> Comparison | None:
    """The plan that the first number is where the second is what came of it: `KH 250 ha, TH 262 ha`."""
    plan, result = found[:2]
    item, outcome = plan.item, result.item
    single = all(len(one.values) == 1 and one.of is None and one.previous is None for one in (item, outcome))
    same = item.unit in {outcome.unit, ""}
    if not (single and same and plan.direction == result.direction == "level"):
        return None
    kind, _, by = plan.headed()
    if kind != "plan":
        return None
    kind, head, _ = result.headed()
    between = plan.said.tokens[item.end : head]
    years = _years(plan.said.tokens[: item.first]), _years(plan.said.tokens[head : outcome.first])
    if kind != "outcome" or not _BETWEEN.issuperset(between) or (all(years) and years[0] != years[1]):
        return None
    return Comparison("plan", "level", item.values[0], plan.op, plan.approx, by)


def planned(main: Context) -> bool:
    """True where the figure is a plan and nothing tells what came of it: `kế hoạch giao 12 tỷ đồng`."""
    said, last = main.said, main.last
    if _PLANS.isdisjoint(main.told) or main.direction != "level":
        return False
    if last and "assigned" in last.roles:
        return main.item.bare or main.item.kind == "money"
    kind, head, _ = main.headed()
    while before := said.ends.get(head):
        if before.roles.get("link") != "pass" and "assigned" not in before.roles:
            return False
        head = before.first
    return kind == "plan" and (head == 0 or said.tokens[head - 1] in CLAUSES)


def added(main: Context) -> Added:
    """Whether a level is so many more (`lắp thêm 3 tổ`, `trồng mới 12 ha`) or all there are (`có 9 tổ`)."""
    names, before = main.words.names, main.said.tokens[main.low : main.item.first]
    if main.measure != "level":
        return ""
    if not names["more"].isdisjoint(before) or (not names["new"].isdisjoint(before) and _anew(before, names)):
        return "sure"
    return "" if main.item.of is None and names["stock"].isdisjoint(before) else "all"


def _anew(before: list[str], names: Mapping[str, frozenset[str]]) -> bool:
    """True for `trồng mới`, `xây mới`: what was done is new."""
    return any(one in names["anew"] and then in names["new"] for one, then in pairwise(before))


def _years(tokens: list[str]) -> list[str]:
    return [token for token in tokens if YEAR.fullmatch(token)]


def listed_after(found: Context) -> bool:
    """True for `KH/TH: 12/15 ha`: the plan is named, and printed, before what came of it."""
    marks = found.said.ends
    return any(
        "outcome" in mark.roles
        and mark.first > 1
        and found.said.tokens[mark.first - 1] == "/"
        and (plan := marks.get(mark.first - 1)) is not None
        and plan.roles.get("frame") == "plan"
        for mark in found.said.marks
    )
