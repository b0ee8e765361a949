"""`content/register.csv`: its bytes → rows or problems, and rows → bytes."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import astuple

from builder.content.front_matter import decode
from builder.model.register import REGISTER, Row
from builder.problems import ContentError, Problem, Span, problem

_COLUMNS = Row.__struct_fields__
_HEADER = ",".join(_COLUMNS)
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
_ADDRESS = re.compile(r"/\S*")
_SHA256 = re.compile(r"(?:[0-9a-f]{64})?")
_FORMULA = ("=", "+", "-", "@")
_TOLD = 20
"""Problems of one register that are told: a file that another program saved is wrong in every line."""
_EXAMPLES = {"address": "/phuong-mau/khoa-v/ky-hop-1/", "day": "2026-11-23", "sha256": "9f86d081…"}


def read_register(file: str, data: bytes) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of a register in their order, and what is wrong with it.

    Line ends and a byte order mark make no difference: git and spreadsheets change them.

    Raises ContentError for a file that is no text.
    """
    lines = decode(file, data).split("\n")
    rows: list[Row] = []
    problems = [*_conflicts(file, lines)]
    if lines[0] != _HEADER and not problems:
        raise ContentError(problem("register-header", Span(file, 1, 1, len(lines[0])), header=_HEADER))
    for number, line in enumerate(lines, start=1):
        if number == 1 or not line or (problems and _CONFLICT.match(line)):
            continue
        try:
            row = _row(file, number, line)
        except ContentError as error:
            problems.append(error.problem)
            continue
        if rows and _order(row) < _order(rows[-1]):
            problems.append(problem("register-order", Span(file, number, 1, len(row.address))))
        rows.append(row)
    return tuple(rows), tuple(problems[:_TOLD])


def write_register(rows: Iterable[Row], before: bytes) -> bytes:
    """The file of these rows, in order, with the line ends that the file had before.

    RFC 4180 in UTF-8. A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n" if b"\r\n" in before else "\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow(
            [f"'{cell}" if str(cell).startswith((*_FORMULA, "'")) else cell for cell in astuple(row)[:5]]
            + [*astuple(row)[5:]]
        )
    return text.getvalue().encode("utf-8")


def _conflicts(file: str, lines: list[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        if line.startswith("<<<<<<<"):
            yield problem("register-conflict", Span(file, number, 1, len(line)))


def _order(row: Row) -> tuple[str, date]:
    return row.address, row.day


def _row(file: str, number: int, line: str) -> Row:
    """A row; raises ContentError with the cell that is wrong."""
    try:
        cells = next(csv.reader([line], strict=True)) if '"' in line else line.split(",")
    except csv.Error:
        cells = []
    if len(cells) != len(_COLUMNS):
        at = Span(file, number, 1, len(line))
        raise ContentError(problem("register-cells", at, count=len(_COLUMNS), header=_HEADER))
    cells[4] = _plain(cells[4])
    said = dict(zip(_COLUMNS, cells, strict=True))
    good = {
        "address": bool(_ADDRESS.fullmatch(said["address"])),
        "day": _is_day(said["day"]),
        "sha256": bool(_SHA256.fullmatch(said["sha256"])),
        "phrase": bool(said["phrase"]) == ("#" in said["address"]),
    }
    for column, fits in good.items():
        if not fits:
            column_at = max(1, line.find(said[column]) + 1) if said[column] else 1
            raise ContentError(
                problem(
                    "register-cell",
                    Span(file, number, column_at, max(1, len(said[column]))),
                    column=column,
                    said=said[column],
                    example=_EXAMPLES.get(column, "đạt 15 tỷ đồng"),
                )
            )
    return Row(**(said | {"day": date.fromisoformat(said["day"])}))  # type: ignore[arg-type] # texts but the day


def _plain(cell: str) -> str:
    """A text without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def line_of(data: bytes, address: str) -> Span:
    """Where an address first stands in a register that can be read."""
    for number, line in enumerate(decode(REGISTER, data).split("\n"), start=1):
        if line.startswith((f"{address},", f'"{address}",')):
            return Span(REGISTER, number, 1, len(address))
    return Span(REGISTER)
