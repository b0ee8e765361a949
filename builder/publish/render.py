"""Recipes → bytes."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from builder.pictures.codec import cleaned, made
from builder.plan import Asset, Cleaned, Data, Derived, Output, Page
from builder.problems import ContentError, Problem, Span, problem
from builder.theme.templates import Templates


def render(
    outputs: Iterable[Output], templates: Templates, shell: object, project: Path
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every output's bytes by path but those of `derive`, and what themes or files made impossible.

    A template that fails is reported once per template line, with the first page that met it.
    """
    files: dict[str, bytes] = {}
    problems: dict[tuple[Any, str], Problem] = {}
    for output in outputs:
        if isinstance(output.recipe, Derived):
            continue
        try:
            files[output.path] = _bytes(output, templates, shell, project)
        except ContentError as error:
            problems.setdefault((error.problem.at, error.problem.code), error.problem)
    return files, tuple(problems.values())


def _bytes(output: Output, templates: Templates, shell: object, project: Path) -> bytes:
    match output.recipe:
        case Page(template, view):
            return templates.render(template, view, shell, output.origin).encode("utf-8")
        case Data(data):
            return data
        case Asset(file, sha256):
            return _unchanged(project, file, sha256)
        case Cleaned(file, sha256, published):
            data = cleaned(_unchanged(project, file, sha256))
            assert hashlib.sha256(data).hexdigest() == published, "the same bytes are cleaned in the same way"
            return data
        case Derived():
            raise AssertionError("`derive` makes pictures, many from one")


def _unchanged(project: Path, file: str, sha256: str) -> bytes:
    """A file of the project that still holds what it held when the build began."""
    data = (project / file).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ContentError(problem("changed-meanwhile", Span(file)))
    return data


def derive(group: Sequence[Output], project: Path) -> dict[str, bytes] | Problem:
    """The pictures made from one file, which is decoded once: bytes by path, or why there are none."""
    recipes = [output.recipe for output in group if isinstance(output.recipe, Derived)]
    try:
        data = _unchanged(project, recipes[0].file, recipes[0].sha256)
    except ContentError as error:
        return error.problem
    return dict(zip((output.path for output in group), made(data, recipes), strict=True))


def groups(outputs: Iterable[Output]) -> list[tuple[Output, ...]]:
    """The outputs that are made from pictures, those of one file together."""
    found: dict[str, list[Output]] = {}
    for output in outputs:
        if isinstance(output.recipe, Derived):
            found.setdefault(output.recipe.file, []).append(output)
    return [tuple(group) for group in found.values()]
