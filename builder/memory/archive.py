"""The finished archive: every file by path, made now or known from memory, its bytes when somebody asks."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec import Struct

from builder.cache import Cache
from builder.checks.facts import Facts, face
from builder.digest import digest
from builder.memory.builds import Inputs
from builder.memory.checked import Known, checked
from builder.memory.code import code
from builder.memory.outline import Block, Works
from builder.memory.readings import Texts
from builder.memory.recipes import KNOWN, PICTURE, Recipe, again
from builder.memory.spool import Spool
from builder.parallel import stream
from builder.plain import dump, loaded
from builder.plan import Output
from builder.problems import Problem
from builder.publish.render import Made, Press, failed, first_of_each
from builder.theme.theme import Theme

_MADE, _FACTS, _BLOCK = "made", "facts", "block"
_TOGETHER = 64
"""Outputs whose recipes are fetched together."""


class _Kept(Struct, frozen=True):
    """An output that was made before: its SHA-256, and what checks of other files see of it."""

    sha256: str
    face: str


class _Block(Struct, frozen=True):
    """Outputs that follow one another: for each what it is made from, and what was made."""

    keys: tuple[str, ...]
    made: tuple[_Kept, ...]


class _Task(Struct, frozen=True):
    """An output to be made, as it is sent to the process that makes it."""

    path: str
    origin: str
    edition: int
    recipe: bytes | Recipe
    """Its plain form where it has one: that is quicker to send than a view."""
    htmls: tuple[str, ...]


class _Done(Struct, frozen=True):
    """An output as it was made: what is kept of it, in the form in which it is kept; or why it cannot be."""

    path: str
    data: bytes
    kept: _Kept
    facts: bytes
    problem: Problem | None


class Making(Struct, frozen=True):
    """How a file is made: its recipe and all that the recipe is given."""

    output: Output
    language: str
    """Of the edition it belongs to."""
    texts: tuple[str, ...]
    """The files whose texts it shows."""
    theme: Theme
    templates: tuple[str, ...]
    """The files of its templates, its own first; none when it is no page."""
    sha256: str


class Archive(Mapping[str, bytes]):
    """The bytes of every file by path. `digests` are their SHA-256, known without having the bytes.

    `inputs` are what all of them are made from.

    `fresh` are the paths that were made in this build; the others are what an earlier one made of the same.
    """

    def __init__(self, works: Works, press: Press, texts: Texts, cache: Cache, inputs: Inputs) -> None:
        """Nothing is made yet."""
        self.inputs = inputs
        self._works = works
        self._press = press
        self._texts = texts
        self._cache = cache
        self._indices = {path: index for index, path in enumerate(works.outline.paths)}
        self._held = Spool()
        self._frames = self._framed()
        self._keys: list[str] = []
        self._new: list[tuple[str, Block]] = []
        self._faces: list[str] = []
        self.digests: dict[str, str] = {}
        self.fresh: set[str] = set()

    def __getitem__(self, path: str) -> bytes:
        """The bytes of a file; one that is known from memory is made again."""
        if path in self._held:
            return self._held.get(path)
        for _, done in self._made([self._indices[path]], 1):
            if done.problem is None:
                return done.data
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        """The paths in the order of the plan."""
        return iter(self.digests)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self.digests)

    def make(self, jobs: int, lacks: Callable[[Mapping[str, str]], set[str]] | None) -> tuple[Problem, ...]:
        """Make what no earlier build made; what templates or files made impossible.

        `lacks` tells of files by path with SHA-256 which are not at hand: those are made too. None where
        nobody will ask for bytes.
        """
        paths, kept = self._works.outline.paths, self._remembered()
        made = {path: one.sha256 for path, one in zip(paths, kept, strict=True) if one is not None}
        lacking = lacks(made) if lacks is not None else set()
        rest = [index for index, path in enumerate(paths) if path not in made or path in lacking]
        faults: list[Problem] = []
        for index, done in self._made(rest, jobs):
            if done.problem is None:
                kept[index] = self._keep(index, done)
            else:
                faults.append(done.problem)
        known = [one for one in kept if one is not None]
        if not faults:
            self.digests = {path: one.sha256 for path, one in zip(paths, known, strict=True)}
            self._faces = [one.face for one in known]
            for name, block in self._new:
                keys, made_now = self._keys[block.start : block.stop], known[block.start : block.stop]
                self._cache.put(_BLOCK, name, dump(_Block, _Block(tuple(keys), tuple(made_now))))
        return first_of_each(faults)

    def check(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the finished files, each at the source an editor would look in."""
        facts = Known(self._indices, self._fetched)
        return checked(self._cache, self._works.outline, self._keys, self._faces, facts)

    def _remembered(self) -> list[_Kept | None]:
        """What earlier builds made of the same, for each output."""
        blocks = self._works.outline.blocks
        names = [self._name(block) for block in blocks]
        found = self._cache.values(_BLOCK, names, partial(loaded, _Block))
        kept: list[_Kept | None] = []
        for name, block in zip(names, blocks, strict=True):
            known = found.get(name)
            if known is not None:
                self._keys += known.keys
                kept += known.made
                continue
            self._new.append((name, block))
            keys = [self._key(index) for index in range(block.start, block.stop)]
            made = self._cache.get_all(_MADE, keys)
            self._keys += keys
            kept += [loaded(_Kept, made.get(key, b"")) for key in keys]
        for kind in (_MADE, _FACTS):
            self._cache.use(kind, self._keys)
        return kept

    def _fetched(self, index: int) -> Facts:
        """What checks need to know of a file; one whose facts were lost is made again."""
        facts = loaded(Facts, self._cache.get(_FACTS, self._keys[index]) or b"")
        if facts is None:
            for _, done in self._made([index], 1):
                self._keep(index, done)
                facts = loaded(Facts, done.facts)
        assert facts is not None, "it was made before"
        return facts

    def making(self, path: str) -> Making:
        """How a file of the archive is made."""
        index = self._indices[path]
        output = self._works.output(index)
        return Making(
            output,
            self._press.editions[output.edition][0],
            self._works.outline.written[index],
            self._press.theme,
            self._press.templates(output),
            sha256=self.digests[path],
        )

    @property
    def origins(self) -> Mapping[str, str]:
        """The source of each file, by path in the order of the plan."""
        return dict(zip(self._works.outline.paths, self._works.outline.origins, strict=True))

    def _made(self, rest: list[int], jobs: int) -> Iterator[tuple[int, _Done]]:
        """Outputs made: pictures, many from one file and with a memory of their own, and then the others."""
        recipes = self._works.outline.recipes
        pictures = [index for index in rest if recipes[index].startswith(PICTURE)]
        if pictures:
            from builder.publish.pictures import derive  # noqa: PLC0415 # for a site with a new picture

            outputs = [self._works.output(index) for index in pictures]
            files, faults = derive(outputs, self._press.project, jobs, self._cache)
            yield from (
                (index, _done(self._press.made(output.path, files[output.path])))
                for index, output in zip(pictures, outputs, strict=True)
                if output.path in files
            )
            yield from ((pictures[0], _done(failed("", fault))) for fault in faults)
        others = [index for index in rest if not recipes[index].startswith(PICTURE)]
        tasks: list[int] = []
        for index in others:
            known = self._works.data(index) if recipes[index].startswith(KNOWN) else None
            if known is None:
                tasks.append(index)
            else:
                yield index, _done(self._press.made(self._works.outline.paths[index], known))
        found = stream(partial(_work, self._press), self._tasks(tasks), len(tasks), jobs)
        yield from zip(tasks, found, strict=True)

    def _keep(self, index: int, done: _Done) -> _Kept:
        self._cache.put(_MADE, self._keys[index], dump(_Kept, done.kept))
        self._cache.put(_FACTS, self._keys[index], done.facts)
        self._held.put(done.path, done.data)
        self.fresh.add(done.path)
        return done.kept

    def _tasks(self, indices: list[int]) -> Iterator[_Task]:
        outline = self._works.outline
        for start in range(0, len(indices), _TOGETHER):
            part = indices[start : start + _TOGETHER]
            plain = self._works.plain(part)
            for index in part:
                htmls = tuple(self._texts[file].html for file in outline.written[index])
                recipe = plain.get(index) or self._works.output(index).recipe
                yield _Task(
                    outline.paths[index], outline.origins[index], outline.editions[index], recipe, htmls
                )

    def _framed(self) -> tuple[str, ...]:
        """What stands around the pages of each edition, and at last what files know whose bytes are given."""
        press = self._press
        frames = [
            digest(code(), press.theme.digest, language, dump(type(shell), shell))
            for language, shell in press.editions
        ]
        return (*frames, digest(code(), press.base_url))

    def _name(self, block: Block) -> str:
        """What all outputs of a block are made from, as a digest."""
        written = self._works.outline.written[block.start : block.stop]
        texts = (self._texts.digest(file) for files in written for file in files)
        return digest(*self._frames, block.name, *texts)

    def _key(self, index: int) -> str:
        """What an output is made from, as a digest: everything that its template can see."""
        outline = self._works.outline
        path, recipe = outline.paths[index], outline.recipes[index]
        if recipe.startswith(KNOWN):
            return digest(path, recipe, self._frames[-1])
        texts = map(self._texts.digest, outline.written[index])
        return digest(path, recipe, self._frames[outline.editions[index]], outline.origins[index], *texts)


def _work(press: Press, task: _Task) -> _Done:
    recipe = again(task.recipe) if isinstance(task.recipe, bytes) else task.recipe
    assert recipe is not None, "its bytes are sealed"
    return _done(press.make(Output(task.path, recipe, task.origin, task.edition), task.htmls))


def _done(made: Made) -> _Done:
    kept = _Kept(made.sha256, digest(*map(str, face(made.path, made.facts))))
    return _Done(made.path, made.data, kept, dump(Facts, made.facts), made.problem)
