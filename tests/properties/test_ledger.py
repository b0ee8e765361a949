"""The ledger loses nothing, counts nothing twice, and does not care in which order files come."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from unit.small import session, write_up

from builder.model.council import Council, CouncilName, Term
from builder.model.indicator import Indicator
from builder.model.ledger import match
from builder.model.series import Series, Statement, figure_id
from builder.model.session import Session
from builder.model.statements import Registry

TERM = Term("X", date(2021, 1, 1), date(2026, 12, 31))
REGISTRY = Registry(
    {"an-binh": Council("an-binh", "ward", (CouncilName("A", None),), "", {"X": TERM}, ())},
    {key: Indicator(key, {"": key}, "", "hộ", "higher", (Decimal(0), Decimal(9)), {}) for key in ("a", "b")},
    {},
)
PHRASES = ("5 hộ", "trên 5 hộ", "gần 6 hộ", "giữ vững", "từ 4 đến 6 hộ", "giảm 2 hộ", "khoảng 5 hộ", "7%")
FIGURE = st.tuples(
    st.sampled_from("ab"),
    st.sampled_from(["2022", "2023", "term", "2022-01/2022-12"]),
    st.sampled_from(["result", "target", "task"]),
    st.sampled_from(PHRASES),
)


@st.composite
def archives(draw: st.DrawFn) -> list[Session]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        figures = draw(st.lists(FIGURE, max_size=5))
        lines = [
            f"  - {{indicator: {what}, period: {period}, {kind}: '{phrase}', id: f{index}}}"
            for index, (what, period, kind, phrase) in enumerate(figures)
        ]
        day = date(2022, 1, 1) + timedelta(days=draw(st.integers(0, 700)))
        extra = "metrics:\n" + "\n".join(lines) if lines else ""
        made.append(session(write_up(extra, number=number + 1, day=f"date: {day}"), file=f"{number}.md"))
    return made


def told(series: tuple[Series, ...]) -> list[Statement]:
    points = [point for one in series for point in one.points]
    return [
        said
        for point in points
        for said in (point.target, point.result, *point.superseded)
        if said is not None
    ]


@settings(deadline=None, max_examples=150)
@given(archives(), st.randoms())
def test_a_ledger_is_whole_and_does_not_depend_on_the_order_of_files(
    sessions: list[Session], random: st.DataObject
) -> None:
    series = match(sessions, REGISTRY, date(2024, 6, 1))
    shuffled = list(sessions)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random
    assert match(shuffled, REGISTRY, date(2024, 6, 1)) == series
    every = {figure_id(one, metric) for one in sessions for metric in one.metrics}
    assert {said.id for said in told(series)} == every
    points = [point for one in series for point in one.points]
    targets = [point.target.id for point in points if point.target]
    replaced = [said.id for point in points for said in point.superseded if said.metric.kind != "result"]
    assert len(targets + replaced) == len(set(targets + replaced))
    bare = [point.result.id for point in points if point.result and not point.target]
    answering = {point.result.id for point in points if point.result and point.target}
    assert len(bare) == len(set(bare))
    assert not set(bare) & answering
    for point in points:
        assert bool(point.state) == (point.target is not None)
