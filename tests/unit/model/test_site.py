from datetime import datetime
from pathlib import Path

import pytest

from builder.model.moment import Moment
from builder.model.site import state_of
from unit.small import assembled, session, write_up


def moment(text: str) -> Moment:
    return Moment(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-11-30T07:59:59", "scheduled"),
        ("2026-11-30T08:00", "published"),
        ("2026-12-01", "published"),
        ("2026-11-30", "scheduled"),
    ],
)
def test_an_embargo_ends_at_its_hour(now: str, state: str) -> None:
    assert state_of(session(write_up("embargo: 2026-11-30 08:00")), moment(now)) == state


def test_a_draft_stays_a_draft_even_after_its_embargo() -> None:
    one = session(write_up("draft: true\nembargo: 2020-01-01 08:00"))
    assert state_of(one, moment("2026-11-30")) == "draft"


def test_the_day_of_a_moment_is_its_civil_day() -> None:
    assert moment("2026-11-30T23:59").today.isoformat() == "2026-11-30"


def test_a_council_has_its_own_sessions_only(tmp_path: Path) -> None:
    councils = "".join(
        f"{key}:\n  level: ward\n  names: [{{name: {key}}}]\n  terms: {{X: {{from: 2021}}}}\n"
        for key in ("an-binh", "hoa-binh")
    )
    other = write_up(number=2, day="date: 2022-01-01").replace("council: an-binh", "council: hoa-binh")
    site, found = assembled(
        tmp_path, {"councils.yaml": councils, "sessions/a.md": write_up(), "sessions/b.md": other}
    )
    assert found == ()
    assert [one.file for one in site.of_council("hoa-binh")] == ["content/sessions/b.md"]
