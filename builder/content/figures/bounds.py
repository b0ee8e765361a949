"""How the words around a number bound it: at least, more than, about, or so much beyond something."""

from typing import Literal, cast

from builder.content.figures.clause import Clause, Frame
from builder.content.figures.phrase import Mark
from builder.model.reading import Approx, Op

_SIGNS = {">=": "≥", "<=": "≤"}
_FAR = 2
"""How many words may stand between a number's noun and `trở lên`."""


class Bounded(Clause):
    """A number and what bounds it."""

    op: Op = "="
    approx: Approx = ""
    exceeds: bool = False
    """`vượt` before it: beyond something, or beyond it."""
    excess: bool = False
    """It is by so much that something was exceeded."""
    bound: str = ""
    """`≥` or `≤` where words of that meaning stand near, which may be said of the number or not."""
    ahead: Frame | Literal[""] = ""
    """What the words behind it compare with, whether it is compared or not."""
    goals: bool = False
    """What it counts has a plan of its own each: `chỉ tiêu`."""

    def hear_bounds(self) -> None:
        """Fills in operator and approximation, from the words before the number and `or more` behind it."""
        if self.last:
            self._before()
        if self.goals and "met" in self.told:
            self.op = "="  # `vượt 5/20 chỉ tiêu`: how many of them, not more than so many
        if "frame" in self.told and self.item is self.found.items[0]:
            self._reference()
        if "behind" in self.said.roles:
            self._behind()
        if self.op == "=" and "op" in self.told:
            self._elsewhere()

    def _before(self) -> None:
        """`vượt 5 % dự toán` and `cao hơn 3 vụ so với cùng kỳ` say how far, not how much at least."""
        ends = self.said.ends
        while (mark := ends.get(self.place)) and mark.first >= self.low:
            roles = mark.roles
            if "exceeds" in roles and mark is not self.last:
                self.exceeds = True  # `vượt ít nhất 5%`
            if "approx" in roles:
                self.approx = cast("Approx", roles["approx"])
            if "op" in roles and not (self.ahead and "beyond" in roles and "link" not in roles):
                if self.op == "=" and (len(self.item.values) == 1 or "from" not in roles):
                    self.op = cast("Op", roles["op"])
            elif "approx" not in roles:
                break
            self.place = mark.first
        if mark and mark.roles.get("link") == "by":
            beyond = ends.get(mark.first)
            self.excess = beyond is not None and "exceeds" in beyond.roles  # `exceeded by at least 5%`

    def _reference(self) -> None:
        """`above the national average of 92%`: the number is what something lies above or below."""
        ends = self.said.ends
        of = ends.get(self.place)
        mean = ends.get(of.first) if of and of.roles.get("link") == "of" else None
        if mean is None or "frame" not in mean.roles:
            return
        side = self.ahead_of(mean)
        if side and "beyond" in side.roles:
            self.op = ">" if side.roles["beyond"] == "over" else "<"

    def _behind(self) -> None:
        """`95% trở lên`; not sure of `85% tổ chức cơ sở đảng trở lên`, where it may be a grade."""
        for mark in self.said.marks:
            of_next = "op" in mark.roles and mark.end == self.following < len(
                self.said.tokens
            )  # `12 homes, at least 3 of them new`
            behind = "behind" in mark.roles and self.behind <= mark.first < self.high and not of_next
            if behind and not self._of_grade(mark):
                if mark.first - self.behind <= _FAR:
                    self.op = cast("Op", mark.roles["behind"])
                elif self.op == "=" and not self.words.adjectives:
                    self.bound = _SIGNS[mark.roles["behind"]]

    def _of_grade(self, behind: Mark) -> bool:
        """True when `or more` is said of a grade, or of an age, between it and the number."""
        if any(place in self.found.names for place in range(self.behind, behind.first)):
            return True  # `12 em 5 tuổi trở lên`
        return any(
            self.behind <= mark.first < behind.first and ("grade" in mark.roles or "direction" in mark.roles)
            for mark in self.said.marks
        )

    def _elsewhere(self) -> None:
        """The bound of `ít nhất mỗi quý 1 lần` may be the number's, though it is not directly before it."""
        if self.last:
            self.bound = self._bound_of(self.last)
        for mark in self.before:
            op = mark.roles.get("op", "")
            bounds = op in _SIGNS and mark.end - mark.first > 1 and "direction" not in mark.roles
            if bounds and mark.end < self.place:
                self.bound = _SIGNS[op]

    def _bound_of(self, last: Mark) -> str:
        """The bound that may be the number's own or what something lies beyond.

        `above the £10m minimum`, `dưới mức bình quân toàn tỉnh 2,1%`; not `cao hơn bình quân 2,1%`.
        """
        over = self.ahead_of(last)
        if over is None or "op" not in over.roles or over.first < self.low:
            return ""
        of_mean = last.roles.get("frame") == "benchmark" and "direction" not in over.roles
        op = over.roles["op"]
        return _SIGNS.get(op, op) if of_mean or last.roles.get("link") == "pass" else ""
