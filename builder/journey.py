"""The journey of a build: read, assemble, plan, render, check, write. Said here, done elsewhere.

Every verb may take from memory what an earlier build made of the same; there is no other way to build.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from builder.cache import Cache
from builder.content.history import committed
from builder.content.reading import Record
from builder.content.sources import Bytes, Snapshot, take
from builder.digest import digest
from builder.memory.archive import Archive
from builder.memory.attachments import looked_into
from builder.memory.builds import Builds, Inputs
from builder.memory.code import code
from builder.memory.copies import compared
from builder.memory.met import taken
from builder.memory.outline import Outline, Planned, Works
from builder.memory.promises import Promises
from builder.memory.proofs import Proofs
from builder.memory.readings import Readings, Summary, Texts
from builder.memory.standing import Standing, Stood
from builder.memory.translated import doubted
from builder.model.council import Council
from builder.model.document import Attachment, FreePage
from builder.model.indicator import Indicator, Topic, Unit
from builder.model.moment import Counts, Moment, moment_of
from builder.model.quotation import Compared
from builder.model.records import Records
from builder.model.register import REGISTER, Earlier
from builder.model.session import Session
from builder.model.settings import Settings
from builder.model.site import Site
from builder.model.translation import Translation
from builder.plain import dump
from builder.plan import NO_PLAN
from builder.problems import Place, Problem, by_place
from builder.publish.render import Press
from builder.publish.write import Shelves, write
from builder.report import CACHE, Options, Progress, Report
from builder.theme.assets import fingerprinted
from builder.theme.theme import Loaded, Theme, load

T = TypeVar("T")
_NOTHING = Counts(0, 0, 0)


def site_of(project: Path, now: Callable[[ZoneInfo], datetime] = datetime.now) -> Site | None:
    """What the files of a project say together, drafts included; None when there are no settings."""
    with closing(Cache(project / CACHE)) as cache:
        snapshot, readings = replace(take(project), committed=committed(project)), Readings(cache)
        settings, summaries = _read(snapshot, readings, 0)
        if settings is None:
            return None
        records = readings.records(summaries)
        from builder.model.assemble import assemble  # noqa: PLC0415 # as in _plan

        known = _records(settings, records, summaries, snapshot, {}, Earlier())
        return assemble(known, moment_of(now(settings.time_zone), settings.time_zone), drafts=True)[0]


def journey(
    project: Path,
    options: Options,
    progress: Progress,
    now: Callable[[ZoneInfo], datetime],
    cache: Cache,
    standing: Standing,
) -> Report:
    """What `build` says, made; and kept in `standing` for a build that finds all as it is now."""
    snapshot = taken(project, standing.content, standing.head, standing.clock, cache)
    progress("read", len(snapshot.sources))
    readings = Readings(cache)
    snapshot = replace(snapshot, attachments=looked_into(snapshot.attachments, project, cache, options.jobs))
    settings, summaries = _read(snapshot, readings, options.jobs)
    language = settings.language if settings else "vi"
    loaded = _theme(project, settings)
    data = Bytes(snapshot.sources, loaded.files)
    problems = [
        *snapshot.problems,
        *(found for one in summaries for found in one.problems),
        *(doubted(summaries, settings, data, cache) if settings else ()),
        *loaded.problems,
    ]
    moment = moment_of(options.today or now(settings.time_zone), settings.time_zone) if settings else None

    def report(files: Mapping[str, bytes], counts: Counts, *, written: bool) -> Report:
        located = by_place(_located(problems, data))
        pages = sum(path.endswith(".html") for path in files)
        origins = files.origins if isinstance(files, Archive) else {}
        base_url = settings.base_url if settings else ""
        return Report(
            located,
            data,
            files,
            pages,
            counts,
            language,
            written,
            blocked=not files,
            moment=moment,
            base_url=base_url,
            origins=origins,
        )

    def blocked() -> bool:
        return bool(options.blocking & {one.severity for one in problems})

    if settings is None or moment is None:
        return report({}, _NOTHING, written=False)
    if options.base_url:
        settings = replace(settings, base_url=options.base_url.rstrip("/") + "/")
    texts = Texts(readings, summaries)
    progress("assemble", len(summaries))
    promises = Promises(cache, readings, summaries, settings)
    before = promises.earlier
    key = _key(snapshot, summaries, settings, moment, options, before)
    assets, faults = fingerprinted(loaded.theme) if loaded.theme else ({}, ())
    plan = partial(_plan, snapshot, readings, summaries, settings, moment, options, before, project, cache)
    works = Works(cache, key, moment.now, texts, plan, dict.fromkeys(assets.values()), options.jobs)
    outline = works.outline
    problems += (*outline.problems, *faults, *promises.broken(key, outline, moment, drafts=options.drafts))
    if loaded.theme is None or blocked():
        return report({}, outline.counts, written=False)
    progress("render", len(outline.paths))
    press = Press(project, settings.base_url, loaded.theme, assets, outline.shells, code())
    inputs = _inputs(key, outline, snapshot, readings, loaded.theme, settings, moment, options)
    archive = Archive(works, press, texts, cache, inputs)
    proofs = Proofs(cache)
    shelves = Shelves(options.output, proofs.last, proofs.left) if options.publish else None
    met = archive.make(options.jobs, shelves.lacks if shelves else None)
    problems += (*(met or archive.check()), *_unmet(loaded.theme, met))
    if blocked():
        return report({}, outline.counts, written=False)
    if shelves is not None:
        progress("write", len(archive))
        problems += write(archive, options.output, archive.digests, shelves)
        if not blocked():
            proofs.keep(options.output, archive.digests, shelves.stats, shelves.marks)
            Builds(cache, options.output).keep(inputs)
    done = report(archive, outline.counts, written=options.publish and not blocked())
    if done.written or not options.publish:
        stood = Stood(done.problems, done.pages, done.counts, language, done.base_url, moment)
        standing.keep(stood, settings.time_zone.key, (outline.since, outline.until), archive.digests)
    return done


def _theme(project: Path, settings: Settings | None) -> Loaded:
    if settings is None:
        return Loaded(None, (), {})
    return load(project, settings.theme, dict(settings.parameters))


def _unmet(theme: Theme, met: tuple[Problem, ...]) -> list[Problem]:
    """What is wrong with the site's own theme beside what a page has met already."""
    if not theme.own:
        return []  # a theme of the builder: its own tests look at it
    from builder.outputs.page import TEMPLATES  # noqa: PLC0415 # for sites with a theme of their own
    from builder.outputs.shell import Shell  # noqa: PLC0415 # the same
    from builder.theme.check import check_theme  # noqa: PLC0415 # the same

    views = {template: view for view, template in TEMPLATES.items()}
    told = {(found.at, found.code) for found in met}
    return [found for found in check_theme(theme, views, Shell) if (found.at, found.code) not in told]


def _located(problems: list[Problem], data: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Problems with the line of each."""
    if not any(isinstance(found.at, Place) for found in problems):
        return tuple(problems)
    from builder.content.locate import locate  # noqa: PLC0415 # reads files again: for sites with problems

    return locate(tuple(problems), data)


def _read(snapshot: Snapshot, readings: Readings, jobs: int) -> tuple[Settings | None, tuple[Summary, ...]]:
    """The settings, read first as they say the language of the rest; and every file's summary."""
    first = readings.read([one for one in snapshot.sources if one.kind == "settings"], "vi", 1)
    settings = next((one for one in readings.records(first) if isinstance(one, Settings)), None)
    rest = [one for one in snapshot.sources if one.kind != "settings"]
    return settings, first + readings.read(rest, settings.language if settings else "vi", jobs)


def _key(
    snapshot: Snapshot,
    summaries: Iterable[Summary],
    settings: Settings,
    moment: Moment,
    options: Options,
    before: Earlier,
) -> str:
    """All that assembling and planning look at, as a digest; texts and the hour are looked at apart."""
    known = _Known(
        snapshot.attachments,
        snapshot.committed,
        snapshot.problems,
        settings,
        tuple(sorted(options.blocking)),
        before,
        drafts=options.drafts,
        portable=options.portable,
    )
    return digest(
        "plan",
        code(),
        moment.today.isoformat(),
        dump(_Known, known),
        *(part for one in summaries if one.file != REGISTER for part in (one.file, one.record)),
    )


def _inputs(
    key: str,
    outline: Outline,
    snapshot: Snapshot,
    readings: Readings,
    theme: Theme,
    settings: Settings,
    moment: Moment,
    options: Options,
) -> Inputs:
    """All that the archive is made from, to be held against another build; `key` names `outline`."""
    asked = {"today": moment.today, "drafts": options.drafts, "portable": options.portable}
    return Inputs(
        outline=key,
        sources=tuple(readings.parts),
        searches=tuple((one.path, outline.recipes[outline.paths.index(one.path)]) for one in outline.indexes),
        attachments=tuple((one.file, one.source) for one in snapshot.attachments),
        theme=tuple((file, digest(data)) for file, data in sorted(theme.files.items())),
        parameters=(("theme", theme.name), *((name, str(value)) for name, value in theme.parameters)),
        options=tuple(
            (name, str(value)) for name, value in (asked | {"base_url": settings.base_url}).items()
        ),
        code=code(),
    )


class _Known(Struct, frozen=True):
    """What a plan depends on beside records."""

    attachments: tuple[Attachment, ...]
    committed: Mapping[str, datetime]
    problems: tuple[Problem, ...]
    settings: Settings
    blocking: tuple[str, ...]
    before: Earlier
    drafts: bool
    portable: bool


def _plan(
    snapshot: Snapshot,
    readings: Readings,
    summaries: tuple[Summary, ...],
    settings: Settings,
    moment: Moment,
    options: Options,
    before: Earlier,
    project: Path,
    cache: Cache,
) -> Planned:
    """All records → the Site → every output of it, or no output while a blocking problem stands."""
    from builder.model.assemble import assemble  # noqa: PLC0415 # 0.3 s that a build with the same plan need not pay
    from builder.outputs.whole import plan_site  # noqa: PLC0415 # the same

    found = list(readings.records(summaries))
    copies = {one.file: one for one in snapshot.attachments}
    held = compared(_all(Session, found), copies, project, cache, options.jobs)
    records = _records(settings, found, summaries, snapshot, held, before)
    site, problems = assemble(records, moment, drafts=options.drafts)
    severities = {found.severity for one in summaries for found in one.problems}
    severities |= {found.severity for found in (*problems, *snapshot.problems)}
    stopped = options.blocking & severities
    plan = NO_PLAN if stopped else plan_site(site, portable=options.portable, preview=options.drafts)
    embargoes = [one.embargo for one in records.sessions if one.embargo is not None]
    return Planned(
        plan,
        problems,
        site.counts,
        since=max((one for one in embargoes if one <= moment.now), default=datetime.min),  # noqa: DTZ901 # civil
        until=min((one for one in embargoes if one > moment.now), default=datetime.max),  # noqa: DTZ901 # civil
    )


def _all(kind: type[T], records: Iterable[Record | None]) -> tuple[T, ...]:
    found: list[T] = []
    for record in records:
        if isinstance(record, tuple):
            found += [one for one in record if isinstance(one, kind)]
        elif isinstance(record, kind):
            found.append(record)
    return tuple(found)


def _records(
    settings: Settings,
    records: Iterable[Record | None],
    summaries: tuple[Summary, ...],
    snapshot: Snapshot,
    compared: Compared,
    before: Earlier,
) -> Records:
    records = tuple(records)
    return Records(
        settings=settings,
        councils=_all(Council, records),
        topics=_all(Topic, records),
        units=_all(Unit, records),
        indicators=_all(Indicator, records),
        sessions=_all(Session, records),
        pages=_all(FreePage, records),
        translations=_all(Translation, records),
        attachments=snapshot.attachments,
        compared=compared,
        committed=snapshot.committed,
        broken=frozenset(key for one in summaries for key in one.broken),
        earlier=before,
        unread=frozenset(one.file for one in summaries if one.unread and one.file != REGISTER)
        | {found.at.file for found in snapshot.problems},
    )
