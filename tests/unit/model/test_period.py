from datetime import date

import pytest

from builder.model.period import parse_period


@pytest.mark.parametrize(
    ("code", "kind", "first", "last", "number"),
    [
        ("2020", "year", date(2020, 1, 1), date(2020, 12, 31), 0),
        ("2021-H1", "half", date(2021, 1, 1), date(2021, 6, 30), 1),
        ("2021-H2", "half", date(2021, 7, 1), date(2021, 12, 31), 2),
        ("2020-Q1", "quarter", date(2020, 1, 1), date(2020, 3, 31), 1),
        ("2020-Q4", "quarter", date(2020, 10, 1), date(2020, 12, 31), 4),
        ("2020-02", "month", date(2020, 2, 1), date(2020, 2, 29), 2),
        ("2021-02", "month", date(2021, 2, 1), date(2021, 2, 28), 2),
        ("2020-12", "month", date(2020, 12, 1), date(2020, 12, 31), 12),
        ("2020-12-31", "day", date(2020, 12, 31), date(2020, 12, 31), 12),
        ("2016/2021", "interval", date(2016, 1, 1), date(2021, 12, 31), 0),
        ("2020-Q3/2021-H1", "interval", date(2020, 7, 1), date(2021, 6, 30), 0),
        ("2020-11-01/2020-12-31", "interval", date(2020, 11, 1), date(2020, 12, 31), 0),
        ("2020/2020", "interval", date(2020, 1, 1), date(2020, 12, 31), 0),
        ("term", "term", None, None, 0),
        ("session", "session", None, None, 0),
    ],
)
def test_a_period_knows_its_days(
    code: str, kind: str, first: date | None, last: date | None, number: int
) -> None:
    period = parse_period(code)
    assert (period.code, period.kind) == (code, kind)
    assert (period.first, period.last, period.number) == (first, last, number)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "20",
        "0000",
        "20200",
        "2020-13",
        "2020-00",
        "2020-1",
        "2020-Q5",
        "2020-Q0",
        "2020-H3",
        "2020-h1",
        "2020-02-30",
        "2021-02-29",
        "2020-12-31-01",
        "2021/2016",
        "2020/2021/2022",
        "2020/",
        "/2020",
        "/",
        "2020/term",
        "term/2020",
        "session/session",
        "2020 ",
        " 2020",
        "2020\n",
        "Term",
        "12/2020",
        "năm 2020",
        "２０２０",
        "٢٠٢٠",
    ],
)
def test_anything_else_is_no_period(code: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_period(code)


def test_an_interval_has_two_ends() -> None:
    begin, end = parse_period("2016/2020-H1").ends
    assert (begin.code, end.code) == ("2016", "2020-H1")
