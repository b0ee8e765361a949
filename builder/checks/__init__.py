"""A finished archive → problems, before it is published."""

from collections.abc import Callable, Iterator, Mapping

from builder.checks.budgets import asset_weights, file_weight
from builder.checks.facts import Facts
from builder.checks.feeds import feed_links
from builder.checks.links import links
from builder.checks.pictures import pictures
from builder.problems import Problem

PAGE_CHECKS: tuple[Callable[[str, Mapping[str, Facts], Mapping[str, str]], Iterator[Problem]], ...] = (
    links,
    feed_links,
    file_weight,
    pictures,
)
"""Every check of one file: from its path, the facts of all files and the source of each, to problems."""


def check_page(path: str, archive: Mapping[str, Facts], origins: Mapping[str, str]) -> tuple[Problem, ...]:
    """Everything that is wrong with one file, at the source an editor would look in.

    It depends on nothing but the file's own facts, on which files there are, on their ids and their weights.
    """
    return tuple(found for check in PAGE_CHECKS for found in check(path, archive, origins))


def check_whole(archive: Mapping[str, Facts]) -> tuple[Problem, ...]:
    """What is wrong with all files together."""
    return tuple(asset_weights(archive))
