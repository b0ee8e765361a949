"""Located values against a shape: either the typed shape, or every problem with its place."""

import os
import typing
from types import UnionType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from builder.content.front_matter import Located
from builder.content.keys import shape_words
from builder.content.slugs import slug_of
from builder.problems import Language, Problem, nearest, problem

S = TypeVar("S", bound=BaseModel)
Path = tuple[str | int, ...]
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
"""What else is installed has no say in what a file may say; nor is it looked for, at every start."""

_OURS = {
    "missing": "missing-key",
    "literal_error": "not-one-of",
    "list_type": "expected-list",
    "model_type": "expected-mapping",
    "model_attributes_type": "expected-mapping",
    "dict_type": "expected-mapping",
    "string_type": "expected-text",
    "too_short": "too-few",
    "too_long": "too-many",
    "string_too_long": "title-too-long",
}


def shaped(located: Located, shape: type[S], path: Path = ()) -> tuple[S | None, list[Problem]]:
    """The values at `path` as `shape`, or None with all problems found there."""
    values: Any = located.values
    for step in path:
        values = values[step]
    try:
        return shape.model_validate(values), []
    except ValidationError as error:
        found = [_problem(located, shape, path, dict(one)) for one in error.errors(include_url=False)]
        meant = {dict(one.values)["nearest"] for one in found if one.code == "unknown-key"}
        return None, [
            one for one in found if one.code != "missing-key" or dict(one.values)["key"] not in meant
        ]


def _problem(located: Located, shape: type[BaseModel], path: Path, error: dict[str, Any]) -> Problem:
    inner: Path = tuple(error["loc"])
    where = path + inner
    kind: str = error["type"]
    context = {key: str(value) for key, value in error.get("ctx", {}).items()}
    if kind == "extra_forbidden":
        owner = _shape_at(shape, inner[:-1])
        known, key = _keys(owner), str(inner[-1])
        return problem(
            "unknown-key",
            located.key_span(where),
            key=key,
            nearest=nearest(key, known) or _by_title(key, owner),
            known=", ".join(known),
        )
    if kind == "missing":
        parent = located.span(where[:-1])
        return problem("missing-key", parent, key=str(inner[-1]))
    if inner and inner[-1] == "[key]":
        return problem(kind, located.key_span(where[:-1]), **context)
    span = located.span(where)
    if kind == "literal_error":
        given = str(error["input"])
        choices = [name.strip("' ") for name in context["expected"].replace(" or ", ", ").split(",")]
        return problem(
            "not-one-of", span, value=given, nearest=nearest(given, choices), choices=", ".join(choices)
        )
    code = (
        "title-too-long" if kind == "too_long" and isinstance(error["input"], str) else _OURS.get(kind, kind)
    )
    return problem(code, span, **{"value": "", "limit": context.get("max_length", ""), **context})


def _keys(shape: type[BaseModel] | None) -> list[str]:
    if shape is None:
        return []
    return [field.alias or name for name, field in shape.model_fields.items()]


def _by_title(said: str, shape: type[BaseModel] | None) -> str:
    """The key whose title in the guide, in either language, is most like `said`; or empty."""
    if shape is None:
        return ""
    name = shape.__name__.removesuffix("Shape").lower()
    said_in = [shape_words(name, language) for language in typing.get_args(Language)]
    titles = {slug_of(words.title): key for one in said_in for key, words in one.keys.items()}
    return titles.get(nearest(slug_of(said), titles), "")


def _shape_at(shape: type[BaseModel], path: Path) -> type[BaseModel] | None:
    current: type[BaseModel] | None = shape
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        fields = {field.alias or name: field for name, field in current.model_fields.items()}
        if step in fields:
            current = _model_in(fields[step].annotation)
    return current


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if typing.get_origin(annotation) in {typing.Union, UnionType, list, dict, typing.Annotated}:
        for argument in typing.get_args(annotation):
            found = _model_in(argument)
            if found is not None:
                return found
    return None
