"""Rows as CSV and JSON: decimals as printed, texts safe for spreadsheets, the same bytes every time."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from builder.outputs.open_data.columns import SCHEMA, Table

Cell = str | int | bool | Decimal | date | None
Row = Mapping[str, Cell]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Table, rows: Iterable[Row]) -> bytes:
    """RFC 4180 in UTF-8 without BOM, lines ended by CRLF, the first one naming the columns.

    A text that a spreadsheet would run as a formula begins with an apostrophe; numbers never do.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in rows:
        writer.writerow([_cell(row[column.name], column.name) for column in table.columns])
    return text.getvalue().encode("utf-8")


def as_json(table: Table, rows: Iterable[Row]) -> bytes:
    """`{"rows": [...], "schema": 1, "table": ...}` with sorted keys; decimals are texts, empty cells null."""
    found = [{column.name: _value(row[column.name]) for column in table.columns} for row in rows]
    return dump({"schema": SCHEMA, "table": table.name, "rows": found})


def dump(value: object) -> bytes:
    """JSON with sorted keys, readable, ended by a line end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, indent=1) + "\n").encode(
        "utf-8"
    )


_SIGNS = frozenset({"op", "target_op", "result_op"})
"""Columns that hold `=` and `>` themselves; no formula can follow."""


def _cell(value: Cell, column: str) -> str:
    text = _text(value)
    if isinstance(value, str) and text.startswith(_FORMULA) and column not in _SIGNS:
        return f"'{text}"
    return text


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _value(value: Cell) -> str | int | bool | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, (bool, int)) else _text(value)
