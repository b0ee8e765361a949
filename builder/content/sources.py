"""The files of a site's `content/`, taken once: what is read, what is offered, what is refused."""

import errno
import hashlib
import os
import posixpath
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct, field

from builder.content import documents, images, limits
from builder.content.copies import copy_of
from builder.content.slugs import slug_of
from builder.content.survey import Mark, survey
from builder.model.document import Attachment
from builder.model.quotation import Copy
from builder.model.register import REGISTER
from builder.problems import Problem, Span, problem

REGISTRIES = {
    "content/site.yaml": "settings",
    "content/councils.yaml": "councils",
    "content/topics.yaml": "topics",
    "content/units.yaml": "units",
    "content/indicators.yaml": "indicators",
}
TRANSLATION = re.compile(r"(content/(?:sessions/[^/]+|sessions/[^/]+/index|pages/[^/]+))\.([a-z]{2})\.md")
"""A write-up or free page in another language: the file of the original without `.md`, and the language."""
ATTACHMENTS = documents.SUFFIXES | images.SUFFIXES.keys()
_OTHER_KINDS = {
    "picture-kind": (".svg", ".gif", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff", ".jxl"),
    "document-kind": (".doc", ".docm", ".xls", ".xlsm", ".xlsb", ".ppt", ".pptx", ".pptm", ".rtf", ".odp"),
}
"""Files that people have and that are not published, by what they are told."""
_WRITE_UP = re.compile(r"(content/(?:sessions|pages)/.+)\.(?:md\.txt|markdown|md)", re.IGNORECASE)
"""What Notepad and others make of the name of a write-up; one that is right is not asked about."""
_REQUIRED = ("content/site.yaml", "content/councils.yaml")


class Source(Struct, frozen=True):
    """A file to be read: its path in the project with `/`, its kind, its bytes."""

    file: str
    kind: str
    data: bytes

    @property
    def sha256(self) -> str:
        """SHA-256 of its bytes, as hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Unread(Struct, frozen=True):
    """A file to be read whose bytes are known by their digest: nobody changed it since they were met."""

    file: str
    kind: str
    path: str
    sha256: str

    @property
    def data(self) -> bytes:
        """Its bytes; raises OSError when they are other ones all the same."""
        data = Path(self.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise OSError(errno.EAGAIN, "changed while it was read", self.path)
        return data


class Snapshot(Struct, frozen=True):
    """All input of a build: sources and attachments by path, and the files that cannot be used."""

    sources: tuple[Source | Unread, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]
    committed: Mapping[str, datetime] = field(default_factory=dict)
    """When git last saw each file change, where it knows."""
    met: tuple[tuple[str, Mark, str], ...] = ()
    """Path, mark and SHA-256 of every file that was or could be opened."""


class Bytes(Mapping[str, bytes]):
    """The bytes of sources by file, and of others beside them; what is not read yet is when somebody asks."""

    def __init__(self, sources: Iterable[Source | Unread], others: Mapping[str, bytes]) -> None:
        """Open nothing yet."""
        self._sources = {one.file: one for one in sources} | dict(others)

    def __getitem__(self, file: str) -> bytes:
        """The bytes of a file."""
        found = self._sources[file]
        return found if isinstance(found, bytes) else found.data

    def __iter__(self) -> Iterator[str]:
        """The files, in the order of their paths."""
        return iter(self._sources)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._sources)


def take(
    project: Path,
    seen: Iterable[tuple[str, Mark]] | None = None,
    known: Mapping[tuple[str, Mark], str] = MappingProxyType({}),
) -> Snapshot:
    """Every file below `content/`, in the order of their paths.

    `seen` is what `survey` lists there, where it was asked already. `known` are the SHA-256 of files by path
    and mark that were met before: they are not opened again.

    Links, devices and names that would collide on another machine are problems.

    Raises OSError with the path when something cannot be read.
    """
    if not (project / "content").is_dir():
        return Snapshot((), (), (problem("no-content", Span("content")),))
    sources: list[Source | Unread] = []
    attachments: list[Attachment] = []
    problems: list[Problem] = []
    names: dict[str, str] = {}
    met: list[tuple[str, Mark, str]] = []
    root = os.fspath(project)
    for stored, mark in survey(project, "content") if seen is None else seen:
        file = unicodedata.normalize("NFC", stored)
        if not _printable(file):
            problems.append(problem("file-name-not-utf8", Span(ascii(file)[1:-1])))
            continue
        if not stat.S_ISREG(mark[0]):
            problems.append(problem("not-a-file", Span(file)))
            continue
        folded = file.casefold()
        if folded in names:
            problems.append(problem("twin-names", Span(stored), other=names[folded]))
            continue
        names[folded] = stored
        sha256 = known.get((stored, mark), "")
        kind = kind_of(file)
        if not kind and (refusal := _refusal(file, mark[1])):
            problems.append(refusal)
            continue
        data = b"" if sha256 else (project / stored).read_bytes()
        if kind:
            sources.append(
                Unread(file, kind, f"{root}/{stored}", sha256) if sha256 else Source(file, kind, data)
            )
            sha256 = sources[-1].sha256
        else:
            sha256 = sha256 or hashlib.sha256(data).hexdigest()
            name = slug_of(Path(stored).stem, "tep") + Path(stored).suffix.lower()
            attachments.append(Attachment(file, stored, sha256, name, mark[1], sha256))
        met.append((stored, mark, sha256))
    problems += [problem("file-missing", Span(file)) for file in _REQUIRED if file not in names.values()]
    return Snapshot(tuple(sources), tuple(attachments), tuple(problems), met=tuple(met))


def read_attachment(project: Path, attachment: Attachment) -> Attachment:
    """An attachment looked into: as a picture with its size, as a document, or with its fault."""
    data = (project / attachment.stored).read_bytes()
    read = images.read_picture if attachment.suffix in images.SUFFIXES else documents.read_document
    return read(attachment, data)


def read_copy(project: Path, attachment: Attachment) -> Copy:
    """What the copy of a source says; its kind is one that `copies.py` can read."""
    return copy_of(attachment.suffix, (project / attachment.stored).read_bytes())


def _refusal(file: str, size: int) -> Problem | None:
    """Why a file cannot be offered as an attachment."""
    suffix = posixpath.splitext(file)[1].lower()
    if (meant := _WRITE_UP.fullmatch(file)) and not file.endswith(".md"):
        name = f"{meant[1].rpartition('/')[2]}.md"
        return problem("write-up-ending", Span(file), name=name)
    if suffix not in ATTACHMENTS:
        for code, kinds in _OTHER_KINDS.items():
            if suffix in kinds:
                return problem(code, Span(file), kind=suffix[1:].upper())
        allowed = " ".join(sorted(suffix[1:] for suffix in ATTACHMENTS))
        return problem("unknown-file", Span(file), allowed=allowed)
    if size > limits.FILE:
        return problem("file-too-large", Span(file), limit=limits.FILE // 1024 // 1024)
    return None


def _printable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def kind_of(file: str) -> str:
    """What a file is to be read as, by its path in the project; empty for one that is not read."""
    if file in REGISTRIES:
        return REGISTRIES[file]
    if file == REGISTER:
        return "register"
    parts = file.split("/")
    if not file.endswith(".md"):
        return ""
    if TRANSLATION.fullmatch(file):
        return "translation"
    if parts[1] == "sessions" and (len(parts) == 3 or (len(parts) == 4 and parts[3] == "index.md")):
        return "session"
    if parts[1] == "pages" and len(parts) == 3:
        return "page"
    return ""
