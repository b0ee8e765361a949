from collections.abc import Iterator

import pytest

from builder.problems import (
    Language,
    Place,
    Problem,
    Span,
    as_annotation,
    as_data,
    as_text,
    by_place,
    message,
    nearest,
    problem,
)


def lines(text: str) -> list[str]:
    return text.split("\n")


def shown(found: Problem, source: str | None, language: str = "en") -> list[str]:
    return lines(as_text(found, "vi" if language == "vi" else "en", lambda _file, _line: source))


def test_a_person_reads_place_message_line_caret_and_hint() -> None:
    found = problem("not-a-date", Span("content/a.md", 5, 7, 10), value="2020-13-01")
    assert shown(found, "date: 2020-13-01") == [
        'content/a.md:5:7: error[not-a-date]: "2020-13-01" is not a date',
        "    5 | date: 2020-13-01",
        "      |       ^^^^^^^^^^",
        "      = write 29/12/2020 or 2020-12-29",
    ]


def test_the_same_problem_is_told_in_vietnamese() -> None:
    found = problem("raw-html", Span("a.md", 1, 1, 3), found="<b>")
    assert shown(found, "<b>", "vi")[0] == "a.md:1:1: cảnh báo[raw-html]: HTML được hiện thành chữ: <b>"


def test_the_caret_stands_under_the_word_after_vietnamese_letters() -> None:
    source = "tiêu đề: Đường bê tông"
    column = source.index("bê") + 1
    marks = shown(problem("expected-text", Span("a", 1, column, 2), value=""), source)[2]
    assert marks == "      | " + " " * (column - 1) + "^^"


@pytest.mark.parametrize("column", [1, 40, 60, 61, 62, 100, 250, 400])
def test_the_caret_stands_under_its_sign_however_long_the_line(column: int) -> None:
    source = "".join(chr(0x4E00 + index) for index in range(400))
    _, line, marks, *_ = shown(problem("tab", Span("a", 1, column, 1)), source)
    assert line[marks.index("^")] == source[column - 1]
    assert len(line) <= len("    1 | …") + 100


def test_a_mark_longer_than_what_is_shown_ends_with_it() -> None:
    _, line, marks, *_ = shown(problem("tab", Span("a", 1, 3, 500)), "short")
    assert len(marks) == len(line)


def test_a_tab_in_the_line_takes_one_column_so_that_the_caret_stays_right() -> None:
    _, line, marks, *_ = shown(problem("tab", Span("a", 1, 3, 1)), "\t\tx")
    assert line[marks.index("^")] == "x"


@pytest.mark.parametrize("source", [None, "", "   "])
def test_a_line_that_cannot_be_shown_is_left_out(source: str | None) -> None:
    assert shown(problem("empty-file", Span("a")), source) == [
        "a:1:1: error[empty-file]: the file is empty",
        "      = write what belongs there (a write-up begins with its front matter between two lines `---`), get it back from Git, or delete the file",
    ]


def test_a_suggestion_takes_the_place_of_the_hint() -> None:
    found = problem("unknown-key", Span("a"), key="titel", nearest="title", known="title")
    assert message(found, "en")[1] == 'did you mean "title"?'
    assert message(found, "vi")[1] == 'có phải ý bạn là "title"?'


def test_without_a_suggestion_the_hint_stays() -> None:
    found = problem("unknown-key", Span("a"), key="xyz", nearest="", known="title, date")
    assert message(found, "en")[1] == "known keys: title, date"


def test_braces_in_a_value_are_printed_as_they_are() -> None:
    assert message(problem("not-a-date", Span("a"), value="{value} {0} {"), "en")[0].startswith(
        '"{value} {0} {"'
    )


def test_data_is_flat_and_whole() -> None:
    found = problem("raw-html", Span("a.md", 3, 4, 5), found="<b>")
    assert as_data(found, "en") == {
        "file": "a.md",
        "line": 3,
        "column": 4,
        "length": 5,
        "severity": "warning",
        "code": "raw-html",
        "message": "HTML is shown as text: <b>",
        "hint": "use Markdown, or put it in backticks if it should be seen",
    }


def test_a_place_that_nobody_located_means_the_file() -> None:
    assert as_data(problem("unused-file", Place("a.pdf", ("x",))), "en")["line"] == 1


def test_an_annotation_escapes_what_a_workflow_command_would_read() -> None:
    found = problem("not-a-date", Span("a,b:c%.md", 2, 3), value="50%\r\n::error::x")
    text = as_annotation(found, "en")
    assert text.startswith("::error file=a%2Cb%3Ac%25.md,line=2,col=3,title=not-a-date::")
    assert '"50%25%0D%0A::error::x"' in text
    assert text.endswith("%0Awrite 29/12/2020 or 2020-12-29")
    assert len(lines(text)) == 1


def test_problems_come_by_file_line_and_column_and_once() -> None:
    def some() -> Iterator[Problem]:
        for file, line, column in (("b", 1, 1), ("a", 10, 1), ("a", 2, 5), ("a", 2, 1), ("a", 2, 5)):
            yield problem("tab", Span(file, line, column))
        yield problem("unused-file", Place("a"))

    found = by_place(some())
    assert [one.at.file for one in found] == ["a", "a", "a", "a", "b"]
    assert found[0].code == "unused-file"
    spans = [one.at for one in found if isinstance(one.at, Span)]
    assert [(at.line, at.column) for at in spans] == [(2, 1), (2, 5), (10, 1), (1, 1)]


def test_the_nearest_word_is_found_and_a_strange_one_has_none() -> None:
    assert nearest("thu-ngan-sahc", ["thu-ngan-sach", "duong-be-tong"]) == "thu-ngan-sach"
    assert nearest("xyzzy", ["thu-ngan-sach", "duong-be-tong"]) == ""
    assert nearest("", ["a"]) == ""
    assert nearest("a", []) == ""


@pytest.mark.parametrize(
    ("word", "expected"), [("XIX", "IX"), ("VIIII", "VIII"), ("viii", "VIII"), ("Place", "place")]
)
def test_capitals_do_not_hide_the_nearest_word(word: str, expected: str) -> None:
    assert nearest(word, ["VIII", "IX", "place"]) == expected


def test_severity_comes_from_the_catalogue() -> None:
    assert problem("raw-html", Span("a"), found="").severity == "warning"
    assert problem("tab", Span("a")).severity == "error"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", "các phần cộng lại là 13.074,5 tỷ đồng, lớn hơn tổng 9,7 tỷ đồng: 13.070,5 + 4"),
        ("en", "the parts add up to 13,074.5 tỷ đồng, more than their total 9.7 tỷ đồng: 13,070.5 + 4"),
    ],
)
def test_numbers_are_written_as_the_language_of_the_message_does(language: Language, expected: str) -> None:
    found = problem(
        "parts-exceed-total", Span("a"), sum="13074.5", total="9.7", unit=" tỷ đồng", parts="13070.5 + 4"
    )
    assert message(found, language)[0] == expected
