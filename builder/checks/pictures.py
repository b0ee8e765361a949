"""What the pictures of a page weigh on a phone.

Source: docs/look.md, budgets of the default theme.
"""

from collections.abc import Iterator, Mapping

from builder.checks.facts import Facts
from builder.problems import Problem, Span, problem

PICTURES = 300 * 1024
"""Bytes of all pictures of a page, as a phone takes them."""


def pictures(path: str, archive: Mapping[str, Facts], origins: Mapping[str, str]) -> Iterator[Problem]:
    """A page whose pictures are over their budget, with their weight in KB."""
    weight = sum(archive[one].weight for one in archive[path].pictures if one in archive)
    if weight > PICTURES:
        yield problem(
            "pictures-too-heavy",
            Span(origins.get(path, path)),
            page=f"/{path}",
            weight=round(weight / 1024),
            limit=PICTURES // 1024,
        )
