from datetime import date
from pathlib import Path

import pytest
from files import pdf

from builder.model.period import parse_period
from builder.outputs.items import Items, key_metrics, root_of
from builder.outputs.parts import PeriodView
from builder.outputs.periods import period_view
from builder.outputs.writing import folder_of
from unit.small import CONTENT, assembled, session, texts, write_up

FIGURES = """\
topics: [ngan-sach]
metrics:
- {indicator: thu-ngan-sach, period: 2021, result: "12,5 tỷ đồng", source: bc, where: cả phường, issue: Ước}
- {indicator: thu-ngan-sach, period: 2022, target: trên 13 tỷ đồng}
- {name: Trật tự, period: 2022, result: giữ vững}
- {name: Đường, period: 2016/2021, task: 5 km}
sources: [{id: bc, title: Báo cáo, class: official}]
resolutions: [{number: 12/NQ-HĐND, title: Nghị quyết, file: a.pdf, votes: {for: 24}}]
documents: [{title: Biên bản, file: a.pdf}]
"""


def items(folder: Path, *, portable: bool = False, **sessions: str) -> Items:
    files: dict[str, str | bytes] = {f"sessions/{name}.md": text for name, text in sessions.items()}
    site, _ = assembled(folder, {**files, "sessions/a.pdf": pdf("PDF")})
    return Items(site, portable=portable)


@pytest.mark.parametrize(
    ("address", "plain", "portable"),
    [
        ("", "", "index.html"),
        ("a/", "a/", "a/index.html"),
        ("a/#b", "a/#b", "a/index.html#b"),
        ("a.pdf", "a.pdf", "a.pdf"),
        ("a.pdf#page=3", "a.pdf#page=3", "a.pdf#page=3"),
        ("404.html", "404.html", "404.html"),
    ],
)
def test_an_address_is_written_for_a_server_or_for_a_stick(
    tmp_path: Path, address: str, plain: str, portable: str
) -> None:
    assert items(tmp_path).href(address) == plain
    assert items(tmp_path, portable=True).href(address) == portable


@pytest.mark.parametrize(
    ("address", "root"),
    [("", "./"), ("a/", "../"), ("a/b/c/", "../../../"), ("a/b.html", "../"), ("404.html", "./")],
)
def test_the_way_to_the_root_is_relative(address: str, root: str) -> None:
    assert root_of(address) == root


@pytest.mark.parametrize(
    ("file", "folder"), [("content/sessions/a/index.md", "content/sessions/a"), ("a.md", "")]
)
def test_a_source_stands_in_its_folder(file: str, folder: str) -> None:
    assert folder_of(file) == folder


def test_a_figure_is_shown_as_printed_with_the_name_of_its_indicator(tmp_path: Path) -> None:
    made = items(tmp_path, a=write_up(FIGURES))
    (one,) = made.site.sessions
    first, _, third, _ = (made.figure(one, metric) for metric in one.metrics)
    assert (first.label, first.href) == ("Thu ngân sách", "chi-tieu/thu-ngan-sach/")
    assert (first.phrase, first.kind, first.where, first.issue, first.source) == (
        "12,5 tỷ đồng",
        "result",
        "cả phường",
        "Ước",
        "bc",
    )
    assert (third.label, third.href) == ("Trật tự", "")


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ("", ""),
        (", where: thuế", "thuế"),
        (", council: an-binh, where: thuế", "thuế"),
        (", council: cu", "HĐND phường Cũ"),
        (", council: cu, where: thuế", "HĐND phường Cũ: thuế"),
    ],
)
def test_a_figure_of_another_council_names_it(tmp_path: Path, more: str, where: str) -> None:
    figures = f"metrics: [{{indicator: thu-ngan-sach, period: 2022, result: 12 tỷ đồng{more}}}]"
    other = "cu:\n  level: ward\n  names: [{name: HĐND phường Cũ}]\n  terms: {X: {from: 2021, to: 2026}}\n"
    councils = {"councils.yaml": str(CONTENT["councils.yaml"]) + other}
    site, _ = assembled(tmp_path, {**councils, "sessions/a.md": write_up(figures)})
    (one,) = site.sessions
    assert Items(site, portable=False).figure(one, one.metrics[0]).where == where


def test_key_figures_have_a_number_and_results_come_first() -> None:
    held = session(
        write_up(FIGURES.replace("{indicator: thu-ngan-sach, period: 2022", "{name: Chi, period: 2022"))
    )
    assert [metric.text for metric in key_metrics(held, 3)] == ["12,5 tỷ đồng", "trên 13 tỷ đồng"]
    assert [metric.text for metric in key_metrics(held, 1)] == ["12,5 tỷ đồng"]
    assert key_metrics(session(write_up()), 3) == ()


@pytest.mark.parametrize("said", ["status: cancelled", "status: announced", "withdrawn: Đăng nhầm"])
def test_no_figure_stands_for_a_session_that_was_not_held_or_is_withdrawn(said: str) -> None:
    assert key_metrics(session(write_up(f"{FIGURES}{said}\n")), 3) == ()


def test_of_two_figures_of_one_indicator_the_first_result_stands_for_the_session() -> None:
    assert [one.text for one in key_metrics(session(write_up(FIGURES)), 3)] == ["12,5 tỷ đồng"]


@pytest.mark.parametrize(
    ("code", "year", "number", "day"),
    [
        ("2020", 2020, 0, None),
        ("2021-H2", 2021, 2, None),
        ("2020-Q4", 2020, 4, None),
        ("2020-09", 2020, 9, None),
        ("2020-12-31", 2020, 12, date(2020, 12, 31)),
        ("term", 0, 0, None),
        ("session", 0, 0, None),
    ],
)
def test_a_period_is_given_in_parts(code: str, year: int, number: int, day: date | None) -> None:
    view = period_view(parse_period(code))
    assert (view.code, view.year, view.number, view.day) == (code, year, number, day)
    assert (view.first, view.last) == (None, None)


def test_an_interval_is_given_as_two_periods() -> None:
    view = period_view(parse_period("2016/2020-H1"))
    assert view.year == 0
    assert view.first == PeriodView("year", "2016", 2016, 0, None, None, None)
    assert view.last == PeriodView("half", "2020-H1", 2020, 1, None, None, None)


def test_a_session_is_listed_under_the_councils_name_of_its_day(tmp_path: Path) -> None:
    names = "[{name: xã}, {name: phường, from: 2022-01-01}]"
    councils = f"an-binh:\n  level: ward\n  names: {names}\n  terms: {{X: {{from: 2021}}}}\n"
    site, _ = assembled(
        tmp_path,
        {
            "councils.yaml": councils,
            "sessions/a.md": write_up(day="date: 2021-12-31"),
            "sessions/b.md": write_up(day="date: 2022-01-01", number=2),
        },
    )
    made = Items(site, portable=False)
    assert [made.session(one).council for one in site.sessions] == ["xã", "phường"]


def test_a_session_is_listed_with_what_stands_for_it(tmp_path: Path) -> None:
    made = items(tmp_path, a=write_up(FIGURES + "summary: Tóm tắt.\n"))
    (row,) = made.sessions(made.site.sessions)
    assert (row.href, row.title, row.number) == ("an-binh/khoa-x/ky-hop-1/", "Kỳ họp", 1)
    assert (row.summary, row.resolutions, row.draft) == ("Tóm tắt.", 1, False)
    assert [one.phrase for one in row.key_figures] == ["12,5 tỷ đồng"]


def test_a_withdrawn_session_is_listed_by_its_name_only(tmp_path: Path) -> None:
    made = items(tmp_path, a=write_up(FIGURES + "summary: Tóm tắt.\nwithdrawn: Sai\n"))
    (row,) = made.sessions(made.site.sessions)
    assert (row.title, row.summary, row.key_figures, row.resolutions) == ("Kỳ họp thứ nhất", "", (), 0)
    assert made.shown == ()
    assert made.all_resolutions == ()
    assert made.entries["thu-ngan-sach"] == ()


def test_a_resolution_without_a_day_is_of_the_last_day_of_its_session(tmp_path: Path) -> None:
    made = items(tmp_path, a=write_up(FIGURES, day="from: 2022-06-15\nto: 2022-06-16"))
    ((one, resolution),) = made.all_resolutions
    row = made.resolution(one, resolution)
    assert (row.issued, row.number, row.id) == (date(2022, 6, 16), "12/NQ-HĐND", "12-nq-hdnd")
    assert row.votes is not None
    assert (row.votes.for_, row.votes.against) == (24, None)
    assert row.file is not None
    assert (row.file.href, row.file.name, row.file.type, row.file.size) == (
        "an-binh/khoa-x/ky-hop-1/a.pdf",
        "a.pdf",
        "PDF",
        21,
    )


@pytest.mark.parametrize("name", ["a.pdf", "phu-luc//a.pdf", "phu-luc/./a.pdf"])
def test_a_file_is_offered_however_its_path_is_written(tmp_path: Path, name: str) -> None:
    text = write_up(f"documents: [{{title: A, file: {name}}}]")
    site, found = assembled(
        tmp_path,
        {"sessions/b/index.md": text, "sessions/b/phu-luc/a.pdf": pdf("x"), "sessions/b/a.pdf": pdf("y")},
    )
    assert {one.code for one in found} == {"unused-file"}
    offered = Items(site, portable=False).file(name, "content/sessions/b")
    assert offered is not None


def test_a_file_nobody_offers_has_no_address(tmp_path: Path) -> None:
    assert items(tmp_path, a=write_up()).file("a.pdf", "content/sessions") is None


def test_indicators_know_their_latest_result_and_else_their_latest_target(tmp_path: Path) -> None:
    older = 'metrics: [{indicator: thu-ngan-sach, period: 2020, result: "10"}]'
    newer = 'metrics: [{indicator: thu-ngan-sach, period: 2023, target: "14"}]'
    made = items(tmp_path, a=write_up(newer, number=2, day="date: 2022-12-01"))
    latest = made.latest("thu-ngan-sach")
    assert latest is not None
    assert latest.figure.phrase == "14"
    made = items(tmp_path, a=write_up(newer, number=2, day="date: 2022-12-01"), b=write_up(older))
    latest = made.latest("thu-ngan-sach")
    assert latest is not None
    assert latest.figure.phrase == "10"
    assert [metric.text for _, metric in made.entries["thu-ngan-sach"]] == ["14", "10"]


def test_open_links_of_a_body_are_closed_from_where_the_page_stands(tmp_path: Path) -> None:
    text = write_up(body="[a](b.md#c) [d](#e) [f](https://g.vn) [h](a.pdf)\n\n## E")
    made = items(tmp_path, a=text, b=write_up(body="## C", number=2))
    one = made.site.sessions[0]
    html = made.written(one.file, one.body, "../../../").closed(texts(tmp_path)[one.file].html)
    assert 'href="../../../an-binh/khoa-x/ky-hop-2/#c"' in html
    assert 'href="#e"' in html
    assert 'href="https://g.vn"' in html
    assert 'href="../../../an-binh/khoa-x/ky-hop-1/a.pdf"' in html
    assert "@" not in html


def test_a_portable_body_names_the_file_of_the_page(tmp_path: Path) -> None:
    made = items(tmp_path, portable=True, a=write_up(body="[a](b.md#c)"), b=write_up(body="## C", number=2))
    one = made.site.sessions[0]
    html = made.written(one.file, one.body, "../").closed(texts(tmp_path)[one.file].html)
    assert 'href="../an-binh/khoa-x/ky-hop-2/index.html#c"' in html


def test_only_headings_of_the_second_level_make_the_list_of_contents(tmp_path: Path) -> None:
    made = items(tmp_path, a=write_up(body="## Một\n\n### Hai\n\n## Ba"))
    assert [one.id for one in made.headings(made.site.sessions[0].body)] == ["mot", "ba"]


def test_lists_come_in_vietnamese_order(tmp_path: Path) -> None:
    topics = "".join(
        f"{key}: {{name: {name}}}\n" for key, name in (("a", "Đất đai"), ("b", "Dân số"), ("c", "Ấp"))
    )
    site, _ = assembled(tmp_path, {"topics.yaml": topics, "indicators.yaml": "x: {name: X}\n"})
    assert [one.name for one in Items(site, portable=False).topics] == ["Ấp", "Dân số", "Đất đai"]
