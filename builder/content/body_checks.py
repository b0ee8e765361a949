"""What a body's source says that Markdown would lose, misread, or take too long over.

Each rule is a function of the body's lines; code between fences is blanked before any rule sees it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from builder.content import limits
from builder.problems import Problem, Span, problem

_FENCE = re.compile(r"^(?P<mark>`{3,}|~{3,}) *(?P<language>\{[^}]*\}|\.?[\w#.+-]*) *$")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?::[A-Za-z]+)?(?:\s[^<>]*)?/?>")
_COMMENT = re.compile(r"<!--|<!\[CDATA\[|<\?")
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<space>\s*)(?P<words>.*)$")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]]+)\]:")
_FOOTNOTE_USE = re.compile(r"\[\^(?P<name>[^\]]+)\](?!:)")
_REFERENCE = re.compile(
    r"^(?: *(?:>|(?:[-*+:]|\d{1,9}\.|\[\^[^\]]+\]:)(?= )))* *\[(?P<name>[^\]^]*)\]:(?P<rest>.*)$"
)
_LIST_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+]|\d{1,2}\.)\s+\S")
_WORD_BULLET = re.compile("^ *(?P<mark>[•▪●◦\uf0b7\uf0a7\uf0d8]|·(?=\t|  ))\\s*\\S")
"""What Word writes before an item of a list, letters of its fonts of signs too."""
_PASTED_ROW = re.compile(r"^[^\s|][^\t|]*\t+[^\s|]")
"""What a row of a spreadsheet is on the clipboard: cells with tabs between them."""
_UNDERLINE = re.compile(r"^(?P<sign>=+|-+)[ ]*$")
_NESTED_ITEMS = re.compile(rf"^\s*(?:(?:[-*+]|\d+\.)\s+){{{limits.LIST_DEPTH + 1},}}")
_QUOTE = re.compile(r"^(?:> ?)+")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\](?=[(\[])")
_NO_WORDS = re.compile(
    r"[\W_]*(?:(?:hình|tấm|bức)? ?(?:ảnh|hình)|picture|image|photo|img|dsc|screenshot|zalo)?[\W\d_]*"
    r"|\S+\.(?:jpe?g|png|webp)",
    re.IGNORECASE,
)
"""A description that says no more than that there is a picture, or the name of a file."""

Rule = Callable[[str, list[str], int], Iterator[Problem]]


def check_body(file: str, body: str, body_line: int) -> tuple[Problem, ...]:
    """Every problem of a body; `body_line` lines stand above it in its file.

    Problems of size come alone: a body over its limits is not looked at further.
    """
    if len(body) > limits.BODY:
        span = Span(file, body_line + 1)
        return (problem("body-too-long", span, limit=limits.BODY // 1024),)
    lines, unclosed = without_code(body.split("\n"))
    too_much = tuple(found for rule in _LIMITS for found in rule(file, lines, body_line))
    if too_much:
        return too_much[:1]
    found = [found for rule in _RULES for found in rule(file, lines, body_line)]
    if unclosed:
        found.append(problem("code-unclosed", Span(file, body_line + unclosed)))
    return tuple(found)


def without_code(lines: list[str]) -> tuple[list[str], int]:
    """The lines with code blanked out, and the number of the line of a fence left open (0 for none)."""
    kept: list[str] = []
    fence, opened = "", 0
    for number, line in enumerate(lines, start=1):
        match = _FENCE.match(line)
        if fence:
            if line.rstrip(" ") == fence:
                fence = ""
            kept.append("")
        elif match:
            fence, opened = match["mark"], number
            kept.append("")
        else:
            kept.append(_CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line)
    return kept, opened if fence else 0


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The blocks between blank lines, each with the index of its first line."""
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or not lines[index].strip():
            if index > start:
                yield start, lines[start:index]
            start = index + 1


def _block_limits(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    for start, block in _blocks(lines):
        text = "\n".join(block)
        marks = sum(text.count(mark) for mark in "[!`<")
        if marks > limits.BLOCK_MARKS:
            yield problem("block-too-dense", Span(file, above + start + 1), limit=limits.BLOCK_MARKS)
        if sum(line.startswith(":") for line in block) > limits.DEFINITIONS:
            yield problem("too-many-definitions", Span(file, above + start + 1), limit=limits.DEFINITIONS)


def _depth_limits(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=above + 1):
        start = re.match(r"[>\s]*", line)
        if start and start[0].count(">") > limits.QUOTE_DEPTH:
            yield problem("too-deep", Span(file, number), limit=limits.QUOTE_DEPTH)
        item = _LIST_ITEM.match(line)
        deep = item and len(item["indent"].expandtabs(4)) > 4 * limits.LIST_DEPTH
        if deep or _NESTED_ITEMS.match(line):
            yield problem("too-deep", Span(file, number), limit=limits.LIST_DEPTH)


def _count_limits(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    headings = sum(line.startswith("#") for line in lines)
    notes = sum(bool(_FOOTNOTE.match(line)) for line in lines)
    rows = sum("|" in line for line in lines)
    for code, count, limit in (
        ("too-many-headings", headings, limits.HEADINGS),
        ("too-many-footnotes", notes, limits.FOOTNOTES),
        ("too-many-rows", rows, limits.TABLE_ROWS),
    ):
        if count > limit:
            yield problem(code, Span(file, above + 1), limit=limit)


def _raw_html(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=above + 1):
        for match in _COMMENT.finditer(line):
            yield problem("html-comment", Span(file, number, match.start() + 1, len(match[0])))
        for match in _HTML.finditer(line):
            span = Span(file, number, match.start() + 1, len(match[0]))
            yield problem("raw-html", span, found=match[0])


def _headings(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    level = 1
    underlined = {
        start: 1 if mark["sign"][0] == "=" else 2
        for start, block in _blocks(lines)
        if len(block) > 1 and (mark := _UNDERLINE.match(block[1]))
    }
    for number, line in enumerate(lines, start=above + 1):
        if drawn := underlined.get(number - above - 1):
            if drawn == 1:
                yield problem("heading-level-one", Span(file, number, 1, len(line)))
            level = 2
            continue
        match = _HEADING.match(line)
        if not match:
            continue
        marks = len(match["marks"])
        span = Span(file, number, 1, marks)
        if not match["space"]:
            yield problem("hash-without-space", span, text=line[:60], marks=match["marks"])
            continue
        if marks == 1:
            yield problem("heading-level-one", span)
        elif marks > level + 1:
            yield problem("heading-skips", span, found="#" * marks, expected="#" * (level + 1))
        level = max(marks, 2)


def _tables(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    for start, quoted in _blocks(lines):
        block = [_QUOTE.sub("", line) for line in quoted]
        if len(block) < 2 or "|" not in block[0] or not _DELIMITER.match(block[1]):
            continue
        columns = _cells(block[0])
        for offset, row in enumerate(block[1:], start=1):
            if _cells(row) > columns:
                span = Span(file, above + start + offset + 1, 1, len(row))
                yield problem("table-row-too-long", span, cells=_cells(row), columns=columns)


def _cells(row: str) -> int:
    text = row.strip().replace(r"\|", "")
    return text.removeprefix("|").removesuffix("|").count("|") + 1


def _footnotes(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    defined: dict[str, int] = {}
    used: Counter[str] = Counter()
    for number, line in enumerate(lines, start=above + 1):
        match = _FOOTNOTE.match(line)
        if match:
            name = match["name"]
            if name in defined:
                span = Span(file, number, match.start("name") + 1, len(name))
                yield problem("duplicate-footnote", span, name=name, line=defined[name])
            defined.setdefault(name, number)
        used.update(use["name"] for use in _FOOTNOTE_USE.finditer(line))
    for number, line in enumerate(lines, start=above + 1):
        for use in _FOOTNOTE_USE.finditer(line):
            if use["name"] not in defined:
                span = Span(file, number, use.start() + 1, len(use[0]))
                yield problem("unknown-footnote", span, name=use["name"])
    for name, number in defined.items():
        if name not in used:
            yield problem("unused-footnote", Span(file, number), name=name)


def _references(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    """A line `[words]: more words` is a link definition: it vanishes from the page unless it is used."""
    text = "\n".join(lines).lower()
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=above + 1):
        match = _REFERENCE.match(line)
        if not match:
            continue
        below = lines[number - above] if number - above < len(lines) else ""
        if not match["rest"].strip() and not below.strip():
            continue
        name = match["name"].lower()
        span = Span(file, number, match.start("name"), len(match["name"]) + 3)
        if name in seen:
            yield problem("duplicate-reference", span, name=match["name"], line=seen[name])
        elif text.count(f"[{name}]") < 2:
            yield problem("lost-definition", span, name=match["name"])
        seen.setdefault(name, number)


def _lists(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    for start, block in _blocks(lines):
        first = block[0]
        if (
            _LIST_ITEM.match(first)
            or first.startswith((" ", "\t", ">", "|", ":", "#"))
            or _FOOTNOTE.match(first)
        ):
            continue
        for offset, line in enumerate(block[1:], start=1):
            match = _LIST_ITEM.match(line)
            if match and not match["indent"] and not block[offset - 1].startswith("#"):
                yield problem("list-needs-blank-line", Span(file, above + start + offset + 1))
                break


def _word_bullets(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    """A list pasted from Word would become one paragraph; its first line stands for all."""
    for start, block in _blocks(lines):
        for offset, line in enumerate(block, start=1):
            if match := _WORD_BULLET.match(line):
                yield problem("word-bullet", Span(file, above + start + offset, match.start("mark") + 1))
                break


def _pasted_tables(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    """A table pasted from a spreadsheet would become one paragraph; its first row stands for all."""
    for start, block in _blocks(lines):
        rows = [
            offset
            for offset, line in enumerate(block, start=1)
            if _PASTED_ROW.match(line) and not _WORD_BULLET.match(line)
        ]
        if any(second == first + 1 for first, second in pairwise(rows)):
            yield problem("pasted-table", Span(file, above + start + rows[0], 1, len(block[rows[0] - 1])))


def _images(file: str, lines: list[str], above: int) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=above + 1):
        for match in _IMAGE.finditer(line):
            span, alt = Span(file, number, match.start() + 1, len(match[0])), match["alt"].strip()
            if not alt:
                yield problem("image-without-alt", span)
            elif _NO_WORDS.fullmatch(alt):
                yield problem("alt-says-nothing", span, alt=alt)


_LIMITS: tuple[Rule, ...] = (_block_limits, _depth_limits, _count_limits)
_RULES: tuple[Rule, ...] = (
    _raw_html,
    _headings,
    _tables,
    _footnotes,
    _references,
    _lists,
    _word_bullets,
    _pasted_tables,
    _images,
)
