import pytest

from builder.checks.facts import look
from builder.checks.links import links
from unit.small import values

ORIGINS = {"index.html": "content/site.yaml", "a/index.html": "content/sessions/a.md"}


def told(base: str = "https://example.org/", **pages: str) -> list[tuple[str, str, str]]:
    files = {
        {"home": "index.html", "a": "a/index.html", "missing": "404.html"}[name]: text.encode()
        for name, text in pages.items()
    } | {"a/b.pdf": b"%PDF", "assets/x.1.css": b""}
    archive = {path: look(path, data, base) for path, data in files.items()}
    return [
        (one.code, one.at.file, values(one).get("target", values(one).get("id", "")))
        for path in files
        for one in links(path, archive, ORIGINS)
    ]


@pytest.mark.parametrize(
    "target",
    [
        "a/",
        "./a/",
        "a/index.html",
        "a/#x",
        "a/b.pdf",
        "a/b.pdf#page=2",
        "assets/x.1.css",
        "/a/",
        "/",
        "./",
        "",
        "#y",
        "/a/index.html#x",
    ],
)
def test_a_link_that_leads_somewhere_is_no_problem(target: str) -> None:
    assert told(home=f'<a href="{target}">z</a><p id="y">', a='<p id="x">') == []


@pytest.mark.parametrize(
    "target",
    ["../", "../#y", "b.pdf", "./", "#x", "/a/b.pdf", "../a/b.pdf", "../a/./b.pdf", "..//a/c/../b.pdf"],
)
def test_a_relative_link_begins_at_its_page(target: str) -> None:
    assert told(home='<p id="y">', a=f'<a href="{target}">z</a><p id="x">') == []


@pytest.mark.parametrize(
    "target", ["khong-co/", "a", "a/khong-co.pdf", "/khong-co/", "../index.html", "a/b.pdf/", "A/", "?q=1"]
)
def test_a_dead_link_is_told_at_the_source_an_editor_would_look_in(target: str) -> None:
    assert told(home=f'<a href="{target}">z</a>', a="") == [
        ("dead-link-in-page", "content/site.yaml", target)
    ]


@pytest.mark.parametrize("target", ["a/#khong-co", "#khong-co", "a/#X", "/a/#khong-co", "a/index.html#q"])
def test_a_dead_anchor_is_told(target: str) -> None:
    assert told(home=f'<a href="{target}">z</a>', a='<p id="x">') == [
        ("dead-anchor-in-page", "content/site.yaml", target)
    ]


def test_an_anchor_may_be_written_with_percent_signs() -> None:
    assert told(home='<a href="a/#fn%3A1">z</a>', a='<p id="fn:1">') == []


def test_pictures_scripts_and_style_sheets_are_looked_at_too() -> None:
    assert [
        target for _, _, target in told(home='<source srcset="1.avif 1w, 2.avif 2w"><img srcset="3.png">')
    ] == [
        "1.avif",
        "2.avif",
        "3.png",
    ]
    page = '<img src="khong.png"><script src="khong.js"></script><link rel="stylesheet" href="khong.css">'
    assert [target for _, _, target in told(home=page)] == ["khong.png", "khong.js", "khong.css"]


@pytest.mark.parametrize(
    "target",
    [
        "https://a.vn/x",
        "http://a.vn",
        "mailto:a@b.vn",
        "tel:+84",
        "//a.vn/x",
        "data:,x",
        "https://[abc",
        "http://[::1",
    ],
)
def test_links_outside_are_not_looked_at(target: str) -> None:
    assert told(home=f'<a href="{target}">z</a>') == []


def test_the_same_id_twice_is_told_once() -> None:
    page = '<p id="x"><p id="x"><p id="x"><p id="y">'
    assert told(a=page) == [("duplicate-id", "content/sessions/a.md", "x")]


def test_the_same_id_on_two_pages_is_no_problem() -> None:
    assert told(home='<p id="x">', a='<p id="x">') == []


@pytest.mark.parametrize(
    ("target", "dead"),
    [("/hdnd/a/", False), ("/hdnd/", False), ("/a/", True), ("/", True), ("/hdnd/b/", True)],
)
def test_below_a_path_only_links_with_that_path_lead_somewhere(
    target: str, dead: bool
) -> None:  # a column of the table
    found = told("https://example.org/hdnd/", missing=f'<a href="{target}">z</a>', home="", a="")
    assert bool(found) == dead


def test_a_page_without_a_known_source_is_told_by_its_own_path() -> None:
    assert told(missing='<a href="khong-co/">z</a>')[0][1] == "404.html"
