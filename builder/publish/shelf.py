"""What a published folder holds, as far as that is certain: files that need not be made again.

A file counts when its bytes are what the manifest says. They are read for that once; afterwards size, time
and number of the file show that nobody touched it since. What changed in the last moment before we looked
may change again in the same moment of the disk's clock: it is looked at anew.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

MANIFEST = "manifest.json"
KEPT = ".gitignore"
"""The one file in an output folder that belongs to the repository."""
Stat = tuple[int, int, int]
"""Size, time of the last change in nanoseconds, and number of a file; for a folder the size is nothing."""
_MOMENT = 20_000_000
"""Nanoseconds: more than any disk's clock needs to move on."""
_UNSURE: Stat = (-1, 0, 0)


class Proof(Struct, frozen=True):
    """How a folder looked when its bytes were known: files with digest and stat, folders with their stat."""

    paths: tuple[str, ...]
    digests: tuple[str, ...]
    looks: tuple[int, ...]
    """Size, time and number of each file, and then of each folder: one row, as it is kept and read often."""
    folders: tuple[str, ...]
    manifest: str
    """SHA-256 of the manifest, which lists just these files."""

    @property
    def files(self) -> dict[str, str]:
        """SHA-256 by path."""
        return dict(zip(self.paths, self.digests, strict=True))

    @property
    def stats(self) -> Iterator[Stat]:
        """The look of each file."""
        return islice(self._looks(), len(self.paths))

    @property
    def marks(self) -> Iterator[Stat]:
        """The look of each folder."""
        return islice(self._looks(), len(self.paths), None)

    def _looks(self) -> Iterator[Stat]:
        one = iter(self.looks)
        return zip(one, one, one, strict=True)


NOTHING = Proof((), (), (), (), "")


def listed(folder: Path, proof: Proof = NOTHING) -> dict[str, str]:
    """SHA-256 by path as the manifest of a folder says; nothing when there is no manifest of ours."""
    if proof.manifest and proof.manifest == _sha256(folder / MANIFEST):
        return proof.files  # to compare is quicker than to parse
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(path): str(one["sha256"]) for path, one in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


class Shelf:
    """The files of a folder that are what its manifest says; each is looked at when somebody asks."""

    def __init__(self, folder: Path, proof: Proof) -> None:
        """Look at nothing but the manifest."""
        self.folder = folder
        self.proof = proof
        self.listed = listed(folder, proof)
        self._known = dict(zip(proof.paths, zip(proof.digests, proof.stats, strict=True), strict=True))
        self.stats: dict[str, Stat | None] = {}
        """Of every file that was looked at; None where it is not what the manifest says."""

    def holds(self, path: str, sha256: str) -> bool:
        """True when the folder has these bytes at that path."""
        if self.listed.get(path) != sha256:
            return False
        if path not in self.stats:
            found = stat_of(f"{os.fspath(self.folder)}/{path}")
            sure = self._known.get(path) == (sha256, found) or _sha256(self.folder / path) == sha256
            self.stats[path] = found if sure else None
        return self.stats[path] is not None

    def moved(self, folder: Path) -> None:
        """The folder has another name now."""
        self.folder = folder


def proof_of(
    folder: Path, files: Mapping[str, str], known: Mapping[str, Stat] = MappingProxyType({})
) -> Proof:
    """How a folder looks now that the bytes of its files are these; `known` were looked at just now."""
    root = os.fspath(folder)
    stats = [known.get(path) or stat_of(f"{root}/{path}") or _UNSURE for path in files]
    folders = sorted(folders_of(files))
    marks = [_mark_of(f"{root}/{path}") for path in folders]
    last = stat_of(f"{root}/{MANIFEST}") or _UNSURE
    sure = max(one[1] for one in (*stats, *marks, last)) - _MOMENT
    return Proof(
        tuple(files),
        tuple(files.values()),
        tuple(part for one in (*stats, *marks) for part in (one if one[1] < sure else _UNSURE)),
        tuple(folders),
        _sha256(folder / MANIFEST),
    )


def foreign(folder: Path, proof: Proof = NOTHING) -> list[str]:
    """The files in an output folder that no build of ours put there, in order of their names.

    A folder that still looks as in the proof has no other files than then.
    """
    if not folder.exists():
        return []
    if not folder.is_dir():
        return [folder.name]
    ours = listed(folder, proof).keys() | {KEPT, MANIFEST}
    known = dict(zip(proof.folders, proof.marks, strict=True)) or {"": _UNSURE}
    root, found = os.fspath(folder), []
    todo = [path for path, mark in known.items() if _mark_of(f"{root}/{path}") != mark]
    while todo:
        here = todo.pop()
        with contextlib.suppress(FileNotFoundError), os.scandir(f"{root}/{here}") as entries:
            for entry in entries:
                path = f"{here}/{entry.name}" if here else entry.name
                if entry.is_dir(follow_symlinks=False):
                    if path not in known:
                        todo.append(path)
                elif path not in ours:
                    found.append(path)
    return sorted(found)


def folders_of(files: Iterable[str]) -> set[str]:
    """The folders that files stand in, and those above; the uppermost is the empty text."""
    found = {""}
    for path in files:
        above = path.rpartition("/")[0]
        while above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return found


def stat_of(path: str) -> Stat | None:
    """The stat of a file, or None."""
    try:  # pathlib or `suppress` cost as much as the question itself, for every file of an archive
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _mark_of(path: str) -> Stat:
    found = stat_of(path)
    return (0, found[1], found[2]) if found else _UNSURE


def _sha256(path: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        if not path.is_symlink():
            return hashlib.sha256(path.read_bytes()).hexdigest()
    return ""
