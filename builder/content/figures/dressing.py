"""A number with what is printed around it: a sign, the money it is of; and whether its unit is sure."""

from decimal import Decimal

from msgspec import Struct

from builder.content.figures.item import Item
from builder.content.figures.phrase import Phrase, known
from builder.content.figures.units import Unit, kind_at, past_noun, per_at, scale_of, unit_at
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Doubt

CURRENCY = frozenset("$£€")
_SUFFIX = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_WHOLES = frozenset({"counts", "money", ""})
"""Kinds of units with no thousandths; a noun that the vocabulary does not know is counted."""
_SIGNED = frozenset("+-)")
"""What stands directly before a number with a sign."""
_THOUSANDTHS = -3


class Dressing(Struct):
    """Completes the numbers of a phrase, one after the other."""

    said: Phrase
    named: set[int]
    words: Vocabulary
    doubts: list[Doubt]

    def dress(self, item: Item, low: int) -> None:
        """Gives an item what is printed before it, not before `low`: a sign, or the money it is of."""
        said, tokens, first, last = self.said, self.said.tokens, item.first, item.last
        before = tokens[first - 1] if first else ""
        if before in CURRENCY:
            self._of_money(item, before)
            self._check(item)
            self._sign(item)
            return
        if first > low and before in self.words.units and item.kind in {"", "scale"}:
            self._of_money_before(item)
        behind = last + 1
        if behind < len(tokens) and tokens[behind][0].isalpha():
            short = item.unit == "m" and self.words.language == "en"
            named = short and behind + 1 < len(tokens) and unit_at(said, behind + 1, self.words).name
            if named or (said.glued(behind) and (short or self._odd(behind))):
                self.doubts.append(Doubt("unknown-unit", said.words(first, behind + 1)))
        if item.bare and self._counts_other(item.end):
            self.doubts.append(
                Doubt("unknown-unit", said.words(first, past_noun(said, item.end, self.words)))
            )
        if item.kind in _WHOLES and item.unit:
            self._check(item)
        if before in _SIGNED or "negative" in said.roles:
            self._sign(item)

    def _of_money_before(self, item: Item) -> None:
        """`VND 12 billion`: the money stands before the number."""
        place = item.first - 1
        if kind_at(self.said, place, self.words) == "money":
            money = unit_at(self.said, place, self.words).name
            known = item.unit if item.kind or item.unit.startswith("/") else ""
            scaled, per, whom = known.partition("/")
            item.unit = f"{scale_of(scaled, self.words)} {money}{per}{whom}".strip()
            item.first, item.kind, item.bare = place, "money", False

    def _check(self, item: Item) -> None:
        """Doubts `15,000 lượt khách`: what is counted whole, grouped as other languages do."""
        unit = item.unit
        if self.words.decimal not in self.said.text or not any(map(_has_thousandths, item.values)):
            return
        if "/" not in unit and not scale_of(unit, self.words):
            printed = self.said.words(item.first, item.end)
            other = printed.replace(self.words.decimal, self.words.group)
            self.doubts.append(Doubt("malformed-number", printed, (other,)))

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

    def _sign(self, item: Item) -> None:
        """Gives an item the sign said before it: `-3%`, `(-£1.2m)`, `minus £1.2m`."""
        said, first = self.said, item.first
        sign = said.tokens[first - 1] if first else ""
        if sign in {"+", "-"}:
            hung = first > 1 and said.glued(first - 1) and said.tokens[first - 2] != "("
            if said.glued(first) and not hung:
                item.signed = sign
            return
        mark = said.ends.get(first)
        bracketed = sign == ")" and said.tokens[max(first - 3, 0) : first] == ["(", "-", ")"]
        if bracketed or (mark and "negative" in mark.roles):
            item.signed = "-"

    def _of_money(self, item: Item, sign: str) -> None:
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
        item.first, item.end = item.first - 1, unit.end
        item.unit, item.kind, item.bare = unit.name, "money", False


def _has_thousandths(value: Decimal) -> bool:
    return value.as_tuple().exponent == _THOUSANDTHS
