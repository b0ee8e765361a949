import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from builder.content.read import read
from builder.content.sources import Source
from builder.model.document import FreePage
from builder.problems import Place, Span
from unit.small import codes, record, write_up


@pytest.mark.parametrize(
    ("day", "extra", "code", "line"),
    [
        ("", "", "missing-key", 2),
        ("date: 2022-01-01\nto: 2022-01-02", "", "date-and-range", 6),
        ("date: 2022-01-01\nfrom: 2022-01-02", "", "date-and-range", 6),
        ("from: 2022-01-02\nto: 2022-01-01", "", "range-backwards", 7),
        ("date: 2022-01-01", "metrics:\n- {name: a, period: 2020}", "one-kind", 8),
        ("date: 2022-01-01", "metrics:\n- {name: a, period: 2020, result: b, task: c}", "one-kind", 8),
        ("date: 2022-01-01", "metrics:\n- {period: 2020, result: b}", "indicator-or-name", 8),
        (
            "date: 2022-01-01",
            "metrics:\n- {name: a, indicator: b, period: 2020, result: b}",
            "indicator-or-name",
            8,
        ),
        (
            "date: 2022-01-01",
            "resolutions:\n- {number: 1, title: A, votes: {for: 27, against: 1, abstain: 1, members: 28}}",
            "votes-exceed-members",
            8,
        ),
    ],
)
def test_what_does_not_go_together_is_told_at_its_line(day: str, extra: str, code: str, line: int) -> None:
    reading = record(write_up(extra, day=day))
    (found,) = reading.problems
    assert (found.code, found.at.file) == (code, "content/sessions/a.md")
    assert isinstance(found.at, Span)
    assert found.at.line == line
    assert reading.record is None


def test_votes_that_add_up_are_no_problem() -> None:
    votes = "resolutions: [{number: 1, title: A, votes: {for: 26, against: 1, abstain: 1, members: 28}}]"
    assert record(write_up(votes)).problems == ()


def test_front_matter_and_body_are_told_together() -> None:
    found = codes(record(write_up("xyzzy: A", "# Một\n\n[a](ftp://b)")).problems)
    assert sorted(found) == ["heading-level-one", "link-scheme", "unknown-key"]


def test_a_body_with_a_mistake_still_gives_its_record() -> None:
    assert record(write_up(body="# Một")).record is not None


def test_a_page_is_named_by_its_file() -> None:
    reading = record("---\ntitle: A\norder: 2\n---\n\nB\n", kind="page", file="content/pages/gioi-thieu.md")
    assert isinstance(reading.record, FreePage)
    page = reading.record
    assert (page.name, page.title, page.summary, page.order, page.draft) == ("gioi-thieu", "A", "", 2, False)


@pytest.mark.parametrize("name", ["Giới thiệu", "a_b", "a.b", "GIOI-THIEU", "a--b"])
def test_a_page_whose_name_cannot_be_an_address_is_refused(name: str) -> None:
    reading = record("---\ntitle: A\n---\n\nB\n", kind="page", file=f"content/pages/{name}.md")
    assert codes(reading.problems) == ["file-name-not-a-slug"]
    assert reading.record is None


def test_one_wrong_entry_of_a_registry_spoils_no_other_and_is_remembered() -> None:
    text = "a: {name: A}\nb: {xyzzy: B}\nGiao thông: {name: C}\nd: {name: D}\n"
    reading = record(text, kind="topics", file="content/topics.yaml")
    assert isinstance(reading.record, tuple)
    assert [one.key for one in reading.record] == ["a", "d"]
    assert {"b", "Giao thông"} <= set(reading.broken)
    assert not {"a", "d"} & set(reading.broken)
    assert sorted(codes(reading.problems)) == ["key-not-a-slug", "missing-key", "unknown-key"]


def test_units_may_be_called_as_they_are_printed() -> None:
    reading = record('"%": {}\ntriệu đồng/người/năm: {base: đồng}\n', kind="units", file="content/units.yaml")
    assert reading.problems == ()


def test_what_cannot_be_read_at_all_is_one_problem_and_no_record() -> None:
    reading = record(b"\xff\xfe-\x00")
    assert (codes(reading.problems), reading.record) == (["not-utf8"], None)


def test_a_problem_of_the_body_knows_its_place() -> None:
    (found,) = record(write_up(body="Một\n\n[a](javascript:alert)")).problems
    assert found.at == Place("content/sessions/a.md", ("body",), "javascript:alert")


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_files_read_at_once_do_not_get_into_one_another() -> None:
    """As in the preview: its bar reads the file of a page while the next build reads files."""
    part = "## Mục {0} của {1}\n\nXem [bài](trang-{1}-{0}.md)[^{0}].\n\n[^{0}]: Chú thích {1}.\n"
    sources = []
    for name in "abcd":
        text = "---\ntitle: Giới thiệu\n---\n" + "\n".join(part.format(number, name) for number in range(12))
        sources.append(Source(f"content/pages/{name}.md", "page", text.encode()))
    alone = [read(one, "vi") for one in sources]
    with ThreadPoolExecutor(len(sources)) as threads:
        again = [threads.submit(lambda one: [read(one, "vi") for _ in range(5)], one) for one in sources]
        assert [one.result() for one in again] == [[one] * 5 for one in alone]
