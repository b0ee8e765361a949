"""What an editor waits for: `python benchmarks/editing.py --sizes 10,500` measures preview and check.

From a save to the new page in a real browser that listens as an editor's does; the processor that a preview
takes while nothing is saved and a browser looks on; `bulletin check` without memory and with it. Results are
written to `benchmarks/results/`, with versions.
"""

import argparse
import os
import platform
import shutil
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from runs import BULLETIN, HERE, TODAY, run, said
from serving import page_of, preview
from sites import Ours

SENTENCE = "Cử tri đề nghị báo cáo lại việc này, lần {}."


def saves(browser: Browser, address: str, write_up: Path, rounds: int) -> list[float]:
    """Seconds from a save until its sentence stands in the page that is open."""
    page = browser.new_page()
    page.goto(address + page_of(write_up))
    page.locator("[data-preview]").wait_for(state="attached")
    page.wait_for_timeout(1000)  # the browser has begun to listen
    seconds = []
    for turn in range(rounds + 1):
        sentence = SENTENCE.format(turn)
        with write_up.open("a", encoding="utf-8") as file:
            file.write(f"\n{sentence}\n")
        began = time.perf_counter()
        page.get_by_text(sentence).wait_for(timeout=120_000)
        seconds.append(time.perf_counter() - began)
        page.wait_for_timeout(1000)
    page.close()
    return seconds[1:]  # the first one finds nothing compiled yet


def processor(process: int) -> float:
    """Seconds of processor that a process has taken so far, from /proc."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def idle(browser: Browser, process: int, address: str, seconds: int) -> float:
    """Percent of one processor that the preview takes while a browser looks on and nothing is saved."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_timeout(2000)
    before = processor(process)
    page.wait_for_timeout(seconds * 1000)
    page.close()
    return 100 * (processor(process) - before) / seconds


def check(ours: Ours, rounds: int) -> tuple[float, float]:
    """Medians of seconds of `bulletin check`, without memory and with it."""
    cold, known = [], []
    for _ in range(rounds):
        shutil.rmtree(ours.folder / ".cache", ignore_errors=True)
        cold.append(run(*BULLETIN, "check", *TODAY, folder=ours.folder).wall)
        known.append(run(*BULLETIN, "check", *TODAY, folder=ours.folder).wall)
    return statistics.median(cold), statistics.median(known)


def measured(browser: Browser, count: int, rounds: int) -> str:
    """A line of the table."""
    ours = Ours(count)
    cold, known = check(ours, 1 if count > 1000 else 3)
    with preview(ours.folder) as (process, address):
        rest = idle(browser, process.pid, address, 20)
        seconds = saves(browser, address, ours.sessions[count // 2], rounds)
    middle, most = statistics.median(seconds), max(seconds)
    return f"| {count:,} | {middle:.2f} | {most:.2f} | {rest:.1f} | {cold:.1f} | {known:.1f} |"


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description="Measures what an editor waits for.")
    parser.add_argument("--sizes", default="10,500", help="numbers of sessions, with commas between")
    parser.add_argument("--rounds", type=int, default=20, help="saves of each size")
    given = parser.parse_args()
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)))
    day = datetime.now(UTC).date().isoformat()
    machine = f"Python {platform.python_version()} · {platform.system()} · {os.cpu_count()} processors"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        versions = f"{said(*BULLETIN, '--version').strip()} · Chromium {browser.version} · {machine}"
        lines = [
            f"# What an editor waits for, {day}",
            "",
            f"{versions} · {given.rounds} saves of each size",
            "",
            "| sessions | save → page, s | slowest, s | idle, % of a core | check cold, s | remembered, s |",
            "| ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        print("\n".join(lines))
        for count in map(int, given.sizes.split(",")):
            lines.append(measured(browser, count, given.rounds))
            print(lines[-1], flush=True)
        browser.close()
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{day}-editing.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
