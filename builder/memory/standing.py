"""Whether an archive still stands: nothing it was made from changed, nor what was published.

Files are compared by what the system says of them and not opened. A build that finds them all unchanged has
nothing to read, to make or to check, and says what the last one said.
"""

import json
import os
import sys
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from builder.cache import Cache
from builder.content.history import head
from builder.content.survey import Mark, settled, survey
from builder.digest import digest
from builder.memory.code import installed, libraries
from builder.model.moment import Counts, Moment
from builder.problems import Problem, Span
from builder.publish.shelf import KEPT, MANIFEST, folders_of

_STANDING = "standing"
_FAULTS = (ValueError, TypeError, LookupError)
"""What an entry raises that no build kept."""
_MOMENT = 20_000_000
"""Nanoseconds: more than the clock of a disk that we publish to needs to move on."""


class Stood(Struct, frozen=True):
    """What is known of an archive that still stands; the fields are those of a Report."""

    problems: tuple[Problem, ...]
    pages: int
    counts: Counts
    language: str
    base_url: str
    moment: Moment


class OnDisk(Mapping[str, bytes]):
    """The bytes of files by their names in a site, read when somebody asks."""

    def __init__(self, project: Path, paths: Mapping[str, str]) -> None:
        """Open nothing yet. `paths` are those below the project, by the names that the site uses."""
        self._project = project
        self._paths = paths

    def __getitem__(self, file: str) -> bytes:
        """The bytes of a file."""
        return (self._project / self._paths[file]).read_bytes()

    def __iter__(self) -> Iterator[str]:
        """The files, in the order of their paths."""
        return iter(self._paths)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._paths)


class Standing:
    """The archive of a site as the last build with the same options left it."""

    def __init__(self, project: Path, cache: Cache, output: Path | None, asked: str) -> None:
        """Look at all files that a build is made from. `output` is None where nothing is published."""
        self._cache = cache
        self._output = output
        self.clock = cache.clock()
        self.content = survey(project, "content")
        themes = survey(project, "themes")
        names = (path for path, _ in (*self.content, *themes))
        self._project = project
        self._paths = {unicodedata.normalize("NFC", name): name for name in names}
        self._settled = all(settled(mark, self.clock) for _, mark in (*self.content, *themes))
        self.head = head(project)
        self._seen = digest(
            sys.version,
            *libraries(),
            *self.head,
            *(part for found in (self.content, themes, installed()) for part in _parts(found)),
        )
        self._key = digest("standing", os.path.abspath(output or project), asked)  # noqa: PTH100 # as above

    @property
    def sources(self) -> Mapping[str, bytes]:
        """The bytes of the files."""
        return OnDisk(self._project, self._paths)

    def look(self, moment: Callable[[ZoneInfo], Moment]) -> Stood | None:
        """What the last build said, if all is as it was then; `moment` tells the hour in the site's zone."""
        try:
            found = json.loads(self._cache.get(_STANDING, self._key) or b"null")
            if found is None or found["seen"] != self._seen:
                return None
            when = moment(ZoneInfo(found["zone"]))
            if when.today.isoformat() != found["today"]:
                return None
            since, until = map(datetime.fromisoformat, found["hours"])
            if not since <= when.now < until:
                return None
            if self._output is not None and _looks(self._output, found["files"]) != found["looks"]:
                return None
            problems = tuple(
                Problem(Span(*at), code, tuple((name, value) for name, value in values))
                for at, code, values in found["problems"]
            )
            counts = Counts(*found["counts"])
            return Stood(problems, found["pages"], counts, found["language"], found["base_url"], when)
        except _FAULTS:
            return None

    def keep(self, stood: Stood, zone: str, hours: tuple[datetime, datetime], files: Iterable[str]) -> None:
        """Remember what a build says for the next one, unless something is too new to be sure of.

        `hours` are those from which and until which it holds, `files` the published ones. Their folders are
        looked at too: a new file in one would be nobody's.
        """
        if not self._settled or (
            self._output is not None and _looks(self._output, MANIFEST, self.clock) is None
        ):
            return
        names = [*files, MANIFEST, KEPT] if self._output is not None else []
        listed = "\n".join([*names, *sorted(folders_of(names))])
        looks = _looks(self._output, listed, self.clock) if self._output is not None else ""
        if looks is None:
            return
        problems = []
        for one in stood.problems:
            assert isinstance(one.at, Span), "problems of a report have their lines"
            at = one.at
            problems.append(((at.file, at.line, at.column, at.length), one.code, one.values))
        counts = stood.counts
        found = {
            "seen": self._seen,
            "zone": zone,
            "today": stood.moment.today.isoformat(),
            "hours": [one.isoformat() for one in hours],
            "files": listed,
            "looks": looks,
            "problems": problems,
            "pages": stood.pages,
            "counts": (counts.drafts, counts.scheduled, counts.withdrawn),
            "language": stood.language,
            "base_url": stood.base_url,
        }
        self._cache.put(_STANDING, self._key, json.dumps(found).encode("utf-8"))


def _parts(found: list[tuple[str, Mark]]) -> Iterator[str | bytes]:
    """Files with what the system says of them, for a digest."""
    yield "\n".join(path for path, _ in found)
    yield array("q", [number for _, mark in found for number in mark]).tobytes()


def _looks(folder: Path, listed: str, clock: int | None = None) -> str | None:
    """The digest of what the system says of files and folders, a line for each; None where one is missing.

    With a `clock`, None too where one changed so lately that it could change again unseen.
    """
    root, look = os.fspath(folder), os.lstat
    numbers: list[int] = []
    for name in listed.split("\n"):
        try:
            found = look(f"{root}/{name}")
        except OSError:
            if name != KEPT:
                return None
            continue
        changed = found.st_mtime_ns
        if clock is not None and changed > clock - _MOMENT:
            return None
        numbers += found[0], found[6], changed, found[1]  # mode, size, time, number
    return digest(array("q", numbers).tobytes())
