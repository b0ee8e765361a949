"""The plan, remembered as an outline: every output by path, with the digest of its recipe.

While no record changes, the outline holds, whatever the texts say: a sentence that is changed leads to the
outputs that show it without anything being assembled or planned.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from builder.cache import Cache
from builder.digest import digest
from builder.memory.readings import Texts
from builder.model.site import Counts
from builder.outputs.page import TEMPLATES
from builder.outputs.shell import Shell
from builder.plain import FAULTS, dump, load
from builder.plan import Asset, Cleaned, Data, Derived, Edition, Output, Page, Written, collisions
from builder.problems import Problem
from builder.theme.assets import FOLDER

_OUTLINE, _PAGE = "outline", "page"
PICTURE = "picture "
"""How the digest of a picture's recipe begins: what it makes is kept, as it takes long."""
_VIEWS = {template: view for view, template in TEMPLATES.items()}
Recipe = Page | Data | Asset | Cleaned | Derived


@dataclass(frozen=True, slots=True)
class Planned:
    """What assembling and planning gave; no editions when a problem stood in the way.

    `since` and `until` are the hours between which it would be the same: embargoes end at an hour.
    """

    editions: tuple[Edition, ...]
    problems: tuple[Problem, ...]
    counts: Counts
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan without its views: column by column, one entry for each output, in the order of the plan."""

    paths: tuple[str, ...]
    origins: tuple[str, ...]
    recipes: tuple[str, ...]
    """Digest of each recipe; `=` and the SHA-256 where the bytes are known already."""
    written: tuple[str, ...]
    """The file whose text the output shows, or empty."""
    editions: tuple[int, ...]
    shells: tuple[tuple[str, Shell], ...]
    """Language and shell of each edition."""
    problems: tuple[Problem, ...]
    counts: Counts
    since: datetime
    until: datetime
    texts: tuple[tuple[str, str], ...]
    """Files whose text was looked at while planning, with its digest then."""

    @property
    def columns(
        self,
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...], tuple[str, ...], tuple[str, ...]]:
        """Path, recipe, edition, origin and text of every output."""
        return self.paths, self.recipes, self.editions, self.origins, self.written


class Works:
    """The outputs of one build: the outline at once, a recipe when it is asked for."""

    def __init__(
        self,
        cache: Cache,
        key: str,
        now: datetime,
        texts: Texts,
        plan: Callable[[], Planned],
        assets: Iterable[Output],
    ) -> None:
        """The outline from memory, else from `plan`, which is asked later too for recipes that are not kept.

        `assets` are the outputs of the theme, which no memory needs to hold.
        """
        self._cache = cache
        self._texts = texts
        self._plan = plan
        self._outputs: tuple[Output, ...] = ()
        kept = self._kept(key, now)
        self.remembered = kept is not None
        self._assets = tuple(assets)
        self.outline = self._with_assets(kept or self._made(key))

    def output(self, index: int) -> Output:
        """An output with its recipe."""
        count = len(self.outline.paths) - len(self._assets)
        if index >= count:
            return self._assets[index - count]
        if not self._outputs:
            found = self._page(index)
            if found is not None:
                return found
            self._whole()
        return self._outputs[index]

    def _kept(self, key: str, now: datetime) -> Outline | None:
        try:
            found = load(Outline, self._cache.get(_OUTLINE, key) or b"")
        except FAULTS:
            return None
        same = all(self._texts.digest(file) == known for file, known in found.texts)
        return found if same and found.since <= now < found.until else None

    def _with_assets(self, outline: Outline) -> Outline:
        """The outline with the outputs of the theme, unless two are on one path."""
        if not outline.paths:
            return outline
        near = [
            Output(path, Data(b""), origin)
            for path, origin in zip(outline.paths, outline.origins, strict=True)
            if path.casefold().startswith(FOLDER)
        ]
        assets = self._assets
        return replace(
            outline,
            paths=outline.paths + tuple(one.path for one in assets),
            origins=outline.origins + tuple(one.origin for one in assets),
            recipes=outline.recipes + tuple(_digest(one.recipe) for one in assets),
            written=outline.written + ("",) * len(assets),
            editions=outline.editions + (0,) * len(assets),
            problems=outline.problems + tuple(collisions((*near, *assets))),
        )

    def _whole(self) -> Planned:
        planned = self._plan()
        self._outputs = tuple(output for edition in planned.editions for output in edition.outputs)
        return planned

    def _made(self, key: str) -> Outline:
        self._texts.asked.clear()
        planned = self._whole()
        outputs = self._outputs
        faults = tuple(collisions(outputs))
        if faults:
            outputs = self._outputs = ()
        texts = tuple((file, self._texts.digest(file)) for file in sorted(self._texts.asked))
        outline = Outline(
            paths=tuple(output.path for output in outputs),
            origins=tuple(output.origin for output in outputs),
            recipes=tuple(self._keep(output.recipe) for output in outputs),
            written=tuple(_written(output.recipe) for output in outputs),
            editions=tuple(n for n, one in enumerate(planned.editions) for _ in one.outputs)[: len(outputs)],
            shells=tuple((one.language, one.shell) for one in planned.editions),
            problems=planned.problems + faults,
            counts=planned.counts,
            since=planned.since,
            until=planned.until,
            texts=texts,
        )
        self._cache.put(_OUTLINE, key, dump(Outline, outline))
        return outline

    def _keep(self, recipe: Recipe) -> str:
        """The digest of a recipe; that of a page which shows a text is kept, as the text may change alone."""
        match recipe:
            case Page(template, view, written):
                plain = dump(type(view), view).decode("utf-8", "surrogatepass")
                data = dump(_Page, _Page(template, plain, written))
                name = digest(data)
                if written is not None:
                    self._cache.put(_PAGE, name, data)
                return name
            case _:
                return _digest(recipe)

    def _page(self, index: int) -> Output | None:
        """A page that is kept."""
        outline = self.outline
        try:
            kept = load(_Page, self._cache.get(_PAGE, outline.recipes[index]) or b"")
            view = load(_VIEWS[kept.template], kept.view.encode("utf-8", "surrogatepass"))
        except FAULTS:
            return None
        return Output(outline.paths[index], Page(kept.template, view, kept.written), outline.origins[index])


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it is kept; `view` is the plain form of the template's view."""

    template: str
    view: str
    written: Written | None


def _digest(recipe: Recipe) -> str:
    """`=` and the SHA-256 of bytes that are known already; of a picture to be made, what it is made from."""
    match recipe:
        case Data(data):
            return f"={hashlib.sha256(data).hexdigest()}"
        case Asset(_, sha256):
            return f"={sha256}"
        case Cleaned(_, _, published):
            return f"={published}"
        case Derived():
            return PICTURE + digest(dump(Derived, replace(recipe, file="")))
        case Page():
            raise AssertionError("a page is kept by its plain form")


def _written(recipe: Recipe) -> str:
    return recipe.written.file if isinstance(recipe, Page) and recipe.written is not None else ""
