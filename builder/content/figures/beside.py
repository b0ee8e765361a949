"""What a phrase says of its figure wherever the words stand, and the unit that it leaves out."""

from typing import cast

from msgspec import Struct

from builder.content.figures.item import Item, Numbers
from builder.content.figures.numerals import typed
from builder.content.figures.phrase import Mark, Phrase, fold
from builder.content.figures.timing import timing
from builder.content.figures.units import is_noun, unit_at
from builder.content.figures.vocabulary import Vocabulary
from builder.content.figures.wordless import counts, none_of, unsure_counts
from builder.model.reading import Doubt, Status, Timing

_LISTS = frozenset(",;")
_BESIDE = frozenset({"status", "vague", "spelled", "zero"})


class Beside(Struct):
    """What the words of a phrase say of its figure wherever they stand."""

    status: Status
    cumulative: bool
    timing: Timing
    unread: tuple[str, ...]
    """Digits that nothing explains."""
    doubts: tuple[Doubt, ...]
    """Why a number cannot be known, or a value that no digits give."""


def beside(said: Phrase, found: Numbers, words: Vocabulary) -> Beside:
    """What stands beside the figure of a phrase: `estimate`, `cumulative` and the like, and doubts."""
    status: Status = ""
    unread = _unread(said, words) if said.hung else ()
    doubts = (*found.doubts, *typed(said, words)) if said.hung else found.doubts
    if unread:
        doubts = (*doubts, Doubt("unread-digits", " ".join(unread)))
    if not words.cardinals.unsure.isdisjoint(said.tokens):
        doubts = (*doubts, *unsure_counts(said, words))
    if not said.roles.isdisjoint(_BESIDE):
        for mark in said.marks:
            if "status" in mark.roles and not (
                status or _expected(said, mark) or _of_other(said, mark, found)
            ):
                status = cast("Status", mark.roles["status"])
            elif "vague" in mark.roles or (found.items and _lost(said, mark, found, words)):
                doubts = (*doubts, _in_words(said, mark, words))
    return Beside(status, "cumulative" in said.roles, timing(said.text, words.times), unread, doubts)


def _in_words(said: Phrase, mark: Mark, words: Vocabulary) -> Doubt:
    """The doubt about a value that words tell, with what they count where that is known to be counted."""
    unit = unit_at(said, mark.end, words)
    if "vague" in mark.roles or "spelled" not in mark.roles or not is_noun(unit):
        return Doubt("number-in-words", said.words(mark.first, mark.end))
    return Doubt(
        "number-in-words", said.words(mark.first, unit.end), (f"{mark.roles['spelled']} {unit.name}",)
    )


def own_unit(printed: str, unit: str, words: Vocabulary) -> str:
    """The unit of a figure: what the phrase leaves out is its indicator's (`72 triệu`, `kết nạp mới 3`)."""
    scale, per, whom = printed.partition("/")
    if scale not in words.scales:
        return printed or unit
    own = next((one for one in words.scales if unit.startswith(f"{one} ")), "")
    base = unit.removeprefix(own).strip() or words.money
    if per:
        base = f"{base.partition('/')[0]}/{whom}"
    return f"{scale} {base}".strip()


def with_capitals(unit: str, text: str, words: Vocabulary) -> str:
    """A unit with the capitals of nouns that the vocabulary does not know: `CCCD`, `MWp`."""
    if not unit or text.islower() or text.isupper():
        return unit
    parts = unit.split("/")
    strange = [part for part in parts if not _is_known(part, words)]
    for word in text.split():
        printed = word.strip('()[].,;:/"“”')
        if printed[1:].lower() == printed[1:]:
            continue
        folded = fold(printed)
        parts = [
            printed
            if part in strange and part.split(" ")[0] == folded
            else part.replace(f" {folded}", f" {printed}")
            for part in parts
        ]
    return "/".join(parts)


def _is_known(part: str, words: Vocabulary) -> bool:
    first = part.partition(" ")[0]
    return not first.isalpha() or first in words.units or first in words.per_nouns or not first.islower()


def _expected(said: Phrase, mark: Mark) -> bool:
    """True for `lower than expected`: that is what the figure is compared with."""
    before = said.ends.get(mark.first)
    while before and (before.roles.get("direction") == "level" or before.roles.get("link") == "pass"):
        before = said.ends.get(before.first)  # `better than was anticipated`, `against a forecast of`
    return before is not None and before.roles.get("link") == "with"


def _of_other(said: Phrase, mark: Mark, found: Numbers) -> bool:
    """True for the `forecast` of `£12.1m (forecast £12.3m)`: it is said of the number in the bracket."""
    if not mark.first or not found.items or said.tokens[mark.first - 1] != "(":
        return False
    closed = said.past_bracket(mark.first - 1)  # not of `12% (provisional)`
    inside = any(mark.end <= item.first < closed for item in found.items)
    return inside and found.items[0].first < mark.first


def _lost(said: Phrase, mark: Mark, found: Numbers, words: Vocabulary) -> bool:
    """True for a second value that no digits give: the `ba` of `2 vụ, ba đối tượng`."""
    if "spelled" in mark.roles:
        if said.worded and (mark.roles["spelled"] != "1" or any(_touch(mark, item) for item in found.items)):
            return True  # `một tỷ hai`, `nineteen of twenty-two targets`
        if behind := said.begins.get(mark.end):
            if "behind" in behind.roles:
                return False  # `five or more GCSEs`
            if behind.roles.get("frame") == "previous":
                before = said.tokens[mark.first - 1 : mark.first]
                return words.naming["before"].isdisjoint(before)  # `fifteen last year`, not `quarter three`
        return counts(said, mark, words) or _goes_on(said, mark)
    if mark.roles.get("zero") == "sure" and mark.end + 1 in said.numbers:
        return said.tokens[mark.end] in words.joins["range"]  # `zero to 12 homes`
    if "zero" in mark.roles and (none := none_of(said, mark, words)) and none[1]:
        high = said.boundary(mark.end, len(said.tokens))
        first = found.items[0].first  # `không có vụ nào, giảm 3 vụ`
        return mark.end < first or any(mark.end < item.first < high for item in found.items)
    return False


def _goes_on(said: Phrase, spelled: Mark) -> bool:
    """True for a second number in words, whatever it counts: `12 wardens, three marshals`, `and two more`."""
    before = said.ends.get(spelled.first)
    listed = said.tokens[spelled.first - 1] in _LISTS if spelled.first else False
    return spelled.roles["spelled"] != "1" and (
        listed or (before is not None and before.roles.get("turn") == "yes")
    )


def _touch(mark: Mark, item: Item) -> bool:
    return mark.first == item.end or mark.end == item.first


def _speaks(word: str, words: Vocabulary) -> bool:
    """True for a word that says something by itself."""
    return any(word in table and table[word].roles for table in (words.cues, words.units))


def _unread(said: Phrase, words: Vocabulary) -> tuple[str, ...]:
    """Digits hung on words that are no part of a name: `đạt100%`."""
    unread = []
    for place in said.hung:
        if (token := said.printed[place]) not in words.units:
            letters = token.rstrip("0123456789")
            share = said.glued(place + 1) and said.tokens[place + 1] == "%"
            if share or (len(letters) > 1 and _speaks(letters, words)):
                unread.append(token)
    return tuple(unread)
