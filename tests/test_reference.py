"""The reference of every key, in both languages: made from `builder/content/keys.toml` and the shapes.

`GOLDEN=1 pytest tests/test_reference.py` writes the pages anew.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.content.json_schema import KINDS, SHAPES, kind_name, kind_of, nested, required
from builder.content.keys import kind_words, shape_words
from builder.problems import Language

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "examples" / "guide"
PAGES: dict[Language, Path] = {
    "en": GUIDE / "en" / "content" / "pages" / "front-matter.md",
    "vi": GUIDE / "vi" / "content" / "pages" / "khai-bao.md",
}

OPENING = {
    "en": """\
---
title: Front matter
summary: Every key of every file, for looking up.
order: 30
# Made from builder/content/keys.toml by tests/test_reference.py; do not edit. To write it anew: make golden
---

New here? [Start in ten minutes](start.md). Editors that read JSON Schema show the same while you type, see [VS Code](vs-code.md).

## How values are written

Front matter stands between two lines `---` at the top of a Markdown file. The other files are YAML as a whole.
Nothing but the following is understood, on purpose: every value stays the text that was typed until its key gives it
a kind. Unknown keys, keys given twice, tabs, anchors (`&`), aliases (`*`) and tags (`!`) are errors.""",
    "vi": """\
---
title: Khai báo
summary: Mọi khóa của mọi tệp, để tra cứu.
order: 30
# Made from builder/content/keys.toml by tests/test_reference.py; do not edit. To write it anew: make golden
---

Mới bắt đầu thì đọc [mười phút đầu tiên](bat-dau.md). Trình soạn thảo hiểu JSON Schema hiện đúng những lời này khi bạn gõ, xem
[VS Code](vs-code.md).

## Cách viết giá trị

Phần khai báo nằm giữa hai dòng `---` ở đầu tệp Markdown. Các tệp khác là YAML từ đầu đến cuối. Mỗi dòng có dạng
`khóa: giá trị`, sau dấu hai chấm có một dấu cách; thụt đầu dòng bằng dấu cách, không dùng phím Tab. Ngoài các cách viết
dưới đây chương trình không đoán gì thêm: khóa lạ, khóa khai hai lần, dấu `&`, `*`, `!` ở đầu giá trị đều là lỗi.""",
}
HEADS = {"en": ("key", "kind", "meaning", "written"), "vi": ("khóa", "loại", "nghĩa", "cách viết")}
BELOW = {"en": ", see below", "vi": ", xem dưới"}
BOLD = {"en": "Keys in **bold** must be there.", "vi": "Khóa **in đậm** là bắt buộc."}


def table(*rows: tuple[str, ...]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "| " + " | ".join("---" for _ in rows[0]) + " |", *lines[1:]])


def sections(shape: str, level: int, language: Language) -> Iterator[str]:
    """A mapping's title, words, keys and example, then the mappings inside it."""
    words, needed = shape_words(shape, language), required(shape)
    yield f"{'#' * level} {words.title}"
    if words.introduction:
        yield words.introduction
    inside = nested(shape)
    rows = []
    for key, one in words.keys.items():
        name = f"**`{key}`**" if key in needed else f"`{key}`"
        below = BELOW[language] if kind_name(shape, key) in {"list", "mapping"} and key in inside else ""
        rows.append((name, kind_of(shape, key, language), one.meaning + below))
    yield table(HEADS[language][:3], *rows)
    if words.example:
        yield f"```yaml\n{words.example}```"
    for below in dict.fromkeys(inside.values()):
        yield from sections(below, level + 1, language)


def page(language: Language) -> str:
    _, kind, _, written = HEADS[language]
    kinds = table((kind, written), *kind_words(language).values())
    parts = [OPENING[language], kinds, BOLD[language]]
    for shape, _ in KINDS.values():
        parts += sections(shape, 2, language)
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("language", PAGES)
def test_the_reference_is_made_from_the_words_about_keys(language: Language) -> None:
    if os.environ.get("GOLDEN"):
        PAGES[language].write_text(page(language), encoding="utf-8", newline="\n")
    assert PAGES[language].read_text(encoding="utf-8") == page(language)


def test_the_reference_has_every_shape_once() -> None:
    text = page("en")
    for shape in SHAPES:
        title = shape_words(shape, "en").title
        assert text.count(f"# {title}\n") == 1, title
