"""The files of a folder as the system lists them, also while others put files there and take them away."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builder.content.survey import survey


def test_what_goes_away_while_it_is_listed_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("kept.md", "saving.tmp", "moved/in.md", "stays/in.md"):
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text("x", encoding="utf-8")
    listed = os.scandir

    @contextmanager
    def scandir(folder: str) -> Iterator[list[os.DirEntry[str]]]:
        with listed(folder) as entries:
            found = list(entries)
        if folder == str(tmp_path / "content"):
            (tmp_path / "content/saving.tmp").unlink()
            (tmp_path / "content/moved").rename(tmp_path / "elsewhere")
        yield found

    monkeypatch.setattr(os, "scandir", scandir)
    assert [path for path, _ in survey(tmp_path, "content")] == ["content/kept.md", "content/stays/in.md"]
