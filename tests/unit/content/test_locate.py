import pytest

from builder.content.locate import locate, source_line
from builder.problems import Place, Span, problem

TEXT = (
    "---\ntitle: Kỳ họp\nmetrics:\n- {indicator: thu, period: 2021}\n---\n\n"
    "Đầu bài.\n\nXem [thu](indicator:thu) và [thu](b.md).\n"
)
FILES = {"content/sessions/a.md": TEXT.encode(), "content/site.yaml": b"title: A\nemblem: b.png\n"}


def span(place: Place) -> Span:
    (found,) = locate((problem("unused-file", place),), FILES)
    assert isinstance(found.at, Span)
    return found.at


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("content/sessions/a.md", ("title",)), (2, 8, 6)),
        (Place("content/sessions/a.md", ("metrics", 0, "indicator")), (4, 15, 3)),
        (Place("content/sessions/a.md", ("khong-co",)), (2, 1, 1)),
        (Place("content/sessions/a.md", ("body",), "indicator:thu"), (9, 11, 13)),
        (Place("content/sessions/a.md", ("body",), "b.md"), (9, 35, 4)),
        (Place("content/sessions/a.md", ("body",), "khong-co"), (6, 1, 1)),
        (Place("content/site.yaml", ("emblem",)), (2, 9, 5)),
        (Place("content/khong-co.md", ("title",)), (1, 1, 1)),
        (Place("content/sessions/b.pdf"), (1, 1, 1)),
    ],
)
def test_a_place_becomes_a_line_and_column(place: Place, expected: tuple[int, int, int]) -> None:
    found = span(place)
    assert (found.file, found.line, found.column, found.length) == (place.file, *expected)


def test_a_problem_that_has_its_span_keeps_it_and_the_order_stays() -> None:
    given = (
        problem("tab", Span("z", 3, 4, 5)),
        problem("unused-file", Place("a")),
        problem("tab", Span("a")),
    )
    found = locate(given, FILES)
    assert [one.at.file for one in found] == ["z", "a", "a"]
    assert found[0] == given[0]


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        (b"a\r\nb\r\n", 2, "b"),
        (b"a\rb", 2, "b"),
        ("\ufeffKỳ\nb".encode(), 1, "Kỳ"),
        (b"K\xfd\nb", 2, "b"),
        (b"a", 2, None),
        (b"a", 0, None),
        (b"", 1, ""),
    ],
)
def test_a_line_is_shown_as_it_is_read(data: bytes, line: int, expected: str | None) -> None:
    assert source_line({"a": data}, "a", line) == expected


def test_a_file_that_is_not_there_shows_nothing() -> None:
    assert source_line({}, "a", 2) is None
