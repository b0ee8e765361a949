"""How published folders looked when they were last written, remembered for the next build."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from builder.cache import Cache
from builder.digest import digest
from builder.memory.code import code
from builder.plain import dump, loaded
from builder.publish.shelf import NOTHING, Left, Proof, Stat, left_of, proof_of

_PROOF, _LEFT = "proof", "left"


class Proofs:
    """The proofs of folders; a folder is known by its number, as it changes its name when it is exchanged."""

    def __init__(self, cache: Cache) -> None:
        """Look nothing up yet."""
        self._cache = cache

    def last(self, folder: Path) -> Proof:
        """How a folder looked after the last build that wrote it; nothing when that is not known."""
        with suppress(OSError):
            return self._cache.value(_PROOF, _key(folder), partial(loaded, Proof)) or NOTHING
        return NOTHING

    def left(self, folder: Path) -> Left | None:
        """How this process itself left a folder that is the memory's own, as a preview's is; else None."""
        found: Left | None = None
        with suppress(OSError):
            found = self._cache.held(_LEFT, _key(folder))
        return found

    def keep(
        self, folder: Path, files: Mapping[str, str], stats: Mapping[str, Stat], marks: Mapping[str, Stat]
    ) -> None:
        """Remember how a folder looks now that its files are known to have these SHA-256.

        `stats` are those of files and `marks` those of folders that were looked at just now.
        """
        left = left_of(folder, files, stats, marks)
        proof = proof_of(folder, left)
        self._cache.put(_PROOF, _key(folder), dump(Proof, proof), proof)
        if self._cache.owns(folder):
            self._cache.hold(_LEFT, _key(folder), left)


def _key(folder: Path) -> str:
    found = folder.lstat()
    return digest("proof", code(), f"{found.st_dev} {found.st_ino}")
