"""Why a file of the archive is made anew, or is not: what it is made from, held against an earlier build."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Literal

from msgspec import Struct

from builder.cache import Cache
from builder.memory.builds import Inputs
from builder.memory.differences import Difference, differences
from builder.memory.outline import OUTLINE, Outline
from builder.memory.readings import Summary, summaries_of
from builder.memory.recipes import KNOWN, RECIPE, again
from builder.outputs.shell import Shell
from builder.plain import loaded
from builder.plan import Page

Kind = Literal[
    "new", "builder", "theme", "shell", "origin", "text", "view", "data", "index", "sources", "options"
]
Change = Literal["added", "changed", "gone"]
Changes = tuple[tuple[Change, str], ...]


class Reason(Struct, frozen=True):
    """One thing that an output is made from and that is another one than it was.

    `sources` and `options` follow others: they say what in the site can have led to them.
    """

    kind: Kind
    files: Changes = ()
    places: tuple[Difference, ...] = ()


class _Row(Struct, frozen=True):
    """All that one output was made from beside the builder and the theme."""

    recipe: str
    origin: str
    texts: tuple[tuple[str, str], ...]
    language: str
    shell: Shell | None
    index: str = ""
    """Digest of a search page with the names of the files that it looks words up in."""
    indexed: tuple[tuple[str, str], ...] = ()
    """The texts in that index."""


class Past:
    """What a build was made from, as far as memory still holds it."""

    def __init__(self, cache: Cache, inputs: Inputs) -> None:
        """Fetch nothing yet."""
        self.inputs = inputs
        self._cache = cache

    @cached_property
    def outline(self) -> Outline | None:
        """Its outputs, but for the files of the search and the theme; None when that is forgotten."""
        return self._cache.value(OUTLINE, self.inputs.outline, partial(loaded, Outline))

    @cached_property
    def sources(self) -> Mapping[str, Summary] | None:
        """Its files of content; None when they are forgotten."""
        return summaries_of(self._cache, self.inputs.sources)

    @property
    def known(self) -> bool:
        """True when nothing is forgotten."""
        return self.outline is not None and self.sources is not None

    def row(self, path: str) -> _Row | None:
        """What an output was made from; None when the plan did not name it."""
        outline, sources = self.outline, self.sources
        assert outline is not None, "asked for where nothing is forgotten"
        assert sources is not None, "the same"

        def texts(files: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
            return tuple((file, sources[file].text if file in sources else "") for file in files)

        if path in outline.paths:
            index = outline.paths.index(path)
            edition, recipe = outline.editions[index], outline.recipes[index]
            language, shell = outline.shells[edition]
            written = texts(outline.written[index])
            return _Row(recipe, outline.origins[index], written, language, shell)
        for (language, shell), one in zip(outline.shells, outline.indexes, strict=True):
            if one.path == path:
                files = tuple(file for _, part in one.volumes for file in part)
                made = dict(self.inputs.searches)[path]
                return _Row(one.recipe, one.origin, (), language, shell, made, texts(files))
        return None

    def page(self, recipe: str) -> Page | None:
        """A page by the digest of its recipe; None when it is forgotten or no page."""
        found = again(self._cache.get(RECIPE, recipe) or b"")
        return found if isinstance(found, Page) else None


def reasons(path: str, old: Past, new: Past) -> tuple[Reason, ...]:
    """Why an output of the `new` build is not what the `old` one made; nothing when all is as it was.

    Both must be known, and the new one must have the output.
    """
    one, other = old.row(path), new.row(path)
    assert other is not None, "an output of this build"
    if one is None:
        return (Reason("new"), *_behind(old, new, other.origin))
    return tuple(_reasons(old, new, one, other))


def _reasons(old: Past, new: Past, one: _Row, other: _Row) -> Iterator[Reason]:
    given = other.recipe.startswith(KNOWN)
    found = [*(() if given else _around(old, new, one, other)), *_inside(old, new, one, other)]
    if old.inputs.code != new.inputs.code:
        yield Reason("builder")
    yield from found
    options = _pairs(old.inputs.options, new.inputs.options)
    if any(one.kind in {"shell", "view", "data", "index"} for one in found):
        yield from _behind(old, new, other.origin)
    elif given and "base_url" in {one.where for one in options}:
        yield Reason("options", places=options)  # its links are looked at again


def _around(old: Past, new: Past, one: _Row, other: _Row) -> Iterator[Reason]:
    """What changed around an output that a template or a text has part in."""
    files = _changes(dict(old.inputs.theme), dict(new.inputs.theme))
    places = _pairs(old.inputs.parameters, new.inputs.parameters)
    if files or places:
        yield Reason("theme", files, places)
    if one.origin != other.origin:
        yield Reason("origin", places=(Difference("", one.origin, other.origin),))
    if one.shell != other.shell:
        yield Reason("shell", places=tuple(differences(one.shell, other.shell, "site")))


def _inside(old: Past, new: Past, one: _Row, other: _Row) -> Iterator[Reason]:
    """What changed of what an output shows."""
    texts = _changes(dict(one.texts), dict(other.texts))
    if texts:
        yield Reason("text", texts)
    if one.recipe != other.recipe:
        before, after = old.page(one.recipe), new.page(other.recipe)
        shown = tuple(_seen(before, after)) if before and after else ()
        yield Reason("view", places=shown) if after else Reason("data")
    elif one.index != other.index:
        yield Reason("index", _changes(dict(one.indexed), dict(other.indexed)))


def _seen(before: Page, after: Page) -> Iterator[Difference]:
    """Where two pages differ but for what their texts say."""
    yield from differences(before.template, after.template, "template")
    yield from differences(before.view, after.view, "page")
    if before.written and after.written:
        yield from differences(before.written.hrefs, after.written.hrefs, "page.body.href")


def _behind(old: Past, new: Past, origin: str) -> Iterator[Reason]:
    """What in the site changed that views and data are made from: the output's own source first."""
    was, now = ({file: one.record for file, one in (past.sources or {}).items()} for past in (old, new))
    files = _changes(was | dict(old.inputs.attachments), now | dict(new.inputs.attachments))
    if files:
        yield Reason("sources", tuple(sorted(files, key=lambda change: change[1] != origin)))
    options = _pairs(old.inputs.options, new.inputs.options)
    if options or not files:
        yield Reason("options", places=options)


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> Changes:
    """Files whose digest is another one, in the order of their names."""

    def change(file: str) -> Change:
        return "added" if file not in old else "gone" if file not in new else "changed"

    return tuple((change(file), file) for file in sorted({*old, *new}) if old.get(file) != new.get(file))


def _pairs(old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]) -> tuple[Difference, ...]:
    was, now = dict(old), dict(new)
    names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return tuple(Difference(name, was.get(name, ""), now.get(name, "")) for name in names)
