"""Readings as plain data, and phrases from plain lines: how `bulletin figures` speaks to other programs."""

import json
from decimal import Decimal
from typing import Any

from builder.content.figures.reader import read_figure
from builder.model.reading import Comparison, Reading


def answer(line: str, language: str) -> str:
    """One line in, one JSON object out.

    A line is a phrase, or a JSON object `{"text", "unit"?, "indicator"?}`; anything else that looks like
    JSON is read as a phrase.
    """
    text, unit = line, ""
    if line.lstrip().startswith("{"):
        try:
            given = json.loads(line)
        except ValueError:
            given = None
        if isinstance(given, dict) and isinstance(given.get("text"), str):
            text, unit = given["text"], str(given.get("unit") or "")
    return json.dumps(as_data(read_figure(text, language, unit)), ensure_ascii=False)


def as_data(reading: Reading) -> dict[str, Any]:
    """A reading under the names of docs/figures.md; values are decimal strings with a point."""
    values = [_number(value) for value in reading.values]
    return {
        "text": reading.text,
        "value": (values[0] if len(values) == 1 else values) if values else None,
        "op": reading.op,
        "approx": reading.approx or None,
        "unit": reading.unit or None,
        "of": _number(reading.of) if reading.of is not None else None,
        "measure": reading.measure,
        "status": reading.status or None,
        "cumulative": reading.cumulative,
        "compare": [_comparison(one) for one in reading.compare],
        "share": _number(reading.share) if reading.share is not None else None,
        "counted": [_number(one) for one in reading.counted] if reading.counted else None,
        "unread": list(reading.unread),
        "problems": [
            {"code": doubt.code, "words": doubt.words, "alternatives": list(doubt.alternatives)}
            for doubt in reading.doubts
        ],
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    said: dict[str, Any] = {
        "to": one.to,
        "as": one.kind,
        "value": _number(one.value) if one.value is not None else None,
        "op": one.op,
    }
    for name in ("approx", "by", "unit"):
        if getattr(one, name):
            said[name] = getattr(one, name)
    return said


def _number(value: Decimal) -> str:
    return format(value, "f")
