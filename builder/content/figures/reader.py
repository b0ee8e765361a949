"""A phrase as printed → what it says as data. Sure, or in doubt and saying so; never a guess.

The steps: fold the text and split it once, mark the words of the vocabulary, set aside digits that are dates
or names, group the numbers with their units, hear what the words around each number say of it, and decide
which one is the figure itself and what the others are beside it: a share of a plan, a change against before.
"""

import re
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from builder.content.figures.beside import beside, own_unit, with_capitals
from builder.content.figures.clause import FARING
from builder.content.figures.comparing import (
    CLAUSES,
    FLIPPED,
    added,
    comparison,
    counted,
    hangs_on,
    in_unit_of,
    is_rise,
    plan_first,
    plan_met,
    planned,
    same_amount,
    same_share,
)
from builder.content.figures.context import Context, contexts
from builder.content.figures.item import Item
from builder.content.figures.items import numbers
from builder.content.figures.phrase import Mark, Phrase, fold, phrase
from builder.content.figures.sureness import doubts
from builder.content.figures.vocabulary import Vocabulary, vocabulary
from builder.content.figures.wordless import Core, in_one_word, wordless
from builder.model.reading import Approx, Comparison, Doubt, Op, Reading, none_of

_DIGIT = re.compile(r"\d")
_WHOLE = 100


def read_figure(text: str, language: str, unit: str = "") -> Reading:
    """The reading of a phrase; `unit` is the indicator's own, for phrases that leave it out.

    Raises nothing for any text. Source: docs/figures.md.
    """
    words = vocabulary(language)
    said = phrase(fold(text), words)
    found = numbers(said, words)
    if "spelled" in said.roles and not found.items and (counted := in_one_word(said, words)) >= 0:
        said = phrase(said.text, words, counted)
        found = numbers(said, words)
    core = (
        _Figures(said, contexts(said, found, words), words, unit).read()
        if found.items
        else wordless(said, words)
    )
    unsure = (around := beside(said, found, words)).doubts + core.doubts
    if not core.values and not core.compare and not unsure and _DIGIT.search(said.text):
        unsure = (Doubt("no-figure", said.text),)
    if unit and core.none and not unsure:
        unsure = (none_of(said.text, unit),)
    return Reading(
        text,
        core.values,
        core.op,
        core.approx,
        own_unit(with_capitals(core.unit, text, words), unit, words) if core.values else core.unit,
        core.of,
        core.measure,
        around.status,
        around.cumulative,
        core.compare,
        core.share,
        core.counted,
        around.unread,
        unsure,
        # Places in the folded phrase are the printed ones as long as folding took nothing away.
        core.span if len(said.text) == len(text) and not said.worded else None,
        *core.share_said,
        timing=replace(around.timing, aim=True) if core.aim else around.timing,
        part=_of_more(said, words),
        added=core.added,
        none=core.none,
    )


def _of_more(said: Phrase, words: Vocabulary) -> bool:
    """True for a phrase that begins with `trong đó`; not for `riêng năm 2022`."""
    first = said.begins.get(0)
    if first is None or first.roles.get("turn") != "part":
        return False
    return words.names["year"].isdisjoint(said.tokens[first.end : first.end + 1])


class _Figures(Struct):
    """A phrase with at least one number."""

    said: Phrase
    found: list[Context]
    words: Vocabulary
    own: str
    """The unit of the indicator, or empty."""
    compare: list[Comparison] = []
    share: Decimal | None = None
    share_said: tuple[Op, Approx] = ("=", "")
    counted: tuple[Decimal, Decimal] | None = None
    doubts: list[Doubt] = []

    def read(self) -> Core:
        main = self._main()
        item = main.item
        values, op, measure = item.values, main.op, main.measure
        if main.direction == "down" and measure in {"growth", "change"}:
            values, op = tuple(sorted(-value for value in values)), FLIPPED[op]
        if item.previous is not None:
            self.compare.append(Comparison("previous", "level", item.previous))
        for one in self.found:
            if one is not main:
                self._place(one, main)
            elif one.frame and not (one.frame == "previous" and measure in {"growth", "change"}):
                self._keep(comparison(one, one.frame), one, main)
        told = main.goals or any(one.to == "plan" for one in self.compare)
        if not told and not FARING.isdisjoint(self.said.roles) and (plan := plan_met(main)):
            self.compare.append(plan)
        self.doubts.extend(doubts(self.said, self.found, main))
        return Core(
            values,
            op,
            main.approx,
            item.unit,
            item.of,
            measure,
            tuple(self.compare),
            self.share,
            self.counted,
            tuple(self.doubts),
            self._digits(item),
            self.share_said,
            planned(main),
            added(main),
        )

    def _digits(self, item: Item) -> tuple[int, int]:
        """Where the digits of an item stand in the folded phrase, without a sign of money before them."""
        first = item.first if self.said.tokens[item.first][0].isdecimal() else item.first + 1
        return self.said.starts[first], self.said.end_of(item.last)

    def _main(self) -> Context:
        """The figure itself: the first number that is no comparison; a change if there is nothing else."""
        if len(self.found) == 1:
            return self.found[0]
        if "outcome" in self.said.roles and (plan := plan_first(self.found)):
            self.compare.append(plan)
            del self.found[0]
            return self.found[0]
        stated = [one for one in self.found if not one.bracketed] or self.found
        free = [one for one in stated if not one.frame and not (one.share and one is not self.found[0])]
        for one in free:
            if one.direction == "level" and not (one.item.percent and one.growth):
                return one
        return stated[0]

    def _place(self, one: Context, main: Context) -> None:
        """What a number beside the main one is."""
        item, figure = one.item, main.item
        if one.bracketed and self.said.worded and same_amount(item, figure, self.words.scales):
            return  # `12 tỷ đồng (bằng chữ: mười hai tỷ đồng)`
        if item.previous is not None:
            self.compare.append(Comparison("previous", "level", item.previous))
        if self._is_unclear(one, main) or (self._is_compared(one, main) and self._is_of_another(one)):
            self._several(one, main)
        elif framed := self._framed(one, main):
            self._keep(framed, one, main)
        elif figure.unit == "%" and item.of and (same_share(item, figure) or one.bracketed):
            self.counted = (item.values[0], item.of or Decimal(0))
        elif self._is_share(one, main):
            self.share, self.share_said = item.values[0], (one.op, one.approx)
        elif moved := self._moved(one, main):
            self._keep(moved, one, main)
        else:
            self._several(one, main)

    def _keep(self, found: Comparison, one: Context, main: Context) -> None:
        """A comparison; of a move without a unit the figure's own is meant, if it has one."""
        if (sized := in_unit_of(found, one.item, main.item, self.own)) is not None:
            self.compare.append(sized)
        else:
            self.doubts.append(Doubt("unknown-unit", self.said.words(one.item.first, one.item.end)))

    def _framed(self, one: Context, main: Context) -> Comparison | None:
        """What a number is that says a rise or fall again, or that something is compared with."""
        if said_again := self._said_again(one):
            return said_again
        plan = self.compare[0] if self.compare else None
        if plan and plan.kind == "level" and plan.to == "plan" and not one.frame and one.direction == "level":
            whole = replace(main.item, of=plan.value)
            if one.item.unit == "%" and same_share(whole, one.item):
                return comparison(one, "plan")  # `KH 350 người, TH 371 người (106%)`
        excess = not self.words.names["excess"].isdisjoint(self.said.tokens)
        same = f"{main.item.unit}/".startswith(f"{one.item.unit}/")
        if one.reference and same and not excess:
            return Comparison(one.reference, "level", one.item.values[0], one.op, one.approx)
        return comparison(one, one.frame) if one.frame and not (one.was or one.reference) else None

    def _moved(self, one: Context, main: Context) -> Comparison | None:
        """What a number is that tells what another was, by how much it moved, or its share of the plan."""
        if one.was and (one.was != "moved" or self._was(one, main)):
            return Comparison("previous", "level", one.item.values[0], one.op, one.approx)
        if self._is_change(one, main):
            return comparison(one, "previous")
        return comparison(one, "plan") if self._is_of_plan(one, main) else None

    def _is_unclear(self, one: Context, main: Context) -> bool:
        """True when the first of two numbers of one clause may be a name, or each goal has its own plan.

        `mũi 2 đạt 98%`; `15 chỉ tiêu đạt trên 50% kế hoạch`.
        """
        first, last = main.item, one.item
        if first.kind == "times" and last.kind != "times":
            return True  # `hơn 2 năm triển khai, 100% hộ dân đồng thuận`
        rate = (
            one.earlier is not None and one.earlier is not main and one.earlier.item.values[0] == self.share
        )
        if rate and one.item.kind == "percent" and one.direction != "level":
            return True  # `112 hộ, chiếm 3,21%, giảm 0,84%`: which of the two fell
        goals = first.unit in self.words.names["goals"]
        if one.frame == "previous" and one.direction != "level" and is_rise(first, last) and not goals:
            return True  # `15/12 vụ, tăng 3 vụ so với cùng kỳ`: the 12 is no whole
        moved = one.frame == "previous" and main.direction != "level" and not main.frame
        if moved and first.percent == last.percent and not one.bracketed:
            return True  # `hộ nghèo giảm 2%, hộ cận nghèo giảm 1% so với năm trước`
        if last.first < first.first and (self._is_part(main) or (main.goals and one.frame == "plan")):
            return (
                True  # `tổng thu đạt 98% KH, trong đó thu phí đạt 112%`, `đạt 50% so với KH năm: 9 chỉ tiêu`
            )
        if not first.end <= self.said.boundary(first.end, last.first) == last.first:
            return False
        if first.of is None and not first.unit:
            return True
        return main.goals and last.percent and not (same_share(first, last) or self._is_share(one, main))

    def _is_compared(self, one: Context, main: Context) -> bool:
        if one.frame or one.was or self._is_change(one, main):
            return True
        return self._is_of_plan(one, main) and not self._is_share(one, main)

    def _is_of_another(self, one: Context) -> bool:
        """True when the clause of a number names something that none of its words explains.

        `thu ngân sách 12 tỷ đồng, thu thuế đạt 83% dự toán`: 83% is not of the 12.
        """
        said, place = self.said, one.low
        if self._is_part(one):
            return True  # `2,4 triệu người, trong đó 90% là …`
        if not place or said.tokens[place - 1] not in CLAUSES:
            if one.frame or one.was:
                return False
            place = max(
                (mark.end for mark in said.marks if self._states(mark, one, "direction")), default=place
            )
        while place < one.item.first:
            if mark := said.begins.get(place):
                place = mark.end
            elif said.tokens[place][0].isalpha():
                return True
            else:
                place += 1
        return False

    def _is_part(self, one: Context) -> bool:
        """True for what follows `trong đó`."""
        return any(mark.roles.get("turn") == "part" for mark in one.before)

    def _states(self, mark: Mark, one: Context, role: str) -> bool:
        """True for words of a role between the number before and this one: what follows `đạt` is its own."""
        return role in mark.roles and one.low <= mark.first and mark.end <= one.item.first

    def _is_of_plan(self, one: Context, main: Context) -> bool:
        """True for `15 tỷ đồng, đạt 98%` and `đạt 98%, vượt 3%`."""
        item, figure = one.item, main.item
        if item.unit != "%" or item.first < figure.first or not counted(figure, item):
            return False
        beside = one.next is not None and one.next.roles.get("link") == "with" and not one.ahead
        if one.exceeds or one.noun or one.of_whole or beside:
            return one.exceeds  # not `đạt 87% so với hộ nông nghiệp`
        beyond = item.values[0] > _WHOLE and same_share(figure, item)  # `12/10 hộ, đạt 120%`
        return one.bare_percent and not figure.percent and (figure.of is None or beyond)

    def _several(self, one: Context, main: Context) -> None:
        first, printed = (self.said.words(two.item.first, two.item.end) for two in (main, one))
        self.doubts.append(Doubt("several-values", printed, (first, printed)))

    def _is_share(self, one: Context, main: Context) -> bool:
        item, figure = one.item, main.item
        if item.unit != "%" or len(item.values) > 1 or figure.percent or self.share is not None:
            return False
        if one.share or one.noun:
            return item.values[0] <= _WHOLE and (one.share or one.direction == "level")
        if one.bracketed and figure.kind in {"counts", ""} and figure.of is None:
            return main.direction == "level" and hangs_on(one, main)  # `12.345 phiếu (45,6%)`
        if figure.of:
            beside = one.frame or one.exceeds or one.beyond or one.direction != "level"
            said_of = not (beside or self._is_of_another(one))  # `28/30 chỉ tiêu, đạt 96%`: they disagree
            return item.values[0] <= _WHOLE and (same_share(figure, item) or said_of)
        return False

    def _is_change(self, one: Context, main: Context) -> bool:
        """True for the rise or fall that a level had (`12 hộ, giảm 3 hộ`), or a rise in other terms."""
        item, figure = one.item, main.item
        if one.noun:
            return False  # `đạt 112% KH, giảm 0,9% hộ nghèo`
        if one.direction == "level" or (main.direction != "level" and item.percent == figure.percent):
            return False
        if item.first > figure.first or item.kind == "points" or (item.percent and not figure.percent):
            return True
        between = " ".join(self.said.tokens[item.end : figure.first])
        return between.rpartition(", ")[2] in self.words.joins["to_new"]  # `giảm 2 hộ nghèo, còn 5 hộ`

    def _was(self, one: Context, main: Context) -> bool:
        """True for `fell to 91%, from 93%`; not for `fell to 5, from 3 wards`."""
        same = one.item.unit in {"", main.item.unit}
        return same and any(
            main.low <= mark.first < main.item.first and mark.roles.get("direction") in {"up", "down"}
            for mark in self.said.marks
        )

    def _said_again(self, one: Context) -> Comparison | None:
        """A percentage that says again by how much something rose or fell: `giảm 5 vụ (20%)`, `= 20%`."""
        equal = one.equals and (one.frame != "plan" or one.beyond)
        if one.item.unit != "%" or not (equal or (one.bracketed and not one.frame and not one.share)):
            return None
        other = self.found[self.found.index(one) - 1]
        if other.item.percent or other.direction == "level":
            return None
        value = -one.item.values[0] if other.direction == "down" else one.item.values[0]
        of_plan = other.frame == "plan"
        return Comparison("plan" if of_plan else "previous", "over" if of_plan else "change", value)
