"""The files of a site's `content/`, taken once: what is read, what is offered, what is refused."""

import hashlib
import os
import posixpath
import re
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from builder.content import documents, images, limits
from builder.content.history import committed
from builder.content.slugs import slug_of
from builder.model.document import Attachment
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
_REQUIRED = ("content/site.yaml", "content/councils.yaml")
_IGNORED = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: its path in the project with `/`, its kind, its bytes."""

    file: str
    kind: str
    data: bytes

    @property
    def sha256(self) -> str:
        """SHA-256 of its bytes, as hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All input of a build: sources and attachments by path, and the files that cannot be used."""

    sources: tuple[Source, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]
    committed: Mapping[str, datetime] = field(default_factory=dict)
    """When git last saw each file change, where it knows."""


def take(project: Path) -> Snapshot:
    """Every file below `content/`, read once, in the order of their paths.

    Links, devices and names that would collide on another machine are problems. Dot files and what file
    managers leave behind are passed over.

    Raises OSError with the path when something cannot be read.
    """
    root = project / "content"
    if not root.is_dir():
        return Snapshot((), (), (problem("no-content", Span("content")),))
    sources: list[Source] = []
    attachments: list[Attachment] = []
    problems: list[Problem] = []
    names: dict[str, str] = {}
    for path, entry in _walk(root):
        stored = path.relative_to(project).as_posix()
        file = unicodedata.normalize("NFC", stored)
        if not _printable(file):
            problems.append(problem("file-name-not-utf8", Span(ascii(file)[1:-1])))
            continue
        if not stat.S_ISREG(entry.st_mode):
            problems.append(problem("not-a-file", Span(file)))
            continue
        folded = file.casefold()
        if folded in names:
            problems.append(problem("twin-names", Span(stored), other=names[folded]))
            continue
        names[folded] = stored
        kind = kind_of(file)
        if kind:
            sources.append(Source(file, kind, path.read_bytes()))
        elif refusal := _refusal(file, entry):
            problems.append(refusal)
        else:
            name = slug_of(path.stem, "tep") + path.suffix.lower()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            attachments.append(Attachment(file, stored, digest, name, entry.st_size, digest))
    problems += [problem("file-missing", Span(file)) for file in _REQUIRED if file not in names.values()]
    return Snapshot(tuple(sources), tuple(attachments), tuple(problems), committed(project))


def read_attachment(project: Path, attachment: Attachment) -> Attachment:
    """An attachment looked into: as a picture with its size, as a document, or with its fault."""
    data = (project / attachment.stored).read_bytes()
    read = images.read_picture if attachment.suffix in images.SUFFIXES else documents.read_document
    return read(attachment, data)


def _refusal(file: str, entry: os.stat_result) -> Problem | None:
    """Why a file cannot be offered as an attachment."""
    suffix = posixpath.splitext(file)[1].lower()
    if suffix not in ATTACHMENTS:
        for code, kinds in _OTHER_KINDS.items():
            if suffix in kinds:
                return problem(code, Span(file), kind=suffix[1:].upper())
        allowed = " ".join(sorted(suffix[1:] for suffix in ATTACHMENTS))
        return problem("unknown-file", Span(file), allowed=allowed)
    if entry.st_size > limits.FILE:
        return problem("file-too-large", Span(file), limit=limits.FILE // 1024 // 1024)
    return None


def _walk(root: Path) -> list[tuple[Path, os.stat_result]]:
    found: list[tuple[Path, os.stat_result]] = []
    for folder, folders, files in os.walk(root, followlinks=False):
        here = Path(folder)
        for name in list(folders):
            if name.startswith("."):
                folders.remove(name)
            elif (here / name).is_symlink():
                files.append(name)
        found += [(here / name, (here / name).lstat()) for name in files if not _passed_over(name)]
    return sorted(found, key=lambda item: os.fsencode(item[0]))


def _passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in _IGNORED


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
