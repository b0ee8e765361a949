"""A copy of a built site against its manifest: what is missing, changed, or there beside it."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from builder.publish.compare import files_of
from builder.publish.shelf import KEPT, MANIFEST


class Difference(Struct, frozen=True):
    """A file that is not as the manifest says."""

    path: str
    how: Literal["missing", "extra", "changed"]


def verify(folder: Path) -> tuple[int, tuple[Difference, ...]]:
    """How many files the manifest lists, and every file that differs, in the order of their paths.

    Raises OSError when a folder holds no archive, and ValueError or KeyError when its manifest is broken.
    """
    listed = files_of(folder)
    there = frozenset(_files(folder)) - {MANIFEST, KEPT}
    found = [Difference(path, "extra") for path in there - listed.keys()]
    for path, said in listed.items():
        if path not in there:
            found.append(Difference(path, "missing"))
        elif _sha256(folder / path) != said["sha256"]:
            found.append(Difference(path, "changed"))
    return len(listed), tuple(sorted(found, key=lambda one: one.path))


def _files(folder: Path) -> Iterator[str]:
    """Everything below a folder that is no folder; a link counts as itself."""
    for above, folders, names in os.walk(folder):
        linked = [name for name in folders if (Path(above) / name).is_symlink()]
        for name in (*names, *linked):
            yield (Path(above) / name).relative_to(folder).as_posix()


def _sha256(path: Path) -> str:
    """The digest of a plain file; empty for anything else, which is never what was published."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""
