"""Site → what a search can find: one entry per page, in the order of their numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from builder.model.session import Resolution, Session
from builder.model.spelling import Passage, spelled
from builder.outputs.items import Items

KINDS = ("session", "resolution", "indicator", "topic", "council", "page")
"""Kinds of entries, as readers choose among them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a search can find.

    `number` is the official number of a session or resolution, or empty; `day` None for what has no date;
    `council`, `term` and `topics` are keys, empty for what belongs to none.
    """

    kind: str
    href: str
    title: str
    number: str
    summary: str
    day: date | None
    council: str
    term: str
    topics: tuple[str, ...]
    passages: tuple[Passage, ...]


def volumes(items: Items) -> tuple[tuple[Entry, ...], ...]:
    """Every entry, in volumes: registries and free pages, then sessions with their resolutions by year.

    Withdrawn sessions are not among them, drafts and embargoed ones only in a preview.
    """
    lasting = (*_topics(items), *_indicators(items), *_councils(items), *_pages(items))
    years = [
        tuple(entry for session in sessions for entry in _of_session(items, session))
        for _, sessions in groupby(items.shown, key=lambda session: session.start.year)
    ]
    return lasting, *years


def _of_session(items: Items, session: Session) -> Iterator[Entry]:
    item = items.session(session)
    page, *sections = items.site.texts[session.file].passages
    entry = Entry(
        kind="session",
        href=item.href,
        title=session.title,
        number=str(session.number or ""),
        summary=session.summary,
        day=session.start,
        council=session.council,
        term=session.term,
        topics=session.topics,
        passages=(replace(page, heading=_with(page.heading, _names(items, session))), *sections),
    )
    yield entry
    for resolution in session.resolutions:
        yield _resolution(items, session, resolution)


def _names(items: Items, session: Session) -> Iterator[str]:
    """What a session names by keys: its council, topics and indicators; and its day."""
    site = items.site
    yield site.councils[session.council].name_on(session.start)
    yield f"{session.start:%d/%m/%Y}"
    yield from (items.name(site.topics[key].name) for key in session.topics)
    found = {one.indicator for one in session.metrics} & site.indicators.keys()
    yield from (items.name(site.indicators[key].name) for key in sorted(found))


def _with(words: str, names: Iterator[str]) -> str:
    return "\n".join(filter(None, (words, *map(spelled, names))))


def _resolution(items: Items, session: Session, resolution: Resolution) -> Entry:
    item = items.resolution(session, resolution)
    return Entry(
        kind="resolution",
        href=item.href,
        title=resolution.title,
        number=resolution.number,
        summary=resolution.abstract,
        day=item.issued,
        council=session.council,
        term=session.term,
        topics=session.topics,
        passages=(resolution.passage,),
    )


def _lasting(kind: str, href: str, title: str, summary: str, *, topics: Sequence[str] = ()) -> Entry:
    passage = Passage("", "", spelled(title), "", spelled(summary))
    return Entry(kind, href, title, "", summary, None, "", "", tuple(topics), (passage,))


def _indicators(items: Items) -> Iterator[Entry]:
    for one in items.site.indicators.values():
        yield _lasting(
            "indicator",
            items.href(items.site.routes.indicator(one.key)),
            items.name(one.name),
            items.name(one.definition),
            topics=[one.topic] if one.topic else [],
        )


def _topics(items: Items) -> Iterator[Entry]:
    for one in items.site.topics.values():
        href = items.href(items.site.routes.topic(one.key))
        yield _lasting("topic", href, items.name(one.name), items.name(one.definition), topics=[one.key])


def _councils(items: Items) -> Iterator[Entry]:
    for one in items.site.councils.values():
        href = items.href(items.site.routes.council(one.key))
        names = "\n".join([name.name for name in one.names[:-1]])
        entry = _lasting("council", href, one.name, f"{one.place}\n{names}".strip())
        yield replace(entry, council=one.key, summary=one.place)


def _pages(items: Items) -> Iterator[Entry]:
    for one in items.site.pages:
        href = items.href(items.site.routes.page(one.name))
        yield Entry(
            "page", href, one.title, "", one.summary, None, "", "", (), items.site.texts[one.file].passages
        )
