"""Previews of ours and of Hugo, side by side: how long one saved sentence takes."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from runs import BULLETIN, ENVIRONMENT, TODAY
from sites import SENTENCE, Ours, add_sentence, hugo, hugo_program

COUNCIL = re.compile(r"^council: (\S+)\nterm: (\S+)\nsession: (\S+)$", re.MULTILINE)
REST = 1.5
"""Seconds between two saves: both are idle again."""
LIMIT = 120.0
_DONE = re.compile(r"Total in (\d+) ms")


@contextmanager
def preview(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`bulletin serve` of a site, when its first build is done: the process and its address."""
    with _started((*BULLETIN, "serve", "--port", "8700", *TODAY), folder) as (process, lines):
        address = next(found[0] for line in lines if (found := re.search(r"http://\S+/", line)))
        yield process, address


def page_of(write_up: Path) -> str:
    """The address of a session, from its front matter."""
    found = COUNCIL.search(write_up.read_text(encoding="utf-8"))
    assert found is not None, write_up
    return f"{found[1]}/khoa-{found[2].lower()}/ky-hop-{found[3]}/"


def saves(count: int, rounds: int) -> list[tuple[float, float]]:
    """Seconds of one saved sentence: of ours until the files are written, of Hugo as its server says.

    Both serve the archive of `count` sessions at once, and each waits while the other works. The first save
    of each is not counted: it finds nothing compiled.
    """
    ours, other = Ours(count), hugo(count)
    write_up = ours.sessions[count // 2]
    page = ours.folder / ".cache" / "preview" / page_of(write_up) / "index.html"
    theirs = other.folder / "content" / "sessions" / write_up.name
    words = (str(hugo_program()), "server", "--port", "8720")
    with preview(ours.folder), _started(words, other.folder) as (_, lines):
        next(line for line in lines if "Press Ctrl+C" in line)
        time.sleep(REST)
        pairs = [(_ours(write_up, page, turn), _hugo(theirs, lines, turn)) for turn in range(rounds + 1)]
    return pairs[1:]


def _ours(write_up: Path, page: Path, turn: int) -> float:
    """Seconds until the sentence is in the folder that the preview shows, which is exchanged as a whole."""
    sentence = SENTENCE.format(turn).strip().encode("utf-8")
    add_sentence(write_up, turn)
    began = time.perf_counter()
    while sentence not in page.read_bytes():
        assert time.perf_counter() - began < LIMIT, "the preview shows what was saved"
        time.sleep(0.002)
    took = time.perf_counter() - began
    time.sleep(REST)
    return took


def _hugo(write_up: Path, lines: IO[str], turn: int) -> float:
    """Seconds that Hugo's server says it took."""
    add_sentence(write_up, turn)
    took = next(int(found[1]) for line in lines if (found := _DONE.search(line)))
    time.sleep(REST)
    return took / 1000


@contextmanager
def _started(words: tuple[str, ...], folder: Path) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A server and the lines it prints; stopped at the end."""
    silent = {"stderr": subprocess.DEVNULL, "stdout": subprocess.PIPE}
    process = subprocess.Popen(words, cwd=folder, env=ENVIRONMENT, text=True, **silent)  # noqa: S603 # our own words
    assert process.stdout is not None
    try:
        yield process, process.stdout
    finally:
        process.terminate()
        process.stdout.close()
        process.wait()
