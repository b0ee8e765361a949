"""One file at a time: bytes → a record of the model, or problems with their place."""

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace
from pydantic import BaseModel

from builder.content import records, schema
from builder.content.begun import summary_to_write, text_to_write
from builder.content.fields import SLUG
from builder.content.front_matter import Located, locate_front, read_front_matter, read_yaml, split
from builder.content.locate import within
from builder.content.markdown import render_body
from builder.content.passages import of_page, of_translation
from builder.content.reading import Reading, Record
from builder.content.register import read_register
from builder.content.slugs import slug_of
from builder.content.sources import TRANSLATION, Source
from builder.content.validate import shaped
from builder.content.write_up import Front, with_text
from builder.model.document import Text
from builder.model.figure import METRIC_KINDS
from builder.model.register import register_of
from builder.model.session import Session
from builder.model.translation import Translation
from builder.problems import ContentError, Problem, Span, problem

S = TypeVar("S", bound=BaseModel)
R = TypeVar("R")
_Found = tuple[Record | None, list[Problem], Text | None]


def read(source: Source, language: str) -> Reading:
    """The record of one source; `language` is the language its Markdown is written in."""
    try:
        record, found, text = _READERS[source.kind](source, language)
    except ContentError as error:
        return Reading(source.file, None, (error.problem,))
    known = {one.key for one in record} if isinstance(record, tuple) else set()
    broken: tuple[str, ...] = ()
    if found and isinstance(record, tuple):
        missing = [key for key in _keys(source) if key not in known]
        broken = (*missing, *(slug_of(key) for key in missing))
    return Reading(source.file, record, tuple(found), broken, text)


def _keys(source: Source) -> tuple[str, ...]:
    return tuple(read_yaml(source.file, source.data).values)


def _settings(source: Source, _: str) -> _Found:
    located = read_yaml(source.file, source.data)
    shape, found = shaped(located, schema.SiteShape)
    return (records.settings_record(shape) if shape else None), found, None


def _registry(
    shape: type[S], record: Callable[[str, S, str], R], *, slugs: bool = True
) -> Callable[[Source, str], tuple[tuple[R, ...], list[Problem], None]]:
    """A reader of a file whose keys name things of one shape; what is wrong with one spoils no other."""

    def reader(source: Source, language: str) -> tuple[tuple[R, ...], list[Problem], None]:
        located = read_yaml(source.file, source.data)
        things: list[R] = []
        problems: list[Problem] = []
        for key in located.values:
            if slugs and not SLUG.fullmatch(key):
                problems.append(problem("key-not-a-slug", located.key_span((key,)), key=key))
                continue
            value, found = shaped(located, shape, (key,))
            problems += found
            if value is not None:
                things.append(record(key, value, language))
        return tuple(things), problems, None

    return reader


def _session(source: Source, language: str) -> _Found:
    front, body, body_line = split(source.file, source.data)
    found = with_text(read_front(source.file, front, language), source.file, body, body_line, language)
    return found.record, [*found.problems], found.text


def read_front(file: str, front: str, language: str) -> Front:
    """What a front matter that was split from its text gives; `language` is the one its figures are read in.

    Raises ContentError for one that cannot be read without a guess.
    """
    located = locate_front(file, front)
    shape, problems = shaped(located, schema.SessionShape)
    if shape is None:
        return Front(None, tuple(problems), ())
    wrong = [*_days(located, shape), *_metrics(located, shape), *_votes(located, shape)]
    problems += wrong
    if any(one.severity == "error" for one in wrong):
        return Front(None, tuple(problems), ())
    session = records.session_record(file, shape, language)
    problems += _doubts(located, session)
    if not shape.draft:
        problems += summary_to_write(located)
    at = (("metrics", index, one.kind, "text") for index, one in enumerate(session.metrics))
    return Front(session, tuple(problems), tuple(map(located.span, at)))


def _days(located: Located, shape: schema.SessionShape) -> list[Problem]:
    if shape.date is None and shape.from_ is None:
        return [problem("missing-key", located.span(()), key="date")]
    if shape.date is not None and (shape.from_ or shape.to):
        return [problem("date-and-range", located.key_span(("date",)))]
    if shape.from_ and shape.to and shape.to < shape.from_:
        return [problem("range-backwards", located.span(("to",)))]
    return []


def _metrics(located: Located, shape: schema.SessionShape) -> list[Problem]:
    problems = []
    for index, metric in enumerate(shape.metrics):
        span = located.span(("metrics", index))
        at = Span(span.file, span.line, span.column)
        kinds = [kind for kind in METRIC_KINDS if getattr(metric, kind) is not None]
        if len(kinds) != 1:
            problems.append(problem("one-kind", at, found=", ".join(kinds) or "–"))
        if (metric.indicator is None) == (metric.name is None):
            problems.append(problem("indicator-or-name", at))
    return problems


def _doubts(located: Located, session: Session) -> list[Problem]:
    """What the reader of figures is not sure of, at the words concerned."""
    problems = []
    for index, metric in enumerate(session.metrics):
        at = ("metrics", index, metric.kind, "text")
        for doubt in metric.reading.doubts:
            likely = " / ".join(doubt.alternatives) or "–"
            span = within(located.span(at), metric.text, doubt.words)
            problems.append(problem(f"figure-{doubt.code}", span, words=doubt.words, likely=likely))
    return problems


def _votes(located: Located, shape: schema.SessionShape) -> list[Problem]:
    problems = []
    for index, resolution in enumerate(shape.resolutions):
        votes = resolution.votes
        if votes is None or votes.members is None:
            continue
        cast = sum(part or 0 for part in (votes.for_, votes.against, votes.abstain, votes.absent))
        if cast > votes.members:
            at = located.span(("resolutions", index, "votes", "members"))
            problems.append(problem("votes-exceed-members", at, cast=cast, members=votes.members))
    return problems


def _page(source: Source, language: str) -> _Found:
    located = read_front_matter(source.file, source.data)
    shape, problems = shaped(located, schema.PageShape)
    body, text, found = render_body(source.file, located.body, located.body_line, language)
    problems += found
    name = source.file.rsplit("/", 1)[-1].removesuffix(".md")
    if not SLUG.fullmatch(name):
        problems.append(problem("file-name-not-a-slug", Span(source.file), name=name))
        return None, problems, text
    if shape is None:
        return None, problems, text
    if not shape.draft:
        problems += summary_to_write(located)
        problems += text_to_write(source.file, located.body, located.body_line)
    page = records.page_record(source.file, name, shape, body, language)
    return page, problems, replace(text, passages=of_page(page, text))


def _translation(source: Source, _: str) -> _Found:
    """A write-up or page in another language; what its original says once it must not say again."""
    located = read_front_matter(source.file, source.data)
    match = TRANSLATION.fullmatch(source.file)
    assert match, "sources.py knows it by its name"
    original, language = f"{match[1]}.md", match[2]
    fields = schema.SessionShape.model_fields | schema.PageShape.model_fields
    own = {one.alias or name for name, one in fields.items()} - schema.TranslationShape.model_fields.keys()
    twice = [key for key in located.values if key in own]
    values = {key: value for key, value in located.values.items() if key not in twice}
    shape, problems = shaped(replace(located, values=values), schema.TranslationShape)
    problems += [
        problem("translation-key", located.key_span((key,)), key=key, original=original) for key in twice
    ]
    body, text, found = render_body(source.file, located.body, located.body_line, language)
    problems += found
    if shape is None:
        return None, problems, text
    told = Translation(source.file, original, language, shape.title, shape.summary or "", body)
    return told, problems, replace(text, passages=of_translation(told, text))


def _register(source: Source, _: str) -> _Found:
    """What the register promises; None while a line of it cannot be read: nothing is to be lost."""
    rows, problems = read_register(source.file, source.data)
    if any(found.severity == "error" for found in problems):
        return None, [*problems], None
    return register_of(rows), [*problems], None


_READERS: dict[str, Callable[[Source, str], _Found]] = {
    "settings": _settings,
    "councils": _registry(schema.CouncilShape, records.council_record),
    "topics": _registry(schema.TopicShape, records.topic_record),
    "units": _registry(schema.UnitShape, records.unit_record, slugs=False),
    "indicators": _registry(schema.IndicatorShape, records.indicator_record),
    "session": _session,
    "page": _page,
    "translation": _translation,
    "register": _register,
}
