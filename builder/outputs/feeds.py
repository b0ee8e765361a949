"""Atom feeds: the newest write-ups in full, of the whole site, of each council and of each topic."""

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from feedgenerator import Atom1Feed
from markupsafe import Markup
from msgspec.structs import replace

from builder.model.session import Session
from builder.outputs.items import Items
from builder.outputs.news import words
from builder.plan import Output, Quoted, Written

NEWEST = 20
"""Entries of a feed: enough for a reader who looks twice a year, and few enough for a phone."""
_TEXT = "\ue000text\ue000"
"""Where a text goes in a feed; signs for private use, which no other text holds."""


class _Atom(Atom1Feed):  # type: ignore[misc] # the library has no types
    """An Atom feed that, while it has no entry, says the day the first term began and not the clock's."""

    def latest_post_date(self) -> datetime:
        newest: datetime = max((one["updateddate"] for one in self.items), default=self.feed["since"])
        return newest


def feeds(items: Items) -> Iterator[Output]:
    """A feed of the site, of each council and each topic; none in a portable build, which has no address.

    In another language they hold the write-ups that are translated.
    """
    if items.portable:
        return
    site, routes = items.site, items.site.routes
    sessions = [one for one in items.public if one.language == items.language]
    yield _feed(items, "", "", sessions, "content/site.yaml")
    for council in site.councils.values():
        mine = [one for one in sessions if one.council == council.key]
        yield _feed(items, routes.council(council.key), council.name, mine, "content/councils.yaml")
    for topic in site.topics.values():
        mine = [one for one in sessions if topic.key in one.topics]
        yield _feed(items, routes.topic(topic.key), items.name(topic.name), mine, "content/topics.yaml")


def _feed(items: Items, of: str, name: str, sessions: Iterable[Session], origin: str) -> Output:
    routes = items.site.routes
    address = routes.feed(of)
    feed = begun(items, address, name, of)
    newest = sorted(sessions, key=lambda one: (one.told, one.start, routes.session(one)), reverse=True)
    texts: list[Written] = []
    for session in newest[:NEWEST]:
        permalink = absolute(items, routes.session(session))
        council = items.site.councils[session.council]
        feed.add_item(
            title=session.title,
            link=permalink,
            description=None,
            content=_full_text(items, session),
            unique_id=permalink,
            pubdate=at(items, session.end if session.status == "held" else session.told),
            updateddate=at(items, session.told),
            author_name=council.name_on(session.start),
            categories=[items.name(items.site.topics[key].name) for key in session.topics],
        )
        texts.append(replace(items.written(session.file, session.body, absolute(items, "")), page=permalink))
    parts = tuple(written(feed).decode("utf-8").split(_TEXT))
    assert len(parts) == len(texts) + 1, "each entry has one text"
    return Output(address, Quoted(parts, tuple(texts)), origin)


def begun(items: Items, address: str, name: str, page: str) -> _Atom:
    """A feed without entries: its own address and id, its title, its publisher, the page it belongs to."""
    settings = items.site.settings
    since = min(
        (term.first for one in items.site.councils.values() for term in one.terms.values()), default=_NEVER
    )
    return _Atom(
        title=f"{name} – {settings.title}" if name else settings.title,
        link=absolute(items, page),
        description=settings.description or settings.tagline,
        language=settings.language,
        author_name=settings.publisher.name or settings.title,
        author_email=settings.publisher.email or None,
        author_link=settings.publisher.url or None,
        feed_url=absolute(items, address),
        feed_guid=absolute(items, address),
        feed_copyright=settings.reuse or None,
        since=at(items, since),
    )


_NEVER = date(1946, 1, 6)
"""The first general election of Viet Nam: older than any council that could have written."""


def written(feed: Atom1Feed) -> bytes:
    """The feed as UTF-8, ended by a line end."""
    text = io.StringIO()
    feed.write(text, "utf-8")
    return text.getvalue().encode("utf-8") + b"\n"


def absolute(items: Items, address: str) -> str:
    """The whole address of a page or file of this site."""
    return items.site.settings.base_url + address


def at(items: Items, day: date) -> datetime:
    """The beginning of a civil day in the site's zone."""
    return datetime.combine(day, time.min, items.site.settings.time_zone)


def _full_text(items: Items, session: Session) -> str:
    """The summary, the place of the write-up and the resolutions as HTML in which every address is whole."""
    known = words(items.site.settings.language)
    off = known["cancelled"] if session.status == "cancelled" else ""
    lead = Markup().join(
        Markup("<p><strong>{}</strong></p>\n").format(text) for text in (off, session.summary) if text
    )
    return lead + _TEXT + _resolutions(items, session, known["resolutions"])


def _resolutions(items: Items, session: Session, heading: str) -> Markup:
    if not session.resolutions:
        return Markup()
    rows = Markup().join(
        Markup('<li><a href="{}">{}</a>: {}</li>\n').format(
            absolute(items, items.site.routes.resolution(session, one)), one.number, one.title
        )
        for one in session.resolutions
    )
    return Markup("\n<h2>{}</h2>\n<ul>\n{}</ul>").format(heading, rows)
