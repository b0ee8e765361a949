"""What the pictures of a page weigh on a phone.

Source: docs/look.md, budgets of the default theme.
"""

import posixpath
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from builder.problems import Problem, Span, problem

PICTURES = 300 * 1024
"""Bytes of all pictures of a page, as a phone takes them."""
_WANTED = 656
"""Pixels a phone of 360 px with two pixels to one asks for: the 328 px of the column of text, twice."""


def pictures(files: Mapping[str, bytes], origins: Mapping[str, str], _: str) -> Iterator[Problem]:
    """Pages whose pictures are over their budget, with their weight in KB."""
    for path, data in files.items():
        if not path.endswith(".html") or b"<picture" not in data:
            continue
        taken = {_taken(one) for one in LexborHTMLParser(data).css("picture")}
        here = posixpath.dirname(path)
        weight = sum(len(files.get(posixpath.normpath(posixpath.join(here, one)), b"")) for one in taken)
        if weight > PICTURES:
            yield problem(
                "pictures-too-heavy",
                Span(origins.get(path, path)),
                page=f"/{path}",
                weight=round(weight / 1024),
                limit=PICTURES // 1024,
            )


def _taken(picture: LexborNode) -> str:
    """The address a phone takes: the smallest of the first format that is wide enough, else the widest."""
    source = picture.css_first("source")
    candidates = []
    for candidate in (source.attributes.get("srcset") or "").split(",") if source else ():
        address, _, width = candidate.strip().partition(" ")
        candidates.append((int(width.removesuffix("w") or 0), address))
    wide = sorted(one for one in candidates if one[0] >= _WANTED) or sorted(candidates, reverse=True)
    return wide[0][1] if wide else ""
