"""Bytes → the published folder: a whole site beside the old one, then one atomic exchange.

The output folder is always one whole site, old or new. What we did not create is never deleted: a file
that the manifest of the last build does not list stops the exchange and is named.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.problems import Problem, Span, problem
from builder.publish.shelf import KEPT, MANIFEST, NOTHING, Proof, Shelf, Stat, foreign, stat_of

_SOURCES = frozenset({"content", "themes"})
"""Folders of a site that hold what people wrote."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Shelves:
    """What is at hand for the next site: the published folder, and the one that was published before."""

    def __init__(self, output: Path, known: Callable[[Path], Proof] = lambda _: NOTHING) -> None:
        """Look at nothing but manifests. `known` tells how a folder looked when it was last written."""
        self._known = known
        self.stats: dict[str, Stat] = {}
        """Of every file of the site as it was published."""
        self.spare = self._opened(_beside(output, "spare"))
        self.output = self._opened(output)
        if self.spare.proof == NOTHING:
            self.spare.listed.clear()  # nobody reads a whole folder again that may as well be made anew

    def holds(self, path: str, sha256: str) -> bool:
        """True when one of them has these bytes at that path."""
        return self.spare.holds(path, sha256) or self.output.holds(path, sha256)

    def again(self) -> None:
        """Forget what was seen of a folder that another build has written since."""
        for name, shelf in (("spare", self.spare), ("output", self.output)):
            now = self._opened(shelf.folder)
            if (now.proof, now.listed) != (shelf.proof, shelf.listed):
                setattr(self, name, now)

    def _opened(self, folder: Path) -> Shelf:
        return Shelf(folder, self._known(folder))


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
        if strangers := foreign(output, shelves.output.proof):
            return tuple(problem("foreign-file", Span(name), folder=output.name) for name in strangers)
        if _stands(shelves.output, digests):
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
        f'  {_quoted(path)}: {{\n   "bytes": {size},\n   "sha256": "{sha256}"\n  }}'
        for path, (size, sha256) in sorted(files.items())
    )
    listed = f"{{\n{found}\n }}" if found else "{}"
    return f'{{\n "files": {listed},\n "version": 1\n}}\n'.encode()


_quoted = json.JSONEncoder(ensure_ascii=False).encode


def _stands(shelf: Shelf, digests: Mapping[str, str]) -> bool:
    """True when a folder holds just these files, and a manifest that is theirs byte for byte."""
    if shelf.listed != digests or not all(shelf.holds(*one) for one in digests.items()):
        return False
    known = {
        path: (found[0], digests[path]) for path, found in shelf.stats.items() if found and path in digests
    }
    return shelf.folder.is_dir() and (shelf.folder / MANIFEST).read_bytes() == manifest(known)


def _begin(spare: Path, stage: Path, shelf: Shelf) -> None:
    """Make the spare the stage, without what is not certain to be a site of ours; else an empty folder."""
    if shelf.proof == NOTHING or foreign(spare, shelf.proof):
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
    stay: set[str] = set()
    for path in shelves.spare.listed:
        if shelves.spare.holds(path, digests.get(path, "")):
            stay.add(path)
            continue
        (stage / path).unlink(missing_ok=True)
        _leave(stage, path)
    made: set[str] = set()
    root, there = os.fspath(stage), os.fspath(output)
    for path, sha256 in digests.items():
        parts = f"/{path}/"
        if "//" in parts or "/../" in parts:
            raise ValueError(f"an output would leave the site: {path}")
        target = f"{root}/{path}"
        if path not in stay:
            above = path.rpartition("/")[0]
            if above not in made:
                (stage / above).mkdir(parents=True, exist_ok=True)
                made.add(above)
            if not shelves.output.holds(path, sha256) or not _take_over(f"{there}/{path}", target):
                _put(Path(target), files[path])
        found = shelves.spare.stats.get(path) or shelves.output.stats.get(path) or stat_of(target)
        assert found is not None, "it was put there just now"
        shelves.stats[path] = found
    _put(stage / MANIFEST, manifest({path: (shelves.stats[path][0], digests[path]) for path in digests}))
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
