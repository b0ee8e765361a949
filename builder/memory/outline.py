"""The plan, remembered as an outline: every output by path, with the digest of its recipe.

While no record changes, the outline holds, whatever the texts say: a sentence that is changed leads to the
outputs that show it without anything being assembled or planned.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from builder.cache import Cache
from builder.digest import digest
from builder.memory.readings import Texts
from builder.memory.recipes import PAGE, QUOTED, keep, kept, name_of, texts_of
from builder.memory.search import Search, Sought, sought
from builder.model.moment import Counts
from builder.outputs.search.planned import Index
from builder.outputs.shell import Shell
from builder.plain import dump, loaded
from builder.plan import Data, Edition, Output, collisions
from builder.problems import Problem
from builder.theme.assets import FOLDER

_OUTLINE = "outline"
_TOGETHER = 64
"""Outputs that follow one another and are looked up together."""


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
class Block:
    """Outputs that are looked up together, by number, and the digest of their part of the plan."""

    start: int
    stop: int
    name: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan without its views: column by column, one entry for each output, in the order of the plan."""

    paths: tuple[str, ...]
    origins: tuple[str, ...]
    recipes: tuple[str, ...]
    """Digest of each recipe; `=` and the SHA-256 where the bytes are known already."""
    written: tuple[tuple[str, ...], ...]
    """The files whose texts the output shows."""
    editions: tuple[int, ...]
    shells: tuple[tuple[str, Shell], ...]
    """Language and shell of each edition."""
    problems: tuple[Problem, ...]
    counts: Counts
    since: datetime
    until: datetime
    indexes: tuple[Sought, ...]
    """The search of each edition."""
    blocks: tuple[Block, ...]
    planned: int
    """How many outputs the plan names; those of the search and the theme come after them."""


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
        jobs: int,
    ) -> None:
        """The outline from memory, else from `plan`, which is asked later too for recipes that are not kept.

        `assets` are the outputs of the theme, which no memory needs to hold.
        """
        self._cache = cache
        self._plan = plan
        self._planned: Planned | None = None
        self._outputs: tuple[Output, ...] = ()
        found = self._kept(key, now)
        self.remembered = found is not None
        planned = found or self._made(key)
        self._count = len(planned.paths)
        self._searches = tuple(
            Search(cache, texts, one, partial(self._index, number), jobs)
            for number, one in enumerate(planned.indexes)
        )
        self._assets = tuple(assets) if planned.paths else ()
        self.outline = self._with_late(planned)

    def output(self, index: int) -> Output:
        """An output with its recipe."""
        if index < self._count:
            return self._output(index)
        index -= self._count
        for search in self._searches:
            if index < len(search.outputs):
                return search.output(index)
            index -= len(search.outputs)
        return self._assets[index]

    def _output(self, index: int) -> Output:
        if self._planned is None:
            outline = self.outline
            if recipe := kept(self._cache, outline.recipes[index]):
                return Output(outline.paths[index], recipe, outline.origins[index])
            self._whole()
        return self._outputs[index]

    def _kept(self, key: str, now: datetime) -> Outline | None:
        found = self._cache.value(_OUTLINE, key, partial(loaded, Outline))
        if found is None:
            return None
        for kind in (PAGE, QUOTED):
            self._cache.use(kind, found.recipes)
        return found if found.since <= now < found.until else None

    def _with_late(self, outline: Outline) -> Outline:
        """The outline with the files of the search and the theme, unless two are on one path."""
        late = [
            (edition, *one) for edition, search in enumerate(self._searches) for one in search.outputs
        ] + [(0, one.path, one.origin, name_of(one.recipe)[0]) for one in self._assets]
        folders = (FOLDER, *(one.folder.casefold() for one in outline.indexes))
        near = [
            Output(path, Data(b""), origin)
            for path, origin in zip(outline.paths, outline.origins, strict=True)
            if path.casefold().startswith(folders)
        ]
        near += [Output(path, Data(b""), origin) for _, path, origin, _ in late]
        whole = replace(
            outline,
            paths=outline.paths + tuple(path for _, path, _, _ in late),
            origins=outline.origins + tuple(origin for _, _, origin, _ in late),
            recipes=outline.recipes + tuple(recipe for _, _, _, recipe in late),
            written=outline.written + ((),) * len(late),
            editions=outline.editions + tuple(edition for edition, _, _, _ in late),
            problems=outline.problems + tuple(collisions(near)),
        )
        return replace(whole, blocks=outline.blocks + _blocks(whole, len(outline.paths)))

    def _whole(self) -> Planned:
        if self._planned is None:
            self._planned = self._plan()
            self._outputs = tuple(output for one in self._planned.editions for output in one.outputs)
        return self._planned

    def _index(self, edition: int) -> Index:
        index: Index = self._whole().editions[edition].index
        return index

    def _made(self, key: str) -> Outline:
        planned = self._whole()
        outputs, editions = self._outputs, planned.editions
        faults = tuple(collisions(outputs))
        if faults:
            outputs, editions = (), ()
        outline = Outline(
            paths=tuple(output.path for output in outputs),
            origins=tuple(output.origin for output in outputs),
            recipes=tuple(keep(self._cache, output.recipe) for output in outputs),
            written=tuple(texts_of(output.recipe) for output in outputs),
            editions=tuple(n for n, one in enumerate(editions) for _ in one.outputs),
            shells=tuple((one.language, one.shell) for one in editions),
            problems=planned.problems + faults,
            counts=planned.counts,
            since=planned.since,
            until=planned.until,
            indexes=tuple(sought(self._cache, one.index) for one in editions),
            blocks=(),
            planned=len(outputs),
        )
        outline = replace(outline, blocks=_blocks(outline, 0))
        self._cache.put(_OUTLINE, key, dump(Outline, outline))
        return outline


def _blocks(outline: Outline, first: int) -> tuple[Block, ...]:
    """The outputs from `first` on, block by block."""
    columns = (outline.paths, outline.origins, outline.recipes, tuple(map(str, outline.editions)))
    found = []
    for start in range(first, len(outline.paths), _TOGETHER):
        stop = min(start + _TOGETHER, len(outline.paths))
        parts = ("\n".join(column[start:stop]) for column in columns)
        files = ("\n".join(files) for files in outline.written[start:stop])
        found.append(Block(start, stop, digest(*parts, *files)))
    return tuple(found)
