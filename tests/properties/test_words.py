"""Every word of a write-up is on its page, or the build says which one is not."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content.markdown import render_body

WORD = st.integers(1000, 9999).map(lambda number: f"từ{number}")
SPAN = st.one_of(
    WORD,
    WORD.map(lambda word: f"*{word}*"),
    WORD.map(lambda word: f"**{word}**"),
    WORD.map(lambda word: f"`{word}`"),
    WORD.map(lambda word: f"<{word}>"),
    WORD.map(lambda word: f"<b>{word}</b>"),
    WORD.map(lambda word: f"[{word}](https://a.vn)"),
    WORD.map(lambda word: f"[{word}]"),
    WORD.map(lambda word: f"[{word}]: x"),
    WORD.map(lambda word: f"\\[{word}\\]"),
    WORD.map(lambda word: f"*[{word}]: x"),
    WORD.map(lambda word: f"#{word}"),
    WORD.map(lambda word: f"{{{word}}}"),
    WORD.map(lambda word: f"[^{word}]"),
)
LINE = st.lists(SPAN, min_size=1, max_size=4).map(" ".join)
BLOCK = st.one_of(
    LINE,
    LINE.map(lambda line: f"## {line}"),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "```\n" + "\n".join(lines) + "\n```"),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "    " + "\n    ".join(lines)),
    st.lists(st.lists(WORD, min_size=1, max_size=4), min_size=1, max_size=3).map(
        lambda rows: "| a | b |\n|---|---|\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows)
    ),
    LINE.map(lambda line: f"Thuật ngữ\n:   {line}"),
    st.tuples(WORD, LINE).map(lambda two: f"x[^{two[0]}]\n\n[^{two[0]}]: {two[1]}"),
    st.lists(LINE, min_size=2, max_size=3).map("\n".join),
)


@settings(deadline=None, database=None, derandomize=True, max_examples=300)
@given(st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join))
def test_no_word_is_lost_in_silence(text: str) -> None:
    _, body, problems = render_body("a.md", text, 0, "vi")
    if any(found.severity == "error" for found in problems):
        return
    names = set(re.findall(r"(?:\[\^|\] ?\[)(từ\d+)\]", text))  # of footnotes and of links, which nobody sees
    lost = set(re.findall(r"từ\d+", text)) - names - set(re.findall(r"từ\d+", body.words))
    assert not lost
