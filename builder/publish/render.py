"""Recipes → bytes."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from html import escape
from itertools import zip_longest
from pathlib import Path
from typing import Protocol

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from builder.checks.facts import Facts, look
from builder.plan import Asset, Calendar, Card, Cleaned, Data, Derived, Output, Page, Quoted
from builder.problems import ContentError, Problem, Span, problem
from builder.theme.theme import Theme


class Made(Struct, frozen=True):
    """An output as it was made: its bytes and what checks need to know of them; or why it cannot be."""

    path: str
    data: bytes
    sha256: str
    facts: Facts
    problem: Problem | None = None


class Renderer(Protocol):
    """Templates of a theme in one language."""

    def render(self, template: str, page: object, site: object, origin: str) -> str:
        """A page as HTML."""

    def files(self, template: str) -> tuple[str, ...]:
        """The file of a template and those of every other one it names."""


class Press(Struct, frozen=True, dict=True):
    """Everything that outputs are made with: a theme in some languages, the shell of each, the project."""

    project: Path
    base_url: str
    theme: Theme
    assets: Mapping[str, Output]
    editions: tuple[tuple[str, object], ...]
    """Language and shell of each edition."""
    version: str = ""
    """Of the builder: what the same one compiled is compiled already; empty to compile in any case."""

    @cached_property
    def _templates(self) -> Mapping[str, Renderer]:
        assets = tuple(self.assets.items())
        return {
            language: _compiled(self.theme, language, assets, self.version) for language, _ in self.editions
        }

    def make(self, output: Output, htmls: Sequence[str] = ()) -> Made:
        """The bytes of an output; a fault of a template or a file is told, not raised.

        `htmls` are the texts that it shows, in the order in which its recipe names them.
        """
        try:
            return self.made(output.path, self._bytes(output, htmls))
        except ContentError as error:
            return failed(output.path, error.problem)

    def made(self, path: str, data: bytes) -> Made:
        """An output whose bytes are made already."""
        return Made(path, data, hashlib.sha256(data).hexdigest(), look(path, data, self.base_url))

    def templates(self, output: Output) -> tuple[str, ...]:
        """The files of the templates that an output is made with; none when it is no page."""
        if not isinstance(output.recipe, Page):
            return ()
        return self._templates[self.editions[output.edition][0]].files(output.recipe.template)

    def _bytes(self, output: Output, htmls: Sequence[str]) -> bytes:
        match output.recipe:
            case Page(template, view, written):
                if written is not None:
                    html = Markup(written.closed(htmls[0]))  # noqa: S704 # made by content/markdown.py, checked by nh3
                    view = replace(view, body=html)
                language, shell = self.editions[output.edition]
                return self._templates[language].render(template, view, shell, output.origin).encode("utf-8")
            case Data(data):
                return data
            case Quoted(parts, written):
                said = (one.closed(html) for one, html in zip(written, htmls, strict=True))
                return "".join(_between(parts, (escape(one, quote=False) for one in said))).encode("utf-8")
            case Calendar():
                from builder.publish.calendar import written as as_calendar  # noqa: PLC0415 # for a build that makes one

                return as_calendar(output.recipe)
            case Asset(file, sha256):
                return self._unchanged(file, sha256)
            case Cleaned(file, sha256, published):
                from builder.pictures.codec import cleaned  # noqa: PLC0415 # for a site with a new picture

                data = cleaned(self._unchanged(file, sha256))
                assert hashlib.sha256(data).hexdigest() == published, (
                    "cleaned in the same way as when it was read"
                )
                return data
            case Card():
                from builder.pictures.card import drawn  # noqa: PLC0415 # for a site with a new card

                return drawn(output.recipe)
            case Derived():
                raise AssertionError("pictures.py makes them, many from one file")

    def _unchanged(self, file: str, sha256: str) -> bytes:
        """A file of the project that still holds what it held when the build began."""
        data = (self.project / file).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ContentError(problem("changed-meanwhile", Span(file)))
        return data


@lru_cache(maxsize=8)
def _compiled(theme: Theme, language: str, assets: tuple[tuple[str, Output], ...], version: str) -> Renderer:
    """Templates stay compiled while the process lasts: a preview makes many builds of one theme."""
    from builder.theme.templates import Templates  # noqa: PLC0415 # 0.1 s for a build that makes a page

    return Templates(theme, language, dict(assets), version)


def _between(parts: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    """Parts and texts in turn; there is one part more."""
    for part, text in zip_longest(parts, texts, fillvalue=""):
        yield part
        yield text


def failed(path: str, fault: Problem) -> Made:
    """An output that cannot be made."""
    return Made(path, b"", "", Facts(), fault)


def first_of_each(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """A template's mistake once per line of the template, as the first page met it."""
    found: dict[tuple[object, str], Problem] = {}
    for one in problems:
        found.setdefault((one.at, one.code), one)
    return tuple(found.values())
