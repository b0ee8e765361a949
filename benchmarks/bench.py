"""Our builds beside those of other generators on the same archive: `make bench` prints the whole table.

The programs run in turn, so that a machine that grows slower meanwhile is slower for all; what counts is the
median of the ratios of the pairs. Every row is written to `benchmarks/results/` as soon as it is known.
"""

import argparse
import math
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from runs import BARE, BULLETIN, HERE, Run, Sheet, cpu, run, said, wall
from serving import saves
from sites import Other, Ours, eleventy, eleventy_program, hugo, hugo_program, pelican, pelican_program

COLD = 10_000
"""Sessions of all cold builds of one size together: five builds of a thousand, two of five thousand."""
SIMPLE = "Hugo, simple site"
FULL = "Hugo, same kinds of files"
NOTES = (
    "Ours makes everything in every row. Hugo's simple site has pages with figures, lists by year, topic and",
    "council, a feed and a sitemap; “same kinds of files” adds resolutions, figures by indicator, lists by",
    "term, feeds and calendars of lists, figures of each session as CSV and JSON, and an index for search.",
    "Pelican's has pages, lists, feeds of each list, a sitemap, an index for search and a table of figures;",
    "Eleventy's has what Hugo's simple site has. None of them joins targets with results, draws charts,",
    "makes cards or checks what it made.",
)


class Bench:
    """The rows of the table, those of the smallest archive first."""

    def __init__(self, sheet: Sheet, rounds: int) -> None:
        """Nothing is measured yet."""
        self._sheet, self._rounds = sheet, rounds
        self._colds: dict[int, list[Run]] = {}

    def few(self, count: int) -> None:
        """Starting; every generator; an edit and no change in a new process; where the time goes."""
        pairs = [(run(*BULLETIN, "--version"), run(*BARE)) for _ in range(self._rounds + 2)]
        self._sheet.pairs("`bulletin --version` / bare interpreter, wall", pairs, wall, 4)
        ours, simple = Ours(count), hugo(count)
        others = [
            (SIMPLE, simple, 2.5),
            (FULL, hugo(count, everything=True), 1.8),
            ("Pelican", pelican(count), 0.7),
            ("Eleventy", eleventy(count), None),
        ]
        self._cold(ours, count, others)
        self._again(ours, count, simple, 0.25, None)

    def some(self, count: int) -> None:
        """An edit in a preview and in a new process, no change, cold builds."""
        self._sheet.ratios(
            f"one edit in preview, save → files written, {count} / Hugo server's own figure",
            saves(count, self._rounds),
            0.15,
        )
        ours, simple = Ours(count), hugo(count)
        others = [(SIMPLE, simple, None), (FULL, hugo(count, everything=True), 1.5)]
        self._cold(ours, count, others)
        self._again(ours, count, simple, 0.08, 8)

    def many(self, count: int) -> None:
        """What one edit makes anew, and how processor time and memory grow from the smallest archive."""
        ours = Ours(count)
        self._colds[count] = [ours.cold()]
        self._sheet.alone(f"cold, {count}, wall", f"{self._colds[count][0].wall:.1f} s")
        before = ours.published()
        edit = ours.edited(1)
        self._sheet.alone(f"one edit, new process, {count}, wall", f"{edit.wall:.2f} s")
        self._sheet.alone(f"one edit at {count}: outputs remade", str(ours.made(before)), 60)
        few = min(self._colds)
        seconds = {size: statistics.median(map(cpu, colds)) for size, colds in self._colds.items()}
        exponent = math.log(seconds[count] / seconds[few]) / math.log(count / few)
        self._sheet.alone(f"growth exponent of CPU, cold, {few} → {count}", f"{exponent:.2f}", 1.05)
        peaks = {size: max(one.peak for one in colds) for size, colds in self._colds.items()}
        growth = (peaks[count] - peaks[few]) * 1024 / (count - few)
        name = (
            f"peak memory of the largest process, {few} → {count} ({peaks[few]:.0f} → {peaks[count]:.0f} MiB)"
        )
        self._sheet.alone(f"{name}, KiB per session", f"{growth:.0f}", 20)

    def _cold(self, ours: Ours, count: int, others: Sequence[tuple[str, Other | None, float | None]]) -> None:
        """Cold builds of ours and of each other generator, in turn."""
        there = [(name, other, must) for name, other, must in others if other is not None]
        turns = [
            (ours.cold(), [other.cold() for _, other, _ in there])
            for _ in range(max(1, min(self._rounds, COLD // count)))
        ]
        self._colds[count] = [own for own, _ in turns]
        for number, (name, _, must) in enumerate(there):
            pairs = [(own, theirs[number]) for own, theirs in turns]
            self._sheet.pairs(f"cold, {count} / {name}, wall", pairs, wall, must)
            self._sheet.pairs(f"cold, {count} / {name}, CPU", pairs, cpu)
        for name, other, _ in others:
            if other is None:
                self._sheet.alone(f"cold, {count} / {name}", "not installed: there is no npm")

    def _again(
        self, ours: Ours, count: int, simple: Other, must_edit: float | None, must_still: float | None
    ) -> None:
        """Builds in a new process after one sentence, and of what is published already."""
        ours.edited(0)  # from here on there is a spare folder, as on any machine that builds more than once
        edits = [(ours.edited(turn), simple.cold()) for turn in range(1, self._rounds + 1)]
        self._sheet.pairs(f"one edit, new process, {count} / Hugo full build, wall", edits, wall, must_edit)
        self._sheet.pairs(f"one edit, new process, {count} / Hugo full build, CPU", edits, cpu)
        still = [(ours.build(), run(*BARE)) for _ in range(self._rounds)]
        self._sheet.pairs(f"nothing changed, {count} / bare interpreter, CPU", still, cpu, must_still)


def versions() -> str:
    """All that is measured here, and where."""
    found = [
        said(*BULLETIN, "--version").strip(),
        " ".join(said(str(hugo_program()), "version").split("-")[0].split()),
        f"pelican {said(str(pelican_program()), '--version').strip()}",
    ]
    program = eleventy_program()
    if program is not None:
        found.append(f"eleventy {said(str(program), '--version').strip()}")
    machine = f"Python {platform.python_version()} · {platform.system()} · {os.cpu_count()} processors"
    return " · ".join((*found, machine))


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description="Measures our builds beside those of other generators.")
    parser.add_argument(
        "--sizes", default="1000,5000,10000", help="sessions of three archives, with commas between"
    )
    parser.add_argument("--rounds", type=int, default=5, help="runs of each kind, but of long cold builds")
    given = parser.parse_args()
    few, some, many = map(int, given.sizes.split(","))
    day = datetime.now(UTC).date().isoformat()
    sheet = Sheet(HERE / "results" / f"{day}.md")
    sheet.say(f"# Builds beside those of other generators, {day}", "", versions(), "", *NOTES, "")
    sheet.head()
    bench = Bench(sheet, given.rounds)
    bench.few(few)
    bench.some(some)
    bench.many(many)
    site = Ours(few)
    sheet.say(said(sys.executable, str(HERE / "steps.py"), str(site.folder)).rstrip())


if __name__ == "__main__":
    main()
