from typing import Any

import pytest

from builder.problems import Place
from builder.theme.parameters import Parameter, Value, settled
from unit.small import values

SITE = "content/site.yaml"


def parameter(name: str, kind: str, default: Value, **more: Any) -> Parameter:  # noqa: ANN401 # the other fields
    given = {"choices": (), "least": None, "most": None, "description": ()} | more
    return Parameter(name, kind, default, **given)


DECLARED = {
    one.name: one
    for one in (
        parameter("accent", "choice", "red", choices=("red", "blue")),
        parameter("wide", "boolean", default=False),
        parameter("cards", "integer", 3, least=1, most=6),
        parameter("any", "integer", 0),
        parameter("motto", "text", "", most=10),
        parameter("line", "text", ""),
    )
}
DEFAULTS = {"accent": "red", "any": 0, "cards": 3, "line": "", "motto": "", "wide": False}


@pytest.mark.parametrize(
    ("name", "word", "value"),
    [
        ("accent", "blue", "blue"),
        ("wide", "true", True),
        ("wide", "false", False),
        ("cards", "1", 1),
        ("cards", "6", 6),
        ("any", "-12", -12),
        ("motto", "0123456789", "0123456789"),
        ("line", "x" * 200, "x" * 200),
        ("motto", "true", "true"),
    ],
)
def test_the_word_of_a_site_becomes_a_value(name: str, word: str, value: Value) -> None:
    found, problems = settled("tiny", DECLARED, {name: word}, SITE)
    assert problems == []
    assert dict(found) == DEFAULTS | {name: value}
    assert [type(one) for _, one in found] == [
        type(one) for _, one in sorted((DEFAULTS | {name: value}).items())
    ]


def test_what_a_site_does_not_choose_has_its_default_in_one_order() -> None:
    assert settled("tiny", DECLARED, {}, SITE) == (tuple(DEFAULTS.items()), [])


@pytest.mark.parametrize(
    ("name", "word", "code"),
    [
        ("accent", "bleu", "not-one-of"),
        ("accent", "Red", "not-one-of"),
        ("wide", "yes", "not-true-or-false"),
        ("wide", "True", "not-true-or-false"),
        ("cards", "3.0", "not-a-count"),
        ("cards", "ba", "not-a-count"),
        ("cards", "0", "parameter-range"),
        ("cards", "7", "parameter-range"),
        ("motto", "0123456789a", "title-too-long"),
        ("line", "x" * 201, "title-too-long"),
    ],
)
def test_what_a_parameter_does_not_allow_is_told_at_its_word(name: str, word: str, code: str) -> None:
    found, (told,) = settled("tiny", DECLARED, {name: word}, SITE)
    assert (told.code, told.at) == (code, Place(SITE, ("parameters", name)))
    assert dict(found) == DEFAULTS


def test_an_unknown_parameter_is_told_at_its_name_with_the_one_that_was_meant() -> None:
    _, (told,) = settled("tiny", DECLARED, {"acent": "red"}, SITE)
    assert (told.code, told.at) == ("unknown-parameter", Place(SITE, ("parameters", "acent"), key=True))
    assert (values(told)["nearest"], values(told)["theme"]) == ("accent", "tiny")
    assert values(told)["known"] == "accent, any, cards, line, motto, wide"
