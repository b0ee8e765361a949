"""What the words around each number say of it: operator, direction, and what it is compared with."""

from typing import Literal, cast

from builder.content.figures.clause import FARING, Frame
from builder.content.figures.item import Item, Numbers
from builder.content.figures.moves import Moved
from builder.content.figures.phrase import Mark, Phrase
from builder.content.figures.units import kind_at
from builder.content.figures.vocabulary import Roles, Vocabulary
from builder.model.reading import Measure

_COMPARED = frozenset({"frame", "frame_linked", "giver"})
"""What words must do for a number to be compared with something before it."""
_BOUNDING = frozenset({"op", "approx", "frame", "exceeds"})
"""What words must do to bound a number that they stand before."""
_WHOLE = 100
_DIRECT = frozenset({"exceeds", "equals", "was", "degree", "index"})
"""What words do only directly before a number."""
_BOUNDS = frozenset({"op", "beyond", "direction", "frame", "from"})
"""What words that compare do too where the number behind them is the rise or fall, or its bound."""
_DEGREES = {"percent": frozenset({"percent", "points"}), "near": frozenset({"percent", "points", "money"})}
"""Kinds of units before which words that tell how far are unsure; all, where they are not named here."""
_BY_FAR = frozenset({"beyond", "negative"})
"""What words must do for a number to be what something else lies below."""


class Context(Moved):
    """A number and what its clause says of it."""

    denies: bool = False
    """A word of the phrase denies something."""
    earlier: "Context | None" = None
    """The number before."""
    frame: Frame | Literal[""] = ""
    by: str = ""
    """Whose plan it is."""
    measure: Measure = "level"
    growth: bool = False
    share: bool = False
    times: bool = False
    reference: Frame | Literal[""] = ""
    """What it is the level of: `(KH 95%)`."""
    was: str = ""
    """`down from` directly before it: what it was before; `moved` where that takes a rise or fall."""
    equals: bool = False
    """`=` directly before it: the same said in other terms."""
    lacks_percent: bool = False

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
        told, by = self.told, ""
        if self.behind < self.high and (self.percent or self.next):
            self.ahead, by = self.frame_at(self.behind)
        if not _BOUNDING.isdisjoint(told) or "behind" in self.said.roles:
            self.hear_bounds()
        if self.ahead or "beyond" in told:
            self.beyond = self._beyond()
        self.hear_direction()
        if self.last and not _DIRECT.isdisjoint(self.last.roles):
            self._directly(self.last.roles)
        if self.item.unit in self.words.names["times"] and self._is_multiple():
            self.times = True
        if self.earlier and self.direction == "level" and not _COMPARED.isdisjoint(told):
            self.reference = self.reference_before()
        if self.percent or self.direction != "level" or self.beyond:
            self._framed(by)
        if self._is_unclear():
            self.unclear = True
        self._measured()

    def _measured(self) -> None:
        """Takes whether it is a change, a growth, or kept as it was."""
        if "growth" in self.said.roles and self._goes_on():
            self.growth = True
        if "maintain" in self.told:
            self.measure = "maintain"
        elif self.direction != "level":
            self.measure = "growth" if self.item.kind == "percent" and not self._of_a_rate() else "change"
        elif self.growth and self.percent and self.told:
            self.measure = "growth"

    def _is_unclear(self) -> bool:
        """True when the words around the number may say something else of it, or of something else."""
        item, names = self.item, self.words.names
        return (
            (self.next is not None and self._is_the_plan(self.next))
            or (self.denies and self._denied())
            or (self.words.adjectives > 0 and self._is_plan_missed())
            or (self.frame == "previous" and self._is_of_before())
            or (not _BY_FAR.isdisjoint(self.told) and self._is_of_another())
            or (item.unit in names["moving"] and self.are_moved())
            or (self.last is not None and "missed" in self.said.roles and self._is_missed(self.last))
            or (self.last is not None and self.direction != "level" and self._is_before(self.last))
        )

    def _is_before(self, last: Mark) -> bool:
        """True for `giảm so với 15 vụ cùng kỳ`: what it was, not by how much it fell."""
        told = self.was and self.earlier  # `12 cases, down compared with 15`
        return last.roles.get("link") == "with" and _BOUNDS.isdisjoint(last.roles) and not told

    def _is_missed(self, last: Mark) -> bool:
        """True for `chưa đạt 5 chỉ tiêu`, and for a plan that was missed: `chưa đạt chỉ tiêu 12%`."""
        plan = "frame" in last.roles or "frame_linked" in last.roles
        missed = self.said.ends.get(last.first) if plan else None
        return ("missed" in last.roles and self.goals) or (missed is not None and "missed" in missed.roles)

    def _is_multiple(self) -> bool:
        """True for `bằng 1,2 lần`, so many times as much; not for `12 lần`, so many times."""
        return self.direction != "level" or bool(self.ahead) or self.item.values[0] % 1 != 0

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
        if "index" in roles:
            self.lacks_percent = self._lacks_percent()
        if "degree" in roles:
            kinds = _DEGREES.get(roles["degree"])
            if kinds is None or self.item.kind in kinds:
                self.unclear = True

    def _framed(self, by: str) -> None:
        """Takes what the words behind the number, or before it, compare it with."""
        if self.ahead:
            if self.item.of is None and self.item.previous is None:
                self.frame, self.by = self.ahead, by
        elif (self.percent or self.beyond) and not _COMPARED.isdisjoint(self.told):
            self.frame, self.by = self.frame_before()
            if self.frame and self.beyond and self.said.tokens[self.place - 1] == ":":
                self.unclear = True  # `vượt dự toán: 102,5%`
        if self.bare_percent and not (self.frame or self.earlier or FARING.isdisjoint(self.said.roles)):
            self._of_plan_told()
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

    def _is_the_plan(self, following: Mark) -> bool:
        """True for `fell short of the £3m target`: the number is the target itself."""
        if not self.words.adjectives or following.roles.get("frame") != "plan":
            return False
        bounded = "op" in self.told and self.op == "="  # `failed to meet the 95% target`
        return bounded or self.direction != "level" or "beyond" in self.told

    def _is_plan_missed(self) -> bool:
        """True for `did not meet the target of 97%` and `target of 97% missed`: the number is the target."""
        if not (self.denies or "degree" in self.said.roles):
            return False
        of = self.said.ends.get(self.place)
        plan = self.said.ends.get(of.first) if of and of.roles.get("link") == "of" else None
        if plan is None or plan.roles.get("frame") != "plan":
            return False
        link = self.ahead_of(plan)
        return (
            link is None or link.roles.get("link") != "with"
        )  # not `missed bins: 48 against a target of 60`

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

    def _lacks_percent(self) -> bool:
        """True for `bằng 98 dự toán`: of a plan, but not said in what."""
        plan = self.said.begins.get(self.item.last + 1)
        of_plan = plan is not None and plan.roles.get("frame") == "plan" and self.item.of is None
        return of_plan and not self.percent

    def _under(self) -> bool:
        """True for `under budget by 2%`."""
        return any("link" in mark.roles and mark.roles.get("beyond") == "below" for mark in self.before)

    def _beyond(self) -> Literal["", "over", "below"]:
        if self.ahead and self.next and "beyond" in self.next.roles and "link" in self.next.roles:
            return cast("Literal['over', 'below']", self.next.roles["beyond"])
        for mark in reversed(self.before) if "beyond" in self.told else ():
            if "beyond" in mark.roles and not ("link" in mark.roles and mark.first >= self.place):
                return cast("Literal['over', 'below']", mark.roles["beyond"])
            if "direction" in mark.roles:
                break
        return ""

    def _of_a_rate(self) -> bool:
        """True for `tỷ lệ hộ nghèo giảm 1,5%`: a rate falls by points, not by a share of itself."""
        return any(mark.roles.get("rate") for mark in self.said.marks if mark.first < self.item.first)


def contexts(said: Phrase, found: Numbers, words: Vocabulary) -> list[Context]:
    """The context of each number, in order."""
    result: list[Context] = []
    start = 0
    denies = "zero" in said.roles or not words.names["not"].isdisjoint(said.tokens)
    earlier: Context | None = None
    for item in found.items:
        low = said.clause(start, item.first) if said.stops else start
        earlier = _context(said, found, words, item, low, earlier, denies=denies)
        earlier.hear()
        result.append(earlier)
        start = item.end
    return result


def _context(
    said: Phrase,
    found: Numbers,
    words: Vocabulary,
    item: Item,
    low: int,
    earlier: Context | None,
    *,
    denies: bool,
) -> Context:
    """A number and the words around it, before they are heard."""
    first, behind, following = item.first, item.end, len(said.tokens)
    if said.stops:
        behind = said.past_bracket(behind)
    if found.items[-1].first >= behind:
        following = next(one.first for one in found.items if one.first >= behind)
    high = said.boundary(behind, following) if said.stops else following
    before: list[Mark] = []
    told: set[str] = set()
    for mark in said.marks:
        if mark.end > first:
            break
        if low <= mark.first:
            before.append(mark)
            told.update(mark.roles)
    ahead = said.begins.get(behind) or said.begins.get(item.last + 1)
    return Context(
        said,
        found,
        words,
        item,
        item.percent,
        low,
        behind,
        following,
        high,
        before,
        told,
        said.ends.get(first),
        ahead,
        first,
        goals=item.of is not None or item.unit in words.names["goals"],
        denies=denies,
        earlier=earlier,
        growth="growth" in told,
        share="share" in told,
        times="times" in told,
    )
