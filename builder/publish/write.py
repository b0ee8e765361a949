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
from builder.publish.shelf import KEPT, MANIFEST, NOTHING, Proof, foreign, listed, shelf

_SOURCES = frozenset({"content", "themes"})
"""Folders of a site that hold what people wrote."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def write(
    files: Mapping[str, bytes],
    output: Path,
    digests: Mapping[str, str],
    ready: Mapping[str, str],
    known: Callable[[Path], Proof] = lambda _: NOTHING,
) -> tuple[Problem, ...]:
    """Publish `files` as the whole content of `output`, or leave it as it was and say why not.

    `digests` are the SHA-256 of the files, by path. A file that is `ready`, which the folder holds with the
    same digest, is taken over as it is; only of the others the bytes are asked for. A folder that holds
    just these files is left alone. `known` tells how a folder looked when it was last written.

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
        if strangers := foreign(output, known(output)):
            return tuple(problem("foreign-file", Span(name), folder=output.name) for name in strangers)
        there = listed(output)
        if ready == digests == there and _is_listed(output, digests):
            return ()
        ready = {path: sha256 for path, sha256 in ready.items() if there.get(path) == sha256}
        spare = _beside(output, "spare")
        try:
            held = _spare(spare, stage, known(spare))
            _fill(stage, files, output, digests, ready, held)
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
    found = {path: {"bytes": size, "sha256": sha256} for path, (size, sha256) in sorted(files.items())}
    return (json.dumps({"files": found, "version": 1}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _spare(spare: Path, stage: Path, proof: Proof) -> Mapping[str, str]:
    """Make the spare the stage, or an empty folder; the files that are certain to be in it, with SHA-256."""
    if proof != NOTHING and not foreign(spare, proof):
        spare.rename(stage)
        held = shelf(stage, proof)
        for path in listed(stage).keys() - held.keys():
            (stage / path).unlink(missing_ok=True)
        for name in (MANIFEST, KEPT):
            (stage / name).unlink(missing_ok=True)
        return held
    shutil.rmtree(spare, ignore_errors=True)
    stage.mkdir()
    return {}


def _fill(
    stage: Path,
    files: Mapping[str, bytes],
    output: Path,
    digests: Mapping[str, str],
    ready: Mapping[str, str],
    held: Mapping[str, str],
) -> None:
    for path in held:
        if digests.get(path) != held[path]:
            (stage / path).unlink()
            _leave(stage, path)
    made: set[str] = set()
    known: dict[str, tuple[int, str]] = {}
    root, there = os.fspath(stage), os.fspath(output)
    for path, sha256 in digests.items():
        if path.startswith("/") or {"..", ""} & set(path.split("/")):
            raise ValueError(f"an output would leave the site: {path}")
        target = f"{root}/{path}"
        if held.get(path) != sha256:
            above = path.rpartition("/")[0]
            if above not in made:
                (stage / above).mkdir(parents=True, exist_ok=True)
                made.add(above)
            if ready.get(path) != sha256 or not _take_over(f"{there}/{path}", target):
                _put(Path(target), files[path])
        known[path] = os.lstat(target).st_size, sha256
    _put(stage / MANIFEST, manifest(known))
    if (output / KEPT).is_file():
        shutil.copyfile(output / KEPT, stage / KEPT)


def _is_listed(output: Path, digests: Mapping[str, str]) -> bool:
    """True when a folder's manifest is byte for byte the one of its files."""
    root = os.fspath(output)
    known = {path: (os.lstat(f"{root}/{path}").st_size, sha256) for path, sha256 in digests.items()}
    return (output / MANIFEST).read_bytes() == manifest(known)


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
        stage.rename(output)
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
