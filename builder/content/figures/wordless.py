"""Phrases without digits that count: nothing at all, a number in words, a plan met, or only words."""

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from msgspec import Struct

from builder.content.figures.phrase import Mark, Phrase
from builder.content.figures.units import is_noun, unit_at
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Added, Approx, Comparison, Doubt, Measure, Op

_TELLING = frozenset({"spelled", "zero", "met", "direction"})
"""What words must do for such a phrase to say more than its words."""


_OPENING = frozenset(",;:(")
_COUNTING = frozenset({"direction", "op", "approx", "met", "status", "zero"})
"""What words do that a number stands behind, where it may be a year's name too."""
_COUNTED = frozenset({"counts", "measures", "times"})
_NEAR = 5
"""How far behind `không` the `nào` of `không đồng chí nào` may stand."""


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
    share_said: tuple[Op, Approx] = ("=", "")
    aim: bool = False
    """It is what was planned, and nothing tells what came of it."""
    added: Added = ""
    none: bool = False
    """There is none of something that may not be counted."""


def wordless(said: Phrase, words: Vocabulary) -> Core:
    """`không có hộ nghèo` is zero, `ba hộ` is three; others are words, perhaps beside a plan."""
    measure: Measure = "qualitative"
    if "maintain" in said.roles:
        measure = "maintain"
    if said.roles.isdisjoint(_TELLING) and words.names["which"].isdisjoint(said.tokens):
        return Core(measure=measure)
    none = nothing(said, words)
    doubts = _spelled(said, words, 2 if none else 1)
    if none:
        noun, sure = none
        if not sure or doubts:
            return Core(measure=measure, doubts=(*doubts, Doubt("number-in-words", noun, (f"0 {noun}",))))
        return Core((Decimal(0),), unit=noun, measure="maintain" if measure == "maintain" else "level")
    for mark in said.marks:
        roles = mark.roles
        if "met" in roles and (by := plan_at(said, mark.end)) is not None:
            compared = Comparison("plan", "percent", Decimal(100), cast("Op", roles["met"]), "", by)
            return Core(measure="level", compare=(compared,))
        if roles.get("direction") in {"up", "down"} and _previous(said, mark.end):
            op: Op = ">" if roles["direction"] == "up" else "<"
            return Core(measure=measure, compare=(Comparison("previous", "change", None, op),))
    return Core(measure=measure, doubts=doubts, none="zero" in said.roles and measure != "maintain")


def _spelled(said: Phrase, words: Vocabulary, least: int) -> tuple[Doubt, ...]:
    """The doubt about the first number in one word, not below `least`, that counts something."""
    for mark in said.marks:
        if int(mark.roles.get("spelled", "0")) < least:
            continue
        if counts(said, mark, words) or _may_count(said, mark, words):
            unit = unit_at(said, mark.end, words)
            other = f"{mark.roles['spelled']} {unit.name}"
            return (Doubt("number-in-words", said.words(mark.first, unit.end), (other,)),)
    return ()


def nothing(said: Phrase, words: Vocabulary) -> tuple[str, bool] | None:
    """What a phrase says there is none of, and whether it is sure that it is counted; None for nothing said.

    `không có hộ nghèo`, `không đồng chí nào`, `zero fatalities` are sure, `no plans` is not.
    """
    tokens, names = said.tokens, words.names
    for mark in said.marks if "zero" in said.roles else ():
        if "zero" in mark.roles and (found := none_of(said, mark, words)):
            return found
    for place in range(len(tokens) - 1):
        if tokens[place] in names["not"] and not names["which"].isdisjoint(tokens[place + 2 : place + _NEAR]):
            return _none_of(said, place + 1, words, sure=False)
    return None


def none_of(said: Phrase, zero: Mark, words: Vocabulary) -> tuple[str, bool] | None:
    """What stands behind a word of nothing, and whether it is sure that it is counted."""
    return _none_of(said, zero.end, words, sure=zero.roles["zero"] == "sure")


def _none_of(said: Phrase, place: int, words: Vocabulary, *, sure: bool) -> tuple[str, bool] | None:
    tokens, names = said.tokens, words.names
    while passed := next((size for size in (2, 1) if _words(tokens, place, size) in names["none"]), 0):
        place += passed
    noun = unit_at(said, place, words)
    if noun.kind == "counts":
        return noun.name, True
    if words.adjectives and f"{noun.name}s" in words.units:
        return f"{noun.name}s", True  # `no complaint`
    if words.adjectives and is_noun(noun):
        return noun.name, sure
    which = next((at for at in range(place + 1, place + _NEAR) if _words(tokens, at, 1) in names["which"]), 0)
    return (said.words(place, which), False) if which else None


def _words(tokens: list[str], place: int, count: int) -> str:
    return " ".join(tokens[place : place + count])


def in_one_word(said: Phrase, words: Vocabulary) -> int:
    """The place of the only number of a phrase, said in one word before what it counts; -1 for none.

    One is none, for it may be an article; nor is a number beside others: `hai ba hộ`, `two or three homes`.
    """
    spelled = [mark for mark in said.marks if "spelled" in mark.roles]
    counting = [mark for mark in spelled if counts(said, mark, words)]
    if len(counting) != 1 or counting[0].roles["spelled"] == "1":
        return -1
    place = counting[0].end - 1
    beside = any(mark.end <= place <= mark.end + 1 for mark in spelled)
    return -1 if beside or nothing(said, words) else place


def counts(said: Phrase, spelled: Mark, words: Vocabulary) -> bool:
    """True when a number in words counts a known noun behind it: `Three Rivers` is a name."""
    unit = unit_at(said, spelled.end, words)
    if unit.kind or not words.adjectives:
        return unit.kind not in {"", "times"}
    return f"{unit.name}s" in words.units


def unsure_counts(said: Phrase, words: Vocabulary) -> Iterator[Doubt]:
    """The doubts about `năm`, five or year, where what is counted follows: `giảm năm hộ`, `2 vụ, năm người`.

    Not where it must be a year: `kế hoạch năm`, `trong năm xã đã …`, `năm huyện giao`.
    """
    tokens, ones = said.tokens, words.cardinals.ones
    for place, token in enumerate(tokens):
        if token not in words.cardinals.unsure:
            continue
        before = said.ends.get(place)
        told = before is not None and not _COUNTING.isdisjoint(before.roles)
        alone = place == 0 or tokens[place - 1] in _OPENING or tokens[place - 1] in words.names["doing"]
        if not (told or alone):
            continue
        unit, behind = unit_at(said, place + 1, words), said.begins.get(place + 1)
        if unit.kind in _COUNTED and not (behind and "giver" in behind.roles):
            printed = said.words(place, unit.end)
            yield Doubt("number-in-words", printed, (f"{ones[token]} {unit.name}",))


def _may_count(said: Phrase, spelled: Mark, words: Vocabulary) -> bool:
    """True when a number in words may count a plural that is not known: `three model hamlets`."""
    unit = unit_at(said, spelled.end, words)
    return words.adjectives > 0 and spelled.roles["spelled"] != "1" and not unit.kind and is_noun(unit)


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
