"""Recipes → bytes."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from builder.pictures.codec import cleaned
from builder.plan import Asset, Cleaned, Data, Derived, Output, Page
from builder.problems import ContentError, Problem, Span, problem
from builder.theme.templates import Templates


def render(
    outputs: Iterable[Output], templates: Templates, shell: object, project: Path
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every output's bytes by path but those of `pictures.py`, and what themes or files made impossible.

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
            raise AssertionError("pictures.py makes them, many from one file")


def _unchanged(project: Path, file: str, sha256: str) -> bytes:
    """A file of the project that still holds what it held when the build began."""
    data = (project / file).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ContentError(problem("changed-meanwhile", Span(file)))
    return data
