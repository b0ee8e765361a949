from pathlib import Path

import pytest

from builder.problems import Place, Problem
from unit.small import CONTENT, assembled, codes, values, write_up

FILE = "content/sessions/a.md"


def problems(folder: Path, text: str, **registries: str) -> tuple[Problem, ...]:
    files: dict[str, str | bytes] = {f"{name}.yaml": given for name, given in registries.items()}
    return assembled(folder, {"sessions/a.md": text, **files})[1]


@pytest.mark.parametrize(
    ("extra", "code", "path", "like"),
    [
        ("topics: [ngan-sach, ngan-sac]", "unknown-topic", ("topics", 1), "ngan-sach"),
        (
            "metrics: [{indicator: thu-ngan-sac, period: 2022, result: 1}]",
            "unknown-indicator",
            ("metrics", 0, "indicator"),
            "thu-ngan-sach",
        ),
        (
            "metrics: [{name: A, period: 2022, result: 1, council: an-bin}]",
            "unknown-council",
            ("metrics", 0, "council"),
            "an-binh",
        ),
        (
            "sources: [{id: bao-cao, title: A, class: official}]\nmetrics: [{name: A, period: 2022, result: 1, source: bao-co}]",
            "unknown-source",
            ("metrics", 0, "source"),
            "bao-cao",
        ),
        (
            "metrics: [{name: A, period: 2022, task: a, part_of: 2022-b-resul}, {name: B, period: 2022, result: 2}]",
            "unknown-figure",
            ("metrics", 0, "part_of"),
            "2022-b-result",
        ),
        (
            "metrics: [{name: A, period: 2022, result: 1}]\ncorrections: [{date: 2022-07-01, figure: 2022-a-resut, was: 1, now: 2, why: x}]",
            "unknown-figure",
            ("corrections", 0, "figure"),
            "2022-a-result",
        ),
        (
            "resolutions: [{number: 1/NQ, title: A}, {number: 1-NQ, title: B}]",
            "duplicate-resolution",
            ("resolutions", 1, "number"),
            None,
        ),
        (
            "sources: [{id: a, title: A, class: press}, {id: a, title: B, class: press}]",
            "duplicate-source",
            ("sources", 1, "id"),
            None,
        ),
    ],
)
def test_a_reference_into_nothing_is_told_at_its_place(
    tmp_path: Path, extra: str, code: str, path: tuple[str | int, ...], like: str | None
) -> None:
    (found,) = problems(tmp_path, write_up(extra))
    assert found.code == code
    assert found.at == Place(FILE, path)
    assert values(found).get("nearest") == like


def test_two_figures_with_one_id_are_told_at_the_second(tmp_path: Path) -> None:
    rows = (f"{{name: {name}, period: 2022, result: 1}}" for name in ("A", "B", "a"))
    twice = f"metrics: [{', '.join(rows)}]"
    (found,) = problems(tmp_path, write_up(twice))
    assert found.code == "duplicate-figure"
    assert found.at.file == FILE
    assert isinstance(found.at, Place)
    assert found.at.path[:2] == ("metrics", 2)
    assert values(found) == {"first": "1", "id": "2022-a-result"}


def test_an_id_of_its_own_makes_a_second_figure_possible(tmp_path: Path) -> None:
    twice = "metrics: [{name: A, period: 2022, result: 1}, {name: A, period: 2022, result: 1, id: a-2}]"
    assert problems(tmp_path, write_up(twice)) == ()


def test_a_session_of_an_unknown_council_is_one_problem(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, write_up().replace("council: an-binh", "council: an-bin"))
    assert (found.code, found.at, values(found)["nearest"]) == (
        "unknown-council",
        Place(FILE, ("council",)),
        "an-binh",
    )


def test_a_session_of_an_unknown_term_is_one_problem_that_lists_the_terms(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, write_up(term="XX"))
    assert (found.code, found.at) == ("unknown-term", Place(FILE, ("term",)))
    assert values(found)["known"] == "IX, X"


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        ("date: 2020-12-31", True),
        ("date: 2021-01-01", False),
        ("date: 2026-11-20", False),
        ("from: 2026-12-30\nto: 2027-01-02\nstatus: announced", True),
    ],
)
def test_a_session_outside_its_term_is_a_warning(
    tmp_path: Path, day: str, outside: bool
) -> None:  # a column of the table
    found = problems(tmp_path, write_up(day=day))
    assert codes(found) == ["date-outside-term"] * outside
    assert {one.severity for one in found} <= {"warning"}


def test_a_term_that_runs_has_no_end_to_lie_beyond(tmp_path: Path) -> None:
    running = CONTENT["councils.yaml"].replace("{from: 2021, to: 2026}", "{from: 2021}")
    text = write_up("status: announced", day="date: 2040-01-01")
    assert problems(tmp_path, text, councils=running) == ()


def test_a_term_that_ends_before_it_begins_is_told_at_its_end(tmp_path: Path) -> None:
    wrong = CONTENT["councils.yaml"].replace("{from: 2016, to: 2021}", "{from: 2016, to: 2015}")
    (found,) = problems(tmp_path, write_up(), councils=wrong)
    assert (found.code, found.at) == (
        "term-backwards",
        Place("content/councils.yaml", ("an-binh", "terms", "IX", "to")),
    )


def test_registries_refer_to_each_other_too(tmp_path: Path) -> None:
    councils = CONTENT["councils.yaml"] + "  predecessors: [{council: an-bin, how: renamed}]\n"
    indicators = "a: {name: A, topic: ngan-sac, unit: tỷ đồn}\n"
    found = problems(tmp_path, write_up(), councils=councils, indicators=indicators)
    assert [(one.code, values(one)["nearest"]) for one in found] == [
        ("unknown-council", "an-binh"),
        ("unknown-topic", "ngan-sach"),
        ("unknown-unit", "tỷ đồng"),
    ]


def test_a_reference_to_a_broken_entry_is_not_a_second_mistake(tmp_path: Path) -> None:
    topics = CONTENT["topics.yaml"] + "giao-thong: {nam: Giao thông}\n"
    found = problems(tmp_path, write_up("topics: [giao-thong, giao-thon]"), topics=topics)
    assert [(one.code, values(one)["key"]) for one in found] == [("unknown-topic", "giao-thon")]


def test_a_council_may_not_take_a_word_of_addresses(tmp_path: Path) -> None:
    councils = CONTENT["councils.yaml"] + "nam:\n  level: ward\n  names: [{name: Năm}]\n  terms: {}\n"
    (found,) = problems(tmp_path, write_up(), councils=councils)
    assert isinstance(found.at, Place)
    assert (found.code, found.at.file, found.at.path) == ("reserved-word", "content/councils.yaml", ("nam",))
