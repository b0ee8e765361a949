"""Phrases in the archived copies of their sources: whether each stands there, and the words around it.

Compared are texts in Unicode NFC with single spaces; capitals and signs count, as they were printed. An
ellipsis in a phrase stands for words left out. Source: docs/figures.md, "Anchored to the source".
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from builder.model.document import Attachment
from builder.model.figure import Metric
from builder.model.links import beside
from builder.model.session import Session, Source
from builder.problems import Place, Problem, problem

AROUND = 32
"""How many characters of a source are quoted before and after a phrase."""


class Quotation(Struct, frozen=True):
    """Where a phrase stands in its source, as a text-quote anchor (W3C Web Annotation, TextQuoteSelector)."""

    exact: str
    """The words of the source from the beginning of the phrase to its end, words it leaves out included."""
    prefix: str
    suffix: str


def plain(text: str) -> str:
    """A text as it is compared: NFC, one space for any white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def quotation(phrase: str, copy: str) -> Quotation | None:
    """The first place where a phrase stands in the `plain` text of a copy; None when it does not."""
    first, position = -1, 0
    for part in filter(None, map(str.strip, plain(phrase).replace("...", "…").split("…"))):
        found = copy.find(part, position)
        if found < 0:
            return None
        first = found if first < 0 else first
        position = found + len(part)
    if first < 0:
        return None
    return Quotation(
        copy[first:position], copy[max(0, first - AROUND) : first], copy[position : position + AROUND]
    )


def quoted(session: Session, metric: Metric, attachments: Mapping[str, Attachment]) -> Quotation | None:
    """The quotation of a figure; None when its source has no copy with a text, or does not say it."""
    for source in session.sources:
        if source.id == metric.source and source.file:
            copy = attachments.get(beside(session.file, source.file))
            return quotation(metric.text, copy.text) if copy and copy.text is not None else None
    return None


def check_copies(sessions: Iterable[Session], attachments: Mapping[str, Attachment]) -> Iterator[Problem]:
    """Copies that are not what was recorded, and phrases that do not stand in them."""
    for session in sessions:
        copies = {}
        for index, source in enumerate(session.sources):
            copy = attachments.get(beside(session.file, source.file)) if source.file else None
            if copy is not None:
                yield from _sealed(session, index, source, copy)
                copies[source.id] = copy
        for index, metric in enumerate(session.metrics):
            copy = copies.get(metric.source)
            if copy and copy.text is not None and quotation(metric.text, copy.text) is None:
                at = Place(session.file, ("metrics", index, metric.kind, "text"))
                yield problem("phrase-not-in-source", at, name=copy.file.rpartition("/")[2])


def _sealed(session: Session, index: int, source: Source, copy: Attachment) -> Iterator[Problem]:
    if not source.sha256:
        at = Place(session.file, ("sources", index, "file"))
        yield problem("copy-without-digest", at, name=source.file, digest=copy.source)
    elif source.sha256 != copy.source:
        at = Place(session.file, ("sources", index, "sha256"))
        yield problem("copy-changed", at, name=source.file, digest=copy.source)
