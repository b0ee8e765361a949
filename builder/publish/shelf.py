"""What a published folder holds, as far as that is certain: files that need not be made again.

A file counts when its bytes are what the manifest says. They are read for that once; afterwards size, time
and number of the file show that nobody touched it since.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "manifest.json"
Stat = tuple[int, int, int]
"""Size, time of the last change in nanoseconds, and number of a file."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How the files of a folder looked when their bytes were known: path, digest, size, time and number."""

    paths: tuple[str, ...]
    digests: tuple[str, ...]
    stats: tuple[Stat, ...]


NOTHING = Proof((), (), ())


def listed(folder: Path) -> dict[str, str]:
    """SHA-256 by path as the manifest of a folder says; nothing when there is no manifest of ours."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(path): str(one["sha256"]) for path, one in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def shelf(folder: Path, proof: Proof) -> Mapping[str, str]:
    """SHA-256 by path of every file in a folder that is what the folder's manifest says."""
    known = dict(zip(proof.paths, zip(proof.digests, proof.stats, strict=True), strict=True))
    root = os.fspath(folder)
    return {
        path: sha256
        for path, sha256 in listed(folder).items()
        if known.get(path) == (sha256, stat_of(f"{root}/{path}")) or _sha256(folder / path) == sha256
    }


def proof_of(folder: Path, files: Mapping[str, str]) -> Proof:
    """How the files of a folder look now that their bytes are known to be these."""
    root = os.fspath(folder)
    stats = tuple(stat_of(f"{root}/{path}") or (-1, 0, 0) for path in files)
    return Proof(tuple(files), tuple(files.values()), stats)


def stat_of(path: str) -> Stat | None:
    """The stat of an ordinary file, or None."""
    with contextlib.suppress(OSError, ValueError):
        found = os.lstat(path)  # pathlib costs as much as the question itself, for every file of an archive
        return found.st_size, found.st_mtime_ns, found.st_ino
    return None


def _sha256(path: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        if not path.is_symlink():
            return hashlib.sha256(path.read_bytes()).hexdigest()
    return ""
