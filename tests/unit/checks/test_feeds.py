import pytest

from builder.checks.facts import look
from builder.checks.feeds import feed_links
from unit.small import values

BASE = "https://example.org/ban-tin/"
PAGE = b'<!doctype html><p id="x">y</p><a href="https://example.org/ban-tin/khac.pdf">elsewhere</a>'


def told(**files: str) -> list[tuple[str, str, str]]:
    """Problems of an archive with one page `a/`; names end in the kind of file."""
    archive = {"a/index.html": PAGE, "index.html": b""} | {
        name.replace("_", "."): text.encode() for name, text in files.items()
    }
    origins = {"a/index.html": "content/sessions/a.md", "feed.xml": "content/site.yaml"}
    facts = {path: look(path, data, BASE) for path, data in archive.items()}
    found = [one for path in archive for one in feed_links(path, facts, origins)]
    return [(one.code, one.at.file, values(one)["target"].removeprefix(BASE)) for one in found]


def feed(link: str, content: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="{BASE}"/><entry><link href="{BASE}{link}"/>'
        f'<content type="html">{content.replace("<", "&lt;")}</content></entry></feed>'
    )


@pytest.mark.parametrize("link", ["", "a/", "a/#x", "a/index.html#x"])
def test_what_leads_somewhere_is_no_problem(link: str) -> None:
    assert (
        told(feed_xml=feed(link, f'<a href="{BASE}a/#x">z</a> <a href="https://other.example/">w</a>')) == []
    )


def test_a_dead_link_is_told_at_the_feed_and_a_dead_anchor_at_the_page_that_lacks_it() -> None:
    assert told(feed_xml=feed("b/")) == [("dead-link-in-feed", "content/site.yaml", "b/")]
    assert told(feed_xml=feed("a/#y")) == [("dead-link-in-feed", "content/sessions/a.md", "a/#y")]


def test_links_of_the_full_text_are_followed_too() -> None:
    text = f'<a href="{BASE}b.pdf">z</a><source srcset="{BASE}c.webp 9w, {BASE}d.webp 99w"><img src="{BASE}c.png">'
    found = [target for _, _, target in told(feed_xml=feed("a/", text))]
    assert found == ["b.pdf", "c.webp", "d.webp", "c.png"]


def test_an_address_that_the_editor_wrote_whole_may_belong_to_another_program() -> None:
    assert told(feed_xml=feed("a/", f'<a href="{BASE}khac.pdf">z</a>')) == []
    assert told(feed_xml=feed("a/", f'<a href="{BASE}kia.pdf">z</a>')) != []


def test_the_sitemap_is_followed() -> None:
    urls = "".join(f"<url><loc>{BASE}{one}</loc></url>" for one in ("", "a/", "b/"))
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    assert [target for _, _, target in told(sitemap_xml=text)] == ["b/"]
    assert [target for _, _, target in told(robots_txt=f"User-agent: *\nSitemap: {BASE}no.xml\n")] == [
        "no.xml"
    ]


def test_a_folded_address_of_a_calendar_is_followed() -> None:
    text = f"BEGIN:VEVENT\r\nURL:{BASE[:20]}\r\n {BASE[20:]}b/\r\nDESCRIPTION:{BASE}c/\r\nURL:{BASE}a/\r\nEND:VEVENT\r\n"
    assert [target for _, _, target in told(calendar_ics=text)] == ["b/"]
