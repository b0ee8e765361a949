"""Site → what a search can find: one entry per page, in the order of their numbers."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from builder.model.document import Body
from builder.model.session import Resolution, Session
from builder.model.spelling import Passage, spelled
from builder.outputs.items import Items
from builder.outputs.news import session_name
from builder.outputs.search.planned import Entry, Found

STRETCH = 32
"""Sessions of a volume at most: an edit looks at the texts of one volume again."""


def volumes(items: Items) -> tuple[tuple[Entry, ...], ...]:
    """Every entry, in volumes: registries and free pages, then sessions with resolutions by year or less.

    Withdrawn sessions are not among them, drafts and embargoed ones only in a preview.
    """
    lasting = (*_topics(items), *_indicators(items), *_councils(items), *_pages(items))
    years = [tuple(some) for _, some in groupby(items.shown, key=lambda session: session.start.year)]
    stretches = [year[at : at + STRETCH] for year in years for at in range(0, len(year), STRETCH)]
    return lasting, *(
        tuple(entry for session in some for entry in _of_session(items, session)) for some in stretches
    )


def _of_session(items: Items, session: Session) -> Iterator[Entry]:
    item = items.session(session)
    yield Entry(
        kind="session",
        href=item.href,
        title=session.title,
        called=session_name(session, items.language),
        of=_of(items, session),
        summary=session.summary,
        day=session.start,
        council=session.council,
        term=session.term,
        topics=session.topics,
        found=Found(file=items.text_of(session.file), names="\n".join(map(spelled, _names(items, session)))),
        sections=_sections(session.body),
    )
    for resolution in session.resolutions:
        yield _resolution(items, session, resolution)


def _of(items: Items, session: Session) -> str:
    councils = items.site.councils
    return councils[session.council].name_on(session.start) if len(councils) > 1 else ""


def _names(items: Items, session: Session) -> Iterator[str]:
    """What a session names by keys: its council, topics and indicators; and its day."""
    site = items.site
    yield site.councils[session.council].name_on(session.start)
    yield f"{session.start:%d/%m/%Y}"
    yield from (items.name(site.topics[key].name) for key in session.topics)
    found = {one.indicator for one in session.metrics} & site.indicators.keys()
    yield from (items.name(site.indicators[key].name) for key in sorted(found))


def _sections(body: Body) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, one.title) for one in body.sections)


def _resolution(items: Items, session: Session, resolution: Resolution) -> Entry:
    item = items.resolution(session, resolution)
    return Entry(
        kind="resolution",
        href=item.href,
        title=resolution.title,
        called=resolution.number,
        of=_of(items, session),
        summary=resolution.abstract,
        day=item.issued,
        council=session.council,
        term=session.term,
        topics=session.topics,
        found=Found((resolution.passage,)),
    )


def _lasting(kind: str, href: str, title: str, summary: str, *, topics: Sequence[str] = ()) -> Entry:
    passage = Passage("", "", spelled(title), "", spelled(summary))
    return Entry(kind, href, title, "", "", summary, None, "", "", tuple(topics), Found((passage,)))


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
        href, found = items.href(items.site.routes.page(one.name)), Found(file=items.text_of(one.file))
        yield Entry(
            "page", href, one.title, "", "", one.summary, None, "", "", (), found, _sections(one.body)
        )
