"""The ledger loses nothing, counts nothing twice, and does not care in which order files come."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from unit.archives import archive, metrics, registry

from builder.model.ledger import match
from builder.model.series import Point, Series, Statement, figure_id
from builder.model.session import Session
from builder.model.statements import Registry

COUNCILS = """
an-binh:
  level: ward
  names: [{name: A}]
  terms: {X: {from: 2021, to: 2026}}
  predecessors: [{council: cu, how: merged, date: 2022-07-01}]
cu: {level: ward, names: [{name: B}], terms: {X: {from: 2021, to: 2026}}}
"""
TODAY = date(2024, 6, 1)
PHRASES = (
    "5 tỷ đồng", "trên 5 tỷ đồng", "gần 6 tỷ đồng", "giữ vững", "từ 4 đến 6 tỷ đồng", "giảm 2 tỷ đồng",
    "khoảng 5 tỷ đồng", "7%", "5.000 triệu đồng", "5 tỷ và 6 tỷ đồng", "đạt 103,5% kế hoạch", "tăng 5%",
)  # fmt: skip
FIGURE = st.fixed_dictionaries(
    {
        "what": st.sampled_from(["thu", "khac"]),
        "period": st.sampled_from(["2022", "2023", "term", "2022-01/2022-12", "session"]),
        "kind": st.sampled_from(["result", "result", "target", "target", "task", "decision", "proposal"]),
        "phrase": st.sampled_from(PHRASES),
        "more": st.sampled_from(["", "council: cu", "where: thuế", "part_of: f0"]),
        "revises": st.none() | st.tuples(st.integers(1, 4), st.integers(0, 4)),
    }
)


@st.composite
def archives(draw: st.DrawFn) -> list[Session]:
    """Sessions of one council with figures of every kind, of two councils, which may replace each other."""
    said = []
    for _ in range(draw(st.integers(1, 4))):
        figures = [
            f"{one['what']}|{one['period']}|{one['kind']}|{one['phrase']}||id: f{index}; {one['more']}"
            + (f"; revises: 'an-binh/X/{one['revises'][0]}#f{one['revises'][1]}'" if one["revises"] else "")
            for index, one in enumerate(draw(st.lists(FIGURE, max_size=5)))
        ]
        day = date(2022, 1, 1) + timedelta(days=draw(st.integers(0, 700)))
        said.append((day.isoformat(), metrics(*figures) if figures else ""))
    return list(archive(*said))


def points_of(series: tuple[Series, ...]) -> list[Point]:
    return [point for one in series for point in one.points]


def said_in(point: Point) -> list[Statement]:
    return [one for one in (point.target, point.result, *point.superseded) if one is not None]


@settings(deadline=None, max_examples=100)
@given(archives(), st.randoms())
def test_the_order_of_files_plays_no_part(sessions: list[Session], random: st.DataObject) -> None:
    known = registry(COUNCILS)
    shuffled = list(sessions)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random
    assert match(shuffled, known, TODAY) == match(sessions, known, TODAY)


@settings(deadline=None, max_examples=150)
@given(archives())
def test_nothing_is_lost_and_nothing_counted_twice(sessions: list[Session]) -> None:
    found = points_of(match(sessions, registry(COUNCILS), TODAY))
    kinds = {figure_id(one, metric): metric.kind for one in sessions for metric in one.metrics}
    told = {one.id for point in found for one in said_in(point)}
    assert told == {name for name, kind in kinds.items() if kind in {"result", "target", "task"}}

    promised = Counter(
        one.id for point in found for one in said_in(point) if one.metric.kind in {"target", "task"}
    )
    assert set(promised.values()) <= {1}
    bare = Counter(
        one.id
        for point in found
        if point.target is None
        for one in said_in(point)
        if one.council == point.council
    )
    answering = {one.id for point in found if point.target for one in said_in(point)}
    assert set(bare.values()) <= {1}
    assert not {name for name in bare if name in answering and not _of_heir(found, name)}


def _of_heir(found: list[Point], name: str) -> bool:
    """True for a result that stands beside the target of a council that its own took in."""
    return any(
        one.id == name and one.council != point.council
        for point in found
        if point.target
        for one in said_in(point)
    )


@settings(deadline=None, max_examples=100)
@given(archives())
def test_a_state_says_what_is_there(sessions: list[Session]) -> None:
    for point in points_of(match(sessions, registry(COUNCILS), TODAY)):
        assert bool(point.state) == bool(point.reason) == (point.target is not None)
        if point.state in {"met", "exceeded", "missed", "unclear"}:
            assert point.target is not None
            assert point.result is not None
            assert point.result.session.start >= point.target.session.start
            assert not point.target.metric.reading.doubts
            assert not point.result.metric.reading.doubts
        if point.state in {"pending", "not-found", "not-reported"}:
            assert point.result is None
        days = [one.session.start for one in point.superseded]
        assert days == sorted(days)
        if point.result is not None:
            replaced = [one for one in point.superseded if one.metric.kind == "result"]
            assert all(
                one.session.start <= point.result.session.start or one.metric.revises for one in replaced
            ) or any(one.metric.revises for one in said_in(point))


AMOUNTS = ["{}", "trên {}", "dưới {}", "không quá {}", "gần {}", "khoảng {}", "từ {} trở lên"]
SCALES = {"đồng": 0, "triệu đồng": 6, "tỷ đồng": 9}


def printed(number: Decimal, unit: str) -> str:
    """So many tỷ đồng in a unit, as a Vietnamese report prints it."""
    value = number.scaleb(9 - SCALES[unit])
    whole, _, part = format(value.normalize(), "f").partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "") + f" {unit}"


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(AMOUNTS), st.sampled_from(AMOUNTS),
    st.decimals("0.1", "99", places=3), st.integers(-2, 2), st.permutations(list(SCALES)),
    st.sampled_from(["thu", "khac"]),
)  # fmt: skip
def test_another_scale_of_one_unit_changes_no_state(
    promise: str, report: str, target: Decimal, off: int, units: list[str], indicator: str
) -> None:
    result = max(target + Decimal(off) / 1000, Decimal("0.1"))

    def state(one: str, other: str) -> tuple[str, str]:
        said = (
            ("2021-12-20", metrics(f"{indicator}|2022|target|{promise.format(printed(target, one))}")),
            ("2022-12-20", metrics(f"{indicator}|2022|result|{report.format(printed(result, other))}")),
        )
        (point,) = points_of(match(archive(*said), registry(COUNCILS), TODAY))
        return point.state, point.reason

    assert state(units[0], units[1]) == state("tỷ đồng", "tỷ đồng")


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(AMOUNTS), st.sampled_from(AMOUNTS), st.integers(1, 400), st.integers(1, 400))
def test_the_unit_of_the_series_changes_no_state(promise: str, report: str, target: int, result: int) -> None:
    """Also where the scales are no powers of ten: a sào has 360 m², a ha 27,777… sào."""
    said = archive(
        ("2021-12-20", metrics(f"dien|2022|target|{promise.format(target)} sào")),
        ("2022-12-20", metrics(f"dien|2022|result|{report.format(result)} sào")),
    )
    found = {
        unit: [(point.state, point.reason) for point in points_of(match(said, measured(unit), TODAY))]
        for unit in ("sào", "m²", "ha")
    }
    assert found["sào"] == found["m²"] == found["ha"]


def measured(unit: str) -> Registry:
    """The registry with areas in another unit."""
    known = registry(COUNCILS)
    areas = replace(known.indicators["dien"], unit=unit)
    return Registry(known.councils, {**known.indicators, "dien": areas}, known.units)
