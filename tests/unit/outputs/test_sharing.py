"""Linked data of pages, held to a schema of our own, and what one needs to cite a session."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from make import SITES
from selectolax.lexbor import LexborHTMLParser

from builder.outputs.shell import View
from builder.outputs.views import CouncilView, DataView, IndicatorView, SessionView
from builder.plan import Card, Data, Page
from unit.outputs.test_pages import Outputs, planned, view
from unit.small import CONTENT, write_up

SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parent.parent.parent / "schemas" / "linked.json").read_text("utf-8"))
)
SESSION = "an-binh/khoa-x/ky-hop-1/index.html"
EVIL = "</script><script>alert(1)</script><!-- & \" '"
FIGURES = "metrics: [{indicator: thu-ngan-sach, period: 2022, result: 13 tỷ đồng}]"


def graph(found: View) -> dict[str, Any]:
    """The things a page speaks of, by their type; what it says must fit the schema."""
    said = json.loads(found.sharing.linked)
    assert [error.message for error in SCHEMA.iter_errors(said)] == []
    return {thing["@type"]: thing for thing in said["@graph"]}


def event(folder: Path, extra: str, **more: str) -> dict[str, Any]:
    plan, _ = planned(folder, {"sessions/a.md": write_up(extra, **more)})
    found: dict[str, Any] = graph(view(plan, SessionView, SESSION))["Event"]
    return found


def test_a_session_is_an_event_with_its_hour_in_the_zone_of_the_site(tmp_path: Path) -> None:
    one = event(tmp_path, "starts: 7h30\nplace: Hội trường\nsummary: Thu 13 tỷ.")
    assert one["@id"] == "https://example.org/an-binh/khoa-x/ky-hop-1/#event"
    assert one["startDate"] == "2022-06-15T07:30:00+07:00"
    assert "endDate" not in one, "nobody said when it ended"
    assert one["eventStatus"] == "https://schema.org/EventScheduled"
    assert (one["name"], one["description"], one["inLanguage"]) == ("Kỳ họp", "Thu 13 tỷ.", "vi")
    assert one["location"] == {"@type": "Place", "name": "Hội trường"}
    assert one["organizer"]["name"] == "HĐND phường An Bình"


def test_days_without_an_hour_are_days(tmp_path: Path) -> None:
    one = event(tmp_path, "", day="from: 2022-12-15\nto: 2022-12-16")
    assert (one["startDate"], one["endDate"]) == ("2022-12-15", "2022-12-16")
    assert "location" not in one
    assert "description" not in one


@pytest.mark.parametrize(
    ("extra", "status"),
    [("status: cancelled", "Cancelled"), ("status: announced", "Scheduled"), ("", "Scheduled")],
)
def test_a_cancelled_session_says_so(tmp_path: Path, extra: str, status: str) -> None:
    assert (
        event(tmp_path, extra, day="date: 2026-12-20")["eventStatus"] == f"https://schema.org/Event{status}"
    )


def test_a_withdrawn_session_leaves_its_name_in_the_trail_only(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up("withdrawn: Đăng nhầm.", title="MARKER")})
    found = view(plan, SessionView, SESSION)
    assert list(graph(found)) == ["BreadcrumbList"]
    assert "MARKER" not in found.sharing.linked
    assert found.citation.file is None


def test_a_council_stands_under_its_present_name_and_the_earlier_ones(tmp_path: Path) -> None:
    names = "names: [{name: HĐND xã A}, {name: HĐND phường B, from: 2022-01-01}]\n  place: tỉnh Ví Dụ"
    councils = CONTENT["councils.yaml"].replace("names: [{name: HĐND phường An Bình}]", names)
    plan, _ = planned(tmp_path, {"councils.yaml": councils})
    one = graph(view(plan, CouncilView, "an-binh/index.html"))["GovernmentOrganization"]
    assert (one["name"], one["alternateName"]) == ("HĐND phường B", ["HĐND xã A"])
    assert one["address"] == "tỉnh Ví Dụ"


def test_the_open_data_and_each_indicator_with_figures_are_datasets(tmp_path: Path) -> None:
    settings = CONTENT["site.yaml"] + "reuse: Được dùng lại, ghi nguồn.\n"
    plan, _ = planned(tmp_path, {"site.yaml": settings, "sessions/a.md": write_up(FIGURES)})
    whole = graph(view(plan, DataView, "du-lieu/index.html"))["Dataset"]
    one = graph(view(plan, IndicatorView, "chi-tieu/thu-ngan-sach/index.html"))["Dataset"]
    assert whole["license"] == {"@type": "CreativeWork", "text": "Được dùng lại, ghi nguồn."}
    assert one["isPartOf"] == {"@id": whole["@id"]}
    assert one["temporalCoverage"] == "2022-01-01/2022-12-31"
    assert one["variableMeasured"]["unitText"] == "tỷ đồng"
    there = {f"https://example.org/{output.path}" for output in plan}
    offered = {file["contentUrl"] for thing in (whole, one) for file in thing["distribution"]}
    assert len(offered) == 17
    assert offered <= there


def test_what_nobody_said_is_not_said(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up()})
    assert list(graph(view(plan, IndicatorView, "chi-tieu/thu-ngan-sach/index.html"))) == ["BreadcrumbList"]
    assert "license" not in graph(view(plan, DataView, "du-lieu/index.html"))["Dataset"]


def test_the_trail_leads_from_the_front_page_to_the_page_itself(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up()})
    steps = graph(view(plan, SessionView, SESSION))["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in steps] == [
        (1, "Trang chủ", "https://example.org/"),
        (2, "HĐND phường An Bình", "https://example.org/an-binh/"),
        (3, "Khóa X", "https://example.org/an-binh/khoa-x/"),
        (4, "Kỳ họp thứ nhất", "https://example.org/an-binh/khoa-x/ky-hop-1/"),
    ]


def views(plan: Outputs) -> list[View]:
    return [one.recipe.view for one in plan if isinstance(one.recipe, Page)]


def test_a_portable_build_says_nothing_and_names_no_address(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up(FIGURES)}, portable=True)
    assert {one.sharing.linked for one in views(plan)} == {""}
    assert view(plan, SessionView, SESSION).citation.permalink == ""


def test_no_text_ends_the_element_it_stands_in(tmp_path: Path) -> None:
    quoted = json.dumps(EVIL, ensure_ascii=True)
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up(f"summary: {quoted}\nplace: {quoted}")})
    found = view(plan, SessionView, SESSION)
    assert not set(found.sharing.linked) & set("<>&\u2028\u2029")
    page = LexborHTMLParser(f'<script type="application/ld+json">{found.sharing.linked}</script><p>x</p>')
    assert [one.attributes.get("type") for one in page.css("script")] == ["application/ld+json"]
    one = graph(found)["Event"]
    assert one["location"]["name"] == EVIL.strip()


def test_every_page_of_the_golden_site_keeps_to_the_schema() -> None:
    pages = [path for path in sorted((SITES / "golden").rglob("*.html")) if path.name != "404.html"]
    said = {}
    for path in pages:
        page = LexborHTMLParser(path.read_text("utf-8"))
        if page.css_first("meta[http-equiv=refresh]") or path == SITES / "golden" / "index.html":
            continue
        (script,) = page.css("script[type='application/ld+json']")
        said[path] = json.loads(script.text())
        assert [error.message for error in SCHEMA.iter_errors(said[path])] == [], path
    types = {thing["@type"] for one in said.values() for thing in one["@graph"]}
    assert types == {"Event", "GovernmentOrganization", "Dataset", "BreadcrumbList"}


def test_the_digest_to_cite_is_that_of_the_file_published(tmp_path: Path) -> None:
    text = write_up(f"{FIGURES}\nupdated: 2022-07-01")
    plan, _ = planned(tmp_path, {"sessions/a.md": text})
    said = view(plan, SessionView, SESSION).citation
    assert said.permalink == "https://example.org/an-binh/khoa-x/ky-hop-1/"
    assert said.changed == date(2022, 7, 1)
    assert said.file is not None
    (recipe,) = (one.recipe for one in plan if one.path == said.file.href)
    assert isinstance(recipe, Data)
    assert said.file.sha256 == hashlib.sha256(recipe.data).hexdigest()
    assert said.file.size == len(recipe.data)


def test_a_session_without_figures_has_no_digest_to_cite(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {"sessions/a.md": write_up()})
    assert view(plan, SessionView, SESSION).citation.file is None


def test_pages_of_a_council_share_its_card_and_all_others_that_of_the_site(tmp_path: Path) -> None:
    settings = CONTENT["site.yaml"] + "tagline: Con số như đã in\n"
    councils = CONTENT["councils.yaml"] + "  place: tỉnh Ví Dụ\n"
    content: dict[str, str | bytes] = {
        "site.yaml": settings,
        "councils.yaml": councils,
        "sessions/a.md": write_up(FIGURES),
    }
    plan, _ = planned(tmp_path, content)
    drawn = {one.path: one.recipe for one in plan if isinstance(one.recipe, Card)}
    assert drawn == {
        "card.png": Card("Bản tin", "Con số như đã in", "example.org"),
        "an-binh/card.png": Card("HĐND phường An Bình", "tỉnh Ví Dụ", "Bản tin"),
    }
    cards = {one.path: one.recipe.view.sharing.card for one in plan if isinstance(one.recipe, Page)}
    assert {path for path, card in cards.items() if card == ""} == {"404.html"}
    assert {path for path, card in cards.items() if card == "an-binh/card.png"} == {
        path for path in cards if path.startswith("an-binh/")
    }
    assert graph(view(plan, SessionView, SESSION))["Event"]["image"] == "https://example.org/an-binh/card.png"


def test_nobody_shares_a_portable_build(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, {}, portable=True)
    assert [one.path for one in plan if isinstance(one.recipe, Card)] == []
    assert {one.sharing.card for one in views(plan)} == {""}
