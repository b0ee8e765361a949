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
        tokens = self.tokens
        for place in range(first, end):
            if tokens[place] in _BOUNDARIES:
                return place
        return end

    def clause(self, first: int, end: int) -> int:
        """Where the clause that ends before `end` begins, not before `first`, brackets passed over."""
        tokens = self.tokens
        place = end - 1
        while place >= first:
            if tokens[place] == ")" and "(" in tokens[first:place]:
                while tokens[place] != "(":
                    place -= 1
            elif tokens[place] in _BOUNDARIES:
                return place + 1
            place -= 1
        return first

    def past_bracket(self, place: int) -> int:
        """The place behind a bracket that opens at `place`; `place` itself where none opens and closes."""
        tokens = self.tokens
        if place < len(tokens) and tokens[place] == "(" and ")" in tokens[place:]:
            return tokens.index(")", place) + 1
        return place

    def in_brackets(self, place: int) -> bool:
        """True when a bracket is open at `place`."""
        if "(" in self.text:
            for sign in reversed(self.tokens[:place]):
                if sign in "()":
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
    tokens = [spelling.get(match[0], match[0]) for match in matches]
    numbers = [place for place, match in enumerate(matches) if match.lastindex == 1]
    marks: list[Mark] = []
    roles: set[str] = set()
    begins: dict[int, Mark] = {}
    ends: dict[int, Mark] = {}
    place = 0
    for index, token in enumerate(tokens):
        if index >= place and token in cues and (found := at(cues, tokens, index)):
            marks.append(found)
            roles.update(found.roles)
            begins[index] = found
            place = found.end
            ends[place] = found
    return Phrase(folded, matches, tokens, numbers, marks, roles, begins, ends)


def at(table: Table, tokens: list[str], place: int) -> Mark | None:
    """The longest words of a table that stand at a place."""
    node, end, found = table.get(tokens[place]), place, None
    while node is not None:
        end += 1
        if node.roles is not None:
            found = Mark(place, end, node.roles)
        if not node.longer or end == len(tokens):
            break
        node = node.longer.get(tokens[end])
    return found
