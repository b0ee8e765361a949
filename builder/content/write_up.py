"""A session's file in two halves: what its front matter gives by itself, and its text.

Most saves change a sentence. The front half is remembered by itself, so that they need not check its keys and
read its figures again, nor load all that does.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from builder.content.begun import text_to_write
from builder.content.markdown import render_body
from builder.content.passages import of_session
from builder.content.reading import Reading
from builder.model.document import Text
from builder.model.printed import fold, quoted
from builder.model.session import Session
from builder.problems import Problem, Span, problem


class Front(Struct, frozen=True):
    """What the front matter of a session gives, whatever its text says."""

    session: Session | None
    """Without its body; None while a key is wrong."""
    problems: tuple[Problem, ...]
    phrases: tuple[Span, ...]
    """Where the phrase of each figure stands."""


def with_text(front: Front, file: str, body: str, body_line: int, language: str) -> Reading:
    """The whole session; `body_line` lines stand above its text."""
    rendered, text, found = render_body(file, body, body_line, language)
    problems = [*front.problems, *found]
    if front.session is None:
        return Reading(file, None, tuple(problems), text=text)
    session = replace(front.session, body=rendered)
    if text.html or not body.strip():  # of a body that was refused its own problem is told
        problems += _unquoted(front, session, text)
    if not session.draft:
        problems += text_to_write(file, body, body_line)
    return Reading(file, session, tuple(problems), text=replace(text, passages=of_session(session, text)))


def _unquoted(front: Front, session: Session, text: Text) -> Iterator[Problem]:
    """Phrases that the text does not contain as they are printed."""
    words = fold(text.words)
    for metric, at in zip(session.metrics, front.phrases, strict=True):
        if not quoted(metric.text, words):
            yield problem("figure-not-in-text", at)
