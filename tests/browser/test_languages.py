"""The example site in English: nothing Vietnamese goes unmarked, and its pages keep the promises of all others."""

import re
from collections.abc import Iterator

import pytest
from kinds import KINDS
from looking import opened, overflow, show, torn, violations
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser, LexborNode
from stage import Archive
from test_pages import fits

pytestmark = pytest.mark.browser

ENGLISH = {
    "home": "en/",
    "session": "en/phuong-mau/khoa-v/ky-hop-6/",
    "session-translated": "en/phuong-mau/khoa-v/ky-hop-8/",
    "indicator": "en/chi-tieu/thu-ngan-sach/",
    "page": "en/gioi-thieu/",
    "search": "en/tim-kiem/",
}
"""Pages whose English side shows something the Vietnamese one does not."""
IN_ENGLISH = {kind: f"en/{address}" for kind, address in KINDS.items() if kind != "404"}
"""Every kind of page; a host shows one page for what is not there, in the site's first language."""
_VIETNAMESE = re.compile("[ăâđêôơưàáãèéìíòóõùúýĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_NAMES = re.compile("Mẫu Mới|Mẫu|Cũ|Ví Dụ|Minh Họa")
"""Names of places that English texts use too."""


def texts(node: LexborNode, lang: str) -> Iterator[tuple[str, str]]:
    """Every text below a node, and each that is only heard, with the language it is said to be in."""
    if node.tag == "-text":
        yield node.text(deep=False) or "", lang
        return
    lang = node.attributes.get("lang") or lang
    yield from ((node.attributes.get(name) or "", lang) for name in ("aria-label", "alt", "title"))
    child = node.child
    while child is not None:
        yield from texts(child, lang)
        child = child.next


def test_every_vietnamese_text_of_an_english_page_is_said_to_be_vietnamese(archive: Archive) -> None:
    pages = sorted((archive.folder / "en").rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        title = page.css_first("title")
        assert page.body is not None
        assert title is not None
        told = list(texts(page.body, "en"))
        description = page.css_first("meta[name=description]")
        if description is not None:
            told.append((description.attributes["content"] or "", description.attributes.get("lang") or "en"))
        told += texts(title, "en")
        foreign = [text for text, lang in told if _VIETNAMESE.search(_NAMES.sub("", text)) and lang != "vi"]
        assert foreign == [], path
        assert any(lang == "vi" for _, lang in told), "at least the way to the other language"


def test_both_languages_lead_to_each_other(archive: Archive) -> None:
    for address in ("", "phuong-mau/khoa-v/ky-hop-8/", "chi-tieu/"):
        alternates = []
        for prefix in ("", "en/"):
            html = (archive.folder / prefix / address / "index.html").read_text(encoding="utf-8")
            page = LexborHTMLParser(html)
            links = page.css("link[rel=alternate][hreflang]")
            alternates.append({one.attributes["hreflang"]: one.attributes["href"] for one in links})
        base = "https://phuong-mau.example/"
        assert alternates[0] == alternates[1]
        assert alternates[0] == {
            "vi": base + address,
            "x-default": base + address,
            "en": f"{base}en/{address}",
        }


@pytest.mark.parametrize("kind", ENGLISH)
def test_a_page_in_english_keeps_every_promise(browser: Browser, archive: Archive, kind: str) -> None:
    page, heard = opened(browser, 1280)
    show(page, archive.address + ENGLISH[kind], idle=kind == "search")
    fits(page, heard, kind.partition("-")[0])
    assert page.locator("html").get_attribute("lang") == "en"
    note = page.get_by_text("The text below is in Vietnamese; it has not been translated.")
    assert note.count() == (kind == "session")
    page.context.close()


@pytest.mark.parametrize("kind", IN_ENGLISH)
def test_nothing_is_cut_or_too_wide_in_english_in_the_other_theme(
    browser: Browser, plain: Archive, kind: str
) -> None:
    page, _ = opened(browser, 360)
    show(page, plain.address + IN_ENGLISH[kind])
    assert page.locator("html").get_attribute("lang") == "en"
    assert overflow(page) <= 0
    assert torn(page) == []
    page.context.close()


@pytest.mark.parametrize("kind", IN_ENGLISH)
def test_axe_finds_nothing_in_english(browser: Browser, archive: Archive, kind: str) -> None:
    page, _ = opened(browser, 360, "dark", csp=False)
    page.goto(archive.address + IN_ENGLISH[kind])
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").count() == 1
    assert overflow(page) <= 0
    assert torn(page) == []
    assert violations(page) == []
    page.context.close()
