"""One archive in three places: at a root, under a sub-path, and on a disk."""

import re
from collections import deque
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser
from stage import EXAMPLE, Archive, made, served

pytestmark = pytest.mark.browser


def crawl(start: str) -> dict[str, int]:
    """Every address reachable from `start` on the same server, with its status."""
    found: dict[str, int] = {}
    waiting = deque([start])
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        with urlopen(address) as answer:  # noqa: S310 # our own server's address
            found[address] = answer.status
            kind = answer.headers.get_content_type()
            text = answer.read().decode("utf-8") if kind == "text/html" else ""
        for target in re.findall(r'(?:href|src)="([^"]+)"', text):
            full = urldefrag(urljoin(address, target)).url
            if full.startswith(start):
                waiting.append(full)
    return found


def test_every_link_works_under_a_sub_path(tmp_path: Path) -> None:
    folder = made(EXAMPLE, tmp_path / "output", base_url="https://example.org/a/b/")
    with served(folder, "/a/b/") as address:
        found = crawl(address)
    assert len(found) >= len(list(folder.rglob("index.html")))
    assert set(found.values()) == {200}
    assert 'href="/a/b/' in (folder / "404.html").read_text(encoding="utf-8")


def test_the_root_reaches_every_page(archive: Archive) -> None:
    found = crawl(archive.address)
    reached = {address.removeprefix(archive.address) for address in found}
    pages = {
        path.parent.relative_to(archive.folder).as_posix() + "/"
        for path in archive.folder.rglob("index.html")
    }
    redirects = {
        path.parent.relative_to(archive.folder).as_posix() + "/"
        for path in archive.folder.rglob("index.html")
        if 'http-equiv="refresh"' in path.read_text(encoding="utf-8")
    }
    assert pages - redirects - {"./"} <= reached
    assert redirects, "the example uses an alias"


def test_a_portable_archive_opens_from_a_disk(tmp_path: Path, browser: Browser) -> None:
    folder = made(EXAMPLE, tmp_path / "output", portable=True)
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).borderTopWidth") == "6px"
    page.click("h1 a")
    page.wait_for_url(re.compile(r"/ky-hop-[^/]+/index\.html$"))
    page.click("nav.main-nav a >> nth=3")
    page.wait_for_url(re.compile(r"/chi-tieu/index\.html$"))
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.size)") >= 1
    assert said == []
    page.close()
