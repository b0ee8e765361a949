"""Whether the words around a number say a rise, a fall or a level, and whether the number moved."""

from typing import Literal, cast

from builder.content.figures.bounds import Bounded
from builder.content.figures.phrase import Mark

Direction = Literal["up", "down", "level"]
_EITHER = frozenset({"/", ",", "(", "hoặc", "hay", "or"})
"""What stands between two ways to move of which a form leaves one."""
_AMOUNTS = frozenset({"percent", "points", "money"})
_MEASURED = _AMOUNTS | {"measures"}


class Moved(Bounded):
    """A number and how it moved."""

    direction: Direction = "level"
    beyond: Literal["", "over", "below"] = ""
    """How it lies to a plan, where that is said."""
    falls: bool = False
    """A word of a fall stands before a sign."""
    unclear: bool = False
    """A rise or fall may be of something else than the number."""

    def hear_direction(self) -> None:
        """Whether the words say a rise, a fall or a level; the last one before the number counts."""
        if self.item.signed:
            self.direction = "down" if self.item.signed == "-" else "up"
            self.falls = any(mark.roles.get("direction") == "down" for mark in self.before)
        elif self.next and (after := self._after(self.next)):
            if after == "unsure":
                self.unclear = True  # `12% better than target`
            else:
                self.direction = after
        else:
            if self.before or self.place:
                self._told()
            lies = self.beyond and self.next is not None and "beyond" in self.next.roles
            if lies and self.direction == "level" and (self.beyond, self.ahead) != ("over", "plan"):
                self.direction = "down" if self.beyond == "below" else "up"
        if "short" in self.told and self.direction == "level" and self._lacks():
            self.direction = "down"
        if self.direction != "level" and self._both_ways():
            self.unclear = True

    def _lacks(self) -> bool:
        """True for `thiếu 2 tỷ đồng`: how far it is from what it should be.

        Of things counted only beside a plan: `thiếu 12 giáo viên` may be what the indicator counts.
        """
        short = self.said.ends.get(self.place)
        measured = self.item.kind in _MEASURED or self.item.bare or self.ahead == "plan"
        return short is not None and "short" in short.roles and measured

    def _both_ways(self) -> bool:
        """True for `tăng (giảm) 5%` and `increase/decrease of 5%`, as forms that nobody filled in say it."""
        moves = [
            mark
            for mark in self.said.marks
            if mark.end <= self.place and mark.roles.get("direction") in {"up", "down"}
        ]
        if len(moves) < 2 or moves[-1].roles["direction"] == moves[-2].roles["direction"]:
            return False
        return _EITHER.issuperset(self.said.tokens[moves[-2].end : moves[-1].first])

    def _told(self) -> None:
        """The direction that the words before the number tell."""
        last = self.said.ends.get(self.place)
        if last and "onto" in last.roles:
            return
        for mark in reversed(self.before):
            roles = mark.roles
            if "direction" in roles and (mark.end <= self.place or "beyond" not in roles):
                to = self._place(mark)
                if to == "unsure":
                    self.unclear = True  # `rose over 90%`
                elif to != roles["direction"]:
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

    def _after(self, following: Mark) -> Direction | Literal["", "unsure"]:
        """A rise or fall that is said behind the number: `5% more`, `a 5% year-on-year increase`."""
        while following.roles.get("link") == "pass" and following.end in self.said.begins:
            following = self.said.begins[following.end]
        if "frame" in following.roles and "after" not in following.roles:
            following = self.said.begins.get(following.end, following)
        tokens, end = self.said.tokens, following.end
        if end < len(tokens) and tokens[end][0].isdecimal():
            return ""  # `45 visits up 3 on last year`
        return cast("Direction | Literal['', 'unsure']", following.roles.get("after", ""))

    def _place(self, moved: Mark) -> str:
        """Which way one gets to the number: `giảm dưới 0,5%` is a fall to below it, not by less than it.

        A rise to below it (`tăng dưới 4%`) is by less; empty where it is said by how much something moved.
        """
        bound = self.said.begins.get(self.place)
        to = bound.roles.get("place", "") if bound and (self.percent or self.words.adjectives) else ""
        if not to or "by" in moved.roles or moved.roles["direction"] == "level":
            return ""
        by = any("by" in mark.roles for mark in self.before if moved.end <= mark.first)
        return "" if by or (to == "unsure" and moved.roles["direction"] == "down") else to

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

    def are_moved(self) -> bool:
        """True for `giảm 2/5 tiêu chí`: two that fell, or a fall by two; for `giảm cả 3 mặt` too."""
        if self.direction != "level":
            each = self.last is not None and "all" in self.last.roles  # `fell on all three criteria`
            falls = self.direction == "down" and "short" not in self.told
            return self.item.of is not None or each or (falls and self.goals)
        all_of = self.last
        moved = self.said.ends.get(all_of.first) if all_of and "all" in all_of.roles else None
        return moved is not None and moved.roles.get("direction") in {"up", "down"}
