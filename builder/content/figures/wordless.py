"""Phrases without digits that count: nothing at all, a number in words, a plan met, or only words."""

from decimal import Decimal
from typing import cast

from msgspec import Struct

from builder.content.figures.phrase import Mark, Phrase
from builder.content.figures.units import unit_at
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Approx, Comparison, Doubt, Measure, Op

_TELLING = frozenset({"spelled", "zero", "met", "direction"})
"""What words must do for such a phrase to say more than its words."""


class Core(Struct):
    """What the words around a figure say of it; fields as in `Reading`."""

    values: tuple[Decimal, ...] = ()
    op: Op = "="
    approx: Approx = ""
    unit: str = ""
    of: Decimal | None = None
    measure: Measure = "qualitative"
    compare: tuple[Comparison, ...] = ()
    share: Decimal | None = None
    counted: tuple[Decimal, Decimal] | None = None
    doubts: tuple[Doubt, ...] = ()
    span: tuple[int, int] | None = None
    """Where its digits stand in the folded phrase."""


def wordless(said: Phrase, words: Vocabulary) -> Core:
    """`không có hộ nghèo` is zero, `ba hộ` is three; others are words, perhaps beside a plan."""
    measure: Measure = "qualitative"
    if "maintain" in said.roles:
        measure = "maintain"
    if said.roles.isdisjoint(_TELLING):
        return Core(measure=measure)
    spelled = [mark for mark in said.marks if "spelled" in mark.roles and counts(said, mark, words)]
    for mark in said.marks:
        roles = mark.roles
        if "zero" in roles and (unit := unit_at(said, mark.end, words)).kind == "counts":
            return Core(
                (Decimal(0),), unit=unit.name, measure="maintain" if measure == "maintain" else "level"
            )
        if "met" in roles and (by := plan_at(said, mark.end)) is not None:
            compared = Comparison("plan", "percent", Decimal(100), cast("Op", roles["met"]), "", by)
            return Core(measure="level", compare=(compared,))
        if roles.get("direction") in {"up", "down"} and _previous(said, mark.end):
            op: Op = ">" if roles["direction"] == "up" else "<"
            return Core(measure=measure, compare=(Comparison("previous", "change", None, op),))
    if not spelled:
        return Core(measure=measure, doubts=_unknown(said, words))
    first, value = spelled[0], Decimal(spelled[0].roles["spelled"])
    unit = unit_at(said, first.end, words)
    moving = unit.name in words.names["moving"] and "direction" in said.roles  # `giảm cả ba tiêu chí`
    if len(spelled) == 1 and value > 1 and "level" not in first.roles and not moving:
        return Core((value,), unit=unit.name, measure="level")
    alternative = f"{value} {unit.name}"
    doubt = Doubt("number-in-words", said.words(first.first, unit.end), (alternative,))
    return Core(measure=measure, doubts=(doubt,))


def _unknown(said: Phrase, words: Vocabulary) -> tuple[Doubt, ...]:
    """What may be counted in words, though its noun is not known: `three model hamlets were built`."""
    for mark in said.marks:
        many = int(mark.roles.get("spelled", "0")) > 1 and words.adjectives > 0
        if many and (unit := unit_at(said, mark.end, words)).end > mark.end + 1:
            return (
                Doubt(
                    "number-in-words",
                    said.words(mark.first, unit.end),
                    (f"{mark.roles['spelled']} {unit.name}",),
                ),
            )
    return ()


def counts(said: Phrase, spelled: Mark, words: Vocabulary) -> bool:
    """True when a number in words counts the noun behind it."""
    unit = unit_at(said, spelled.end, words)
    return unit.kind not in {"", "times"} or (words.adjectives > 0 and f"{unit.name}s" in words.units)


def plan_at(said: Phrase, place: int, *, alone: bool = False) -> str | None:
    """Whose plan stands at a place, empty where that is not said; None when no plan does.

    With `alone` nothing else may stand in its clause.
    """
    high = said.boundary(place, len(said.tokens))
    mark = said.begins.get(place)
    while mark and "link" in mark.roles:
        place = mark.end
        mark = said.begins.get(place)
    if mark is None or not (
        mark.roles.get("frame") == "plan" or "frame_linked" in mark.roles or "giver" in mark.roles
    ):
        return None
    if alone:
        end = mark.end
        while end < high and end in said.begins:
            end = said.begins[end].end
        if end < high:
            return None
    for other in said.marks:
        if "giver" in other.roles and place <= other.first < high:
            return other.roles["giver"]
    return ""


def _previous(said: Phrase, place: int) -> bool:
    """True when the clause goes on with `so với cùng kỳ` or the like."""
    high = said.boundary(place, len(said.tokens))
    return any(
        "previous" in (mark.roles.get("frame"), mark.roles.get("frame_linked")) and place <= mark.first < high
        for mark in said.marks
    )
