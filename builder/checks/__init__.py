"""A finished archive → problems, before it is published."""

from collections.abc import Callable, Iterator, Mapping

from builder.checks.budgets import weights
from builder.checks.feeds import feed_links
from builder.checks.links import links
from builder.checks.pictures import pictures
from builder.plan import Plan
from builder.problems import Problem

CHECKS: tuple[Callable[[Mapping[str, bytes], Mapping[str, str], str], Iterator[Problem]], ...] = (
    links,
    feed_links,
    weights,
    pictures,
)
"""Every check: from the files, the source each came from, and the site's address, to problems."""


def check_archive(files: Mapping[str, bytes], plan: Plan, base_url: str) -> Iterator[Problem]:
    """Everything that is wrong with the finished files, each at the source an editor would look in."""
    origins = {output.path: output.origin for output in plan}
    for check in CHECKS:
        yield from check(files, origins, base_url)
