"""What the copies of sources say: texts, web pages, Word documents and PDF, as phrases are held against them.

Words are taken out and never judged here: what could not be read is told as a doubt of the `Copy`.
Sources: ECMA-376 part 1 §17.3 (text of DOCX); docs/decisions/011-copies-of-sources.md.
"""

import io
import zipfile
from html.parser import HTMLParser
from xml.parsers.expat import ParserCreate

from builder.content import limits
from builder.content.letters import foreign
from builder.model.quotation import Copy, plain

READABLE = frozenset({".txt", ".csv", ".html", ".htm", ".pdf", ".docx"})
"""Kinds of files whose words are compared, as their names end."""
_UNSEEN = frozenset({"script", "style", "template"})
_WITHIN_WORDS = frozenset(
    {"a", "abbr", "b", "data", "em", "font", "i", "mark", "small", "span", "strong", "time", "u"}
)
"""Tags that do not part words."""
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_GONE = frozenset({"del", "moveFrom", "Fallback"})
"""Words that were deleted or moved away, and what stands in for a drawing in old programs."""
_SPACES = frozenset({"tab", "ptab", "br", "cr"})
_FEW = 50
"""Letters below which a Word document is a picture of a text."""


def copy_of(suffix: str, data: bytes) -> Copy:
    """What a copy says. `suffix` is one of READABLE; the data are what it says, see `documents.py`."""
    if suffix == ".pdf":
        from builder.content.pdf import words_of_pdf  # noqa: PLC0415 # half a second that only an unknown PDF is to pay

        return words_of_pdf(data)
    if suffix == ".docx":
        return _word_document(data)
    text = data.decode("utf-8-sig")
    return Copy(plain(_visible(text) if suffix in {".html", ".htm"} else text))


class _Words(HTMLParser):
    """The visible text of an HTML page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 # its name
        if tag in _UNSEEN and not self.unseen:
            self.unseen = tag
        if tag not in _WITHIN_WORDS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unseen:
            self.unseen = ""
        if tag not in _WITHIN_WORDS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def _visible(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)


def _word_document(data: bytes) -> Copy:
    paragraphs: list[str] = []
    doubt = ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in sorted(set(_PARTS) & set(archive.namelist())):
                with archive.open(name) as part:
                    xml = part.read(limits.COPY_XML + 1)
                if len(xml) > limits.COPY_XML:
                    doubt = "copy-too-long"
                else:
                    paragraphs += _Paragraphs().read(xml)
    except Exception:  # noqa: BLE001 # a broken file brings zipfile, its decoders and expat to errors of any kind
        doubt = "copy-unreadable"
    text = plain("\n".join(paragraphs))
    if not doubt and sum(letter.isalpha() for letter in text) < _FEW:
        doubt = "copy-without-text"
    return Copy(text, doubt=doubt or ("copy-letters-lost" if foreign(text) else ""))


class _Paragraphs:
    """The paragraphs of one part of a Word document; those of a text box stand before the one it hangs on."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[list[str]] = [[]]
        self._gone = 0
        self._text = False

    def read(self, xml: bytes) -> list[str]:
        """The paragraphs; raises ValueError for a part that declares entities, which none does."""
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        parser.Parse(xml, True)  # noqa: FBT003 # expat knows it by its place
        return [*self._done, *map("".join, self._open)]

    def _refuse(self, *_: object) -> None:
        raise ValueError

    def _start(self, name: str, _: object) -> None:
        local = name.rpartition(" ")[2]
        self._text = local == "t"
        if local in _GONE:
            self._gone += 1
        elif local == "p":
            self._open.append([])
        elif local in _SPACES:
            self._open[-1].append(" ")
        elif local == "noBreakHyphen":
            self._open[-1].append("-")

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        self._text = False
        if local in _GONE:
            self._gone -= 1
        elif local == "p":
            self._done.append("".join(self._open.pop()))

    def _say(self, words: str) -> None:
        if self._text and not self._gone:
            self._open[-1].append(words)
