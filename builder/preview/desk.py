"""What the building thread of a preview lays down and the serving one picks up: the last build."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from builder.preview.state import Shown, state_of
from builder.problems import Language
from builder.report import Report


class Desk:
    """The last build, and what an open page has to do to show it."""

    def __init__(self, project: Path, output: Path, language: Language | None, *, follow: bool) -> None:
        """Nothing was built yet. `output` is the folder of the last good pages."""
        self.output = output
        self._project = project.resolve()
        self._language = language
        self._follow = follow
        self.bell: Callable[[], object] = lambda: None
        """Rung when there is another build to show."""
        # By the clock, so that a page of an earlier preview at this address is not taken for one of this.
        self.shown = Shown(time.time_ns() // 1_000_000, None, "", {})

    def take(self, report: Report | None, fault: str, saved: tuple[Path, ...]) -> None:
        """Keep the outcome of a build, a blocked one too: the overlay is to be seen."""
        before = self.shown
        good = report is not None and report.written
        # Looked up now, in the building thread: where nothing changed, that is a build of its own.
        origins = dict(report.origins) if report is not None and good else before.origins
        follow = self._address_of(saved, origins) if self._follow and good else ""
        sheets = bool(saved) and all(path.suffix == ".css" for path in saved)
        serial = before.serial + 1
        pages = before.pages if sheets and good and before.good else serial
        self.shown = Shown(serial, report, fault, origins, follow, pages)
        self.bell()

    def _address_of(self, saved: tuple[Path, ...], origins: Mapping[str, str]) -> str:
        """The page of the file saved last that has one; the first page of a source is its own."""
        pages = {
            origin: path for path, origin in reversed(tuple(origins.items())) if path.endswith("index.html")
        }
        for path in sorted(saved, key=_moment, reverse=True):
            file = path.resolve().relative_to(self._project).as_posix()
            if file in pages:
                return f"/{pages[file].removesuffix('index.html')}"
        return ""

    def state(self, address: str) -> dict[str, object]:
        """What the page at `address` shows beside itself."""
        return state_of(self.shown, self._language, self._project, self.output, address)


def _moment(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0
