"""The feed of what became of the record: corrections, and targets that a later session answered."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from builder.model.series import Point, Statement
from builder.model.session import Correction, Session
from builder.outputs.feeds import NEWEST, absolute, at, begun, written
from builder.outputs.items import Items
from builder.outputs.ledger import Ledger
from builder.outputs.news import session_name, words
from builder.plan import Data, Output


class _Entry(Struct, frozen=True):
    """One piece of news: when, under which id, where it leads, what it says and who says it."""

    day: date
    """When it was first news."""
    updated: date
    id: str
    link: str
    title: str
    content: Callable[[], Markup]
    """Asked for by the newest only."""
    council: str


def changes(items: Items) -> Iterator[Output]:
    """One feed: an entry per correction, and one per session whose results answer earlier targets.

    The state of a target is the one the ledger gives it today, under the session whose result prevails.
    """
    if items.portable:
        return
    settings, address = items.site.settings, items.site.routes.changes()
    feed = begun(items, address, words(settings.language)["changes"], "")
    found = [*_corrections(items), *_answers(items)]
    for entry in sorted(found, key=lambda one: (one.updated, one.id), reverse=True)[:NEWEST]:
        feed.add_item(
            title=entry.title,
            link=entry.link,
            description=None,
            content=str(entry.content()),
            unique_id=entry.id,
            pubdate=at(items, entry.day),
            updateddate=at(items, entry.updated),
            author_name=entry.council,
        )
    yield Output(address, Data(written(feed)), "content/site.yaml")


def _corrections(items: Items) -> Iterator[_Entry]:
    known = words(items.site.settings.language)
    for session in items.public:
        permalink = absolute(items, items.site.routes.session(session))
        labels = {one.id: items.figure(session, one).label for one in session.metrics}
        for name, one in zip(session.correction_names, session.corrections, strict=True):
            what = (
                f"{labels[one.figure]} – {_name(items, session)}" if one.figure in labels else session.title
            )
            yield _Entry(
                day=one.date,
                updated=one.date,
                id=f"{permalink}#{name}",
                link=f"{permalink}#{one.figure}" if one.figure else permalink,
                title=known["correction"].format(what=what),
                content=partial(_corrected, items, session, one),
                council=_council(items, session),
            )


def _corrected(items: Items, session: Session, one: Correction) -> Markup:
    known = words(items.site.settings.language)
    return Markup('<p><a href="{}">{}</a></p>\n<dl>{}</dl>').format(
        absolute(items, items.site.routes.session(session)),
        session.title,
        Markup().join(
            Markup("<dt>{}</dt><dd>{}</dd>").format(known[name], text)
            for name, text in (("was", one.was), ("now", one.now), ("why", one.why))
        ),
    )


def _answers(items: Items) -> Iterator[_Entry]:
    known = words(items.site.settings.language)
    public = {one.file: one for one in items.public}
    answered: dict[str, list[Point]] = {}
    for point in items.here(Ledger).points:
        target, result = point.target, point.result
        if target and result and target.session is not result.session and target.session.file in public:
            answered.setdefault(result.session.file, []).append(point)
    for file, points in answered.items():
        if file not in public:
            continue
        session = public[file]
        permalink = absolute(items, items.site.routes.session(session))
        yield _Entry(
            day=session.end,
            updated=session.told,
            id=f"{permalink}#answers",
            link=permalink,
            title=known["answered"].format(
                count=len(points),
                session=session_name(session, items.site.settings.language),
                council=_council(items, session),
            ),
            content=partial(_answered, items, points),
            council=_council(items, session),
        )


def _answered(items: Items, points: Iterable[Point]) -> Markup:
    return Markup("<ul>\n{}</ul>").format(Markup().join(_answer(items, one) for one in points))


def _answer(items: Items, point: Point) -> Markup:
    known = words(items.site.settings.language)
    site = items.site
    indicator = site.indicators[point.indicator]
    period = known["term"] if point.period.kind == "term" else point.period.code
    where = items.figure(point.said.session, point.said.metric).where
    parts = Markup('<li><a href="{}">{}</a> ({}): <strong>{}</strong>').format(
        absolute(items, site.routes.indicator(point.indicator)),
        items.name(indicator.name),
        f"{period}, {where}" if where else period,
        known[f"state-{point.state}"],
    )
    for name, said in (("target", point.target), ("result", point.result)):
        parts += Markup("<br>{}: ").format(known[name]) + _said(items, said)
    return parts + Markup("</li>\n")


def _said(items: Items, said: Statement | None) -> Markup:
    """A phrase as printed, leading to the place where it stands, and the session that printed it."""
    assert said is not None, "an answered target has both"
    session = said.session
    return Markup('<a href="{}#{}">{}</a> ({}, {})').format(
        absolute(items, items.site.routes.session(session)),
        said.metric.id,
        said.metric.text,
        session_name(session, items.site.settings.language),
        session.start.year,
    )


def _name(items: Items, session: Session) -> str:
    return session_name(session, items.site.settings.language)


def _council(items: Items, session: Session) -> str:
    return items.site.councils[session.council].name_on(session.start)
