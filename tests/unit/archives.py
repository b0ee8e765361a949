"""Small archives of figures for tests of the ledger: a figure in a line each, read for real."""

from datetime import date
from functools import cache

from builder.model.ledger import match
from builder.model.series import Point, Series
from builder.model.session import Session
from builder.model.statements import Registry
from unit.small import CONTENT, record, write_up

COUNCILS = CONTENT["councils.yaml"]

INDICATORS = """
thu: {name: Thu, unit: tỷ đồng, better: higher}
khac: {name: Khác, unit: tỷ đồng}
nhap: {name: Thu nhập, unit: triệu đồng/người/năm, better: higher}
ho: {name: Hộ nghèo, unit: hộ, better: lower}
tyle: {name: Tỷ lệ hộ nghèo, unit: "%", better: lower}
dat: {name: Đạt, unit: "%", better: higher}
camera: {name: Camera, unit: tổ dân phố, better: higher}
dan: {name: Đàn lợn, unit: con, better: higher}
dien: {name: Diện tích, unit: ha, better: higher}
tuong: {name: Tường, unit: m², better: higher}
tu: {name: Giá trị}
"""
UNITS = """
đồng: {}
triệu đồng: {base: đồng, scale: "1000000"}
tỷ đồng: {base: đồng, scale: "1000000000"}
triệu đồng/người/năm: {base: đồng, scale: "1000000", per: [người, năm]}
triệu đồng/người/tháng: {base: đồng, scale: "1000000", per: [người, tháng]}
"%": {}
hộ: {}
con: {}
nghìn con: {base: con, scale: "1000"}
tổ dân phố: {}
m²: {}
sào: {base: m², scale: "360"}
ha: {base: m², scale: "10000"}
"""
PRESS = "sources: [{id: bai, title: Bài, class: press}]"
FULL = "sources: [{id: bao-cao, title: Báo cáo, class: official, complete: true}]"


def metrics(*entries: str, sources: str = "") -> str:
    """The figures of a session, each `indicator | period | kind | phrase || more: keys; of: it`."""
    lines = ["metrics:"]
    for entry in entries:
        indicator, period, kind, text = (part.strip() for part in entry.split("|", 3))
        more = ""
        if "||" in text:
            text, more = (part.strip() for part in text.split("||"))
        subject = f"name: {indicator[1:]}" if indicator.startswith("*") else f"indicator: {indicator}"
        lines += [f"  - {subject}", f"    period: {period}", f"    {kind}: '{text}'"]
        lines += [f"    {line.strip()}" for line in more.split(";") if line.strip()]
    return "\n".join([*lines, sources])


def archive(*said: tuple[str, str], term: str = "X") -> tuple[Session, ...]:
    """Sessions `(day, figures)` of An Bình, numbered in the order given; figures may be doubtful."""
    found = []
    for number, (day, figures) in enumerate(said, 1):
        text = write_up(figures, number=number, day=f"date: {day}", term=term)
        one = record(text, file=f"content/sessions/{number}.md").record
        assert isinstance(one, Session)
        found.append(one)
    return tuple(found)


def ledger(
    *said: tuple[str, str], now: date = date(2024, 6, 1), councils: str = COUNCILS, term: str = "X"
) -> tuple[Series, ...]:
    """The series of an archive, as they are on a day."""
    return match(archive(*said, term=term), registry(councils), now)


def points(found: tuple[Series, ...], indicator: str = "thu", council: str = "") -> tuple[Point, ...]:
    """What a ledger holds of an indicator."""
    return tuple(
        point
        for one in found
        if one.indicator == indicator and council in {"", one.council}
        for point in one.points
    )


@cache
def registry(councils: str = COUNCILS) -> Registry:
    """What figures are measured by."""
    read = {
        kind: record(text, kind=kind, file=f"content/{kind}.yaml").record
        for kind, text in (("councils", councils), ("indicators", INDICATORS), ("units", UNITS))
    }
    return Registry(**{kind: {one.key: one for one in found} for kind, found in read.items()})  # type: ignore[union-attr, arg-type] # each file asked for is a registry, which is read as a tuple


def row(point: Point) -> tuple[str, str, str, str, list[str]]:
    """A point in words: target, result, state, reason, and what they replaced."""
    return (
        point.target.metric.text if point.target else "",
        point.result.metric.text if point.result else "",
        point.state,
        point.reason,
        [one.metric.text for one in point.superseded],
    )
