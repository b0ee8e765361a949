"""Periods, routes, order and assembly, for everything that can be written."""

import random
from datetime import date
from typing import Any

import pytest
from files import pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from unit.small import NOW, project, records, session, write_up

from builder.content.slugs import slug_of
from builder.model.assemble import assemble
from builder.model.collation import vietnamese
from builder.model.moment import Moment
from builder.model.period import parse_period
from builder.model.routes import Routes
from builder.model.settings import UrlWords
from builder.plan import collisions

SETTINGS = settings(deadline=None, database=None, derandomize=True, max_examples=150)
KEY = st.lists(st.text("abz019", min_size=1, max_size=3), min_size=1, max_size=3).map("-".join)
SIMPLE = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda day: day.isoformat()),
    st.tuples(
        st.integers(1900, 2100),
        st.sampled_from(
            ["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4", *(f"-{month:02d}" for month in range(1, 13))]
        ),
    ).map(lambda two: f"{two[0]}{two[1]}"),
)


@SETTINGS
@given(SIMPLE)
def test_a_period_keeps_its_code_and_its_days_stand_in_order(code: str) -> None:
    period = parse_period(code)
    assert period.code == code
    assert period.first is not None
    assert period.last is not None
    assert period.first <= period.last
    assert code.startswith(str(period.first.year))
    assert period.last.year == period.first.year


@SETTINGS
@given(SIMPLE, SIMPLE)
def test_an_interval_is_one_exactly_when_it_does_not_end_before_it_begins(one: str, other: str) -> None:
    begin, end = parse_period(one), parse_period(other)
    assert begin.first is not None
    assert end.last is not None
    if end.last < begin.first:
        with pytest.raises(ValueError, match="/"):
            parse_period(f"{one}/{other}")
    else:
        period = parse_period(f"{one}/{other}")
        assert (period.first, period.last, period.kind) == (begin.first, end.last, "interval")
        assert period.ends == (begin, end)


@SETTINGS
@given(st.text(max_size=20))
def test_any_text_is_a_period_or_no_period_and_nothing_else_happens(text: str) -> None:
    try:
        assert parse_period(text).code == text
    except ValueError:
        assert text not in {"term", "session"}


@SETTINGS
@given(
    st.sets(
        st.tuples(KEY, st.text("IVX", min_size=1, max_size=4), st.integers(1, 99)), min_size=2, max_size=8
    )
)
def test_different_sessions_have_different_addresses_and_none_stands_in_anothers_way(
    keys: set[tuple[str, str, int]],
) -> None:
    routes = Routes(UrlWords())
    made = session(write_up())
    addresses = [
        routes.session(replace(made, council=council, term=term, slug=str(number), number=number))
        for council, term, number in sorted(keys)
    ]
    assert len(set(addresses)) == len(keys)
    assert list(collisions((f"{one}index.html", "") for one in addresses)) == []


@SETTINGS
@given(st.sets(KEY, min_size=2, max_size=10))
def test_different_keys_have_different_addresses(keys: set[str]) -> None:
    routes = Routes(UrlWords())
    for address in (routes.topic, routes.indicator, routes.council, routes.page):
        assert len({address(key) for key in keys}) == len(keys)


@SETTINGS
@given(st.text(max_size=40))
def test_a_slug_is_made_once_and_stays(text: str) -> None:
    assert slug_of(slug_of(text)) == slug_of(text)


@SETTINGS
@given(st.lists(st.text("aăâđbàảãáạâầ Đ1", max_size=6), max_size=8))
def test_the_order_of_names_does_not_depend_on_where_they_came_from(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=vietnamese) == sorted(backwards, key=vietnamese)


@pytest.fixture(scope="module")
def given_records(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 # Records, whose fields are shuffled
    """Records of a site with everything in it, and a few mistakes between its files."""
    files: dict[str, str | bytes] = {
        f"sessions/{n}.md": write_up(
            "topics: [ngan-sach]\ndocuments: [{title: A, file: a.pdf}]\n"
            + ("draft: true\n" if n == 3 else ""),
            f"[a]({(n + 1) % 6}.md) [b](indicator:thu-ngan-sach) [c](khong-co.md)\n\n## A",
            number=n % 5,
            day=f"date: 2022-0{1 + n % 3}-01",
        )
        for n in range(6)
    }
    files |= {f"pages/{name}.md": "---\ntitle: A\n---\n\n[a](../sessions/1.md)\n" for name in "abc"}
    files |= {"sessions/a.pdf": pdf("x"), "sessions/b.pdf": pdf("y")}
    return records(project(tmp_path_factory.mktemp("records"), files))


@settings(SETTINGS, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_the_order_of_source_files_plays_no_part(given_records: Any, seed: int) -> None:  # noqa: ANN401
    def shuffled(things: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.Random(seed).sample(things, len(things)))  # noqa: S311 # a disorder that can be repeated

    other = replace(
        given_records,
        sessions=shuffled(given_records.sessions),
        pages=shuffled(given_records.pages),
        attachments=shuffled(given_records.attachments),
    )
    site, problems = assemble(given_records, Moment(NOW))
    again, found = assemble(other, Moment(NOW))
    assert problems
    assert set(found) == set(problems)
    assert again == site
