"""The same files give the same bytes: whatever the zone, locale, hash seed, folder, hour and processes."""

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from files import photo
from make import TODAY, content_of, site
from unit.small import command, environment, write, write_up

from builder.build import build
from builder.report import Options

ZONES = ("UTC", "Pacific/Kiritimati", "America/St_Johns")
LOCALES = ("C", "tr_TR.UTF-8", "de_DE.UTF-8")
SEEDS = ("0", "1", "random")
SESSIONS = 70
"""Enough that reading them is worth a second process."""


def digest(output: Path) -> str:
    """One SHA-256 over the list of the SHA-256 of every published file."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in content_of(output).items()]
    assert len(lines) > len(list((output.parent / "content" / "sessions").iterdir()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def many(folder: Path, theme: str = "tiny", sessions: int = SESSIONS) -> Path:
    """The good site with enough sessions for two processes, and figures, topics and links among them."""
    made = site(folder)
    extra = (
        "topics: [giao-thong, ngan-sach]\n"
        'metrics:\n- {indicator: thu-ngan-sach, period: 2022, result: "13,5 tỷ đồng"}\n'
        "- {name: Ấp, period: 2022, task: x}\n"
        "resolutions: [{number: %d/NQ-HĐND, title: Nghị quyết}]\n"
    )
    write_ups = {
        f"content/sessions/x{n:03}.md": write_up(
            extra % n,
            "## Ý\n\n[a](2021-12-29-ky-hop-3.md)[^1]\n\n![Cổng ủy ban](anh.jpg)\n\n[^1]: Ịt\n",
            number=100 + n,
            term="IX",
        )
        for n in range(sessions)
    }
    write(made, {**write_ups, "content/sessions/anh.jpg": photo(400, 300, 6)})
    settings = made / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8").replace("theme: tiny", f"theme: {theme}")
    settings.write_text(text, encoding="utf-8")
    return made


def start(made: Path, jobs: str = "1", **changes: str) -> subprocess.Popen[bytes]:
    """A build in a process of its own, under another machine's circumstances."""
    words = command("build", "--today", "2026-11-23", "--jobs", jobs)
    return subprocess.Popen(  # noqa: S603 # our own command
        words, cwd=made, env=environment(**changes), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def test_zone_locale_hash_seed_folder_and_processes_change_no_byte(tmp_path: Path) -> None:
    first = many(tmp_path / "site")
    rows = [
        {"TZ": zone, "LC_ALL": LOCALES[(row + column) % 3], "PYTHONHASHSEED": SEEDS[column]}
        for row, zone in enumerate(ZONES)
        for column in range(3)
    ][::2]
    found = set()
    for number, (changes, jobs) in enumerate(zip(rows, itertools.cycle(("1", "2")), strict=False)):
        made = tmp_path / f"another folder {number}" / "b\u1ea3n tin" / ("x" * number) / "site"
        shutil.copytree(first, made)
        process = start(made, jobs, **changes)
        assert process.wait(timeout=60) == 0
        found.add(digest(made / "output"))
    assert len(found) == 1


@pytest.mark.parametrize("theme", ["gazette"])
def test_the_builders_own_theme_gives_the_same_bytes_too(tmp_path: Path, theme: str) -> None:
    found = set()
    for number, (zone, locale, seed) in enumerate(zip(ZONES[:2], LOCALES[:2], SEEDS[1:], strict=True)):
        made = many(tmp_path / str(number), theme, 3)
        process = start(made, "1", TZ=zone, LC_ALL=locale, PYTHONHASHSEED=seed)
        assert process.wait(timeout=60) == 0
        found.add(digest(made / "output"))
    assert len(found) == 1


def rebuilt(made: Path, today: datetime = TODAY) -> str:
    """The digest of the site built in this process."""
    assert build(made, Options(made / "output", today, jobs=1)).written
    return digest(made / "output")


def test_where_no_process_can_be_forked_the_bytes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, other = many(tmp_path / "site"), tmp_path / "other"
    before = rebuilt(made)
    shutil.copytree(made / "content", other / "content")
    shutil.copytree(made / "themes", other / "themes")
    monkeypatch.setattr("builder.parallel._NO_FORK", {sys.platform})
    report = build(other, Options(other / "output", TODAY, jobs=2))
    assert (report.problems, digest(other / "output")) == ((), before)


def test_what_was_built_before_and_when_files_were_saved_changes_no_byte(tmp_path: Path) -> None:
    made = many(tmp_path / "site", sessions=5)
    before = rebuilt(made)
    for path in (made / "content").rglob("*.md"):
        os.utime(path, (0, 0))
    other = made / "content" / "sessions" / "z.md"
    other.write_text(write_up(number=999, term="IX"), encoding="utf-8")
    assert rebuilt(made) != before
    other.unlink()
    assert rebuilt(made) == before


def test_the_order_in_which_files_were_made_changes_no_byte(tmp_path: Path) -> None:
    one = many(tmp_path / "one", sessions=5)
    other = tmp_path / "other"
    for path in sorted((path for path in one.rglob("*") if path.is_file()), reverse=True):
        target = other / path.relative_to(one)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    assert rebuilt(one) == rebuilt(other)


def test_two_days_give_the_same_bytes_when_nothing_is_still_to_come(tmp_path: Path) -> None:
    made = many(tmp_path / "site", sessions=5)
    assert rebuilt(made) == rebuilt(made, TODAY + timedelta(days=30))
