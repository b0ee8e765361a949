from pathlib import Path

import frontmatter
import pytest

from builder.begin.session import new_session
from builder.model.session import Session
from builder.problems import ContentError, Place, Span, message, problem
from unit.small import assembled, project, record


def begun(folder: Path, number: str = "6", day: str = "29/12/2022", term: str | None = None) -> Path:
    return new_session(folder, None, term, number, day)


def test_a_new_session_is_a_draft_that_has_nothing_wrong(tmp_path: Path) -> None:
    path = begun(project(tmp_path))
    assert path == tmp_path / "content" / "sessions" / "2022-12-29-ky-hop-6.md"
    found = record(path.read_bytes())
    assert found.problems == ()
    assert isinstance(found.record, Session)
    session = found.record
    assert (session.council, session.term, session.number, session.draft) == ("an-binh", "X", 6, True)
    assert session.start.isoformat() == "2022-12-29"
    assert assembled(tmp_path)[1] == ()


def test_another_reader_of_front_matter_understands_it_too(tmp_path: Path) -> None:
    post = frontmatter.loads(begun(project(tmp_path)).read_text(encoding="utf-8"))
    assert post["title"] == "Kỳ họp thứ 6"
    assert post.content.startswith("## ")


def test_an_unnumbered_session_is_begun_by_its_slug(tmp_path: Path) -> None:
    found = record(begun(project(tmp_path), "chuyen-de-1", "2022-12-29").read_bytes())
    assert found.problems == ()
    assert isinstance(found.record, Session)
    assert (found.record.slug, found.record.number) == ("chuyen-de-1", 0)


@pytest.mark.parametrize(
    "order", ["{IX: {from: 2016}, X: {from: 2021}}", "{X: {from: 2021}, IX: {from: 2016}}"]
)
def test_the_last_term_is_the_one_that_began_last(tmp_path: Path, order: str) -> None:
    councils = f"an-binh:\n  level: ward\n  names: [{{name: A}}]\n  terms: {order}\n"
    found = record(begun(project(tmp_path, {"councils.yaml": councils})).read_bytes())
    assert isinstance(found.record, Session)
    assert found.record.term == "X"


@pytest.mark.parametrize("term", ["2021-2026", "110", "no", "010", "a-1"])
def test_a_term_is_written_so_that_it_is_read_as_it_was(tmp_path: Path, term: str) -> None:
    councils = f'an-binh:\n  level: ward\n  names: [{{name: A}}]\n  terms: {{"{term}": {{from: 2021}}}}\n'
    found = record(begun(project(tmp_path, {"councils.yaml": councils})).read_bytes())
    assert isinstance(found.record, Session)
    assert found.record.term == term


def test_what_exists_is_never_written_over(tmp_path: Path) -> None:
    path = begun(project(tmp_path))
    path.write_text("của tôi", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        begun(tmp_path)
    assert refused.value.problem == problem("already-there", Place("content/sessions/2022-12-29-ky-hop-6.md"))
    assert path.read_text(encoding="utf-8") == "của tôi"


@pytest.mark.parametrize(
    ("council", "term", "number", "day", "words"),
    [
        ("an-bin", None, "6", "29/12/2022", 'did you mean "an-binh"'),
        ("xyz", None, "6", "29/12/2022", "one of: an-binh"),
        (None, "IXX", "6", "29/12/2022", 'did you mean "IX"'),
        (None, "khong-co", "6", "29/12/2022", "one of: IX, X"),
        (None, None, "sáu", "29/12/2022", "use a number"),
        (None, None, "../6", "29/12/2022", "use a number"),
        (None, None, "a" * 81, "29/12/2022", "use a number"),
        (None, None, "6", "31/11/2022", "the calendar has no 31/11/2022"),
        (None, None, "6", "hôm nay", "29/12/2020"),
    ],
)
def test_what_cannot_be_is_refused_with_a_suggestion_and_nothing_is_written(
    tmp_path: Path, council: str | None, term: str | None, number: str, day: str, words: str
) -> None:
    project(tmp_path)
    with pytest.raises(ContentError) as refused:
        new_session(tmp_path, council, term, number, day)
    assert words in " ".join(message(refused.value.problem, "en"))
    assert not (tmp_path / "content" / "sessions").exists()


def test_with_two_councils_one_must_be_chosen(tmp_path: Path) -> None:
    one = "level: ward, names: [{name: A}], terms: {X: {from: 2021}}"
    project(tmp_path, {"councils.yaml": f"an-binh: {{{one}}}\nhoa-binh: {{{one}}}\n"})
    with pytest.raises(ContentError) as refused:
        begun(tmp_path)
    assert message(refused.value.problem, "vi")[1] == "chọn một trong: an-binh, hoa-binh"
    assert new_session(tmp_path, "hoa-binh", None, "6", "29/12/2022").is_file()


def test_without_a_term_there_is_nothing_to_begin(tmp_path: Path) -> None:
    project(tmp_path, {"councils.yaml": "an-binh: {level: ward, names: [{name: A}], terms: {}}\n"})
    with pytest.raises(ContentError) as refused:
        begun(tmp_path)
    assert refused.value.problem.code == "no-term-told"


def test_what_nobody_has_written_yet_is_told_once_the_draft_is_to_be_published(tmp_path: Path) -> None:
    text = begun(project(tmp_path)).read_text(encoding="utf-8")
    told = [
        (one.code, one.at.line)
        for one in record(text.replace("draft: true\n", "").encode()).problems
        if isinstance(one.at, Span)
    ]
    lines = text.replace("draft: true\n", "").split("\n")
    assert told == [
        ("still-to-write", n) for n, line in enumerate(lines, 1) if "Viết " in line and line[0] != "#"
    ]
    assert len(told) == 3
