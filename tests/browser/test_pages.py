"""Every kind of page in a real browser: it renders, fits, says nothing on the console, and passes axe."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, Request
from stage import Archive, served

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = {
    "home": "",
    "sessions": "ky-hop/",
    "session": "phuong-mau/khoa-v/ky-hop-6/",
    "session-unnumbered": "phuong-mau/khoa-v/ky-hop-chuyen-de-1/",
    "session-announced": "phuong-mau/khoa-vi/ky-hop-3/",
    "session-corrected": "phuong-mau/khoa-v/ky-hop-8/",
    "council": "phuong-mau/",
    "term": "phuong-mau/khoa-v/",
    "year": "nam/2024/",
    "topics": "linh-vuc/",
    "topic": "linh-vuc/ngan-sach/",
    "indicators": "chi-tieu/",
    "indicator": "chi-tieu/thu-ngan-sach/",
    "resolutions": "nghi-quyet/",
    "page": "gioi-thieu/",
    "404": "404.html",
}


def resolution_of(archive: Archive) -> str:
    found = sorted(archive.folder.glob("phuong-mau/nghi-quyet/*/*/index.html"))
    return found[0].parent.relative_to(archive.folder).as_posix() + "/"


def addresses(archive: Archive) -> dict[str, str]:
    return KINDS | {"resolution": resolution_of(archive)}


def opened(
    browser: Browser, width: int, scheme: str = "light", *, csp: bool = True
) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=not csp,
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.extend(_failures(request)))
    return page, said


def _failures(request: Request) -> list[str]:
    """A request that failed; one that the next visit cut short did not."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url} {request.failure}"]


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{one['id']}: {node['html']}" for one in result["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("kind", [*KINDS, "resolution"])
def test_a_page_renders_fits_and_keeps_quiet(browser: Browser, archive: Archive, kind: str) -> None:
    page, said = opened(browser, 1280)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        response = page.goto(archive.address + addresses(archive)[kind])
        assert response is not None
        assert response.status == 200
        assert overflow(page) <= 0, f"{kind} is wider than {width} px"
    assert page.locator("h1").count() == 1
    assert page.locator("script").count() == 0
    assert page.locator("[style], style").count() == 0
    assert "phường Mẫu" in page.title()
    assert "bịa đặt" in page.inner_text("aside.strip-warn >> nth=0"), (
        "every page says that the ward is invented"
    )
    assert said == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", [*KINDS, "resolution"])
def test_axe_finds_nothing(browser: Browser, archive: Archive, kind: str, width: int, scheme: str) -> None:
    page, _ = opened(browser, width, scheme, csp=False)
    page.goto(archive.address + addresses(archive)[kind])
    assert violations(page) == []
    page.context.close()


def test_every_figure_of_the_real_report_is_visible_under_its_anchor(browser: Browser, real: Archive) -> None:
    page, said = opened(browser, 360)
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
    assert said == []
    page.context.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, archive: Archive) -> None:
    page, _ = opened(browser, 1280)
    page.goto(archive.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


@pytest.fixture
def bad(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "index.html").write_text(
        "<!doctype html><html><head><title></title><style>body{color:#eee}</style></head>"
        '<body><table width="900"><tr><td><img src="/missing.png"></td></tr></table></body></html>',
        encoding="utf-8",
    )
    with served(tmp_path) as address:
        yield address


def test_the_gates_fail_on_a_bad_page(browser: Browser, bad: str) -> None:
    page, said = opened(browser, 360)
    page.goto(bad)
    assert overflow(page) > 0
    assert any("Content Security Policy" in line for line in said)
    assert any("404" in line for line in said)
    page.context.close()
    page, _ = opened(browser, 360, csp=False)
    page.goto(bad)
    assert {line.split(":")[0] for line in violations(page)} >= {
        "document-title",
        "html-has-lang",
        "image-alt",
    }
    page.context.close()
