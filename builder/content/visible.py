"""What a reader sees of a rendered body: its words, and where each heading's words begin."""

import html
import re

_BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|dl|dt|dd|h[2-6]|t[drh]|table|thead|tbody|blockquote|div|pre|hr|br|img|figure|figcaption)"
    r"\b[^>]*>"
)
_TAG = re.compile(r"<[^>]+>")
_BEFORE_HEADING = re.compile(r"(?=<h[1-6] id=)")
_HEADING_ID = re.compile(r'<h[1-6] id="([^"]*)"')


def visible(text: str) -> tuple[str, dict[str, int]]:
    """The visible words of HTML, one block per line, and where those of each heading begin."""
    lines: list[str] = []
    starts: dict[str, int] = {}
    length = 0
    for piece in _BEFORE_HEADING.split(text):
        if heading := _HEADING_ID.match(piece):
            starts[html.unescape(heading[1])] = length
        for line in html.unescape(_TAG.sub("", _BLOCK.sub("\n", piece))).split("\n"):
            if words := line.strip():
                lines.append(words)
                length += len(words) + 1
    return "\n".join(lines), starts
