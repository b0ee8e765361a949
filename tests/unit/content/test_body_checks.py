import pytest

from builder.content import limits
from builder.content.body_checks import check_body
from builder.problems import Span, catalogue
from unit.small import values


def told(body: str) -> list[tuple[str, int, int]]:
    found = []
    for one in check_body("a.md", body, 10):
        assert isinstance(one.at, Span)
        assert one.code in catalogue()
        found.append((one.code, one.at.line - 10, one.at.column))
    return found


GOOD = """\
Đoạn mở đầu có `mã <b>` và \\# dấu.

## Kết quả

- một
- hai

    đoạn trong danh sách

1. một
2. hai

| A | B |
|---|:-:|
| 1 | 2 |
| `a|b` | 3 \\| 4 |

```
<b> # [a]: b
| x | y | z |
```

### Chi tiết

Ghi chú[^1] và [liên kết][b] và <https://a.vn> và <a@b.vn>; 3 < 4 > 2.

[^1]: Một.
[b]: https://a.vn

Thuật ngữ
:   Định nghĩa

> trích

![Bàn chủ tọa và ba dãy ghế](a.png)
"""


def test_ordinary_markdown_has_nothing_wrong() -> None:
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Thu <b>13</b>.", [("raw-html", 1, 5), ("raw-html", 1, 10)]),
        ("Kỳ <br/> họp", [("raw-html", 1, 4)]),
        ("Vote for <name> on <date>", [("raw-html", 1, 10), ("raw-html", 1, 20)]),
        ("a <!-- riêng --> b", [("html-comment", 1, 3)]),
        ("<![CDATA[x", [("html-comment", 1, 1)]),
        ("`<b>` và ``<i> ` <u>``", []),
        ("# Một", [("heading-level-one", 1, 1)]),
        ("Một\n===", [("heading-level-one", 1, 1)]),
        ("## A\n\n#### B", [("heading-skips", 3, 1)]),
        ("### A", [("heading-skips", 1, 1)]),
        ("## A\n\n### B\n\n## C\n\n### D", []),
        ("#5 agenda item", [("hash-without-space", 1, 1)]),
        ("\\#5 agenda item", []),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", [("table-row-too-long", 3, 1)]),
        ("a | b\n--|--\n1 | 2\n1 | 2 | 3", [("table-row-too-long", 4, 1)]),
        ("| a | b |\n|---|---|\n| 1 |", []),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |", [("table-row-too-long", 3, 1)]),
        ("a[^1]\n\n[^1]: x\n[^1]: y", [("duplicate-footnote", 4, 3)]),
        ("a[^2]", [("unknown-footnote", 1, 2)]),
        ("[^1]: x", [("unused-footnote", 1, 1)]),
        ("•\tMột\n•\tHai\n\n\uf0b7 Ba", [("word-bullet", 1, 1), ("word-bullet", 4, 1)]),
        ("Nơi nhận:\n  ·       Một", [("word-bullet", 2, 3)]),
        ("Thu • chi\n· hai", []),
        ("a <o:p>&nbsp;</o:p>", [("raw-html", 1, 3), ("raw-html", 1, 14)]),
        ("<https://a.vn> <a@b.vn>", []),
        ("[Ngân sách]: đã duyệt", [("lost-definition", 1, 1)]),
        ("[Ngân sách]:\nđã-duyệt", [("lost-definition", 1, 1)]),
        ("> [Ngân sách]: đã-duyệt", [("lost-definition", 1, 3)]),
        ("[]: đã-duyệt", [("lost-definition", 1, 1)]),
        ("- >  [Ngân sách]: đã-duyệt", [("lost-definition", 1, 6)]),
        ("[a] [a]\n\n[a]: b\n[a]: c", [("duplicate-reference", 4, 1)]),
        ("Gồm:\n- một\n- hai", [("list-needs-blank-line", 2, 1)]),
        ("Gồm:\n\n- một\n- hai", []),
        ("```\nx", [("code-unclosed", 1, 1)]),
        ("~~~\n```\nx", [("code-unclosed", 1, 1)]),
        ("![](a.png)", [("image-without-alt", 1, 1)]),
        ("a ![ ](a.png)", [("image-without-alt", 1, 3)]),
        ("![][b] [b]\n\n[b]: a.png", [("image-without-alt", 1, 1)]),
        ("`![](a.png)`", []),
        *(
            (f"![{alt}](a.png)", [("alt-says-nothing", 1, 1)])
            for alt in ("Ảnh", "ảnh 1", "Hình ảnh", "IMG_20261123", "hoi-truong.jpg", "...", "Picture")
        ),
        ("![Hình vẽ hội trường](a.png)", []),
        ("![Ảnh bà chủ tịch](a.png)", []),
    ],
)
def test_what_would_be_lost_or_misread_is_told_at_its_line(
    body: str, expected: list[tuple[str, int, int]]
) -> None:
    assert told(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "- [Ngân sách]: đã-duyệt",
        "Thuật ngữ\n:   [Ngân sách]: đã-duyệt",
        "a[^1]\n\n[^1]: [Ngân sách]: đã-duyệt",
        "a[^1]\n\n[^1]: Một\n\n    [Ngân sách]: đã-duyệt",
        "1. Một\n\n    [Ngân sách]: đã-duyệt",
    ],
)
def test_a_definition_is_found_wherever_it_hides(body: str) -> None:
    assert "lost-definition" in [code for code, _, _ in told(body)]


@pytest.mark.parametrize(
    "body",
    [
        "   ```\n   [Ngân sách]: đã-duyệt\n   ```\n",
        "``` python a\n[Ngân sách]: đã-duyệt\n```\n",
        "```\nx\n\n[Ngân sách]: đã-duyệt\n\n````\n",
    ],
)
def test_what_only_looks_like_code_is_looked_at(body: str) -> None:
    assert told(body) != []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("x" * (limits.BODY + 1), "body-too-long"),
        ("[" * (limits.BLOCK_MARKS + 1), "block-too-dense"),
        ("!" * (limits.BLOCK_MARKS + 1), "block-too-dense"),
        ("<a " * (limits.BLOCK_MARKS + 1), "block-too-dense"),
        ("<![CDATA[" * 1000, "block-too-dense"),
        (">" * (limits.QUOTE_DEPTH + 1) + "x", "too-deep"),
        ("> " * (limits.QUOTE_DEPTH + 1) + "x", "too-deep"),
        ("- " * (limits.LIST_DEPTH + 1) + "x", "too-deep"),
        ("1. " * (limits.LIST_DEPTH + 1) + "x", "too-deep"),
        ("\n".join("    " * level + "- x" for level in range(limits.LIST_DEPTH + 2)), "too-deep"),
        ("a\n: b\n" * (limits.DEFINITIONS + 1), "too-many-definitions"),
        ("## a\n\n" * (limits.HEADINGS + 1), "too-many-headings"),
        ("".join(f"[^{n}]: a\n\n" for n in range(limits.FOOTNOTES + 1)), "too-many-footnotes"),
        ("| a |\n" * (limits.TABLE_ROWS + 1), "too-many-rows"),
    ],
)
def test_a_body_over_a_limit_is_told_once_and_looked_at_no_further(body: str, code: str) -> None:
    assert [found for found, _, _ in told(body)] == [code]


def test_marks_spread_over_many_paragraphs_are_no_problem() -> None:
    assert told(("\\[" * 400 + "\n\n") * 20) == []


def test_the_message_about_a_table_counts_its_cells() -> None:
    (found,) = check_body("a.md", "| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |", 0)
    assert (values(found)["cells"], values(found)["columns"]) == ("4", "2")


def test_the_message_about_a_heading_says_what_to_write() -> None:
    (found,) = check_body("a.md", "## A\n\n##### B", 0)
    assert (values(found)["found"], values(found)["expected"]) == ("#####", "###")


@pytest.mark.parametrize("marks", ["- > ", ":  ", "1. > ", "*  > "])
def test_a_long_line_of_marks_is_read_in_one_way_only(marks: str) -> None:
    """Twice as many ways for each mark more would not end within this test's lifetime."""
    assert "lost-definition" in [code for code, _, _ in told(f"{marks * 10}[a]: b")]
    assert "lost-definition" not in [code for code, _, _ in told(marks * 2000)]
