"""What the words around each number say of it: operator, direction, and what it is compared with."""

from typing import Literal, cast

from builder.content.figures.bounds import Bounded
from builder.content.figures.clause import FARING, Frame
from builder.content.figures.items import Numbers
from builder.content.figures.phrase import Mark, Phrase
from builder.content.figures.units import kind_at
from builder.content.figures.vocabulary import Roles, Vocabulary
from builder.model.reading import Measure

Direction = Literal["up", "down", "level"]
_AMOUNTS = frozenset({"percent", "points", "money"})
_COMPARED = frozenset({"frame", "frame_linked", "giver"})
"""What words must do for a number to be compared with something before it."""
_BOUNDING = frozenset({"op", "approx", "frame", "exceeds"})
"""What words must do to bound a number that they stand before."""
_WHOLE = 100
_DIRECT = frozenset({"exceeds", "equals", "was", "degree"})
"""What words do only directly before a number."""
_BY_FAR = frozenset({"beyond", "negative"})
"""What words must do for a number to be what something else lies below."""


class Context(Bounded):
    """A number and what its clause says of it."""

    denies: bool = False
    """A word of the phrase denies something."""
    earlier: "Context | None" = None
    """The number before."""
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
    was: str = ""
    """`down from` directly before it: what it was before; `moved` where that takes a rise or fall."""
    equals: bool = False
    """`=` directly before it: the same said in other terms."""
    unclear: bool = False
    """A rise or fall may be of something else than the number."""

    @property
    def bracketed(self) -> bool:
        """True for a number in brackets."""
        return self.said.in_brackets(self.item.first)

    @property
    def bare_percent(self) -> bool:
        """True for a percentage that is one of the plan where nothing else is said: as in Vietnam."""
        return self.words.bare_percent and self.item.unit == "%"

    @property
    def noun(self) -> bool:
        """True for a percentage with what it is a part of behind it: `85% dân số`."""
        place, said = self.behind, self.said
        if not self.percent or self.ahead or place >= self.high or not said.tokens[place].isalpha():
            return False
        mark = said.begins.get(place)
        return mark is None or mark.roles.get("link") == "of" or bool(kind_at(said, place, self.words))

    @property
    def of_whole(self) -> bool:
        """True for a percentage of something named: `96% số hồ sơ`."""
        return self.behind < self.high and self.said.tokens[self.behind] in self.words.names["whole"]

    def hear(self) -> None:
        """Fills in all that the words around the number say of it."""
        item, told, names = self.item, self.told, self.words.names
        by = ""
        if self.behind < self.high and (self.percent or self.next):
            self.ahead, by = self.frame_at(self.behind)
        self.goals = item.of is not None or item.unit in names["goals"]
        if not _BOUNDING.isdisjoint(told) or "behind" in self.said.roles:
            self.hear_bounds()
        if self.ahead or "beyond" in told:
            self.beyond = self._beyond()
        self._direction()
        if told:
            self.growth, self.share, self.times = "growth" in told, "share" in told, "times" in told
        if self.last and not _DIRECT.isdisjoint(self.last.roles):
            self._directly(self.last.roles)
        if item.unit in names["times"]:
            moved = self.direction != "level" or bool(self.ahead)
            self.times = self.times or moved or item.values[0] % 1 != 0
        if self.percent or self.direction != "level" or self.beyond:
            self._framed(by)
        if self.bare_percent and not (self.frame or self.earlier or FARING.isdisjoint(self.said.roles)):
            self._of_plan_told()
        self.unclear = (
            self.unclear
            or (self.next is not None and self._is_the_plan(self.next))
            or (self.denies and self._denied())
            or (self.frame == "previous" and self._is_of_before())
            or (not _BY_FAR.isdisjoint(told) and self._is_of_another())
            or (item.of is not None and self._are_moved())
        )
        self.growth = self.growth or ("growth" in self.said.roles and self._goes_on())
        if told or self.direction != "level":
            self.measure = self._measure()

    def _goes_on(self) -> bool:
        """True for `growth rate, averaging 7%`: said behind a comma of what stands before it."""
        comma = self.low - 1
        before = self.said.ends.get(comma)
        said = self.said.begins.get(self.low)
        return (
            comma > 0
            and before is not None
            and "growth" in before.roles
            and said is not None
            and ("direction" in said.roles or "status" in said.roles or "filler" in said.roles)
        )

    def _directly(self, roles: Roles) -> None:
        """Takes what the words directly before the number say."""
        self.exceeds = self.exceeds or "exceeds" in roles
        self.equals, self.was = "equals" in roles, roles.get("was", "")
        if "degree" in roles:
            self.unclear = self.unclear or self.percent or roles["degree"] != "percent"

    def _framed(self, by: str) -> None:
        """Takes what the words behind the number, or before it, compare it with."""
        if self.ahead:
            if self.item.of is None and self.item.previous is None:
                self.frame, self.by = self.ahead, by
        elif (self.percent or self.beyond) and not _COMPARED.isdisjoint(self.told):
            self.frame, self.by = self.frame_before()
            if self.frame and self.beyond and self.said.tokens[self.place - 1] == ":":
                self.unclear = True  # `vượt dự toán: 102,5%`
        if self.frame and self.beyond == "below" and self.direction == "level" and self._under():
            self.direction = "down"

    def _of_plan_told(self) -> None:
        """Takes a plan that is told of before a pause: `chưa hoàn thành kế hoạch, chỉ đạt 67%`.

        A percentage that contradicts what is told is one of something else: `vượt kế hoạch, đạt 95,6%`.
        """
        of_part = self.noun or self.of_whole or "share" in self.said.roles
        if of_part or self.direction != "level" or len(self.item.values) > 1:
            return
        if told := self.plan_told():
            fared, plan = told
            short = "missed" in fared.roles or fared.roles.get("beyond") == "below"
            if short == (self.item.values[0] < _WHOLE):
                self.frame, self.by = "plan", self._by(plan.end) or plan.roles.get("giver", "")

    def _direction(self) -> None:
        """Whether the words say a rise, a fall or a level; the last one before the number counts."""
        if self.item.signed:
            self.direction = "down" if self.item.signed == "-" else "up"
            self.falls = any(mark.roles.get("direction") == "down" for mark in self.before)
        elif self.next and (after := self._after(self.next)):
            self.direction = after
        else:
            if self.before or self.place:
                self._told()
            lies = self.beyond and self.next is not None and "beyond" in self.next.roles
            if lies and self.direction == "level" and (self.beyond, self.ahead) != ("over", "plan"):
                self.direction = "down" if self.beyond == "below" else "up"

    def _told(self) -> None:
        """The direction that the words before the number tell."""
        last = self.said.ends.get(self.place)
        if last and "onto" in last.roles:
            return
        for mark in reversed(self.before):
            roles = mark.roles
            if "direction" in roles and (mark.end <= self.place or "beyond" not in roles):
                if not self._to_a_place(mark):
                    self.direction = cast("Direction", roles["direction"])
                    self.unclear = self.direction != "level" and self._far(mark)
                return
        self._continued()

    def _continued(self) -> None:
        """A rise or fall before: `fell slightly, by 0.4%`, `tăng nhẹ, 0,2%`; not sure of `giảm (12 vụ)`."""
        said = self.said
        by = said.ends.get(self.place)
        bracketed = self.place == self.low > 0 and said.tokens[self.place - 1] in "(,"
        if not (bracketed or "by" in said.roles):
            return
        if bracketed and any(said.tokens[at][0].isdecimal() for at in range(self.place)):
            return
        if not bracketed and (by is None or by.roles.get("link") != "by" or "by" not in by.roles):
            return
        of = self.next is not None and self.next.roles.get("link") == "of"
        if not (bracketed or of or self.beyond) and self.item.kind in _AMOUNTS:
            self.unclear = True  # `overspent by £2m`, unless a rise or fall is told
        for mark in reversed(said.marks):
            if mark.end < self.place and "direction" in mark.roles:
                self.unclear = bracketed and self.unclear
                self.direction = cast("Direction", mark.roles["direction"])
                if bracketed and self.direction != "level" and not self.percent:
                    self.direction, self.unclear = "level", True
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
            self.percent and following is not None and "place" in following.roles and "by" not in fall.roles
        )

    def _is_the_plan(self, following: Mark) -> bool:
        """True for `fell short of the £3m target`: the number is the target itself."""
        if not self.words.adjectives or following.roles.get("frame") != "plan":
            return False
        return self.direction != "level" or "beyond" in self.told

    def _denied(self) -> bool:
        """True for `không trên 5%` and whatever else of that kind the vocabulary does not know."""
        if "zero" in self.told and self.op != "=":
            return True  # `no subsidy exceeds 5 million`
        place, ends = self.place, self.said.ends
        mark = self.said.begins.get(place) or ends.get(place)
        if mark is None:
            return False
        tokens, denials = self.said.tokens, self.words.names["not"]
        if "neutral" in mark.roles:
            return mark.end == place and tokens[mark.first] in denials
        while mark is not None and ("op" in mark.roles or "direction" in mark.roles):
            place = mark.first
            mark = ends.get(place)
        if place > self.low and tokens[place - 1] in self.words.names["let"]:
            place -= 1  # `không để tăng quá 5 vụ`
        if place > self.low and tokens[place - 1] in denials:
            return True
        if (self.op == "=" and self.direction == "level") or denials.isdisjoint(tokens):
            return False
        return any(  # `không để hộ nghèo tăng quá 1%`
            tokens[at] in denials and tokens[at + 1] in self.words.names["let"]
            for at in range(self.low, self.place - 1)
        )

    def _is_of_before(self) -> bool:
        """True for a percentage beside the time before that may be a share of it or a rise."""
        if not self.percent or self.direction != "level" or self.growth:
            return False
        if self.was or (self.next and self.next.roles.get("link") == "of"):
            return False
        said, plan = self.said.ends.get(self.place), self.earlier
        if said and plan and plan.frame == "plan" and said.end - said.first == 1 and "turn" in said.roles:
            said = plan.last  # `bằng 101% kế hoạch và 94% so với cùng kỳ`
        if said and "index" in said.roles:
            return False
        return self.place > self.low or not self.words.bare_percent

    def _is_of_another(self) -> bool:
        """True for `below the 2019 figure of 52`: the number is what something lies below."""
        of = self.said.ends.get(self.place)
        if "negative" in self.told and of and of.roles.get("link") == "of":
            return True  # `a negative balance of 5 million`
        if "beyond" not in self.told or self.frame or self.op != "=" or of is None:
            return False
        return of.roles.get("link") == "of" and any(
            "beyond" in mark.roles and "link" in mark.roles and mark.end < of.first for mark in self.before
        )

    def _are_moved(self) -> bool:
        """True for `giảm 2/5 tiêu chí`: two that fell, or a fall by two."""
        return self.direction != "level" and self.item.unit in self.words.names["moving"]

    def _under(self) -> bool:
        """True for `under budget by 2%`."""
        return any("link" in mark.roles and mark.roles.get("beyond") == "below" for mark in self.before)

    def _far(self, moved: Mark) -> bool:
        """True when something else may have risen or fallen than what the number counts.

        `the fall in income and a deficit of 3`; not `a fall in the rate of interest of 3%`.
        """
        if not self.percent and ":" in self.said.tokens[moved.end : self.place]:
            return True  # `costs fell: £15,000`
        between = [mark for mark in self.before if moved.end <= mark.first and mark.end <= self.place]
        if any("turn" in mark.roles for mark in between):
            return True
        last = between[-1].roles if between else {}
        if last.get("link") != "of" or between[-1].end != self.place or between[-1].first == moved.end:
            return False
        return between[0].first != moved.end or any("link" not in mark.roles for mark in between)

    def _beyond(self) -> Literal["", "over", "below"]:
        if self.ahead and self.next and "beyond" in self.next.roles and "link" in self.next.roles:
            return cast("Literal['over', 'below']", self.next.roles["beyond"])
        for mark in reversed(self.before) if "beyond" in self.told else ():
            if "beyond" in mark.roles and not ("link" in mark.roles and mark.first >= self.place):
                return cast("Literal['over', 'below']", mark.roles["beyond"])
            if "direction" in mark.roles:
                break
        return ""

    def _measure(self) -> Measure:
        if "maintain" in self.told:
            return "maintain"
        if self.direction == "level":
            return "growth" if self.percent and self.growth else "level"
        return "growth" if self.item.kind == "percent" and not self._of_a_rate() else "change"

    def _of_a_rate(self) -> bool:
        """True for `tỷ lệ hộ nghèo giảm 1,5%`: a rate falls by points, not by a share of itself."""
        return any(mark.roles.get("rate") for mark in self.said.marks if mark.first < self.item.first)


def contexts(said: Phrase, found: Numbers, words: Vocabulary) -> list[Context]:
    """The context of each number, in order."""
    result: list[Context] = []
    start = 0
    denies = "zero" in said.roles or not words.names["not"].isdisjoint(said.tokens)
    for item in found.items:
        low = said.clause(start, item.first) if said.stops else start
        one = Context(said, found, words, item, low)
        one.denies = denies
        if result:
            one.earlier = result[-1]
        one.hear()
        result.append(one)
        start = item.end
    return result
