"""The work that one text asks of Python-Markdown, counted instead of timed.

The library looks at a text again from many of its signs, so that some texts cost the square of their length.
What it is about to look at is counted in characters: the same number on every computer, in every process and
thread (docs/decisions/004-limits.md).
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from builder.content import limits


class TooMuchWorkError(Exception):
    """Stops a text over `limits.WORK`; `line` is the one where it became too much."""

    def __init__(self, line: str) -> None:
        """Keep the line, by which the place is found."""
        super().__init__(line)
        self.line = line


class Work:
    """The characters that a converter has looked at since the last `begin`."""

    def __init__(self, converter: Markdown) -> None:
        """Count all that `converter` does from now on: the whole, then blocks, then the texts inside them."""
        self.begin()
        converter.preprocessors.register(_Whole(self), "work", 26)  # before the library's own at 25
        converter.parser.blockprocessors.register(_Blocks(converter, self), "work", 1000)  # before all
        converter.treeprocessors.register(_Texts(self), "work", 25)  # before the inline patterns at 20

    def begin(self) -> None:
        """A new text."""
        self.done = 0

    def add(self, characters: int, text: str) -> None:
        """Count what is about to be looked at, or raise `TooMuchWorkError`."""
        self.done += characters
        if self.done > limits.WORK:
            raise TooMuchWorkError(next((line.strip() for line in text.split("\n") if line.strip()), ""))


class _Whole(Preprocessor):
    """Each fence of code is looked for to the end of the page, and each block moves all that follow it."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def run(self, lines: list[str]) -> list[str]:
        fences = [line for line in lines if line.startswith(("```", "~~~"))]
        self._work.add(len(fences) * sum(map(len, lines)) // 2, "\n".join(fences[:1]))
        self._work.add(lines.count("") ** 2 // 32, "")
        return lines


class _Blocks(BlockProcessor):
    """Asked first about every block, and about the rest of one again after each part taken from it."""

    def __init__(self, converter: Markdown, work: Work) -> None:
        super().__init__(converter.parser)
        self._work = work

    def test(self, parent: Element, block: str) -> bool:
        """Counts the block, and the cells of a table, which its short rows get too; takes none."""
        del parent
        cells = block.count("\n") * block.partition("\n")[0].count("|")
        self._work.add(_BLOCK + len(block) + _CELL * cells, block)
        return False


class _Texts(Treeprocessor):
    """Each sign of a text may begin something whose end is looked for to the end of the text."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def run(self, root: Element) -> None:
        headings = 0
        for element in root.iter():
            if element.tag in _HEADINGS:
                headings += 1
                self._work.add(_HEADING * headings, element.text or "")
            for text in (element.text, element.tail):
                if text and not isinstance(text, AtomicString):
                    self._work.add(_looked_at(text), text)


def _looked_at(text: str) -> int:
    """Brackets are looked at sign by sign, in Python and for seven patterns, all others in one go."""
    links = len(text) * text.count("](") + _BRACKET * _within_brackets(text) if "[" in text else 0
    return links + len(text) * len(_SIGN.findall(text)) // 32


def _within_brackets(text: str) -> int:
    """From each bracket to the one that closes it, or to the end."""
    opened: list[int] = []
    looked_at = 0
    for found in _EITHER.finditer(text):
        if found[0] == "[":
            opened.append(found.start())
        elif opened:
            looked_at += found.start() - opened.pop()
    return looked_at + sum(len(text) - start for start in opened)


_BLOCK, _CELL, _HEADING, _BRACKET = 1000, 400, 10, 4
"""What they cost more than one character, measured: a block, a cell, a heading for each one before it, and
a character between brackets."""
_SIGN = re.compile(r"[!`<*_\\&\n]")
_EITHER = re.compile(r"[\[\]]")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
