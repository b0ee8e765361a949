"""What reading printed figures costs: CPU time for one phrase, and for the twelve metrics of a session.

Run it from the project: `.venv/bin/python benchmarks/reader.py`.
"""

import sys
import time
from collections.abc import Mapping
from pathlib import Path

from builder.content.figures.reader import read_figure
from builder.content.front_matter import read_front_matter
from builder.problems import ContentError

ROOT = Path(__file__).resolve().parent.parent
SITES = (ROOT, *sorted((ROOT / "examples").glob("*")))
READINGS = 600
ROUNDS = 7
METRICS = 12
"""More than that a session page does not show at once."""
KINDS = ("result", "target", "task", "decision", "proposal")


def phrases_of(site: Path) -> list[str]:
    """The phrases of the metrics of a site's sessions, in the order of its files."""
    phrases = []
    for file in sorted((site / "content" / "sessions").rglob("*.md")):
        try:
            located = read_front_matter(file.name, file.read_bytes())
        except ContentError:
            continue  # a write-up in work: the build says what is wrong with it
        metrics = located.values.get("metrics")
        for metric in metrics if isinstance(metrics, list) else []:
            if isinstance(metric, Mapping):
                phrases += [text for kind in KINDS if isinstance(text := metric.get(kind), str)]
    return phrases


def microseconds(phrases: list[str]) -> float:
    """CPU time of one reading, of the quickest of several rounds: the others were disturbed."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in phrases:
            read_figure(text, "vi")
        rounds.append(time.process_time() - began)
    return min(rounds) / len(phrases) * 1_000_000


def main() -> int:
    """Prints the two costs; 1 when there is no phrase to read."""
    found = [text for site in SITES for text in phrases_of(site)]
    if not found:
        sys.stderr.write("no phrases below content/sessions\n")
        return 1
    phrases = (found * (READINGS // len(found) + 1))[:READINGS]
    read_figure(found[0], "vi")  # the words of the language are compiled once, at the first phrase
    one = microseconds(phrases)
    sys.stdout.write(f"{len(set(found))} different phrases, {READINGS} readings, best of {ROUNDS} rounds\n")
    sys.stdout.write(f"one phrase:  {one:7.1f} µs\n")
    sys.stdout.write(f"{METRICS} metrics:  {one * METRICS / 1000:7.3f} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
