"""The finished archive: every file by path, made now or known from memory, its bytes when somebody asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.cache import Cache
from builder.checks import check_page, check_whole
from builder.checks.facts import Facts
from builder.digest import digest
from builder.memory.code import code
from builder.memory.outline import Works
from builder.memory.readings import Texts
from builder.memory.recipes import KNOWN, PICTURE
from builder.parallel import stream
from builder.plain import FAULTS, dump, load
from builder.plan import Output
from builder.problems import Problem
from builder.publish.render import Made, Order, Press, failed, first_of_each
from builder.theme.theme import Theme

_MADE, _FACTS, _CHECKED = "made", "facts", "checked"


@dataclass(frozen=True, slots=True)
class _Told:
    """What checking a whole archive gave."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Making:
    """How a file is made: its recipe and all that the recipe is given."""

    output: Output
    language: str
    """Of the edition it belongs to."""
    texts: tuple[str, ...]
    """The files whose texts it shows."""
    theme: Theme
    templates: tuple[str, ...]
    """The files of its templates, its own first; none when it is no page."""
    fresh: bool
    """True when nothing that an earlier build made could be taken for it."""
    sha256: str


class Archive(Mapping[str, bytes]):
    """The bytes of every file by path. `digests` are their SHA-256, known without having the bytes.

    `fresh` are the paths that were made in this build; the others are what an earlier one made of the same.
    """

    def __init__(self, works: Works, press: Press, texts: Texts, cache: Cache) -> None:
        """Nothing is made yet."""
        self._works = works
        self._press = press
        self._texts = texts
        self._cache = cache
        self._indices = {path: index for index, path in enumerate(works.outline.paths)}
        self._held: dict[str, bytes] = {}
        self._keys = self._named()
        self.digests: dict[str, str] = {}
        self.fresh: set[str] = set()

    def __getitem__(self, path: str) -> bytes:
        """The bytes of a file; one that is known from memory is made again."""
        if path in self._held:
            return self._held[path]
        for _, made in self._made([self._indices[path]], 1):
            if made.problem is None:
                return made.data
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        """The paths in the order of the plan."""
        return iter(self.digests)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self.digests)

    def make(self, jobs: int, ready: Mapping[str, str] | None) -> tuple[Problem, ...]:
        """Make what no earlier build made; what templates or files made impossible.

        `ready` are the files that a published folder holds, by path with their SHA-256: what is neither there
        nor new is made too. None where nobody will ask for bytes.
        """
        keys, paths = self._keys, self._works.outline.paths
        kept = {
            key: data.decode("ascii", "replace") for key, data in self._cache.get_all(_MADE, keys).items()
        }
        rest = [
            index
            for index, key in enumerate(keys)
            if key not in kept or (ready is not None and ready.get(paths[index]) != kept[key])
        ]
        faults: list[Problem] = []
        for index, made in self._made(rest, jobs):
            if made.problem is None:
                self._keep(keys[index], made)
                kept[keys[index]] = made.sha256
            else:
                faults.append(made.problem)
        if not faults:
            self.digests = {path: kept[key] for path, key in zip(paths, keys, strict=True)}
        return first_of_each(faults)

    def check(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the finished files, each at the source an editor would look in."""
        origins = self.origins
        name = digest("check", code(), *self._keys, *origins, *origins.values())
        try:
            told = load(_Told, self._cache.get(_CHECKED, name) or b"")
        except FAULTS:
            facts = self._facts()
            found = [one for path in origins for one in check_page(path, facts, origins)]
            told = _Told((*found, *check_whole(facts)))
            self._cache.put(_CHECKED, name, dump(_Told, told))
        else:
            self._cache.use(_FACTS, self._keys)
        return told.problems

    def _facts(self) -> dict[str, Facts]:
        """What checks need to know of every file; a file whose facts were lost is made again."""
        kept = self._cache.get_all(_FACTS, self._keys)
        known = {key: one for key, data in kept.items() if (one := _loaded(data)) is not None}
        rest = [index for index, key in enumerate(self._keys) if key not in known]
        for index, made in self._made(rest, 1):
            self._keep(self._keys[index], made)
            known[self._keys[index]] = made.facts
        return {path: known[key] for path, key in zip(self._works.outline.paths, self._keys, strict=True)}

    def making(self, path: str) -> Making:
        """How a file of the archive is made."""
        index = self._indices[path]
        order = self._order(index)
        return Making(
            order.output,
            self._press.editions[order.edition][0],
            self._works.outline.written[index],
            self._press.theme,
            self._press.templates(order),
            fresh=path in self.fresh,
            sha256=self.digests[path],
        )

    @property
    def origins(self) -> Mapping[str, str]:
        """The source of each file, by path in the order of the plan."""
        return dict(zip(self._works.outline.paths, self._works.outline.origins, strict=True))

    def _made(self, rest: list[int], jobs: int) -> Iterator[tuple[int, Made]]:
        """Outputs made: pictures, many from one file and with a memory of their own, and then the others."""
        recipes = self._works.outline.recipes
        pictures = [index for index in rest if recipes[index].startswith(PICTURE)]
        if pictures:
            from builder.publish.pictures import derive  # noqa: PLC0415 # for a site with a new picture

            outputs = [self._works.output(index) for index in pictures]
            files, faults = derive(outputs, self._press.project, jobs, self._cache)
            yield from (
                (index, self._press.made(output.path, files[output.path]))
                for index, output in zip(pictures, outputs, strict=True)
                if output.path in files
            )
            yield from ((pictures[0], failed("", fault)) for fault in faults)
        others = [index for index in rest if not recipes[index].startswith(PICTURE)]
        found = stream(self._press.make, map(self._order, others), len(others), jobs)
        yield from zip(others, found, strict=True)

    def _keep(self, key: str, made: Made) -> None:
        self._cache.put(_MADE, key, made.sha256.encode("ascii"))
        self._cache.put(_FACTS, key, dump(Facts, made.facts))
        self._held[made.path] = made.data
        self.fresh.add(made.path)

    def _order(self, index: int) -> Order:
        outline = self._works.outline
        htmls = tuple(self._texts[file].html for file in outline.written[index])
        return Order(self._works.output(index), outline.editions[index], htmls)

    def _named(self) -> list[str]:
        """What each file is made from, as a digest: everything that its template can see."""
        outline, press = self._works.outline, self._press
        frames = [
            digest(code(), press.theme.digest, language, dump(type(shell), shell))
            for language, shell in press.editions
        ]
        known = digest(code(), press.base_url)
        return [
            digest(path, recipe, known)
            if recipe.startswith(KNOWN)
            else digest(path, recipe, frames[edition], origin, *map(self._texts.digest, files))
            for path, recipe, edition, origin, files in zip(*outline.columns, strict=True)
        ]


def _loaded(data: bytes) -> Facts | None:
    try:
        return load(Facts, data)
    except FAULTS:
        return None
