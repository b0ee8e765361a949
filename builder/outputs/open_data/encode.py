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

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in both kinds of file; it is in several, and made once."""

    csv: str
    json: str


def line(table: Table, row: Row) -> Line:
    """A row of a table.

    A text that a spreadsheet would run as a formula begins with an apostrophe in CSV; numbers never do.
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(
        [_cell(row[column.name], column.name) for column in table.columns]
    )
    cells = sorted((column.name, _value(row[column.name])) for column in table.columns)
    pairs = ",\n".join(f"   {_json(name)}: {_json(value)}" for name, value in cells)
    return Line(text.getvalue(), f"  {{\n{pairs}\n  }}")


def as_csv(table: Table, lines: Iterable[Line]) -> bytes:
    """RFC 4180 in UTF-8 without BOM, lines ended by CRLF, the first one naming the columns."""
    names = ",".join(column.name for column in table.columns)
    return "".join([f"{names}\r\n", *(one.csv for one in lines)]).encode("utf-8")


def as_json(table: Table, lines: Iterable[Line]) -> bytes:
    """`{"rows": [...], "schema": 1, "table": ...}` with sorted keys; decimals are texts, empty cells null."""
    rows = ",\n".join(one.json for one in lines)
    end = dump({"schema": SCHEMA, "table": table.name}).decode("utf-8").removeprefix("{\n")
    return (f'{{\n "rows": [\n{rows}\n ],\n{end}' if rows else f'{{\n "rows": [],\n{end}').encode("utf-8")


_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


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
