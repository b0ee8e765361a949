"""What readers do with their hands: the keyboard, larger text, colours of their own, paper, no script."""

import re
from itertools import pairwise
from typing import TypedDict

import pytest
from kinds import EXTREMES, KINDS
from looking import opened, overflow
from playwright.sync_api import Browser, Page
from stage import Archive

pytestmark = pytest.mark.browser

YELLOW = "rgb(255, 213, 74)"
FOCUSED = """() => {
  const at = document.activeElement
  if (at === document.body) return null
  const box = at.getClientRects()[0]
  const style = getComputedStyle(at)
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  return {
    name: at.getAttribute('href') || at.getAttribute('aria-label') || at.tagName,
    place: Array.from(document.querySelectorAll('*')).indexOf(at),
    inside: box.top >= -1 && box.left >= -1 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1,
    uncovered: at === seen || at.contains(seen) || seen?.contains(at),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    ground: style.backgroundColor,
  }
}"""


class Focused(TypedDict):
    """Where the keyboard stands, and how that looks."""

    name: str
    place: int
    inside: bool
    uncovered: bool
    outline: float
    ground: str


def walk(page: Page) -> list[Focused]:
    """Everything the Tab key reaches, in order."""
    found: list[Focused] = []
    while True:
        page.keyboard.press("Tab")
        at: Focused | None = page.evaluate(FOCUSED)
        if at is None or (found and at["place"] == found[0]["place"]):
            return found
        found.append(at)
        assert len(found) < 1000, "the Tab key never leaves the page"


def faults(found: list[Focused]) -> list[str]:
    """What somebody without a mouse would miss, one line each."""
    backwards = [
        f"after its time: {after['name']}" for one, after in pairwise(found) if one["place"] > after["place"]
    ]
    return backwards + [
        f"{word}: {one['name']}"
        for one in found
        for word, good in (
            ("out of sight", one["inside"]),
            ("covered", one["uncovered"]),
            ("not marked", one["outline"] >= 2 and one["ground"] == YELLOW),
        )
        if not good
    ]


@pytest.mark.parametrize("kind", ["home", "session", "indicator", "page", "404"])
def test_the_tab_key_reaches_everything_in_order_and_is_seen(
    browser: Browser, archive: Archive, kind: str
) -> None:
    page, heard = opened(browser, 1280)
    page.goto(archive.address + KINDS[kind])
    found = walk(page)
    assert found[0]["name"] == "#main"
    assert len(found) == page.locator("a[href], button, input, select, summary, [tabindex='0']").count()
    assert faults(found) == []
    assert heard.said == []
    page.context.close()


def test_a_page_that_hides_the_keyboard_is_found(browser: Browser) -> None:
    page, _ = opened(browser, 1280)
    page.set_content(
        "<style>a {outline: 0} .above {position: absolute; left: -99px} i {position: fixed; inset: 0}</style>"
        "<a href='#1'>1</a><a href='#2' class='above'>2</a><a href='#3' tabindex='1'>3</a><i></i>"
    )
    assert {one.split(":")[0] for one in faults(walk(page))} == {
        "after its time",
        "out of sight",
        "covered",
        "not marked",
    }
    page.context.close()


def test_the_skip_link_leads_to_the_content(browser: Browser, archive: Archive) -> None:
    page, _ = opened(browser, 1280)
    page.goto(archive.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.context.close()


@pytest.mark.parametrize("kind", ["home", "session-long", "indicator-of-fifteen-years"])
def test_a_page_at_four_hundred_per_cent_reads_in_one_column(
    browser: Browser, extremes: Archive, kind: str
) -> None:
    """A window of 1280 × 1024 at 400 % has 320 × 256 pixels of the page's own."""
    page, _ = opened(browser, 320)
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(extremes.address + EXTREMES[kind])
    assert overflow(page) <= 0
    fixed = "[...document.querySelectorAll('body *')].filter(e => getComputedStyle(e).position === 'fixed').length"
    assert page.evaluate(fixed) == 0, "something follows the reader and takes room"
    cut = """[...document.querySelectorAll('h1, h2, h3, .phrase, .tag, .row-title, th, td')].filter(e =>
      e.clientWidth && e.scrollWidth > e.clientWidth + 1 && !e.closest('.scroll')).map(e => e.outerHTML.slice(0, 200))"""
    assert page.evaluate(cut) == []
    page.context.close()


def test_text_may_be_spaced_out_and_nothing_is_cut(browser: Browser, archive: Archive) -> None:
    """The spacing of WCAG 1.4.12, set by the reader."""
    page, _ = opened(browser, 360, csp=False)
    page.goto(archive.address + KINDS["session"])
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
        "p { margin-bottom: 2em !important }"
    )
    assert overflow(page) <= 0
    page.context.close()


def test_forced_colours_keep_what_colours_say(browser: Browser, archive: Archive) -> None:
    page, _ = opened(browser, 1280, forced=True)
    page.goto(archive.address + KINDS["session"])
    style = "(e, name) => getComputedStyle(e)[name]"

    def of(selector: str, name: str) -> str:
        return str(page.locator(selector).first.evaluate(style, name))

    assert of(".tag", "borderTopStyle") == "solid"
    assert of(".card", "borderTopStyle") == "solid"
    assert of(".draw .fill", "fill") != of(".draw .track", "fill")
    assert of(".draw .track", "stroke") != "none"
    page.goto(archive.address + KINDS["indicator"])
    assert of(".chart .bar", "fill") == of(".chart .tick", "stroke")
    assert of(".main-nav [aria-current]", "borderBottomColor") != of(
        ".main-nav a:not([aria-current])", "borderBottomColor"
    )
    page.context.close()


def test_nothing_moves(browser: Browser, archive: Archive) -> None:
    page, _ = opened(browser, 1280)
    for kind in ("home", "session", "indicator"):
        page.goto(archive.address + KINDS[kind])
        moving = """[...document.querySelectorAll('*')].filter(e => {
          const s = getComputedStyle(e)
          return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0 || s.scrollBehavior === 'smooth'
        }).length"""
        assert page.evaluate(moving) == 0
    page.context.close()


def test_a_reader_without_scripts_reads_and_goes_on(browser: Browser, archive: Archive) -> None:
    page, heard = opened(browser, 360, script=False)
    page.goto(archive.address)
    page.click("nav.main-nav a >> nth=3")
    page.click("main .rows a >> nth=0")
    page.wait_for_url(re.compile(r"/chi-tieu/[^/]+/$"))
    page.click("main table a >> nth=0")
    page.wait_for_url(re.compile(r"/ky-hop-[^/]+/#"))
    assert page.locator("data:target").count() == 1
    assert heard.said == []
    page.context.close()


def sheets(page: Page) -> int:
    """How many sheets of A4 a page takes."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        ("home", 4),
        ("session-corrected", 4),
        ("session-announced", 1),
        ("indicator", 3),
        ("resolution", 1),
        ("page", 2),
    ],
)
def test_a_page_takes_few_sheets(browser: Browser, archive: Archive, kind: str, most: int) -> None:
    page, _ = opened(browser, 1280)
    page.goto(archive.address + KINDS[kind])
    assert sheets(page) <= most
    page.emulate_media(media="print")
    for gone in (".main-nav", ".crumbs", ".contents", ".skip", ".downloads", ".search", ".parts"):
        assert not page.locator(gone).first.is_visible()
    address = page.locator(".address, .permalink").filter(visible=True)
    assert address.all_inner_texts() == [page.get_attribute("link[rel=canonical]", "href")]
    assert page.locator("h1").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    page.context.close()


def test_the_real_report_with_its_thirty_figures_takes_four_sheets(browser: Browser, real: Archive) -> None:
    page, _ = opened(browser, 1280)
    page.goto(real.address + "quang-trung/khoa-ix/ky-hop-13/")
    assert sheets(page) <= 4
    page.context.close()
