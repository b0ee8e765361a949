"""PDF files as programs print them: letters by number in a font, and a table that says which letter each is."""

import unicodedata
import zlib
from collections.abc import Iterable

REPORT = (
    "ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH\nBÁO CÁO tình hình kinh tế – xã hội năm 2022 và nhiệm vụ năm 2023\n"
    "Năm 2022, được sự quan tâm của thành ủy, kinh tế của phường giữ được đà phát triển. Thu ngân sách trên\n"
    "địa bàn đạt trên 11 tỷ\nđồng, đạt 103,5 % kế hoạch giao; tỷ lệ hộ nghèo giảm còn dưới 0,52%. An ninh trật tự\n"
    "được giữ vững, không xảy ra vụ việc phức tạp trên địa bàn."
)
"""A page of a report, line by line."""
TCVN3 = (
    "Uû ban nh©n d©n ph­êng An B×nh\nB¸o c¸o t×nh h×nh kinh tÕ – x· héi n¨m 2022 vµ nhiÖm vô n¨m 2023\n"
    "N¨m 2022, ®­îc sù quan t©m cña thµnh uû, kinh tÕ cña ph­êng gi÷ ®­îc ®µ ph¸t triÓn. Thu ng©n s¸ch trªn\n"
    "®Þa bµn ®¹t trªn 11 tû\n®ång, ®¹t 103,5 % kÕ ho¹ch giao; tû lÖ hé nghÌo gi¶m cßn d­íi 0,52%. An ninh trËt tù\n"
    "®­îc gi÷ v÷ng, kh«ng x¶y ra vô viÖc phøc t¹p trªn ®Þa bµn."
)
"""The same as it comes out of a font of before Unicode."""
UNMARKED = "".join(
    letter
    for letter in unicodedata.normalize("NFD", REPORT).replace("đ", "d").replace("Đ", "D")
    if letter < "\x7f"
)
"""The same with every mark lost."""
DRAWN = b"0 0 m 10 10 l S\n" * 100
"""Lines, as those of letters that a printer has drawn."""


def printed(*pages: str, drawn: bytes = b"", packed: bytes = b"", kids: str = "") -> bytes:
    """A PDF of some pages. `drawn` is put onto each page, `packed` is what each is instead, compressed.

    `kids` is what the list of pages holds instead of them.
    """
    letters = sorted(set("".join(pages)) - {"\n"}) or ["x"]
    number = {letter: index for index, letter in enumerate(letters, 1)}
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/Thu/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Thu/DW 500>>",
        _stream(_table(letters)),
    ]
    numbers = []
    for page in pages:
        said = "".join(
            f"<{''.join(f'{number[letter]:04x}' for letter in line)}> Tj 0 -14 Td\n"
            for line in page.split("\n")
        )
        contents = f"BT /F1 12 Tf 50 780 Td\n{said}ET\n".encode() + drawn
        objects.append(_stream(packed, zlib.compress(packed)) if packed else _stream(contents))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        numbers.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{kids or ' '.join(numbers)}]/Count {len(pages)}>>".encode()
    return _file(objects)


def _table(letters: Iterable[str]) -> bytes:
    rows = "".join(
        f"<{index:04x}> <{letter.encode('utf-16-be').hex()}>\n" for index, letter in enumerate(letters, 1)
    )
    return (
        "begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{rows.count(chr(10))} beginbfchar\n{rows}endbfchar\nendcmap\n"
    ).encode()


def _stream(data: bytes, packed: bytes = b"") -> bytes:
    kind, data = (b"/Filter/FlateDecode", packed) if packed else (b"", data)
    return b"<</Length " + str(len(data)).encode() + kind + b">>stream\n" + data + b"\nendstream"


def _file(objects: Iterable[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for index, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{index} 0 obj\n".encode() + one + b"\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}"
    end += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()
