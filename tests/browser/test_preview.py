"""The preview: what is saved is seen, drafts too, and nobody else can look."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, WebSocket
from stage import ROOT

pytestmark = pytest.mark.browser

WRITE_UP = "content/sessions/2021-12-29-ky-hop-3.md"
PAGE = "quang-trung/khoa-x/ky-hop-3/"


@dataclass
class Preview:
    project: Path
    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


def started(project: Path, port: int, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-u", "-m", "builder", "-C", str(project), "serve", "--port", str(port), *more]
    return subprocess.Popen(  # noqa: S603 # our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    project = tmp_path / "site"
    shutil.copytree(ROOT / "content", project / "content")
    port = free_port()
    process = started(project, port)
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
            port = int(found[1])
            break
    yield Preview(project, port, process)
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.wait(10)
    process.stdout.close()


def status(preview: Preview, path: str, **headers: str) -> int:
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=5)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse().status
    connection.close()
    return answer


def shows(preview: Preview, sentence: str) -> bool:
    """Whether the page of the write-up has the sentence now."""
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=5)
    connection.request("GET", f"/{PAGE}")
    answer = connection.getresponse().read().decode("utf-8")
    connection.close()
    return sentence in answer


def test_a_saved_file_reaches_the_browser_and_a_broken_one_leaves_the_last_good_page(
    preview: Preview, browser: Browser
) -> None:
    page = browser.new_page()
    heard: list[object] = []

    def listen(bell: WebSocket) -> None:
        bell.on("framereceived", lambda frame: heard.append(frame))  # noqa: PLW0108 # playwright needs a function

    page.on("websocket", listen)
    page.goto(preview.address + PAGE)
    for _ in range(100):
        if heard:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(300)
    source = preview.project / WRITE_UP
    good = source.read_text(encoding="utf-8")
    source.write_text(good + "\nCâu mới thêm.\n", encoding="utf-8")
    page.wait_for_selector("text=Câu mới thêm.", timeout=15000)
    source.write_text(good.replace("---\n", "", 1), encoding="utf-8")
    time.sleep(1)
    assert status(preview, f"/{PAGE}") == 200
    source.write_text(good + "\nCâu sửa lại.\n", encoding="utf-8")
    page.wait_for_selector("text=Câu sửa lại.", timeout=15000)
    assert not (preview.project / "output").exists()
    page.close()


def test_drafts_are_shown_and_marked(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    source = preview.project / WRITE_UP
    text = source.read_text(encoding="utf-8")
    page.goto(preview.address + PAGE)
    source.write_text(text.replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8")
    page.locator("aside.strip-info").nth(1).wait_for()  # the page is asked for again by itself
    assert page.locator("aside.strip-info").count() == 2, "the preview says so, and so does the draft"
    page.close()


def test_only_this_computer_is_answered_and_only_under_its_own_names(preview: Preview) -> None:
    assert status(preview, "/") == 200
    assert status(preview, "/", Host=f"localhost:{preview.port}") == 200
    assert status(preview, "/", Host="evil.example") == 403
    assert status(preview, "/", Origin="https://evil.example") == 403
    assert status(preview, "/livereload.js", Host="evil.example") == 403
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    assert status(preview, "/livereload", **upgrade, **key, Origin="https://evil.example") == 403
    for hidden in ("/.git/config", "/%2egit/config", "/chi-tieu%2F.git", "/%2e%2e/content/site.yaml"):
        assert status(preview, hidden) == 403


def test_who_comes_by_another_name_is_told_where_the_preview_is_and_nothing_else(preview: Preview) -> None:
    connection = HTTPConnection("127.0.0.1", preview.port, timeout=5)
    connection.request("GET", f"/{PAGE}", headers={"Host": "may-cua-toi.example"})
    told = connection.getresponse().read().decode("utf-8")
    connection.close()
    assert f'chỉ mở được trên chính máy đang chạy nó, ở địa chỉ <a href="{preview.address}">' in told
    assert "<script" not in told
    preview.process.terminate()
    assert preview.process.stdout is not None
    assert "403" not in preview.process.stdout.read()


def waits(true: Callable[[], bool]) -> bool:
    """Whether it comes true within ten seconds."""
    for _ in range(100):
        if true():
            return True
        time.sleep(0.1)
    return False


def test_a_name_from_an_old_archive_is_told_and_the_next_saves_are_seen(preview: Preview) -> None:
    folder = os.fsencode(preview.project / "content" / "sessions")
    named = Path(os.fsdecode(folder + b"/bi\xean-ban.pdf"))

    def errors() -> int:
        connection = HTTPConnection("127.0.0.1", preview.port, timeout=5)
        connection.request("GET", "/__preview__/state.json")
        told: int = json.loads(connection.getresponse().read())["errors"]
        connection.close()
        return told

    named.write_bytes(b"x")
    assert waits(lambda: errors() == 1)
    named.unlink()
    assert waits(lambda: errors() == 0)
    with (preview.project / WRITE_UP).open("a", encoding="utf-8") as handle:
        handle.write("\nCâu viết sau đó.\n")
    assert waits(lambda: shows(preview, "Câu viết sau đó."))


def test_two_previews_of_one_site_show_the_same_saves(preview: Preview) -> None:
    second = started(preview.project, preview.port)
    assert second.stdout is not None
    said = next(found for line in second.stdout if (found := re.search(r":(\d+)/", line)))
    both = (preview, Preview(preview.project, int(said[1]), second))
    for sentence in ("Câu mới.", "Câu khác."):
        with (preview.project / WRITE_UP).open("a", encoding="utf-8") as file:
            file.write(f"\n{sentence}\n")
        for one in both:
            for _ in range(150):
                if shows(one, sentence):
                    break
                time.sleep(0.1)
            assert shows(one, sentence)
    second.terminate()
    second.wait(10)
    second.stdout.close()
    assert shows(preview, "Câu khác.")


@pytest.mark.parametrize(
    ("number", "ignored"),
    [(signal.SIGINT, False), (signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGHUP, False)],
)
def test_every_request_to_end_ends_it_cleanly_though_the_caller_ignored_it(
    number: signal.Signals, ignored: bool, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "site" / "content")
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if ignored else None
    port = free_port()
    process = started(tmp_path / "site", port)
    if ignored:
        signal.signal(signal.SIGINT, before)
    assert process.stdout is not None
    assert any(f":{port}/" in line for line in process.stdout)
    process.send_signal(number)
    said = process.stdout.read()
    process.stdout.close()
    assert (process.wait(30), "Traceback" in said) == (0, False)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def test_a_taken_port_gives_the_next_one_and_the_end_leaves_it_free(preview: Preview) -> None:
    second = started(preview.project, preview.port)
    assert second.stdout is not None
    said = next(line for line in second.stdout if "http://" in line)
    assert f":{preview.port}/" not in said
    for process, number in ((second, signal.SIGTERM), (preview.process, signal.SIGINT)):
        process.send_signal(number)
        process.wait(10)
    second.stdout.close()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", preview.port))
    assert not Path(f"/proc/{second.pid}").exists() or os.name == "nt"
