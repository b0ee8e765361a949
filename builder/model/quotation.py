"""Phrases in the archived copies of their sources: whether each stands there, and the words around it.

Compared are texts in Unicode NFC with single spaces; capitals and signs count, as they were printed. An
ellipsis in a phrase stands for words left out. Source: docs/figures.md, "Anchored to the source"; of what
comes out of a PDF, docs/decisions/011-copies-of-sources.md.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from builder.model.document import Attachment
from builder.model.figure import Metric
from builder.model.links import beside
from builder.model.session import Session, Source
from builder.problems import Place, Problem, problem

AROUND = 32
"""How many characters of a source are quoted before and after a phrase."""
_MARKED = 0.05
"""A text in Vietnamese has marks on a third of its letters; one with fewer than these has lost them."""
_PAGE = r"\s*(?:\n[^\n\f]*){0,2}\f\s*(?:[^\n\f]*\n){0,2}?\s*"
"""From a word to the next one over the end of a page: up to two lines at its foot, two at the next head."""
_HYPHEN = r"(?:-(?=\n))?"


class Copy(Struct, frozen=True):
    """What the copy of a source says.

    `torn` is the text of a PDF with its lines, and form feeds between its pages: its spaces mean little.
    `doubt` is the code of a problem: why a phrase that is not found may stand in the copy all the same.
    """

    text: str
    torn: bool = False
    doubt: str = ""


class Quotation(Struct, frozen=True):
    """Where a phrase stands in its source, as a text-quote anchor (W3C Web Annotation, TextQuoteSelector)."""

    exact: str
    """The words of the source from the beginning of the phrase to its end, words it leaves out included."""
    prefix: str
    suffix: str


class Held(Struct, frozen=True):
    """The phrases of a session, held against one copy: where those stand that were found, and its doubt."""

    places: Mapping[str, Quotation]
    doubt: str


Compared = Mapping[tuple[str, str], Held]
"""What was found in each copy that has words, by the file of the session and the key of the source."""


def plain(text: str) -> str:
    """A text as it is compared: NFC, one space for any white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def quotation(phrase: str, copy: Copy) -> Quotation | None:
    """The first place where a phrase stands in a copy; None when it does not.

    A number at its beginning or end must be whole: “5 hộ” does not stand in “15 hộ”.
    """
    exact, first, position = "", -1, 0
    for part in filter(None, map(str.strip, plain(phrase).replace("...", "…").split("…"))):
        found = _pattern(part, torn=copy.torn).search(copy.text, position)
        if found is None:
            return None
        first = found.start() if first < 0 else first
        exact += _spaced(copy.text[position : found.start()]) + part if exact else part
        position = found.end()
    if first < 0:
        return None
    before = _spaced(copy.text[max(0, first - 8 * AROUND) : first])
    after = _spaced(copy.text[position : position + 8 * AROUND])
    return Quotation(exact, before[-AROUND:], after[:AROUND])


def held(phrases: Iterable[str], copy: Copy) -> Held:
    """Every phrase that stands in the copy, with its place."""
    found = {phrase: quotation(phrase, copy) for phrase in phrases}
    places = {phrase: place for phrase, place in found.items() if place is not None}
    missing = "".join(phrase for phrase in found if phrase not in places)
    lost = copy.torn and _marks(missing) > 0 and _marks(copy.text) < _MARKED
    return Held(places, copy.doubt or ("copy-letters-lost" if lost else ""))


def phrases_of(session: Session, source: Source) -> tuple[str, ...]:
    """The phrases that a session quotes from one of its sources, each once."""
    return tuple(sorted({one.text for one in session.metrics if one.source == source.id}))


def quoted(session: Session, metric: Metric, compared: Compared) -> Quotation | None:
    """The quotation of a figure; None when its source has no copy with words, or does not say it."""
    found = compared.get((session.file, metric.source))
    return found.places.get(metric.text) if found else None


def check_copies(
    sessions: Iterable[Session], attachments: Mapping[str, Attachment], compared: Compared
) -> Iterator[Problem]:
    """Copies that are not what was recorded, phrases that do not stand in them or could not be looked for."""
    for session in sessions:
        for index, source in enumerate(session.sources):
            copy = attachments.get(beside(session.file, source.file)) if source.file else None
            if copy is not None:
                yield from _sealed(session, index, source, copy)
                if found := compared.get((session.file, source.id)):
                    yield from _missing(session, index, source, found)


def _missing(session: Session, index: int, source: Source, found: Held) -> Iterator[Problem]:
    name = source.file.rpartition("/")[2]
    missing = [
        Place(session.file, ("metrics", number, metric.kind, "text"))
        for number, metric in enumerate(session.metrics)
        if metric.source == source.id and metric.text not in found.places
    ]
    if missing and found.doubt:
        yield problem(found.doubt, Place(session.file, ("sources", index, "file")), name=name)
        return
    for at in missing:
        yield problem("phrase-not-in-source", at, name=name)


def _sealed(session: Session, index: int, source: Source, copy: Attachment) -> Iterator[Problem]:
    if not source.sha256:
        at = Place(session.file, ("sources", index, "file"))
        yield problem("copy-without-digest", at, name=source.file, digest=copy.source)
    elif source.sha256 != copy.source:
        at = Place(session.file, ("sources", index, "sha256"))
        yield problem("copy-changed", at, name=source.file, digest=copy.source)


def _pattern(part: str, *, torn: bool) -> re.Pattern[str]:
    """Where a part of a phrase stands. In a torn text spaces count only as places where a page may end."""
    if torn:
        words = [list(word) for word in part.split()]
        said = f"(?:{_PAGE}|\\s*)".join(_word(word) for word in words)
        before, after = r"(?<!\d)", r"(?!\d)"
    else:
        said, before, after = re.escape(part), r"(?<!\d)(?<!\d[.,])", r"(?!\d|[.,]\d)"
    return re.compile((before if part[0].isdigit() else "") + said + (after if part[-1].isdigit() else ""))


def _word(letters: list[str]) -> str:
    """A word whose letters may stand apart, and which may be hyphenated at the end of a line."""
    said = re.escape(letters[0])
    for last, letter in pairwise(letters):
        between = last.isalpha() and letter.isalpha()
        said += (_HYPHEN if between else "") + r"\s*" + re.escape(letter)
    return said


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _marks(text: str) -> float:
    """The share of letters that are not ASCII."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter > "\x7f" for letter in letters) / max(1, len(letters))
