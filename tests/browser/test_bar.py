"""The bar and the overlay of a page with more to tell than a screen holds, on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from make import SITES, site
from playwright.sync_api import Browser, Page
from test_preview import free_port, started

pytestmark = pytest.mark.browser

WRITE_UP = "content/sessions/2021-12-29-ky-hop-3.md"
LONG = "Đoạn này dài hơn bề ngang của một chiếc điện thoại, và chỗ sai ở tận cuối dòng: "


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """A page of a preview whose write-up has 30 warnings alike and two about its figures."""
    project = site(tmp_path_factory.mktemp("bar") / "site")
    text = (project / WRITE_UP).read_text(encoding="utf-8")
    text = text.replace("result: 12,5 tỷ đồng", "result: phấn đấu đạt 12,5 tỷ đồng")
    text = text.replace("target: trên 13 tỷ đồng", "target: 6 tháng đầu năm thu 6 tỷ đồng")
    (project / WRITE_UP).write_text(text + "\n" + "<b>đậm\n\n" * 30, encoding="utf-8")
    process = started(project, free_port())
    assert process.stdout is not None
    address = next(line for line in process.stdout if line.startswith("http")).strip()
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}an-binh/khoa-ix/ky-hop-3/")
    page.locator("[data-preview] summary").wait_for()
    yield page
    page.close()
    process.terminate()
    process.wait(10)
    process.stdout.close()


def test_the_bar_shows_warnings_about_figures_and_the_first_of_many_alike(page: Page) -> None:
    page.locator("[data-preview] summary").click()
    bar = page.get_by_label("Thanh xem thử")
    text = bar.inner_text()
    assert "aim-as-result" in text
    assert "other-time" in text
    assert bar.locator("li.warning code", has_text="raw-html").count() == 20
    assert "Và 10 chỗ nữa cùng loại: raw-html" in text
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] <= 800 * 0.6 + 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_told_beside_a_page_does_not_grow_with_what_is_wrong(page: Page) -> None:
    state = page.request.get(page.url.split("an-binh")[0] + "__preview__/state.json?path=/").json()
    assert (state["errors"], state["own"]["first"], state["blocking"]["first"]) == (0, [], [])
    assert state["warnings"] > 30


def test_the_overlay_scrolls_a_long_line_to_its_carets(page: Page, tmp_path: Path) -> None:
    project = site(tmp_path / "site")
    text = (SITES / "base" / WRITE_UP).read_text(encoding="utf-8")
    wrong = "".join(f"{LONG}[a](javascript:{number})\n\n" for number in range(25))
    (project / WRITE_UP).write_text(f"{text}\n{wrong}", encoding="utf-8")
    process = started(project, free_port())
    assert process.stdout is not None
    page.goto(next(line for line in process.stdout if line.startswith("http")).strip())
    overlay = page.locator("[data-preview] dialog[open]")
    overlay.wait_for()
    assert overlay.locator("li.error").count() == 20
    assert "Và 5 chỗ nữa cùng loại: link-scheme" in overlay.inner_text()
    page.wait_for_function("""() => {
      const pre = document.querySelector("[data-preview]")?.shadowRoot.querySelector("dialog li pre")
      if (!pre?.scrollLeft) return false
      const carets = document.createRange(), text = pre.firstChild, at = text.data.indexOf("^")
      carets.setStart(text, at); carets.setEnd(text, text.data.lastIndexOf("^") + 1)
      const sign = carets.getBoundingClientRect(), box = pre.getBoundingClientRect()
      return box.left <= sign.left && sign.right <= box.right }""")
    process.terminate()
    process.wait(10)
    process.stdout.close()
