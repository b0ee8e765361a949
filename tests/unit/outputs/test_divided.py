"""Lists of any length, as they are divided into pages."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from builder.outputs.divided import PART, TOGETHER, Stretch, by_year, stretches

FIRST = date(2016, 1, 1)
COUNTS = [0, 1, TOGETHER, TOGETHER + 1, TOGETHER + PART, TOGETHER + PART + 1, 500]
Pages = dict[str, tuple[Stretch, Sequence[int]]]


def pages(count: int) -> Pages:
    """The pages of a list of so many entries, one for each day."""
    found = stretches(
        "nam/2016/",
        lambda address, number: f"{address}phan-{number}/",
        lambda address: address,
        range(count),
        lambda n: FIRST + timedelta(days=n),
    )
    return {address: (stretch, entries) for address, stretch, entries in found}


@pytest.mark.parametrize("count", COUNTS)
def test_every_entry_stands_on_one_page_and_no_page_is_long(count: int) -> None:
    found = pages(count)
    assert sorted(one for _, entries in found.values() for one in entries) == list(range(count))
    assert all(len(entries) == PART for stretch, entries in found.values() if stretch.part)
    assert len(found["nam/2016/"][1]) <= TOGETHER
    assert len(found) == 1 or len(found["nam/2016/"][1]) > TOGETHER - PART


@pytest.mark.parametrize("count", COUNTS)
def test_the_way_from_the_newest_page_leads_through_all_and_back(count: int) -> None:
    found = pages(count)
    way = ["nam/2016/"]
    while older := found[way[-1]][0].older:
        assert found[older][0].newer == way[-1]
        way.append(older)
    assert sorted(way) == sorted(found)
    parts = found["nam/2016/"][0].parts
    assert [one.href for one in parts] == way[1:]
    for one in parts:
        entries = found[one.href][1]
        assert one.first == FIRST + timedelta(days=entries[0])
        assert one.last == FIRST + timedelta(days=entries[-1])


@pytest.mark.parametrize("count", range(TOGETHER + 3 * PART))
def test_a_new_entry_changes_the_newest_page_and_at_most_a_link_of_the_one_before(count: int) -> None:
    before, after = pages(count), pages(count + 1)
    changed = {address for address in before if after[address] != before[address]}
    assert "nam/2016/" in changed
    assert changed <= {"nam/2016/", before["nam/2016/"][0].older}
    assert all(after[address][1] == before[address][1] for address in changed - {"nam/2016/"})


def test_years_come_newest_first_and_their_entries_as_they_were() -> None:
    found = by_year([(2019, "a"), (2021, "b"), (2019, "c")], lambda one: one[0])
    assert list(found.items()) == [(2021, [(2021, "b")]), (2019, [(2019, "a"), (2019, "c")])]
