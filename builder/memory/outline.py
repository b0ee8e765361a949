"""The plan, remembered as an outline: every output by path, with the digest of its recipe.

While no record changes, the outline holds, whatever the texts say: a sentence that is changed leads to the
outputs that show it without anything being assembled or planned.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from builder.cache import Cache
from builder.digest import digest
from builder.memory.readings import Texts
from builder.memory.recipes import RECIPE, Kept, Recipe, again, name_of, texts_of
from builder.memory.search import Search, Sought, sought
from builder.memory.spool import Spool
from builder.model.moment import Counts
from builder.outputs.search.planned import Index
from builder.outputs.shell import Shell
from builder.plain import dump, loaded
from builder.plan import Calendar, Data, Edition, Output, Page, Plan, Quoted, collisions
from builder.problems import Problem
from builder.theme.assets import FOLDER

OUTLINE = "outline"
_TOGETHER = 64
"""Outputs that follow one another and are looked up together."""


class Planned(Struct, frozen=True):
    """What assembling and planning gave; an empty plan when a problem stood in the way.

    `since` and `until` are the hours between which it would be the same: embargoes end at an hour.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    counts: Counts
    since: datetime
    until: datetime


class Block(Struct, frozen=True):
    """Outputs that are looked up together, by number, and the digest of their part of the plan."""

    start: int
    stop: int
    name: str


class Outline(Struct, frozen=True):
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
    places: str
    """Digest of the paths and origins of those, without the files of the search."""


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
        """The outline from memory, else from `plan`, which is asked later too for recipes that were lost.

        `assets` are the outputs of the theme, which no memory needs to hold.
        """
        self._cache = cache
        self._key = key
        self._plan = plan
        self._editions: tuple[Edition, ...] = ()
        self._data = Spool()
        self._rest: dict[int, Recipe] = {}
        found = self._kept(now)
        planned = found or self._made()
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
            recipe = self._recipe(index) or self._again(index)
            outline = self.outline
            return Output(outline.paths[index], recipe, outline.origins[index], outline.editions[index])
        index -= self._count
        for search in self._searches:
            if index < len(search.outputs):
                return search.output(index)
            index -= len(search.outputs)
        return self._assets[index]

    def plain(self, indices: Sequence[int]) -> dict[int, bytes]:
        """The plain forms of those of some outputs that are kept in it, by number."""
        names = {index: self.outline.recipes[index] for index in indices}
        found = self._cache.get_all(RECIPE, names.values())
        return {index: found[name] for index, name in names.items() if name in found}

    def data(self, index: int) -> bytes | None:
        """The bytes of an output that the plan itself made, if it was made in this build."""
        name = self.outline.recipes[index]
        return self._data.get(name) if name in self._data else None

    def _recipe(self, index: int) -> Recipe | None:
        name = self.outline.recipes[index]
        if index in self._rest:
            return self._rest[index]
        if name in self._data:
            return Data(self._data.get(name))
        plain = self._cache.get(RECIPE, name)
        return again(plain) if plain else None

    def _again(self, index: int) -> Recipe:
        """What memory does not hold, or not as it was, is planned once more."""
        self._made(anew=True)
        recipe = self._recipe(index)
        assert recipe is not None, "it was planned just now"
        return recipe

    def _kept(self, now: datetime) -> Outline | None:
        found = self._cache.value(OUTLINE, self._key, partial(loaded, Outline))
        if found is None:
            return None
        self._cache.use(RECIPE, found.recipes)
        return found if found.since <= now < found.until else None

    def _with_late(self, outline: Outline) -> Outline:
        """The outline with the files of the search and the theme, unless two are on one path."""
        late = [
            (edition, *one) for edition, search in enumerate(self._searches) for one in search.outputs
        ] + [(0, one.path, one.origin, name_of(one.recipe)[0]) for one in self._assets]
        folders = (FOLDER, *(one.folder.casefold() for one in outline.indexes))
        near = [
            (path, origin)
            for path, origin in zip(outline.paths, outline.origins, strict=True)
            if path.casefold().startswith(folders)
        ]
        near += [(path, origin) for _, path, origin, _ in late]
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

    def _index(self, edition: int) -> Index:
        if not self._editions:
            self._made()
        index: Index = self._editions[edition].index
        return index

    def _made(self, *, anew: bool = False) -> Outline:
        """The outline of a plan that is made now; each view is let go of when it is kept."""
        planned, kept = self._plan(), Kept(self._cache, anew=anew)
        self._editions = editions = planned.plan.editions
        rows: list[tuple[str, str, str, tuple[str, ...], int]] = []
        for index, output in enumerate(planned.plan.outputs):
            recipe, name = output.recipe, kept.keep(output.recipe)
            if isinstance(recipe, Data):
                self._data.put(name, recipe.data)
            elif not isinstance(recipe, (Page, Quoted, Calendar)):
                self._rest[index] = recipe
            rows.append((output.path, output.origin, name, texts_of(recipe), output.edition))
        kept.flush()
        faults = tuple(collisions((path, origin) for path, origin, *_ in rows))
        if faults:
            rows, editions = [], ()
        paths, origins, recipes, written, numbers = zip(*rows, strict=True) if rows else ((),) * 5
        indexes = tuple(sought(self._cache, one.index) for one in editions)
        apart = tuple(one.folder for one in indexes)
        outline = Outline(
            paths=paths,
            origins=origins,
            recipes=recipes,
            written=written,
            editions=numbers,
            shells=tuple((one.language, one.shell) for one in editions),
            problems=planned.problems + faults,
            counts=planned.counts,
            since=planned.since,
            until=planned.until,
            indexes=indexes,
            blocks=(),
            planned=len(rows),
            places=digest(*(part for row in rows if not row[0].startswith(apart) for part in row[:2])),
        )
        outline = replace(outline, blocks=_blocks(outline, 0))
        self._cache.put(OUTLINE, self._key, dump(Outline, outline))
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
