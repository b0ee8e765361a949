"""The preview: the site on this computer, made again at every save, drafts included.

livereload serves and rings; watchfiles says what was saved. The build is the ordinary build into a folder
of its own; while it is blocked the last good pages stay, and an overlay on them says why.
"""

import errno
import json
import re
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from livereload.watcher import Watcher
from tornado import web
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.ioloop import IOLoop

from builder.build import build
from builder.cache import Cache
from builder.preview.desk import Desk
from builder.preview.ending import hear_signals, interrupt
from builder.preview.saves import folders, held, saves
from builder.problems import Language
from builder.report import CACHE, Options, Report

HOST = "127.0.0.1"
_PORTS = 20
"""How many ports are tried, from the wanted one upwards."""


def serve(
    project: Path,
    options: Options,
    port: int,
    report: Callable[[Report, float], None],
    tell: Callable[[str], None],
    opened: Callable[[int], None],
    *,
    language: Language | None = None,
    follow: bool = False,
) -> None:
    """Serve the site until interrupted; `report` gets every build, `opened` the port.

    With `follow` an open browser goes to the page whose source was saved last. An exception of our own is
    told with its traceback, and the last good pages stay. Only this computer is answered, and only under its
    own names. Raises OSError when no port is free.
    """
    loop: Any = IOLoop.current()  # before it can be interrupted: half a loop would complain
    hear_signals(signal.default_int_handler)
    port = _free_port(port)
    desk = Desk(project, options.output, language, follow=follow)
    stop, ready = threading.Event(), threading.Event()

    def make(saved: tuple[Path, ...], memory: Cache) -> None:
        started = time.monotonic()
        try:
            found = build(project, options, memory=memory)
        except Exception:  # noqa: BLE001 # the preview outlives every fault, and says it is ours
            fault = traceback.format_exc()
            tell(fault)
            desk.take(None, fault, saved)
        else:
            report(found, time.monotonic() - started)
            desk.take(found, "", saved)
        ready.set()

    def watching() -> None:
        """Build once the watcher listens, so that no save is missed, and then at every change.

        A folder that is taken away and laid anew, as by a change of branch, is listened to anew.
        """
        with closing(Cache(project / CACHE)) as memory:
            while not stop.is_set():
                due = True
                with held(project) as roots:
                    for changes in saves(tuple(roots), stop):
                        if due or changes:
                            due = False
                            make(tuple(Path(path) for _, path in sorted(changes)), memory)
                        if folders(project) != roots:
                            break

    thread = threading.Thread(target=watching, daemon=True)
    thread.start()
    try:
        _wait_for(ready)
        # Raised inside whatever the loop is doing, an interrupt could be told as a fault of that.
        hear_signals(lambda *_: loop.asyncio_loop.call_soon_threadsafe(interrupt))
        server = _PreviewServer(watcher=_Bell(desk))
        server.desk = desk
        server.opened = opened
        server.serve(port=port, host=HOST, root=str(options.output), debug=False)
    except KeyboardInterrupt:
        return  # during the first build; livereload ends by itself
    finally:
        stop.set()
        thread.join(timeout=5)


def _wait_for(moment: threading.Event) -> None:
    """Wait in small steps: on Windows no key interrupts a wait without an end."""
    while not moment.wait(0.2):
        pass


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + _PORTS):
        with socket.socket() as probe:
            if sys.platform != "win32":  # there it lets two programs have one port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError(errno.EADDRINUSE, "no free port", f"{HOST}:{wanted}")


class _Bell(Watcher):  # type: ignore[misc] # livereload ships no types
    """livereload's watcher, which waits for builds instead of looking at every file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def start(self, _callback: Callable[[], None]) -> bool:
        """Ring at all pages, in the loop of the server, as soon as a build is done in its own thread."""
        self._desk.bell = partial(IOLoop.current().add_callback, self._ring_at_all)
        return True

    def _ring_at_all(self) -> None:
        for page in tuple(LiveReloadHandler.waiters):
            self.ring(page)

    def ring(self, page: "_Doorbell") -> None:
        """Ring at a page that shows another build than the last.

        Each page says itself which build it shows, and is rung at when it does: a ring could meet the page
        that its browser is about to leave, and the next one would wait for it in vain.
        """
        shown = self._desk.shown
        if path := shown.told(page.seen):
            page.seen = shown.serial
            page.send_message({"command": "reload", "path": path, "liveCSS": True})


def _allowed(request: HTTPServerRequest) -> bool:
    """A page elsewhere on the web must not read drafts through this server, whatever it calls it."""
    names = {HOST, "localhost", "[::1]"}
    host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    origin = request.headers.get("Origin", "")
    foreign = bool(origin) and re.sub(r"^https?://|:\d+$", "", origin) not in names
    return host in names and not foreign


class _Guard(web.RequestHandler):
    """Mixed in before livereload's own handlers: refuses foreign names, foreign pages and dot files."""

    def prepare(self) -> None:
        if not _allowed(self.request) or "/." in unquote(self.request.path):
            raise web.HTTPError(403)
        prepared = super().prepare()
        assert prepared is None, "livereload's handlers prepare nothing"

    def write_error(self, status_code: int, **more: object) -> None:
        """Where the preview is to be found, in both languages: who came by another name may be its editor."""
        if status_code == 403:
            self.finish(_ELSEWHERE % {b"home": f"http://{HOST}:{self.settings['port']}/".encode()})
        else:
            super().write_error(status_code, **more)


class _Doorbell(LiveReloadHandler):  # type: ignore[misc] # livereload ships no types
    """The WebSocket that browsers wait at; only pages of this server may."""

    seen = 0
    """The build that the page shows."""

    def on_message(self, message: str) -> None:
        """Answer as livereload does, and remember what the page was served with."""
        said = json.loads(message)
        if said.get("command") == "hello":
            self.seen = int(said.get("snipver", 0))
        super().on_message(message)
        if self in LiveReloadHandler.waiters:
            self.watcher.ring(self)

    def check_origin(self, origin: str) -> bool:
        del origin
        return _allowed(self.request)


class _State(_Guard):
    """What overlay and bar show on one page."""

    def initialize(self, desk: Desk) -> None:
        """Know the desk."""
        self._desk = desk

    def get(self) -> None:
        """The state as JSON, never kept."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json; charset=utf-8")
        try:
            state = self._desk.state(self.get_query_argument("path", "/"))
        except OSError:  # a file that was saved since: the build that reads it will ring
            self.set_status(503)
            return
        self.write(json.dumps(state, ensure_ascii=False))


class _Pages(StaticFileHandler):  # type: ignore[misc] # livereload ships no types
    """The last good pages; a page that is not there says why, with the overlay."""

    def initialize(self, path: str, default_filename: str, desk: Desk) -> None:
        """Know the desk beside the folder."""
        super().initialize(path, default_filename)
        self._desk = desk

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """The file; of a style sheet that was saved since, the one that stands in its place now."""
        path = Path(absolute_path)
        if not path.exists() and (named := _FINGERPRINT.fullmatch(path.name)):
            for now in path.parent.glob(f"{named['stem']}.*{named['suffix']}"):
                if _FINGERPRINT.fullmatch(now.name):
                    absolute_path = str(now)
        found: str | None = super().validate_absolute_path(root, absolute_path)
        return found

    def get_content_type(self) -> str:
        """The type with the encoding that every text of a site has."""
        kind = str(super().get_content_type())
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def write_error(self, status_code: int, **_: object) -> None:
        """The site's own page for unknown addresses; before the first good build, an empty one."""
        own = self._desk.output / "404.html"
        self.set_header("Content-Type", "text/html; charset=utf-8")
        if status_code == 404 and own.is_file():
            self.finish(own.read_bytes())
        elif status_code == 404:
            self.finish(_EMPTY)
        else:
            super().write_error(status_code)


class _Injector(LiveScriptInjector):  # type: ignore[misc] # livereload ships no types
    """Puts the scripts into every page, whatever its theme wrote: livereload's own needs a `</head>`."""

    port: int
    desk: Desk

    def __init__(self, request: HTTPServerRequest) -> None:
        super().__init__(request)  # before the page is read: it is not older than the build it names
        self.script = _SCRIPTS % (self.port, self.desk.shown.serial)

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        finishing: bool,  # noqa: FBT001 # tornado calls it so
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Before the end of the head, or behind the doctype, where a browser opens the head by itself."""
        del finishing
        if status_code != 403 and "html" in headers.get("Content-Type", ""):
            place = _HEAD_END.search(chunk)
            at = place.start() if place else _DOCTYPE.match(chunk).end()  # type: ignore[union-attr] # it matches nothing too
            chunk = chunk[:at] + self.script + chunk[at:]
            if "Content-Length" in headers:
                headers["Content-Length"] = str(int(headers["Content-Length"]) + len(self.script))
        return status_code, headers, chunk


class _PreviewServer(Server):  # type: ignore[misc] # livereload ships no types
    """livereload's server with the guard in front of every handler."""

    desk: Desk
    opened: Callable[[int], None]
    """Told the port once it answers."""

    def application(self, port: int, host: str, **_: object) -> None:
        """Listen; as livereload does, but nothing is answered before the guard has looked at it."""
        LiveReloadHandler.watcher = self.watcher

        injector = type("Injector", (_Injector,), {"port": port, "desk": self.desk})
        pages = {"path": self.root, "default_filename": "index.html", "desk": self.desk}
        own = {"path": str(Path(__file__).parent)}
        handlers: list[Any] = [
            ("/livereload", _Doorbell),
            ("/livereload.js", _guarded(LiveReloadJSHandler)),
            ("/__preview__/state.json", _State, {"desk": self.desk}),
            (r"/__preview__/(overlay\.(?:js|css))", _guarded(StaticFileHandler), own),
            ("/(.*)", _guarded(_Pages), pages),
        ]
        settings: Any = {"log_function": lambda _: None, "port": port}  # the terminal is for problems
        web.Application(handlers=handlers, transforms=[injector], **settings).listen(port, address=host)
        self.opened(port)

    def _setup_logging(self) -> None:
        """Say nothing of our own: the terminal is for problems."""


def _guarded(handler: type[Any]) -> type[Any]:
    return type(handler.__name__, (_Guard, handler), {})


_HEAD_END = re.compile(rb"</head", re.IGNORECASE)
_DOCTYPE = re.compile(rb"(?:\s*<!doctype[^>]*>)?", re.IGNORECASE)
_FINGERPRINT = re.compile(r"(?P<stem>.+)\.[0-9a-f]{10}(?P<suffix>\.css)")
_SCRIPTS = (
    b'<script src="/livereload.js?port=%d&amp;snipver=%d"></script>'
    b'<script src="/__preview__/overlay.js" defer></script>'
)
_EMPTY = b"""<!doctype html>
<html data-no-page>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>\xe2\x80\xa6</title></head>
<body></body>
</html>
"""
_ELSEWHERE = """<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>403</title></head>
<body>
<p>Trang xem thử chỉ mở được trên chính máy đang chạy nó, ở địa chỉ <a href="%(home)s">%(home)s</a></p>
<p lang="en">The preview opens only on the computer that runs it, at <a href="%(home)s">%(home)s</a></p>
</body>
</html>
""".encode()
