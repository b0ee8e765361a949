"""What a clerk sees who saves a mistake: the overlay in the browser, in Vietnamese, gone with the next good save."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from make import SITES, site
from playwright.sync_api import Browser, Page
from stage import ROOT
from test_preview import free_port, started

pytestmark = pytest.mark.browser

WRITE_UP = "content/sessions/2021-12-29-ky-hop-3.md"
PAGE = "an-binh/khoa-ix/ky-hop-3/"


@dataclass
class Desk:
    """A clerk's screen: a site, its preview, and a browser that stays open."""

    project: Path
    address: str
    process: subprocess.Popen[str]
    page: Page

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.request.get(
            f"{self.address}__preview__/state.json?path=/{PAGE}"
        ).json()
        return found

    def built_after(self, serial: int) -> dict[str, Any]:
        """The state once a build that began after `serial` has ended and nothing more is coming."""
        for _ in range(200):
            found = self.state()
            if found["serial"] > serial:
                time.sleep(0.6)  # longer than the saves of one moment are gathered
                if self.state()["serial"] == found["serial"]:
                    return found
            time.sleep(0.05)
        raise AssertionError("nothing was built")

    def change(self, act: Callable[[Path], object]) -> dict[str, Any]:
        serial = self.state()["serial"]
        act(self.project)
        return self.built_after(serial)

    @property
    def overlay(self) -> Any:  # noqa: ANN401 # a locator
        return self.page.locator("[data-preview] dialog[open]")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Desk]:
    project = site(tmp_path_factory.mktemp("desk") / "site")
    process = started(project, free_port())
    assert process.stdout is not None
    address = next(line for line in process.stdout if line.startswith("http")).strip()
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + PAGE)
    yield Desk(project, address, process, page)
    page.close()
    process.terminate()
    process.wait(10)
    process.stdout.close()


@pytest.fixture(autouse=True)
def good_again(desk: Desk) -> Iterator[None]:
    """After every mistake the next good save takes the overlay away and leaves nothing wrong."""
    yield
    found = desk.state()
    serial = found["serial"]
    shutil.rmtree(desk.project / "content")
    shutil.rmtree(desk.project / "themes")
    shutil.copytree(SITES / "base", desk.project, dirs_exist_ok=True)
    for _ in range(50):  # laying the site anew takes several saves
        found = desk.built_after(serial)
        if not found["errors"] + found["warnings"]:
            break
        serial = found["serial"]
    assert (found["blocked"], found["errors"], found["warnings"]) == (False, 0, 0)
    desk.page.wait_for_function(
        "!document.querySelector('[data-preview]')?.shadowRoot.querySelector('dialog')"
    )


def saved(old: str, new: str, file: str = WRITE_UP, encoding: str = "utf-8") -> Callable[[Path], object]:
    """Save a file with one thing changed."""

    def act(project: Path) -> None:
        text = (SITES / "base" / file).read_text(encoding="utf-8")
        assert old in text
        (project / file).write_bytes(text.replace(old, new, 1).encode(encoding))

    return act


def written(file: str, data: bytes) -> Callable[[Path], object]:
    return lambda project: (project / file).write_bytes(data)


def in_windows_1258(project: Path) -> None:
    """The headline as an old editor on Windows saves it."""
    text = (SITES / "base" / WRITE_UP).read_bytes()
    old = "Hô\u0323i đô\u0300ng".encode("cp1258")
    (project / WRITE_UP).write_bytes(text.replace(b"title: Thu", b"title: " + old, 1))


MISTAKES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "empty file": (written(WRITE_UP, b""), "empty-file", "---"),
    "half-written file": (written(WRITE_UP, b"---\ntitle: K\ncouncil: an-b"), "front-matter-unclosed", "---"),
    "forgotten closing fence": (
        saved("---\n\n## Kết quả", "\n## Kết quả"), "front-matter-unclosed", "---"
    ),
    "hash in a title": (saved("title: Thu", "title: Kỳ họp #13"), "hash-in-value", '"Kỳ họp #13'),
    "colon in a title": (saved("title: Thu", "title: Nghị quyết: sửa đổi"), "colon-in-value", '"Nghị quyết: sửa đổi'),
    "date with hyphens": (saved("date: 2021-12-29", "date: 29-12-2020"), "not-a-date", "29/12/2020"),
    "point for a comma": (saved("12,5 tỷ đồng", "103.5 tỷ đồng"), "figure-malformed-number", "103.5"),
    "key given twice": (saved("term: IX", "term: IX\nterm: X"), "duplicate-key", "term"),
    "wrong indent": (saved("    period: 2021", "   period: 2021"), "indentation", "period"),
    "Windows-1258": (in_windows_1258, "not-utf8", "Windows-1258"),
    "UTF-16": (saved("title: Thu", "title: Đã thu", encoding="utf-16"), "not-utf8", "UTF-16"),
    "curly quotes from Word": (
        saved("title: Thu ngân sách năm 2021 vượt kế hoạch", "title: “Thu ngân sách”"), "curly-quotes", '"Thu ngân sách"'
    ),
    "indented with a tab": (saved("    period: 2021", "\tperiod: 2021"), "tab", "period"),
    "template syntax": (
        saved("{{ page.title }}", "{% if %}", "themes/tiny/templates/page.html"), "template-nothing-before", "page.html"
    ),
    "unknown name in a template": (
        saved("page.title", "page.titel", "themes/tiny/templates/page.html"), "template-field", "titel"
    ),
    "missing asset": (
        saved("<p>", '<link href="{{ asset("x.css") }}"><p>', "themes/tiny/templates/home.html"), "template-asset", "x.css"
    ),
    "site.yaml broken": (saved("theme: tiny", "theme tiny", "content/site.yaml"), "colon-missing", "theme tiny"),
    "theme missing": (saved("theme: tiny", "theme: tini", "content/site.yaml"), "unknown-theme", "tiny"),
    "deleted, but others link to it": (lambda project: (project / WRITE_UP).unlink(), "dead-link", ""),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_explained_in_the_browser(desk: Desk, mistake: str) -> None:
    act, code, says = MISTAKES[mistake]
    found = desk.change(act)
    assert found["blocked"]
    assert code in {one["code"] for one in found["blocking"]["first"]}
    desk.overlay.wait_for()
    text = desk.overlay.inner_text()
    assert text.startswith("Chưa dựng được trang mới")
    assert says in text
    assert "Trang đang hiện cũ hơn bài đang viết" in text
    one = next(one for one in found["blocking"]["first"] if one["code"] == code)
    assert f"{one['file']}, dòng {one['line']}" in text
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- Saves that are as they should be -------------------------------------------------------------

NEW = "Câu vừa viết thêm."


def new_text() -> str:
    return (SITES / "base" / WRITE_UP).read_text(encoding="utf-8") + f"\n{NEW}\n"


def twice(project: Path) -> None:
    (project / WRITE_UP).write_text("---\ntitle: dở dang", encoding="utf-8")
    time.sleep(0.4)
    (project / WRITE_UP).write_text(new_text(), encoding="utf-8")


def fifty(project: Path) -> None:
    for number in range(50):
        text = f"---\ntitle: Trang {number}\n---\n\nNội dung.\n"
        (project / "content" / "pages" / f"trang-{number}.md").write_text(text, encoding="utf-8")
    (project / WRITE_UP).write_text(new_text(), encoding="utf-8")


def atomically(project: Path) -> None:
    beside = (project / WRITE_UP).with_name(".luu-tam.md")
    beside.write_text(new_text(), encoding="utf-8")
    beside.replace(project / WRITE_UP)


def copied_in_with_an_old_time(project: Path) -> None:
    path = (project / WRITE_UP).with_name("tam")
    path.write_text(new_text(), encoding="utf-8")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    (project / WRITE_UP).unlink()
    path.rename(project / WRITE_UP)


def renamed(project: Path) -> None:
    path = project / WRITE_UP
    path.write_text(new_text(), encoding="utf-8")
    other = project / "content" / "sessions" / "2022-07-15-ky-hop-4.md"
    other.rename(other.with_name("doi-ten.md"))
    text = path.read_text(encoding="utf-8").replace("2022-07-15-ky-hop-4.md", "doi-ten.md")
    path.write_text(text, encoding="utf-8")


def from_word(project: Path) -> None:
    pasted = "\n“Đường bê tông” – dài 1,2\u00a0km…\n"
    (project / WRITE_UP).write_text(new_text() + pasted, encoding="utf-8")


SAVES: dict[str, Callable[[Path], object]] = {
    "twice in half a second": twice,
    "fifty files at once": fifty,
    "by renaming over the old file": atomically,
    "copied in with an old time": copied_in_with_an_old_time,
    "after a rename": renamed,
    "with a byte order mark": lambda project: (project / WRITE_UP).write_text(
        new_text(), encoding="utf-8-sig"
    ),
    "with line ends of Windows": lambda project: (project / WRITE_UP).write_text(
        new_text(), encoding="utf-8", newline="\r\n"
    ),
    "pasted from Word": from_word,
}


@pytest.mark.parametrize("save", SAVES)
def test_a_good_save_is_seen_however_it_is_made(desk: Desk, save: str) -> None:
    desk.change(SAVES[save])
    desk.page.get_by_text(NEW).wait_for()
    desk.page.locator("[data-preview] summary").wait_for()
    assert desk.overlay.count() == 0
    assert desk.state()["errors"] == 0


LATE = """([address, seen]) => new Promise(heard => {
  const bell = new WebSocket(address), say = message => bell.send(JSON.stringify(message))
  bell.onopen = () => say({ command: "hello", protocols: [], snipver: seen })
  bell.onmessage = message => {
    const said = JSON.parse(message.data)
    if (said.command === "hello") say({ command: "info", url: "/", plugins: {} })
    else heard(said.path) } })"""


def test_a_page_that_was_served_before_the_last_build_is_told_though_others_heard_of_it(desk: Desk) -> None:
    """As when a save comes while a browser opens the page again: the ring met the page it was leaving."""
    found = desk.change(SAVES["twice in half a second"])
    desk.page.get_by_text(NEW).wait_for()
    bell = desk.address.replace("http", "ws") + "livereload"
    assert desk.page.evaluate(LATE, [bell, found["serial"] - 1]) == "site"


def test_the_last_good_page_stays_within_reach_and_says_that_it_is_old(desk: Desk) -> None:
    desk.change(saved("date: 2021-12-29", "date: 29-12-2020"))
    desk.overlay.wait_for()
    desk.page.keyboard.press("Escape")
    assert desk.overlay.count() == 0
    bar = desk.page.get_by_label("Thanh xem thử")
    assert "Trang đang hiện cũ hơn bài đang viết" in bar.inner_text()
    assert desk.page.get_by_role("heading", name="Kết quả").is_visible()
    bar.get_by_role("button", name="Xem lỗi").click()
    desk.overlay.wait_for()


def test_the_bar_tells_state_figures_and_weight_of_the_page(desk: Desk) -> None:
    found = desk.change(saved("session: 3", "session: 3\ndraft: true"))
    assert found["state"] == {"key": "draft", "label": "Bản nháp: không được đăng"}
    bar = desk.page.get_by_label("Thanh xem thử")
    bar.get_by_text("Bản nháp: không được đăng").click()
    text = bar.inner_text()
    assert f"Bài viết: {WRITE_UP}" in text
    assert "12,5 tỷ đồng" in text
    assert "lần mở đầu tiên" in text
    desk.page.emulate_media(media="print")
    assert not bar.is_visible()
    desk.page.emulate_media(media="screen")


def test_a_page_that_was_never_good_explains_itself(tmp_path: Path, browser: Browser) -> None:
    project = site(tmp_path / "site")
    (project / "content" / "site.yaml").write_text("title Bản tin\n", encoding="utf-8")
    process = started(project, free_port())
    assert process.stdout is not None
    address = next(line for line in process.stdout if line.startswith("http")).strip()
    page = browser.new_page()
    page.goto(address)
    page.locator("[data-preview] dialog[open]").wait_for()
    text = page.locator("[data-preview] dialog[open]").inner_text()
    assert "content/site.yaml, dòng 1" in text
    assert "Chưa có trang nào để hiện" in text
    shutil.copy(SITES / "base" / "content" / "site.yaml", project / "content" / "site.yaml")
    page.get_by_text("/", exact=True).first.wait_for()
    page.locator("[data-preview] summary").wait_for()
    assert page.locator("[data-preview] dialog").count() == 0
    page.close()
    process.terminate()
    process.wait(10)
    process.stdout.close()


def test_follow_goes_to_the_page_of_the_file_just_saved_and_a_sheet_is_swapped_in_place(
    tmp_path: Path, browser: Browser
) -> None:
    project = tmp_path / "site"
    shutil.copytree(ROOT / "content", project / "content")
    shutil.copytree(ROOT / "themes", project / "themes")
    process = started(project, free_port(), "--follow")
    assert process.stdout is not None
    address = next(line for line in process.stdout if line.startswith("http")).strip()
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(address)
    page.wait_for_function("window.LiveReload?.connector.currentProtocol ?? window.LiveReload")
    page.wait_for_timeout(500)
    write_up = project / "content" / "sessions" / "2021-12-29-ky-hop-3.md"
    write_up.write_text(write_up.read_text(encoding="utf-8") + f"\n{NEW}\n", encoding="utf-8")
    page.wait_for_url("**/quang-trung/khoa-x/ky-hop-3/")
    page.get_by_text(NEW).wait_for()
    page.wait_for_timeout(500)
    page.evaluate("window.stayed = true; scrollTo(0, 300)")
    sheet = project / "themes" / "gazette" / "assets" / "site.css"
    sheet.write_text(
        sheet.read_text(encoding="utf-8") + "\nh1 { color: rgb(1 2 3) !important; }\n", encoding="utf-8"
    )
    page.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
    assert page.evaluate("window.stayed && scrollY > 200")
    page.close()
    process.terminate()
    process.wait(10)
    process.stdout.close()
