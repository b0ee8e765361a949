"""A phrase as tokens: folded, split once, with the words of the vocabulary marked in it."""

import re
import unicodedata
from typing import NamedTuple

from builder.content.figures.vocabulary import TOKEN, Roles, Table, Vocabulary

_PER_MILLE = re.compile(r"(?<=\d)( ?)%[o0]\b")
_BOUNDARIES = frozenset(",;().")


class Mark(NamedTuple):
    """Words of the vocabulary, tokens `first` up to `end`, and what they may do."""

    first: int
    end: int
    roles: Roles


class Phrase(NamedTuple):
    """A folded phrase as tokens, with its numbers and the words of the vocabulary marked."""

    text: str
    matches: list[re.Match[str]]
    """Where each token stands in the text."""
    tokens: list[str]
    numbers: list[int]
    """The places of the tokens that are digits."""
    hung: list[int]
    """The places of words with digits hung on them: `m2`."""
    stops: list[int]
    """The places of the signs that end a clause, brackets too."""
    marks: list[Mark]
    roles: set[str]
    """All that the marks may do: what is not here need not be looked for."""
    begins: dict[int, Mark]
    ends: dict[int, Mark]

    def words(self, first: int, end: int) -> str:
        """The folded text of the tokens `first` up to `end`."""
        return self.text[self.matches[first].start() : self.matches[end - 1].end()] if first < end else ""

    def glued(self, place: int) -> bool:
        """True when nothing stands between this token and the one before."""
        matches = self.matches
        return 0 < place < len(matches) and matches[place - 1].end() == matches[place].start()

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
    return _PER_MILLE.sub(r"\1‰", folded) if "%" in folded else folded


def phrase(folded: str, words: Vocabulary) -> Phrase:
    """A folded text as tokens, with the words of the vocabulary marked: the longest from the left."""
    matches = list(TOKEN.finditer(folded))
    spelling, cues = words.spelling, words.cues
    tokens = [match[0] for match in matches]
    if not spelling.keys().isdisjoint(tokens):
        tokens = [spelling.get(token, token) for token in tokens]
    numbers: list[int] = []
    hung: list[int] = []
    stops: list[int] = []
    marks: list[Mark] = []
    roles: set[str] = set()
    begins: dict[int, Mark] = {}
    ends: dict[int, Mark] = {}
    place = 0
    for index, token in enumerate(tokens):
        if token in cues and index >= place and (found := at(cues, tokens, index)):
            marks.append(found)
            roles.update(found.roles)
            begins[index] = found
            place = found.end
            ends[place] = found
            continue
        if group := matches[index].lastindex:
            (numbers if group == 1 else hung).append(index)
        elif token in _BOUNDARIES:
            stops.append(index)
    return Phrase(folded, matches, tokens, numbers, hung, stops, marks, roles, begins, ends)


def at(table: Table, tokens: list[str], place: int) -> Mark | None:
    """The longest words of a table that stand at a place."""
    node = table.get(tokens[place])
    if node is None:
        return None
    roles, end, ahead = node.roles, place + 1, place + 1
    while node.longer and ahead < len(tokens):
        node = node.longer.get(tokens[ahead])
        if node is None:
            break
        ahead += 1
        if node.roles is not None:
            roles, end = node.roles, ahead
    return Mark(place, end, roles) if roles is not None else None
