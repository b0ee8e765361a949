import zipfile

import pytest
from files import docx, odf, pdf, torn, xlsx, zipped

from builder.content.documents import read_document
from builder.model.document import Attachment
from unit.small import values

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def told(name: str, data: bytes) -> str:
    file = f"content/sessions/{name}"
    found = read_document(Attachment(file, file, "", name.lower(), len(data), ""), data).fault
    if found is None:
        return ""
    assert values(found)["name"] == name
    return found.code


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", pdf()),
        ("A.PDF", b"\xef\xbb\xbf" + pdf("x" * 9000)),
        ("a.docx", docx()),
        ("a.xlsx", xlsx()),
        ("a.odt", odf("text")),
        ("a.ods", odf("spreadsheet")),
        ("a.csv", "\ufeffChỉ tiêu;13,5\r\n".encode()),
        ("a.txt", b""),
    ],
)
def test_a_document_is_what_its_name_says(name: str, data: bytes) -> None:
    assert told(name, data) == ""


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "not-what-it-says"),
        ("a.pdf", b"<!doctype html>", "not-what-it-says"),
        ("a.pdf", pdf()[:-6], "not-what-it-says"),
        ("a.pdf", docx(), "not-what-it-says"),
        ("a.docx", pdf(), "not-what-it-says"),
        ("a.docx", xlsx(), "not-what-it-says"),
        ("a.docx", docx()[:-30], "not-what-it-says"),
        ("a.docx", torn(docx(), "[Content_Types].xml"), "not-what-it-says"),
        ("a.docx", zipped({"word/document.xml": "x"}), "not-what-it-says"),
        ("a.docx", OLD_WORD, "old-or-locked-document"),
        ("a.xlsx", docx(), "not-what-it-says"),
        ("a.xlsx", OLD_WORD, "old-or-locked-document"),
        ("a.odt", odf("spreadsheet"), "not-what-it-says"),
        ("a.ods", zipped({"content.xml": "", "mimetype": ""}), "not-what-it-says"),
        ("a.docx", docx(**{"word/vbaProject.bin": "x"}), "document-with-macros"),
        (
            "a.docx",
            zipped(
                {
                    "word/document.xml": "",
                    "[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml",
                }
            ),
            "document-with-macros",
        ),
        ("a.xlsx", xlsx(**{"xl/VBAPROJECT.BIN": "x"}), "document-with-macros"),
        ("a.xlsx", xlsx(**{"xl/activeX/activeX1.bin": "x"}), "document-with-macros"),
        ("a.odt", odf("text", **{"Basic/Standard/Module1.xml": "x"}), "document-with-macros"),
        ("a.ods", odf("spreadsheet", **{"Scripts/python/a.py": "x"}), "document-with-macros"),
        ("a.csv", "Chỉ tiêu".encode("cp1258", "replace").replace(b"?", b"\xea"), "text-not-utf8"),
        ("a.txt", "Chỉ tiêu".encode("utf-16"), "text-not-utf8"),
        ("a.txt", "Chi tieu".encode("utf-16-be"), "not-what-it-says"),
    ],
)
def test_a_document_that_is_something_else_is_told(name: str, data: bytes, code: str) -> None:
    assert told(name, data) == code


def test_a_document_that_would_fill_the_memory_is_not_unpacked() -> None:
    bomb = zipped({"word/document.xml": "x"})
    with_types = docx(**{"word/media/a.bin": "\0" * 1_000_000})
    packed = zipfile.ZipInfo("[Content_Types].xml")
    assert packed.compress_type == zipfile.ZIP_STORED
    assert told("a.docx", bomb) == "not-what-it-says"
    assert told("a.docx", with_types) == ""
    many = docx(**{f"word/{n}.xml": "" for n in range(5_001)})
    assert told("a.docx", many) == "not-what-it-says"


def test_a_page_is_kept_as_a_copy_only() -> None:
    assert told("a.html", b"<p>x") == "copy-only"
    assert told("a.htm", b"\xff") == "text-not-utf8"
