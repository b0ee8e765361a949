"""A phrase as printed → what it says as data. Sure, or in doubt and saying so; never a guess.

The steps: fold the text, set aside digits that are dates or names, group the numbers with their units,
decide for each number what it is (the figure itself, a share of a plan, a change against before), and
read operator and approximation from the words directly around it.
"""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Literal, cast

from builder.content.figures.completion import with_status, with_unit, with_unread
from builder.content.figures.items import Item, Numbers, fold, numbers
from builder.content.figures.vocabulary import Vocabulary, vocabulary
from builder.model.reading import Approx, Comparison, Doubt, Measure, Op, Reading

Direction = Literal["up", "down", "level"]
_FLIPPED: dict[Op, Op] = {"=": "=", ">": "<", ">=": "<=", "<": ">", "<=": ">="}
_BOUNDARY = re.compile(r"[,;()]")
_BRACKET = re.compile(r" ?\([^()]*\)")


def read_figure(text: str, language: str, unit: str = "") -> Reading:
    """The reading of a phrase; `unit` is the indicator's own, for phrases that leave it out.

    Raises nothing for any text. Source: docs/figures.md.
    """
    words = vocabulary(language)
    folded = fold(text)
    found = numbers(folded, words)
    reading = _Phrase(found, words).read() if found.items else _without_number(folded, words)
    reading = replace(reading, text=text, doubts=found.doubts + reading.doubts)
    reading = with_status(reading, folded, words)
    return with_unit(with_unread(reading, folded, found), unit, words)


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
        self._directions: dict[int, Direction] = {}
        self._operators: dict[int, tuple[Op, Approx]] = {}

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
            main.unit in {"lần", "times"} and direction != "level"
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
        elif self._in_brackets_after(item, main) and item.unit == "%" and self._direction(main) != "level":
            value = -item.values[0] if self._direction(main) == "down" else item.values[0]
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
        start = max((other.end for other in self.items if other.end <= item.start), default=0)
        boundaries = [match.end() for match in _BOUNDARY.finditer(self.text, start, item.start)]
        return self.text[max([start, *boundaries]) : item.start]

    def _after(self, item: Item) -> str:
        """The words of the same clause after a number and its unit; a bracket behind it is passed over."""
        start = item.end
        if bracket := _BRACKET.match(self.text, start):
            start = bracket.end()
        end = min((other.start for other in self.items if other.start >= start), default=len(self.text))
        boundary = _BOUNDARY.search(self.text, start, end)
        return self.text[start : boundary.start() if boundary else end]

    def _in_brackets_after(self, item: Item, main: Item) -> bool:
        between = self.text[main.end : item.start].strip()
        return main.end <= item.start and between.startswith("(") and ")" not in between

    def _frame(self, item: Item) -> tuple[Literal["plan", "previous", "benchmark"], str] | None:
        """What a number is compared with, by the words after it, or by those before it."""
        after, before = self._after(item), self._before(item)
        frames = self.words.frames
        if item.percent or self._direction(item) != "level" or self.words.words["over"].search(before):
            if frames["benchmark"].match(after):
                return "benchmark", ""
            if frames["previous"].match(after):
                return "previous", ""
            if match := frames["plan"].match(after):
                by = match.groupdict().get("by") or ""
                later = re.search(frames["by_after"].pattern.lstrip("\\s*"), after[match.end() :])
                return "plan", by or (later["by"] if later else "")
            for name in ("plan", "previous"):
                pattern = rf"(?:so với|vượt|hụt|against|exceeded){frames[name].pattern}"
                if re.search(pattern, before) and item.percent:
                    return ("plan", "") if name == "plan" else ("previous", "")
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
        for name in ("up", "down"):
            if words[f"after_{name}"].match(after):
                return name
        best, found = 0, "level"
        for name in ("up", "down", "level"):
            for match in words[name].finditer(before):
                if match.end() > best:
                    best, found = match.end(), name
        op, _ = self._operator(item)
        if found == "down" and op in {"<", "<="} and before.rstrip().endswith("giảm") and item.unit == "%":
            return "level"
        return found if found in {"up", "down"} else "level"  # type: ignore[return-value] # narrowed by the test

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
            if near := self.words.approximations.find(before):
                before, approx, hit = before[: near[0].start()].rstrip(), cast("Approx", near[1]), True
            found = self.words.ops.find(before)
            if found and not self._is_direction(found[0][0], item):
                if not (len(item.values) > 1 and found[0][0].strip() in {"từ", "from", "đạt từ"}):
                    op = cast("Op", found[1])
                before, hit = before[: found[0].start()].rstrip(), True
            if not hit:
                break
        after = self._after(item)
        for pattern, meaning in self.words.ops_after:
            words = re.match(r"(?: [^\W\d_]+){0,5}?" + pattern.pattern, after)
            if words and not re.search(r"(?<!\w)(?:từ|đạt|xếp|from|rated)(?!\w)", words[0]):
                op = meaning
        return op, approx

    def _is_direction(self, words: str, item: Item) -> bool:
        """`vượt 5 % dự toán` and `cao hơn 3 vụ so với cùng kỳ` say how far, not how much at least."""
        after = self._after(item)
        framed = self.words.frames["plan"].match(after) or self.words.frames["previous"].match(after)
        far = re.search(r"vượt|cao hơn|thấp hơn|nhiều hơn|ít hơn|exceed|above|below|over|under", words)
        return bool(framed and far and not re.search(r"\w hơn$|^hơn", words.replace("cao hơn", "").strip()))

    def _stripped(self, item: Item) -> str:
        """The words before a number without those that only say `more than` or `about`."""
        before = self._before(item).rstrip()
        for _ in range(3):
            near, found = self.words.approximations.find(before), self.words.ops.find(before)
            match = min((one for one in (near, found) if one), key=lambda one: one[0].start(), default=None)
            if match and not self._is_direction(match[0][0], item):
                before = before[: match[0].start()].rstrip()
        return before

    def _comparison(self, item: Item, to: Literal["plan", "previous", "benchmark"], by: str) -> Comparison:
        op, approx = self._operator(item)
        before = self._before(item)
        words = self.words.words
        value = item.values[0]
        down = self._last(before, "below", "over", "level") == "below" or self._direction(item) == "down"
        over = self._last(before, "over", "below", "level") == "over"
        after_over = re.match(r"\s*(?:above|over|ahead|below|under|short)", self._after(item))
        if to == "plan":
            kind: Literal["percent", "over", "points", "change", "index", "level"] = (
                "over" if over or down or after_over else "percent"
            )
            if after_over and re.match(r"\s*(?:below|under|short)", self._after(item)):
                down = True
        elif item.unit.startswith(("điểm", "point", "percentage", "pp")):
            kind = "points"
        elif self._direction(item) == "level" and not words["growth"].search(before) and to != "benchmark":
            kind = "index"
        else:
            kind = "change" if self._direction(item) != "level" else "percent"
        if down and kind != "percent":
            value, op = -value, _FLIPPED[op]
        return Comparison(to, kind, value, op, approx, by, "" if item.percent else item.unit)

    def _last(self, before: str, *names: str) -> str:
        best, found = 0, ""
        for name in names:
            for match in self.words.words[name].finditer(before):
                if match.end() > best:
                    best, found = match.end(), name
        return found


def _without_number(text: str, words: Vocabulary) -> Reading:
    """A phrase without a value: nothing of a thing is zero; otherwise words, and perhaps a comparison."""
    for match in words.words["zero"].finditer(text):
        noun = words.count.match(text, match.end())
        if noun:
            return Reading("", (Decimal(0),), "=", "", noun["word"], measure="level")
    measure: Measure = "maintain" if words.words["maintain"].search(text) else "qualitative"
    plan = words.qualitative["plan_met"].search(text)
    if plan:
        both = re.search(r" và | hoặc | or | and ", plan["op"])
        beyond = re.match(r"vượt|exceeded", plan["op"])
        op: Op = ">=" if both else ">" if beyond else "="
        by = re.search(words.frames["by_after"].pattern.lstrip("\\s*"), text[plan.end() :])
        compared = Comparison("plan", "percent", Decimal(100), op, "", by["by"] if by else "")
        return Reading("", measure="level", compare=(compared,))
    for name, op in (("up", ">"), ("down", "<")):
        if words.qualitative[name].search(text):
            return Reading("", measure=measure, compare=(Comparison("previous", "change", None, op),))
    return Reading("", measure=measure)
