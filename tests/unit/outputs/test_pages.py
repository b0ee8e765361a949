from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from files import drawing

from builder.outputs.dated import YearView
from builder.outputs.divided import PART, TOGETHER
from builder.outputs.pages import LATEST, RECENT
from builder.outputs.parts import Link
from builder.outputs.shell import Shell, View
from builder.outputs.views import (
    CouncilView,
    FreePageView,
    HomeView,
    IndicatorsView,
    IndicatorView,
    NotFoundView,
    SessionsView,
    TermView,
    TopicView,
)
from builder.outputs.whole import plan_site
from builder.plan import Output, Page, Written, collisions
from unit.small import CONTENT, NOW, assembled, write_up

V = TypeVar("V", bound=View)
Outputs = tuple[Output, ...]


def planned(
    folder: Path,
    files: dict[str, str | bytes],
    *,
    portable: bool = False,
    drafts: bool = False,
    now: datetime = NOW,
) -> tuple[Outputs, Shell]:
    site, _ = assembled(folder, files, drafts=drafts, now=now)
    plan = plan_site(site, portable=portable, preview=drafts)
    (own,) = plan.editions
    outputs = (*plan.outputs, own.index.page)
    assert list(collisions((one.path, one.origin) for one in outputs)) == []
    return outputs, own.shell


def view(plan: Outputs, kind: type[V], path: str) -> V:
    (found,) = (output.recipe for output in plan if output.path == path)
    assert isinstance(found, Page)
    assert isinstance(found.view, kind)
    return found.view


def written(plan: Outputs, path: str) -> Written | None:
    """The text that is the body of a page."""
    (found,) = (output.recipe for output in plan if output.path == path)
    assert isinstance(found, Page)
    return found.written


def sessions(count: int, extra: str = "") -> dict[str, str | bytes]:
    return {
        f"sessions/{n:02}.md": write_up(extra, number=n, day=f"date: 2022-{n:02}-01", title=f"Kỳ họp {n}")
        for n in range(1, count + 1)
    }


def test_a_site_without_sessions_has_its_pages_all_the_same(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {})
    assert {output.path for output in plan if output.path.endswith(".html")} == {
        "index.html",
        "du-lieu/index.html",
        "404.html",
        "ky-hop/index.html",
        "an-binh/index.html",
        "an-binh/khoa-ix/index.html",
        "an-binh/khoa-x/index.html",
        "nghi-quyet/index.html",
        "linh-vuc/index.html",
        "linh-vuc/ngan-sach/index.html",
        "chi-tieu/index.html",
        "chi-tieu/thu-ngan-sach/index.html",
        "tim-kiem/index.html",
        "tim-kiem/a-z/index.html",
    }
    home = view(plan, HomeView, "index.html")
    assert (home.latest, home.cards, home.recent, home.targets_year, home.targets) == (None, (), (), 0, ())


def test_the_front_page_shows_the_latest_session_and_a_taste_of_those_before(tmp_path: Path) -> None:
    home = view(planned(tmp_path, sessions(9))[0], HomeView, "index.html")
    assert home.latest is not None
    assert home.latest.title == "Kỳ họp 9"
    assert [one.number for one in home.recent] == [8, 7, 6, 5, 4]
    assert len(home.recent) == RECENT


def test_what_is_announced_is_told_first_the_next_one_first(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "sessions/a.md": write_up("status: announced", number=3, day="date: 2026-12-20"),
        "sessions/b.md": write_up("status: announced", number=2, day="date: 2026-11-23"),
        "sessions/c.md": write_up("status: announced", number=1, day="date: 2026-11-22"),
        "sessions/d.md": write_up("status: cancelled", number=4, day="date: 2026-12-21"),
    }
    home = view(planned(tmp_path, files)[0], HomeView, "index.html")
    assert [one.number for one in home.upcoming] == [2, 3]
    assert home.latest is None


def test_targets_are_those_of_this_year_else_of_the_last_year_that_has_any(tmp_path: Path) -> None:
    def target(year: int) -> str:
        return f"metrics: [{{indicator: thu-ngan-sach, period: {year}, target: {year} tỷ}}]"

    files: dict[str, str | bytes] = {
        f"sessions/{year}.md": write_up(target(year), number=year - 2020, day=f"date: {year - 1}-12-01")
        for year in (2023, 2024)
    }
    for now, year in (("2023-06-01", 2023), ("2024-06-01", 2024), ("2026-06-01", 2024)):
        home = view(planned(tmp_path, files, now=datetime.fromisoformat(now))[0], HomeView, "index.html")
        assert (home.targets_year, [one.target.figure.phrase for one in home.targets if one.target]) == (
            year,
            [f"{year} tỷ"],
        )


def test_a_year_has_its_months_newest_first(tmp_path: Path) -> None:
    files = sessions(3)
    files["sessions/x.md"] = write_up(number=10, day="date: 2022-03-20")
    files["sessions/y.md"] = write_up(number=11, day="date: 2023-01-20")
    plan, _ = planned(tmp_path, files)
    year = view(plan, YearView, "nam/2022/index.html")
    assert [(month.month, [one.number for one in month.sessions]) for month in year.months] == [
        (3, [10, 3]),
        (2, [2]),
        (1, [1]),
    ]
    assert [(one.year, one.count) for one in year.years] == [(2023, 1), (2022, 4)]
    assert year.several_councils is False


def many(count: int) -> dict[str, str | bytes]:
    """Sessions of two years, on a topic without indicators: one in 2021, the others in 2022."""
    days = [date(2021, 12, 1), *(date(2022, 1, 1) + timedelta(days=n) for n in range(count - 1))]
    found = {
        f"sessions/{n:02}.md": write_up("topics: [ngan-sach]", number=n, day=f"date: {day}")
        for n, day in enumerate(days, 1)
    }
    return {"indicators.yaml": CONTENT["indicators.yaml"].replace("  topic: ngan-sach\n", ""), **found}


def test_sessions_of_a_topic_and_a_term_are_divided_by_year_when_they_are_many(tmp_path: Path) -> None:
    few, _ = planned(tmp_path / "few", many(TOGETHER))
    assert len(view(few, TopicView, "linh-vuc/ngan-sach/index.html").sessions) == TOGETHER
    assert len(view(few, TermView, "an-binh/khoa-x/index.html").sessions) == TOGETHER
    assert not [one.path for one in few if "/2022/" in one.path and not one.path.startswith("nam/")]
    plan, _ = planned(tmp_path / "many", many(TOGETHER + 1))
    topic = view(plan, TopicView, "linh-vuc/ngan-sach/index.html")
    term = view(plan, TermView, "an-binh/khoa-x/index.html")
    latest = list(range(TOGETHER + 1, TOGETHER + 1 - LATEST, -1))
    assert [one.number for one in topic.sessions] == [one.number for one in term.sessions] == latest
    for years, address in ((topic.years, "linh-vuc/ngan-sach/"), (term.years, "an-binh/khoa-x/")):
        assert [(one.href, one.count) for one in years] == [
            (f"{address}2022/", TOGETHER),
            (f"{address}2021/", 1),
        ]
    year = view(plan, YearView, "linh-vuc/ngan-sach/2022/index.html")
    assert (year.topic, year.term, year.targets) == (Link("Ngân sách", "linh-vuc/ngan-sach/"), None, ())
    assert sum(len(month.sessions) for month in year.months) == TOGETHER
    year = view(plan, YearView, "an-binh/khoa-x/2022/index.html")
    assert (year.topic, year.term and year.term.name) == (None, "X")
    assert [one.kind for one in year.breadcrumbs] == ["home", "council", "term"]


def test_a_long_year_comes_in_parts_the_oldest_first(tmp_path: Path) -> None:
    target = "metrics: [{indicator: thu-ngan-sach, period: 2022, target: 10 tỷ}]"
    plan, _ = planned(
        tmp_path, {**many(TOGETHER + 2), "sessions/01.md": write_up(target, day="date: 2021-12-01")}
    )
    newest, part = (view(plan, YearView, f"nam/2022/{name}index.html") for name in ("", "phan-1/"))
    assert [one.number for month in part.months for one in month.sessions] == list(range(PART + 1, 1, -1))
    assert (part.stretch.older, part.stretch.newer) == ("", "nam/2022/")
    assert (newest.stretch.older, newest.stretch.newer) == ("nam/2022/phan-1/", "")
    assert [one.href for one in part.breadcrumbs][-1] == "nam/2022/"
    assert sum(len(month.sessions) for month in newest.months) == TOGETHER + 1 - PART
    assert (newest.targets, part.targets, part.ledger) == ((), (), None)
    assert newest.ledger == view(plan, TermView, "an-binh/khoa-x/index.html").ledger


def test_a_council_tells_its_names_terms_and_predecessors(tmp_path: Path) -> None:
    councils = CONTENT["councils.yaml"] + (
        "  predecessors: [{council: xa-cu, how: merged, date: 2025-07-01, act: NQ 1}]\n"
        "xa-cu:\n  level: commune\n  names: [{name: A}, {name: B, from: 2010}]\n  terms: {}\n"
    )
    plan, _ = planned(tmp_path, {"councils.yaml": councils, **sessions(7)})
    council = view(plan, CouncilView, "an-binh/index.html")
    assert [one.name for one in council.terms] == ["X", "IX"]
    assert [(one.council.label, one.council.href, one.how) for one in council.predecessors] == [
        ("B", "xa-cu/", "merged")
    ]
    assert len(council.recent) == RECENT
    assert council.resolutions_href == ""
    earlier = view(plan, CouncilView, "xa-cu/index.html")
    assert [one.name for one in earlier.names] == ["A", "B"]
    assert [(one.council.href, one.how) for one in earlier.successors] == [("an-binh/", "merged")]


def test_a_term_lists_withdrawn_and_cancelled_sessions_too(tmp_path: Path) -> None:
    files = sessions(1) | {
        "sessions/x.md": write_up("withdrawn: Sai", number=2),
        "sessions/y.md": write_up("status: cancelled", number=3, day="date: 2022-07-01"),
        "sessions/z.md": write_up("status: announced", number=4, day="date: 2026-12-01"),
    }
    term = view(planned(tmp_path, files)[0], TermView, "an-binh/khoa-x/index.html")
    assert [one.number for one in term.sessions] == [3, 2, 1]
    assert [one.number for one in term.upcoming] == [4]
    assert (term.term.start, term.term.end) == (2021, 2026)


def test_sessions_topics_and_indicators_find_each_other(tmp_path: Path) -> None:
    extra = 'topics: [ngan-sach]\nmetrics: [{indicator: thu-ngan-sach, period: 2022, result: "13"}]'
    plan, _ = planned(tmp_path, sessions(2, extra))
    topic = view(plan, TopicView, "linh-vuc/ngan-sach/index.html")
    assert [one.number for one in topic.sessions] == [2, 1]
    assert [(one.name, one.count) for one in topic.indicators] == [("Thu ngân sách", 2)]
    indicator = view(plan, IndicatorView, "chi-tieu/thu-ngan-sach/index.html")
    assert [one.target for one in indicator.series[0].rows] == [None]
    assert indicator.topic is not None
    assert indicator.topic.href == "linh-vuc/ngan-sach/"
    assert indicator.siblings == ()


@pytest.mark.parametrize(("figures", "apart"), [(TOGETHER // 2, False), (TOGETHER // 2 + 1, True)])
def test_many_figures_of_an_indicator_stand_on_pages_of_their_councils(
    tmp_path: Path, figures: int, apart: bool
) -> None:
    councils = CONTENT["councils.yaml"] + CONTENT["councils.yaml"].replace("an-binh:", "an-cu:").replace(
        "An Bình", "An Cư"
    )
    said = [f"{{indicator: thu-ngan-sach, period: {2000 + n}, result: '{n}'}}" for n in range(1, figures + 1)]
    files: dict[str, str | bytes] = {"councils.yaml": councils}
    for name in ("an-binh", "an-cu"):
        text = write_up(f"metrics: [{', '.join(said)}]").replace("an-binh", name)
        files[f"sessions/{name}.md"] = text
    plan, _ = planned(tmp_path, files)
    found = view(plan, IndicatorView, "chi-tieu/thu-ngan-sach/index.html")
    pages = {f"chi-tieu/thu-ngan-sach/{name}/index.html": name for name in ("an-binh", "an-cu")}
    if not apart:
        assert [len(one.rows) for one in found.series] == [figures, figures]
        assert found.councils == ()
        assert not {output.path for output in plan} & set(pages)
        return
    assert found.series == ()
    assert [(one.href, one.count) for one in found.councils] == [
        (f"chi-tieu/thu-ngan-sach/{name}/", figures) for name in pages.values()
    ]
    assert [one.latest and one.latest.phrase for one in found.councils] == [str(figures)] * 2
    for path, name in pages.items():
        own = view(plan, IndicatorView, path)
        assert own.council is not None
        assert own.council.href == f"{name}/"
        assert [len(one.rows) for one in own.series] == [figures]
        assert [(one.kind, one.href) for one in own.breadcrumbs][-1] == (
            "indicator",
            "chi-tieu/thu-ngan-sach/",
        )


def test_indicators_without_a_topic_come_last(tmp_path: Path) -> None:
    indicators = CONTENT["indicators.yaml"] + "a: {name: A}\n"
    groups = view(
        planned(tmp_path, {"indicators.yaml": indicators})[0], IndicatorsView, "chi-tieu/index.html"
    ).groups
    assert [(one.id, one.topic is None) for one in groups] == [("ngan-sach", False), ("other", True)]


def test_a_free_page_is_shown_at_its_name_and_in_the_footer(tmp_path: Path) -> None:
    page = "---\ntitle: Giới thiệu\nsummary: Tóm tắt\n---\n\n## Một\n\n[a](../sessions/01.md)\n"
    plan, shell = planned(tmp_path, {"pages/gioi-thieu.md": page, **sessions(1)})
    found = view(plan, FreePageView, "gioi-thieu/index.html")
    assert (found.title, found.summary, found.root, found.draft) == ("Giới thiệu", "Tóm tắt", "../", False)
    assert written(plan, "gioi-thieu/index.html") == Written(
        "content/pages/gioi-thieu.md", ("../an-binh/khoa-x/ky-hop-1/",)
    )
    assert [(one.label, one.href) for one in shell.pages] == [("Giới thiệu", "gioi-thieu/")]


@pytest.mark.parametrize(
    ("base", "root"),
    [("https://a.vn/", "/"), ("https://a.vn/hdnd/", "/hdnd/"), ("https://a.vn/a/b", "/a/b/")],
)
def test_the_page_for_unknown_addresses_begins_its_links_at_the_sites_own_path(
    tmp_path: Path, base: str, root: str
) -> None:
    settings = CONTENT["site.yaml"].replace("https://example.org/", base)
    plan, _ = planned(tmp_path, {"site.yaml": settings})
    assert view(plan, NotFoundView, "404.html").root == root


def test_the_way_in_lists_every_council_with_its_terms_and_the_latest_ten(tmp_path: Path) -> None:
    found = view(planned(tmp_path, sessions(11))[0], SessionsView, "ky-hop/index.html")
    assert len(found.recent) == 10
    assert [one.council.name for one in found.councils] == ["HĐND phường An Bình"]


@pytest.mark.parametrize("portable", [False, True])
def test_every_page_knows_where_it_stands(tmp_path: Path, portable: bool) -> None:  # a column of the table
    extra = "resolutions: [{number: 1/NQ, title: A}]\naliases: [/cu/1/]"
    plan, shell = planned(tmp_path, sessions(1, extra), portable=portable)
    for output in plan:
        if not isinstance(output.recipe, Page):
            continue
        shown = output.recipe.view
        assert output.origin.startswith("content/")
        if output.path != "404.html":
            depth = output.path.count("/")
            assert shown.root == ("../" * depth or "./")
        addressed = output.path if portable else output.path.removesuffix("index.html")
        assert shown.path in {addressed, output.path.removesuffix("index.html")}
    assert shell.home == ("index.html" if portable else "")
    assert [one.key for one in shell.navigation] == [
        "home",
        "sessions",
        "resolutions",
        "indicators",
        "topics",
        "search",
    ]


def test_the_emblem_is_published_beside_the_front_page(tmp_path: Path) -> None:
    settings = CONTENT["site.yaml"] + "emblem: Huy hiệu.png\n"
    plan, shell = planned(tmp_path, {"site.yaml": settings, "Huy hiệu.png": drawing(400, 200)})
    assert shell.emblem.startswith("huy-hieu-132.")
    assert {output.path: output.origin for output in plan}[shell.emblem] == "content/Huy hiệu.png"


def test_the_shell_tells_what_the_site_says_of_itself(tmp_path: Path) -> None:
    settings = CONTENT["site.yaml"] + "tagline: A\nnotice: B\nreuse: C\npublisher: {name: D, email: e@f.vn}\n"
    _, shell = planned(tmp_path, {"site.yaml": settings}, drafts=True)
    assert (shell.title, shell.tagline, shell.notice, shell.reuse) == ("Bản tin", "A", "B", "C")
    assert (shell.publisher.name, shell.publisher.email, shell.publisher.url) == ("D", "e@f.vn", "")
    assert (shell.language, shell.base_url, shell.preview) == ("vi", "https://example.org/", True)


def test_nothing_of_a_draft_is_planned(tmp_path: Path) -> None:
    hidden = write_up(
        "draft: true\naliases: [/cu/]\nresolutions: [{number: 1, title: X}]\ntopics: [ngan-sach]", title="MẬT"
    )
    without = planned(tmp_path / "without", {})
    with_draft = planned(tmp_path / "with", {"sessions/a.md": hidden})
    assert with_draft == without
