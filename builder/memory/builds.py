"""What builds that published were made from: the last one into a folder, and the one before it.

Not the things, which memory holds anyway, but the names under which it holds them.
"""

import os
from pathlib import Path

from msgspec import Struct

from builder.cache import Cache
from builder.digest import digest
from builder.plain import dump, loaded

_BUILDS = "builds"


class Inputs(Struct, frozen=True):
    """All that a build was made from, by the names under which it is remembered."""

    outline: str
    sources: tuple[str, ...]
    """Names of the parts that all files of content were read in."""
    searches: tuple[tuple[str, str], ...]
    """The search pages and the digest of each, which follows from all words."""
    attachments: tuple[tuple[str, str], ...]
    """Pictures and documents with their SHA-256."""
    theme: tuple[tuple[str, str], ...]
    """Every file of the theme and its digest."""
    parameters: tuple[tuple[str, str], ...]
    """What the site chose of the theme."""
    options: tuple[tuple[str, str], ...]
    """What the build was asked for beside the site: its day, its address, drafts."""
    code: str


class _Kept(Struct, frozen=True):
    """Builds as they are kept."""

    before: Inputs | None
    last: Inputs


class Builds:
    """The builds that published into a folder."""

    def __init__(self, cache: Cache, folder: Path) -> None:
        """Look up what is remembered."""
        self._cache = cache
        self._key = digest("builds", os.path.abspath(folder))  # noqa: PTH100 # as in standing
        self._kept = loaded(_Kept, cache.get(_BUILDS, self._key) or b"")

    @property
    def last(self) -> Inputs | None:
        """What the last one was made from."""
        return self._kept.last if self._kept else None

    @property
    def before(self) -> Inputs | None:
        """What the last one before it was made from that was made from anything else."""
        return self._kept.before if self._kept else None

    def keep(self, inputs: Inputs) -> None:
        """Remember a build; one that was made from the same as the last is not another one."""
        if self.last != inputs:
            self._kept = _Kept(self.last, inputs)
            self._cache.put(_BUILDS, self._key, dump(_Kept, self._kept))
