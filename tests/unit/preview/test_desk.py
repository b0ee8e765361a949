from pathlib import Path

import pytest

from builder.model.moment import Counts
from builder.preview.desk import Desk
from builder.preview.state import PAGE, SHEET
from builder.report import Report

GOOD = Report((), {}, {}, 0, Counts(0, 0, 0), "vi", written=True, blocked=False)
BLOCKED = Report((), {}, {}, 0, Counts(0, 0, 0), "vi", written=False, blocked=True)
TEXT, CSS = Path("content/pages/a.md"), Path("themes/mau/assets/site.css")


@pytest.mark.parametrize(
    ("builds", "told"),
    [
        ([(GOOD, TEXT)], [PAGE, ""]),
        ([(GOOD, CSS)], [SHEET, ""]),
        ([(GOOD, CSS), (GOOD, CSS)], [SHEET, SHEET, ""]),
        ([(GOOD, TEXT), (GOOD, CSS)], [PAGE, SHEET, ""]),
        ([(GOOD, CSS), (GOOD, TEXT)], [PAGE, PAGE, ""]),
        ([(BLOCKED, CSS), (GOOD, CSS)], [PAGE, PAGE, ""]),
        ([(None, TEXT), (GOOD, CSS)], [PAGE, PAGE, ""]),
    ],
)
def test_a_page_is_told_what_it_has_missed(
    tmp_path: Path, builds: list[tuple[Report | None, Path]], told: list[str]
) -> None:
    """A style sheet alone is swapped; an overlay only goes away when its page is opened again."""
    desk = Desk(tmp_path, tmp_path, None, follow=False)
    desk.take(GOOD, "", ())
    first = desk.shown.serial
    for report, saved in builds:
        desk.take(report, "", (saved,))
    assert [desk.shown.told(first + number) for number in range(len(builds) + 1)] == told


def test_a_page_of_an_earlier_preview_is_opened_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, tmp_path, None, follow=False)
    desk.take(GOOD, "", ())
    assert {desk.shown.told(seen) for seen in (0, 3, desk.shown.serial + 1)} == {PAGE}
