"""A phrase as printed → what it says as data. Sure, or in doubt and saying so; never a guess.

The steps: fold the text, set aside digits that are dates or names, group the numbers with their units,
decide for each number what it is (the figure itself, a share of a plan, a change against before), and
read operator and approximation from the words directly around it.
"""

import re
from decimal import Decimal  # noqa: TC003 # a conditional import would hide circles
from typing import Literal, cast

from builder.content.figures.completion import completed, without_number
from builder.content.figures.items import Item, Numbers, fold, numbers
from builder.content.figures.vocabulary import Vocabulary, vocabulary
from builder.model.reading import Approx, Comparison, Doubt, Measure, Op, Reading

Direction = Literal["up", "down", "level"]
Frame = tuple[Literal["plan", "previous", "benchmark"], str]
Found = tuple[re.Match[str], str] | None
_FLIPPED: dict[Op, Op] = {"=": "=", ">": "<", ">=": "<=", "<": ">", "<=": ">="}
_BOUNDARY = re.compile(r"[,;()]")
_BRACKET = re.compile(r" ?\([^()]*\)")
_RATED = re.compile(r"(?<!\w)(?:từ|đạt|xếp|from|rated)(?!\w)")
_FAR = re.compile(r"vượt|cao hơn|thấp hơn|nhiều hơn|ít hơn|exceed|above|below|over|under")
_MORE_THAN = re.compile(r"(?<!cao)(?<!thấp)(?<!nhiều)(?<!ít) hơn$|^hơn|^không .*hơn|^not |hoặc")
_NEGATED = re.compile(r"(?:không \w+ hơn|not (?:above|below|over|under))\s*$")
_BEYOND_AFTER = re.compile(r"\s*(?:above|over|ahead|below|under|short)")
_SHORT_AFTER = re.compile(r"\s*(?:below|under|short)")


def read_figure(text: str, language: str, unit: str = "") -> Reading:
    """The reading of a phrase; `unit` is the indicator's own, for phrases that leave it out.

    Raises nothing for any text. Source: docs/figures.md.
    """
    words = vocabulary(language)
    folded = fold(text)
    found = numbers(folded, words)
    reading = _Phrase(found, words).read() if found.items else without_number(folded, words)
    return completed(reading, text, folded, found, unit, words)


class _Phrase:
    """One phrase with at least one number."""

    def __init__(self, found: Numbers, words: Vocabulary) -> None:
        self.text = found.masked
        self.items = found.items
        self.words = words
        self.compare: list[Comparison] = []
        self.share: Decimal | None = None
        self.counted: tuple[Decimal, Decimal] | None = None
        self.doubts: list[Doubt] = []
        # What is found about an item is asked for several times; an item is known by where it starts.
        self._befores: dict[int, str] = {}
        self._afters: dict[int, str] = {}
        self._frames: dict[int, Frame | None] = {}
        self._directions: dict[int, Direction] = {}
        self._operators: dict[int, tuple[Op, Approx]] = {}
        self._ends: dict[str, tuple[Found, Found]] = {}

    def read(self) -> Reading:
        main = self._choose()
        values, op, approx, measure = main.values, *self._operator(main), self._measure(main)
        direction = self._direction(main)
        if measure in {"growth", "change"} and direction == "down":
            values = tuple(sorted(-value for value in values))
            op = _FLIPPED[op]
        for item in self.items:
            if item is main:
                if frame := self._frame(item):
                    self.compare.append(self._comparison(item, *frame))
            else:
                self._place(item, main)
        if self.words.words["times"].search(self._before(main)) or (
            main.unit in {"lần", "times"} and (direction != "level" or self._frame(main))
        ):
            self.doubts.append(Doubt("times", self.text[main.start : main.end]))
        if main.signed == "-" and self.words.words["down"].search(self._before(main)):
            self.doubts.append(Doubt("double-negative", self.text[main.start : main.end]))
        if main.previous is not None:
            self.compare.insert(0, Comparison("previous", "level", main.previous))
        return Reading(
            "",
            values,
            op,
            approx,
            main.unit,
            main.of,
            measure,
            compare=tuple(
                c
                for c in self.compare
                if not (measure == "growth" and c.to == "previous" and c.value in values)
            ),
            share=self.share,
            counted=self.counted,
            doubts=tuple(self.doubts),
            span=(main.start, main.digits),
        )

    def _choose(self) -> Item:
        """The figure itself: the first number that is no comparison; a change if there is nothing else."""
        open_items = [item for item in self.items if not self._in_brackets(item)] or list(self.items)
        free = [item for item in open_items if self._frame(item) is None]
        for item in free:
            if self._direction(item) == "level" and not (item.percent and self._is_growth(item)):
                return item
        return (free or open_items)[0]

    def _in_brackets(self, item: Item) -> bool:
        """True for a number in brackets behind another one: it explains, it does not state."""
        before = self.text[: item.start]
        opened = before.rfind("(")
        return opened > before.rfind(")") and any(other.end <= opened for other in self.items)

    def _place(self, item: Item, main: Item) -> None:
        """What a number beside the main one is."""
        frame = self._frame(item)
        direction = self._direction(item)
        if frame:
            self.compare.append(self._comparison(item, *frame))
        elif item.of and main.unit == "%" and abs(100 * item.values[0] / item.of - main.values[0]) < 1:
            self.counted = (item.values[0], item.of)
        elif self._is_share(item, main):
            self.share = item.values[0]
        elif item.unit == "%" and (explained := self._explained(item)) and explained != "level":
            value = -item.values[0] if explained == "down" else item.values[0]
            self.compare.append(Comparison("previous", "change", value))
        elif (direction != "level" and item.start > main.start) or (
            direction != "level" and item.percent and not main.percent
        ):
            self.compare.append(self._comparison(item, "previous", ""))
        elif item.unit == "%" and not main.percent and item.start > main.start and main.of is None:
            self.compare.append(self._comparison(item, "plan", ""))
        else:
            printed = self.text[item.start : item.end]
            self.doubts.append(Doubt("several-values", printed, (self.text[main.start : main.end], printed)))

    def _is_share(self, item: Item, main: Item) -> bool:
        before = self._before(item)
        if item.unit != "%" or len(item.values) > 1:
            return False
        if self.words.words["share"].search(before):
            return True
        if main.of:
            return abs(100 * main.values[0] / main.of - item.values[0]) < 1
        return False

    def _before(self, item: Item) -> str:
        """The words of the same clause before a number: from the number or boundary before it."""
        if item.start not in self._befores:
            start = 0
            for other in self.items:
                if start < other.end <= item.start:
                    start = other.end
            for match in _BOUNDARY.finditer(self.text, start, item.start):
                start = match.end()
            self._befores[item.start] = self.text[start : item.start]
        return self._befores[item.start]

    def _after(self, item: Item) -> str:
        """The words of the same clause after a number and its unit; a bracket behind it is passed over."""
        if item.start not in self._afters:
            start, end = item.end, len(self.text)
            if bracket := _BRACKET.match(self.text, start):
                start = bracket.end()
            for other in self.items:
                if start <= other.start < end:
                    end = other.start
            boundary = _BOUNDARY.search(self.text, start, end)
            self._afters[item.start] = self.text[start : boundary.start() if boundary else end]
        return self._afters[item.start]

    def _explained(self, item: Item) -> Direction | None:
        """The direction of the number that a bracket with this one explains: `giảm 5 vụ (20%)`."""
        place = self.items.index(item)
        other = self.items[place - 1]
        between = self.text[other.end : item.start].strip()
        behind = place and not other.percent and between.startswith("(") and ")" not in between
        return self._direction(other) if behind else None

    def _frame(self, item: Item) -> Frame | None:
        if item.start not in self._frames:
            self._frames[item.start] = self._find_frame(item)
        return self._frames[item.start]

    def _find_frame(self, item: Item) -> Frame | None:
        """What a number is compared with, by the words after it, or by those before it."""
        after, before = self._after(item), self._before(item)
        frames = self.words.frames
        if item.percent or self._direction(item) != "level" or self.words.words["over"].search(before):
            if after and frames["benchmark"].match(after):
                return "benchmark", ""
            if after and frames["previous"].match(after):
                return "previous", ""
            if after and (match := frames["plan"].match(after)):
                by = match.groupdict().get("by") or ""
                later = self.words.by_after.search(after[match.end() :])
                return "plan", by or (later["by"] if later else "")
            for name, against in self.words.against.items():
                if item.percent and against.search(before):
                    return name, ""
        return None

    def _direction(self, item: Item) -> Direction:
        if item.start not in self._directions:
            self._directions[item.start] = self._find_direction(item)
        return self._directions[item.start]

    def _find_direction(self, item: Item) -> Direction:
        """Whether the words before a number say it is a rise, a fall or a level; the last one counts."""
        before = self._stripped(item)
        words = self.words.words
        if item.signed:
            return "down" if item.signed == "-" else "up"
        after = self._after(item).lstrip()
        if after and words["after_up"].match(after):
            return "up"
        if after and words["after_down"].match(after):
            return "down"
        found = self._last(before, "up", "down", "level")
        if found == "down" and item.unit == "%" and before.rstrip().endswith("giảm"):
            op, _ = self._operator(item)
            return "level" if op == "<" else "down"
        return "up" if found == "up" else "down" if found == "down" else "level"

    def _is_growth(self, item: Item) -> bool:
        return self.words.words["growth"].search(self._before(item)) is not None

    def _measure(self, item: Item) -> Measure:
        before = self._before(item)
        if self.words.words["maintain"].search(before):
            return "maintain"
        direction = self._direction(item)
        if direction == "level":
            return "growth" if item.percent and self._is_growth(item) else "level"
        if item.unit.startswith(("%", "‰")):
            return "growth"
        return "change"

    def _operator(self, item: Item) -> tuple[Op, Approx]:
        if item.start not in self._operators:
            self._operators[item.start] = self._find_operator(item)
        return self._operators[item.start]

    def _find_operator(self, item: Item) -> tuple[Op, Approx]:
        """Operator and approximation from the words directly before a number, or `or more` behind it."""
        before = self._before(item).rstrip()
        op: Op = "="
        approx: Approx = ""
        for _ in range(3):
            hit = False
            near, found = self._end(before)
            if near:
                before, approx, hit = before[: near[0].start()].rstrip(), cast("Approx", near[1]), True
                _, found = self._end(before)
            if found and not self._is_direction(found[0][0], item):
                if not (len(item.values) > 1 and found[0][0].strip() in {"từ", "from", "đạt từ"}):
                    op = cast("Op", found[1])
                before, hit = before[: found[0].start()].rstrip(), True
            if not hit:
                break
        after = self._after(item)
        for pattern, meaning in self.words.ops_after:
            words = pattern.match(after) if after else None
            if words and not _RATED.search(words[0]):
                op = meaning
        return op, approx

    def _end(self, before: str) -> tuple[Found, Found]:
        """The approximation and the operator that words end with."""
        if not before:
            return None, None
        if before not in self._ends:
            self._ends[before] = self.words.approximations.find(before), self.words.ops.find(before)
        return self._ends[before]

    def _is_direction(self, words: str, item: Item) -> bool:
        """`vượt 5 % dự toán` and `cao hơn 3 vụ so với cùng kỳ` say how far, not how much at least."""
        if not _FAR.search(words) or _MORE_THAN.search(words.strip()):
            return False
        after, frames = self._after(item), self.words.frames
        return any(frames[name].match(after) for name in ("plan", "previous", "benchmark"))

    def _stripped(self, item: Item) -> str:
        """The words before a number without those that only say `more than` or `about`."""
        before = self._before(item).rstrip()
        for _ in range(3):
            near, found = self._end(before)
            match = min((one for one in (near, found) if one), key=lambda one: one[0].start(), default=None)
            if match and not self._is_direction(match[0][0], item):
                before = before[: match[0].start()].rstrip()
            else:
                break
        return before

    def _comparison(self, item: Item, to: Literal["plan", "previous", "benchmark"], by: str) -> Comparison:
        op, approx = self._operator(item)
        before = _NEGATED.sub("", self._before(item))
        words = self.words.words
        value = item.values[0]
        down = self._last(before, "below", "over", "level") == "below" or self._direction(item) == "down"
        over = self._last(before, "over", "below", "level") == "over"
        after_over = _BEYOND_AFTER.match(self._after(item))
        if to == "plan":
            kind: Literal["percent", "over", "points", "change", "index", "level"] = (
                "over" if over or down or after_over else "percent"
            )
            if after_over and _SHORT_AFTER.match(self._after(item)):
                down = True
        elif item.unit.startswith(("điểm", "point", "percentage", "pp")):
            kind = "points"
        elif self._direction(item) == "level" and not words["growth"].search(before) and to != "benchmark":
            kind = "index"
        else:
            kind = "change" if self._direction(item) != "level" else "percent"
        if down and kind not in {"percent", "index"}:
            value, op = -value, _FLIPPED[op]
        return Comparison(to, kind, value, op, approx, by, "" if item.percent else item.unit)

    def _last(self, before: str, *names: str) -> str:
        """Which of the groups of words stands last in the clause; empty for none."""
        best, found = 0, ""
        if not before:
            return found
        for name in names:
            for match in self.words.words[name].finditer(before):
                if match.end() > best:
                    best, found = match.end(), name
        return found
