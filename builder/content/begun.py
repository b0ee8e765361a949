"""What a begun write-up says until its editor writes something of his own, and where it still does."""

from collections.abc import Iterator

from builder.content.front_matter import Located
from builder.problems import Problem, Span, problem

SUMMARY = "Viết hai đến ba câu nêu kết quả chính."
FIRST = "Viết ở đây: kỳ họp bàn việc gì, ai báo cáo, kết quả ra sao."
LATER = "Viết ở đây. Số liệu viết đúng như báo cáo nêu và khai lại ở mục metrics phía trên."
PAGE = "Viết nội dung ở đây."


def summary_to_write(located: Located) -> Iterator[Problem]:
    """The summary, where nobody has replaced it; for a file that is no draft any more."""
    if located.values.get("summary") == SUMMARY:
        yield problem("still-to-write", located.span(("summary",)))


def text_to_write(file: str, body: str, body_line: int) -> Iterator[Problem]:
    """The lines of a text that nobody has replaced; `body_line` lines stand above it."""
    for number, line in enumerate(body.split("\n"), start=body_line + 1):
        if line.strip() in {FIRST, LATER, PAGE}:
            yield problem("still-to-write", Span(file, number, 1, len(line)))
