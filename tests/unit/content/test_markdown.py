import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import pytest
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from builder.content import limits
from builder.content.markdown import render_body
from builder.model.document import BodyHeading
from builder.problems import Place, Problem
from unit.small import codes, environment, values

Language = Literal["vi", "en"]


class Rendered(Struct, frozen=True, dict=True):
    """A body and its text."""

    html: str
    words: str
    headings: tuple[BodyHeading, ...]
    links: tuple[str, ...]
    ids: frozenset[str]
    starts: tuple[int, ...]


def rendered(text: str, language: Language = "vi") -> tuple[Rendered, tuple[Problem, ...]]:
    body, said, problems = render_body("a.md", text, 5, language)
    return Rendered(said.html, said.words, body.headings, body.links, body.ids, said.starts), problems


def body(text: str, language: Language = "vi") -> Rendered:
    found, problems = rendered(text, language)
    assert codes(problems) == []
    return found


def test_a_link_inside_the_site_stays_open() -> None:
    found = body("[a](b.md#c) [d](indicator:thu) [e](topic:x) [f](/g/) ![h](i.png)")
    assert found.links == ("b.md#c", "indicator:thu", "topic:x", "/g/", "i.png")
    assert re.findall(r'(?:href|src)="(@\d)"', found.html) == ["@0", "@1", "@2", "@3", "@4"]


def test_links_keep_their_number_beside_an_anchor_and_links_outside() -> None:
    found = body("[a](#b) [c](https://d.vn) [e](f.md)\n\n## B")
    assert found.links == ("#b", "f.md")
    assert 'href="#b"' in found.html
    assert 'href="@1"' in found.html


def test_words_that_look_like_an_open_link_stay_words() -> None:
    assert body('Gõ href="@0" hoặc @0 vào.').html == '<p>Gõ href="@0" hoặc @0 vào.</p>'


def test_a_link_outside_tells_nobody_where_its_reader_came_from() -> None:
    assert body("[a](https://b.vn/?c=1&d=2)").html == (
        '<p><a href="https://b.vn/?c=1&amp;d=2" rel="noopener noreferrer">a</a></p>'
    )


def test_mail_and_telephone_are_plain_links() -> None:
    html = body("<vp@binh.gov.vn> [gọi](tel:+842193866)").html
    assert '<a href="mailto:vp@binh.gov.vn">vp@binh.gov.vn</a>' in html
    assert '<a href="tel:+842193866">gọi</a>' in html


@pytest.mark.parametrize(
    "link",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert)",
        "[a]( javascript:alert)",
        "[a](java&#115;cript:alert)",
        "[a](javascript&colon;alert)",
        "[a](javascript&#58;alert)",
        "[a](&#x6A;avascript:alert)",
        "[a](<java\tscript:alert>)",
        "[a](\x01javascript:alert)",
        "[a](java\\script:alert)",
        "[a](javascript\\:alert)",
        "[a][b]\n\n[b]: javascript:alert",
        "[b]\n\n[b]: javascript:alert",
        "![a](javascript:alert)",
        "[a](vbscript:x)",
        "[a](data:text/html,x)",
        "![a](data:image/png;base64,x)",
        "[a](file:///etc/passwd)",
        "[a](ftp://b.vn)",
        "<ftp://b.vn/>",
        "[a](C:\\Users\\a.pdf)",
        "[a](intent://x)",
        "- a[^1]\n\n[^1]: [a](javascript:alert)",
        "| [a](javascript:alert) |\n|---|\n| b |",
    ],
)
def test_a_link_of_another_kind_is_refused(link: str) -> None:
    found, problems = rendered(link)
    assert "link-scheme" in codes(problems)
    assert all(one.at.file == "a.md" for one in problems)
    del found


def test_every_refused_link_is_told_at_its_own_words() -> None:
    _, problems = rendered("[a](ftp://b) [c](data:d)")
    assert [(one.at, values(one)["target"]) for one in problems] == [
        (Place("a.md", ("body",), "ftp://b"), "ftp://b"),
        (Place("a.md", ("body",), "data:d"), "data:d"),
    ]


def test_a_picture_from_elsewhere_is_refused() -> None:
    assert codes(rendered("![a](https://b.vn/c.png)")[1]) == ["image-outside"]


@pytest.mark.parametrize("target", ["https://[abc", "http://[::1", "https://a.vn:abc/"])
def test_an_address_nobody_can_read_is_told_as_a_link_not_as_our_own_fault(target: str) -> None:
    problems = rendered(f"[a]({target})")[1]
    assert "unsafe-html" not in codes(problems)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "Thu <b onclick=x>13</b>",
        "<script>\n\nphần còn lại",
        "<style>\n\nphần còn lại",
        '<div markdown="1">\n\nx\n\n<div markdown="1">\n\nphần còn lại',
        "Vote for <name> on <date>",
        "x <y and z> w",
        "<img src=x onerror=alert(1)>",
        "<iframe src=//a.vn>",
        "<!-- ghi chú riêng -->",
        "<a href='javascript:alert(1)'>x</a>",
        "</p></div></body>",
        "<?php echo 1 ?>",
    ],
)
def test_raw_html_is_seen_as_text(text: str) -> None:
    found, problems = rendered(text)
    assert {one.code for one in problems} <= {"raw-html", "html-comment"}
    assert problems
    tree = LexborHTMLParser(found.html)
    assert {node.tag for node in tree.css("body *")} <= {"p"}
    for word in re.findall(r"\w+", text):
        assert word in found.words


def test_attributes_cannot_be_set_from_the_text() -> None:
    found = body(
        "## A {#b onclick=alert style=x}\n\n*a*{target=_blank}\n\n```{.python onmouseover=alert}\nx\n```"
    )
    tree = LexborHTMLParser(found.html)
    names = {name for node in tree.css("body *") for name in node.attributes}
    assert names <= {"id", "class"}


@pytest.mark.parametrize(
    ("column", "expected"), [(":--", None), (":-:", "center"), ("--:", "right"), ("---", None)]
)
def test_alignment_is_a_class_because_styles_are_forbidden(column: str, expected: str | None) -> None:
    tree = LexborHTMLParser(body(f"| a |\n|{column}|\n| b |").html)
    cell = tree.css_first("td")
    assert cell is not None
    assert cell.attributes.get("class") == expected
    assert not tree.css("[style]")


@pytest.mark.parametrize(("language", "label"), [("vi", "Bảng"), ("en", "Table")])
def test_every_table_scrolls_in_a_frame_of_its_own_that_a_keyboard_reaches(
    language: Language, label: str
) -> None:
    text = "| a |\n|---|\n| b |\n\nx\n\n> | c |\n> |---|\n> | d |\n"
    tree = LexborHTMLParser(body(text, language).html)
    frames = tree.css("div.scroll > table")
    assert len(frames) == len(tree.css("table")) == 2
    found = [frame.parent.attributes for frame in frames if frame.parent]
    assert [one["aria-label"] for one in found] == [f"{label} 1", f"{label} 2"]
    assert all((one["role"], one["tabindex"]) == ("region", "0") for one in found)
    assert all(node.attributes["scope"] == "col" for node in tree.css("th"))


def test_headings_have_anchors_without_marks() -> None:
    found = body("## Đường bê tông & *Điện*\n\n### Ước đạt\n\n#### Kết quả\n\n## Đề án")
    assert found.headings == (
        BodyHeading(2, "duong-be-tong-dien", "Đường bê tông & Điện"),
        BodyHeading(3, "uoc-dat", "Ước đạt"),
        BodyHeading(4, "ket-qua", "Kết quả"),
        BodyHeading(2, "de-an", "Đề án"),
    )
    assert found.starts == (0, 21, 29, 37)
    assert {one.id for one in found.headings} == found.ids


def test_a_heading_before_does_not_change_the_anchors_below() -> None:
    below = "## Thu ngân sách\n\n## 中文\n\n## Thu ngân sách\n"
    alone = [one.id for one in body(below).headings]
    assert [one.id for one in body("## Mở đầu\n\n" + below).headings][1:] == alone
    assert len(set(alone)) == 3


def test_a_footnote_does_not_leak_into_the_next_page() -> None:
    first = body("Một[^1]\n\n[^1]: Bí mật của trang một\n\n[b]: https://mot.vn\n\n[b]")
    second = body("Hai")
    assert "Bí mật" in first.html
    assert (second.html, second.ids, second.links) == ("<p>Hai</p>", frozenset(), ())
    assert "mot.vn" not in rendered("[b]")[0].html


def test_a_page_is_the_same_whatever_was_read_before_it() -> None:
    text = "## A\n\nx[^1]\n\n[^1]: y\n\n| a |\n|---|\n| b |"
    alone = body(text)
    body("## A\n\n## A\n\nz[^1]\n\n[^1]: w\n\n| c |\n|---|\n| d |")
    rendered("[a](javascript:x)")
    assert body(text) == alone


@pytest.mark.parametrize(
    ("language", "title"),
    [("vi", "Trở lại chỗ đánh dấu chú thích 1"), ("en", "Back to where note 1 is marked")],
)
def test_the_way_back_from_a_footnote_is_told_in_the_pages_language(language: Language, title: str) -> None:
    assert f'title="{title}"' in body("a[^x]\n\n[^x]: b", language).html


def test_visible_words_come_block_by_block_without_markup() -> None:
    text = (
        "## Kết quả\n\nThu **13,5** tỷ &amp; <b>chi</b>.\n\n- một\n- hai\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    assert rendered(text)[0].words.split("\n") == [
        "Kết quả",
        "Thu 13,5 tỷ & <b>chi</b>.",
        "một",
        "hai",
        "a",
        "b",
        "1",
        "2",
    ]


CORPUS = [
    "",
    "x",
    "Đoạn *nghiêng* **đậm** ***cả hai*** `mã` ``a ` b``",
    "a  \nb",
    "***\n\n---\n\n___",
    "1. a\n2. b\n\n3. c",
    "7. a\n8. b",
    "- a\n\n    b\n\n    - c\n        1. d",
    "> a\n> > b\n>\n> - c",
    "```python\na < b && c > 'd'\n```",
    "~~~\n\"a\" 'b' &amp; &lt;\n~~~",
    '    indented <b> & "code"',
    "Thuật ngữ\n:   Định nghĩa\n\n    đoạn hai",
    "a[^1] b[^2] c[^1]\n\n[^1]: x\n\n    y\n\n[^2]: *z* `w` [a](b.md)",
    "| a | b | c |\n|:--|:-:|--:|\n| *1* | `2` | [3](d.md) |",
    "[a](b.md \"Tiêu đề 'x' & <y>\") [c](<d e.md>) [f](g%20h.md)",
    "![Ảnh \"đẹp\" & <lớn>](a.png 'Tên')",
    '[a][1] [1]\n\n[1]: https://a.vn/?b=c&d=e "f"',
    "<https://a.vn/?b=c&d=e> <a@b.vn> https://a.vn",
    "[a](https://a.vn/%C4%90?q=\"x\"&y='z')",
    "[a](https://đường.vn/đường?a=<b>)",
    "[a](mailto:a@b.vn?subject=Hỏi%20&body=x)",
    "&amp; &lt; &gt; &quot; &#39; &nbsp; &copy; &hellip; & < > \" '",
    "&#38; &#x26; &#160; &notanentity; &amp;amp; &amp;lt;b&amp;gt;",
    "&AMP &lt &copy2020 a&b=c",
    "C:\\hop\\_tep\\*moi* \\[a\\] \\<b\\>",
    "Vote for <name> on <date>; x <y and z> w",
    "<script>alert('x')</script> <!-- a --> <![CDATA[b]]>",
    "a\u00a0b\u200bc\u202fd \u2028 e",
    "中文 Ελληνικά 🎉 ½ ﬁ e\u0301",
    "## A & B `c` *d* [e](f.md) ![g](h.png)\n\n### A & B",
    '## <b>x</b> & "y"',
    "{{ 7*7 }} {% raw %} ${x} #{y}",
    "*[HĐND]: Hội đồng nhân dân\n\nHĐND",
    "[TOC]",
    "H~2~O x^2^ ~~a~~ ==b== :smile:",
    "a | b\n--|--\n1 | 2",
    "&#65; &#x110;&#x1ED3;ng",
]


@pytest.mark.parametrize("text", CORPUS)
def test_the_guard_finds_nothing_to_change(text: str) -> None:
    assert "unsafe-html" not in codes(rendered(text)[1])


def test_the_guard_refuses_what_a_character_reference_could_smuggle_in() -> None:
    found, problems = rendered("a &#0; b &#2; c")
    assert problems
    assert "\x00" not in found.html


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10000,
        "[a](" * 10000,
        "![" * 10000,
        "<![CDATA[" * 10000,
        "`" * 10000 + "a",
        "`a" * 10000,
        "".join("`" * n + " " for n in range(1, 400)),
        ">" * 10000 + "x",
        "- " * 3000 + "x",
        "a\n: b\n" * 500,
        "*" * 20000,
        "_" * 20000,
        "&" * 20000,
        "a" * 500_000,
        "*a **a " * 5000,
        "\\" * 20000,
        "| a " * 5000 + "\n" + "|---" * 5000,
        "x\n" * 50_000,
        "    " * 5000 + "x",
        "<a@" * 3000,
        "http://" * 5000,
        "#" * 20000,
    ],
)
def test_no_text_has_more_work_than_the_limit(text: str) -> None:
    """It ends, in a thread too, where no timer could ring."""
    with ThreadPoolExecutor() as other:
        assert other.submit(rendered, text).result() == rendered(text)


@pytest.mark.parametrize(
    "text",
    [
        "***\n" * 5000,
        "một\n=\n" * 5000,
        "một\n\n" * 3000,
        "~~~ a\n" * 2000,
        "[a" * 240,
        "*a _b " * 5000,
        "|a" * 200 + "\n" + "|-" * 200 + "\n" + "|\n" * 200,
        "> " * 19 + "một hai ba bốn " * 5000,
        "# A\n" * 450,
    ],
)
def test_a_text_with_too_much_work_is_told_where_and_the_next_one_is_read(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as tiny:
        tiny.setattr(limits, "WORK", 200_000)
        found, problems = rendered(text)
    assert codes(problems)[-1] == "page-too-slow"
    assert isinstance(problems[-1].at, Place)
    assert problems[-1].at.text in text
    assert found.html == ""
    assert body("x").html == "<p>x</p>"


def test_ordinary_texts_are_far_from_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WORK", limits.WORK // 20)
    paragraph = "Thu **13 tỷ** đồng, đạt [101%](/thu/) *dự toán*; chi 12 tỷ đồng. " * 12
    text = f"{paragraph}\n\n" * 40 + "| a | b | c | d |\n|---|---|---|---|\n" + "| 1 | 2 | 3 | 4 |\n" * 500
    assert body(text).words.startswith("Thu 13 tỷ đồng, đạt 101% dự toán")


DEEP = """
import json, sys
from builder.content.markdown import render_body
def at(depth):
    return at(depth - 1) if depth else render_body("a.md", sys.argv[1], 0, "vi")[1].html
print(json.dumps([at(0), at(400)]))
"""


@pytest.mark.parametrize("text", ["> " * 20 + "x", "\n".join("    " * n + "- x" for n in range(12))])
def test_a_page_does_not_depend_on_how_deep_its_caller_stands(text: str) -> None:
    printed = subprocess.run(  # noqa: S603 # our own code
        [sys.executable, "-c", DEEP, text], env=environment(), capture_output=True, text=True, check=True
    )
    shallow, deep = json.loads(printed.stdout)
    assert shallow == deep != ""
