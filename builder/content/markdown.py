"""Markdown bodies as HTML: no raw HTML, known link schemes only, stable Vietnamese-aware anchors.

Links inside the site stay open (`href="@0"`) because their addresses depend on all other files; the
`Site` resolves them. nh3 looks over every result and must find nothing to change.
"""

import html
import re
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from builder.content import limits
from builder.content.body_checks import check_body
from builder.content.effort import TooMuchWorkError, Work
from builder.content.passages import LONG
from builder.content.slugs import slug_of
from builder.content.visible import visible
from builder.model.document import NO_BODY, Body, BodyHeading, Text
from builder.problems import Place, Problem, problem

OUTSIDE = frozenset({"http", "https", "mailto", "tel"})
INSIDE = frozenset({"indicator", "topic"})
_SCHEME = re.compile(r"\s*([^/?#]*?)\s*:")
_PAPER = re.compile(r"[\x00-\x20]")
_TABLE = {"vi": "Bảng", "en": "Table"}
_BACKLINK = {"vi": "Trở lại chỗ đánh dấu chú thích {}", "en": "Back to where note {} is marked"}


def render_body(
    file: str, body: str, body_line: int, language: str
) -> tuple[Body, Text, tuple[Problem, ...]]:
    """The headings and inner links of a body, its text, and what is wrong with its source.

    A body over a limit of `limits.py` is not rendered: it is empty and the problem says why.
    """
    found = check_body(file, body, body_line)
    if any(one.code in _TOO_MUCH for one in found):
        return *_EMPTY, found
    converter, work = _OWN.of(language)
    converter.reset()
    work.begin()
    links = converter.treeprocessors["links"]
    assert isinstance(links, _Links), "registered by _converter"
    links.forget()
    try:
        text = converter.convert(body)
    except TooMuchWorkError as error:
        return *_EMPTY, (*found, problem("page-too-slow", Place(file, ("body",), error.line)))
    except RecursionError:
        return *_EMPTY, (*found, problem("too-deep", Place(file, ("body",)), limit=limits.LIST_DEPTH))
    refused = tuple(
        problem(code, Place(file, ("body",), target), target=target, nearest="")
        for code, target in links.refused
    )
    tokens: list[dict[str, Any]] = getattr(converter, "toc_tokens", [])
    words, starts = visible(text)
    headings = tuple(_headings(tokens))
    begun = tuple(starts[one.id] for one in headings)
    result = Body(
        headings=headings,
        links=tuple(links.targets),
        ids=frozenset(links.ids),
        sections=tuple(one for one in headings if one.level == 2) if len(words) >= LONG else (),
        pictures=frozenset(links.pictures),
    )
    if not refused and _same(text) != _same(_cleaned(text)):
        return *_EMPTY, (*found, problem("unsafe-html", Place(file, ("body",))))
    return result, Text(text, words, begun), found + refused


_EMPTY = NO_BODY, Text("", "", ())
_TOO_MUCH = frozenset(
    {
        "body-too-long",
        "block-too-dense",
        "too-deep",
        "too-many-definitions",
        "too-many-headings",
        "too-many-footnotes",
        "too-many-rows",
    }
)


class _Own(threading.local):
    """The converters of one thread: the preview reads files for its bar while it builds."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Markdown, Work]] = {}

    def of(self, language: str) -> tuple[Markdown, Work]:
        """The one of a language; `reset()` before each page keeps footnotes apart."""
        if language not in self._made:
            self._made[language] = _converter(language)
        return self._made[language]


_OWN = _Own()


def _converter(language: str) -> tuple[Markdown, Work]:
    notes = FootnoteExtension(BACKLINK_TITLE=_BACKLINK[language])
    contents = TocExtension(slugify=lambda text, _: slug_of(text), separator="-", marker="", toc_depth="2-6")
    extensions: list[Any] = [
        TableExtension(),
        notes,
        FencedCodeExtension(),
        DefListExtension(),
        contents,
        SaneListExtension(),
    ]
    converter = Markdown(extensions=extensions, output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.inlinePatterns.deregister("automail")
    converter.inlinePatterns.register(_Mail(r"<([^<> @]+@[^<> @]+)>", converter), "automail", 110)
    converter.treeprocessors.register(_Links(converter, _TABLE[language]), "links", 1)
    return converter, Work(converter)


class _Mail(InlineProcessor):
    """`<name@place>` as a plain mailto link; the library would hide it in numbered entities."""

    def handleMatch(  # type: ignore[override] # noqa: N802 # the library's name; its stub knows only Pattern
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        del data
        element = Element("a", href=f"mailto:{m[1]}")
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _Links(Treeprocessor):
    """Collects what links lead to, leaves inner ones open, and writes alignment as a class."""

    def __init__(self, md: Markdown, table_word: str) -> None:
        super().__init__(md)
        self.table_word = table_word
        self.forget()

    def forget(self) -> None:
        """Begin a new page: an empty one never reaches `run`."""
        self.targets: list[str] = []
        self.refused: list[tuple[str, str]] = []
        self.pictures: set[int] = set()
        self.ids: set[str] = set()

    def run(self, root: Element) -> None:
        self._frame_tables(root)
        _frame_pictures(root)
        for element in root.iter():
            if "id" in element.attrib:
                self.ids.add(element.attrib["id"])
            if element.tag == "a" and "footnote" not in element.get("class", ""):
                self._link(element, "href")
            elif element.tag == "img":
                self._picture(element)
            elif element.tag in {"td", "th"}:
                self._cell(element)

    def _frame_tables(self, root: Element) -> None:
        """A wide table scrolls in a region of its own that a keyboard can reach."""
        tables = [(p, i, c) for p in root.iter() for i, c in enumerate(p) if c.tag == "table"]
        for number, (parent, index, table) in enumerate(tables, start=1):
            label = f"{self.table_word} {number}"
            frame = Element(
                "div", {"class": "scroll", "role": "region", "aria-label": label, "tabindex": "0"}
            )
            frame.tail, table.tail = table.tail, None
            parent.remove(table)
            frame.append(table)
            parent.insert(index, frame)

    def _cell(self, element: Element) -> None:
        if element.tag == "th":
            element.set("scope", "col")
        side = element.attrib.pop("style", "").removeprefix("text-align: ").rstrip(";")
        if side in {"right", "center"}:
            element.set("class", side)

    def _picture(self, element: Element) -> None:
        """A picture keeps nothing but its words: how it is shown is decided when all files are known."""
        target, scheme = self._target(element, "src")
        if scheme and scheme not in OUTSIDE | INSIDE:
            self.refused.append(("link-scheme", target))
        elif scheme in OUTSIDE:
            self.refused.append(("image-outside", target))
        else:
            if element.attrib.pop("title", ""):
                self.refused.append(("caption-without-frame", target))
            self.pictures.add(len(self.targets))
            element.set("src", f"@{len(self.targets)}")
            self.targets.append(target)

    def _link(self, element: Element, attribute: str) -> None:
        target, scheme = self._target(element, attribute)
        if scheme and scheme not in OUTSIDE | INSIDE:
            self.refused.append(("link-scheme", target))
        elif scheme in {"http", "https"} and not _readable(target):
            self.refused.append(("dead-link", target))
        elif scheme in OUTSIDE:
            element.set(attribute, target)
            if scheme in {"http", "https"}:
                element.set("rel", "noopener noreferrer")
        elif target.startswith("#"):
            element.set(attribute, target)
            self.targets.append(target)
        else:
            element.set(attribute, f"@{len(self.targets)}")
            self.targets.append(target)

    def _target(self, element: Element, attribute: str) -> tuple[str, str]:
        """What an editor wrote as the target, and its scheme in small letters."""
        target = html.unescape(self.unescape(element.get(attribute, ""))).strip()
        match = _SCHEME.match(_PAPER.sub("", target))
        return target, match[1].lower() if match else ""

    def unescape(self, text: str) -> str:
        """Backslash escapes are still numbered marks at this point."""
        return re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text)


def _frame_pictures(root: Element) -> None:
    """A picture in a paragraph of its own has the whole width; with a title it is a figure with a caption."""
    for parent in list(root.iter()):
        for index, child in reversed(list(enumerate(parent))):
            if child.tag == "p" and _only_pictures(child):
                parent.remove(child)
                for image in reversed([one for one in child if one.tag == "img"]):
                    image.tail = None
                    parent.insert(index, _framed(image))


def _only_pictures(paragraph: Element) -> bool:
    words = [paragraph.text, *(one.tail for one in paragraph)]
    return (
        len(paragraph) > 0
        and {one.tag for one in paragraph} <= {"img", "br"}
        and not any((text or "").strip() for text in words)
    )


def _framed(image: Element) -> Element:
    title = image.attrib.pop("title", "")
    frame = Element("figure") if title else Element("p", {"class": "picture"})
    frame.tail = "\n"
    frame.append(image)
    if title:
        caption = Element("figcaption")
        caption.text = title
        frame.append(caption)
    return frame


def _readable(address: str) -> bool:
    """False for an address that no browser could take apart, such as one with half a bracket."""
    try:
        return bool(urlsplit(address).netloc) and urlsplit(address).port is not False
    except ValueError:
        return False


def _headings(tokens: list[dict[str, Any]]) -> Iterator[BodyHeading]:
    for token in tokens:
        yield BodyHeading(token["level"], token["id"], html.unescape(token["name"]))
        yield from _headings(token["children"])


_TAGS = frozenset(
    {
        "a",
        "blockquote",
        "br",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "rel", "class", "title"},
    "img": {"src", "alt"},
    "p": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
    "div": {"class", "role", "aria-label", "tabindex"},
    "code": {"class"},
    "sup": {"id"},
    "ol": {"start"},
    "li": {"id"},
}


def _cleaned(text: str) -> str:
    return nh3.clean(text, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=set(OUTSIDE), link_rel=None)


def _same(text: str) -> str:
    """Two spellings of the same HTML made equal: entities and quotes are written in one way."""
    text = text.replace("&nbsp;", "\u00a0").replace("<br />", "<br>").replace("<hr />", "<hr>")
    return html.unescape(text)
