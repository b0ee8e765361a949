"""Recipes of pictures → bytes: remembered where they were made before, else made by several processes."""

import hashlib
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from builder.cache import Cache
from builder.digest import digest
from builder.parallel import each
from builder.pictures.codec import made, making
from builder.plan import Derived, Output
from builder.problems import Problem, Span, problem

KIND = "picture"
"""What the memory calls them."""
_WORTH_IT = 2
"""Photos that are worth another process: one takes a second or two."""
Job = tuple[tuple[str, Derived], ...]
"""Paths and recipes of what is made from one file."""


def derive(
    outputs: Iterable[Output], project: Path, jobs: int, memory: Cache
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The bytes of every picture by path, and files that changed while the site was being built.

    What a recipe gives depends on nothing but its fields and the code and libraries that follow it; together
    they are the name under which it is remembered.
    """
    recipes = {output.path: output.recipe for output in outputs if isinstance(output.recipe, Derived)}
    if not recipes:
        return {}, ()
    keys = {path: digest(making(), repr(recipe)) for path, recipe in recipes.items()}
    known = memory.get_all(KIND, keys.values())
    files = {path: known[key] for path, key in keys.items() if key in known}
    groups: dict[str, list[tuple[str, Derived]]] = {}
    for path, recipe in recipes.items():
        if path not in files:
            groups.setdefault(recipe.file, []).append((path, recipe))
    problems: list[Problem] = []
    work = [tuple(group) for group in groups.values()]
    for done in each(partial(_make, project=project), work, jobs, worth_it=_WORTH_IT):
        if isinstance(done, Problem):
            problems.append(done)
            continue
        files |= done
        for path, data in done.items():
            memory.put(KIND, keys[path], data)
    memory.sweep(KIND)
    return files, tuple(problems)


def _make(job: Job, project: Path) -> dict[str, bytes] | Problem:
    """What is made from one file, which is decoded once."""
    file, sha256 = job[0][1].file, job[0][1].sha256
    data = (project / file).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        return problem("changed-meanwhile", Span(file))
    return dict(zip((path for path, _ in job), made(data, [recipe for _, recipe in job]), strict=True))
