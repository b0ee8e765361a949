"""The clause that a number stands in, and what the number is compared with there."""

from typing import Literal, cast

from msgspec import Struct

from builder.content.figures.item import Item, Numbers
from builder.content.figures.names import YEAR
from builder.content.figures.phrase import Mark, Phrase
from builder.content.figures.vocabulary import Vocabulary

Frame = Literal["plan", "previous", "benchmark"]
_VERBS = frozenset({"direction", "met", "maintain"})
FARING = frozenset({"met", "missed", "beyond"})
"""What words before a plan do that say whether it was reached: `chưa hoàn thành`, `vượt`."""
_PAUSES = frozenset(",;:(")
_SAYING = frozenset({"direction", "index", "filler", "status", "op", "approx"})
"""What words between a pause and a number may do where the number is of what stands before the pause."""
_PASSED = frozenset({"filler", "status", "op", "approx"})
"""What words between a head and its number may do."""
_FARED = FARING | {"direction", "exceeds", "op"}
_DASHES = frozenset("-–—")
_NEAR = 3
"""How many words may stand between `of the` and the plan: `80% of the savings target`."""
_TOLD = 4
"""How many letters of a comparison with the time before must be left where a phrase is cut off."""


class Clause(Struct, eq=False):
    """The words of the clause of a number: those from `low` to it, and those behind it up to `high`."""

    said: Phrase
    found: Numbers
    words: Vocabulary
    item: Item
    percent: bool
    low: int
    behind: int
    """The place behind the number and its unit, and a bracket there."""
    following: int
    """Where the next number stands."""
    high: int
    before: list[Mark]
    told: set[str]
    """All that the words before the number may do."""
    last: Mark | None
    """The words directly before the number."""
    next: Mark | None
    place: int
    """Where the words begin that only say `more than` or `about`."""

    def ahead_of(self, mark: Mark) -> Mark | None:
        """The words before others, articles and the like passed over."""
        before = self.said.ends.get(mark.first)
        while before and before.roles.get("link") == "pass":
            before = self.said.ends.get(before.first)
        return before

    def frame_at(self, place: int) -> tuple[Frame | Literal[""], str]:
        """What the words at `place` compare with, and whose plan it is."""
        high, start = self.high, place
        if place >= high:
            return "", ""
        place, linked = self._past_links(place)
        mark = self.said.begins.get(place)
        if mark and mark.end <= high and not self._gives_number(mark.end):
            kind = mark.roles.get("frame") or self._linked(mark, linked=linked)
            if kind == "plan" and place == start and self.words.adjectives:
                return "", ""  # `a 50% target`
            if kind:
                return cast("Frame", kind), self._by(mark.end) if kind == "plan" else ""
            if "giver" in mark.roles:
                return "plan", mark.roles["giver"]
        if place > start and (later := self._later(place, high if linked else place + _NEAR)):
            return _frame(later), self._by(later.end)
        if linked and any(self._is_time(at) for at in range(place, high)):
            return "previous", ""
        if place == start and (later := self._compared()):
            return _frame(later), self._by(later.end)
        return self._cut(place, linked=linked), ""

    def _past_links(self, place: int) -> tuple[int, bool]:
        """The place behind `so với` and the like, and whether one of them compares."""
        begins, linked = self.said.begins, False
        mark = begins.get(place)
        if mark and "after" in mark.roles and "link" not in mark.roles:
            place = mark.end  # `3 up on budget`
            mark = begins.get(place)
        while mark and "link" in mark.roles and "frame" not in mark.roles and mark.end <= self.high:
            linked, place = linked or mark.roles["link"] == "with", mark.end
            mark = begins.get(place)
        return place, linked

    def _cut(self, place: int, *, linked: bool) -> Frame | Literal[""]:
        """What a phrase compares with that is cut off in the middle of it: `so với cùng k`."""
        if not place < self.high == len(self.said.tokens):
            return ""
        rest = self.said.words(place, self.high)
        cut = self.words.cut.get(rest, "")
        return cast("Frame", cut) if linked or cut == "plan" or len(rest) >= _TOLD else ""

    def _compared(self) -> Mark | None:
        """What a number is compared with behind other words: `giảm 3 vụ tai nạn so với cùng kỳ`."""
        for mark in self.said.marks:
            if self.behind < mark.first and mark.end <= self.high and _frame(mark):
                if self.said.tokens[self.behind] in _DASHES:
                    return None  # `98.4% - above target`
                link = self.ahead_of(mark)
                if link and link.roles.get("link") == "with" and not self._gives_number(mark.end):
                    return mark
        return None

    def _is_time(self, place: int) -> bool:
        """True for a year or a date, not for how long something took nor for an age."""
        if place not in self.found.names:
            return False
        tokens, names = self.said.tokens, self.words.names
        before, behind = tokens[place - 1], tokens[place + 1] if place + 1 < len(tokens) else ""
        if behind in names["span"]:
            return False
        dated = before in names["dating"] or before in names["year"] or behind in names["year"]
        return dated or behind == "/" or YEAR.fullmatch(tokens[place]) is not None

    def _linked(self, mark: Mark, *, linked: bool) -> str:
        """What words compare with that do so only after `so với`.

        A plan also at the end of the clause, before its giver, and in `hoàn thành 100% chỉ tiêu trồng rừng`.
        """
        kind = mark.roles.get("frame_linked", "")
        if linked or not kind:
            return kind
        following, met = self.said.begins.get(mark.end), self.said.ends.get(self.place)
        given = following is not None and "giver" in following.roles
        whole = met is not None and "met" in met.roles and not (following and "met" in following.roles)
        return kind if kind == "plan" and (mark.end == self.high or given or whole) else ""

    def _later(self, place: int, last: int) -> Mark | None:
        """The first words behind `place` up to `last` that numbers are compared with."""
        for mark in self.said.marks:
            if place < mark.first <= last and mark.end <= self.high and _frame(mark):
                return None if self._gives_number(mark.end) or self._says(place, mark.first) else mark
        return None

    def _says(self, first: int, end: int) -> bool:
        """True when words from `first` to `end` say something else: `97% of pupils met the target`."""
        return any(
            first <= mark.first < end and not _VERBS.isdisjoint(mark.roles) for mark in self.said.marks
        )

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

    def frame_before(self) -> tuple[Frame | Literal[""], str]:
        """`so với kế hoạch tăng 5%`, `vượt kế hoạch 5%`."""
        for mark in self.before:
            kind = _frame(mark) or ("plan" if "giver" in mark.roles else "")
            link = self.ahead_of(mark)
            of = self.said.begins.get(mark.end)
            itself = of is not None and of.roles.get("link") == "of" and of.end == self.place
            if mark.end == self.place and self.words.adjectives:
                itself = True  # `short of the planned 3.4 km`
            if any(turn.first >= mark.end and turn.roles.get("turn") == "yes" for turn in self.before):
                continue  # `£2m over budget and 3 months late`
            if kind and not itself and (_leads(mark) or (link and _leads(link))):
                return kind, self._by(mark.end) if kind == "plan" else ""
        return "", ""

    def reference_before(self) -> Frame | Literal[""]:
        """What the number is the level of: the plan of `(KH 95%)`, the time before of `(cùng kỳ 14 vụ)`."""
        said, place = self.said, self.place
        tokens = said.tokens
        while place > self.low:
            mark = said.ends.get(place)
            if tokens[place - 1] == ":" or place - 1 in self.found.names:
                place -= 1
            elif mark and not mark.roles.keys() & {"frame", "frame_linked", "giver"} and self._joins(mark):
                place = mark.first
            else:
                break
        mark = said.ends.get(place)
        if mark and "giver" in mark.roles:
            mark = said.ends.get(mark.first)
        kind = _frame(mark) if mark else ""
        if mark is None or not kind:
            return ""
        opening = tokens[mark.first - 1] if mark.first else ""
        opened = opening in {"(", "/"} or (opening == "," and kind == "plan")
        link = self.ahead_of(mark)
        return (
            kind if (opened and "frame" in mark.roles) or (link and link.roles.get("link") == "with") else ""
        )

    def headed(self) -> tuple[Literal["", "plan", "outcome"], int, str]:
        """Whether the number is a plan (`KH 250 ha`) or what came of one (`TH: 262 ha`), by its head.

        With the place of the head, and whose plan it is.
        """
        said, place, by = self.said, self.item.first, ""
        given = False
        while place > 0:
            mark = said.ends.get(place)
            if said.tokens[place - 1] == ":" or place - 1 in self.found.names:
                place -= 1
                continue
            if mark is None:
                break
            roles, place = mark.roles, mark.first
            if "outcome" in roles:
                return "outcome", place, ""
            if _frame(mark) == "plan" and "status" not in roles:  # not `forecast £12m, actual £13m`
                return ("plan", place, by) if self._opens(place) else ("", 0, "")
            if "giver" in roles or "owner" in roles:
                by, given = roles.get("giver") or roles["owner"], "giver" in roles
            elif roles.keys().isdisjoint(_PASSED) and roles.get("link") != "of" and not _levels(mark):
                return "", 0, ""
        return ("plan", place, by) if given and self._opens(place) else ("", 0, "")  # `huyện giao 500 tấn`

    def _opens(self, place: int) -> bool:
        """True for a plan that nothing is said of: not for `vượt kế hoạch 5 ha`."""
        before = self.said.ends.get(place)
        while before and before.roles.get("link") == "pass":
            before = self.said.ends.get(before.first)
        return before is None or _FARED.isdisjoint(before.roles)

    def _joins(self, mark: Mark) -> bool:
        """True for words between what a number is the level of and the number: `KH là 95%`."""
        return mark.roles.get("link") == "of" or _levels(mark)

    def plan_told(self) -> tuple[Mark, Mark] | None:
        """The words that tell how a plan fared, and the plan, in the clause before the number's own.

        `chưa hoàn thành kế hoạch, chỉ đạt 67%`. Nothing where the number's clause names something.
        """
        said, place = self.said, self.item.first
        while place > 0 and (mark := said.ends.get(place)):
            onto = said.words(mark.first, mark.end) in self.words.joins["to_new"]  # `còn 5%`
            if onto or _SAYING.isdisjoint(mark.roles):
                return None
            place = mark.first
        if place == 0 or said.tokens[place - 1] not in _PAUSES:
            return None
        start = said.clause(0, place - 1)
        for plan in said.marks:
            if start < plan.first and plan.end < place and (_frame(plan) == "plan" or "giver" in plan.roles):
                fared = self.ahead_of(plan)
                return (fared, plan) if fared and not FARING.isdisjoint(fared.roles) else None
        return None


def _frame(mark: Mark) -> Frame | Literal[""]:
    """What words compare with, behind `so với` too."""
    return cast("Frame", mark.roles.get("frame") or mark.roles.get("frame_linked", ""))


def _levels(mark: Mark) -> bool:
    return mark.roles.get("direction") == "level"


def _leads(mark: Mark) -> bool:
    return mark.roles.get("link") == "with" or "beyond" in mark.roles
