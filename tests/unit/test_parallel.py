import os
import sys

import pytest

from builder.parallel import WORTH_IT, each


def double(number: int) -> int:
    return 2 * number


def process(_: int) -> int:
    return os.getpid()


def refuse(number: int) -> int:
    raise LookupError(number)


@pytest.mark.parametrize("count", [0, 1, WORTH_IT - 1, WORTH_IT, 3 * WORTH_IT + 1])
@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_answers_keep_the_order_of_the_values(count: int, jobs: int) -> None:
    assert each(double, range(count), jobs) == [2 * number for number in range(count)]


def test_few_values_stay_in_this_process() -> None:
    assert set(each(process, range(WORTH_IT - 1), 2)) == {os.getpid()}


def test_one_job_stays_in_this_process() -> None:
    assert set(each(process, range(2 * WORTH_IT), 1)) == {os.getpid()}


@pytest.mark.parametrize("systems", [set[str](), {sys.platform}], ids=["forked", "spawned"])
def test_many_values_go_to_other_processes(systems: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.parallel._NO_FORK", systems)
    met = set(each(process, range(2 * WORTH_IT), 2))
    assert os.getpid() not in met
    assert len(met) <= 2


def test_no_more_processes_are_used_than_there_are_processors_for_this_one() -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        assert set(each(process, range(2 * WORTH_IT), 0)) == {os.getpid()}
    finally:
        os.sched_setaffinity(0, before)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_comes_back_from_wherever_it_happened(jobs: int) -> None:
    with pytest.raises(LookupError):
        each(refuse, range(WORTH_IT), jobs)
