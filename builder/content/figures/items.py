"""The numbers of a phrase with what belongs to them: single values, ranges, n/N, compounds, `from a to b`."""

from collections.abc import Container
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.content.figures.names import names
from builder.content.figures.numerals import parse_number
from builder.content.figures.phrase import Phrase, known
from builder.content.figures.units import Unit, kind_at, per_at, unit_at
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Doubt

_CURRENCY = frozenset("$£€")
_SUFFIX = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_SEPARATORS = frozenset(",.")
_SHARES = frozenset({"percent", "points"})
_OF_TEN = 10
"""`6 out of 10 farmers` are counted by nobody."""
_SMALL = 5
"""The largest N of an `n/N` of nothing named that may be meant as a fraction."""


@dataclass(slots=True)
class Item:
    """A number, or numbers that belong together: tokens `first` up to `end`, unit included."""

    first: int
    last: int
    """The place of the last number: what is behind it is the unit."""
    end: int
    values: tuple[Decimal, ...]
    unit: str = ""
    kind: str = ""
    """The list of `[units]` that the unit is of; empty for a noun that the vocabulary does not know."""
    bare: bool = False
    """The unit is a scale only (`72 triệu`): what it counts is not said."""
    of: Decimal | None = None
    previous: Decimal | None = None
    """The first number of `from a to b`."""
    signed: str = ""
    """`+` or `-` where one is said before the number."""

    @property
    def percent(self) -> bool:
        """True for percentages and points."""
        return self.kind in _SHARES


@dataclass(slots=True)
class Numbers:
    """The numbers of a phrase: items in order, the places of names and dates, and doubts."""

    items: tuple[Item, ...] = ()
    names: Container[int] = ()
    doubts: tuple[Doubt, ...] = ()


def numbers(said: Phrase, words: Vocabulary) -> Numbers:
    """The numbers of a phrase. A malformed one is a doubt with its possible meanings, no guess."""
    tokens = said.tokens
    if not said.numbers:
        return Numbers()
    named = names(said, words)
    doubts: list[Doubt] = []
    found: list[tuple[int, Decimal]] = []
    torn = -1
    for place in said.numbers:
        if place in named:
            continue
        if place and tokens[place - 1] in _SEPARATORS and _hangs(said, place):
            doubts.append(Doubt("malformed-number", said.words(place - 1, place + 1)))
            continue
        following = place + 1
        if following < len(tokens) and tokens[following][0].isdecimal() and following not in named:
            printed = said.words(place, following + 1)
            doubts.append(Doubt("malformed-number", printed, (printed.replace(" ", ""),)))
            torn = following
        elif place != torn:
            value, doubt = parse_number(tokens[place], words)
            if doubt:
                doubts.append(doubt)
            if value is not None:
                found.append((place, value))
    items = _Grouping(said, found, named, words, doubts).items()
    return Numbers(tuple(items), named, tuple(doubts))


def _hangs(said: Phrase, place: int) -> bool:
    """True for `.5`, the end of `12 .500` and of `tăng1,36`: digits torn off what stands before."""
    hung = place > 1 and said.tokens[place - 2][-1].isdecimal()
    return said.glued(place) and (hung or not said.glued(place - 1))


class _Grouping:
    """Numbers with their places → items, each with its unit."""

    def __init__(
        self,
        said: Phrase,
        found: list[tuple[int, Decimal]],
        named: set[int],
        words: Vocabulary,
        doubts: list[Doubt],
    ) -> None:
        self.said = said
        self.found = found
        self.named = named
        self.words = words
        self.doubts = doubts

    def items(self) -> list[Item]:
        items: list[Item] = []
        index = end = 0
        count = len(self.found)
        while index < count:
            item, used = self._item(index)
            item = self._dressed(item, end)
            items.append(item)
            index, end = index + used, item.end
            while index < count and self.found[index][0] < end:
                index += 1  # a number within a unit: `đồng/1 ha`
        return items

    def _item(self, index: int) -> tuple[Item, int]:
        """The item that begins with a number, and how many numbers are in it."""
        place, value = self.found[index]
        unit = self._unit(place)
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
        return Item(place, place, end, (value,), unit.name, unit.kind, bare), 1

    def _unit(self, place: int) -> Unit:
        unit = unit_at(self.said, place + 1, self.words)
        if self.named and unit.kind == "times" and unit.end in self.named:
            return Unit("", place + 1)
        return unit

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
        unsure = noun.kind in {"percent", "times"} or (unsure and not noun.name)
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
            if not noun.name or (unit.kind in _SHARES and noun.kind not in _SHARES):
                noun = unit  # `down 8.3% from 66,960 households`
            return Item(place, place, end, (value,), noun.name, noun.kind, noun.bare, None, second)
        step = new and start > 0 and tokens[start - 1] in self.words.names["step"]
        moved = said.ends.get(start)
        moves = moved.roles.get("direction") in {"up", "down"} if moved else False
        rising = moves and moved is not None and "by" not in moved.roles
        named = unit.name or tokens[place - 1] in _CURRENCY
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
        return token in _CURRENCY or (node is not None and node.roles is not None and "money" in node.roles)

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
            name = self._scale(unit.name)
            size = scales[name] if name else Decimal(1)
            if not unit.name or size >= smallest or (used and value * size >= smallest):
                return None
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

    def _dressed(self, item: Item, low: int) -> Item:
        """The item with what is printed before it, not before `low`: a sign, or the money it is of."""
        said, tokens, first, last = self.said, self.said.tokens, item.first, item.last
        before = tokens[first - 1] if first else ""
        if before in _CURRENCY:
            return self._signed(self._money(item, before))
        stated = first > low and before in self.words.units and item.kind in {"", "scale"}
        if stated and kind_at(said, first - 1, self.words) == "money":
            money = unit_at(said, first - 1, self.words).name
            known = item.unit if item.kind or item.unit.startswith("/") else ""
            scaled, per, whom = known.partition("/")
            unit = f"{self._scale(scaled)} {money}{per}{whom}".strip()
            item = replace(item, first=first - 1, unit=unit, kind="money", bare=False)
        behind = last + 1
        if behind < len(tokens) and tokens[behind][0].isalpha():
            short = item.unit == "m" and self.words.language == "en"
            named = short and behind + 1 < len(tokens) and unit_at(said, behind + 1, self.words).name
            if named or (said.glued(behind) and (short or self._odd(behind))):
                self.doubts.append(Doubt("unknown-unit", said.words(first, behind + 1)))
        if item.bare and self._counts_other(item.end):
            self.doubts.append(Doubt("unknown-unit", said.words(first, item.end + 1)))
        return self._signed(item) if item.first else item

    def _scale(self, unit: str) -> str:
        """The scale that a unit begins with; empty for one without."""
        return max(
            (one for one in self.words.scales if f"{unit} ".startswith(f"{one} ")), key=len, default=""
        )

    def _counts_other(self, place: int) -> bool:
        """True for a noun behind a scale that may be counted: `12 nghìn cổ phiếu`, not `12 tỷ tiền`."""
        tokens = self.said.tokens
        if place >= len(tokens) or not tokens[place][0].isalpha() or tokens[place].endswith(self.words.verbs):
            return False
        spoken = place in self.said.begins or place in self.named or kind_at(self.said, place, self.words)
        return not spoken and tokens[place] not in self.words.names["money"]

    def _odd(self, place: int) -> bool:
        """True for letters hung on a number that are no unit: `5xyz`, `1k homes`."""
        return not kind_at(self.said, place, self.words)

    def _signed(self, item: Item) -> Item:
        """The item with the sign said before it: `-3%`, `(-£1.2m)`, `minus £1.2m`."""
        said, first = self.said, item.first
        sign = said.tokens[first - 1] if first else ""
        if sign in {"+", "-"}:
            hung = first > 1 and said.glued(first - 1) and said.tokens[first - 2] != "("
            return replace(item, signed=sign) if said.glued(first) and not hung else item
        if sign == ")" and said.tokens[max(first - 3, 0) : first] == ["(", "-", ")"]:
            return replace(item, signed="-")
        if "negative" not in said.roles:
            return item
        mark = said.ends.get(first)
        return replace(item, signed="-") if mark and "negative" in mark.roles else item

    def _money(self, item: Item, sign: str) -> Item:
        """`$1.2 million`, `£12.5m`, `$45 per household`."""
        tokens, last = self.said.tokens, item.last
        following = tokens[last + 1] if last + 1 < len(tokens) else ""
        scale = known(self.words.units, tokens, last + 1) if following else None
        unit = Unit(sign, last + 1)
        if following in _SUFFIX:
            unit = Unit(f"{_SUFFIX[following]} {sign}", last + 2)
        elif scale and "scale" in scale[0]:
            unit = Unit(f"{scale[0]['scale']} {sign}", scale[1])
        unit = per_at(self.said, unit, self.words)
        return replace(item, first=item.first - 1, unit=unit.name, kind="money", end=unit.end, bare=False)
