"""Where the time of a build goes: `python benchmarks/steps.py SITE` profiles a cold build and an edit.

Each is made in one process, and the clock is the processor's. What the interpreter itself did counts for who
called it. A profiler makes small functions look dearer than they are: shares say where, not how long.
"""

import argparse
import cProfile
import pstats
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from runs import ROOT
from sites import add_sentence

from builder.build import build
from builder.report import Options

TODAY = datetime(2026, 1, 1)  # noqa: DTZ001 # the hour of a build is civil, in the site's own zone
ROOMS, FUNCTIONS = 10, 12
Function = tuple[str, int, str]


def profile(work: Callable[[], object]) -> Iterator[str]:
    """Lines of two short tables: shares by room or library, and the dearest functions."""
    profiler = cProfile.Profile(time.process_time)
    profiler.runcall(work)
    costs = own_times(pstats.Stats(profiler))
    whole = sum(costs.values())
    rooms: Counter[str] = Counter()
    for (file, _, _), seconds in costs.items():
        rooms[room_of(file)] += seconds
    yield f"{whole:.1f} s in all."
    yield from ("", "| room or library | share |", "| --- | ---: |")
    yield from (f"| {room} | {100 * seconds / whole:.0f} % |" for room, seconds in rooms.most_common(ROOMS))
    yield from ("", "| function | share |", "| --- | ---: |")
    for (file, _, name), seconds in costs.most_common(FUNCTIONS):
        yield f"| {place_of(file)}: `{name}` | {100 * seconds / whole:.1f} % |"


def own_times(stats: Any) -> Counter[Function]:  # noqa: ANN401 # `stats.stats` is not declared in typeshed
    """Seconds of each function, with those of the functions in C that it called."""
    costs: Counter[Function] = Counter()
    for function, (_, _, own, _, callers) in stats.stats.items():
        if function[0] == "~" and callers:
            for caller, (_, _, share, _) in callers.items():
                costs[caller] += share
        else:
            costs[function] += own
    return costs


def place_of(file: str) -> str:
    """A file as one would look for it."""
    if file.startswith(str(ROOT / "builder")):
        return Path(file).relative_to(ROOT).as_posix()
    parts = Path(file).parts
    return (
        "/".join(parts[parts.index("site-packages") + 1 :]) if "site-packages" in parts else Path(file).name
    )


def room_of(file: str) -> str:
    """The room of a file of the builder, or the library that a file belongs to."""
    place = place_of(file)
    if place.startswith("builder/"):
        return "/".join(place.split("/")[:2])
    if "site-packages" in file:
        return place.split("/")[0].removesuffix(".py")
    if file.endswith(".html") or file.startswith("<template"):
        return "templates"
    return "Python itself"


def main() -> None:
    """Profile a cold build, then a build after one sentence."""
    parser = argparse.ArgumentParser(description="Profiles builds of a site, which is built anew.")
    parser.add_argument("site", type=Path, help="a site without memory and without a published folder")
    site = parser.parse_args().site.resolve()
    options = Options(site / "output", today=TODAY, jobs=1)
    write_up = min((site / "content" / "sessions").iterdir())
    for what in ("a cold build", "a build after one sentence, in a process that has built before"):
        sys.stdout.write(
            "\n".join(["", f"### Profile of {what}", "", *profile(lambda: build(site, options))]) + "\n"
        )
        add_sentence(write_up, 1)


if __name__ == "__main__":
    main()
