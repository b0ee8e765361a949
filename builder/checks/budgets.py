"""Weights: a page must open fast on a cheap phone and a slow network.

Source: docs/look.md, budgets of the default theme.
"""

from collections.abc import Iterator, Mapping

from builder.checks.facts import OF_THEME, Facts
from builder.problems import Problem, Span, problem

HTML = 15 * 1024
"""Bytes of a page after gzip."""
ELEMENTS = 800
"""Elements of a page; those of one write-up or free page may have more, as their text is what it is."""
CSS = 8 * 1024
"""Bytes of all style sheets after gzip."""
FONTS = 24 * 1024
"""Bytes of all fonts."""
SCRIPTS = 5 * 1024
"""Bytes of all scripts of a theme after gzip."""
INDEX = 40 * 1024
"""Bytes of one file that a search reads, after gzip."""


def file_weight(path: str, archive: Mapping[str, Facts], origins: Mapping[str, str]) -> Iterator[Problem]:
    """A page, or a file of the search, over its budget; a page that gathers with too many elements."""
    origin = origins.get(path, path)
    found, at = archive[path].weight, Span(origin)
    if (count := archive[path].elements) > ELEMENTS and not origin.endswith(".md"):
        yield problem("page-too-large", at, page=f"/{path}", count=count, limit=ELEMENTS)
    if path.endswith(".html") and found > HTML:
        yield problem("page-too-heavy", at, page=f"/{path}", weight=_kb(found), limit=_kb(HTML))
    elif path.endswith(".js") and not _of_theme(path) and found > INDEX:
        yield problem("index-too-heavy", at, file=f"/{path}", weight=_kb(found), limit=_kb(INDEX))


def asset_weights(archive: Mapping[str, Facts]) -> Iterator[Problem]:
    """Style sheets, scripts and fonts of the theme that are over their budgets together."""
    limits = {"css": CSS, "js": SCRIPTS, "woff2": FONTS}
    kinds = tuple(f".{kind}" for kind in limits)
    paths = [
        path for path in archive if path.endswith(kinds) and (_of_theme(path) or not path.endswith(".js"))
    ]
    for kind, limit in limits.items():
        weight = sum(archive[path].weight for path in paths if path.endswith(f".{kind}"))
        if weight > limit:
            yield problem("assets-too-heavy", Span("themes"), kind=kind, weight=_kb(weight), limit=_kb(limit))


def _of_theme(path: str) -> bool:
    return path.startswith(OF_THEME)


def _kb(weight: int) -> str:
    return f"{weight / 1024:.1f}"
