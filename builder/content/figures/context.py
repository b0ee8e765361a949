"""What the words around each number say of it: operator, direction, and what it is compared with."""

from dataclasses import dataclass
from typing import Literal, cast

from builder.content.figures.items import Item, Numbers
from builder.content.figures.phrase import Mark, Phrase
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Approx, Measure, Op

Direction = Literal["up", "down", "level"]
Frame = Literal["plan", "previous", "benchmark"]
_FAR = 2
"""How many words may stand between a number's noun and `trở lên`."""
_NEAR = 3
"""How many words may stand between `of the` and the plan: `80% of the savings target`."""
_TOLD = 4
"""How many letters of a comparison with the time before must be left where a phrase is cut off."""


@dataclass(slots=True)
class Context:
    """A number and what its clause says of it."""

    item: Item
    op: Op = "="
    approx: Approx = ""
    direction: Direction = "level"
    beyond: Literal["", "over", "below"] = ""
    """How it lies to a plan, where that is said."""
    frame: Frame | Literal[""] = ""
    by: str = ""
    """Whose plan it is."""
    measure: Measure = "level"
    growth: bool = False
    share: bool = False
    falls: bool = False
    times: bool = False
    exceeds: bool = False
    """`vượt` directly before it: beyond something, or beyond it."""
    was: bool = False
    """`down from` directly before it: what it was before."""
    bracketed: bool = False
    bare_percent: bool = False
    """A percentage that is a share of the plan where nothing else is said: so it is in Vietnamese reports."""
    goals: bool = False
    """What it counts has a plan of its own each: `chỉ tiêu`."""
    noun: bool = False
    """A percentage with what it is a part of behind it: `85% dân số`."""


def contexts(said: Phrase, found: Numbers, words: Vocabulary) -> list[Context]:
    """The context of each number, in order."""
    result, start = [], 0
    for item in found.items:
        result.append(_Clause(said, found, words, item, said.clause(start, item.first)).context())
        start = item.end
    return result


class _Clause:
    """The words of the clause of a number: those from `low` to it, and those behind it up to `high`."""

    def __init__(self, said: Phrase, found: Numbers, words: Vocabulary, item: Item, low: int) -> None:
        self.said = said
        self.found = found
        self.words = words
        self.item = item
        self.low = low
        self.behind = behind = said.past_bracket(item.end)
        self.following = next((one.first for one in found.items if one.first >= behind), len(said.tokens))
        self.high = said.boundary(behind, self.following)
        self.before = [mark for mark in said.marks if low <= mark.first and mark.end <= item.first]
        self.told: set[str] = set()
        """All that the words before the number may do."""
        for mark in self.before:
            self.told.update(mark.roles)
        self.next = said.begins.get(behind) or said.begins.get(item.last + 1)
        self.place = item.first
        """Where the words begin that only say `more than` or `about`."""

    def context(self) -> Context:
        item, one, told = self.item, Context(self.item), self.told
        ahead, by = self._frame_at(self.behind) if item.percent or self.next else ("", "")
        one.goals = item.of is not None or item.unit in self.words.names["goals"]
        self._operator(one, ahead)
        self._direction(one)
        one.growth = "growth" in told
        one.share = "share" in told
        one.times = "times" in told
        one.beyond = self._beyond()
        if last := self.said.ends.get(item.first):
            one.exceeds = "exceeds" in last.roles
            one.was = "was" in last.roles
        one.times = one.times or (
            item.unit in self.words.names["times"]
            and (one.direction != "level" or bool(ahead) or item.values[0] % 1 != 0)
        )
        if item.percent or one.direction != "level" or one.beyond:
            if ahead:
                one.frame, one.by = ("", "") if item.of is not None else (ahead, by)
            elif item.percent or one.beyond:
                one.frame, one.by = self._frame_before()
        one.measure = self._measure(one)
        one.bare_percent = item.unit == "%" and self.words.bare_percent
        one.bracketed = self.said.in_brackets(item.first)
        one.noun = item.percent and not ahead and self._named()
        return one

    def _operator(self, one: Context, ahead: Frame | Literal[""]) -> None:
        """Operator and approximation from the words directly before the number, or `or more` behind it.

        `vượt 5 % dự toán` and `cao hơn 3 vụ so với cùng kỳ` say how far, not how much at least.
        """
        ends = self.said.ends
        while (mark := ends.get(self.place)) and mark.first >= self.low:
            roles = mark.roles
            if "approx" in roles:
                one.approx = cast("Approx", roles["approx"])
            if "op" in roles and not (ahead and "beyond" in roles):
                if one.op == "=" and (len(self.item.values) == 1 or "from" not in roles):
                    one.op = cast("Op", roles["op"])
            elif "approx" not in roles:
                break
            self.place = mark.first
        if one.goals and "met" in self.told:
            one.op = "="  # `vượt 5/20 chỉ tiêu`: how many of them, not more than so many
        if "frame" in self.told:
            self._reference(one)
        for mark in self.said.marks if "behind" in self.said.roles else ():
            if "behind" in mark.roles and self.behind <= mark.first < self.high and self._near(mark):
                one.op = cast("Op", mark.roles["behind"])

    def _reference(self, one: Context) -> None:
        """`above the national average of 92%`: the number is what something lies above or below."""
        of = self.said.ends.get(self.place)
        mean = self.said.ends.get(of.first) if of and of.roles.get("link") == "of" else None
        if mean and "frame" in mean.roles and "beyond" in mean.roles:
            one.op = ">" if mean.roles["beyond"] == "over" else "<"

    def _near(self, behind: Mark) -> bool:
        """True when `or more` is said of the number and not of a grade between them."""
        return behind.first - self.behind <= _FAR and not any(
            self.behind <= mark.first < behind.first and ("grade" in mark.roles or "direction" in mark.roles)
            for mark in self.said.marks
        )

    def _direction(self, one: Context) -> None:
        """Whether the words say a rise, a fall or a level; the last one before the number counts."""
        if self.item.signed:
            one.direction = "down" if self.item.signed == "-" else "up"
            one.falls = any(mark.roles.get("direction") == "down" for mark in self.before)
        elif self.next and "after" in self.next.roles:
            one.direction = cast("Direction", self.next.roles["after"])
        elif self.next and self.next.roles.get("beyond_after") == "below":
            one.direction = "down"
        else:
            for mark in reversed(self.before):
                roles = mark.roles
                if "direction" in roles and (mark.end <= self.place or "beyond" not in roles):
                    if not self._to_a_place(mark):
                        one.direction = cast("Direction", roles["direction"])
                    return

    def _to_a_place(self, fall: Mark) -> bool:
        """True for `giảm dưới 0,5%`: a fall to below it, not by less than it."""
        following = self.said.begins.get(fall.end)
        return (
            self.item.percent
            and following is not None
            and "place" in following.roles
            and "by" not in fall.roles
        )

    def _beyond(self) -> Literal["", "over", "below"]:
        if self.next and "beyond_after" in self.next.roles:
            return cast("Literal['over', 'below']", self.next.roles["beyond_after"])
        for mark in reversed(self.before) if "beyond" in self.told else ():
            if "beyond" in mark.roles:
                return cast("Literal['over', 'below']", mark.roles["beyond"])
            if "direction" in mark.roles:
                break
        return ""

    def _frame_at(self, place: int) -> tuple[Frame | Literal[""], str]:
        """What the words at `place` compare with, and whose plan it is."""
        begins, high, start = self.said.begins, self.high, place
        if place >= high:
            return "", ""
        linked, mark = False, begins.get(place)
        while mark and "link" in mark.roles and "frame" not in mark.roles and mark.end <= high:
            linked, place = linked or mark.roles["link"] == "with", mark.end
            mark = begins.get(place)
        if mark and mark.end <= high and not self._gives_number(mark.end):
            kind = mark.roles.get("frame") or self._linked(mark, linked=linked)
            if kind:
                return cast("Frame", kind), self._by(mark.end) if kind == "plan" else ""
            if "giver" in mark.roles:
                return "plan", mark.roles["giver"]
        if place > start and (later := self._later(place, high if linked else place + _NEAR)):
            return cast("Frame", later.roles["frame"]), self._by(later.end)
        if linked and any(at in self.found.names for at in range(place, high)):
            return "previous", ""
        if place < high == len(self.said.tokens):
            rest = self.said.words(place, high)
            cut = self.words.cut.get(rest, "")
            return cast("Frame", cut) if linked or cut == "plan" or len(rest) >= _TOLD else "", ""
        return "", ""

    def _linked(self, mark: Mark, *, linked: bool) -> str:
        """What words compare with that do so only after `so với` or, for a plan, at the end of the clause."""
        kind = mark.roles.get("frame_linked", "")
        return kind if linked or (kind == "plan" and mark.end == self.high) else ""

    def _later(self, place: int, last: int) -> Mark | None:
        """The first words behind `place` up to `last` that numbers are compared with."""
        for mark in self.said.marks:
            if place < mark.first <= last and mark.end <= self.high and "frame" in mark.roles:
                return None if self._gives_number(mark.end) else mark
        return None

    def _gives_number(self, place: int) -> bool:
        """True when what is compared with is a number itself: `against a target of 90%`."""
        mark = self.said.begins.get(place)
        if mark and mark.roles.get("link") == "of":
            place = mark.end
        return place == self.following < len(self.said.tokens)

    def _by(self, place: int) -> str:
        """Whose plan it is: words directly behind the plan, or `… giao` later in the clause."""
        if (mark := self.said.begins.get(place)) and "owner" in mark.roles and mark.end <= self.high:
            return mark.roles["owner"]
        for mark in self.said.marks:
            if "giver" in mark.roles and place <= mark.first and mark.end <= self.high:
                return mark.roles["giver"]
        return ""

    def _frame_before(self) -> tuple[Frame | Literal[""], str]:
        """`so với kế hoạch tăng 5%`, `vượt kế hoạch 5%`."""
        for mark in self.before:
            kind = mark.roles.get("frame") or mark.roles.get("frame_linked")
            if kind is None and "giver" in mark.roles:
                kind = "plan"
            link = self.said.ends.get(mark.first)
            of = self.said.begins.get(mark.end)
            itself = of is not None and of.roles.get("link") == "of" and of.end == self.place
            if kind and not itself and (_leads(mark) or (link and _leads(link))):
                return cast("Frame", kind), self._by(mark.end) if kind == "plan" else ""
        return "", ""

    def _measure(self, one: Context) -> Measure:
        if "maintain" in self.told:
            return "maintain"
        if one.direction == "level":
            return "growth" if self.item.percent and one.growth else "level"
        return "growth" if self.item.kind == "percent" else "change"

    def _named(self) -> bool:
        place = self.behind
        return place < self.high and self.said.tokens[place].isalpha() and place not in self.said.begins


def _leads(mark: Mark) -> bool:
    return mark.roles.get("link") == "with" or "beyond" in mark.roles
