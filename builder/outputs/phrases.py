"""Printed phrases cut around their number, so that a theme sets it large and changes no word; their scope."""

import re
from collections.abc import Mapping

from builder.model.council import Council
from builder.model.figure import Metric
from builder.model.reading import Reading
from builder.model.session import Session
from builder.model.words import Foreign
from builder.outputs.parts import PhraseParts

_PERCENT = re.compile(r"\s?[%‰]")
_DIGIT = re.compile(r"\d")
_BREAK = re.compile(r"[,;:](?=\s)|(?=\s\()")


def phrase_parts(reading: Reading) -> PhraseParts | None:
    """The phrase around the digits of its value; None without a number, or when there is any doubt."""
    if reading.span is None or reading.doubts or not reading.values:
        return None
    text = reading.text
    start, end = reading.span
    if start and text[start - 1] in "+-−":
        start -= 1
    if percent := _PERCENT.match(text, end):
        end = percent.end()
    after, rest = text[end:], ""
    found = _BREAK.search(after)
    if found and _DIGIT.search(after, found.end()):
        after, rest = after[: found.end()], after[found.end() :]
    return PhraseParts(
        before=text[:start].strip(),
        number=text[start:end],
        after=after.strip(),
        rest=rest.strip(),
        tight=after[:1].strip() != "",
    )


def scope(session: Session, metric: Metric, councils: Mapping[str, Council]) -> str:
    """The scope of a figure, after the name of its council where that is another than its session's."""
    council, where = councils.get(metric.council), metric.where
    if council is None or council.key == session.council:
        return where
    both = ": ".join(filter(None, (council.name_on(session.start), where)))
    return Foreign(both, where.lang) if isinstance(where, Foreign) else both
