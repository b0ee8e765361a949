"""The numbers of a phrase with what belongs to them: single values, ranges, n/N, compounds, `from a to b`."""

from decimal import Decimal

from builder.content.figures.cardinals import cardinal
from builder.content.figures.dressing import CURRENCY, Dressing
from builder.content.figures.item import Item, Numbers
from builder.content.figures.names import names
from builder.content.figures.numerals import (
    SEPARATORS,
    amiss,
    hangs,
    in_parts,
    parse_number,
    parted,
)
from builder.content.figures.phrase import Phrase
from builder.content.figures.units import Unit, scale_of, unit_at
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Doubt

_SHARES = frozenset({"percent", "points"})
_OF_TEN = 10
"""`6 out of 10 farmers` are counted by nobody."""
_GROUP = 3
"""Digits of a group of thousands."""
_ONE = (Decimal(1),)
_SMALL = 5
"""The largest N of an `n/N` of nothing named that may be meant as a fraction."""


def numbers(said: Phrase, words: Vocabulary) -> Numbers:
    """The numbers of a phrase. A malformed one is a doubt with its possible meanings, no guess."""
    tokens = said.tokens
    if not said.numbers:
        return Numbers()
    named = names(said, words)
    doubts = _torn_names(said, named) if named else []
    found: list[tuple[int, Decimal]] = []
    torn, last = -1, said.numbers[-1]
    for index, place in enumerate(said.numbers, start=1):
        if place in named:
            continue
        if place and tokens[place - 1] in SEPARATORS and hangs(said, place) and place != torn:
            doubts.append(Doubt("malformed-number", said.words(place - 1, place + 1)))
            continue
        behind = said.numbers[index] if place != last else place
        if place != last and behind not in named and parted(said, place, behind, words):
            doubts.append(in_parts(said, place, behind, words))
            torn = behind
        elif place != torn:
            value, doubt = parse_number(tokens[place], words)
            if printed := amiss(said, place):
                doubts.append(Doubt("malformed-number", printed))
            if doubt:
                doubts.append(doubt)
            if value is not None:
                found.append((place, value))
    items = _Grouping(said, named, words, doubts, found).items()
    return Numbers(tuple(items), named, tuple(doubts))


def _torn_names(said: Phrase, named: set[int]) -> list[Doubt]:
    return [Doubt("malformed-number", said.words(one, one + 2)) for one in named if _torn(said, one, named)]


def _torn(said: Phrase, place: int, named: set[int]) -> bool:
    """True for a number that looks like a name, but is the beginning of another: `toàn xã 23 4567 người`."""
    parts = said.tokens[place : place + 2]
    return (
        place + 1 not in named
        and len(parts) > 1
        and all(part.isdecimal() for part in parts)
        and len(parts[0]) <= _GROUP <= len(parts[1])
    )


class _Grouping(Dressing):
    """Numbers with their places → items, each with its unit."""

    found: list[tuple[int, Decimal]]

    def items(self) -> list[Item]:
        items: list[Item] = []
        index = end = 0
        found, count = self.found, len(self.found)
        while index < count:
            item, used = self._item(index)
            self.dress(item, end)
            items.append(item)
            index, end = index + used, item.end
            while index < count and found[index][0] < end:
                index += 1  # a number within a unit: `đồng/1 ha`
        return self._for_one(items) if len(items) > 1 and items[0].values == _ONE else items

    def _for_one(self, items: list[Item]) -> list[Item]:
        """The items without the one thing that the next is of: `giá trị trên 1 ha đạt 120 triệu đồng`."""
        one, amount = items[:2]
        said, yields = self.said, self.words.names["yields"]
        before = said.tokens[: one.first]
        of_one = before and before[-1] in self.words.names["each"] | yields and not yields.isdisjoint(before)
        measured = one.kind == "measures" and amount.kind in {"money", "measures"} and one.of is None
        if not of_one or not measured or said.boundary(one.end, amount.first) != amount.first:
            return items
        self.named.add(one.first)
        unit, per, rest = amount.unit.partition("/")
        if rest.partition("/")[0] != one.unit:
            amount.unit = f"{unit}/{one.unit}{per}{rest}"
        return items[1:]

    def _item(self, index: int) -> tuple[Item, int]:
        """The item that begins with a number, and how many numbers are in it."""
        place, value = self.found[index]
        unit = self._unit(place)
        before = self.said.ends.get(place) if "none" in self.said.roles else None
        if before and "none" in before.roles:
            return Item(place, place, unit.end, (Decimal(0),), unit.name, unit.kind, unit.bare, value), 1
        end, bare = unit.end, unit.bare
        if index + 1 < len(self.found) and self.found[index + 1][0] >= end:
            other, second = self.found[index + 1]
            pair = self._ratio(place, value, unit, other, second)
            if pair is None and self._joins(end, other):
                pair = self._pair(place, value, unit, other, second)
            if pair:
                return pair, 2
            if bare and end == other and (compound := self._compound(index)):
                return compound
            if unit.name in self.words.sizes and end == other and (measured := self._measured(index)):
                return measured
        return Item(place, place, end, (value,), unit.name, unit.kind, bare), 1

    def _unit(self, place: int) -> Unit:
        behind = place + 1
        if self.said.stops and self.said.tokens[behind : behind + 1] == ["("]:
            behind = self._past_words(behind)
        unit = unit_at(self.said, behind, self.words)
        if self.named and unit.kind == "times" and unit.end in self.named:
            return Unit("", place + 1)
        return unit

    def _past_words(self, opened: int) -> int:
        """The place behind a bracket that says the number before it in words: `05 (năm) phòng`."""
        said, past = self.said, self.said.past_bracket(opened)
        inside, number = said.tokens[opened + 1 : past - 1], said.tokens[opened - 1].lstrip("0")
        again = cardinal(inside, 0, self.words.cardinals) if inside else None
        if again is None or again[1] < len(inside):
            if len(inside) != 1 or opened + 1 not in said.worded:
                return opened
            again = (int(inside[0]), 1)
        if str(again[0]) != number:
            self.doubts.append(Doubt("number-in-words", said.words(opened - 1, past)))
        return past

    def _ratio(self, place: int, value: Decimal, unit: Unit, other: int, second: Decimal) -> Item | None:
        """`28/30 chỉ tiêu`, `38 of 46 (83%) indicators`, `450 ha/420 ha`."""
        tokens = self.said.tokens
        between = tokens[place + 1] if other == place + 2 else " ".join(tokens[place + 1 : other])
        direct = between in self.words.joins["ratio"] or (between == ":" and self.said.glued(other))
        if not direct and not (unit.name and unit.end + 1 == other and tokens[unit.end] == "/"):
            return None
        noun = self._unit(other)
        if not noun.name and tokens[other + 1 : other + 2] == ["("] and ")" in tokens[other:]:
            behind = unit_at(self.said, tokens.index(")", other) + 1, self.words)
            noun = Unit(behind.name, other + 1, behind.kind)
        if not direct and unit.name.split(" ")[0] != noun.name.split(" ")[0]:
            return None
        whole = tokens[other + 1] in self.words.names["whole"] if other + 1 < len(tokens) else False
        scale = value == 1 and second >= 50  # of a plan: `tỷ lệ 1/500`
        unsure = scale or value > second or value < second <= _SMALL
        before = self.said.ends.get(place)
        unsure = unsure or (before is not None and "rate" in before.roles)  # `tỷ lệ 3/7`
        unsure = noun.kind in {"percent", "times"} or (unsure and not noun.name)
        if value > second and noun.kind in {"counts", ""}:
            unsure = unsure or not ("%" in tokens or "frame" in self.said.roles)  # `35/30 đại biểu`
        after = self.said.begins.get(noun.end)
        if after and after.roles.get("link") == "with":
            after = self.said.begins.get(after.end, after)
        unsure = unsure or (
            after is not None and after.roles.get("frame") == "previous"
        )  # `12/14 vụ cùng kỳ`
        unsure = unsure or (second == _OF_TEN and between in self.words.joins["share"])
        if value < second <= _SMALL:
            unsure = unsure or not noun.kind or self._limited(place)
        if whole or between == ":" or unsure:
            self.doubts.append(Doubt("fraction", self.said.words(place, other + 1)))
        return Item(place, other, noun.end, (value,), noun.name, noun.kind, noun.bare, second)

    def _limited(self, place: int) -> bool:
        """True for `hơn 2/3 đại biểu`: nobody counts more than 2 of 3."""
        before = self.said.ends.get(place)
        return before is not None and ("op" in before.roles or "approx" in before.roles)

    def _joins(self, end: int, other: int) -> bool:
        """True when the last word between two numbers may join them, or is passed over."""
        last, word = other - 1, self.said.tokens[other - 1]
        return end < other and (
            word in self.words.joins["last"] or last in self.named or self._is_money(word)
        )

    def _pair(self, place: int, value: Decimal, unit: Unit, other: int, second: Decimal) -> Item | None:
        """`từ 3,69% lên 3,71%`, or the range `7,5 - 8%`."""
        said, joins = self.said, self.words.joins
        tokens, start = said.tokens, place - (place > 0 and self._is_money(said.tokens[place - 1]))
        between = [tokens[one] for one in range(unit.end, other) if not self._dated(one)]
        between = [token for token in between if not self._is_money(token)]
        joined = " ".join(between)
        started = said.ends.get(start)
        if started and "from" not in started.roles:
            started = None
        ranged = joined in joins["range"] or (started is not None and joined in joins["range_from"])
        new = any(" ".join(between[-count:]) in joins["to_new"] for count in (1, 2, 3))
        dated = any(self._dated(one) for one in range(unit.end, other))
        if started and ((new and (not ranged or self._moves(started.end))) or (ranged and dated)):
            noun = self._unit(other)
            return Item(other, other, noun.end, (second,), noun.name, noun.kind, noun.bare, None, value)
        if joined in joins["from_old"] and self._moves(place):
            noun = self._unit(other)
            end = max(noun.end, other + 1)
            if not noun.name or unit.kind == "points" or (unit.kind == "percent" and not noun.percent):
                noun = unit  # `down 8.3% from 66,960 households`
            return Item(place, place, end, (value,), noun.name, noun.kind, noun.bare, None, second)
        step = new and start > 0 and tokens[start - 1] in self.words.names["step"]
        moved = said.ends.get(start)
        moves = moved.roles.get("direction") in {"up", "down"} if moved else False
        rising = moves and moved is not None and "by" not in moved.roles
        named = unit.name or tokens[place - 1] in CURRENCY
        if not ranged or (step and named) or (rising and new and named and unit.kind not in _SHARES):
            return None  # not `fell by 9.9 days to 57.4 days`, `rose £12m to £145m`
        noun = self._unit(other)
        if step and not noun.name:
            self.doubts.append(Doubt("several-values", said.words(place, noun.end)))  # `rose by 45 to 567`
        if unit.name and not f"{noun.name}/".startswith(
            (f"{unit.name}/", f"{unit.name} " if unit.bare else "//")
        ):
            return None
        if second <= value:
            self.doubts.append(Doubt("range-backwards", said.words(place, noun.end)))
        elif new and rising:
            self.doubts.append(Doubt("several-values", said.words(place, noun.end)))  # `rose 5 to 7%`
        return Item(place, other, noun.end, (value, second), noun.name, noun.kind, noun.bare)

    def _is_money(self, token: str) -> bool:
        """True for the sign or the code of a currency."""
        node = self.words.units.get(token)
        return token in CURRENCY or (node is not None and node.roles is not None and "money" in node.roles)

    def _dated(self, place: int) -> bool:
        """True for a year and the word before it: `từ 35 triệu đồng năm 2015 lên 58 triệu đồng`."""
        return place in self.named or (
            place + 1 in self.named and self.said.tokens[place] in self.words.names["dating"]
        )

    def _moves(self, place: int) -> bool:
        """True when the words up to `from` say that something rose or fell."""
        start = self.said.clause(0, place)
        return any(
            start <= mark.first < place and mark.roles.get("direction") in {"up", "down"}
            for mark in self.said.marks
        )

    def _measured(self, index: int) -> tuple[Item, int] | None:
        """`3 tấn 450 kg`: whole numbers of measures of one kind, each less than one of the one before."""
        first = last = end = self.found[index][0]
        total, smallest, used, kind, name, per = Decimal(0), Decimal("Infinity"), 0, "", "", ""
        for place, value in self.found[index:]:
            unit = self._unit(place)
            plain, _, whom = unit.name.partition("/")
            family, size = self.words.sizes.get(plain, ("", Decimal(0)))
            if used and (place != end or family != kind or per):
                break
            if size >= smallest or value * size >= smallest or total % smallest:
                return None
            if not used:
                kind, name = family, plain
            total, smallest, used, last, end, per = (
                total + value * size,
                size,
                used + 1,
                place,
                unit.end,
                whom,
            )
        if used < 2:
            return None
        value = total / self.words.sizes[name][1]
        return Item(first, last, end, (value,), f"{name}/{per}" if per else name, "measures"), used

    def _compound(self, index: int) -> tuple[Item, int] | None:
        """`634 tỷ 620 triệu đồng`: each part smaller than the one before, in the unit of the first."""
        first = last = self.found[index][0]
        scales, total, used, end = self.words.scales, Decimal(0), 0, first
        top, smallest = Decimal(0), Decimal("Infinity")
        unit_scale, name, unit = "", "", Unit("", first)
        for place, value in self.found[index:]:
            if used and place != end:
                break
            unit = self._unit(place)
            name = scale_of(unit.name, self.words)
            size = scales[name] if name else Decimal(1)
            if not unit.name or size >= smallest or (used and value * size >= smallest):
                return None
            if used and total % smallest:
                return None  # `1,5 tỷ 200 triệu`: nobody says so what is 1,7
            if not used:
                top, unit_scale = size, name
            total, smallest, used, last, end = total + value * size, size, used + 1, place, unit.end
            if not unit.bare:
                break
        if used < 2:
            return None
        base = unit.name if not name else unit.name.removeprefix(name).strip()
        value = (total / top).normalize() + Decimal(0)
        return Item(first, last, end, (value,), f"{unit_scale} {base}".strip(), unit.kind, unit.bare), used
