"""What words say beside a number (status, a unit left to the indicator, digits left over) or without one."""

import re
from dataclasses import replace
from decimal import Decimal

from builder.content.figures.items import Numbers
from builder.content.figures.vocabulary import Vocabulary
from builder.model.reading import Comparison, Doubt, Measure, Op, Reading, Status

_DIGITS = re.compile(r"\d[\d.,/]*")
_EITHER = re.compile(r" và | hoặc | or | and ")
_EXCEEDED = re.compile(r"vượt|exceeded")
_LETTER = re.compile(r"[^\W\d_]")


def completed(
    reading: Reading, text: str, folded: str, found: Numbers, unit: str, words: Vocabulary
) -> Reading:
    """The reading of the phrase `text` with all that its words around the figure say.

    That is `estimate`, `forecast` … and `cumulative` wherever in the phrase they stand, the digits that
    nothing explains, the doubts about its numbers, and the indicator's unit where the phrase leaves it out.
    """
    unread = _unread(folded, found)
    doubts = (*found.doubts, *reading.doubts)
    if unread:
        doubts = (*doubts, Doubt("unread-digits", " ".join(unread)))
    elif not found.items and not doubts and any(sign.isdigit() for sign in folded):
        doubts = (*doubts, Doubt("no-figure", folded))
    return replace(
        reading,
        text=text,
        unit=_unit(reading, unit, words) if reading.values else reading.unit,
        status=_status(folded, words),
        cumulative=words.words["cumulative"].search(folded) is not None,
        unread=unread,
        doubts=doubts,
        # Places in the folded phrase are the printed ones as long as folding took nothing away.
        span=reading.span if len(folded) == len(text) else None,
    )


def without_number(text: str, words: Vocabulary) -> Reading:
    """A phrase without a value: nothing of a thing is zero; otherwise words, and perhaps a comparison."""
    for match in words.words["zero"].finditer(text):
        noun = words.count.match(text, match.end())
        if noun:
            return Reading("", (Decimal(0),), "=", "", noun["word"], measure="level")
    measure: Measure = "maintain" if words.words["maintain"].search(text) else "qualitative"
    plan = words.qualitative["plan_met"].search(text)
    if plan:
        both = _EITHER.search(plan["op"])
        beyond = _EXCEEDED.match(plan["op"])
        op: Op = ">=" if both else ">" if beyond else "="
        by = words.by_after.search(text[plan.end() :])
        compared = Comparison("plan", "percent", Decimal(100), op, "", by["by"] if by else "")
        return Reading("", measure="level", compare=(compared,))
    for name, op in (("up", ">"), ("down", "<")):
        if words.qualitative[name].search(text):
            return Reading("", measure=measure, compare=(Comparison("previous", "change", None, op),))
    return Reading("", measure=measure)


def _status(text: str, words: Vocabulary) -> Status:
    if words.status.search(text):
        for pattern, meaning in words.statuses:
            if pattern.search(text):
                return meaning
    return ""


def _unread(text: str, found: Numbers) -> tuple[str, ...]:
    """Every digit is read or reported."""
    unread = []
    for match in _DIGITS.finditer(text):
        start = match.start()
        for item in found.items:
            if (item.start <= start < item.end) or (item.previous is not None and start < item.start):
                break
        else:
            named = start and _LETTER.match(text, start - 1)
            known = named or any(begin <= start < end for begin, end in found.references)
            if not known and not any(match[0].strip(".,") in doubt.words for doubt in found.doubts):
                unread.append(match[0].rstrip(".,"))
    return tuple(unread)


def _unit(reading: Reading, unit: str, words: Vocabulary) -> str:
    """A unit that the phrase leaves to its indicator (`72 triệu`, `kết nạp mới 3`)."""
    scale = words.scale.fullmatch(reading.unit)
    if scale is None:
        return reading.unit or unit
    inner = words.scale.match(unit)
    base = unit[inner.end() :].strip() if inner else unit
    if not base:
        base = "đồng" if words.language == "vi" else ""
    return f"{reading.unit} {base}".strip()
