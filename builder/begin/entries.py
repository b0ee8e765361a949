"""New entries of the registries, and new pages: text added at the end of a file, nothing written over."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.content.begun import PAGE
from builder.content.read import read
from builder.content.slugs import slug_of
from builder.content.sources import REGISTRIES, Source
from builder.problems import ContentError, Place, nearest, problem

Value = str | Mapping[str, "Value"] | Sequence["Value"]


def new_entry(project: Path, registry: str, key: str, entry: Mapping[str, Value]) -> Path:
    """Add one entry to `content/<registry>.yaml` and give its path; what stands there stays.

    What is written is read as a build reads it before it is kept.

    Raises ContentError when the file has the key already, and when it would have a problem with the entry.
    """
    if key in known_keys(project, registry):
        raise ContentError(problem("already-there", Place(f"content/{registry}.yaml: {key}")))
    file = f"content/{registry}.yaml"
    path = project / file
    old = path.read_bytes() if path.is_file() else b""
    lead = b"" if not old or old.endswith(b"\n") else b"\n"
    text = f"{key}:\n" + "".join(f"  {name}: {_flow(value)}\n" for name, value in entry.items())
    data = old + lead + text.encode("utf-8")
    _refuse_problems(Source(file, REGISTRIES[file], data))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def known_keys(project: Path, registry: str) -> tuple[str, ...]:
    """The keys that a registry has now, in the editors' order; none when it is missing or cannot be read."""
    file = f"content/{registry}.yaml"
    if not (project / file).is_file():
        return ()
    record = read(Source(file, REGISTRIES[file], (project / file).read_bytes()), "vi").record
    return tuple(str(getattr(one, "key", "")) for one in record) if isinstance(record, tuple) else ()


def expect_key(project: Path, registry: str, code: str, key: str) -> None:
    """Raises ContentError with `code` when a registry lacks the key."""
    known = known_keys(project, registry)
    if key not in known:
        at = Place(f"content/{registry}.yaml")
        raise ContentError(problem(code, at, key=key, nearest=nearest(key, known)))


def new_page(project: Path, title: str, name: str) -> Path:
    """Write `content/pages/<name>.md` as a draft; the name is the slug of the title when it is empty.

    Raises ContentError when there is such a page, and when the title cannot be one.
    """
    file = f"content/pages/{name or slug_of(title, 'trang')}.md"
    path = project / file
    if path.exists():
        raise ContentError(problem("already-there", Place(file)))
    text = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndraft: true\n---\n\n{PAGE}\n"
    data = text.encode("utf-8")
    _refuse_problems(Source(file, "page", data))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _flow(value: Value) -> str:
    """A value on one line; texts in double quotes, which YAML reads as JSON writes them."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if not isinstance(value, Mapping):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    return "{" + ", ".join(f"{name}: {_flow(one)}" for name, one in value.items()) + "}"


def _refuse_problems(source: Source) -> None:
    for found in read(source, "vi").problems:
        if found.severity == "error":
            raise ContentError(found)
