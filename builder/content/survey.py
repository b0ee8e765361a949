"""The files below a folder as the system lists them, without opening any."""

import os
from contextlib import suppress
from pathlib import Path

Mark = tuple[int, int, int, int, int]
"""Kind, size, times of the last change of content and of the file's entry in nanoseconds, and number."""
STEP = 2_000_000_000
"""Nanoseconds between two times that every disk can tell apart; those of memory cards are the coarsest."""
_IGNORED = frozenset({"thumbs.db", "desktop.ini"})


def survey(project: Path, folder: str) -> list[tuple[str, Mark]]:
    """Path and mark of everything below a folder of a project that is no folder, in the order of the paths.

    Paths begin at the project and have `/`. Dot files and what file managers and editors leave behind are
    passed over. A link counts as itself, wherever it leads. Nothing when there is no such folder. What goes
    away meanwhile, as an editor or another build puts a file in place of an older one, is not there.

    Raises OSError with the path when a folder cannot be listed.
    """
    found: list[tuple[str, Mark]] = []
    root = os.path.join(project, "")  # noqa: PTH118 # pathlib costs as much as the question itself, for every file
    waiting = [root + folder] if (project / folder).is_dir() else []
    while waiting:
        with suppress(FileNotFoundError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    if not _passed_over(entry.name) and (seen := _seen(entry)):
                        found.append((entry.path[len(root) :].replace(os.sep, "/"), mark_of(seen)))
                elif not entry.name.startswith("."):
                    waiting.append(entry.path)
    return sorted(found, key=lambda one: os.fsencode(one[0]))


def _seen(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None


def mark_of(seen: os.stat_result) -> Mark:
    """What must change with the content of a file."""
    return seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def settled(mark: Mark, clock: int) -> bool:
    """True for a file changed so long before `clock` (nanoseconds) that a later change shows in its mark."""
    return max(mark[2], mark[3]) < clock - STEP


def _passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in _IGNORED
