"""The search of one edition: its index follows from texts; remembered volume by volume, shard by shard."""

import hashlib
from collections.abc import Callable
from functools import cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from builder.cache import Cache
from builder.digest import digest
from builder.memory.code import code
from builder.memory.readings import Texts
from builder.memory.recipes import KNOWN, RECIPE, Kept, again
from builder.model.spelling import Passage
from builder.outputs.search.files import directory_file, word_file
from builder.outputs.search.index import (
    BUCKETS,
    Volume,
    buckets_of,
    count_of,
    groups_of,
    shards,
    shards_of,
    volume,
)
from builder.outputs.search.planned import Found, Index
from builder.parallel import stream
from builder.plain import FAULTS, dump, load, loaded
from builder.plan import Data, Output, Page

_FOUND, _SAID, _VOLUME, _BUCKET, _SHARDS = "found", "directory", "volume", "bucket", "shards"
_MANY = 4
"""Volumes that are worth another process."""


class Sought(Struct, frozen=True):
    """An Index as it is remembered: digests of what is kept, and the files whose texts each volume needs."""

    folder: str
    volumes: tuple[tuple[str, tuple[str, ...]], ...]
    directory: str
    path: str
    origin: str
    recipe: str
    """Path, origin and digest of the recipe of the search page."""


class _Sum(Struct, frozen=True):
    """What is known of a volume without opening it: its passages, its bytes, the digest of each bucket."""

    passages: int
    size: int
    buckets: tuple[str, ...]


class _Kept(Struct, frozen=True):
    """The entries of a volume as they are kept."""

    entries: tuple[Found, ...]


def sought(cache: Cache, index: Index) -> Sought:
    """An Index, remembered."""
    volumes = []
    for one in index.volumes:
        plain = dump(_Kept, _Kept(one))
        volumes.append((digest(plain), tuple(entry.file for entry in one if entry.file)))
        cache.put(_FOUND, digest(plain), plain)
    said = index.directory.encode("utf-8")
    cache.put(_SAID, digest(said), said)
    assert isinstance(index.page.recipe, Page), "the search page"
    kept = Kept(cache)
    recipe = kept.keep(index.page.recipe)
    kept.flush()
    return Sought(index.folder, tuple(volumes), digest(said), index.page.path, index.page.origin, recipe)


class Search:
    """The files of words, the directory that names them and the page that names the directory."""

    def __init__(
        self, cache: Cache, texts: Texts, remembered: Sought, planned: Callable[[], Index], jobs: int
    ) -> None:
        """`planned` gives the Index again where something of it was lost."""
        self._cache = cache
        self._texts = texts
        self._sought = remembered
        self._planned = planned
        self._jobs = jobs
        self._made: dict[int, tuple[str, bytes]] = {}
        self._sums = self._summed()
        self._count = count_of(sum(one.size for one in self._sums))
        self._words = self._named()

    @cached_property
    def outputs(self) -> tuple[tuple[str, str, str], ...]:
        """Path, origin and digest of the recipe of every file."""
        folder, origin = self._sought.folder, self._sought.origin
        name, data = self._directory
        files = [*self._words, (name, hashlib.sha256(data).hexdigest())]
        return (
            *((folder + name, origin, KNOWN + sha256) for name, sha256 in files),
            (self._sought.path, origin, digest(self._sought.recipe, name)),
        )

    def output(self, number: int) -> Output:
        """One of them with its recipe."""
        path, origin, _ = self.outputs[number]
        if number < self._count:
            return Output(path, Data(self._file(number)[1]), origin)
        if number == self._count:
            return Output(path, Data(self._directory[1]), origin)
        page = again(self._cache.get(RECIPE, self._sought.recipe) or b"") or self._planned().page.recipe
        assert isinstance(page, Page), "the search page"
        view = replace(page.view, directory=self._sought.folder + self._directory[0])
        return Output(path, replace(page, view=view), origin)

    @cached_property
    def _directory(self) -> tuple[str, bytes]:
        said = self._cache.get(_SAID, self._sought.directory)
        text = said.decode("utf-8") if said is not None else self._planned().directory
        return directory_file(text, [name for name, _ in self._words])

    def _summed(self) -> tuple[_Sum, ...]:
        """What is known of every volume; those that were not met before are made."""
        volumes = self._sought.volumes
        keys = [digest("volume", code(), name, *map(self._texts.digest, files)) for name, files in volumes]
        known = self._cache.values(_VOLUME, keys, partial(loaded, _Sum))
        rest = [number for number, key in enumerate(keys) if key not in known]
        passages = (self._passages(number) for number in rest)
        volumes_made = stream(volume, passages, len(rest), self._jobs, worth_it=_MANY)
        for number, made in zip(rest, volumes_made, strict=True):
            known[keys[number]] = self._keep(made)
            self._cache.put(_VOLUME, keys[number], dump(_Sum, known[keys[number]]))
        for one in known.values():
            self._cache.use(_BUCKET, one.buckets)
        self._cache.use(_FOUND, (name for name, _ in volumes))
        self._cache.use(_SAID, (self._sought.directory,))
        self._cache.use(RECIPE, (self._sought.recipe,))
        return tuple(known[key] for key in keys)

    def _passages(self, number: int) -> tuple[Passage, ...]:
        try:
            entries = load(_Kept, self._cache.get(_FOUND, self._sought.volumes[number][0]) or b"").entries
        except FAULTS:
            entries = self._planned().volumes[number]
        return tuple(passage for entry in entries for passage in entry.among(self._texts))

    def _keep(self, made: Volume) -> _Sum:
        buckets = [lines.encode("utf-8") for lines in made.buckets]
        names = tuple(digest(data) for data in buckets)
        for name, data in zip(names, buckets, strict=True):
            self._cache.put(_BUCKET, name, data)
        return _Sum(made.passages, sum(map(len, buckets)), names)

    def _named(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of every file of words; those that were not met before are made."""
        sizes = " ".join(str(one.passages) for one in self._sums)
        # A bucket of all volumes at once: names are equally long, so that none can be taken for another.
        names = ["".join(of_all) for of_all in zip(*(one.buckets for one in self._sums), strict=True)]
        count = self._count
        keys = [
            digest(
                "shards",
                code(),
                f"{group} {count}",
                sizes,
                *(names[bucket] for bucket in buckets_of(group, count) if names),
            )
            for group in range(groups_of(count))
        ]
        known = self._cache.get_all(_SHARDS, keys)
        found = [("", "")] * count
        for group, key in enumerate(keys):
            numbers = shards_of(group, count)
            said = known.get(key, b"").decode("utf-8").split()
            if len(said) != 2 * len(numbers):
                files = [self._file(number) for number in numbers]
                said = [part for name, data in files for part in (name, hashlib.sha256(data).hexdigest())]
                self._cache.put(_SHARDS, key, " ".join(said).encode())
            found[group::BUCKETS] = zip(said[::2], said[1::2], strict=True)
        return tuple(found)

    def _file(self, number: int) -> tuple[str, bytes]:
        """Name and bytes of a file of words; those of its group are made together."""
        if number not in self._made:
            group = number % groups_of(self._count)
            buckets = buckets_of(group, self._count)
            wanted = {one.buckets[bucket] for one in self._sums for bucket in buckets}
            found = self._cache.get_all(_BUCKET, wanted)
            if len(found) < len(wanted):
                found |= self._again(wanted)
            volumes = (
                (one.passages, [found[one.buckets[bucket]].decode("utf-8") for bucket in buckets])
                for one in self._sums
            )
            made = zip(shards_of(group, self._count), shards(volumes, group, self._count), strict=True)
            self._made |= {one: word_file(one, shard) for one, shard in made}
        return self._made[number]

    def _again(self, wanted: set[str]) -> dict[str, bytes]:
        """Buckets of which some were lost: every volume is made once more."""
        volumes = (volume(self._passages(number)) for number in range(len(self._sums)))
        lines = (bucket.encode("utf-8") for one in volumes for bucket in one.buckets)
        return {name: data for data in lines if (name := digest(data)) in wanted}
