"""Pictures in a real browser: the file that fits, its words, its room; and files offered beside it."""

import gzip
import re
import time
from pathlib import Path

import pytest
from looking import opened
from playwright.sync_api import Browser, Page, Route
from stage import EXAMPLE, Archive, made

pytestmark = pytest.mark.browser

SESSION = "phuong-mau/khoa-v/ky-hop-6/"
HALL = "Hội trường nhìn từ cuối phòng"
FIRST_VIEW = 50 * 1024
WATCH = """() => document.fonts.load("700 1em 'Noto Serif'", "Kỳ họp").then(() => document.fonts.ready)
.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))).then(() => {
  window.moved = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) window.moved += one.value; })
    .observe({type: "layout-shift"});
})"""
"""Adds up what moves from now on; the typeface of the titles has come and is drawn already."""


def phone(browser: Browser, density: float = 1, width: int = 360) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 740}, device_scale_factor=density)
    return context.new_page()


def seen(page: Page) -> list[str]:
    """The files shown in the text, after all of the page was scrolled through."""
    for picture in page.locator("main picture").all():
        picture.scroll_into_view_if_needed()
        picture.locator("img").evaluate("image => image.decode()")
    names: list[str] = page.evaluate("[...document.querySelectorAll('main img')].map(one => one.currentSrc)")
    return [name.rpartition("/")[2] for name in names]


@pytest.mark.parametrize(
    ("width", "density", "expected"),
    [(360, 1, 360), (360, 2, 720), (1280, 1, 720), (1280, 2, 1280)],
)
def test_a_reader_fetches_the_file_that_fits_and_no_other(
    browser: Browser, archive: Archive, width: int, density: float, expected: int
) -> None:
    page = phone(browser, density, width)
    fetched: list[str] = []
    page.on("response", lambda answer: fetched.append(answer.url.rpartition("/")[2]))
    page.goto(archive.address + SESSION)
    names = seen(page)
    assert len(names) == 2
    assert all(re.search(rf"-{expected}\.[0-9a-f]{{10}}\.avif$", name) for name in names)
    pictures = [name for name in fetched if name.endswith((".avif", ".webp", ".jpg", ".png"))]
    assert sorted(name for name in pictures if not name.startswith("emblem")) == sorted(names)
    page.context.close()


@pytest.mark.parametrize(
    ("unknown", "expected"), [(("avif",), [".webp", ".webp"]), (("avif", "webp"), [".jpg", ".png"])]
)
def test_an_older_browser_takes_what_it_knows(
    browser: Browser, archive: Archive, unknown: tuple[str, ...], expected: list[str]
) -> None:
    page = phone(browser)

    def aged(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        for name in unknown:
            text = text.replace(f'type="image/{name}"', 'type="image/x-not-known"')
        route.fulfill(response=answer, body=text)

    page.route("**/ky-hop-6/", aged)
    page.goto(archive.address + SESSION)
    assert [Path(name).suffix for name in seen(page)] == expected
    page.context.close()


def test_the_words_of_a_picture_are_its_name_and_its_caption_stands_below(
    browser: Browser, archive: Archive
) -> None:
    page = phone(browser)
    page.goto(archive.address + SESSION)
    assert page.get_by_role("img", name=HALL).count() == 1
    caption = page.get_by_role("figure").filter(has=page.get_by_role("img", name=HALL)).inner_text()
    assert caption == "Hình vẽ minh họa hội trường UBND phường trong kỳ họp thứ\u00a0sáu."
    assert page.locator("main img:not([alt]), main img[alt='']").count() == 0
    page.context.close()


def slowly(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_moves_when_a_picture_arrives(browser: Browser, archive: Archive, width: int) -> None:
    page = phone(browser, 1, width)
    page.route("**/*.avif", slowly)
    page.goto(archive.address + SESSION)
    page.evaluate(WATCH)
    before = page.evaluate("document.documentElement.scrollHeight")
    seen(page)
    page.wait_for_timeout(300)
    assert page.evaluate("window.moved") == 0
    after = page.evaluate("document.documentElement.scrollHeight")
    assert abs(after - before) < 2, (
        "heights are whole pixels: each of the two may differ by a fraction of one"
    )
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.context.close()


def test_the_first_view_on_a_phone_holds_no_picture_of_the_text_and_is_light(
    browser: Browser, archive: Archive
) -> None:
    page = phone(browser, 2)
    bodies: dict[str, bytes] = {}
    page.on("response", lambda answer: bodies.update({answer.url: answer.body()}))
    page.goto(archive.address + SESSION, wait_until="networkidle")
    first = {url: data for url, data in bodies.items() if not url.endswith(".avif")}
    weight = sum(
        len(data) if url.endswith((".woff2", ".png", ".jpg")) else len(gzip.compress(data, 9))
        for url, data in first.items()
    )
    assert len(first) >= 4
    assert weight <= FIRST_VIEW
    page.context.close()


def test_pictures_show_from_a_disk_too(browser: Browser, tmp_path: Path) -> None:
    folder = made(EXAMPLE, tmp_path / "output", portable=True)
    page, heard = opened(browser, 360)
    page.goto((folder / SESSION / "index.html").as_uri())
    assert len(seen(page)) == 2
    assert heard.said == []
    page.context.close()


def test_a_digest_is_short_until_it_is_opened_by_keyboard(browser: Browser, archive: Archive) -> None:
    page = phone(browser)
    page.goto(archive.address + SESSION)
    digest = page.locator("#section-documents ~ ul .digest").first
    whole = digest.locator(":scope > code")
    assert not whole.is_visible()
    digest.locator("summary").focus()
    page.keyboard.press("Enter")
    assert whole.is_visible()
    assert len(whole.inner_text()) == 64
    assert whole.inner_text().startswith(digest.locator("summary code").inner_text().rstrip("…"))
    page.context.close()
