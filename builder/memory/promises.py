"""The register held against what a build would publish: remembered while neither is another one."""

from collections.abc import Iterable
from functools import partial

from msgspec import Struct

from builder.cache import Cache
from builder.digest import digest
from builder.memory.code import code
from builder.memory.outline import Outline
from builder.memory.readings import Readings, Summary
from builder.model.moment import Moment
from builder.model.redirects import follow, taken
from builder.model.register import REGISTER, Earlier, Register, check_register, earlier, homes_of
from builder.model.routes import Routes
from builder.model.session import Session
from builder.model.settings import Settings
from builder.model.site import state_of
from builder.plain import dump, loaded
from builder.problems import Problem

_EARLIER, _BROKEN = "earlier", "broken"


class _Broken(Struct, frozen=True):
    """What is wrong."""

    problems: tuple[Problem, ...]


class Promises:
    """What a site promised by its register; nothing where it keeps none, or where that cannot be read.

    The register itself is opened only when it or the plan changed.
    """

    def __init__(
        self, cache: Cache, readings: Readings, summaries: tuple[Summary, ...], settings: Settings
    ) -> None:
        """Only what planning must know is looked up."""
        self._cache = cache
        self._readings = readings
        self._summaries = summaries
        self._settings = settings
        self._own = next((one for one in summaries if one.file == REGISTER and not one.unread), None)
        self.earlier = self._earlier()

    def broken(self, key: str, outline: Outline, moment: Moment, *, drafts: bool) -> tuple[Problem, ...]:
        """Addresses and figures that would not be what they were.

        `key` is all that the plan was made from, `outline` the whole of it with its late outputs.
        """
        if self._own is None:
            return ()
        name = digest("broken", code(), key, self._own.record, outline.since.isoformat(), *outline.paths[:1])
        kept = self._cache.value(_BROKEN, name, partial(loaded, _Broken))
        if kept is None:
            kept = _Broken(tuple(self._checked(outline, moment, drafts=drafts)))
            self._cache.put(_BROKEN, name, dump(_Broken, kept))
        return kept.problems

    def _checked(self, outline: Outline, moment: Moment, *, drafts: bool) -> Iterable[Problem]:
        routes = Routes(self._settings.urls)
        found = [one for one in self._readings.records(self._summaries) if isinstance(one, Session)]
        shown = [one for one in found if drafts or state_of(one, moment) == "published"]
        said, languages = self._settings.redirects, self._settings.languages[1:]
        redirects, _ = follow(said, languages, self.earlier.moved, taken(found, routes))
        pages = {f"/{path.removesuffix('index.html')}" for path in outline.paths if path.endswith(".html")}
        files = frozenset(one.file for one in self._summaries)
        homes = homes_of(shown, routes, redirects)
        return check_register(self._register(), homes, pages or None, files, moment.today)

    def _earlier(self) -> Earlier:
        if self._own is None:
            return Earlier()
        said = (f"{one.old} {one.new}" for one in self._settings.redirects)
        name = digest("earlier", code(), self._own.record, *said)
        kept = self._cache.value(_EARLIER, name, partial(loaded, Earlier))
        if kept is None:
            kept = earlier(self._register(), self._settings.redirects)
            self._cache.put(_EARLIER, name, dump(Earlier, kept))
        return kept

    def _register(self) -> Register:
        assert self._own is not None, "asked for where there is one"
        (record,) = self._readings.records([self._own])
        assert isinstance(record, Register), "what this file is read as"
        return record
