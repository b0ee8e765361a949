"""Rows as CSV and JSON: decimals as printed, texts safe for spreadsheets, the same bytes every time."""

import csv
import io
import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring

from msgspec import Struct

from builder.outputs.open_data.columns import SCHEMA, Table

Cell = str | int | bool | Decimal | date | None
Row = Mapping[str, Cell]

_FORMULA = frozenset({"=", "+", "-", "@", "\t", "\r"})


class Line(Struct, frozen=True):
    """A row as it stands in both kinds of file; it is in several, and made once."""

    csv: bytes
    json: bytes


def line(table: Table, row: Row) -> Line:
    """A row of a table.

    A text that a spreadsheet would run as a formula begins with an apostrophe in CSV; numbers never do.
    """
    cells: list[str] = []
    values: dict[str, str] = {}
    for column in table.columns:
        name = column.name
        value = row[name]
        if value is None or value == "":
            cells.append("")
            values[name] = "null"
        elif isinstance(value, str):
            runs = value[0] in _FORMULA and name not in _SIGNS
            cells.append(f"'{value}" if runs else value)
            values[name] = encode_basestring(value)
        else:
            text = _text(value)
            cells.append(text)
            values[name] = text if isinstance(value, int) else encode_basestring(text)
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(cells)
    named = ",\n   ".join([f'"{name}": {values[name]}' for name in table.alphabet])
    return Line(file.getvalue().encode("utf-8"), f"  {{\n   {named}\n  }}".encode())


def as_csv(table: Table, lines: Iterable[Line]) -> bytes:
    """RFC 4180 in UTF-8 without BOM, lines ended by CRLF, the first one naming the columns."""
    names = ",".join(column.name for column in table.columns)
    return b"".join([f"{names}\r\n".encode(), *(one.csv for one in lines)])


def as_json(table: Table, lines: Iterable[Line]) -> bytes:
    """`{"rows": [...], "schema": 1, "table": ...}` with sorted keys; decimals are texts, empty cells null."""
    rows = [one.json for one in lines]
    end = dump({"schema": SCHEMA, "table": table.name}).removeprefix(b"{\n")
    if not rows:
        return b'{\n "rows": [],\n%b' % end
    rows[0] = b'{\n "rows": [\n%b' % rows[0]
    rows[-1] = b"%b\n ],\n%b" % (rows[-1], end)
    return b",\n".join(rows)  # at once: a large archive has tens of megabytes of them


class Packed(Struct, frozen=True):
    """A file while it waits to be published: rows are much alike, and a large archive has many."""

    size: int
    data: bytes

    @property
    def whole(self) -> bytes:
        """The file again."""
        return zlib.decompress(self.data, bufsize=self.size)


def pack(data: bytes) -> Packed:
    """A file, packed."""
    return Packed(len(data), zlib.compress(data, 1))


def dump(value: object) -> bytes:
    """JSON with sorted keys, readable, ended by a line end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, indent=1) + "\n").encode(
        "utf-8"
    )


_SIGNS = frozenset({"op", "target_op", "result_op"})
"""Columns that hold `=` and `>` themselves; no formula can follow."""


def _text(value: int | Decimal | date) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)
