"""Shapes of front matter as records of the model: empty texts for what was not said, tuples for lists."""

from decimal import Decimal
from typing import Any, TypeVar

from msgspec import Struct
from pydantic import BaseModel

from builder.content import schema
from builder.content.figures.spelled import reading_of
from builder.content.passages import of_resolution
from builder.content.slugs import slug_of
from builder.model.council import Council, CouncilName, Predecessor, Term
from builder.model.document import NO_BODY, Body, FreePage
from builder.model.figure import METRIC_KINDS, Metric
from builder.model.indicator import Indicator, Topic, Unit
from builder.model.session import (
    Attendance,
    Correction,
    Document,
    Question,
    Resolution,
    Session,
    Source,
    Votes,
)
from builder.model.settings import Language, Publisher, Redirect, Settings, SiteWords, UrlWords
from builder.model.words import Localised, told

R = TypeVar("R", bound=Struct)


def settings_record(shape: schema.SiteShape) -> Settings:
    """The site's settings, defaults filled in."""
    own = shape.languages[0]
    words = _site_words(shape, own, own)
    return Settings(
        title=words.title,
        languages=tuple(shape.languages),
        language=own,
        tagline=words.tagline,
        description=words.description,
        time_zone=shape.time_zone,
        base_url=shape.base_url,
        theme=shape.theme or "gazette",
        parameters=tuple(shape.parameters.items()),
        publisher=words.publisher,
        reuse=words.reuse,
        notice=words.notice,
        emblem=shape.emblem or "",
        urls=UrlWords(**shape.urls.model_dump(exclude_none=True)) if shape.urls else UrlWords(),
        others={language: _site_words(shape, language, own) for language in shape.languages[1:]},
        redirects=tuple(_record(Redirect, one) for one in shape.redirects),
    )


def _site_words(shape: schema.SiteShape, language: Language, own: Language) -> SiteWords:
    """The texts of the settings in one language, Foreign where they are given in another one only."""

    def say(text: Localised | None) -> str:
        return told(text or {}, language, own)

    who = shape.publisher or schema.PublisherShape()
    return SiteWords(
        title=say(shape.title),
        tagline=say(shape.tagline),
        description=say(shape.description),
        publisher=Publisher(say(who.name), say(who.address), who.email or "", who.phone or "", who.url or ""),
        reuse=say(shape.reuse),
        notice=say(shape.notice),
    )


def council_record(key: str, shape: schema.CouncilShape, own: str) -> Council:
    """A council, told in the site's own language; its terms in the order of their first days."""
    terms = {name: Term(name, term.first, term.last) for name, term in shape.terms.items()}
    return Council(
        key=key,
        level=shape.level,
        names=tuple(CouncilName(told(name.name, own, own), name.since, name.name) for name in shape.names),
        place=told(shape.place or {}, own, own),
        terms=dict(sorted(terms.items(), key=lambda item: (item[1].first, item[0]))),
        predecessors=tuple(_record(Predecessor, one) for one in shape.predecessors),
        told=shape.place or {},
    )


def topic_record(key: str, shape: schema.TopicShape, _: str) -> Topic:
    """A topic."""
    return Topic(key, shape.name, shape.definition or {})


def unit_record(key: str, shape: schema.UnitShape, _: str) -> Unit:
    """A unit; one without a base is its own base, counted one by one."""
    scale = shape.scale if shape.scale is not None else Decimal(1)
    return Unit(key, shape.base or key, scale, tuple(shape.per), shape.name or {})


def indicator_record(key: str, shape: schema.IndicatorShape, _: str) -> Indicator:
    """An indicator."""
    plausible = (shape.plausible[0], shape.plausible[1]) if shape.plausible else None
    return Indicator(
        key=key,
        name=shape.name,
        topic=shape.topic or "",
        unit=shape.unit or "",
        better=shape.better,
        plausible=plausible,
        definition=shape.definition or {},
    )


def session_record(file: str, shape: schema.SessionShape, language: str) -> Session:
    """A session without its body; `date` or `from` and `to` become its first and last day."""
    start = shape.date or shape.from_
    assert start is not None, "read.py refuses a session without a day"
    return Session(
        file=file,
        title=shape.title,
        council=shape.council,
        term=shape.term,
        slug=str(int(shape.session)) if shape.session.isdigit() else shape.session,
        number=int(shape.session) if shape.session.isdigit() else 0,
        kind=shape.kind,
        status=shape.status,
        start=start,
        end=shape.to or start,
        starts=shape.starts,
        place=shape.place or "",
        chair=shape.chair or "",
        summary=shape.summary or "",
        notes=tuple(shape.notes),
        topics=tuple(shape.topics),
        sources=tuple(_record(Source, one) for one in shape.sources),
        metrics=tuple(metric_record(one, language) for one in shape.metrics),
        attendance=_record(Attendance, shape.attendance) if shape.attendance else None,
        agenda=tuple(shape.agenda),
        resolutions=tuple(_resolution(one) for one in shape.resolutions),
        questions=tuple(_record(Question, one) for one in shape.questions),
        documents=tuple(_record(Document, one) for one in shape.documents),
        aliases=tuple(shape.aliases),
        withdrawn=shape.withdrawn or "",
        corrections=tuple(_record(Correction, one) for one in shape.corrections),
        updated=shape.updated,
        draft=shape.draft,
        embargo=shape.embargo,
        body=NO_BODY,
        language=language,
    )


def page_record(file: str, name: str, shape: schema.PageShape, body: Body, language: str) -> FreePage:
    """A free page."""
    summary = shape.summary or ""
    return FreePage(file, name, shape.title, summary, shape.order, shape.draft, shape.updated, body, language)


def metric_record(shape: schema.MetricShape, language: str) -> Metric:
    """One entry of `metrics`, under its own id or `<period>-<indicator or slug of name>-<kind>`."""
    kind = next(kind for kind in METRIC_KINDS if getattr(shape, kind) is not None)
    subject = shape.indicator or slug_of(shape.name or "", "khong-ten")
    period = shape.period.code.lower().replace("/", "--")
    phrase: schema.PhraseShape = getattr(shape, kind)
    return Metric(
        id=shape.id or f"{period}-{subject}-{kind}",
        indicator=shape.indicator or "",
        name=shape.name or "",
        period=shape.period,
        kind=kind,
        text=phrase.text,
        reading=reading_of(phrase, language),
        source=shape.source or "",
        part_of=shape.part_of or "",
        where=shape.where or "",
        revises=shape.revises or "",
        issue=shape.issue or "",
        council=shape.council or "",
    )


def _resolution(shape: schema.ResolutionShape) -> Resolution:
    return Resolution(
        number=shape.number,
        slug=slug_of(shape.number, "khong-so"),
        title=shape.title,
        kind=shape.kind or "",
        issuer=shape.issuer or "",
        issued=shape.issued,
        effective=shape.effective,
        abstract=shape.abstract or "",
        file=shape.file or "",
        votes=_record(Votes, shape.votes) if shape.votes else None,
        passage=of_resolution(
            f"{shape.kind or ''} {shape.number}\n{shape.title}",
            f"{shape.abstract or ''}\n{shape.issuer or ''}",
        ),
    )


def _record(record: type[R], shape: BaseModel) -> R:
    """The record of the same field names; a text that was not given is empty, anything else None."""
    values: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(shape, name)
        if value is None and record.__annotations__[name] is str:
            value = ""
        values[name] = value
    return record(**values)
