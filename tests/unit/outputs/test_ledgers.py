"""Ledgers of any length, as they are divided into pages."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.outputs.dated import LedgerView, YearView
from builder.outputs.divided import PART, ROWS
from builder.outputs.ledgers import SESSION
from builder.outputs.shell import View
from builder.outputs.views import HomeView
from builder.outputs.whole import plan_site
from builder.plan import Page
from unit.small import CONTENT, assembled, write_up

LEDGER = "an-binh/khoa-x/chi-tieu/"
MANY = 120
"""Indicators of these sites."""
INDICATORS = "".join(f"i-{n:03}:\n  name: {{vi: Chỉ tiêu {n:03}}}\n  unit: hộ\n" for n in range(MANY))


def targets(year: int, numbers: Iterable[int]) -> list[str]:
    return [f"{{indicator: i-{n:03}, period: {year}, target: {n + 1} hộ}}" for n in numbers]


def results(year: int, numbers: Iterable[int], more: int = 1) -> list[str]:
    return [f"{{indicator: i-{n:03}, period: {year}, result: {n + more} hộ}}" for n in numbers]


def said(figures: Iterable[str], day: str, number: int, council: str = "an-binh") -> str:
    """A session that reports figures."""
    text = write_up(
        "metrics:\n" + "\n".join(f"- {one}" for one in figures), number=number, day=f"date: {day}"
    )
    return text.replace("council: an-binh", f"council: {council}")


def planned(folder: Path, sessions: Iterable[str], councils: str = "") -> dict[str, View]:
    """The pages of a site of these sessions, by address."""
    files: dict[str, str | bytes] = {f"sessions/{n:02}.md": text for n, text in enumerate(sessions)}
    files |= {
        "indicators.yaml": INDICATORS,
        "units.yaml": "hộ: {}\n",
        "councils.yaml": CONTENT["councils.yaml"] + councils,
    }
    site, problems = assembled(folder, files)
    assert problems == ()
    plan = plan_site(site, portable=False, preview=False)
    recipes = {output.path.removesuffix("index.html"): output.recipe for output in plan.outputs}
    return {address: one.view for address, one in recipes.items() if isinstance(one, Page)}


def ledgers(pages: dict[str, View], below: str = LEDGER) -> dict[str, LedgerView]:
    return {
        address: one
        for address, one in pages.items()
        if address.startswith(below) and isinstance(one, LedgerView)
    }


def rows(page: LedgerView) -> list[str]:
    return [row.id for group in page.groups for row in group.rows]


def year(pages: dict[str, View], address: str) -> YearView:
    found = pages[address]
    assert isinstance(found, YearView)
    return found


def three_years(count: int) -> list[str]:
    """Sessions that set so many targets for each of three years, and report all results of the first."""
    return [
        said(targets(2022, range(count)), "2021-12-01", 1),
        said([*targets(2023, range(count)), *results(2022, range(count))], "2022-12-01", 2),
        said(targets(2024, range(count)), "2023-12-01", 3),
    ]


def test_a_ledger_that_fits_on_a_page_stands_on_one(tmp_path: Path) -> None:
    found = ledgers(planned(tmp_path, three_years(ROWS // 3)))
    assert list(found) == [LEDGER]
    page = found[LEDGER]
    assert (page.years, page.year, len(rows(page))) == ((), 0, ROWS // 3 * 3)
    assert all(group.count == len(group.rows) and not group.years for group in page.groups)


def test_a_long_ledger_leads_to_its_years_by_state(tmp_path: Path) -> None:
    found = ledgers(planned(tmp_path, three_years(ROWS // 3 + 1)))
    each = ROWS // 3 + 1
    years = [f"{LEDGER}{n}/" for n in (2024, 2023, 2022)]
    assert sorted(found) == sorted([LEDGER, *years])
    base = found[LEDGER]
    assert [(one.year, one.href, one.count) for one in base.years] == [
        (int(href[-5:-1]), href, each) for href in years
    ]
    assert (rows(base), base.summary.total) == ([], 3 * each)
    assert [(group.state, group.count) for group in base.groups] == [
        (one.state, one.count) for one in base.summary.counts
    ]
    assert {group.state: [(one.href, one.count) for one in group.years] for group in base.groups} == {
        "met": [(f"{years[2]}#met", each)],
        "not-found": [(f"{one}#not-found", each) for one in years[:2]],
    }
    for address in years:
        page = found[address]
        assert (page.years, page.summary.total, len(rows(page))) == (base.years, each, each)
        assert [one.kind for one in page.breadcrumbs] == ["home", "council", "term", "ledger"]


@pytest.mark.parametrize("count", [ROWS + 1, ROWS + PART, ROWS + PART + 1, MANY])
def test_a_long_year_comes_in_parts_and_each_target_stands_on_one_page(tmp_path: Path, count: int) -> None:
    days = [date(2021, 1, 1) + timedelta(days=n // 10) for n in range(count)]
    pages = planned(
        tmp_path,
        [
            said(
                targets(2022, [n for n, one in enumerate(days) if one == day]),
                str(day),
                number,
            )
            for number, day in enumerate(sorted(set(days)), 1)
        ],
    )
    found = ledgers(pages)
    shown = {address: rows(page) for address, page in found.items()}
    assert shown[LEDGER] == []
    assert len({row for some in shown.values() for row in some}) == sum(map(len, shown.values())) == count
    parts = [address for address in found if "phan-" in address]
    assert all(len(shown[address]) == PART for address in parts)
    assert ROWS - PART < len(shown[f"{LEDGER}2022/"]) <= ROWS
    newest, oldest = found[f"{LEDGER}2022/"], found[f"{LEDGER}2022/phan-1/"]
    assert [one.href for one in newest.stretch.parts] == sorted(parts, reverse=True)
    assert (oldest.years, oldest.breadcrumbs[-1].href) == ((), f"{LEDGER}2022/")
    assert oldest.stretch.part
    assert (oldest.stretch.part.first, oldest.stretch.part.last) == (days[0], days[PART - 1])


def test_a_state_leads_to_the_newest_page_of_a_year_that_has_it(tmp_path: Path) -> None:
    pages = planned(
        tmp_path,
        [
            said(targets(2022, range(PART)), "2021-06-01", 1),
            said(targets(2022, range(PART, MANY)), "2021-12-01", 2),
            said(results(2022, range(3)), "2022-12-01", 3),
        ],
    )
    met = next(group for group in ledgers(pages)[LEDGER].groups if group.state == "met")
    (leads,) = met.years
    address, _, state = leads.href.partition("#")
    there = ledgers(pages)[address]
    assert (leads.count, address) == (3, f"{LEDGER}2022/phan-1/")
    assert [len(group.rows) for group in there.groups if group.state == state] == [3]


def test_earlier_figures_take_room_too(tmp_path: Path) -> None:
    half = ROWS // 2
    sessions = [said(targets(2022, range(half + 1)), "2021-06-01", 1)]
    for number in range(2, 5):
        assert list(ledgers(planned(tmp_path / f"{number}", sessions))) == [LEDGER]
        sessions.append(said(results(2022, range(half), number), f"2022-12-{number:02}", number))
    assert len(ledgers(planned(tmp_path / "all", sessions))) > 1


def test_targets_stand_under_the_year_in_which_their_period_ends(tmp_path: Path) -> None:
    running = "chua-het:\n  level: ward\n  names: [{name: HĐND phường Mới}]\n  terms: {X: {from: 2021}}\n"
    figures = [
        *targets(2023, range(ROWS)),
        "{indicator: i-100, period: 2021/2025, target: 5 hộ}",
        "{indicator: i-101, period: 2022-Q4, target: 5 hộ}",
        "{indicator: i-102, period: term, target: 5 hộ}",
    ]
    sessions = [said(figures, "2021-07-01", n, council) for n, council in ((1, "an-binh"), (2, "chua-het"))]
    pages = planned(tmp_path, sessions, running)
    ends = {2022: 1, 2023: ROWS, 2025: 1}
    assert {one.year: one.count for one in ledgers(pages)[LEDGER].years} == ends | {2026: 1}
    other = ledgers(pages, "chua-het/")["chua-het/khoa-x/chi-tieu/"]
    assert {one.year: one.count for one in other.years} == ends | {2021: 1}


def test_a_year_shows_its_targets_while_there_is_room_beside_its_sessions(tmp_path: Path) -> None:
    few = ROWS - 2 * SESSION
    sessions = [
        said(targets(2022, range(1, few)), "2021-12-01", 1),
        said(targets(2022, [0]), "2016-12-01", 1).replace("term: X", "term: IX"),
        *(write_up(number=n, day=f"date: 2022-0{n}-01") for n in (2, 3)),
    ]
    shown = year(planned(tmp_path / "few", sessions), "nam/2022/")
    assert (len(shown.targets), shown.ledger) == (few, None)
    sessions.append(write_up(number=4, day="date: 2022-04-01"))
    pages = planned(tmp_path / "many", sessions)
    shown = year(pages, "nam/2022/")
    assert shown.targets == ()
    assert shown.ledger
    assert (shown.ledger.href, shown.ledger.total) == ("nam/2022/chi-tieu/", few)
    (page,) = ledgers(pages, "nam/").values()
    assert (page.council, page.term, page.year, page.ledgers) == (None, None, 2022, ())
    assert (len(rows(page)), page.several_councils) == (few, False)


def test_a_year_of_one_ledger_leads_to_it(tmp_path: Path) -> None:
    sessions = [said(targets(2022, range(ROWS)), "2021-12-01", 1), write_up(number=2)]
    pages = planned(tmp_path / "short", sessions)
    shown = year(pages, "nam/2022/")
    assert shown.ledger
    assert (shown.ledger.href, shown.ledger.total, ledgers(pages, "nam/")) == (LEDGER, ROWS, {})
    sessions.append(said(targets(2023, range(ROWS)), "2022-12-01", 3))
    shown = year(planned(tmp_path / "long", sessions), "nam/2022/")
    assert shown.ledger
    assert shown.ledger.href == f"{LEDGER}2022/"


def test_a_year_of_many_targets_leads_to_the_ledgers_of_its_councils(tmp_path: Path) -> None:
    other = (
        "xa-an:\n  level: commune\n  names: [{name: HĐND xã An}]\n  terms: {III: {from: 2021, to: 2026}}\n"
    )
    third = (
        "xa-ba:\n  level: commune\n  names: [{name: HĐND xã Ba}]\n  terms: {III: {from: 2021, to: 2026}}\n"
    )
    sessions = [
        said([*targets(2022, range(ROWS)), *targets(2021, range(2))], "2021-06-01", 1),
        said(targets(2022, range(3)), "2021-12-01", 1, "xa-an").replace("term: X", "term: III"),
        said(targets(2023, range(3)), "2022-12-01", 1, "xa-ba").replace("term: X", "term: III"),
    ]
    pages = planned(tmp_path, sessions, other + third)
    (page,) = ledgers(pages, "nam/2022/").values()
    assert [(one.council, one.term, one.href, one.count) for one in page.ledgers] == [
        ("HĐND phường An Bình", "X", f"{LEDGER}2022/", ROWS),
        ("HĐND xã An", "III", "xa-an/khoa-iii/chi-tieu/", 3),
    ]
    assert (page.groups, page.summary.total, page.several_councils) == ((), ROWS + 3, True)
    assert list(ledgers(pages, "nam/")) == ["nam/2022/chi-tieu/"]


def test_a_result_changes_the_pages_of_its_year_and_no_other_year(tmp_path: Path) -> None:
    before = ledgers(planned(tmp_path / "before", three_years(30)))
    sessions = three_years(30)
    sessions[2] = said([*targets(2024, range(30)), *results(2023, [4])], "2023-12-01", 3)
    after = ledgers(planned(tmp_path / "after", sessions))
    assert sorted(before) == sorted(after)
    changed = {address for address in before if before[address] != after[address]}
    assert changed == {LEDGER, f"{LEDGER}2023/"}
    assert (
        replace(before[LEDGER], summary=after[LEDGER].summary, groups=after[LEDGER].groups) == after[LEDGER]
    )


@pytest.mark.parametrize(
    ("period", "there"),
    [
        ("2022", True),
        ("2022-01/2022-12", True),
        ("2022-Q1/2022-Q4", True),
        ("2022-H1", False),
        ("2021/2022", False),
    ],
)
def test_a_target_of_a_year_stands_there_however_the_year_is_written(
    tmp_path: Path, period: str, *, there: bool
) -> None:
    found = planned(tmp_path, [write_up(f"metrics: [{{indicator: i-001, period: {period}, target: 10 hộ}}]")])
    home, year = found[""], found["nam/2022/"]
    assert isinstance(home, HomeView)
    assert isinstance(year, YearView)
    for rows in (year.targets, home.targets):
        assert [one.target.figure.phrase for one in rows if one.target] == ["10 hộ"] * there
    assert home.targets_year == (2022 if there else 0)
