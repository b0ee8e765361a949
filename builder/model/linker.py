"""Every link of a body and every named file, followed to where it leads; files to offer; what is wrong."""

import posixpath
from collections.abc import Iterable, Iterator

from builder.model.document import Body, FreePage
from builder.model.links import Targets, beside, resolve, resolve_picture
from builder.model.session import Session, Source
from builder.model.site import Site
from builder.model.translation import Translation
from builder.problems import Place, Problem, nearest, problem


class Linker:
    """Resolves every body link and every named file, and remembers which files are offered where."""

    def __init__(
        self,
        site: Site,
        sessions: tuple[Session, ...],
        pages: tuple[FreePage, ...],
        translations: tuple[Translation, ...],
        unread: frozenset[str],
        hidden: frozenset[str],
    ) -> None:
        """Follow nothing yet. A translation stands at the address of its original, and has its figures."""
        self.routes = site.routes
        addresses = {one.file: site.routes.session(one) for one in sessions}
        addresses |= {one.file: site.routes.page(one.name) for one in pages}
        anchors = {one.file: one.body.ids | frozenset(m.id for m in one.metrics) for one in sessions}
        anchors |= {one.file: one.body.ids for one in pages}
        figures = {one.file: frozenset(m.id for m in one.metrics) for one in sessions}
        for told in translations:
            addresses[told.file] = addresses[told.of]
            anchors[told.file] = told.body.ids | figures.get(told.of, frozenset())
        self.targets = Targets(
            pages=addresses,
            anchors=anchors,
            indicators={key: site.routes.indicator(key) for key in site.indicators},
            topics={key: site.routes.topic(key) for key in site.topics},
            attachments=site.attachments,
            addresses=_addresses(site),
            hidden=hidden,
            unread=unread,
        )
        self.files: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.links: dict[str, tuple[str, ...]] = {}
        self.referenced: set[str] = set()
        self.problems: list[Problem] = []

    def follow(
        self,
        sessions: Iterable[Session],
        pages: Iterable[FreePage],
        translations: Iterable[Translation],
    ) -> None:
        """Resolve the links of what is published; the first to name a file gives it its address."""
        for session in sessions:
            for path, name in _named_files(session):
                self._offer(session.file, path, name)
            for index, source in enumerate(session.sources):
                if source.file:
                    self._copy(session.file, ("sources", index, "file"), source)
            self.links[session.file] = self._body(session.file, session.body)
        for page in pages:
            self.links[page.file] = self._body(page.file, page.body)
        for told in translations:
            self.links[told.file] = self._body(told.file, told.body)

    def check_only(
        self,
        sessions: Iterable[Session],
        pages: Iterable[FreePage],
        translations: Iterable[Translation],
    ) -> None:
        """Look at the links of those that were not followed before, without offering their files."""
        offered, shown, links = dict(self.files), dict(self.pictures), dict(self.links)
        self.follow(
            [one for one in sessions if one.file not in links],
            [one for one in pages if one.file not in links],
            [one for one in translations if one.file not in links],
        )
        self.files, self.pictures, self.links = offered, shown, links

    def _body(self, file: str, body: Body) -> tuple[str, ...]:
        hrefs = []
        for number, link in enumerate(body.links):
            shown = number in body.pictures
            found = (
                resolve_picture(self.targets, file, link)
                if shown
                else resolve(self.targets, file, body, link)
            )
            if found.file:
                self.referenced.add(found.file)
            if found.problem is not None:
                self.problems.append(found.problem)
                hrefs.append("")
            elif shown:
                hrefs.append(self._show(file, found.file))
            else:
                hrefs.append(self._address(file, found.file) + found.href if found.file else found.href)
        return tuple(hrefs)

    def _show(self, file: str, attachment: str) -> str:
        """The picture itself; the first page that shows it is where its files stand."""
        if attachment:
            self.pictures.setdefault(attachment, self.targets.pages[file])
        return attachment

    def _offer(self, file: str, path: tuple[str | int, ...], name: str) -> None:
        if attachment := self._find(file, path, name):
            self._address(file, attachment)

    def _copy(self, file: str, path: tuple[str | int, ...], source: Source) -> None:
        """The copy of a source: it must be there, and is offered only when its editors say so."""
        if source.publish:
            self._offer(file, path, source.file)
            return
        known = self.targets.attachments.get(beside(file, source.file))
        if known and known.fault and known.fault.code == "copy-only":
            self.referenced.add(known.file)
        else:
            self._find(file, path, source.file)

    def _find(self, file: str, path: tuple[str | int, ...], name: str) -> str:
        """The attachment called `name` beside `file`."""
        wanted = beside(file, name)
        if known := self.targets.attachments.get(wanted):
            self.referenced.add(wanted)
            if known.fault is not None:
                self.problems.append(Problem(Place(file, path), known.fault.code, known.fault.values))
            return "" if known.fault else wanted
        if wanted in self.targets.unread:
            return ""
        folder = posixpath.dirname(file) + "/"
        near = [one.removeprefix(folder) for one in self.targets.attachments if one.startswith(folder)]
        self.problems.append(
            problem("missing-file", Place(file, path), name=name, nearest=nearest(name, near))
        )
        return ""

    def _address(self, file: str, attachment: str) -> str:
        self.referenced.add(attachment)
        name = self.targets.attachments[attachment].name
        return self.files.setdefault(attachment, self.targets.pages[file] + name)


def _named_files(session: Session) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for index, resolution in enumerate(session.resolutions):
        if resolution.file:
            yield ("resolutions", index, "file"), resolution.file
    for index, document in enumerate(session.documents):
        yield ("documents", index, "file"), document.file


def _addresses(site: Site) -> frozenset[str]:
    routes = site.routes
    found = {"", routes.sessions(), routes.topics(), routes.indicators(), routes.resolutions(), routes.data()}
    found |= {routes.search(), routes.alphabet()}
    found |= {routes.council(key) for key in site.councils}
    found |= {routes.term(key, term) for key, one in site.councils.items() for term in one.terms}
    found |= {
        routes.ledger(point.target.session.council, point.target.session.term)
        for series in site.series
        for point in series.points
        if point.target
    }
    found |= {routes.session(session) for session in site.sessions}
    found |= {routes.year(session.start.year) for session in site.sessions}
    found |= {routes.resolution(session, one) for session in site.sessions for one in session.resolutions}
    found |= {routes.topic(key) for key in site.topics} | {routes.indicator(key) for key in site.indicators}
    found |= {routes.page(page.name) for page in site.pages}
    return frozenset(found)
