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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from builder.problems import Problem, Span, problem
from builder.publish.shelf import MANIFEST, listed

KEPT = ".gitignore"
"""The one file in an output folder that belongs to the repository."""
_SOURCES = frozenset({"content", "themes"})
"""Folders of a site that hold what people wrote."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def write(
    files: Mapping[str, bytes], output: Path, digests: Mapping[str, str], ready: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Publish `files` as the whole content of `output`, or leave it as it was and say why not.

    `digests` are the SHA-256 of the files, by path. A file that is `ready`, which the folder holds with the
    same digest, is taken over as it is; only of the others the bytes are asked for. A folder that holds
    just these files is left alone.

    Another build of the same folder is waited for. Leftovers of a build that died are cleaned first.

    Raises OSError with a path when the disk refuses; the old site stands untouched.
    """
    if refusal := refused(output):
        return (refusal,)
    output.parent.mkdir(parents=True, exist_ok=True)
    with _lock(_beside(output, "lock")):
        stage, old = _beside(output, "stage"), _beside(output, "old")
        _recover(output, stage, old)
        if strangers := foreign(output):
            return tuple(problem("foreign-file", Span(name), folder=output.name) for name in strangers)
        if output.is_dir() and ready == digests == listed(output):
            return ()
        try:
            _fill(stage, files, output, digests, ready)
            _exchange(stage, output, old)
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


def foreign(output: Path) -> list[str]:
    """The files in an output folder that no build of ours put there, in order of their names."""
    if not output.exists():
        return []
    if not output.is_dir():
        return [output.name]
    ours = listed(output).keys() | {KEPT, MANIFEST}
    found = []
    for folder, folders, names in os.walk(output):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        here = Path(folder).relative_to(output)
        found += [path for name in (*names, *links) if (path := (here / name).as_posix()) not in ours]
    return sorted(found)


def manifest(files: Mapping[str, tuple[int, str]]) -> bytes:
    """Every file of the site but itself, with its size and SHA-256, as sorted JSON."""
    found = {path: {"bytes": size, "sha256": sha256} for path, (size, sha256) in sorted(files.items())}
    return (json.dumps({"files": found, "version": 1}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _fill(
    stage: Path,
    files: Mapping[str, bytes],
    output: Path,
    digests: Mapping[str, str],
    ready: Mapping[str, str],
) -> None:
    stage.mkdir()
    made: set[Path] = {stage}
    known: dict[str, tuple[int, str]] = {}
    for path, sha256 in digests.items():
        if path.startswith("/") or {"..", ""} & set(path.split("/")):
            raise ValueError(f"an output would leave the site: {path}")
        target = stage / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        if ready.get(path) != sha256 or not _take_over(output / path, target):
            _put(target, files[path])
        known[path] = target.stat().st_size, sha256
    _put(stage / MANIFEST, manifest(known))
    if (output / KEPT).is_file():
        shutil.copyfile(output / KEPT, stage / KEPT)


def _take_over(old: Path, target: Path) -> bool:
    """The same file under a second name, which costs no writing; False where a disk cannot do that."""
    try:
        target.hardlink_to(old)
    except OSError:
        return False
    return True


def _put(target: Path, data: bytes) -> None:
    """Write a file; a full disk is told with the file's name, which the system leaves out."""
    try:
        target.write_bytes(data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def _exchange(stage: Path, output: Path, old: Path) -> None:
    if not output.exists():
        stage.rename(output)
        return
    if not _swap(stage, output):
        output.rename(old)
        stage.rename(output)
        stage = old
    shutil.rmtree(stage)


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
