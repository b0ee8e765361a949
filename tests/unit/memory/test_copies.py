"""Copies of sources are opened once for the same bytes, and held against the same phrases once."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from printed import REPORT, printed

from builder.cache import Cache
from builder.content.sources import take
from builder.memory.attachments import looked_into
from builder.memory.copies import compared
from builder.model.document import Attachment
from builder.model.session import Session
from unit.small import project, session, write_up

COPY = "content/sessions/bao-cao.pdf"


def figure(phrase: str) -> Session:
    extra = (
        "sources:\n  - {id: bao-cao, title: Báo cáo, class: official, file: bao-cao.pdf}\n"
        f"metrics:\n  - {{indicator: thu-ngan-sach, period: 2022, result: '{phrase}', source: bao-cao}}"
    )
    return session(write_up(extra))


def attachments(folder: Path, cache: Cache) -> dict[str, Attachment]:
    found = looked_into(take(folder).attachments, folder, cache, 1)
    return {one.file: one for one in found}


def test_another_phrase_does_not_open_the_file_again(tmp_path: Path) -> None:
    folder, cache = project(tmp_path, {"sessions/bao-cao.pdf": printed(REPORT)}), Cache(tmp_path / ".cache")
    files = attachments(folder, cache)
    first = compared([figure("đạt trên 11 tỷ đồng")], files, folder, cache, 1)
    cache.flush()
    (folder / COPY).unlink()
    again = Cache(tmp_path / ".cache")
    assert compared([figure("đạt trên 11 tỷ đồng")], files, folder, again, 1) == first
    other = compared([figure("đạt 103,5 % kế hoạch giao")], files, folder, again, 1)
    assert [*other["content/sessions/a.md", "bao-cao"].places] == ["đạt 103,5 % kế hoạch giao"]
    with pytest.raises(FileNotFoundError):
        compared([figure("dưới 0,52%")], files, folder, Cache(tmp_path / "other"), 1)


def test_a_file_that_nobody_quotes_is_not_opened(tmp_path: Path) -> None:
    folder, cache = project(tmp_path, {"sessions/bao-cao.pdf": printed(REPORT)}), Cache(tmp_path / ".cache")
    files = attachments(folder, cache)
    (folder / COPY).unlink()
    quiet = replace(figure("đạt trên 11 tỷ đồng"), metrics=())
    assert compared([quiet], files, folder, cache, 1) == {}
    assert compared([figure("11 tỷ đồng")], {}, folder, cache, 1) == {}


def test_a_file_that_is_no_pdf_is_not_opened(tmp_path: Path) -> None:
    folder, cache = project(tmp_path, {"sessions/bao-cao.pdf": b"<html>"}), Cache(tmp_path / ".cache")
    assert compared([figure("11 tỷ đồng")], attachments(folder, cache), folder, cache, 1) == {}
