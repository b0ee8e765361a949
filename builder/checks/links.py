"""Every internal link, anchor and asset of the finished pages leads somewhere; every id is unique."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from builder.problems import Problem, Span, problem

_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def links(files: Mapping[str, bytes], origins: Mapping[str, str], base_url: str) -> Iterator[Problem]:
    """Dead links, dead anchors and repeated ids, in the order of the pages.

    Looked at is what was rendered, so that a theme's mistake is found as well as an editor's.
    """
    trees = {path: LexborHTMLParser(data) for path, data in files.items() if path.endswith(".html")}
    ids = {path: _ids(tree) for path, tree in trees.items()}
    base = urlsplit(base_url).path or "/"
    for path, tree in trees.items():
        at = Span(origins.get(path, path))
        for twice in sorted({one for one in ids[path] if ids[path].count(one) > 1}):
            yield problem("duplicate-id", at, id=twice, page=f"/{path}")
        for target in _targets(tree):
            if wrong := _wrong(target, path, files, ids, base):
                yield problem(wrong, at, target=target, page=f"/{path}")


def _ids(tree: LexborHTMLParser) -> list[str]:
    return [value for node in tree.css("[id]") if (value := node.attributes.get("id"))]


def _targets(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("[href], [src], [srcset]"):
        target = node.attributes.get("href") or node.attributes.get("src") or ""
        candidates = [
            one.split()[0] for one in (node.attributes.get("srcset") or "").split(",") if one.strip()
        ]
        for one in [target, *candidates] if target or not candidates else candidates:
            if not _OUTSIDE.match(one):
                yield one


def _wrong(
    target: str, page: str, files: Mapping[str, bytes], ids: Mapping[str, list[str]], base: str
) -> str:
    path, _, anchor = target.partition("#")
    if path.startswith("/"):
        file = unquote(path.removeprefix(base))
    else:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
        if path.endswith("/") or file == ".":
            file = posixpath.join("" if file == "." else file, "index.html")
    if path.startswith("/") and (not file or file.endswith("/")):
        file += "index.html"
    if file not in files:
        return "dead-link-in-page"
    if anchor and file in ids and unquote(anchor) not in ids[file]:
        return "dead-anchor-in-page"
    return ""
