"""Printed phrases cut around their number, so that a theme can set it large and change no word."""

import re

from builder.model.reading import Reading
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
