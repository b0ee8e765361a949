"""The addresses that feeds, calendars, the sitemap and `robots.txt` name."""

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

_ATOM = "{http://www.w3.org/2005/Atom}"
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_ADDRESS = re.compile(rb"^(?:URL|SOURCE[^:]*|Sitemap):\s*(\S+)", re.MULTILINE)


class Named(Struct, frozen=True):
    """An address below the site's own: the file it means, the anchor in it, and how it is written.

    `of` is the file of the page that the words around it come from, or empty.
    """

    file: str
    anchor: str
    target: str
    of: str


def named(path: str, data: bytes, base_url: str) -> tuple[Named, ...]:
    """Each address below `base_url` that a file names, once; addresses elsewhere are left out."""
    found = dict.fromkeys(
        Named(*_file(target, base_url), target, _file(of, base_url)[0] if of else "")
        for target, of in _targets(path, data)
        if target.startswith(base_url)
    )
    return tuple(found)


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
