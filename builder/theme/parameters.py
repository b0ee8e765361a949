"""Parameters: what a theme lets a site choose, and what the site chose in its `content/site.yaml`."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from builder.problems import Place, Problem, Span, nearest, problem

Value = str | int | bool
KINDS = ("text", "integer", "boolean", "choice")
"""Types of parameters."""
LONGEST = 200
"""Characters of a text where its parameter says no other limit."""


class Parameter(Struct, frozen=True):
    """One thing a site may choose, as `theme.toml` declares it."""

    name: str
    kind: str
    """One of `KINDS`."""
    default: Value
    choices: tuple[str, ...]
    """The words of a `choice`; empty otherwise."""
    least: int | None
    """The smallest `integer`."""
    most: int | None
    """The largest `integer`; the longest `text`, in characters."""
    description: tuple[tuple[str, str], ...]
    """What it does, by language."""


def declared(line: Iterable[tuple[Parameter, ...]]) -> dict[str, Parameter]:
    """The parameters of a theme and of those it extends; of two with one name the theme's own holds."""
    found: dict[str, Parameter] = {}
    for parameters in line:
        for one in parameters:
            found.setdefault(one.name, one)
    return found


def settled(
    theme: str, parameters: Mapping[str, Parameter], chosen: Mapping[str, str], file: str
) -> tuple[tuple[tuple[str, Value], ...], list[Problem]]:
    """Every parameter with its value, by name: the site's choice where there is one, else the default.

    `chosen` are the words of the site in `file`; what a parameter does not allow is a problem at the word.
    """
    problems: list[Problem] = []
    values = {name: one.default for name, one in parameters.items()}
    for name, word in chosen.items():
        at = Place(file, ("parameters", name))
        if name not in parameters:
            known = sorted(parameters)
            problems.append(
                problem(
                    "unknown-parameter",
                    Place(file, at.path, key=True),
                    theme=theme,
                    key=name,
                    nearest=nearest(name, known),
                    known=", ".join(known) or "–",
                )
            )
        elif found := refusal(parameters[name], word, at):
            problems.append(found)
        else:
            values[name] = _value(parameters[name], word)
    return tuple(sorted(values.items())), problems


def refusal(parameter: Parameter, word: str, at: Span | Place) -> Problem | None:
    """What is wrong with a word for a parameter, or None when it fits."""
    match parameter.kind:
        case "choice" if word not in parameter.choices:
            near = nearest(word, parameter.choices)
            return problem("not-one-of", at, value=word, nearest=near, choices=", ".join(parameter.choices))
        case "boolean" if word not in {"true", "false"}:
            return problem("not-true-or-false", at, value=word)
        case "integer" if not re.fullmatch(r"-?[0-9]{1,9}", word):
            return problem("not-a-count", at, value=word)
        case "integer" if not _within(parameter, int(word)):
            least = "…" if parameter.least is None else parameter.least
            most = "…" if parameter.most is None else parameter.most
            return problem("parameter-range", at, value=word, least=least, most=most)
        case "text" if len(word) > (limit := LONGEST if parameter.most is None else parameter.most):
            return problem("title-too-long", at, limit=limit)
        case _:
            return None


def _within(parameter: Parameter, number: int) -> bool:
    return (parameter.least is None or number >= parameter.least) and (
        parameter.most is None or number <= parameter.most
    )


def _value(parameter: Parameter, word: str) -> Value:
    match parameter.kind:
        case "boolean":
            return word == "true"
        case "integer":
            return int(word)
        case _:
            return word
