"""The journey of a build: read, assemble, plan, render, check, write. Said here, done elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from builder.cache import Cache
from builder.checks import check_archive
from builder.content.locate import locate
from builder.content.read import Reading, read
from builder.content.sources import Snapshot, Source, read_attachment, take
from builder.model.assemble import Records, assemble
from builder.model.council import Council
from builder.model.document import FreePage
from builder.model.indicator import Indicator, Topic, Unit
from builder.model.session import Session
from builder.model.settings import Settings
from builder.model.site import Counts, Moment, Site
from builder.outputs import plan_site
from builder.outputs.page import TEMPLATES
from builder.outputs.shell import Shell
from builder.parallel import each
from builder.plan import Edition, Plan, collisions
from builder.problems import Problem, by_place
from builder.publish.pictures import derive
from builder.publish.render import render
from builder.publish.write import recover, write
from builder.theme.assets import fingerprinted
from builder.theme.check import check_theme
from builder.theme.templates import Templates
from builder.theme.theme import Loaded, Theme, load

T = TypeVar("T")
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for, beside the site itself."""

    output: Path
    today: datetime | None = None
    """The hour the build is made for: civil in the site's zone, or with a zone of its own; None for now."""
    drafts: bool = False
    base_url: str = ""
    portable: bool = False
    jobs: int = 0
    publish: bool = True
    """False to check only: everything but the writing is done."""
    blocking: frozenset[str] = frozenset({"error"})
    """Severities that stop the publishing; `--strict` adds warnings."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a build. `files` are the bytes of the archive by path, empty when it could not be made."""

    problems: tuple[Problem, ...]
    sources: dict[str, bytes] = field(repr=False)
    files: dict[str, bytes] = field(repr=False)
    pages: int
    counts: Counts
    language: str
    written: bool
    site: Site | None = field(default=None, repr=False)
    """Everything the files say together; None when they could not be put together."""
    origins: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The source of each file of the archive, by path in the order of the plan; empty when there is none."""

    @property
    def blocked(self) -> bool:
        """True when a problem kept the archive from being made."""
        return not self.files


_NOTHING = Counts(0, 0, 0)


def build(
    project: Path,
    options: Options,
    progress: Progress = lambda _step, _count: None,
    now: Callable[[ZoneInfo], datetime] = datetime.now,
) -> Report:
    """Make the archive of the site in `project`, and publish it unless a blocking problem stands.

    All problems of all files come together, by file and line. The published folder is exchanged as a
    whole or not touched at all. `now(zone)` is asked only when `options.today` is None.

    Raises OSError when files cannot be read or written.
    """
    if options.publish:
        recover(options.output)
    snapshot = _looked_into(take(project), project, options.jobs)
    readings = _read(snapshot, options.jobs, progress)
    problems = [*snapshot.problems, *(found for reading in readings for found in reading.problems)]
    data = {source.file: source.data for source in snapshot.sources}
    settings = _one(Settings, readings)
    language = settings.language if settings else "vi"
    loaded = _theme(project, settings)
    problems += loaded.problems
    data |= loaded.files

    site: Site | None = None
    plan: Plan = ()

    def report(files: dict[str, bytes], pages: int, counts: Counts, *, written: bool) -> Report:
        located = by_place(locate(tuple(problems), data))
        origins = {output.path: output.origin for output in plan} if files else {}
        return Report(located, data, files, pages, counts, language, written, site, origins)

    if settings is None:
        return report({}, 0, _NOTHING, written=False)
    records = _records(settings, readings, snapshot)
    today = options.today or now(settings.time_zone)
    if today.tzinfo is not None:
        today = today.astimezone(settings.time_zone).replace(tzinfo=None)
    progress("assemble", len(records.sessions))
    site, found = assemble(records, Moment(today), drafts=options.drafts)
    problems += found
    if loaded.theme is None or options.blocking & {one.severity for one in problems}:
        return report({}, 0, site.counts, written=False)
    if options.base_url:
        site = _at_base(site, options.base_url)
    editions = plan_site(site, portable=options.portable, preview=options.drafts)
    plan = tuple(output for edition in editions for output in edition.outputs)
    files, found = _render(editions, loaded.theme, project, options.jobs, progress)
    problems += found
    if not found:
        problems += check_archive(files, plan, site.settings.base_url)
    problems += _unmet(loaded.theme, found)
    if options.blocking & {one.severity for one in problems}:
        return report({}, 0, site.counts, written=False)
    pages = sum(path.endswith(".html") for path in files)
    if options.publish:
        progress("write", len(files))
        problems += write(files, options.output)
    written = options.publish and not options.blocking & {one.severity for one in problems}
    return report(files, pages, site.counts, written=written)


def _theme(project: Path, settings: Settings | None) -> Loaded:
    if settings is None:
        return Loaded(None, (), {})
    return load(project, settings.theme, dict(settings.parameters))


def _unmet(theme: Theme, met: tuple[Problem, ...]) -> list[Problem]:
    """What is wrong with the theme beside what a page has met already."""
    views = {template: view for view, template in TEMPLATES.items()}
    told = {(found.at, found.code) for found in met}
    return [found for found in check_theme(theme, views, Shell) if (found.at, found.code) not in told]


def _at_base(site: Site, base_url: str) -> Site:
    return replace(site, settings=replace(site.settings, base_url=base_url.rstrip("/") + "/"))


MEMORY = ".cache"
"""The folder of a site that holds what earlier builds made; safe to delete."""
_FILES = 8
"""Files to look into that are worth another process."""


def _looked_into(snapshot: Snapshot, project: Path, jobs: int) -> Snapshot:
    """The snapshot with every attachment read: its pictures decoded, its documents looked at."""
    found = each(partial(read_attachment, project), snapshot.attachments, jobs, worth_it=_FILES)
    return replace(snapshot, attachments=tuple(found))


def _read(snapshot: Snapshot, jobs: int, progress: Progress) -> list[Reading]:
    progress("read", len(snapshot.sources))
    settings = [read(source, "vi") for source in snapshot.sources if source.kind == "settings"]
    known = _one(Settings, settings)
    language = known.language if known else "vi"
    rest = [source for source in snapshot.sources if source.kind != "settings"]
    return settings + each(partial(_read_one, language=language), rest, jobs)


def _read_one(source: Source, language: str) -> Reading:
    return read(source, language)


def _one(kind: type[T], readings: list[Reading]) -> T | None:
    return next((reading.record for reading in readings if isinstance(reading.record, kind)), None)


def _all(kind: type[T], readings: list[Reading]) -> tuple[T, ...]:
    found: list[T] = []
    for reading in readings:
        record = reading.record
        if isinstance(record, tuple):
            found += [one for one in record if isinstance(one, kind)]
        elif isinstance(record, kind):
            found.append(record)
    return tuple(found)


def _records(settings: Settings, readings: list[Reading], snapshot: Snapshot) -> Records:
    return Records(
        settings=settings,
        councils=_all(Council, readings),
        topics=_all(Topic, readings),
        units=_all(Unit, readings),
        indicators=_all(Indicator, readings),
        sessions=_all(Session, readings),
        pages=_all(FreePage, readings),
        attachments=snapshot.attachments,
        committed=snapshot.committed,
        broken=frozenset(key for reading in readings for key in reading.broken),
        unread=frozenset(reading.file for reading in readings if reading.record is None)
        | {found.at.file for found in snapshot.problems},
    )


def _render(
    editions: tuple[Edition, ...], theme: Theme, project: Path, jobs: int, progress: Progress
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    assets, problems = fingerprinted(theme)
    if problems:
        return {}, problems
    published = tuple(dict.fromkeys(assets.values()))
    whole = (*(output for edition in editions for output in edition.outputs), *published)
    if found := tuple(collisions(whole)):
        return {}, found
    progress("render", len(whole))
    files: dict[str, bytes] = {}
    faults: dict[tuple[object, str], Problem] = {}
    for number, edition in enumerate(editions):
        outputs = edition.outputs if number else (*edition.outputs, *published)
        made, found = render(outputs, Templates(theme, edition.language, assets), edition.shell, project)
        files |= made
        for one in found:
            faults.setdefault((one.at, one.code), one)
    memory = Cache(project / MEMORY)
    pictures, found = derive(whole, project, jobs, memory)
    memory.close()
    return files | pictures, (*faults.values(), *found)
