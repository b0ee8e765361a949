"""Editions: the same Site as readers of another language get it."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from builder.model.council import Council, Predecessor
from builder.model.document import Body, BodyHeading, FreePage
from builder.model.figure import Metric
from builder.model.reading import Comparison, Reading
from builder.model.series import Point, Series, Statement
from builder.model.session import Correction, Document, Question, Resolution, Session, Source
from builder.model.settings import Language, Settings
from builder.model.site import Site
from builder.model.translation import Translation
from builder.model.words import Foreign, told

T = TypeVar("T", bound=Struct)

_WORDS: Mapping[type, frozenset[str]] = {
    Session: frozenset({"title", "place", "chair", "summary", "notes", "agenda", "withdrawn"}),
    Source: frozenset({"title", "publisher"}),
    Metric: frozenset({"name", "text", "where", "issue"}),
    Reading: frozenset(),
    Comparison: frozenset({"by"}),
    Resolution: frozenset({"number", "title", "kind", "issuer", "abstract"}),
    Question: frozenset({"asker", "respondent", "question", "answer"}),
    Document: frozenset({"title"}),
    Correction: frozenset({"was", "now", "why"}),
    FreePage: frozenset({"title", "summary"}),
    Body: frozenset(),
    BodyHeading: frozenset({"title"}),
    Predecessor: frozenset({"act"}),
}
"""What of each record is an editor's words; other texts are keys, addresses and names of files."""


def edition(site: Site, language: Language) -> Site:
    """The Site told in `language`: the same sessions, figures and decisions under that language's addresses.

    A write-up that is translated has the words of its translation. What is written in the site's own language
    only, every printed phrase among it, is Foreign there.
    """
    own = site.settings.language
    routes = replace(site.routes, prefix=f"{language}/")
    told = {one.of: one for one in site.translations if one.language == language}
    sessions = {one.file: _translated(_foreign(one, own), told.get(one.file)) for one in site.sessions}
    anchors = _anchors(site, told)
    metrics = {file: {one.id: one for one in session.metrics} for file, session in sessions.items()}
    return replace(
        site,
        settings=_settings(site.settings, language),
        routes=routes,
        councils={key: _council(one, language, own) for key, one in site.councils.items()},
        sessions=tuple(sessions.values()),
        series=tuple(_series(one, sessions, metrics) for one in site.series),
        pages=tuple(_translated(_foreign(one, own), told.get(one.file)) for one in site.pages),
        links={
            file: tuple(_moved(href, routes.prefix, anchors) for href in hrefs)
            for file, hrefs in site.links.items()
        },
    )


W = TypeVar("W", Session, FreePage)


def _translated(written: W, told: Translation | None) -> W:
    """A write-up or page with the words of its translation; its figures and days stay."""
    if told is None:
        return written
    summary = told.summary or written.summary
    return replace(written, title=told.title, summary=summary, body=told.body, language=told.language)


def _anchors(site: Site, told: Mapping[str, Translation]) -> dict[str, frozenset[str]]:
    """What links to a translated page may point at there, by its address: headings have other words."""
    found = {site.routes.page(one.name): told[one.file].body.ids for one in site.pages if one.file in told}
    for one in site.sessions:
        if one.file in told:
            figures = frozenset(metric.id for metric in one.metrics)
            found[site.routes.session(one)] = told[one.file].body.ids | figures
    return found


def _foreign(record: T, lang: str) -> T:
    """The record with every word in it known to be in `lang`."""
    words = _WORDS[type(record)]
    changes = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if value and (name in words or isinstance(value, tuple) or type(value) in _WORDS):
            changes[name] = _marked(value, lang, text=name in words)
    return replace(record, **changes)


def _marked(value: object, lang: str, *, text: bool) -> object:
    if isinstance(value, tuple):
        return tuple(_marked(one, lang, text=text) for one in value)
    if isinstance(value, str) and text:
        return Foreign(value, lang)
    return _foreign(value, lang) if isinstance(value, Struct) and type(value) in _WORDS else value


def _settings(settings: Settings, language: Language) -> Settings:
    words = settings.others[language]
    return replace(settings, language=language, **asdict(words))


def _council(council: Council, language: str, own: str) -> Council:
    return replace(
        council,
        names=tuple(replace(one, name=told(one.told, language, own)) for one in council.names),
        place=told(council.told, language, own),
        predecessors=tuple(_foreign(one, own) for one in council.predecessors),
    )


def _series(
    series: Series, sessions: Mapping[str, Session], metrics: Mapping[str, Mapping[str, Metric]]
) -> Series:
    """A series of the same figures, as the sessions of an edition tell them."""

    def statement(said: Statement) -> Statement:
        file = said.session.file
        return replace(said, session=sessions[file], metric=metrics[file][said.metric.id])

    def point(one: Point) -> Point:
        return replace(
            one,
            target=statement(one.target) if one.target else None,
            result=statement(one.result) if one.result else None,
            superseded=tuple(statement(said) for said in one.superseded),
        )

    return replace(series, points=tuple(point(one) for one in series.points))


def _moved(href: str, prefix: str, anchors: Mapping[str, frozenset[str]]) -> str:
    """A link of a body: a page is met in the same language, a file stands once for all.

    Where a translated page does not have the part that is pointed at, the link leads to the page.
    """
    path, _, anchor = href.partition("#")
    if anchor and path in anchors and anchor not in anchors[path]:
        href = path
    return f"{prefix}{href}" if path.endswith("/") or not href else href
