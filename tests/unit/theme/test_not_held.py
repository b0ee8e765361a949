"""What the page of a session says that was not held: nothing was reported, set or passed there."""

from pathlib import Path

import make
import pytest

from unit.small import write, write_up

FIGURES = (
    "metrics:\n"
    "  - {indicator: thu-ngan-sach, period: 2026, result: đạt 12 tỷ đồng}\n"
    "  - {indicator: thu-ngan-sach, period: 2027, target: đạt 13 tỷ đồng}"
)
SAID = ("Kết quả báo cáo tại kỳ họp này", "Chỉ tiêu đặt ra tại kỳ họp này")
PAPERS = ("Kết quả nêu trong tài liệu kỳ họp", "Chỉ tiêu nêu trong tài liệu kỳ họp")


@pytest.mark.parametrize(
    ("status", "day", "held"),
    [("held", "2026-11-01", True), ("announced", "2026-12-20", False), ("cancelled", "2026-11-01", False)],
)
def test_only_a_session_that_was_held_reported_and_set_anything(
    tmp_path: Path, status: str, day: str, *, held: bool
) -> None:
    project = make.site(tmp_path / "site")
    settings = project / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("theme: tiny", "theme: gazette"), "utf-8")
    text = write_up(f"status: {status}\n{FIGURES}", number=77, day=f"date: {day}", term="IX")
    write(project, {"content/sessions/x.md": text})
    report = make.built(project, project / "output")
    assert report.written
    (page,) = (path for path in (project / "output").rglob("ky-hop-77/index.html"))
    html = page.read_text("utf-8")
    assert [one in html for one in (*SAID, *PAPERS)] == [held, held, not held, not held]
