"""Bytes of files that a build has made, on disk until they are written; gone with the build."""

import contextlib
import weakref
from tempfile import TemporaryFile
from typing import IO


class Spool:
    """Bytes by name. The file they lie in has no name, so nothing is left of it when the process ends.

    What the disk has no room for stays in memory.
    """

    def __init__(self) -> None:
        """Nothing lies here, and no file is opened before something does."""
        self._places: dict[str, tuple[int, int]] = {}
        self._held: dict[str, bytes] = {}
        self._file: IO[bytes] | None = None
        self._end = 0

    def __contains__(self, name: str) -> bool:
        """True for what was laid here."""
        return name in self._places or name in self._held

    def put(self, name: str, data: bytes) -> None:
        """Lay bytes down; what has the same name already is the same."""
        if name in self:
            return
        with contextlib.suppress(OSError):
            if self._file is None:
                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 # open as long as the spool is
                weakref.finalize(self, self._file.close)
            self._file.seek(self._end)
            if self._file.write(data) == len(data):
                self._places[name] = self._end, len(data)
                self._end += len(data)
                return
        self._held[name] = data

    def get(self, name: str) -> bytes:
        """The bytes again; raises KeyError for a name that is not here."""
        if name in self._held:
            return self._held[name]
        start, length = self._places[name]
        assert self._file is not None, "what has a place lies in it"
        self._file.seek(start)
        return self._file.read(length)
