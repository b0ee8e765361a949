"""A build: what the last one said where all is as it was then, else the journey.

Where nothing changed, nothing is opened but what is remembered.
"""

from collections.abc import Callable
from contextlib import closing, nullcontext
from datetime import datetime
from functools import cache as once
from pathlib import Path
from zoneinfo import ZoneInfo

from builder.cache import Cache
from builder.memory.standing import Standing
from builder.model.moment import moment_of
from builder.publish.write import recover
from builder.report import CACHE, Later, Options, Progress, Report


def build(
    project: Path,
    options: Options,
    progress: Progress = lambda _step, _count: None,
    now: Callable[[ZoneInfo], datetime] = datetime.now,
    memory: Cache | None = None,
) -> Report:
    """Make the archive of the site in `project`, and publish it unless a blocking problem stands.

    All problems of all files come together, by file and line. The published folder is exchanged as a
    whole or not touched at all. `now(zone)` is asked only when `options.today` is None.

    `memory` is the project's own, for a process that builds more than once: what it made of the entries it
    holds on to.

    Raises OSError when files cannot be read or written.
    """
    if options.publish:
        recover(options.output)
    with nullcontext(memory) if memory else closing(Cache(project / CACHE)) as cache:
        standing = _standing(project, options, cache)
        stood = standing.look(lambda zone: moment_of(options.today or now(zone), zone))
        if stood is None:
            return _made(project, options, progress, now, cache, standing)

    @once
    def whole() -> Report:
        with closing(Cache(project / CACHE)) as cache:
            return _made(project, options, progress, now, cache, _standing(project, options, cache))

    return Report(
        stood.problems,
        standing.sources,
        Later(lambda: whole().files),
        stood.pages,
        stood.counts,
        stood.language,
        written=options.publish,
        blocked=False,
        moment=stood.moment,
        base_url=stood.base_url,
        origins=Later(lambda: whole().origins),
    )


def _standing(project: Path, options: Options, memory: Cache) -> Standing:
    asked = (options.drafts, options.base_url, options.portable, sorted(options.blocking))
    return Standing(project, memory, options.output if options.publish else None, repr(asked))


def _made(
    project: Path,
    options: Options,
    progress: Progress,
    now: Callable[[ZoneInfo], datetime],
    memory: Cache,
    standing: Standing,
) -> Report:
    from builder.journey import journey  # noqa: PLC0415 # 0.2 s that a build without a change need not pay

    report = journey(project, options, progress, now, memory, standing)
    memory.tidy()
    return report
