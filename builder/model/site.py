"""The Site: everything that is true about the archive, decided once from all records together."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from builder.model.council import Council
from builder.model.document import Attachment, FreePage
from builder.model.indicator import Indicator, Topic, Unit
from builder.model.links import beside
from builder.model.moment import Counts, Moment
from builder.model.quotation import Compared
from builder.model.routes import Routes
from builder.model.series import Series
from builder.model.session import Session
from builder.model.settings import Redirect, Settings
from builder.model.translation import Translation

State = Literal["published", "draft", "scheduled"]


class Site(Struct, frozen=True):
    """The whole archive. Sessions by first day, oldest first; registries in the editors' order.

    `links[file][n]` is the address below the root (or `#anchor`) of the body link `@n` of that file, or the
    attachment that is shown there; `files[path]` is the address of an attachment that something refers to,
    `pictures[path]` the address of the page below which the files of one that is shown stand. `translations`
    are those of what is shown, `unpublished` the files of sessions and pages that only a preview shows.
    `compared` is what was found in the copies of sources.
    `committed[file]` is the day a file last changed in git, where that is known. The texts of files
    stand apart: no page is planned by what they say.
    """

    settings: Settings
    moment: Moment
    routes: Routes
    councils: Mapping[str, Council]
    topics: Mapping[str, Topic]
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    sessions: tuple[Session, ...]
    series: tuple[Series, ...]
    pages: tuple[FreePage, ...]
    translations: tuple[Translation, ...]
    attachments: Mapping[str, Attachment]
    compared: Compared
    files: Mapping[str, str]
    pictures: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    unpublished: frozenset[str]
    committed: Mapping[str, date]
    counts: Counts
    redirects: tuple[Redirect, ...]
    """Addresses of earlier pages and where each leads at last, beside the aliases of sessions."""
    lists: tuple[str, ...]
    """Addresses of lists of sessions, years and targets that were published before."""

    @property
    def emblem(self) -> str:
        """The attachment that is the site's emblem; empty when it has none."""
        return beside("content/site.yaml", self.settings.emblem) if self.settings.emblem else ""

    def of_council(self, council: str) -> tuple[Session, ...]:
        """The sessions of one council, oldest first."""
        return tuple(session for session in self.sessions if session.council == council)


def state_of(session: Session, moment: Moment) -> State:
    """Whether the public may see a session at this hour."""
    if session.draft:
        return "draft"
    if session.embargo is not None and session.embargo > moment.now:
        return "scheduled"
    return "published"
