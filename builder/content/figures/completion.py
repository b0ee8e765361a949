"""What completes a reading: its status, the digits left over, a unit that only the indicator says."""

import re
from dataclasses import replace

from builder.content.figures.items import Numbers
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Doubt, Reading, Status


def with_status(reading: Reading, text: str, words: Vocabulary) -> Reading:
    """The reading with `estimate`, `forecast` … and `cumulative`, wherever in the phrase they are said."""
    status: Status = ""
    for pattern, meaning in words.statuses:
        if pattern.search(text):
            status = meaning
            break
    cumulative = words.words["cumulative"].search(text) is not None
    return replace(reading, status=status, cumulative=cumulative)


def with_unread(reading: Reading, text: str, found: Numbers) -> Reading:
    """Every digit is read or reported."""
    known = [*found.references, *((item.start, item.end) for item in found.items)]
    named = {match.start() for match in re.finditer(r"(?<=[^\W\d_])\d+", text)}
    unread = []
    for match in re.finditer(r"\d[\d.,/]*", text):
        inside = any(start <= match.start() < end for start, end in known)
        doubted = any(match[0].strip(".,") in doubt.words for doubt in found.doubts)
        previous = any(item.previous is not None and match.start() < item.start for item in found.items)
        if not inside and match.start() not in named and not doubted and not previous:
            unread.append(match[0].rstrip(".,"))
    doubts = reading.doubts
    if unread:
        doubts = (*doubts, Doubt("unread-digits", " ".join(unread)))
    elif any(sign.isdigit() for sign in text) and not found.items and not doubts:
        doubts = (*doubts, Doubt("no-figure", text))
    return replace(reading, unread=tuple(unread), doubts=doubts)


def with_unit(reading: Reading, unit: str, words: Vocabulary) -> Reading:
    """A unit that the phrase leaves to its indicator (`72 triệu`, `kết nạp mới 3`)."""
    if not reading.values:
        return reading
    scale = words.scale.fullmatch(reading.unit)
    if scale is None:
        return reading if reading.unit or not unit else replace(reading, unit=unit)
    inner = words.scale.match(unit)
    base = unit[inner.end() :].strip() if inner else unit
    if not base:
        base = "đồng" if words.language == "vi" else ""
    return replace(reading, unit=f"{reading.unit} {base}".strip())
