from pathlib import Path

import pytest
from make import TODAY, built

from builder.begin.session import new_session
from builder.begin.site import begin_site
from builder.journey import site_of
from builder.problems import ContentError


def test_the_site_to_begin_with_has_nothing_wrong_and_shows_what_it_is_about(tmp_path: Path) -> None:
    folder = tmp_path / "trang"
    written = begin_site(folder)
    assert {"README.md", ".gitignore", "pre-commit", "settings.json"} <= {path.name for path in written}
    report = built(folder, folder / "output")
    assert report.problems == ()
    site = site_of(folder, lambda _: TODAY)
    assert site is not None
    states = {(one.indicator, point.period.code): point.state for one in site.series for point in one.points}
    assert states["thu-ngan-sach", "2025"] == "met"
    assert states["thu-ngan-sach", "2026"] == "pending"


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "của-tôi.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ContentError):
        begin_site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["của-tôi.txt"]


def test_a_new_session_waits_for_the_targets_of_earlier_ones(tmp_path: Path) -> None:
    folder = tmp_path / "trang"
    begin_site(folder)
    site = site_of(folder, lambda _: TODAY)
    assert site is not None
    path = new_session(folder, None, None, "14", "16/12/2026", (site.sessions, site.series))
    assert built(folder, folder / "output").problems == ()
    text = path.read_text(encoding="utf-8")
    assert "#   - indicator: thu-ngan-sach\n#     period: 2026\n#     result:\n" in text
    assert "# Chỉ tiêu: đạt trên 12 tỷ đồng" in text
    assert "2025 đạt trên 11 tỷ đồng, đạt" not in text
    assert "## Nhiệm vụ năm 2026" in text
    filled = "".join(line.removeprefix("# ") for line in text.splitlines(keepends=True))
    filled = filled.replace("    result:\n", "    result: đạt trên 12,5 tỷ đồng\n", 1)
    metrics, waiting = filled.split("  # Chỉ tiêu: dưới 0,52%", 1)
    body = waiting.partition("\n---\n")[2] + "\nThu ngân sách đạt trên 12,5 tỷ đồng.\n"
    path.write_text(f"{metrics.rstrip()}\n---\n{body}", encoding="utf-8")
    shown = site_of(folder, lambda _: TODAY)
    assert shown is not None
    points = {(one.indicator, point.period.code): point for one in shown.series for point in one.points}
    answered = points["thu-ngan-sach", "2026"]
    assert answered.result is not None
    assert answered.result.metric.text == "đạt trên 12,5 tỷ đồng"
    assert answered.state == "met"
