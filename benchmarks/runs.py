"""Runs of programs as they are measured, and the sheet that results are written to as they come."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
WORK = ROOT / ".cache" / "bench"
BULLETIN = (sys.executable, "-m", "builder")
BARE = (sys.executable, "-c", "pass")
TODAY = ("--today", "2026-01-01")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT["PYTHONPATH"] = str(ROOT)


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds of wall and processor time, and MiB of its largest moment."""

    wall: float
    cpu: float
    peak: float


Pair = tuple[Run, Run]
Figure = Callable[[Run], float]


def run(*words: str, folder: Path = ROOT) -> Run:
    """One process with its children, run to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(words, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL)  # noqa: S603 # our own words
    _, status, used = os.wait4(process.pid, 0)
    wall_time = time.perf_counter() - began
    if status:
        raise SystemExit(f"{' '.join(words)} ended with {status}")
    return Run(wall_time, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def said(*words: str, folder: Path = ROOT) -> str:
    """What a program prints."""
    ended = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True, env=ENVIRONMENT)  # noqa: S603 # the same
    return ended.stdout


def wall(one: Run) -> float:
    """Seconds on the clock."""
    return one.wall


def cpu(one: Run) -> float:
    """Seconds of all processors."""
    return one.cpu


class Sheet:
    """A file of results. Each line is there as soon as it is known, should the bench be broken off."""

    def __init__(self, path: Path) -> None:
        """An empty file."""
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")
        self._path = path

    def say(self, *lines: str) -> None:
        """Write lines and show them."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        print("\n".join(lines), flush=True)

    def head(self) -> None:
        """The head of the table."""
        self.say(
            "| what | ours | other | ratio or figure | must | runs |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        )

    def pairs(self, name: str, pairs: Sequence[Pair], figure: Figure, must: float | None = None) -> None:
        """A row: our median in seconds, the other's, and the median of the ratios of the pairs."""
        self.ratios(name, [(figure(one), figure(other)) for one, other in pairs], must)

    def ratios(self, name: str, pairs: Sequence[tuple[float, float]], must: float | None = None) -> None:
        """The same of seconds."""
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        self._row(name, f"{ours:.3f} s", f"{theirs:.3f} s", f"{ratio:.2f}", must, len(pairs))

    def alone(self, name: str, figure: str, must: float | None = None) -> None:
        """A row that concerns us alone, measured once."""
        self._row(name, "–", "–", figure, must, 1)

    def _row(self, name: str, ours: str, other: str, figure: str, must: float | None, runs: int) -> None:
        limit = f"{must:g}" if must is not None else "–"
        self.say(f"| {name} | {ours} | {other} | {figure} | {limit} | {runs} |")
