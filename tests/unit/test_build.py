import csv
import hashlib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from builder.build import build
from builder.problems import Span
from builder.report import Options, Report
from unit.small import NOW, codes, project, write, write_up


def made(
    folder: Path,
    files: dict[str, str | bytes] | None = None,
    *,
    publish: bool = True,
    strict: bool = False,
    base_url: str = "",
) -> Report:
    blocking = frozenset({"error", "warning"}) if strict else frozenset({"error"})
    options = Options(folder / "output", NOW, publish=publish, blocking=blocking, base_url=base_url, jobs=1)
    return build(project(folder, files), options)


def test_a_good_site_is_published_and_counted(tmp_path: Path) -> None:
    report = made(tmp_path, {"sessions/a.md": write_up()})
    assert report.problems == ()
    assert (report.written, report.blocked, report.language) == (True, False, "vi")
    assert report.pages == sum(path.suffix == ".html" for path in (tmp_path / "output").rglob("*"))
    assert {path: (tmp_path / "output" / path).read_bytes() for path in report.files} == report.files


def test_checking_does_everything_but_writing(tmp_path: Path) -> None:
    report = made(tmp_path, {"sessions/a.md": write_up()}, publish=False)
    assert report.files
    assert (report.written, report.blocked) == (False, False)
    assert not (tmp_path / "output").exists()


def test_all_problems_of_all_files_come_together_each_at_its_line(tmp_path: Path) -> None:
    report = made(
        tmp_path,
        {
            "topics.yaml": "ngan-sach: {name: A}\nA b: {name: B}\n",
            "sessions/a.md": write_up("topics: [khong-co]"),
            "sessions/b.md": write_up("xyzzy: 1", number=2),
            "sessions/c.md": write_up(body="Một\n\n[a](ftp://b.vn)", number=3),
            "sessions/d.md": "x",
            "sessions/e.exe": b"x",
        },
    )
    found = [(one.at.file.removeprefix("content/"), one.code, one.at) for one in report.problems]
    assert [(file, code) for file, code, _ in found] == [
        ("sessions/a.md", "unknown-topic"),
        ("sessions/b.md", "unknown-key"),
        ("sessions/c.md", "link-scheme"),
        ("sessions/d.md", "front-matter-missing"),
        ("sessions/e.exe", "unknown-file"),
        ("topics.yaml", "key-not-a-slug"),
    ]
    spans = [at for _, _, at in found if isinstance(at, Span)]
    assert [(at.line, at.column) for at in spans] == [(7, 10), (7, 1), (11, 5), (1, 1), (1, 1), (2, 1)]
    assert report.blocked


@pytest.mark.parametrize(("strict", "written"), [(False, True), (True, False)])
def test_a_warning_blocks_only_where_that_is_asked_for(
    tmp_path: Path, *, strict: bool, written: bool
) -> None:
    report = made(tmp_path, {"sessions/a.md": write_up(body="Thu <b>13</b>")}, strict=strict)
    assert set(codes(report.problems)) == {"raw-html"}
    assert report.written == written


def test_without_settings_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    report = made(tmp_path, {"site.yaml": "title: A\n", "sessions/a.md": write_up("xyzzy: 1")})
    assert set(codes(report.problems)) == {"missing-key", "unknown-key"}
    assert report.blocked


def test_the_clock_is_asked_once_in_the_sites_zone_and_only_when_no_day_is_given(tmp_path: Path) -> None:
    asked: list[str] = []

    def now(zone: ZoneInfo) -> datetime:
        asked.append(zone.key)
        return datetime(2026, 11, 30, 8, 0, tzinfo=zone)

    site = project(tmp_path, {"sessions/a.md": write_up("embargo: 2026-11-30 08:00")})
    steps: list[str] = []
    report = build(site, Options(tmp_path / "output", jobs=1), lambda step, _: steps.append(step), now)
    assert (asked, report.counts.scheduled) == (["Asia/Ho_Chi_Minh"], 0)
    assert steps == ["read", "assemble", "render", "write"]
    build(site, Options(tmp_path / "output", NOW, jobs=1), now=now)
    assert asked == ["Asia/Ho_Chi_Minh"]


def test_another_address_of_the_site_ends_in_one_slash(tmp_path: Path) -> None:
    shown = "<!doctype html><title>x</title>{{ site.base_url }}"
    project(tmp_path)
    write(tmp_path, {"themes/tiny/templates/home.html": shown})
    for url in ("https://a.vn/hdnd", "https://a.vn/hdnd/", "https://a.vn/hdnd//"):
        options = Options(tmp_path / "output", NOW, publish=False, base_url=url, jobs=1)
        assert build(tmp_path, options).files["index.html"].decode().endswith("https://a.vn/hdnd/")


def test_one_bad_page_never_spoils_another(tmp_path: Path) -> None:
    good = {f"sessions/{n}.md": write_up(number=n, body=f"Trang {n}[^1]\n\n[^1]: x") for n in range(1, 6)}
    before = made(tmp_path / "good", {**good}, publish=False).files
    bad = write_up("status: cancelled", "Sai <b>", number=9)
    after = made(tmp_path / "bad", {**good, "sessions/9.md": bad}, publish=False).files
    pages = [path for path in before if "ky-hop-" in path]
    assert len(pages) == 5
    assert {path: before[path] for path in pages} == {path: after[path] for path in pages}


SOURCE = """
sources: [{id: bao-cao, title: Báo cáo, class: official, file: %s, sha256: %s%s}]
metrics: [{name: Thu ngân sách, period: 2022, result: "đạt trên 11 tỷ đồng", source: bao-cao}]
"""


@pytest.mark.parametrize(
    ("name", "publish", "offered"),
    [("a.txt", "", False), ("a.txt", ", publish: true", True), ("a.html", "", False)],
)
def test_a_copy_of_a_source_is_compared_and_published_only_when_its_editors_say_so(
    name: str,
    publish: str,
    offered: bool,
    tmp_path: Path,  # a case of three
) -> None:
    copy = "<p>Thu ngân sách đạt <b>trên 11 tỷ</b> đồng, năm 2022.".encode()
    if name == "a.txt":
        copy = "Thu ngân sách đạt trên 11 tỷ\nđồng, năm 2022.".encode()
    said = SOURCE % (name, hashlib.sha256(copy).hexdigest(), publish)
    text = write_up(said, body="Thu ngân sách đạt trên 11 tỷ đồng.")
    report = made(tmp_path, {"sessions/a.md": text, f"sessions/{name}": copy})
    assert report.problems == ()
    assert [path for path, data in report.files.items() if data == copy] == (
        ["an-binh/khoa-x/ky-hop-1/a.txt"] if offered else []
    )
    (row,) = csv.DictReader(report.files["du-lieu/figures.csv"].decode().splitlines())
    assert row["quote"] == "đạt trên 11 tỷ đồng"
    assert (row["quote_before"], row["quote_after"]) == ("Thu ngân sách ", ", năm 2022.")
