"""Files read: from memory where the same bytes were read before, else by the reader."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from builder.cache import Cache
from builder.content.reading import Reading, Record
from builder.content.sources import Source, Unread
from builder.digest import digest
from builder.memory.code import code
from builder.model.document import Text
from builder.parallel import WORTH_IT, stream
from builder.plain import dump, load, loaded
from builder.problems import ContentError, Problem

_READING, _PART, _RECORD, _TEXT, _FRONT = "reading", "part", "record", "text", "front"
_TOGETHER = 64
"""Files that follow one another and are looked up together."""


class Summary(Struct, frozen=True):
    """What is known of a file read without opening its record: digests of record and text, and its problems.

    `text` is empty when there is none. `unread` is true when there is no record.
    """

    file: str
    key: str
    record: str
    text: str
    unread: bool
    problems: tuple[Problem, ...]
    broken: tuple[str, ...]
    front: str
    """Under what the front matter of a session is kept by itself; empty for other files."""


class _Part(Struct, frozen=True):
    """The summaries of files that follow one another."""

    summaries: tuple[Summary, ...]


class Readings:
    """The files of one build, read; records and texts are fetched when somebody asks."""

    def __init__(self, cache: Cache) -> None:
        """Nothing is read yet."""
        self._cache = cache
        self._sources: dict[str, tuple[Source | Unread, str]] = {}
        self.parts: list[str] = []
        """Names of the parts that all files were read in: `summaries_of` gives what is known of each."""

    def read(self, sources: Sequence[Source | Unread], language: str, jobs: int) -> tuple[Summary, ...]:
        """The summary of every source, in their order; `jobs` processes read what was not read before."""
        self._sources |= {source.file: (source, language) for source in sources}
        parts = _parts(sources, language)
        self.parts += parts
        whole = self._cache.values(_PART, parts, partial(loaded, _Part))
        unknown = [source for name, part in parts.items() if name not in whole for source in part]
        keys = {source.file: _key(source, language) for source in unknown}
        known = self._cache.values(_READING, keys.values(), partial(loaded, Summary))
        rest = [source for source in unknown if keys[source.file] not in known]
        few = (
            len(rest) < WORTH_IT
        )  # of many new files, as in a first build, nothing is kept, nor asked from afar
        kept = partial(self._cache.get, _FRONT) if few else _nothing
        for made in stream(partial(_made, language=language, kept=kept), rest, len(rest), jobs):
            summary = self._keep(made)
            known[summary.key] = summary
        for name, part in parts.items():
            if name not in whole:
                whole[name] = _Part(tuple(known[keys[source.file]] for source in part))
                self._cache.put(_PART, name, dump(_Part, whole[name]))
        found = tuple(one for name in parts for one in whole[name].summaries)
        for kind in (_READING, _RECORD, _TEXT):
            self._cache.use(kind, [one.key for one in found])
        self._cache.use(_FRONT, [one.front for one in found if one.front])
        return found

    def records(self, summaries: Sequence[Summary]) -> Iterator[Record | None]:
        """The record of each file, None where there is none; nothing but who asked holds on to it."""
        same: dict[str, str] = {}
        for start in range(0, len(summaries), _TOGETHER):
            part = summaries[start : start + _TOGETHER]
            found = self._cache.get_all(_RECORD, [one.key for one in part if not one.unread])
            for one in part:
                kept = loaded(_Kept, found.get(one.key, b""), same)
                yield None if one.unread else kept.record if kept else self._again(one).record

    def text(self, summary: Summary) -> Text:
        """The text of a file that has one."""
        text = loaded(Text, self._cache.get(_TEXT, summary.key) or b"") or self._again(summary).text
        assert text is not None, "asked for where the summary names one"
        return text

    def _again(self, summary: Summary) -> Reading:
        """A file whose entry was lost or damaged is read once more, and kept."""
        source, language = self._sources[summary.file]
        self._keep(_made(source, language, _nothing))
        return _read(source, language)

    def _keep(self, made: "_Made") -> Summary:
        summary = load(Summary, made.summary)
        self._cache.put(_READING, summary.key, made.summary)
        self._cache.put(_RECORD, summary.key, made.record)
        if summary.text:
            self._cache.put(_TEXT, summary.key, made.text)
        if made.front:
            self._cache.put(_FRONT, summary.front, made.front)
        return summary


def summaries_of(cache: Cache, parts: Sequence[str]) -> dict[str, Summary] | None:
    """What an earlier build knew of each file, by file; None when some of it is forgotten."""
    found = cache.values(_PART, parts, partial(loaded, _Part))
    if len(found) < len({*parts}):
        return None
    return {one.file: one for part in found.values() for one in part.summaries}


class Texts(Mapping[str, Text]):
    """The texts of all files, each fetched when asked for."""

    def __init__(self, readings: Readings, summaries: Sequence[Summary]) -> None:
        """Fetch nothing yet."""
        self._readings = readings
        self._summaries = {one.file: one for one in summaries if one.text}

    def __getitem__(self, file: str) -> Text:
        """The text of a file."""
        return self._readings.text(self._summaries[file])

    def __iter__(self) -> Iterator[str]:
        """The files that have a text."""
        return iter(self._summaries)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._summaries)

    def digest(self, file: str) -> str:
        """The digest of a file's text, without fetching it; empty where there is none."""
        return self._summaries[file].text if file in self._summaries else ""


class _Kept(Struct, frozen=True):
    """A record as it is kept."""

    record: Record | None


class _Made(Struct, frozen=True):
    """A file read, as it is kept and sent between processes."""

    summary: bytes
    record: bytes
    text: bytes
    front: bytes
    """What the front matter gave, where it was read anew."""


def _read(source: Source | Unread, language: str) -> Reading:
    from builder.content.read import read  # noqa: PLC0415 # 0.2 s that a build without a new file need not pay

    return read(Source(source.file, source.kind, source.data), language)


def _nothing(_: str) -> None:
    """No front matter is kept."""


def _made(source: Source | Unread, language: str, kept: Callable[[str], bytes | None]) -> _Made:
    """A source read; `kept` gives what is kept of a front matter under a key."""
    if source.kind == "session":
        reading, name, front = _session(source, kept, language)
    else:
        reading, name, front = _read(source, language), "", b""
    record = dump(_Kept, _Kept(reading.record))
    text = dump(Text, reading.text) if reading.text else b""
    summary = Summary(
        file=source.file,
        key=_key(source, language),
        record=digest(record, *reading.broken),
        text=digest(text) if text else "",
        unread=reading.record is None,
        problems=reading.problems,
        broken=reading.broken,
        front=name,
    )
    return _Made(dump(Summary, summary), record, text, front)


def _session(
    source: Source | Unread, kept: Callable[[str], bytes | None], language: str
) -> tuple[Reading, str, bytes]:
    """A session read, and the name and plain form of its front half where that was not at hand."""
    from builder.content.front_matter import split  # noqa: PLC0415 # as in _read
    from builder.content.write_up import Front, with_text  # noqa: PLC0415 # the same

    file = source.file
    try:
        front, body, body_line = split(file, source.data)
        name = digest("front", code(), file, language, front)
        found, new = loaded(Front, kept(name) or b""), b""
        if found is None:
            from builder.content.read import read_front  # noqa: PLC0415 # for a front matter that is new

            found = read_front(file, front, language)
            new = dump(Front, found)
    except ContentError as error:
        return Reading(file, None, (error.problem,)), "", b""
    return with_text(found, file, body, body_line, language), name, new


def _key(source: Source | Unread, language: str) -> str:
    return digest("reading", code(), source.kind, source.file, language, source.sha256)


def _parts(sources: Sequence[Source | Unread], language: str) -> dict[str, Sequence[Source | Unread]]:
    """Sources that follow one another, by the digest of all that they are read from."""
    parts = (sources[start : start + _TOGETHER] for start in range(0, len(sources), _TOGETHER))
    return {
        digest(
            "part", code(), language, *(said for one in part for said in (one.kind, one.file, one.sha256))
        ): part
        for part in parts
    }
