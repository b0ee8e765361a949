"""A phrase as tokens: folded, split once, with the words of the vocabulary marked in it."""

import re
import unicodedata

from msgspec import Struct

from builder.content.figures.cardinals import cardinal
from builder.content.figures.vocabulary import TOKEN, Node, Roles, Table, Vocabulary

_PER_MILLE = re.compile(r"(?<=\d)( ?)%[o0]\b")
_DIGIT = re.compile(r"\d")
_SCALES = frozenset({"scale", "percent"})
_BOUNDARIES = frozenset(",;().")


class Mark(Struct):
    """Words of the vocabulary, tokens `first` up to `end`, and what they may do."""

    first: int
    end: int
    roles: Roles


class Phrase(Struct):
    """A folded phrase as tokens, with its numbers and the words of the vocabulary marked."""

    text: str
    printed: list[str]
    """The tokens before other spellings were put right."""
    starts: list[int]
    """Where the tokens stand in the text."""
    tokens: list[str]
    worded: list[int]
    """The places of numbers that are printed in words."""
    numbers: list[int]
    """The places of the tokens that are digits."""
    hung: list[int]
    """The places of words with digits hung on them: `m2`."""
    stops: list[int]
    """The places of the signs that end a clause, brackets too."""
    marks: list[Mark]
    roles: set[str]
    """All that the marks may do: what is not there need not be looked for."""
    begins: dict[int, Mark]
    ends: dict[int, Mark]

    def words(self, first: int, end: int) -> str:
        """The folded text of the tokens `first` up to `end`."""
        return self.text[self.starts[first] : self.end_of(end - 1)] if first < end else ""

    def end_of(self, place: int) -> int:
        """Where in the text a token ends."""
        return self.starts[place] + len(self.printed[place])

    def glued(self, place: int) -> bool:
        """True when nothing stands between this token and the one before."""
        starts = self.starts
        return 0 < place < len(starts) and self.text[starts[place] - 1] != " "

    def boundary(self, first: int, end: int) -> int:
        """The place of the first sign from `first` on that ends a clause; `end` when there is none."""
        for place in self.stops:
            if first <= place < end:
                return place
        return end

    def clause(self, first: int, end: int) -> int:
        """Where the clause that ends before `end` begins, not before `first`, brackets passed over."""
        tokens, passed = self.tokens, end
        for place in reversed(self.stops):
            if first <= place < passed:
                if tokens[place] != ")" or "(" not in tokens[first:place]:
                    return place + 1
                passed = place - tokens[place::-1].index("(")
        return first

    def past_bracket(self, place: int) -> int:
        """The place behind a bracket that opens at `place`; `place` itself where none opens and closes."""
        tokens = self.tokens
        if self.stops and place < len(tokens) and tokens[place] == "(" and ")" in tokens[place:]:
            return tokens.index(")", place) + 1
        return place

    def in_brackets(self, place: int) -> bool:
        """True when a bracket is open at `place`."""
        for stop in reversed(self.stops):
            if stop < place and (sign := self.tokens[stop]) in "()":
                return sign == "("
        return False


def fold(text: str) -> str:
    """The phrase as it is compared: NFC, single spaces of one kind, lower case, `‰` for a typed `%o`."""
    folded = " ".join(unicodedata.normalize("NFC", text).replace("−", "-").lower().split())
    return _PER_MILLE.sub(r"\1‰", folded) if "%o" in folded or "%0" in folded else folded


def phrase(folded: str, words: Vocabulary, counted: int = -1) -> Phrase:
    """A folded text as tokens, with the words of the vocabulary marked: the longest from the left.

    Numbers of several words are one token; so is the number of one word at the place `counted`.
    """
    printed, starts = _split(folded)
    spelling, cues, tokens = words.spelling, words.cues, printed
    if not spelling.keys().isdisjoint(tokens):
        tokens = [spelling.get(token, token) for token in tokens]
    worded: list[int] = []
    if not words.cardinals.heads.isdisjoint(tokens) and (spelled := _in_words(tokens, words, counted)):
        printed, starts, tokens, worded = _merged(spelled, folded, printed, starts, tokens)
    numbers: list[int] = []
    hung: list[int] = []
    stops: list[int] = []
    marks: list[Mark] = []
    roles: set[str] = set()
    begins: dict[int, Mark] = {}
    ends: dict[int, Mark] = {}
    place = 0
    for index, token in enumerate(tokens):
        if token in cues and index >= place and (found := longest(cues[token], tokens, index)):
            told, place = found
            begins[index] = ends[place] = mark = Mark(index, place, told)
            marks.append(mark)
            roles.update(told)
        elif token.isalpha():
            continue
        elif token[0].isdecimal():
            numbers.append(index)
        elif token in _BOUNDARIES and index >= place:
            stops.append(index)
        elif len(token) > 1 and _DIGIT.search(token):
            hung.append(index)
    return Phrase(folded, printed, starts, tokens, worded, numbers, hung, stops, marks, roles, begins, ends)


def _split(folded: str) -> tuple[list[str], list[int]]:
    """The tokens of a folded text and where each begins. Most words need no expression to be seen as one."""
    tokens: list[str] = []
    starts: list[int] = []
    start = 0
    for chunk in folded.split(" "):
        if chunk.isalpha() or chunk.isdecimal():
            tokens.append(chunk)
            starts.append(start)
        else:
            place = start
            for token in TOKEN.findall(chunk):
                tokens.append(token)
                starts.append(place)
                place += len(token)
        start += len(chunk) + 1
    return tokens, starts


def _in_words(tokens: list[str], words: Vocabulary, counted: int) -> list[tuple[int, int, int]]:
    """The numbers in words: the place of each, the place behind, and its value.

    A number of one word is one only before a scale (`hai tỷ`) or `%`, or where it is known to be `counted`,
    a place among tokens of which such numbers are one each.
    """
    cardinals = words.cardinals
    spelled: list[tuple[int, int, int]] = []
    end = merged = 0
    for place, token in enumerate(tokens):
        if place < end or token not in cardinals.heads:
            continue
        value, end = cardinal(tokens, place, cardinals) or (int(token in cardinals.article), place + 1)
        alone = end == place + 1 and place - merged != counted and not _scaled(tokens, end, words)
        if value and not alone:
            spelled.append((place, end, value))
            merged += end - place - 1
    return spelled


def _merged(
    spelled: list[tuple[int, int, int]], folded: str, printed: list[str], starts: list[int], tokens: list[str]
) -> tuple[list[str], list[int], list[str], list[int]]:
    """Tokens as printed, where they begin, as they are read, and the places of those that are now numbers."""
    printed, starts, tokens = printed.copy(), starts.copy(), tokens.copy()
    worded: list[int] = []
    merged = 0
    for place, behind, value in spelled:
        first, end = place - merged, behind - merged
        printed[first:end] = [folded[starts[first] : starts[end - 1] + len(printed[end - 1])]]
        tokens[first:end] = [str(value)]
        del starts[first + 1 : end]
        worded.append(first)
        merged += end - first - 1
    return printed, starts, tokens, worded


def _scaled(tokens: list[str], place: int, words: Vocabulary) -> bool:
    """True where a scale or a percentage stands: `tỷ`, not `tỷ lệ`."""
    found = known(words.units, tokens, place) if place < len(tokens) else None
    return found is not None and "none" not in found[0] and not _SCALES.isdisjoint(found[0])


def known(table: Table, tokens: list[str], place: int) -> tuple[Roles, int] | None:
    """What the longest words of a table that stand at a place may do, and the place behind them."""
    node = table.get(tokens[place])
    return longest(node, tokens, place) if node else None


def longest(node: Node, tokens: list[str], place: int) -> tuple[Roles, int] | None:
    """What the longest words that go on from the one at a place may do, and the place behind them."""
    roles, longer = node
    end = place + 1
    if not longer:  # most words begin no longer ones
        return (roles, end) if roles is not None else None
    ahead, count = end, len(tokens)
    while longer and ahead < count and (following := longer.get(tokens[ahead])):
        ahead += 1
        further, longer = following
        if further is not None:
            roles, end = further, ahead
    return (roles, end) if roles is not None else None
