"""What checks need to know of one finished file, found once from its bytes and remembered with it."""

import gzip
import posixpath
import re
import sys
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from builder.checks.named import Named, named

_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_AS_IT_IS = (".woff2", ".avif", ".webp", ".jpg", ".jpeg", ".png")
"""Fonts and pictures are compressed already."""
_WANTED = 656
"""Pixels a phone of 360 px with two pixels to one asks for: the 328 px of the column of text, twice."""
_ELEMENT = re.compile(rb"<[A-Za-z]")
LIGHT = 15 * 1024
"""A file of fewer bytes needs no weighing: gzip makes nothing heavier that matters."""
OF_THEME = "assets/"
"""How the paths of a theme's files begin; they are weighed together."""


class Lead(Struct, frozen=True):
    """An inner link: the file it leads to, the anchor in it or nothing, and the address as it is written."""

    file: str
    anchor: str
    target: str


class Facts(Struct, frozen=True):
    """The ids of a page in their order, where its links lead, each once, and its weight.

    `weight` is in bytes: after gzip for pages, style sheets and scripts, as they are for fonts and pictures;
    0 for a page or a file of the search that is light without it, and for every other file.
    """

    ids: tuple[str, ...] = ()
    leads: tuple[Lead, ...] = ()
    pictures: tuple[str, ...] = ()
    """The files of pictures that a phone takes, each once."""
    whole: tuple[str, ...] = ()
    """Addresses of this site that a page's links write out whole."""
    named: tuple[Named, ...] = ()
    """Addresses of this site that a feed, a calendar or a sitemap names."""
    weight: int = 0
    elements: int = 0
    """How many elements a page has."""


def look(path: str, data: bytes, base_url: str) -> Facts:
    """The facts of a file of the archive of the site at `base_url`."""
    if path.endswith(_AS_IT_IS):
        return Facts(weight=len(data))
    if path.endswith((".css", ".js")):
        light = not path.startswith(OF_THEME) and len(data) <= LIGHT
        return Facts(weight=0 if light else len(gzip.compress(data, 9)))
    if not path.endswith(".html"):
        return Facts(named=named(path, data, base_url))
    tree = LexborHTMLParser(data)
    base, above = urlsplit(base_url).path or "/", _above(path)
    ids: list[str] = []
    targets: dict[str, None] = {}
    whole: dict[str, None] = {}
    pictures: dict[str, None] = {}
    for node in tree.css("[id], [href], [src], [srcset], picture"):
        has = node.attributes
        if one := has.get("id"):
            ids.append(sys.intern(one))
        if node.tag == "picture":
            pictures[_lead(_taken(node), path, base, above).file] = None
        for target in _targets(has):
            targets[target] = None
        if (one := has.get("href")) and one.startswith(base_url):
            whole[one] = None
    return Facts(
        tuple(ids),
        tuple(_lead(target, path, base, above) for target in targets if not _OUTSIDE.match(target)),
        tuple(pictures),
        tuple(whole),
        weight=len(gzip.compress(data, 9)) if len(data) > LIGHT else 0,
        elements=len(_ELEMENT.findall(data)),
    )


def face(path: str, facts: Facts) -> tuple[str, ...]:
    """All that the check of another file may see of one: its ids, addresses written whole, and weight.

    Nothing but a page's own check looks at what a page weighs.
    """
    weight = "" if path.endswith(".html") else str(facts.weight)
    return (weight, *sorted(set(facts.ids)), "\n", *facts.whole)


def seen(facts: Facts) -> Facts:
    """The facts of one file that the checks of others may look at; ids that many pages have are held once."""
    return Facts(ids=tuple(map(sys.intern, facts.ids)), whole=facts.whole, weight=facts.weight)


def _targets(has: Mapping[str, str | None]) -> Sequence[str]:
    """Where the attributes of an element lead; nowhere for most, to one address for nearly all others."""
    target = has.get("href") or has.get("src") or ""
    if "srcset" not in has:
        return (target,) if target or "href" in has or "src" in has else ()
    candidates = [one.split()[0] for one in (has["srcset"] or "").split(",") if one.strip()]
    return [target, *candidates] if target or not candidates else candidates


def _taken(picture: LexborNode) -> str:
    """The address a phone takes: the smallest of the first format that is wide enough, else the widest."""
    source = picture.css_first("source")
    candidates = []
    for candidate in (source.attributes.get("srcset") or "").split(",") if source else ():
        address, _, width = candidate.strip().partition(" ")
        candidates.append((int(width.removesuffix("w") or 0), address))
    wide = sorted(one for one in candidates if one[0] >= _WANTED) or sorted(candidates, reverse=True)
    return wide[0][1] if wide else ""


def _above(path: str) -> tuple[str, ...]:
    """The folder of a file and all above it; the last one is the root, which has no name."""
    found = []
    while path:
        path = path.rpartition("/")[0]
        found.append(path)
    return tuple(found)


def _lead(target: str, page: str, base: str, above: tuple[str, ...]) -> Lead:
    """Where a link of `page` leads; `above` are the folders that it stands in, the next one first."""
    path, _, anchor = target.partition("#")
    if path.startswith("/"):
        file = unquote(path.removeprefix(base))
        if not file or file.endswith("/"):
            file += "index.html"
    elif path:
        file = _below(above, unquote(path))
        if path.endswith("/") or file == ".":
            file = posixpath.join("" if file == "." else file, "index.html")
    else:
        file = page
    return Lead(sys.intern(file), sys.intern(unquote(anchor)), sys.intern(target))


def _below(above: tuple[str, ...], path: str) -> str:
    """The path that another leads to from a folder; `posixpath` is asked where dots stand inside it."""
    steps = 0
    while path.startswith("../", 3 * steps):
        steps += 1
    rest = path[3 * steps :]
    if not rest or rest[0] in "./" or "/." in rest or "//" in rest or steps >= len(above):
        return posixpath.normpath(posixpath.join(above[0], path))
    return f"{above[steps]}/{rest}".strip("/")
