"""A real Chromium, and archives served as a careful host would serve them."""

import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from extremes import everything, nothing
from playwright.sync_api import Browser, sync_playwright

from builder.build import build
from builder.publish.hosting import CSP
from builder.report import Options

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "phuong-mau"
TODAY = datetime(2026, 11, 23)  # noqa: DTZ001 # the hour of a build is civil, in the site's own zone
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first of them that is there; the shell draws no window around each page, which costs more than most pages."""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a prefix with the recommended headers, silently."""

    prefix = "/"

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def do_GET(self) -> None:
        if not self.path.startswith(self.prefix):
            self.send_error(404)
            return
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CSP)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def served(folder: Path, prefix: str = "/") -> Iterator[str]:
    """The address of a folder served on this machine."""
    handler = type("Handler", (_Handler,), {"prefix": prefix})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True)
class Archive:
    """A built site and where it is served."""

    folder: Path
    address: str


def made(project: Path, output: Path, *, base_url: str = "", portable: bool = False) -> Path:
    report = build(project, Options(output, TODAY, base_url=base_url, portable=portable, jobs=1))
    assert report.written, report.problems
    return output


def themed(project: Path, folder: Path, theme: str, **parameters: str) -> Path:
    """A copy of a site in a new folder, shown in another theme with these parameters: `made` builds it.

    What earlier builds of the site remember is copied too: its pictures are not made again.
    """
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("output", "*-journal", "*-wal", "*-shm"))
    settings = folder / "content" / "site.yaml"
    kept = re.sub(
        r"^(?:theme|parameters):.*\n(?:[ ].*\n)*", "", settings.read_text("utf-8"), flags=re.MULTILINE
    )
    chosen = "".join(f"  {name}: {word}\n" for name, word in parameters.items())
    more = f"theme: {theme}\n" + (f"parameters:\n{chosen}" if chosen else "")
    settings.write_text(kept.rstrip("\n") + "\n" + more, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The invented example site in the theme `plain`."""
    folder = tmp_path_factory.mktemp("plain")
    output = made(
        themed(EXAMPLE, folder / "site", "plain"), folder / "output", base_url="https://plain.example/"
    )
    with served(output) as address:
        yield Archive(output, address)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The invented example site."""
    folder = made(
        EXAMPLE, tmp_path_factory.mktemp("example") / "output", base_url="https://phuong-mau.example/"
    )
    with served(folder) as address:
        yield Archive(folder, address)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The real site of this repository."""
    folder = made(ROOT, tmp_path_factory.mktemp("real") / "output")
    with served(folder) as address:
        yield Archive(folder, address)


@pytest.fixture(scope="session")
def extremes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A site with the longest of everything."""
    folder = tmp_path_factory.mktemp("extremes")
    with served(made(everything(folder / "site"), folder / "output")) as address:
        yield Archive(folder / "output", address)


@pytest.fixture(scope="session")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A site with nothing in it yet."""
    folder = tmp_path_factory.mktemp("first-day")
    with served(made(nothing(folder / "site"), folder / "output")) as address:
        yield Archive(folder / "output", address)


def chromium() -> str:
    """Where Debian's Chromium is, or the one named by CHROMIUM."""
    names = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "no Chromium: see `make test`"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser for all tests of a process; each opens a context of its own."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()
