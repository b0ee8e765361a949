"""Bytes → the published folder: a whole site beside the old one, then one atomic exchange.

The output folder is always one whole site, old or new. What we did not create is never deleted: a file
that the manifest of the last build does not list stops the exchange and is named.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from json.encoder import encode_basestring
from pathlib import Path

from builder.problems import Problem, Span, problem
from builder.publish.shelf import KEPT, MANIFEST, NOTHING, Left, Proof, Shelf, Stat, folders_of, stat_of

_SOURCES = frozenset({"content", "themes"})
"""Folders of a site that hold what people wrote."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Shelves:
    """What is at hand for the next site: the published folder, and the one that was published before."""

    def __init__(
        self,
        output: Path,
        known: Callable[[Path], Proof] = lambda _: NOTHING,
        left: Callable[[Path], Left | None] = lambda _: None,
    ) -> None:
        """Look at nothing but manifests. `known` tells how a folder looked when it was last written.

        `left` tells it of a folder that nobody can have come to since.
        """
        self._known = known
        self._left = left
        self.stats: Mapping[str, Stat] = {}
        """Of every file of the site as it was published."""
        self.marks: Mapping[str, Stat] = {}
        """Of those of its folders that no file came to or went from."""
        self.output, self.spare = self._opened(output)

    def lacks(self, wanted: Mapping[str, str]) -> set[str]:
        """The paths of those of many files, by path with SHA-256, that neither of them has."""
        first, other = self.spare, self.output
        if wanted == other.listed:
            first, other = other, first
        return {path for path in first.lacks(wanted) if not other.holds(path, wanted[path])}

    def again(self) -> None:
        """Forget what was seen of a folder that another build has written since."""
        both = (self.output, self.spare)
        if any(stat_of(f"{os.fspath(one.folder)}/{MANIFEST}") != one.seen for one in both):
            self.output, self.spare = self._opened(self.output.folder)

    def _opened(self, output: Path) -> tuple[Shelf, Shelf]:
        spare = _beside(output, "spare")
        found, other = (Shelf(one, self._known(one), self._left(one)) for one in (output, spare))
        if other.proof == NOTHING:
            other.listed.clear()  # nobody reads a whole folder again that may as well be made anew
        return found, other


def write(
    files: Mapping[str, bytes],
    output: Path,
    digests: Mapping[str, str],
    shelves: Shelves,
) -> tuple[Problem, ...]:
    """Publish `files` as the whole content of `output`, or leave it as it was and say why not.

    `digests` are the SHA-256 of the files, by path. A file that `shelves` hold is taken over as it is; the
    bytes of the others are asked for. A folder that holds just these files is left alone.

    The site that was published before is kept as a spare: the next one is made of it, which costs what
    changed and not what is there.

    Another build of the same folder is waited for. Leftovers of a build that died are cleaned first.

    Raises OSError with a path when the disk refuses; the old site stands untouched.
    """
    if refusal := refused(output):
        return (refusal,)
    output.parent.mkdir(parents=True, exist_ok=True)
    with _lock(_beside(output, "lock")):
        stage, old = _beside(output, "stage"), _beside(output, "old")
        _recover(output, stage, old)
        shelves.again()
        if strangers := shelves.output.foreign():
            return tuple(problem("foreign-file", Span(name), folder=output.name) for name in strangers)
        if _stands(shelves.output, digests):
            shelves.stats, shelves.marks = _certain(shelves.output), shelves.output.marks
            return ()
        spare = _beside(output, "spare")
        try:
            _begin(spare, stage, shelves.spare)
            _fill(stage, files, output, digests, shelves)
            if before := _exchange(stage, output, old):
                before.rename(spare)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
    return ()


def recover(output: Path) -> None:
    """Put back a site that a dying build had moved away, and clear what it left; nothing else is touched.

    Called when a build begins, so that a missing site comes back even when the new one is blocked.
    """
    if _beside(output, "lock").exists() and not refused(output):
        with _lock(_beside(output, "lock")):
            _recover(output, _beside(output, "stage"), _beside(output, "old"))


def refused(output: Path) -> Problem | None:
    """Why a folder can be nobody's output: a project, a home, or a folder above the one we stand in."""
    where = output.resolve()
    here = Path.cwd().resolve()
    forbidden = where in {Path.home().resolve(), Path(where.anchor)} or where == here or where in here.parents
    inside = any(one.name in _SOURCES and (one.parent / "content").is_dir() for one in where.parents)
    own = (where / "content").is_dir() or (where / ".git").exists()
    if forbidden or inside or own or output.is_symlink():
        return problem("output-refused", Span(str(output)))
    return None


def manifest(files: Mapping[str, tuple[int, str]]) -> bytes:
    """Every file of the site but itself, with its size and SHA-256, as sorted JSON."""
    found = ",\n".join(
        [
            f'  {_quoted(path)}: {{\n   "bytes": {files[path][0]},\n   "sha256": "{files[path][1]}"\n  }}'
            for path in sorted(files)
        ]
    )
    listed = f"{{\n{found}\n }}" if found else "{}"
    return f'{{\n "files": {listed},\n "version": 1\n}}\n'.encode()


_quoted = encode_basestring


def _stands(shelf: Shelf, digests: Mapping[str, str]) -> bool:
    """True when a folder holds just these files, and a manifest that is theirs byte for byte."""
    if shelf.listed != digests or shelf.lacks(digests):
        return False
    known = {path: (found[0], digests[path]) for path, found in _certain(shelf).items()}
    return shelf.folder.is_dir() and (shelf.folder / MANIFEST).read_bytes() == manifest(known)


def _certain(shelf: Shelf) -> dict[str, Stat]:
    return {path: found for path, found in shelf.stats.items() if found is not None}


def _begin(spare: Path, stage: Path, shelf: Shelf) -> None:
    """Make the spare the stage, without what is not certain to be a site of ours; else an empty folder."""
    if shelf.proof == NOTHING or shelf.foreign():
        shutil.rmtree(spare, ignore_errors=True)
        stage.mkdir()
        shelf.listed.clear()
        return
    spare.rename(stage)
    shelf.moved(stage)
    for name in (MANIFEST, KEPT):
        (stage / name).unlink(missing_ok=True)


def _fill(
    stage: Path,
    files: Mapping[str, bytes],
    output: Path,
    digests: Mapping[str, str],
    shelves: Shelves,
) -> None:
    """Take from the stage what does not belong to the next site, and put there what it lacks."""
    spare = shelves.spare
    lacking = dict.fromkeys(spare.lacks(digests))
    gone = [path for path in spare.listed if path not in digests or path in lacking]
    for path in gone:
        (stage / path).unlink(missing_ok=True)
        _leave(stage, path)
    made: set[str] = set()
    stats = _certain(spare)
    root, old = os.fspath(stage), os.fspath(output)
    for path in lacking:
        parts = f"/{path}/"
        if "//" in parts or "/../" in parts:
            raise ValueError(f"an output would leave the site: {path}")
        target, above = f"{root}/{path}", path.rpartition("/")[0]  # pathlib costs as much as the link itself
        if above not in made:
            (stage / above).mkdir(parents=True, exist_ok=True)
            made.add(above)
        if not shelves.output.holds(path, digests[path]) or not _take_over(f"{old}/{path}", target):
            _put(stage / path, files[path])
        found = stat_of(target)
        assert found is not None, "it was put there just now"
        stats[path] = found
    shelves.stats = stats
    changed = folders_of([*gone, *lacking, MANIFEST])
    shelves.marks = {path: mark for path, mark in spare.marks.items() if path not in changed}
    _put(stage / MANIFEST, manifest({path: (stats[path][0], sha256) for path, sha256 in digests.items()}))
    if (output / KEPT).is_file():
        shutil.copyfile(output / KEPT, stage / KEPT)


def _leave(stage: Path, path: str) -> None:
    """Folders that a file leaves empty go with it."""
    with suppress(OSError):
        for above in list((stage / path).parents)[: path.count("/")]:
            above.rmdir()


def _take_over(old: str, target: str) -> bool:
    """The same file under a second name, which costs no writing; False where a disk cannot do that."""
    try:
        os.link(old, target)
    except OSError:
        return False
    return True


def _put(target: Path, data: bytes) -> None:
    """Write a file; a full disk is told with the file's name, which the system leaves out."""
    try:
        target.write_bytes(data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def _exchange(stage: Path, output: Path, old: Path) -> Path | None:
    """Publish the stage; where the site that was published before stands now, if there was one."""
    if not output.exists():
        stage.rename(output)
        return None
    if not _swap(stage, output):
        output.rename(old)
        try:
            stage.rename(output)
        except OSError:  # as on Windows, where a program has a file of it open
            old.rename(output)
            raise
        return old
    return stage


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one step where the system can (Linux); False where it cannot."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL}:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _recover(output: Path, stage: Path, old: Path) -> None:
    if old.exists() and not output.exists():
        old.rename(output)
    for leftover in (stage, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def _beside(output: Path, what: str) -> Path:
    return output.parent / f".{output.name}.{what}"


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Held by one build at a time; the system frees it when the process ends, however it ends."""
    with path.open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 # exists on Windows only

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415 # does not exist on Windows

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
