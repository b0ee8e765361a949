"""Every kind of page in a real browser: it renders, fits, says nothing on the console, and passes axe."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from kinds import DIVIDED, EMPTY, EXTREMES, KINDS, LONG
from looking import COLOURS, Heard, arranged, opened, overflow, show, torn, violations
from playwright.sync_api import Browser, Page
from stage import Archive, served

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 480, 768, 960, 1280)
"""Pixels: the narrowest phone there is, a usual one, and around each place where the layout changes."""
PHONE = 360
THEMES = ("gazette", "plain")
KILOBYTE = 1024


def fits(page: Page, heard: Heard, kind: str) -> None:
    """What every page promises, whatever is on it."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) <= 0, f"{kind} is wider than {width} px"
        assert width != PHONE or torn(page) == [], f"{kind} at {width} px"
    assert page.locator("h1").count() == 1
    assert page.locator("script:not([type='application/ld+json'])").count() == (kind == "search")
    assert page.locator("[style], style").count() == 0
    elements = page.evaluate("document.getElementsByTagName('*').length")
    assert elements <= 800 or kind in LONG, f"{elements} elements"
    weights = heard.weights()
    assert {answer.status for answer in heard.answers} == {200}
    assert max(size for url, size in weights.items() if url.endswith(("/", ".html"))) <= 15 * KILOBYTE
    assert sum(size for url, size in weights.items() if url.endswith(".css")) <= 8 * KILOBYTE
    assert 0 < sum(size for url, size in weights.items() if url.endswith(".woff2")) <= 24 * KILOBYTE
    pictures = (".jpg", ".png", ".webp", ".avif")
    assert sum(size for url, size in weights.items() if not url.endswith(pictures)) <= 50 * KILOBYTE
    assert heard.said == []


@pytest.fixture
def shown(request: pytest.FixtureRequest, theme: str) -> Archive:
    """The invented example site in one of the two themes."""
    found = request.getfixturevalue("archive" if theme == "gazette" else theme)
    assert isinstance(found, Archive)
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_renders_fits_and_keeps_quiet(browser: Browser, shown: Archive, kind: str) -> None:
    page, heard = opened(browser, 1280)
    show(page, shown.address + KINDS[kind], idle=kind == "search")
    fits(page, heard, kind)
    assert "phường Mẫu" in page.title()
    assert "bịa đặt" in page.inner_text("aside.strip-warn >> nth=0"), (
        "every page says that the ward is invented"
    )
    page.context.close()


@pytest.mark.parametrize("kind", EXTREMES)
def test_a_page_at_its_extremes_still_fits(browser: Browser, extremes: Archive, kind: str) -> None:
    page, heard = opened(browser, 1280)
    show(page, extremes.address + EXTREMES[kind], idle=kind == "search")
    fits(page, heard, kind)
    page.context.close()


@pytest.mark.parametrize("kind", EMPTY)
def test_a_page_of_an_empty_site_says_so(browser: Browser, first_day: Archive, kind: str) -> None:
    page, heard = opened(browser, 1280)
    show(page, first_day.address + EMPTY[kind], idle=kind == "search")
    fits(page, heard, kind)
    main = page.inner_text("main")
    assert "Chưa có" in main or "0 kỳ họp" in main
    page.context.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(browser: Browser, shown: Archive, kind: str) -> None:
    """In the dark, where nothing but colours may differ, only the rules of colours are asked again."""
    page, _ = opened(browser, 1280, csp=False)
    show(page, shown.address + KINDS[kind])
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        light = arranged(page)
        assert violations(page) == [], f"{width} px, light"
        page.emulate_media(color_scheme="dark")
        assert arranged(page) == light, f"{width} px"
        assert violations(page, COLOURS) == [], f"{width} px, dark"
    page.context.close()


@pytest.mark.parametrize("kind", ["session-long", "indicator-of-fifteen-years", "page", *DIVIDED])
def test_axe_finds_nothing_at_the_extremes(browser: Browser, extremes: Archive, kind: str) -> None:
    page, _ = opened(browser, 360, csp=False)
    page.goto(extremes.address + EXTREMES[kind])
    assert violations(page) == []
    page.context.close()


def test_every_figure_of_the_real_report_is_visible_under_its_anchor(browser: Browser, real: Archive) -> None:
    page, heard = opened(browser, 360)
    page.goto(real.address + "quang-trung/khoa-ix/ky-hop-13/")
    rows = csv.DictReader(
        io.StringIO((real.folder / "du-lieu/ky-hop/quang-trung-ix-13.csv").read_text("utf-8"))
    )
    phrases = {row["id"].partition("#")[2]: row["phrase"] for row in rows}
    figures = page.locator("data[id]")
    assert figures.count() == 30
    for index in range(30):
        assert figures.nth(index).is_visible()
        printed = phrases[figures.nth(index).get_attribute("id") or ""]
        assert figures.nth(index).inner_text().replace("\u00a0", " ") == printed
    assert overflow(page) <= 0
    assert heard.said == []
    page.context.close()


@pytest.fixture
def bad(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "index.html").write_text(
        "<!doctype html><html><head><title></title><style>body{color:#eee}"
        "@media (prefers-color-scheme: dark) {body{color:#777} p{display:none}}</style></head>"
        '<body><table width="20"><tr><td>19&ndash;20/12/2023</td></tr></table>'
        '<table width="900"><tr><td><img src="/missing.png">Nhạt</td></tr></table><p>Ngày</p></body></html>',
        encoding="utf-8",
    )
    with served(tmp_path) as address:
        yield address


def test_the_gates_fail_on_a_bad_page(browser: Browser, bad: str) -> None:
    page, heard = opened(browser, 360)
    page.goto(bad)
    assert overflow(page) > 0
    assert torn(page) == ["19–20/12/2023"]
    assert any("Content Security Policy" in line for line in heard.said)
    assert any("404" in line for line in heard.said)
    page.context.close()
    page, _ = opened(browser, 360, csp=False)
    page.goto(bad)
    assert {line.split(":")[0] for line in violations(page)} >= {
        "document-title",
        "html-has-lang",
        "image-alt",
        "color-contrast",
    }
    light = arranged(page)
    page.emulate_media(color_scheme="dark")
    assert [one for one, dark in zip(light, arranged(page), strict=True) if one != dark][-1].startswith("P")
    assert {line.split(":")[0] for line in violations(page, COLOURS)} == {"color-contrast"}
    page.context.close()
