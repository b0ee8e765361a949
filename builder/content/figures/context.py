"""What the words around each number say of it: operator, direction, and what it is compared with."""

from typing import Literal, cast

from builder.content.figures.clause import Clause, Frame
from builder.content.figures.items import Item, Numbers
from builder.content.figures.phrase import Mark, Phrase
from builder.content.figures.units import kind_at
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Approx, Measure, Op

Direction = Literal["up", "down", "level"]
_FAR = 2
"""How many words may stand between a number's noun and `trở lên`."""


class Context:
    """A number and what its clause says of it."""

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
    was: str = ""
    """`down from` directly before it: what it was before; `moved` where that takes a rise or fall."""
    equals: bool = False
    """`=` directly before it: the same said in other terms."""
    bracketed: bool = False
    bare_percent: bool = False
    """A percentage that is a share of the plan where nothing else is said: so it is in Vietnamese reports."""
    unclear: bool = False
    """A rise or fall may be of something else than the number."""
    low: int = 0
    """Where its clause begins, behind the number before."""
    goals: bool = False
    """What it counts has a plan of its own each: `chỉ tiêu`."""
    noun: bool = False
    """A percentage with what it is a part of behind it: `85% dân số`."""

    def __init__(self, item: Item) -> None:
        self.item = item


def contexts(said: Phrase, found: Numbers, words: Vocabulary) -> list[Context]:
    """The context of each number, in order."""
    result, start = [], 0
    for item in found.items:
        result.append(_Sense(said, found, words, item, said.clause(start, item.first)).context())
        start = item.end
    return result


class _Sense(Clause):
    """What the clause of a number says of it."""

    def context(self) -> Context:
        item, one, told = self.item, Context(self.item), self.told
        percent = item.percent
        ahead, by = self.frame_at(self.behind) if percent or self.next else ("", "")
        one.goals = item.of is not None or item.unit in self.words.names["goals"]
        self._operator(one, ahead)
        one.beyond = self._beyond(ahead)
        self._direction(one, ahead)
        one.growth, one.share = "growth" in told, "share" in told
        one.times = "times" in told
        if last := self.said.ends.get(item.first):
            one.exceeds = "exceeds" in last.roles
            one.was = last.roles.get("was", "")
            one.equals = "equals" in last.roles
        one.times = one.times or (
            item.unit in self.words.names["times"]
            and (one.direction != "level" or bool(ahead) or item.values[0] % 1 != 0)
        )
        if percent or one.direction != "level" or one.beyond:
            if ahead:
                one.frame, one.by = (
                    ("", "") if item.of is not None or item.previous is not None else (ahead, by)
                )
            elif percent or one.beyond:
                one.frame, one.by = self.frame_before()
        if one.frame and one.beyond == "below" and one.direction == "level" and self._under():
            one.direction = "down"
        one.unclear = one.unclear or self._denied() or self._is_of_before(one)
        one.measure = self._measure(one)
        one.bare_percent = item.unit == "%" and self.words.bare_percent
        one.low = self.low
        one.bracketed = self.said.in_brackets(item.first)
        one.noun = percent and not ahead and self._named()
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
            if "op" in roles and not (ahead and "beyond" in roles and "link" not in roles):
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
        ends = self.said.ends
        of = ends.get(self.place)
        mean = ends.get(of.first) if of and of.roles.get("link") == "of" else None
        if mean is None or "frame" not in mean.roles:
            return
        side = self.ahead_of(mean)
        if side and "beyond" in side.roles:
            one.op = ">" if side.roles["beyond"] == "over" else "<"

    def _near(self, behind: Mark) -> bool:
        """True when `or more` is said of the number and not of a grade between them."""
        return behind.first - self.behind <= _FAR and not any(
            self.behind <= mark.first < behind.first and ("grade" in mark.roles or "direction" in mark.roles)
            for mark in self.said.marks
        )

    def _direction(self, one: Context, ahead: Frame | Literal[""]) -> None:
        """Whether the words say a rise, a fall or a level; the last one before the number counts."""
        if self.item.signed:
            one.direction = "down" if self.item.signed == "-" else "up"
            one.falls = any(mark.roles.get("direction") == "down" for mark in self.before)
        elif self.next and (after := self._after(self.next)):
            one.direction = after
        else:
            self._told(one)
            lies = one.beyond and self.next is not None and "beyond" in self.next.roles
            if lies and one.direction == "level" and (one.beyond, ahead) != ("over", "plan"):
                one.direction = "down" if one.beyond == "below" else "up"

    def _told(self, one: Context) -> None:
        """The direction that the words before the number tell."""
        for mark in reversed(self.before):
            roles = mark.roles
            if "direction" in roles and (mark.end <= self.place or "beyond" not in roles):
                if not self._to_a_place(mark):
                    one.direction = cast("Direction", roles["direction"])
                    one.unclear = one.direction != "level" and self._far(mark)
                return
        self._continued(one)

    def _continued(self, one: Context) -> None:
        """A rise or fall before: `fell slightly, by 0.4%`, `tăng nhẹ (0,2%)`; not sure of `giảm (12 vụ)`."""
        said = self.said
        by = said.ends.get(self.place)
        bracketed = self.place == self.low > 0 and said.tokens[self.place - 1] == "("
        if bracketed and any(said.matches[at].lastindex == 1 for at in range(self.place)):
            return
        if not bracketed and (by is None or by.roles.get("link") != "by" or "by" not in by.roles):
            return
        for mark in reversed(said.marks):
            if mark.end < self.place and "direction" in mark.roles:
                one.direction = cast("Direction", mark.roles["direction"])
                if bracketed and one.direction != "level" and not self.item.percent:
                    one.direction, one.unclear = "level", True
                return

    def _after(self, following: Mark) -> Direction | Literal[""]:
        """A rise or fall that is said behind the number: `5% more`, `a 5% year-on-year increase`."""
        while following.roles.get("link") == "pass" and following.end in self.said.begins:
            following = self.said.begins[following.end]
        if "frame" in following.roles and "after" not in following.roles:
            following = self.said.begins.get(following.end, following)
        tokens, end = self.said.tokens, following.end
        if end < len(tokens) and tokens[end][0].isdecimal():
            return ""  # `45 visits up 3 on last year`
        return cast("Direction", following.roles.get("after", ""))

    def _to_a_place(self, fall: Mark) -> bool:
        """True for `giảm dưới 0,5%`: a fall to below it, not by less than it."""
        following = self.said.begins.get(fall.end)
        return (
            self.item.percent
            and following is not None
            and "place" in following.roles
            and "by" not in fall.roles
        )

    def _denied(self) -> bool:
        """True for `không trên 5%` and whatever else of that kind the vocabulary does not know."""
        mark = self.said.begins.get(self.place) or self.said.ends.get(self.place)
        if mark is None:
            return False
        tokens, denials = self.said.tokens, self.words.names["not"]
        if "neutral" in mark.roles:
            return mark.end == self.place and tokens[mark.first] in denials
        place = self.place
        while mark and ("op" in mark.roles or "direction" in mark.roles):
            place = mark.first
            mark = self.said.ends.get(place)
        if place > self.low and tokens[place - 1] in self.words.names["let"]:
            place -= 1  # `không để tăng quá 5 vụ`
        return place > self.low and tokens[place - 1] in denials

    def _is_of_before(self, one: Context) -> bool:
        """True for a percentage beside the time before that may be a share of it or a rise."""
        if one.frame != "previous" or not self.item.percent or one.direction != "level" or one.growth:
            return False
        if one.was or (self.next and self.next.roles.get("link") == "of"):
            return False
        said = self.said.ends.get(self.place)
        if said and "index" in said.roles:
            return False
        return self.place > self.low or not self.words.bare_percent

    def _under(self) -> bool:
        """True for `under budget by 2%`."""
        return any("link" in mark.roles and mark.roles.get("beyond") == "below" for mark in self.before)

    def _far(self, moved: Mark) -> bool:
        """True when something else may have risen or fallen than what the number counts.

        `the fall in income and a deficit of 3`; not `a fall in the rate of interest of 3%`.
        """
        between = [mark for mark in self.before if moved.end <= mark.first and mark.end <= self.place]
        if any("turn" in mark.roles for mark in between):
            return True
        last = between[-1].roles if between else {}
        if last.get("link") != "of" or between[-1].end != self.place or between[-1].first == moved.end:
            return False
        return between[0].first != moved.end or any("link" not in mark.roles for mark in between)

    def _beyond(self, ahead: Frame | Literal[""]) -> Literal["", "over", "below"]:
        if ahead and self.next and "beyond" in self.next.roles and "link" in self.next.roles:
            return cast("Literal['over', 'below']", self.next.roles["beyond"])
        for mark in reversed(self.before) if "beyond" in self.told else ():
            if "beyond" in mark.roles and not ("link" in mark.roles and mark.first >= self.place):
                return cast("Literal['over', 'below']", mark.roles["beyond"])
            if "direction" in mark.roles:
                break
        return ""

    def _measure(self, one: Context) -> Measure:
        if "maintain" in self.told:
            return "maintain"
        if one.direction == "level":
            return "growth" if self.item.percent and one.growth else "level"
        return "growth" if self.item.kind == "percent" else "change"

    def _named(self) -> bool:
        place, said = self.behind, self.said
        if place >= self.high or not said.tokens[place].isalpha():
            return False
        return place not in said.begins or bool(kind_at(said, place, self.words))
