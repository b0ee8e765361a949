"""What an editor saves: the watched folders, and the changes below them."""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchfiles import Change, watch

_IGNORED = re.compile(r"(^|/)(\.|~\$)|~$|(^|/)(output|\.venv|node_modules)(/|$)")


def folders(project: Path) -> dict[Path, tuple[int, int]]:
    """The folders that are watched, each with what tells it from another one of its name."""
    found = {}
    for path in (project.resolve() / "content", project.resolve() / "themes"):
        with suppress(FileNotFoundError):
            entry = path.stat()
            found[path] = entry.st_dev, entry.st_ino
    return found


@contextmanager
def held(project: Path) -> Iterator[dict[Path, tuple[int, int]]]:
    """The watched folders, held open: else the next folder may get the number of one that was taken away."""
    roots = folders(project)
    opened = []
    for path in roots:
        with suppress(OSError):  # where folders cannot be opened, their numbers are not given again at once
            opened.append(os.open(path, os.O_RDONLY))
    try:
        yield roots
    finally:
        for handle in opened:
            os.close(handle)


def saves(roots: tuple[Path, ...], stop: threading.Event) -> Iterator[set[tuple[Change, str]]]:
    """What was saved below the folders, gathered, and every 200 ms a sign of life.

    Ends at a change that cannot be told; listen anew, and take it that something was saved.
    """

    def saved(_change: Change, path: str) -> bool:
        below = next((root for root in roots if Path(path).is_relative_to(root)), Path())
        return not _IGNORED.search(Path(path).relative_to(below).as_posix())

    heard = False
    try:
        if roots:
            for changes in watch(
                *roots,
                stop_event=stop,
                watch_filter=saved,
                debounce=200,
                step=50,
                rust_timeout=200,
                yield_on_timeout=True,
            ):
                heard = True
                yield changes
    except FileNotFoundError:  # a folder that went away while the watcher began
        pass
    except (
        RuntimeError
    ):  # watchfiles cannot tell of a name that is no UTF-8: who asks again hears the next save
        if not heard:
            raise
        return
    while not stop.wait(0.2):
        yield set()
