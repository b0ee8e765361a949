"""The preview: the site on this computer, made again at every save, drafts included.

livereload serves and rings; watchfiles says what was saved. The build is the ordinary build into a folder
of its own; while it is blocked the last good pages stay.
"""

import re
import socket
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptInjector
from livereload.watcher import Watcher
from tornado import web
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import PeriodicCallback
from watchfiles import watch

from builder.build import Options, Report, build

HOST = "127.0.0.1"
_PORTS = 20
"""How many ports are tried, from the wanted one upwards."""
_IGNORED = re.compile(r"(^|/)(\.|~\$)|~$|(^|/)(output|\.venv|node_modules)(/|$)")


def serve(
    project: Path,
    options: Options,
    port: int,
    report: Callable[[Report, float], None],
    tell: Callable[[str], None],
) -> None:
    """Serve the site until interrupted; `report` gets every build, `tell` the address.

    An exception of our own is told with its traceback, and the last good pages stay. Only this computer is
    answered, and only under its own names. Raises OSError when no port is free.
    """
    port = _free_port(port)
    watched = [path for path in (project / "content", project / "themes") if path.is_dir()]
    rebuilt, stop, ready = threading.Event(), threading.Event(), threading.Event()

    def make() -> None:
        started = time.monotonic()
        try:
            found = build(project, options)
        except Exception:  # noqa: BLE001 # the preview outlives every fault, and says it is ours
            tell(traceback.format_exc())
        else:
            report(found, time.monotonic() - started)
            if found.written and ready.is_set():
                rebuilt.set()
        ready.set()

    def follow() -> None:
        """Build once the watcher listens, so that no save is missed, and then at every change."""
        for changes in watch(
            *watched,
            stop_event=stop,
            watch_filter=_saved,
            debounce=200,
            step=50,
            rust_timeout=200,
            yield_on_timeout=True,
        ):
            if changes or not ready.is_set():
                make()

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    ready.wait()
    server = _PreviewServer(watcher=_Bell(rebuilt))
    tell(f"http://{HOST}:{port}/")
    try:
        server.serve(port=port, host=HOST, root=str(options.output), debug=False)
    finally:
        stop.set()
        thread.join(timeout=5)


def _saved(_change: object, path: str) -> bool:
    return not _IGNORED.search(path.replace("\\", "/"))


def _free_port(wanted: int) -> int:
    for port in range(wanted, wanted + _PORTS):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError(98, "no free port", f"{HOST}:{wanted}")


class _Bell(Watcher):  # type: ignore[misc] # livereload ships no types
    """livereload's watcher, told by a finished build instead of by looking at every file."""

    def __init__(self, rebuilt: threading.Event) -> None:
        super().__init__()
        self._rebuilt = rebuilt

    def examine(self) -> tuple[str | None, float | None]:
        """Ring once per finished build, and only when a browser is there to hear it."""
        if self._rebuilt.is_set() and LiveReloadHandler.waiters:
            self._rebuilt.clear()
            return "site", None
        return None, None

    def start(self, callback: Callable[[], None]) -> bool:
        """Look for a finished build ten times a second, which costs nothing."""
        PeriodicCallback(callback, 100).start()
        return True


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
        path = self.request.path
        if not _allowed(self.request) or "/." in path or "%2f." in path.lower():
            raise web.HTTPError(403)
        prepared = super().prepare()
        assert prepared is None, "livereload's handlers prepare nothing"


class _Doorbell(LiveReloadHandler):  # type: ignore[misc] # livereload ships no types
    """The WebSocket that browsers wait at; only pages of this server may."""

    def check_origin(self, origin: str) -> bool:
        del origin
        return _allowed(self.request)


class _PreviewServer(Server):  # type: ignore[misc] # livereload ships no types
    """livereload's server with the guard in front of every handler."""

    def application(self, port: int, host: str, **_: object) -> None:
        """Listen; as livereload does, but nothing is answered before the guard has looked at it."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = True
        LiveReloadHandler.DEFAULT_RELOAD_TIME = 0

        class Injector(LiveScriptInjector):  # type: ignore[misc] # livereload ships no types
            script = _SCRIPT % port

        static = {"path": self.root, "default_filename": "index.html"}
        handlers: list[Any] = [
            ("/livereload", _Doorbell),
            ("/livereload.js", _guarded(LiveReloadJSHandler)),
            ("/(.*)", _guarded(self.SFH), static),
        ]
        web.Application(handlers=handlers, transforms=[Injector]).listen(port, address=host)

    def _setup_logging(self) -> None:
        """Say nothing of our own: the terminal is for problems."""


def _guarded(handler: type[Any]) -> type[Any]:
    return type(handler.__name__, (_Guard, handler), {})


_SCRIPT = b'<script src="/livereload.js?port=%d"></script>'
