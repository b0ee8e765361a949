"""What search finds of a write-up, a resolution, a free page: their texts by weight, spelled for search."""

from collections.abc import Iterable, Iterator

from builder.model.document import Body, FreePage, Text
from builder.model.session import Session
from builder.model.spelling import Passage, spelled
from builder.model.translation import Translation

LONG = 2000
"""Characters of a text from which each of its h2 sections is found by itself."""

_NAME = {
    "vi": {
        "number": "kỳ họp thứ {number}",
        "regular": "kỳ họp thường lệ",
        "thematic": "kỳ họp chuyên đề",
        "extraordinary": "kỳ họp bất thường",
        "first": "kỳ họp thứ nhất",
        "term": "khóa {term}",
    },
    "en": {
        "number": "session {number}",
        "regular": "regular session",
        "thematic": "thematic session",
        "extraordinary": "extraordinary session",
        "first": "first session",
        "term": "term {term}",
    },
}
"""How readers name a session whose title is a finding."""


def of_session(session: Session, text: Text) -> tuple[Passage, ...]:
    """The passages of a session: its page, and each h2 section of a long write-up."""
    words = _NAME[session.language]
    name = f"{words[session.kind]} {words['number'].format(number=session.number) if session.number else ''}"
    term = words["term"].format(term=session.term)
    heading = [f"{name} {term}", session.summary]
    return _passages(session.title, heading, _said(session), session.body, text)


def of_resolution(title: str, words: str) -> Passage:
    """The one passage of a resolution: its number and title, and what it decides in short."""
    return Passage("", "", spelled(title), "", spelled(words))


def of_page(page: FreePage, text: Text) -> tuple[Passage, ...]:
    """The passages of a free page."""
    return _passages(page.title, [page.summary], [], page.body, text)


def of_translation(told: Translation, text: Text) -> tuple[Passage, ...]:
    """The passages of a translation."""
    return _passages(told.title, [told.summary], [], told.body, text)


def _said(session: Session) -> Iterator[str]:
    """Everything a session's page says beside its title, summary and write-up."""
    yield from session.agenda
    for metric in session.metrics:
        yield f"{metric.name} {metric.text}"
        yield metric.where
    for resolution in session.resolutions:
        yield f"{resolution.kind} {resolution.number} {resolution.title}"
    for question in session.questions:
        yield from (question.asker, question.respondent, question.question, question.answer)
    for document in session.documents:
        yield document.title
    for source in session.sources:
        yield f"{source.title}\n{source.publisher}"
    yield from (session.place, session.chair, *session.notes)


def _passages(
    title: str, heading: Iterable[str], said: Iterable[str], body: Body, text: Text
) -> tuple[Passage, ...]:
    headings = tuple(zip(text.starts, body.headings, strict=True))
    sections = [one for one in headings if one[1] in body.sections]
    cuts = [start for start, _ in sections] + [len(text.words)]
    inner = [one.title for start, one in headings if start < cuts[0]]
    page = Passage(
        anchor="",
        name="",
        title=spelled(title),
        heading=spelled("\n".join([*heading, *inner])),
        text=spelled("\n".join([text.words[: cuts[0]], *said])),
    )
    return page, *(
        Passage(
            anchor=one.id,
            name=one.title,
            title="",
            heading=spelled("\n".join(below.title for at, below in headings if start <= at < end)),
            text=spelled(text.words[start:end]),
        )
        for (start, one), end in zip(sections, cuts[1:], strict=True)
    )
