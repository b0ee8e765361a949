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
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

MANIFEST = "manifest.json"
KEPT = ".gitignore"
"""The one file in an output folder that belongs to the repository."""
_OURS = frozenset({MANIFEST, KEPT})
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


class Left(Struct, frozen=True):
    """How a folder was left: SHA-256 and stat of each file, stat of each folder in it."""

    files: Mapping[str, str]
    stats: Mapping[str, Stat]
    marks: Mapping[str, Stat]


class Shelf:
    """The files of a folder that are what its manifest says; they are looked at when somebody asks.

    None is, where it is known how the folder was `left` and nobody can have come to it since.
    """

    def __init__(self, folder: Path, proof: Proof, left: Left | None = None) -> None:
        """Look at nothing but the manifest. A proof counts for no other manifest than its own."""
        self.folder = folder
        self.seen = stat_of(f"{os.fspath(folder)}/{MANIFEST}")
        """How the manifest looked before it was read; None without one."""
        self.proof = proof if proof.manifest and proof.manifest == _sha256(folder / MANIFEST) else NOTHING
        known = left if self.proof.manifest else None
        self.listed = dict(known.files) if known else self.proof.files or _listed(folder)  # to parse is slow
        self.stats: dict[str, Stat | None] = dict(known.stats) if known else {}
        """Of every file that was looked at; None where it is not what the manifest says."""
        self.marks: dict[str, Stat] = dict(known.marks) if known else {}
        """Of every folder that was looked at and still looks as in the proof."""

    def holds(self, path: str, sha256: str) -> bool:
        """True when the folder has these bytes at that path."""
        if self.listed.get(path) != sha256:
            return False
        if path not in self.stats:
            found = stat_of(f"{os.fspath(self.folder)}/{path}")
            sure = found == self._known.get(path, _UNSURE) or _sha256(self.folder / path) == sha256
            self.stats[path] = found if sure else None
        return self.stats[path] is not None

    def lacks(self, wanted: Mapping[str, str]) -> list[str]:
        """The paths of those of many files, by path with SHA-256, that the folder does not have."""
        if not self.stats:
            self._look()
        listed, stats = self.listed, self.stats
        unsure = [path for path, one in wanted.items() if stats.get(path) is None or listed.get(path) != one]
        return [path for path in unsure if not self.holds(path, wanted[path])]

    def foreign(self) -> list[str]:
        """The files in an output folder that no build of ours put there, in order of their names.

        A folder that still looks as in the proof has no other files than then.
        """
        if not self.folder.exists():
            return []
        if not self.folder.is_dir():
            return [self.folder.name]
        root, found = os.fspath(self.folder), []
        self.marks = self.marks or self._marked()
        todo = [path for path in self.proof.folders or ("",) if path not in self.marks]
        known = {*self.proof.folders} if todo else set()
        while todo:
            here = todo.pop()
            with contextlib.suppress(FileNotFoundError), os.scandir(f"{root}/{here}") as entries:
                for entry in entries:
                    path = f"{here}/{entry.name}" if here else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if path not in known:
                            todo.append(path)
                    elif path not in self.listed and path not in _OURS:
                        found.append(path)
        return sorted(found)

    def _marked(self) -> dict[str, Stat]:
        """The folders that look as in the proof."""
        root, known = os.fspath(self.folder), zip(self.proof.folders, self.proof.marks, strict=True)
        return {path: mark for path, mark in known if _mark_of(f"{root}/{path}") == mark}

    def moved(self, folder: Path) -> None:
        """The folder has another name now."""
        self.folder = folder

    @cached_property
    def _known(self) -> dict[str, Stat]:
        return dict(zip(self.proof.paths, self.proof.stats, strict=True))

    def _look(self) -> None:
        """All files of the proof at once; of what looks otherwise `holds` reads the bytes."""
        root, look, stats = os.fspath(self.folder), os.lstat, self.stats
        for path, known in zip(self.proof.paths, self.proof.stats, strict=True):
            try:  # a function of its own costs as much as the question itself, for every file of an archive
                found = look(f"{root}/{path}")
            except (OSError, ValueError):
                continue
            if (found.st_size, found.st_mtime_ns, found.st_ino) == known:
                stats[path] = known


def left_of(
    folder: Path,
    files: Mapping[str, str],
    stats: Mapping[str, Stat] = MappingProxyType({}),
    marks: Mapping[str, Stat] = MappingProxyType({}),
) -> Left:
    """How a folder looks now that the bytes of its files are these.

    `stats` are those of files and `marks` those of folders that were looked at just now.
    """
    root = os.fspath(folder)
    return Left(
        files,
        {path: stats.get(path) or stat_of(f"{root}/{path}") or _UNSURE for path in files},
        {path: marks.get(path) or _mark_of(f"{root}/{path}") for path in sorted(folders_of(files))},
    )


def proof_of(folder: Path, left: Left) -> Proof:
    """The same as it is kept: whoever looks later can tell what was touched since."""
    looks = [*left.stats.values(), *left.marks.values()]
    last = stat_of(f"{os.fspath(folder)}/{MANIFEST}") or _UNSURE
    sure = max(last[1], *(one[1] for one in looks)) - _MOMENT
    return Proof(
        tuple(left.files),
        tuple(left.files.values()),
        tuple(chain.from_iterable([one if one[1] < sure else _UNSURE for one in looks])),
        tuple(left.marks),
        _sha256(folder / MANIFEST),
    )


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


def _listed(folder: Path) -> dict[str, str]:
    """SHA-256 by path as the manifest of a folder says; nothing when there is no manifest of ours."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(path): str(one["sha256"]) for path, one in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _mark_of(path: str) -> Stat:
    found = stat_of(path)
    return (0, found[1], found[2]) if found else _UNSURE


def _sha256(path: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        if not path.is_symlink():
            return hashlib.sha256(path.read_bytes()).hexdigest()
    return ""
