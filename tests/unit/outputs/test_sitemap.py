"""The sitemap as a search engine reads it, and robots.txt."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from builder.model.assemble import assemble
from builder.model.moment import Moment
from builder.outputs.whole import plan_site
from builder.plan import Data, Page
from unit.small import NOW, assembled, project, records, write_up

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://example.org/"
FILES = {
    "sessions/a.md": write_up(
        "updated: 2022-07-01\nresolutions: [{number: 1/NQ, title: A}]\naliases: [/cu/]"
    ),
    "sessions/b.md": write_up("corrections: [{date: 2023-02-01, was: a, now: b, why: c}]", number=2),
    "sessions/c.md": write_up("", number=3, day="date: 2023-06-15"),
    "pages/gioi-thieu.md": "---\ntitle: Giới thiệu\nupdated: 2022-01-05\n---\n\nChữ.\n",
}


def planned(
    folder: Path, files: dict[str, str], *, portable: bool = False
) -> tuple[dict[str, bytes], set[str]]:
    """The files for search engines by path, and the addresses of all pages of the site."""
    site, _ = assembled(folder, files)
    plan = plan_site(site, portable=portable, preview=False)
    outputs = (*plan.outputs, plan.editions[0].index.page)
    found = {
        one.path: one.recipe.data
        for one in outputs
        if one.path.startswith(("sitemap", "robots")) and isinstance(one.recipe, Data)
    }
    return found, {one.path.removesuffix("index.html") for one in outputs if isinstance(one.recipe, Page)}


def listed(data: bytes, entry: str) -> dict[str, str]:
    """Addresses below the site's root with their day."""
    root = ET.fromstring(data)  # noqa: S314 # our own output
    assert root.tag == SITEMAP + {"url": "urlset", "sitemap": "sitemapindex"}[entry]
    found = {}
    for one in root.findall(SITEMAP + entry):
        address = one.findtext(f"{SITEMAP}loc") or ""
        assert address.startswith(BASE)
        found[address.removeprefix(BASE)] = one.findtext(f"{SITEMAP}lastmod") or ""
    return found


def test_every_page_stands_in_exactly_one_part_and_every_part_in_the_index(tmp_path: Path) -> None:
    files, pages = planned(tmp_path, FILES)
    parts = listed(files["sitemap.xml"], "sitemap")
    assert sorted(parts) == ["sitemap-2022.xml", "sitemap-2023.xml", "sitemap-pages.xml"]
    all_pages = [address for part in parts for address in listed(files[part], "url")]
    assert sorted(all_pages) == sorted(pages - {"404.html", "cu/"})


def test_the_last_change_is_what_editors_say_and_nothing_where_they_say_nothing(tmp_path: Path) -> None:
    files, _ = planned(tmp_path, FILES)
    year = listed(files["sitemap-2022.xml"], "url")
    assert year["an-binh/khoa-x/ky-hop-1/"] == "2022-07-01"
    assert year["an-binh/nghi-quyet/2022/1-nq/"] == "2022-07-01"
    assert year["an-binh/khoa-x/ky-hop-2/"] == "2023-02-01"
    assert year["nam/2022/"] == ""
    assert listed(files["sitemap-2023.xml"], "url")["an-binh/khoa-x/ky-hop-3/"] == ""
    assert listed(files["sitemap-pages.xml"], "url")["gioi-thieu/"] == "2022-01-05"
    assert listed(files["sitemap.xml"], "sitemap") == {
        "sitemap-2022.xml": "2023-02-01",
        "sitemap-2023.xml": "",
        "sitemap-pages.xml": "2022-01-05",
    }


def test_git_is_asked_where_editors_say_nothing_and_its_hour_is_a_day_of_the_sites_zone(
    tmp_path: Path,
) -> None:
    found = records(project(tmp_path, FILES))
    late = datetime(2024, 1, 10, 20, 0, tzinfo=UTC)
    hours = {f"content/sessions/{name}.md": late for name in "abc"} | {"content/councils.yaml": late}
    site, _ = assemble(replace(found, committed=hours), Moment(NOW))
    plan = plan_site(site, portable=False, preview=False)
    files = {one.path: one.recipe.data for one in plan.outputs if isinstance(one.recipe, Data)}
    year = listed(files["sitemap-2022.xml"], "url")
    assert year["an-binh/khoa-x/ky-hop-1/"] == "2022-07-01"
    assert year["an-binh/khoa-x/ky-hop-2/"] == "2023-02-01"
    assert listed(files["sitemap-2023.xml"], "url")["an-binh/khoa-x/ky-hop-3/"] == "2024-01-11"
    assert listed(files["sitemap-pages.xml"], "url")["an-binh/"] == ""


@pytest.mark.parametrize("extra", ["draft: true", "embargo: 2027-01-01 08:00", "withdrawn: Đăng nhầm."])
def test_what_is_not_public_is_not_listed(tmp_path: Path, extra: str) -> None:
    files, _ = planned(tmp_path, {"sessions/a.md": write_up(extra, number=77)})
    assert not any(b"ky-hop-77" in data for data in files.values())


def test_robots_txt_names_the_index(tmp_path: Path) -> None:
    files, _ = planned(tmp_path, FILES)
    assert files["robots.txt"].decode() == f"User-agent: *\nDisallow:\n\nSitemap: {BASE}sitemap.xml\n"


def test_a_portable_build_has_neither(tmp_path: Path) -> None:
    assert planned(tmp_path, FILES, portable=True)[0] == {}
