"""Sites with many councils, indicators, years and sessions: pages stay short, and lead to the rest."""

from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from builder.outputs.dated import ResolutionsView, YearView
from builder.outputs.divided import NEAR, PART, TOGETHER
from builder.outputs.finding import AlphabetView
from builder.outputs.pages import LATEST, RECENT, SOME, TERMS
from builder.outputs.search.pages import NAMES
from builder.outputs.shell import View
from builder.outputs.views import HomeView, IndicatorsView, IndicatorView, SessionsView, TopicView
from builder.outputs.whole import plan_site
from builder.plan import Page
from unit.small import CONTENT, assembled, write_up

V = TypeVar("V", bound=View)


class Pages:
    """The pages of a site, by address."""

    def __init__(self, folder: Path, files: dict[str, str | bytes]) -> None:
        site, problems = assembled(folder, files)
        assert problems == ()
        outputs = plan_site(site, portable=False, preview=False).outputs
        recipes = {one.path.removesuffix("index.html"): one.recipe for one in outputs}
        self.views: dict[str, View] = {
            path: one.view for path, one in recipes.items() if isinstance(one, Page)
        }

    def view(self, kind: type[V], address: str) -> V:
        found = self.views[address]
        assert isinstance(found, kind)
        return found


def councils(count: int) -> str:
    """So many councils of one term each."""
    return "".join(
        f"xa-{n:03}:\n  level: commune\n  names: [{{name: HĐND xã {n:03}}}]\n  terms: {{X: {{from: 2021}}}}\n"
        for n in range(count)
    )


def indicators(count: int) -> str:
    return CONTENT["indicators.yaml"] + "".join(
        f"i-{n:03}: {{name: Số {n:03}, topic: ngan-sach}}\n" for n in range(count - 1)
    )


def sessions(count: int, extra: str = "topics: [ngan-sach]") -> dict[str, str | bytes]:
    """So many sessions of a year, each with a resolution."""
    first = date(2022, 1, 1)
    return {
        f"sessions/{n:03}.md": write_up(
            f"{extra}\nresolutions: [{{number: {n}/NQ, title: A}}]",
            number=n,
            day=f"date: {first + timedelta(n)}",
        )
        for n in range(1, count + 1)
    }


def test_a_full_part_stays_as_it_is_when_a_session_is_added(tmp_path: Path) -> None:
    files = sessions(TOGETHER + PART)
    before = Pages(tmp_path / "before", files).views
    files["sessions/new.md"] = write_up(
        "topics: [ngan-sach]\nresolutions: [{number: 500/NQ, title: A}]", number=500, day="date: 2023-02-01"
    )
    files["sessions/late.md"] = write_up("topics: [ngan-sach]", number=501, day="date: 2022-12-31")
    after = Pages(tmp_path / "after", files).views
    parts = [address for address in before if address.endswith("phan-1/")]
    assert len(parts) == 5, "of the year, a topic, a term, all resolutions and those of a council"
    for address in parts:
        one, then = before[address], after[address]
        assert isinstance(one, (YearView, ResolutionsView))
        assert isinstance(then, (YearView, ResolutionsView))
        assert one.years == ()
        assert one.stretch.part == then.stretch.part
        if not then.stretch.newer.endswith("phan-2/"):
            assert one == then


def test_the_page_of_a_year_leads_to_those_around_it(tmp_path: Path) -> None:
    terms = CONTENT["councils.yaml"].replace("{IX: {from: 2016, to: 2021}", "{IX: {from: 1980, to: 2021}")
    files: dict[str, str | bytes] = {"councils.yaml": terms}
    for year in range(1985, 2020):
        files[f"sessions/{year}.md"] = write_up(number=year, term="IX", day=f"date: {year}-06-01")
    pages = Pages(tmp_path, files)
    years = [one.year for one in pages.view(YearView, "nam/2000/").years]
    assert years == list(range(2000 + NEAR, 2000 - NEAR - 1, -1))
    assert [one.year for one in pages.view(HomeView, "").years] == list(range(2019, 2019 - SOME, -1))
    assert len(pages.view(SessionsView, "ky-hop/").years) == 35


@pytest.mark.parametrize(("count", "shown"), [(SOME - 1, SOME), (SOME, 0)])
def test_the_front_page_names_councils_while_they_are_few(tmp_path: Path, count: int, shown: int) -> None:
    home = Pages(tmp_path, {"councils.yaml": CONTENT["councils.yaml"] + councils(count)}).view(HomeView, "")
    assert (len(home.councils), home.several_councils, home.sessions_href) == (shown, True, "ky-hop/")


def test_many_terms_stand_on_the_pages_of_their_councils(tmp_path: Path) -> None:
    for count, there in ((TERMS - 2, True), (TERMS - 1, False)):
        files: dict[str, str | bytes] = {"councils.yaml": CONTENT["councils.yaml"] + councils(count)}
        page = Pages(tmp_path / f"{count}", files | sessions(LATEST)).view(SessionsView, "ky-hop/")
        assert len(page.councils) == count + 1
        assert {bool(one.terms) for one in page.councils} == {there}
        assert len(page.recent) == (LATEST if there else RECENT)


def test_of_many_sessions_to_come_the_next_are_shown_and_the_others_counted(tmp_path: Path) -> None:
    first = date(2026, 12, 1)
    files: dict[str, str | bytes] = {
        f"sessions/{n}.md": write_up("status: announced", number=n, day=f"date: {first + timedelta(n)}")
        for n in range(LATEST + 5)
    }
    pages = Pages(tmp_path, files)
    for page in (pages.view(HomeView, ""), pages.view(SessionsView, "ky-hop/")):
        assert [one.number for one in page.upcoming] == list(range(LATEST))
        assert page.announced == LATEST + 5


def test_the_front_page_shows_targets_while_they_are_few(tmp_path: Path) -> None:
    def home(count: int) -> HomeView:
        figures = "\n".join(
            f"- {{indicator: i-{n:03}, period: 2026, target: {n + 1} hộ}}" for n in range(count)
        )
        files: dict[str, str | bytes] = {
            "indicators.yaml": indicators(TOGETHER + 5),
            "units.yaml": CONTENT["units.yaml"] + "hộ: {}\n",
            "sessions/a.md": write_up(f"metrics:\n{figures}", day="date: 2025-12-01"),
        }
        return Pages(tmp_path / f"{count}", files).view(HomeView, "")

    assert len(home(TOGETHER).targets) == TOGETHER
    many = home(TOGETHER + 1)
    assert (many.targets, many.ledger and many.ledger.total) == ((), TOGETHER + 1)


def test_many_indicators_are_only_named(tmp_path: Path) -> None:
    few = Pages(tmp_path / "few", {"indicators.yaml": indicators(TOGETHER)})
    many = Pages(tmp_path / "many", {"indicators.yaml": indicators(TOGETHER + 2)})
    for pages, named in ((few, False), (many, True)):
        assert pages.view(IndicatorsView, "chi-tieu/").only_named is named
        assert pages.view(IndicatorView, "chi-tieu/i-000/").only_named is named


def test_sessions_and_indicators_of_a_topic_share_the_room_of_its_page(tmp_path: Path) -> None:
    half = TOGETHER // 2
    files = {"indicators.yaml": indicators(half), **sessions(half)}
    topic = Pages(tmp_path / "few", files).view(TopicView, "linh-vuc/ngan-sach/")
    assert (len(topic.sessions), topic.years, topic.only_named) == (half, (), False)
    pages = Pages(tmp_path / "more", {**files, **sessions(half + 1)})
    topic = pages.view(TopicView, "linh-vuc/ngan-sach/")
    assert (len(topic.sessions), len(topic.years), topic.only_named) == (LATEST, 1, False)
    assert "linh-vuc/ngan-sach/2022/" in pages.views
    files = {"indicators.yaml": indicators(TOGETHER), **sessions(1)}
    topic = Pages(tmp_path / "many", files).view(TopicView, "linh-vuc/ngan-sach/")
    assert (len(topic.indicators), topic.only_named) == (TOGETHER, True)


def test_letters_have_pages_where_names_are_many(tmp_path: Path) -> None:
    few = Pages(tmp_path / "few", {"indicators.yaml": indicators(NAMES - 2)})
    page = few.view(AlphabetView, "tim-kiem/a-z/")
    assert (sum(len(one.names) for one in page.groups), page.letters) == (NAMES, ())
    topics = (
        CONTENT["topics.yaml"] + "dat-dai: {name: Đất đai}\ndu-lich: {name: Du lịch}\nso: {name: 100 ngày}\n"
    )
    many = Pages(tmp_path / "many", {"indicators.yaml": indicators(NAMES - 2), "topics.yaml": topics})
    page = many.view(AlphabetView, "tim-kiem/a-z/")
    assert page.groups == ()
    assert sum(one.count for one in page.letters) == NAMES + 3
    for one in page.letters:
        below = many.view(AlphabetView, one.href)
        assert (below.letters, [group.letter for group in below.groups]) == (page.letters, [one.letter])
        assert len(below.groups[0].names) == one.count
        assert [crumb.kind for crumb in below.breadcrumbs] == ["home", "search", "alphabet"]
    hrefs = {one.letter: one.href for one in page.letters}
    assert (hrefs["D"], hrefs["Đ"], hrefs["#"]) == tuple(
        f"tim-kiem/a-z/{key}/" for key in ("d", "dd", "other")
    )
