from pathlib import Path

from files import pdf

from builder.outputs.dated import ResolutionsView
from builder.outputs.views import RedirectView, ResolutionView, SessionView
from builder.plan import Written
from unit.outputs.test_pages import planned, view, written
from unit.small import write_up

FULL = """\
starts: "08:00"
place: Hội trường
chair: Ông A
notes: [Ghi chú]
topics: [ngan-sach]
attendance: {present: 27}
agenda: [Khai mạc]
metrics:
- {indicator: thu-ngan-sach, period: 2021, result: "12,5 tỷ"}
- {indicator: thu-ngan-sach, period: 2022, target: "13 tỷ"}
- {name: Đường, period: term, task: 5 km}
- {name: Trường, period: 2022, decision: xây}
sources: [{id: bc, title: Báo cáo, class: official, file: bc.pdf}]
resolutions: [{number: 12/NQ-HĐND, title: Nghị quyết, abstract: Tóm tắt, effective: 2022-07-01}]
questions: [{asker: Cử tri, question: Hỏi?}]
documents: [{title: Biên bản, file: a.pdf}]
corrections: [{date: 2022-07-01, was: "1", now: "2", why: A}, {date: 2022-08-01, was: "2", now: "3", why: B}]
aliases: [/cu/ky-hop-1/, /cu/1.html]
"""
HOME = "an-binh/khoa-x/ky-hop-1/"
FILES: dict[str, str | bytes] = {"sessions/a.pdf": pdf("x"), "sessions/bc.pdf": pdf("y")}


def shown(folder: Path, text: str) -> SessionView:
    return view(planned(folder, {"sessions/a.md": text, **FILES})[0], SessionView, f"{HOME}index.html")


def test_the_text_of_a_session_is_the_body_of_its_page(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up(FULL, "[a](indicator:thu-ngan-sach)"), **FILES})
    assert written(plan, f"{HOME}index.html") == Written(
        "content/sessions/a.md", ("../../../chi-tieu/thu-ngan-sach/",)
    )


def test_a_session_is_shown_whole(tmp_path: Path) -> None:
    found = shown(tmp_path, write_up(FULL, "## Diễn biến\n\nX"))
    assert (found.place, found.chair, found.notes, found.agenda) == (
        "Hội trường",
        "Ông A",
        ("Ghi chú",),
        ("Khai mạc",),
    )
    assert found.starts is not None
    assert [one.result.figure.phrase for one in found.results if one.result] == ["12,5 tỷ"]
    assert [one.target.figure.phrase for one in found.targets if one.target] == ["13 tỷ"]
    assert [one.phrase for one in found.tasks] == ["5 km", "xây"]
    assert [one.label for one in found.topics] == ["Ngân sách"]
    assert [one.title for one in found.documents] == ["Biên bản"]
    assert [one.id for one in found.sources] == ["bc"]
    assert [one.why for one in found.corrections] == ["B", "A"]
    assert [one.question for one in found.questions] == ["Hỏi?"]
    assert [one.id for one in found.headings] == ["dien-bien"]
    assert found.attendance is not None
    assert (found.attendance.present, found.attendance.members) == (27, None)
    assert (found.council.href, found.term.href) == ("an-binh/", "an-binh/khoa-x/")


def test_a_withdrawn_session_shows_its_name_and_the_reason_and_nothing_else(tmp_path: Path) -> None:
    found = shown(tmp_path, write_up(FULL + "withdrawn: Lộ tin\nsummary: Tóm tắt\n", "## Diễn biến\n\nX"))
    assert (found.withdrawn, found.session.title) == ("Lộ tin", "Kỳ họp thứ nhất")
    nothing = (
        found.place,
        found.chair,
        found.notes,
        found.topics,
        found.attendance,
        found.agenda,
        found.cards,
        found.headings,
        found.results,
        found.targets,
        found.tasks,
        found.resolutions,
        found.questions,
        found.documents,
        found.sources,
        found.corrections,
        found.session.summary,
        found.session.key_figures,
        found.starts,
    )
    assert not any(nothing)
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up(FULL + "withdrawn: Lộ tin", "X"), **FILES})
    assert written(plan, f"{HOME}index.html") is None


def test_a_withdrawn_session_publishes_none_of_its_files(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up(FULL + "withdrawn: Lộ tin\n"), **FILES})
    assert [output.path for output in plan if output.path.endswith(".pdf")] == []


def test_sessions_of_a_council_lead_to_each_other(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"sessions/{n}.md": write_up(number=n, day=f"date: 2022-0{4 - n}-01") for n in (1, 2, 3)
    }
    plan, _ = planned(tmp_path, files)
    middle = view(plan, SessionView, "an-binh/khoa-x/ky-hop-2/index.html")
    assert middle.previous is not None
    assert middle.next is not None
    assert (middle.previous.number, middle.next.number) == (3, 1)
    assert view(plan, SessionView, "an-binh/khoa-x/ky-hop-3/index.html").previous is None
    assert view(plan, SessionView, "an-binh/khoa-x/ky-hop-1/index.html").next is None


def test_an_old_address_leads_to_the_session(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up(FULL), **FILES})
    for path, root in (("cu/ky-hop-1/index.html", "../../"), ("cu/1.html", "../")):
        found = view(plan, RedirectView, path)
        assert (found.title, found.href, found.root) == ("Kỳ họp", HOME, root)


def test_many_figures_deserve_more_cards(tmp_path: Path) -> None:
    def metrics(count: int) -> str:
        rows = "".join(f'- {{name: Số {n}, period: 2022, result: "{n}"}}\n' for n in range(count))
        return write_up(f"metrics:\n{rows}")

    assert len(shown(tmp_path / "few", metrics(12)).cards) == 3
    assert len(shown(tmp_path / "many", metrics(13)).cards) == 6


def test_a_resolution_has_a_page_of_its_own(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up(FULL), **FILES})
    found = view(plan, ResolutionView, "an-binh/nghi-quyet/2022/12-nq-hdnd/index.html")
    assert (found.resolution.title, found.abstract, found.issuer) == (
        "Nghị quyết",
        "Tóm tắt",
        "HĐND phường An Bình",
    )
    assert found.effective is not None
    assert found.resolution.session.href == HOME


def test_resolutions_are_listed_by_year_of_the_site_and_of_each_council(tmp_path: Path) -> None:
    def text(year: int) -> str:
        numbers = ", ".join(f"{{number: {n}/NQ-HĐND, title: N{n}}}" for n in (1, 2))
        return write_up(f"resolutions: [{numbers}]", number=year - 2020, day=f"date: {year}-06-01")

    plan, _ = planned(tmp_path, {f"sessions/{year}.md": text(year) for year in (2022, 2023)})
    paths = {output.path for output in plan if "nghi-quyet" in output.path and "-nq-" not in output.path}
    assert paths == {
        f"{owner}nghi-quyet/{year}index.html" for owner in ("", "an-binh/") for year in ("", "2022/", "2023/")
    }
    newest = view(plan, ResolutionsView, "nghi-quyet/index.html")
    assert (newest.year, newest.council) == (2023, None)
    assert [one.title for one in newest.resolutions] == ["N2", "N1"]
    assert [(one.year, one.count) for one in newest.years] == [(2023, 2), (2022, 2)]
    mine = view(plan, ResolutionsView, "an-binh/nghi-quyet/2022/index.html")
    assert mine.council is not None
    assert (mine.year, mine.council.href) == (2022, "an-binh/")


def test_many_resolutions_of_a_year_come_in_parts_the_oldest_first(tmp_path: Path) -> None:
    numbers = ", ".join(
        f"{{number: {n}/NQ, title: N, issued: 2022-06-{n // 2 + 1:02}}}" for n in range(1, 50)
    )
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up(f"resolutions: [{numbers}]")})
    for owner in ("", "an-binh/"):
        way_in, newest, part = (
            view(plan, ResolutionsView, f"{owner}nghi-quyet/{path}index.html")
            for path in ("", "2022/", "2022/phan-1/")
        )
        assert way_in.resolutions == newest.resolutions
        assert way_in.stretch == newest.stretch
        assert way_in.stretch.older == f"{owner}nghi-quyet/2022/phan-1/"
        assert part.stretch.newer == f"{owner}nghi-quyet/2022/"
        shown = [int(one.number.partition("/")[0]) for one in (*newest.resolutions, *part.resolutions)]
        assert sorted(shown) == list(range(1, 50))
        assert max(one.issued for one in part.resolutions) <= min(one.issued for one in newest.resolutions)
        assert [(one.kind, one.label) for one in part.breadcrumbs][-2:] == [
            ("resolutions", ""),
            ("year", "2022"),
        ]


def test_a_result_stands_beside_each_target_it_answers_and_a_replaced_one_without_the_verdict(
    tmp_path: Path,
) -> None:
    promised = (
        "metrics:\n- {indicator: thu-ngan-sach, period: 2022, target: trên 10 tỷ đồng}\n"
        "- {indicator: thu-ngan-sach, period: 2022, target: đạt dự toán giao, id: du-toan}\n"
    )
    first = (
        "metrics:\n- {indicator: thu-ngan-sach, period: 2022, result: ước đạt 11 tỷ đồng}\n"
        "- {name: Đường, period: 2022, result: 5 km}\n"
    )
    last = 'metrics:\n- {indicator: thu-ngan-sach, period: 2022, result: "đạt 11,4 tỷ đồng"}\n'
    files: dict[str, str | bytes] = {
        "sessions/1.md": write_up(promised, number=1, day="date: 2021-12-20"),
        "sessions/2.md": write_up(first, number=2, day="date: 2022-12-20"),
        "sessions/3.md": write_up(last, number=3, day="date: 2023-07-01"),
    }
    plan, _ = planned(tmp_path, files)

    def rows(number: int) -> list[tuple[str, str, str]]:
        found = view(plan, SessionView, f"an-binh/khoa-x/ky-hop-{number}/index.html").results
        return [
            (
                row.target.figure.phrase if row.target else "",
                row.result.figure.phrase if row.result else "",
                row.state,
            )
            for row in found
        ]

    assert rows(2) == [
        ("trên 10 tỷ đồng", "ước đạt 11 tỷ đồng", ""),
        ("đạt dự toán giao", "ước đạt 11 tỷ đồng", ""),
        ("", "5 km", ""),
    ]
    assert rows(3) == [
        ("trên 10 tỷ đồng", "đạt 11,4 tỷ đồng", "met"),
        ("đạt dự toán giao", "đạt 11,4 tỷ đồng", "not-comparable"),
    ]


def test_two_councils_may_give_one_number_in_a_year(tmp_path: Path) -> None:
    one = "level: ward, names: [{name: A}], terms: {X: {from: 2021, to: 2026}}"
    given = "resolutions: [{number: 12/NQ-HĐND, title: Nghị quyết}]"
    first = write_up(given)
    found, _ = planned(
        tmp_path,
        {
            "councils.yaml": f"an-binh: {{{one}}}\nhoa-binh: {{{one}}}\n",
            "sessions/a.md": first,
            "sessions/b.md": first.replace("council: an-binh", "council: hoa-binh"),
        },
    )
    of_all = view(found, ResolutionsView, "nghi-quyet/2022/index.html")
    assert [item.id for item in of_all.resolutions] == ["an-binh-12-nq-hdnd", "hoa-binh-12-nq-hdnd"]
    of_one = view(found, ResolutionsView, "hoa-binh/nghi-quyet/2022/index.html")
    assert [item.id for item in of_one.resolutions] == ["12-nq-hdnd"]
