from typing import TypeVar

import pytest
from pydantic import BaseModel

from builder.content import schema
from builder.content.front_matter import read_yaml
from builder.content.validate import shaped
from builder.problems import Problem, Span, catalogue
from unit.small import codes, values

S = TypeVar("S", bound=BaseModel)
REQUIRED = "title: A\ncouncil: a\nterm: X\nsession: 1\n"


def wrong(text: str, shape: type[BaseModel] = schema.SessionShape, *path: str) -> list[Problem]:
    record, found = shaped(read_yaml("a.yaml", text.encode()), shape, path)
    assert (record is None) == bool(found)
    assert {one.code for one in found} <= set(catalogue())
    return found


def at(found: Problem) -> tuple[int, int, int]:
    assert isinstance(found.at, Span)
    return found.at.line, found.at.column, found.at.length


def test_what_is_right_becomes_the_shape() -> None:
    shape, found = shaped(read_yaml("a.yaml", REQUIRED.encode()), schema.SessionShape)
    assert found == []
    assert shape is not None
    assert (shape.title, shape.kind, shape.status, shape.draft) == ("A", "regular", "held", False)


def test_all_problems_of_a_file_come_at_once() -> None:
    text = (
        "title: A\ncouncil: a\nsession: Chuyên đề\ndate: 2026-02-30\n"
        "kind: regulr\nattendance: {present: x}\nxyz: 1\n"
    )
    assert sorted(codes(wrong(text))) == [
        "missing-key",
        "no-such-date",
        "not-a-count",
        "not-a-slug",
        "not-one-of",
        "unknown-key",
    ]


@pytest.mark.parametrize(
    ("line", "key", "nearest", "column"),
    [
        ("titel: A", "titel", "title", 1),
        ("topcs: [a]", "topcs", "topics", 1),
        ("Place: A", "Place", "place", 1),
        ("xyzzy: A", "xyzzy", "", 1),
        ("metrics: [{name: a, period: 2020, reslut: b}]", "reslut", "result", 35),
        ("resolutions: [{number: 1, title: A, votes: {fro: 1}}]", "fro", "for", 45),
        ("sources: [{id: a, title: b, class: press, publsher: c}]", "publsher", "publisher", 43),
    ],
)
def test_an_unknown_key_is_told_where_it_stands_with_its_neighbour(
    line: str, key: str, nearest: str, column: int
) -> None:
    (found,) = wrong(REQUIRED + line + "\n")
    assert found.code == "unknown-key"
    assert (values(found)["key"], values(found)["nearest"]) == (key, nearest)
    assert at(found) == (5, column, len(key))


def test_known_keys_are_called_as_an_editor_writes_them() -> None:
    (found,) = wrong(REQUIRED + "xyzzy: A\n")
    known = values(found)["known"].split(", ")
    assert {"from", "to", "date"} <= set(known)
    assert "from_" not in known


@pytest.mark.parametrize(
    ("text", "nearest", "line"),
    [("kind: regulr", "regular", 5), ("status: hel", "held", 5), ("kind: đặc biệt", "", 5)],
)
def test_a_word_that_is_none_of_the_few_is_told_with_the_choices(text: str, nearest: str, line: int) -> None:
    (found,) = wrong(REQUIRED + text + "\n")
    assert (found.code, at(found)[0], values(found)["nearest"]) == ("not-one-of", line, nearest)
    assert "'" not in values(found)["choices"]


def test_the_choices_are_listed_one_by_one() -> None:
    (found,) = wrong(REQUIRED + "kind: x\n")
    assert values(found)["choices"] == "regular, thematic, extraordinary, first"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("notes: một\n", "expected-list", 5),
        ("notes:\n- một\n- [hai]\n", "expected-text", 7),
        ("attendance: 27\n", "expected-mapping", 5),
        ("metrics:\n- một\n", "expected-mapping", 6),
        ("metrics:\n- {name: a, period: 2020}\n- {period: 2020-13}\n", "not-a-period", 7),
        ("place: [a]\n", "expected-text", 5),
        ("chair: {a: b}\n", "expected-text", 5),
        ("draft: yes\n", "not-true-or-false", 5),
        ("documents:\n- title: A\n", "missing-key", 6),
        ("notes: [" + "a, " * 501 + "a]\n", "too-many", 5),
        ("resolutions: [{number: 1, title: " + "a" * 1001 + "}]\n", "title-too-long", 5),
        ("sources: [{id: a, title: b, class: press, url: 'http://[x'}]\n", "not-an-address", 5),
    ],
)
def test_each_wrong_value_is_told_at_its_line(text: str, code: str, line: int) -> None:
    (found,) = wrong(REQUIRED + text)
    assert (found.code, at(found)[0]) == (code, line)


def test_a_limit_is_named_in_its_message() -> None:
    (found,) = wrong(REQUIRED + "resolutions: [{number: 1, title: " + "a" * 1001 + "}]\n")
    assert values(found)["limit"] == "1000"


def test_a_missing_key_inside_a_list_is_told_at_its_entry() -> None:
    (found,) = wrong(REQUIRED + "questions:\n- asker: A\n  question: B\n- asker: C\n")
    assert (found.code, values(found)["key"], at(found)[0]) == ("missing-key", "question", 8)


def test_one_entry_of_a_registry_is_looked_at_alone() -> None:
    text = "a:\n  name: A\nb:\n  xyzzy: B\n"
    assert wrong(text, schema.TopicShape, "a") == []
    assert [(one.code, at(one)[0]) for one in wrong(text, schema.TopicShape, "b")] == [
        ("missing-key", 4),
        ("unknown-key", 4),
    ]


def test_keys_below_a_free_key_are_suggested_too() -> None:
    text = "level: ward\nnames: [{name: A}]\nterms:\n  IX: {form: 2016}\n"
    (found,) = wrong(text, schema.CouncilShape)
    assert (found.code, values(found)["nearest"]) == ("unknown-key", "from")


def test_a_required_key_that_is_only_misspelt_is_one_problem() -> None:
    (found,) = wrong(REQUIRED.replace("title", "titel"))
    assert (found.code, values(found)["nearest"]) == ("unknown-key", "title")


def test_a_council_has_at_least_one_name() -> None:
    assert codes(wrong("level: ward\nnames: []\nterms: {}\n", schema.CouncilShape)) == ["too-few"]


def test_a_plausible_range_has_two_ends() -> None:
    assert codes(wrong("name: A\nplausible: [1]\n", schema.IndicatorShape)) == ["too-few"]
    assert codes(wrong("name: A\nplausible: [1, 2, 3]\n", schema.IndicatorShape)) == ["too-many"]


@pytest.mark.parametrize(
    "term", ["a/../../../../b", "..", "IX/1", "khóa IX", "IX?", "IX#1", '"IX "', "a\\b", "IX%2F"]
)
def test_a_term_that_could_not_stand_in_an_address_is_refused(term: str) -> None:
    text = f"level: ward\nnames: [{{name: A}}]\nterms:\n  {term}: {{from: 2016}}\n"
    assert wrong(text, schema.CouncilShape) != []
