"""Calendars as the program of a subscriber reads them."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar as Read

from builder.outputs.calendar import NEWEST
from builder.outputs.whole import plan_site
from builder.plan import Calendar
from builder.publish.calendar import written
from unit.small import CONTENT, assembled, write_up

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FILES = {
    "sessions/a.md": write_up("starts: 7h30\nplace: Hội trường, tầng 2; nhà A\nsummary: Thu 13 tỷ."),
    "sessions/b.md": write_up("starts: 8h00", number=2, day="from: 2022-12-15\nto: 2022-12-16"),
    "sessions/c.md": write_up("status: cancelled", number="chuyen-de-1", day="date: 2023-03-01").replace(
        "status: cancelled", "status: cancelled\nkind: thematic"
    ),
    "sessions/d.md": write_up(
        "status: announced\nstarts: 8h00\n"
        "sources: [{id: a, title: Giấy mời, class: official, retrieved: 2026-11-02}]",
        number=4,
        day="date: 2026-12-20",
    ),
}


def files(
    folder: Path, content: dict[str, str], *, drafts: bool = False, portable: bool = False
) -> dict[str, bytes]:
    site, _ = assembled(folder, content, drafts=drafts)
    plan = plan_site(site, portable=portable, preview=drafts)
    return {one.path: written(one.recipe) for one in plan.outputs if isinstance(one.recipe, Calendar)}


def read(data: bytes) -> Any:  # noqa: ANN401 # its properties are of a dozen types, and each test knows which
    """A calendar as icalendar reads it."""
    return Read.from_ical(data.decode())


def events(data: bytes) -> dict[str, Any]:
    """Events by their UID; what RFC 5545 requires must be there."""
    calendar = read(data)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    found = {str(one["UID"]): one for one in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    assert all(one["DTSTAMP"].dt.utcoffset() == timedelta(0) for one in found.values())
    return found


def test_an_hour_is_the_hour_of_the_sites_zone_and_the_zone_is_told(tmp_path: Path) -> None:
    data = files(tmp_path, FILES)["calendar.ics"]
    one = events(data)["an-binh-x-1@example.org"]
    assert one["DTSTART"].dt == datetime(2022, 6, 15, 7, 30, tzinfo=ZONE)
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20220615T073000\r\n" in data
    (zone,) = read(data).walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Ho_Chi_Minh"
    assert zone.to_tz().utcoffset(datetime(2022, 6, 15, 7, 30)) == timedelta(hours=7)  # noqa: DTZ001 # civil
    assert "DTEND" not in one, "nobody said when it ended"


def test_a_session_without_an_hour_or_of_several_days_takes_whole_days(tmp_path: Path) -> None:
    found = events(files(tmp_path, FILES)["calendar.ics"])
    two, off = found["an-binh-x-2@example.org"], found["an-binh-x-chuyen-de-1@example.org"]
    assert (two["DTSTART"].dt, two["DTEND"].dt) == (date(2022, 12, 15), date(2022, 12, 17))
    assert "Bắt đầu lúc 08:00." in two["DESCRIPTION"]
    assert (off["DTSTART"].dt, off["DTEND"].dt) == (date(2023, 3, 1), date(2023, 3, 2))


def test_everything_a_subscriber_sees(tmp_path: Path) -> None:
    found = events(files(tmp_path, FILES)["an-binh/calendar.ics"])
    one = found["an-binh-x-1@example.org"]
    assert one["SUMMARY"] == "Kỳ họp thứ nhất, HĐND phường An Bình"
    assert one["LOCATION"] == "Hội trường, tầng 2; nhà A"
    assert one["URL"] == "https://example.org/an-binh/khoa-x/ky-hop-1/"
    assert one["DESCRIPTION"] == "Kỳ họp\nThu 13 tỷ.\nhttps://example.org/an-binh/khoa-x/ky-hop-1/"
    assert {key.partition("@")[0]: str(event["STATUS"]) for key, event in found.items()} == {
        "an-binh-x-1": "CONFIRMED",
        "an-binh-x-2": "CONFIRMED",
        "an-binh-x-chuyen-de-1": "CANCELLED",
        "an-binh-x-4": "CONFIRMED",
    }
    off = found["an-binh-x-chuyen-de-1@example.org"]
    assert off["SUMMARY"] == "Kỳ họp chuyên đề, HĐND phường An Bình"
    assert off["DESCRIPTION"].startswith("Kỳ họp này đã bị hủy.\n")


def test_the_stamp_is_the_day_of_its_news_and_not_of_the_build(tmp_path: Path) -> None:
    found = events(files(tmp_path, FILES)["calendar.ics"])
    assert found["an-binh-x-1@example.org"]["DTSTAMP"].dt == datetime(2022, 6, 15, tzinfo=ZONE)
    assert found["an-binh-x-4@example.org"]["DTSTAMP"].dt == datetime(2026, 11, 2, tzinfo=ZONE)


def test_lines_are_folded_and_ended_as_rfc_5545_says(tmp_path: Path) -> None:
    for data in files(tmp_path, FILES).values():
        assert data.count(b"\n") == data.count(b"\r\n")
        assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_a_zone_with_summer_time_is_told_with_its_changes(tmp_path: Path) -> None:
    settings = CONTENT["site.yaml"].replace("Asia/Ho_Chi_Minh", "Europe/Paris")
    content = {
        "site.yaml": settings,
        "sessions/a.md": write_up("starts: 7h30"),
        "sessions/b.md": write_up("starts: 7h30", number=2, day="date: 2022-12-15"),
    }
    calendar = read(files(tmp_path, content)["calendar.ics"])
    (zone,) = calendar.walk("VTIMEZONE")
    assert {one.name for one in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    offsets = [event["DTSTART"].dt.utcoffset() for event in calendar.walk("VEVENT")]
    assert offsets == [timedelta(hours=2), timedelta(hours=1)]


@pytest.mark.parametrize("extra", ["draft: true", "embargo: 2027-01-01 08:00", "withdrawn: Đăng nhầm."])
@pytest.mark.parametrize("drafts", [False, True])
def test_what_is_not_public_leaves_no_trace(tmp_path: Path, extra: str, *, drafts: bool) -> None:
    for data in files(tmp_path, {"sessions/a.md": write_up(extra, title="MARKER")}, drafts=drafts).values():
        assert b"MARKER" not in data
        assert events(data) == {}


def test_only_the_newest_sessions_stand_in_a_calendar(tmp_path: Path) -> None:
    content = {
        f"sessions/{n}.md": write_up("", number=n, day=f"date: 2022-{n // 28 + 1:02}-{n % 28 + 1:02}")
        for n in range(1, NEWEST + 3)
    }
    found = events(files(tmp_path, content)["calendar.ics"])
    assert len(found) == NEWEST
    assert "an-binh-x-2@example.org" not in found
    assert "an-binh-x-3@example.org" in found


def test_a_portable_build_has_none(tmp_path: Path) -> None:
    assert files(tmp_path, FILES, portable=True) == {}
