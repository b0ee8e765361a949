"""Checks of a whole archive, remembered: looked at again is what changed, or all when others can see it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from builder.cache import Cache
from builder.checks import check_page, check_whole
from builder.checks.facts import Facts, seen
from builder.digest import digest
from builder.memory.code import code
from builder.memory.outline import Outline
from builder.plain import dump, loaded
from builder.problems import Problem

_CHECKED = "checked"


class _Told(Struct, frozen=True):
    """What checking the outputs of a block gave: for each what it is made from, and its problems."""

    keys: tuple[str, ...]
    problems: tuple[tuple[Problem, ...], ...]


class Known(Mapping[str, Facts]):
    """The facts of every file by path, fetched when somebody asks: all of one, of others what it may see.

    Where links lead is most of what is known of an archive, and nobody's business but the page's own.
    """

    def __init__(self, indices: Mapping[str, int], fetch: Callable[[int], Facts]) -> None:
        """Fetch nothing yet; `indices` are the numbers that `fetch` knows files by."""
        self._indices = indices
        self._fetch = fetch
        self._own = ("", Facts())
        self._seen: dict[str, Facts] = {}

    def of(self, path: str) -> "Known":
        """These, with all facts of the file at `path`."""
        self._own = path, self._fetched(path)
        return self

    def __getitem__(self, path: str) -> Facts:
        """The facts of a file."""
        if path == self._own[0]:
            return self._own[1]
        if path not in self._seen:
            self._fetched(path)
        return self._seen[path]

    def _fetched(self, path: str) -> Facts:
        facts = self._fetch(self._indices[path])
        self._seen[path] = seen(facts)
        return facts

    def __contains__(self, path: object) -> bool:
        """True for a file of the archive, without fetching anything."""
        return path in self._indices

    def __iter__(self) -> Iterator[str]:
        """The paths in the order of the plan."""
        return iter(self._indices)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._indices)


def checked(
    cache: Cache, outline: Outline, keys: Sequence[str], faces: Sequence[str], facts: Known
) -> tuple[Problem, ...]:
    """Everything that is wrong with the files of an archive, each at the source an editor would look in.

    `keys` name what each file is made from, `faces` what checks of other files see of it.
    """
    origins = dict(zip(outline.paths, outline.origins, strict=True))
    # The files of the search and the theme are named by what they hold: who names them changes with them.
    apart = tuple(one.folder for one in outline.indexes)
    planned = zip(outline.paths[: outline.planned], faces[: outline.planned], strict=True)
    world = digest(code(), outline.places, *(face for path, face in planned if not path.startswith(apart)))
    names = [digest("checked", world, f"{block.start}") for block in outline.blocks]
    kept = cache.values(_CHECKED, names, partial(loaded, _Told))
    found: list[Problem] = []
    for name, block in zip(names, outline.blocks, strict=True):
        own = tuple(keys[block.start : block.stop])
        told = kept.get(name)
        if told is None or told.keys != own:
            known = dict(zip(told.keys, told.problems, strict=True)) if told else {}
            paths = outline.paths[block.start : block.stop]
            problems = (
                known[key] if key in known else check_page(path, facts.of(path), origins)
                for key, path in zip(own, paths, strict=True)
            )
            told = _Told(own, tuple(problems))
            cache.put(_CHECKED, name, dump(_Told, told))
        found += [one for problems in told.problems for one in problems]
    return (*found, *check_whole(facts))
