"""Builds of a site in which nothing changed, and in which one thing did."""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from make import content_of, site
from msgspec.structs import replace

from builder.build import build
from builder.cache import Cache
from builder.report import Options, Report
from unit.small import NOW, project, write_up

LATER = "2026-12-01T08:00"


@pytest.fixture(autouse=True)
def long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """All files count as written long before the build."""
    monkeypatch.setattr(Cache, "clock", lambda _: time.time_ns() + 10**10)


def steps(folder: Path, options: Options | None = None) -> tuple[list[str], Report]:
    """What a build does, step by step; nothing where the last one still stands."""
    told: list[str] = []
    options = options or Options(folder / "output", NOW, jobs=1)
    return told, build(folder, options, lambda step, _: told.append(step))


def built(folder: Path) -> Path:
    """A site that was built and still stands."""
    own = site(folder / "site")
    assert steps(own)[0]
    told, report = steps(own)
    assert (told, report.written, report.blocked) == ([], True, False)
    return own


def test_what_a_build_says_is_said_again(tmp_path: Path) -> None:
    own = project(tmp_path, {"sessions/a.md": write_up(body="[x](mailto:a)\n\nThu 13 tỷ", number=3)})
    first = steps(own)[1]
    told, again = steps(own)
    assert told == []
    assert again == replace(first, sources=again.sources, files=again.files, origins=again.origins)
    assert dict(again.files) == dict(first.files)
    assert dict(again.origins) == dict(first.origins)
    assert again.sources["content/sessions/a.md"] == first.sources["content/sessions/a.md"]


def edit(own: Path) -> None:
    path = next(iter(sorted((own / "content/sessions").glob("*.md"))))
    before, _, after = path.read_bytes().rpartition(b".")
    path.write_bytes(before + b"!" + after)


def save_with_the_old_time(own: Path) -> None:
    path = next(iter(sorted((own / "content/sessions").glob("*.md"))))
    before = path.stat()
    edit(own)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def add(own: Path) -> None:
    (own / "content/pages").mkdir(exist_ok=True)
    (own / "content/pages/moi.md").write_text("---\ntitle: Mới\n---\n\nMới.\n", encoding="utf-8")


def change_the_theme(own: Path) -> None:
    path = next((own / "themes").rglob("home.html"))
    path.write_text(path.read_text(encoding="utf-8") + "<p>mới</p>", encoding="utf-8")


def change_what_is_published(own: Path) -> None:
    path = own / "output/index.html"
    path.write_bytes(path.read_bytes().replace(b"a", b"o"))


def delete_what_is_published(own: Path) -> None:
    (own / "output/index.html").unlink()


def change_the_manifest(own: Path) -> None:
    path = own / "output/manifest.json"
    path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize(
    "change",
    [
        edit,
        save_with_the_old_time,
        add,
        change_the_theme,
        change_what_is_published,
        delete_what_is_published,
        change_the_manifest,
    ],
)
def test_a_change_is_seen(tmp_path: Path, change: Callable[[Path], None]) -> None:
    own = built(tmp_path)
    change(own)
    told, report = steps(own)
    assert told
    assert report.written
    clean = site(tmp_path / "clean")
    if change in {edit, save_with_the_old_time, add, change_the_theme}:
        change(clean)
    steps(clean)
    assert content_of(own / "output") == content_of(clean / "output")


def test_a_strange_file_in_the_published_folder_is_seen(tmp_path: Path) -> None:
    own = built(tmp_path)
    (own / "output/la.html").write_text("x", encoding="utf-8")
    assert [one.code for one in steps(own)[1].problems] == ["foreign-file"]
    assert [one.code for one in steps(own)[1].problems] == ["foreign-file"]


def test_another_day_is_another_archive(tmp_path: Path) -> None:
    own = built(tmp_path)
    assert steps(own, Options(own / "output", NOW + timedelta(hours=1), jobs=1))[0] == []
    assert steps(own, Options(own / "output", NOW + timedelta(days=1), jobs=1))[0]


def test_an_embargo_ends_at_its_hour(tmp_path: Path) -> None:
    own = project(
        tmp_path, {"sessions/a.md": write_up(f"embargo: {LATER}"), "sessions/b.md": write_up(number=2)}
    )

    def at(hour: int) -> list[str]:
        return steps(own, Options(own / "output", datetime(2026, 12, 1, hour), jobs=1))[0]  # noqa: DTZ001 # civil

    assert at(6)
    assert at(7) == []
    assert at(8)
    assert at(9) == []


@pytest.mark.parametrize(
    "other",
    [
        {"drafts": True},
        {"portable": True},
        {"base_url": "https://b.example/"},
        {"blocking": frozenset({"warning"})},
    ],
)
def test_other_wishes_are_another_build(tmp_path: Path, other: dict[str, object]) -> None:
    own = built(tmp_path)
    assert steps(own, replace(Options(own / "output", NOW, jobs=1), **other))[0]


def test_nothing_is_taken_for_sure_that_was_written_a_moment_ago(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cache, "clock", lambda _: time.time_ns())
    own = site(tmp_path / "site")
    assert all(steps(own)[0] for _ in range(3))
