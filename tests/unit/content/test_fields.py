from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, cast

import pytest
from pydantic import TypeAdapter, ValidationError

from builder.content import fields
from builder.problems import catalogue


def given(field: object, value: object) -> Any:  # noqa: ANN401 # each field gives its own type
    adapter: TypeAdapter[Any] = TypeAdapter(cast("Any", field))
    return adapter.validate_python(value)


def refused(field: object, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        given(field, value)
    (error,) = caught.value.errors()
    return error["type"]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (fields.Text, "  Hội trường A ", "Hội trường A"),
        (fields.Text, "no", "no"),
        (fields.Text, "13:00", "13:00"),
        (fields.Title, "Kỳ  họp\n thứ nhất", "Kỳ họp thứ nhất"),
        (fields.Title, "a" * 200, "a" * 200),
        (fields.Slug, "chuyen-de-1", "chuyen-de-1"),
        (fields.Slug, "13", "13"),
        (fields.Day, "2020-12-29", date(2020, 12, 29)),
        (fields.Day, "29/12/2020", date(2020, 12, 29)),
        (fields.Day, "1/2/2020", date(2020, 2, 1)),
        (fields.Day, "2020-2-1", date(2020, 2, 1)),
        (fields.Day, "29/02/2024", date(2024, 2, 29)),
        (fields.FirstDay, "2016", date(2016, 1, 1)),
        (fields.FirstDay, "2016-05-22", date(2016, 5, 22)),
        (fields.LastDay, "2021", date(2021, 12, 31)),
        (fields.LastDay, "22/05/2021", date(2021, 5, 22)),
        (fields.TimeOfDay, "08:00", time(8)),
        (fields.TimeOfDay, "8h30", time(8, 30)),
        (fields.TimeOfDay, "23:59", time(23, 59)),
        (fields.Moment, "2026-11-30 08:00", datetime(2026, 11, 30, 8)),  # noqa: DTZ001 # in the site's zone
        (fields.Moment, "30/11/2026 8:00", datetime(2026, 11, 30, 8)),  # noqa: DTZ001
        (fields.Moment, "2026-11-30T08:00", datetime(2026, 11, 30, 8)),  # noqa: DTZ001
        (fields.Boolean, "true", True),
        (fields.Boolean, "false", False),
        (fields.Count, "0", 0),
        (fields.Count, "010", 10),
        (fields.Number, "0.1", Decimal("0.1")),
        (fields.Number, "1000000000", Decimal(1000000000)),
        (fields.Number, "-2.50", Decimal("-2.50")),
        (fields.Address, "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (fields.BaseUrl, "https://example.org", "https://example.org/"),
        (fields.BaseUrl, "https://example.org/hdnd/", "https://example.org/hdnd/"),
        (fields.Alias, "/cu/ky-hop-13/", "/cu/ky-hop-13/"),
        (fields.Alias, "/cu/ky-hop-13.html", "/cu/ky-hop-13.html"),
        (fields.FileName, "phu-luc/bien ban.pdf", "phu-luc/bien ban.pdf"),
        (fields.Sha256, "AB" * 32, "ab" * 32),
        (fields.LocalisedText, "Ngân sách", {"": "Ngân sách"}),
        (fields.LocalisedText, {"vi": "Ngân sách", "en": " Budget "}, {"vi": "Ngân sách", "en": "Budget"}),
    ],
)
def test_a_text_becomes_what_it_says(field: object, text: object, value: object) -> None:
    found = given(field, text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        (fields.Text, None, "expected-text"),
        (fields.Text, "   ", "expected-text"),
        (fields.Text, ["a"], "expected-text"),
        (fields.Text, {"a": "b"}, "expected-text"),
        (fields.Title, "a" * 201, "title-too-long"),
        (fields.Slug, "Chuyên đề", "not-a-slug"),
        (fields.Slug, "a--b", "not-a-slug"),
        (fields.Slug, "-a", "not-a-slug"),
        (fields.Slug, "a_b", "not-a-slug"),
        (fields.Slug, "../a", "not-a-slug"),
        (fields.Slug, "a" * 81, "not-a-slug"),
        (fields.Day, "hôm nay", "not-a-date"),
        (fields.Day, "28.02.2026", "not-a-date"),
        (fields.Day, "2026-02-28 13:00", "not-a-date"),
        (fields.Day, "20-12-2026", "not-a-date"),
        (fields.Day, "２０２６-01-01", "not-a-date"),
        (fields.Day, "2026-02-30", "no-such-date"),
        (fields.Day, "31/11/2026", "no-such-date"),
        (fields.Day, "2026-13-01", "no-such-date"),
        (fields.Day, "0000-01-01", "no-such-date"),
        (fields.Day, "05/13/2026", "date-order"),
        (fields.FirstDay, "12", "not-a-date"),
        (fields.FirstDay, "9999999", "not-a-date"),
        (fields.TimeOfDay, "780", "not-a-time"),
        (fields.TimeOfDay, "24:00", "not-a-time"),
        (fields.TimeOfDay, "08:60", "not-a-time"),
        (fields.TimeOfDay, "8 giờ", "not-a-time"),
        (fields.Moment, "2026-11-30", "not-a-moment"),
        (fields.Moment, "2026-11-30 08:00:00", "not-a-moment"),
        (fields.Moment, "2026-11-30 08:00+07:00", "not-a-moment"),
        (fields.Moment, "2026-11-31 08:00", "no-such-date"),
        (fields.Moment, "2026-11-30 25:00", "not-a-time"),
        (fields.Boolean, "yes", "not-true-or-false"),
        (fields.Boolean, "True", "not-true-or-false"),
        (fields.Boolean, "1", "not-true-or-false"),
        (fields.Count, "-1", "not-a-count"),
        (fields.Count, "1.0", "not-a-count"),
        (fields.Count, "1_000", "not-a-count"),
        (fields.Count, "1" * 10, "not-a-count"),
        (fields.Count, "１２", "not-a-count"),
        (fields.Number, "1,5", "not-a-decimal"),
        (fields.Number, "1e3", "not-a-decimal"),
        (fields.Number, "nan", "not-a-decimal"),
        (fields.Number, ".inf", "not-a-decimal"),
        (fields.Number, "1" * 19, "not-a-decimal"),
        (fields.Number, "٣", "not-a-decimal"),
        (fields.PeriodField, "năm 2020", "not-a-period"),
        (fields.Address, "example.org", "not-an-address"),
        (fields.Address, "javascript:alert(1)", "not-an-address"),
        (fields.Address, "https://", "not-an-address"),
        (fields.Address, "https://a.vn/ x", "not-an-address"),
        (fields.Address, 'https://a.vn/"><script>', "not-an-address"),
        (fields.Address, "https://[abc", "not-an-address"),
        (fields.Alias, "cu/ky-hop-13/", "not-an-alias"),
        (fields.Alias, "/cu/ky-hop-13", "not-an-alias"),
        (fields.Alias, "/", "not-an-alias"),
        (fields.Alias, "/../a/", "not-an-alias"),
        (fields.Alias, "/a/./b/", "not-an-alias"),
        (fields.Alias, "//a/", "not-an-alias"),
        (fields.Alias, "/kỳ-họp/", "not-an-alias"),
        (fields.Zone, "Hà Nội", "unknown-time-zone"),
        (fields.Zone, "../etc/passwd", "unknown-time-zone"),
        (fields.Zone, "Asia", "unknown-time-zone"),
        (fields.FileName, "/etc/passwd", "not-a-file-name"),
        (fields.FileName, "../a.pdf", "not-a-file-name"),
        (fields.FileName, "a/../../b.pdf", "not-a-file-name"),
        (fields.FileName, ".env", "not-a-file-name"),
        (fields.FileName, "a\\b.pdf", "not-a-file-name"),
        (fields.Sha256, "abc", "not-a-sha256"),
        (fields.LocalisedText, {"vie": "a"}, "not-a-language"),
        (fields.LocalisedText, {"vi": None}, "expected-text"),
        (fields.LocalisedText, {}, "expected-text"),
        (fields.LocalisedText, ["a"], "expected-text"),
    ],
)
def test_what_it_does_not_say_is_refused_under_a_code_of_ours(field: object, text: object, code: str) -> None:
    assert refused(field, text) == code
    assert code in catalogue()


def test_a_month_and_a_day_that_were_exchanged_are_shown_the_other_way_round() -> None:
    with pytest.raises(ValidationError) as caught:
        given(fields.Day, "05/13/2026")
    assert caught.value.errors()[0]["ctx"]["day"] == "13/05/2026"


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "UTC", "America/St_Johns"])
def test_a_time_zone_is_known_by_its_name(zone: str) -> None:
    assert given(fields.Zone, zone).key == zone
