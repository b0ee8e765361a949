"""The unit printed at a place of a phrase: scale, noun, and what it is counted for."""

import re

from msgspec import Struct

from builder.content.figures.phrase import Mark, Phrase, known, longest
from builder.content.figures.vocabulary import Roles, Vocabulary

STRONG = frozenset({"scale", "money", "percent", "points", "measures"})
"""Kinds of units that only an amount has: no name of a thing is followed by them."""
POWERS = frozenset({"1", "01", "100", "1.000", "10.000", "100.000", "1,000", "10,000", "100,000"})


_SHARES = frozenset({"percent", "points"})
_COMPARED = frozenset({"frame", "frame_linked", "giver"})
_MATTER = 3
"""How many words may stand between a unit and what it is counted for: `5 tonnes of rice per hectare`."""
_PLURAL = re.compile(r"[a-z]{2,}[a-rt-z]s")


class Unit(Struct):
    """A unit as it is written, the place behind it, its kind, and whether it is a scale of nothing named."""

    name: str
    end: int
    kind: str = ""
    bare: bool = False

    @property
    def percent(self) -> bool:
        """True for percentages and points."""
        return self.kind in _SHARES


def _qualifies(words: Mark) -> bool:
    """True for words that may stand before a noun: `12 approved projects`, `11 planned visits`."""
    roles = words.roles
    return "frame" in roles or "status" in roles or roles.get("link") == "pass"


def kind_at(said: Phrase, place: int, words: Vocabulary) -> str:
    """The kind of the unit that stands at a place; empty when no word of a unit does."""
    found = _known(said, place, words)
    return next(iter(found[0])) if found else ""


def scale_of(unit: str, words: Vocabulary) -> str:
    """The scale that a unit begins with; empty for one without."""
    return max((one for one in words.scales if f"{unit} ".startswith(f"{one} ")), key=len, default="")


def unit_at(said: Phrase, place: int, words: Vocabulary) -> Unit:
    """The unit printed at a place.

    A noun the vocabulary does not know is taken as printed, one word long. Where adjectives come before
    nouns, a known noun may stand behind a few other words.
    """
    first = _known(said, place, words)
    if first is None and place == len(said.tokens):
        return Unit("", place)
    if first is None:
        passed = said.begins.get(place)
        more = passed and ("behind" in passed.roles or ("after" in passed.roles and passed.end == place + 1))
        if passed and more:  # `10 or more new members`, `12 fewer cases`
            noun = _noun(said, passed.end, words)
            return Unit(noun.name, place, noun.kind)
        return _noun(said, place, words)
    roles, end = first
    kind, name = next(iter(roles.items()))
    bare = kind == "scale"
    if bare:
        base = _known(said, end, words)
        if base and (base_kind := next(iter(base[0]))) not in {"scale", "times", "percent", "points"}:
            kind, end, bare = base_kind, base[1], False
            name = f"{name} {base[0][base_kind]}"
        elif words.adjectives and is_noun(noun := _noun(said, end, words)):
            kind, end, bare, name = noun.kind or kind, noun.end, False, f"{name} {noun.name}"
    unit = Unit(name, end, kind, bare)
    return per_at(said, unit, words) if end + 1 < len(said.tokens) else unit


def _known(said: Phrase, place: int, words: Vocabulary) -> tuple[Roles, int] | None:
    """What the words of a unit at a place are, and the place behind them."""
    tokens = said.tokens
    node = words.units.get(tokens[place]) if place < len(tokens) else None
    found = longest(node, tokens, place) if node else None
    return found if found and "none" not in found[0] else None


def _noun(said: Phrase, place: int, words: Vocabulary) -> Unit:
    tokens = said.tokens
    many, other, left = -1, place, words.adjectives + 1
    while left and other < len(tokens):
        if found := _known(said, other, words):
            kind, name = next(iter(found[0].items()))
            if other > place and kind not in {"counts", "times"}:
                break  # no adjective: `1.4 zillion dollars`
            return per_at(said, Unit(name, found[1], kind), words)
        if words.adjectives and _hyphen(said, other):
            other += 2  # `2.5 full-time equivalent staff`, `3 by-elections`
        passed = said.begins.get(other)
        if not tokens[other][0].isalpha() or (passed and not _qualifies(passed)):
            break
        if many < 0 and words.adjectives and _PLURAL.fullmatch(tokens[other]):
            many = other
        other, left = other + 1, left - 1
    if many >= 0:
        return per_at(said, Unit(tokens[many], many + 1), words)
    if place < len(tokens) and tokens[place][0].isalpha() and place not in said.begins:
        end = past_noun(said, place, words)
        return per_at(said, Unit(" ".join(tokens[place:end]), end), words)
    if place < len(tokens) and tokens[place] != "/":  # `85 per week`
        return per_at(said, Unit("", place), words)
    return Unit("", place)


def past_noun(said: Phrase, place: int, words: Vocabulary) -> int:
    """The place behind a noun that the vocabulary does not know, of as many syllables as most have."""
    tokens, end = said.tokens, place + 1
    while (
        words.syllables > end - place
        and end < len(tokens)
        and tokens[end].isalpha()
        and end not in said.begins
        and kind_at(said, end, words) in {"", "counts"}  # `cổ phiếu`
    ):
        end += 1
    return end


def is_noun(unit: Unit) -> bool:
    """True for a noun of the vocabulary, and for a plural it does not know: `12 thousand shares`."""
    return bool(unit.kind) or _PLURAL.fullmatch(unit.name.partition("/")[0]) is not None


def _hyphen(said: Phrase, place: int) -> bool:
    """True when the word at a place is joined to the next one."""
    tokens = said.tokens
    return place + 2 < len(tokens) and tokens[place + 1] == "-" and said.glued(place + 2)


def _per_later(said: Phrase, unit: Unit, words: Vocabulary) -> int:
    """Where `/` stands behind the words for what is measured: `12 m3 rác/ngày`; else the end of the unit."""
    tokens, end = said.tokens, unit.end
    for place in range(end, min(end + _MATTER, len(tokens) - 1) + 1):
        if tokens[place] in words.per and end < place < len(tokens) - 1:
            whom = known(words.per_nouns, tokens, place + 1) or _known(said, place + 1, words)
            sure = whom is not None or tokens[place] != "/"
            return place if sure and tokens[place + 1][0].isalpha() else end
        mark = said.begins.get(place)
        if not tokens[place][0].isalpha() or (mark and mark.roles.get("link") != "of"):
            return end
    return end


def per_at(said: Phrase, unit: Unit, words: Vocabulary) -> Unit:
    """The unit with what it is counted for: `đồng/người/năm`, `per head`, `bác sĩ/vạn dân`."""
    tokens, end = said.tokens, unit.end
    if end + 1 >= len(tokens):
        return unit
    if tokens[end] not in words.per and tokens[end] not in words.per_whole:
        if not unit.kind or unit.kind in _SHARES or words.per.isdisjoint(tokens):
            return unit
        end = _per_later(said, unit, words)
        if end == unit.end:
            return unit
    name = unit.name
    while end + 1 < len(tokens):
        whom, next_end = _whom(said, end, words)
        if next_end == end:
            break
        plan = said.begins.get(end + 1)
        if plan and not _COMPARED.isdisjoint(plan.roles):
            end += unit.kind in _SHARES  # `85%/kế hoạch`, not `TH 450 ha/KH 420 ha`
            break
        named = known(words.per_nouns, tokens, end + 1) or _known(said, end + 1, words)
        if named is None and unit.kind in _SHARES and tokens[end] == "/":
            # `0,2%/tổng dư nợ` is a share of that, `7%/năm` is not
            end = next_end
            break
        name, end = f"{name}/{whom}", next_end
    return Unit(name, end, unit.kind, unit.bare and end == unit.end)


def _whom(said: Phrase, place: int, words: Vocabulary) -> tuple[str, int]:
    """One step of `/người/năm`: what is counted for, and the place behind it; `place` itself for nothing."""
    tokens, start, power = said.tokens, place + 1, ""
    if tokens[place] not in words.per:
        found = known(words.per_whole, tokens, place)
        longer = said.begins.get(place)  # `a month earlier`
        if found is None or (longer and longer.end > found[1]):
            return "", place
        return found[0]["per"], found[1]
    if tokens[start] in POWERS and start + 1 < len(tokens):
        power = "" if tokens[start] in {"1", "01"} else f"{tokens[start]} "
        start += 1
        if power and (stopped := said.begins.get(start)) and "stop" in stopped.roles:
            return power.strip(), start  # `44 per 100,000 for the quarter`
    while start + 2 < len(tokens) and tokens[start + 1] == "-" and said.glued(start + 2):
        start += 3 if start + 3 < len(tokens) and tokens[start + 3][0].isalpha() else 2
    if not tokens[start][0].isalpha():
        return "", place
    if power and words.adjectives:
        noun = _noun(said, start, words)  # `per 1,000 live births`
        return f"{power}{noun.name}", noun.end
    found = known(words.per_nouns, tokens, start) or _known(said, start, words)
    if found:
        return f"{power}{next(iter(found[0].values()))}", found[1]
    end = past_noun(said, start, words)
    return f"{power}{' '.join(tokens[start:end])}", end
