"""Weights: a page must open fast on a cheap phone and a slow network.

Source: docs/look.md, budgets of the default theme.
"""

import gzip
from collections.abc import Iterator, Mapping

from builder.problems import Problem, Span, problem

HTML = 15 * 1024
"""Bytes of a page after gzip."""
CSS = 8 * 1024
"""Bytes of all style sheets after gzip."""
FONTS = 24 * 1024
"""Bytes of all fonts."""
SCRIPTS = 5 * 1024
"""Bytes of all scripts of a theme after gzip."""
INDEX = 40 * 1024
"""Bytes of one file that a search reads, after gzip."""


def weights(files: Mapping[str, bytes], origins: Mapping[str, str], _: str) -> Iterator[Problem]:
    """Pages, files of the search, and assets over their budget, each with its weight in KB."""
    for path, data in files.items():
        if path.endswith(".html") and len(data) > HTML:
            weight = len(gzip.compress(data, 9))
            if weight > HTML:
                at = Span(origins.get(path, path))
                yield problem("page-too-heavy", at, page=f"/{path}", weight=_kb(weight), limit=_kb(HTML))
        elif path.endswith(".js") and not _of_theme(path) and len(data) > INDEX:
            weight = len(gzip.compress(data, 9))
            if weight > INDEX:
                at = Span(origins.get(path, path))
                yield problem("index-too-heavy", at, file=f"/{path}", weight=_kb(weight), limit=_kb(INDEX))
    css = sum(len(gzip.compress(data, 9)) for path, data in files.items() if path.endswith(".css"))
    scripts = sum(
        len(gzip.compress(data, 9))
        for path, data in files.items()
        if path.endswith(".js") and _of_theme(path)
    )
    fonts = sum(len(data) for path, data in files.items() if path.endswith(".woff2"))
    for kind, weight, limit in (("css", css, CSS), ("js", scripts, SCRIPTS), ("woff2", fonts, FONTS)):
        if weight > limit:
            yield problem("assets-too-heavy", Span("themes"), kind=kind, weight=_kb(weight), limit=_kb(limit))


def _of_theme(path: str) -> bool:
    return path.startswith("assets/")


def _kb(weight: int) -> str:
    return f"{weight / 1024:.1f}"
