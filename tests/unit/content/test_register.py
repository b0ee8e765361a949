from datetime import date

import pytest

from builder.content.register import read_register, write_register
from builder.model.register import REGISTER, Row
from builder.problems import ContentError, Span
from unit.small import codes

DAY = date(2026, 1, 5)
ROWS = (
    Row("/an-binh/", DAY, "content/councils.yaml"),
    Row("/an-binh/khoa-x/ky-hop-1/", DAY, "content/sessions/a.md", "0" * 64),
    Row(
        "/an-binh/khoa-x/ky-hop-1/#a", DAY, phrase='đạt "12,5" tỷ đồng', op="=", value="12.5", unit="tỷ đồng"
    ),
    Row("/an-binh/khoa-x/ky-hop-1/#b", DAY, phrase="-3% so với cùng kỳ", op="=", value="-3", unit="%"),
    Row("/an-binh/khoa-x/ky-hop-1/#c", DAY, phrase="'quoted'"),
)


def test_what_is_written_is_read_again() -> None:
    data = write_register(ROWS, b"")
    assert read_register(REGISTER, data) == (ROWS, ())
    assert b"\n/an-binh/khoa-x/ky-hop-1/#b,2026-01-05,,,'-3% so" in data, "no spreadsheet runs it"
    assert b"\r" not in data


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_lose_nothing(begin: bytes) -> None:
    windows = begin + write_register(ROWS, b"").replace(b"\n", b"\r\n")
    assert read_register(REGISTER, windows) == (ROWS, ())
    assert write_register(ROWS, windows) == windows.removeprefix(begin), "the line ends that the file has"


def test_a_spreadsheets_file_is_told_once() -> None:
    with pytest.raises(ContentError) as told:
        read_register(REGISTER, write_register(ROWS, b"").replace(b",", b";"))
    assert told.value.problem.code == "register-header"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("/an-binh/,", "an-binh/,", "register-cell", 2),
        ("2026-01-05,content/sessions", "2026-02-30,content/sessions", "register-cell", 3),
        ("2026-01-05,content/sessions", "20260105,content/sessions", "register-cell", 3),
        ("0" * 64, "0" * 63, "register-cell", 3),
        ("content/councils.yaml,,", "content/councils.yaml,,đạt 5%", "register-cell", 2),
        ("content/councils.yaml,", "content/councils.yaml", "register-cells", 2),
        ('"đạt ""12,5""', 'đạt ""12,5""', "register-cells", 4),
        ("/an-binh/,", "/z/,", "register-order", 3),
        ("/an-binh/,", "<<<<<<< HEAD\n/an-binh/,", "register-conflict", 2),
    ],
)
def test_a_line_that_somebody_changed_is_told(old: str, new: str, code: str, line: int) -> None:
    text = write_register(ROWS, b"").decode()
    assert old in text
    _, problems = read_register(REGISTER, text.replace(old, new, 1).encode())
    assert codes(problems) == [code]
    assert isinstance(problems[0].at, Span)
    assert problems[0].at.line == line


def test_of_a_file_that_is_wrong_in_every_line_the_first_ones_are_told() -> None:
    rows = [Row(f"/{number:03}/", DAY) for number in range(100)]
    _, problems = read_register(REGISTER, write_register(rows, b"").replace(b"2026-01-05", b"5/1/26"))
    assert codes(problems) == ["register-cell"] * 20
