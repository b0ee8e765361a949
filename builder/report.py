"""A build as it is asked for, and what came of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from builder.model.moment import Counts, Moment
from builder.problems import Problem

V = TypeVar("V")
Progress = Callable[[str, int], None]
CACHE = ".cache"
"""The folder of a project that holds what earlier builds made; safe to delete."""


class Options(Struct, frozen=True):
    """What a build is asked for, beside the site itself."""

    output: Path
    today: datetime | None = None
    """The hour the build is made for: civil in the site's zone, or with a zone of its own; None for now."""
    drafts: bool = False
    base_url: str = ""
    portable: bool = False
    jobs: int = 0
    publish: bool = True
    """False to check only: everything but the writing is done."""
    blocking: frozenset[str] = frozenset({"error"})
    """Severities that stop the publishing; `--strict` adds warnings."""


class Report(Struct, frozen=True):
    """What came of a build. `files` are the bytes of the archive by path, empty when it could not be made."""

    problems: tuple[Problem, ...]
    sources: Mapping[str, bytes]
    files: Mapping[str, bytes]
    pages: int
    counts: Counts
    language: str
    written: bool
    blocked: bool
    """True when a problem kept the archive from being made."""
    moment: Moment | None = None
    """The hour the archive was made for; None when not even the settings could be read."""
    base_url: str = ""
    """The address of the site, as the archive was made for it."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """The source of each file of the archive, by path in the order of the plan; empty when there is none."""


class Later(Mapping[str, V]):
    """Something of a Report that is made when somebody asks for it."""

    def __init__(self, make: Callable[[], Mapping[str, V]]) -> None:
        """Make nothing yet."""
        self._make = make

    @cached_property
    def made(self) -> Mapping[str, V]:
        """What was made."""
        return self._make()

    def __getitem__(self, key: str) -> V:
        """One of them."""
        return self.made[key]

    def __iter__(self) -> Iterator[str]:
        """Their keys in order."""
        return iter(self.made)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.made)
