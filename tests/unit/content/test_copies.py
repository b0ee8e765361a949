"""What copies of sources say, kind by kind."""

import pytest
from files import docx, torn, zipped

from builder.content import limits
from builder.content.copies import copy_of
from builder.model.quotation import Copy

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LONG = "Năm 2022, thu ngân sách trên địa bàn phường đạt trên 11 tỷ đồng, đạt 103,5 % kế hoạch giao; tỷ lệ hộ nghèo giảm còn dưới 0,52%."


def word(*paragraphs: str, **more: str) -> bytes:
    """A Word document; each paragraph is what stands between its tags."""
    body = "".join(f"<w:p>{one}</w:p>" for one in paragraphs)
    return docx(**{"word/document.xml": part(body), **more})


def part(body: str) -> str:
    return f'<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>'


def run(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_the_words_of_texts_and_pages() -> None:
    assert copy_of(".txt", "\ufeffThu  ngân\r\nsách".encode()) == Copy("Thu ngân sách")
    page = (
        "<!doctype html><html><head><title>Tin</title><style>p { color: red }</style></head><body>"
        "<script>document.write('12 hộ')</script><p>Thu ngân sách đạt trên <b>11</b>&nbsp;tỷ đồng"
        "<p>Còn&#32;23 hộ<br>nghèo<!-- 24 hộ --><table><tr><td>1<td>2</table>"
    )
    said = "Tin Thu ngân sách đạt trên 11 tỷ đồng Còn 23 hộ nghèo 1 2"
    assert copy_of(".html", page.encode()) == Copy(said)


def test_the_words_of_a_word_document_are_those_it_shows() -> None:
    data = word(
        run("Năm 2022, thu ngân") + run(" sá") + run("ch") + "<w:tab/>" + run("trên địa bàn"),
        run("đạt ")
        + f"<w:del>{run('12')}</w:del><w:moveFrom>{run('13')}</w:moveFrom><w:ins>{run('11')}</w:ins>"
        + run(" tỷ<w:br/>"),
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        f"<w:p>{run('Khung')}</w:p></w:txbxContent></mc:Choice><mc:Fallback>{run('Khung cũ')}</mc:Fallback>"
        "</mc:AlternateContent></w:r>" + run("đồng") + "<w:r><w:instrText>PAGE 7</w:instrText></w:r>",
        run("KT<w:noBreakHyphen/>XH").replace("<w:noBreakHyphen/>", "</w:t><w:noBreakHyphen/><w:t>"),
        run(LONG),
        **{"word/footnotes.xml": part(f"<w:footnote><w:p>{run('Ghi chú: 5 hộ')}</w:p></w:footnote>")},
    )
    said = f"Năm 2022, thu ngân sách trên địa bàn đạt 11 tỷ Khung đồng KT-XH {LONG} Ghi chú: 5 hộ"
    assert copy_of(".docx", data) == Copy(said)


@pytest.mark.parametrize(
    ("data", "doubt"),
    [
        (word(run(LONG)), ""),
        (word(run("Ảnh chụp báo cáo")), "copy-without-text"),
        (word(run("®¹t trªn 11 tû ®ång, ®¹t 103,5 % kÕ ho¹ch giao; " * 9)), "copy-letters-lost"),
        (docx(**{"word/document.xml": "<w:p>"}), "copy-unreadable"),
        (docx(**{"word/document.xml": '<!DOCTYPE p [<!ENTITY a "x">]><p>&a;</p>'}), "copy-unreadable"),
        (docx()[:-30], "copy-unreadable"),
        (torn(docx(), "word/document.xml"), "copy-unreadable"),
    ],
    ids=["whole", "picture", "old font", "broken", "entities", "cut short", "torn"],
)
def test_what_could_not_be_read_is_a_doubt(data: bytes, doubt: str) -> None:
    assert copy_of(".docx", data).doubt == doubt


def test_a_word_document_that_would_fill_the_memory_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COPY_XML", 1000)
    big = word(run(LONG), **{"word/footnotes.xml": part(run("x" * 2000))})
    assert copy_of(".docx", big) == Copy(LONG, doubt="copy-too-long")
    assert copy_of(".docx", zipped({"word/document.xml": part(run(LONG) * 9)})).doubt == "copy-too-long"
