"""What stands published, as rows of the register; and the register put in its place."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from builder.model.register import REGISTER, Row
from builder.publish.compare import address_of, files_of, table_of

_BOM = b"\xef\xbb\xbf"


def published(
    folder: Path, base_url: str, origins: Mapping[str, str], sources: Mapping[str, bytes], day: date
) -> Iterator[Row]:
    """A row for each page of an archive and each figure that stands on one, as they are on that day.

    `origins` names the source of each file of the archive, `sources` their bytes. What is not public yet is
    not in the archive, and so not here.
    """
    files = files_of(folder)
    own = {f"/{row['url'].removeprefix(base_url)}" for row in table_of(folder, files, "sessions")}
    for path in files:
        if path.endswith(".html") and path.rpartition("/")[2] != "404.html":
            file, address = origins[path], address_of(path)
            alone = address in own or file == f"content/pages{address.rstrip('/')}.md"
            yield Row(address, day, file, _digest(sources[file]) if alone else "")
    for row in table_of(folder, files, "figures"):
        cells = {key: row[key] or "" for key in ("op", "value", "value_max", "unit")}
        phrase = " ".join(row["phrase"].split())
        yield Row(f"/{row['url'].removeprefix(base_url)}", day, phrase=phrase, **cells)


def put_register(project: Path, data: bytes) -> None:
    """The register written as a whole or not at all; left alone when it says the same already.

    Raises OSError with the path when the disk refuses.
    """
    path = project / REGISTER
    if path.is_file() and path.read_bytes() == data:
        return
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    os.replace(beside, path)  # noqa: PTH105 # one step on every system


def _digest(data: bytes) -> str:
    """SHA-256 of a source as git keeps it: line ends and a byte order mark make no difference."""
    text = data.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(text).hexdigest()
