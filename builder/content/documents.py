"""Documents beside a write-up: each must be what its name says, and nothing that could run.

Sources: ISO 32000-1 §7.5 (PDF), ECMA-376 part 2 (DOCX, XLSX), OASIS ODF 1.3 part 2 (ODT, ODS).
"""

import io
import zipfile
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from builder.model.document import Attachment
from builder.problems import Span, problem

_START, _END = 1024, 2048
"""Bytes at the ends of a PDF in which readers look for its marks."""
_PARTS = 5_000
"""Files inside an office document; a real one has a few hundred."""
_TYPES = 1 << 20
"""Bytes of the list of contents inside an office document that are read."""
_MACROS = ("vbaproject", "macroenabled", "basic/", "scripts/", "activex/")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Old Word and Excel files, and new ones behind a password."""


_PAGES = frozenset({".html", ".htm"})
"""Kept as copies of sources, never published: a page of others could run what it likes on this site."""


def read_document(attachment: Attachment, data: bytes) -> Attachment:
    """The attachment, and what is wrong when it cannot be published."""
    code = _KINDS[attachment.suffix](data) or ("copy-only" if attachment.suffix in _PAGES else "")
    if not code:
        return attachment
    name, kind = attachment.file.rpartition("/")[2], attachment.suffix[1:].upper()
    return replace(attachment, fault=problem(code, Span(attachment.file), name=name, kind=kind))


def _pdf(data: bytes) -> str:
    whole = b"%PDF-" in data[:_START] and b"%%EOF" in data[-_END:]
    return "" if whole else "not-what-it-says"


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "text-not-utf8"
    return "not-what-it-says" if "\0" in text else ""


def _office(main: str, types: str) -> Callable[[bytes], str]:
    """A check of a zipped office format: the part that makes it one, and where it lists what it holds."""

    def check(data: bytes) -> str:
        if data.startswith(_OLE):
            return "old-or-locked-document"
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
                if main not in names or len(names) > _PARTS:
                    return "not-what-it-says"
                with archive.open(types) as listed:
                    said = listed.read(_TYPES).decode("utf-8", "replace").lower()
        except Exception:  # noqa: BLE001 # a broken file brings zipfile and its decoders to errors of any kind
            return "not-what-it-says"
        held = "\n".join(names).lower()
        return "document-with-macros" if any(mark in held or mark in said for mark in _MACROS) else ""

    return check


def _open_document(kind: str) -> Callable[[bytes], str]:
    check = _office("content.xml", "mimetype")
    mark = f"mimetypeapplication/vnd.oasis.opendocument.{kind}".encode()

    def checked(data: bytes) -> str:
        return check(data) or ("" if mark in data[:200] else "not-what-it-says")

    return checked


_KINDS: Mapping[str, Callable[[bytes], str]] = {
    ".pdf": _pdf,
    ".docx": _office("word/document.xml", "[Content_Types].xml"),
    ".xlsx": _office("xl/workbook.xml", "[Content_Types].xml"),
    ".odt": _open_document("text"),
    ".ods": _open_document("spreadsheet"),
    ".csv": _text,
    ".txt": _text,
    ".html": _text,
    ".htm": _text,
}
SUFFIXES = frozenset(_KINDS)
