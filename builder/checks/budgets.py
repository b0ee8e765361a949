"""Weights: a page must open fast on a cheap phone and a slow network.

Source: docs/look.md, budgets of the default theme.
"""

from collections.abc import Iterator, Mapping

from builder.checks.facts import Facts
from builder.problems import Problem, Span, problem

HTML = 15 * 1024
"""Bytes of a page after gzip."""
CSS = 8 * 1024
"""Bytes of all style sheets after gzip."""
FONTS = 24 * 1024
"""Bytes of all fonts."""


def page_weight(path: str, archive: Mapping[str, Facts], origins: Mapping[str, str]) -> Iterator[Problem]:
    """A page over its budget, with its weight in KB."""
    weight = archive[path].weight
    if path.endswith(".html") and weight > HTML:
        yield problem(
            "page-too-heavy",
            Span(origins.get(path, path)),
            page=f"/{path}",
            weight=_kb(weight),
            limit=_kb(HTML),
        )


def asset_weights(archive: Mapping[str, Facts]) -> Iterator[Problem]:
    """Style sheets and fonts that are over their budgets together."""
    for kind, limit in (("css", CSS), ("woff2", FONTS)):
        weight = sum(facts.weight for path, facts in archive.items() if path.endswith(f".{kind}"))
        if weight > limit:
            yield problem("assets-too-heavy", Span("themes"), kind=kind, weight=_kb(weight), limit=_kb(limit))


def _kb(weight: int) -> str:
    return f"{weight / 1024:.1f}"
