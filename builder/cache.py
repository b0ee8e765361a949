"""Memory of earlier builds: kind and key → bytes, in `.cache/`.

What is kept may be deleted, copied to another checkout, restored in CI or damaged at any time: every entry
carries its own digest, and one that is missing or broken is made again. Only bytes are kept, nothing that
could run. A memory that cannot be opened or written is an empty one; it never stops a build.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from builder.digest import SIZE

T = TypeVar("T")
_FILE = "memory.db"
_NOTE = ".gitignore"
"""Says to git that nothing here is the repository's."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries (kind TEXT, key TEXT, data BLOB, seal TEXT, PRIMARY KEY (kind, key))"
)
_PUT = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)"
_GET = "SELECT key, data, seal FROM entries WHERE kind = ? AND key IN "
_KNOWN = "SELECT key FROM entries WHERE kind = ? AND key IN "
_SWEEP = (
    "DELETE FROM entries WHERE kind = :kind AND key NOT IN (SELECT key FROM used) AND rowid NOT IN "
    "(SELECT rowid FROM entries WHERE kind = :kind ORDER BY rowid DESC LIMIT :spare)"
)
_BATCH = 500
_PENDING = 8 << 20
"""Bytes that wait to be written together."""
_SPARE = 1000
"""Entries of a kind that are kept beside those in use: going back to an earlier state costs nothing."""
_FAULTS = (sqlite3.Error, OSError, UnicodeError)
"""What a damaged file, a full disk or a busy one raise; damaged names cannot be decoded."""
_UNUSABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
}
"""What says nothing about the file itself; any other error means damage."""
_WAIT = 10.0
"""Seconds to wait for another build that is writing."""


class Cache:
    """Bytes by kind and key. `kind` says what an entry is, `key` is the digest of all that it was made from.

    Used by one process; another one opens its own on the same folder.
    """

    def __init__(self, folder: Path) -> None:
        """A memory in `folder`, which is made when something is first kept."""
        self._folder = folder
        self._connection: sqlite3.Connection | None = None
        self._closed = False
        self._pending: dict[tuple[str, str], bytes] = {}
        self._waiting = 0
        self._used: dict[str, set[str]] = {}
        self._grown: set[str] = set()
        self._made: dict[tuple[str, str], Any] = {}

    def clock(self) -> int:
        """What the clock of this disk says now, in nanoseconds; nothing before anything was kept."""
        with contextlib.suppress(OSError):
            os.utime(self._folder / _NOTE)
            return os.stat(self._folder / _NOTE).st_mtime_ns  # noqa: PTH116 # beside utime, which pathlib lacks
        return 0

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept under a key, or None; a broken entry is None and goes."""
        return self.get_all(kind, (key,)).get(key)

    def get_all(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """What was kept under each of many keys; those that are unknown or broken are left out."""
        wanted = tuple(keys)
        self.use(kind, wanted)
        found = {key: data for key in wanted if (data := self._pending.get((kind, key))) is not None}
        rest = [key for key in wanted if key not in found]
        for start in range(0, len(rest), _BATCH):
            part = rest[start : start + _BATCH]
            rows = self._run(_GET + f"({','.join('?' * len(part))})", (kind, *part), writing=False)
            found |= {
                key: data
                for key, data, seal in rows
                if isinstance(data, bytes) and _seal(kind, key, data) == seal
            }
        return found

    def value(self, kind: str, key: str, load: Callable[[bytes], T | None]) -> T | None:
        """What was kept under a key, as `load` makes it of the bytes; None too where `load` gives that."""
        return self.values(kind, (key,), load).get(key)

    def values(self, kind: str, keys: Iterable[str], load: Callable[[bytes], T | None]) -> dict[str, T]:
        """The same for many keys; each is made of its bytes once for as long as this memory is open."""
        wanted = tuple(keys)
        found: dict[str, T] = {}
        for key in wanted:
            if (made := self._made.get((kind, key))) is not None:
                found[key] = made
        for key, data in self.get_all(kind, (key for key in wanted if key not in found)).items():
            if (new := load(data)) is not None:
                found[key] = self._made[kind, key] = new
        self.use(kind, wanted)
        return found

    def put(self, kind: str, key: str, data: bytes, value: object = None) -> None:
        """Keep bytes under a key; they are on disk after `flush`. `value` is what they mean, if at hand."""
        self.use(kind, (key,))
        self._pending[kind, key] = data
        self._made.pop((kind, key), None)
        if value is not None:
            self._made[kind, key] = value
        self._grown.add(kind)
        self._waiting += len(data)
        if self._waiting > _PENDING:
            self.flush()

    def owns(self, folder: Path) -> bool:
        """True for a folder below the memory's own, where nobody but a build has any business."""
        return folder.absolute().is_relative_to(self._folder.absolute())

    def hold(self, kind: str, key: str, value: object) -> None:
        """Hold on to something for as long as this memory is open; nothing of it is written."""
        self.use(kind, (key,))
        self._made[kind, key] = value

    def held(self, kind: str, key: str) -> Any:  # noqa: ANN401 # what was given to `hold`
        """What `hold` was given under a key, or None."""
        self.use(kind, (key,))
        return self._made.get((kind, key))

    def known(self, kind: str, keys: Iterable[str]) -> set[str]:
        """Those of many keys under which something is kept, whether or not it is damaged."""
        wanted = tuple(keys)
        self.use(kind, wanted)
        found = {key for key in wanted if (kind, key) in self._pending}
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            rows = self._run(_KNOWN + f"({','.join('?' * len(part))})", (kind, *part), writing=False)
            found |= {key for (key,) in rows}
        return found

    def use(self, kind: str, keys: Iterable[str]) -> None:
        """Say that entries are in use though nobody asks for them, so that `sweep` keeps them."""
        self._used.setdefault(kind, set()).update(keys)

    def flush(self) -> None:
        """Write what waits."""
        rows = [(kind, key, data, _seal(kind, key, data)) for (kind, key), data in self._pending.items()]
        self._pending, self._waiting = {}, 0
        connection = self._open(writing=True) if rows else None
        if connection is not None:
            try:
                with connection:
                    connection.executemany(_PUT, rows)
            except _FAULTS as error:
                self._failed(error)

    def sweep(self, kind: str) -> None:
        """Forget entries of a kind that nobody used, the oldest first, when they outnumber the used ones."""
        self.flush()
        used = self._used.get(kind, set())
        rows = self._run("SELECT count(*) FROM entries WHERE kind = ?", (kind,), writing=False)
        spare = max(_SPARE, len(used))
        connection = self._open(writing=True) if rows and rows[0][0] > len(used) + 2 * spare else None
        if connection is not None:
            try:
                with connection:
                    connection.execute("CREATE TEMP TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY)")
                    connection.execute("DELETE FROM used")
                    connection.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
                    connection.execute(_SWEEP, {"kind": kind, "spare": spare})
            except _FAULTS as error:
                self._failed(error)

    def tidy(self) -> None:
        """After a build: sweep every kind of which something new was kept; used is what was since then."""
        for kind in self._grown.copy():
            self.sweep(kind)
        self._made = {one: made for one, made in self._made.items() if one[1] in self._used.get(one[0], ())}
        self._grown.clear()
        self._used.clear()

    def close(self) -> None:
        """Write what waits and let go of the file."""
        self.flush()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _run(self, statement: str, values: tuple[str, ...], *, writing: bool) -> list[tuple[Any, ...]]:
        connection = self._open(writing=writing)
        if connection is None:
            return []
        try:
            return connection.execute(statement, values).fetchall()
        except _FAULTS as error:
            self._failed(error)
            return []

    def _open(self, *, writing: bool) -> sqlite3.Connection | None:
        """The file, opened; None when there is none yet to read from, or none can be."""
        if self._connection is None and not self._closed and (writing or (self._folder / _FILE).exists()):
            try:
                if writing and not self._folder.is_dir():
                    self._folder.mkdir(parents=True)
                    (self._folder / _NOTE).write_text("*\n", encoding="utf-8")
                self._connection = sqlite3.connect(
                    self._folder / _FILE, timeout=_WAIT, isolation_level="IMMEDIATE"
                )
                self._connection.execute("PRAGMA synchronous = OFF")  # a broken entry shows by its seal
                self._connection.execute(_TABLE)
            except _FAULTS as error:
                self._failed(error)
        return self._connection

    def _failed(self, error: Exception) -> None:
        """A damaged file is deleted; one that is busy or on a full disk is left alone for this build."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        if isinstance(error, OSError) or code & 0xFF in _UNUSABLE:
            self._closed = True
            return
        with contextlib.suppress(OSError):
            (self._folder / _FILE).unlink()


def _seal(kind: str, key: str, data: bytes) -> str:
    """The digest of an entry, made at once for each that is read; kinds and keys have no space in them."""
    return blake2b(f"{kind} {key} ".encode() + data, digest_size=SIZE).hexdigest()
