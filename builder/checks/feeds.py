"""Every address of this site that a feed, a calendar, the sitemap or `robots.txt` names leads somewhere."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser

from builder.problems import Problem, Span, problem

_ATOM = "{http://www.w3.org/2005/Atom}"
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_ADDRESS = re.compile(rb"^(?:URL|SOURCE[^:]*|Sitemap):\s*(\S+)", re.MULTILINE)


def feed_links(files: Mapping[str, bytes], origins: Mapping[str, str], base_url: str) -> Iterator[Problem]:
    """Dead links and anchors below `base_url`, in the order of the files; others are not followed.

    An address that an editor wrote whole is left alone, as the page's own check does: it may belong to
    another program on the same host.
    """
    pages: dict[str, LexborHTMLParser] = {}

    def page(file: str) -> LexborHTMLParser:
        if file not in pages:
            pages[file] = LexborHTMLParser(files[file])
        return pages[file]

    for path, data in files.items():
        for target, of in _targets(path, data):
            if not target.startswith(base_url):
                continue
            file, anchor = _file(target, base_url)
            if file not in files:
                written = _file(of, base_url)[0]
                if written in files and page(written).css_first(f'[href="{target}"]') is not None:
                    continue
                yield problem(
                    "dead-link-in-feed", Span(origins.get(path, path)), target=target, file=f"/{path}"
                )
            elif anchor and file.endswith(".html") and anchor not in _ids(page(file)):
                yield problem(
                    "dead-link-in-feed", Span(origins.get(file, file)), target=target, file=f"/{path}"
                )


def _targets(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Each address a file names, with the address of the page that the words around it come from."""
    if path.endswith(".ics") or path == "robots.txt":
        lines = data.replace(b"\r\n ", b"").replace(b"\r\n", b"\n")
        yield from ((match.decode(), "") for match in _ADDRESS.findall(lines))
    elif path.endswith(".xml"):
        root = ET.fromstring(data)  # noqa: S314 # our own output, which names no entities
        yield from ((one.text or "", "") for one in root.iter(_LOC))
        for link in root.iterfind(f"{_ATOM}link"):
            yield link.get("href", ""), ""
        for entry in root.iterfind(f"{_ATOM}entry"):
            own = [link.get("href", "") for link in entry.iterfind(f"{_ATOM}link")]
            yield from ((one, "") for one in own)
            content = LexborHTMLParser(entry.findtext(f"{_ATOM}content") or "")
            for node in content.css("[href], [src], [srcset]"):
                yield node.attributes.get("href") or node.attributes.get("src") or "", own[0]
                for candidate in (node.attributes.get("srcset") or "").split(", "):
                    yield candidate.partition(" ")[0], own[0]


def _file(target: str, base_url: str) -> tuple[str, str]:
    """The file an address of this site names, and the anchor in it."""
    path, _, anchor = target.removeprefix(base_url).partition("#")
    file = unquote(path)
    return (f"{file}index.html" if not file or file.endswith("/") else file), unquote(anchor)


def _ids(page: LexborHTMLParser) -> set[str]:
    return {value for node in page.css("[id]") if (value := node.attributes.get("id"))}
