"""Figures held against the copies of their sources, from the file of a clerk to the open data."""

import csv
import hashlib
import io
from pathlib import Path

import pytest
from files import saved, scene
from make import built, line_of, site
from printed import REPORT, TCVN3, printed

HONG = "content/sessions/2022-10-01-hong.md"
WRITE_UP = """---
title: Kỳ họp có báo cáo
council: an-binh
term: IX
session: 9
date: 2022-10-01
sources:
  - id: bao-cao
    title: Báo cáo
    class: official
    file: bao-cao.pdf
    sha256: {digest}
metrics:
  - indicator: thu-ngan-sach
    period: 2022
    result: {phrase}
    source: bao-cao
---

Thu ngân sách {phrase}.
"""
SCAN = (
    "not every phrase was found in bao-cao.pdf, and pages of it are pictures without text"
    " | type what is quoted into a file .txt, have it read against the print, and name that file here;"
    " offer the other under `documents`"
)
FONT = (
    "not every phrase was found in bao-cao.pdf, whose letters come out as others | it was made with an old"
    " font (.VnTime, VNI) or without its letters: keep its text as .txt in Unicode and name that file here"
)
ABSENT = (
    "the copy bao-cao.pdf of its source does not contain this phrase | write the phrase exactly as the source prints"
    " it; … stands for words left out. If it stands in print but no program finds it there, keep the text as .txt"
)


def with_copy(folder: Path, data: bytes, phrase: str) -> Path:
    """The good site with a session whose figure is quoted from a PDF."""
    project = site(folder)
    (project / "content/sessions/bao-cao.pdf").write_bytes(data)
    text = WRITE_UP.format(digest=hashlib.sha256(data).hexdigest(), phrase=phrase)
    (project / HONG).write_text(text, encoding="utf-8")
    return project


@pytest.mark.parametrize(
    ("data", "phrase", "told"),
    [
        (printed(REPORT), "đạt trên 11 tỷ đồng", []),
        (printed(REPORT), "đạt trên 12 tỷ đồng", [f"{HONG}:16:13: error[phrase-not-in-source]: {ABSENT}"]),
        (
            saved(scene(60, 80), "PDF"),
            "đạt trên 11 tỷ đồng",
            [f"{HONG}:11:11: warning[copy-without-text]: {SCAN}"],
        ),
        (printed(TCVN3), "đạt trên 11 tỷ đồng", [f"{HONG}:11:11: warning[copy-letters-lost]: {FONT}"]),
    ],
    ids=["stands there", "another number", "scan", "old font"],
)
def test_a_clerk_is_told_what_the_copy_says(
    data: bytes, phrase: str, told: list[str], tmp_path: Path
) -> None:
    report = built(with_copy(tmp_path / "site", data, phrase), tmp_path / "output")
    assert [line_of(found) for found in report.problems] == told


def test_the_open_data_lead_to_the_place_in_a_pdf(tmp_path: Path) -> None:
    torn = REPORT.replace("trên 11", "trê n 11")
    project = with_copy(tmp_path / "site", printed(torn), "đạt trên … 103,5 % kế hoạch giao")
    report = built(project, tmp_path / "output")
    (path,) = (path for path in report.files if path.endswith("/figures.csv"))
    rows = csv.DictReader(io.StringIO(report.files[path].decode("utf-8-sig")))
    (row,) = (row for row in rows if row["quote"])
    assert row["quote_before"] == "iển. Thu ngân sách trên địa bàn "
    assert row["quote"] == "đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao"
    assert row["quote_after"] == "; tỷ lệ hộ nghèo giảm còn dưới 0"
