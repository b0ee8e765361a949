"""What comes out of a PDF: words with their lines and pages, and a doubt where some may be missing."""

import io
import unicodedata

import pytest
from files import pdf, saved, scene
from printed import DRAWN, REPORT, TCVN3, UNMARKED, printed
from pypdf import PdfReader, PdfWriter

from builder.content import limits
from builder.content.pdf import words_of_pdf
from builder.model.quotation import Copy, held

PHRASE = "đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao"
SHORT = "Kết luận của chủ tọa kỳ họp, ghi tại hội trường ủy ban nhân dân phường"


def found(copy: Copy, phrase: str) -> bool:
    return phrase in held((phrase,), copy).places


def locked(password: str, owner: str | None = None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed(REPORT))))
    writer.encrypt(password, owner, algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_the_words_of_a_page_come_with_its_lines() -> None:
    assert words_of_pdf(printed(REPORT)) == Copy(REPORT, torn=True)
    assert words_of_pdf(printed(REPORT, REPORT)).text == f"{REPORT}\f{REPORT}"


def test_letters_are_composed_and_ligatures_taken_apart() -> None:
    apart = unicodedata.normalize("NFD", REPORT)
    torn = "".join(f" {letter}" if unicodedata.combining(letter) else letter for letter in apart)
    assert words_of_pdf(printed(apart)).text == REPORT
    assert found(words_of_pdf(printed(torn)), PHRASE)
    assert (
        words_of_pdf(printed("eﬃcient ﬂow of the oﬀice, hộ nghè\u00ado")).text
        == "efficient flow of the office, hộ nghèo"
    )
    assert words_of_pdf(printed("UBND phường Ðông Sơn")).text == "UBND phường Đông Sơn"


@pytest.mark.parametrize(
    "data",
    [
        printed(REPORT.replace("\n", "  ")),
        printed(" ".join(REPORT)),
        printed(REPORT.replace(" ", "")),
        printed(REPORT, "\n".join(f"Trang {n}" for n in range(60))),
    ],
    ids=["lines", "spaces in words", "no spaces", "pages"],
)
def test_a_phrase_is_found_however_its_spaces_come_out(data: bytes) -> None:
    assert found(words_of_pdf(data), PHRASE)
    assert not found(words_of_pdf(data), PHRASE.replace("103,5", "103,6"))


@pytest.mark.parametrize(
    ("data", "doubt"),
    [
        (saved(scene(60, 80), "PDF"), "copy-without-text"),
        (printed(SHORT[:30], drawn=DRAWN), "copy-without-text"),
        (printed(REPORT, "", drawn=DRAWN), "copy-without-text"),
        (printed(REPORT, "", SHORT), ""),
        (printed("", ""), "copy-without-text"),
        (locked("mật khẩu"), "copy-locked"),
        (locked("", "của riêng"), ""),
        (pdf(), "copy-unreadable"),
        (printed(REPORT).replace(b"/Kids", b"/Kinds"), "copy-unreadable"),
        (printed(REPORT, kids="2 0 R"), "copy-unreadable"),
        (printed(TCVN3), "copy-letters-lost"),
    ],
    ids=[
        "scan",
        "letters drawn",
        "page drawn",
        "empty page",
        "empty pages",
        "password",
        "only printing forbidden",
        "no pages",
        "no list of pages",
        "pages in a circle",
        "old font",
    ],
)
def test_what_could_not_be_read_is_a_doubt(data: bytes, doubt: str) -> None:
    assert words_of_pdf(data).doubt == doubt


def test_a_text_without_marks_is_doubted_where_the_phrase_has_some() -> None:
    copy = words_of_pdf(printed(UNMARKED))
    assert copy.doubt == ""
    assert held((PHRASE,), copy).doubt == "copy-letters-lost"
    assert held(("5 ho ngheo",), copy).doubt == ""


def test_a_file_that_would_fill_the_memory_or_take_a_day_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COPY_STREAM", 1 << 20)
    monkeypatch.setattr(limits, "COPY_OPERANDS", 10_000)
    assert words_of_pdf(printed("x", packed=b" " * (2 << 20))).doubt == "copy-unreadable"
    assert words_of_pdf(printed("x", packed=b"<0001> Tj " * 20_000)).doubt == "copy-unreadable"
    monkeypatch.setattr(limits, "COPY_PAGES", 2)
    long = words_of_pdf(printed(REPORT, REPORT, REPORT))
    assert long == Copy(f"{REPORT}\f{REPORT}", torn=True, doubt="copy-too-long")
    monkeypatch.setattr(limits, "COPY_CHARACTERS", 100)
    assert words_of_pdf(printed(REPORT, REPORT)).text == REPORT
    monkeypatch.setattr(limits, "COPY_STEPS", 20)
    assert words_of_pdf(printed(REPORT, REPORT)) == Copy(REPORT, torn=True, doubt="copy-too-long")


def test_a_damaged_page_leaves_the_others(capfd: pytest.CaptureFixture[str]) -> None:
    data = printed(REPORT, REPORT)
    hurt = data.replace(b"/Contents 8 0 R", b"/Contents 1 0 R")
    assert hurt != data
    copy = words_of_pdf(hurt)
    assert copy.text.startswith(REPORT)
    assert copy.doubt == "copy-unreadable"
    assert capfd.readouterr() == ("", "")
