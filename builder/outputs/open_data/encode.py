"""Rows as CSV and JSON: decimals as printed, texts safe for spreadsheets, the same bytes every time."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builder.outputs.open_data.columns import SCHEMA, Table

Cell = str | int | bool | Decimal | date | None
Row = Mapping[str, Cell]

_FORMULA = frozenset({"=", "+", "-", "@", "\t", "\r"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in both kinds of file; it is in several, and made once."""

    csv: bytes
    json: bytes


def line(table: Table, row: Row) -> Line:
    """A row of a table.

    A text that a spreadsheet would run as a formula begins with an apostrophe in CSV; numbers never do.
    """
    texts = {column.name: _text(row[column.name]) for column in table.columns}
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(
        [
            f"'{text}" if text[:1] in _FORMULA and isinstance(row[name], str) and name not in _SIGNS else text
            for name, text in texts.items()
        ]
    )
    values = {name: row[name] if isinstance(row[name], int) else text or None for name, text in texts.items()}
    return Line(file.getvalue().encode("utf-8"), f"  {{\n   {_object(values)[1:-1]}\n  }}".encode())


def as_csv(table: Table, lines: Iterable[Line]) -> bytes:
    """RFC 4180 in UTF-8 without BOM, lines ended by CRLF, the first one naming the columns."""
    names = ",".join(column.name for column in table.columns)
    return b"".join([f"{names}\r\n".encode(), *(one.csv for one in lines)])


def as_json(table: Table, lines: Iterable[Line]) -> bytes:
    """`{"rows": [...], "schema": 1, "table": ...}` with sorted keys; decimals are texts, empty cells null."""
    rows = b",\n".join([one.json for one in lines])
    end = dump({"schema": SCHEMA, "table": table.name}).removeprefix(b"{\n")
    return b'{\n "rows": [\n%b\n ],\n%b' % (rows, end) if rows else b'{\n "rows": [],\n%b' % end


_object = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",\n   ", ": ")
).encode
"""An object on lines of its own, by the part of the encoder that is quick; the braces stand apart."""


def dump(value: object) -> bytes:
    """JSON with sorted keys, readable, ended by a line end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, indent=1) + "\n").encode(
        "utf-8"
    )


_SIGNS = frozenset({"op", "target_op", "result_op"})
"""Columns that hold `=` and `>` themselves; no formula can follow."""


def _text(value: Cell) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)
