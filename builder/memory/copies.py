"""Phrases held against the copies of their sources: once for the same phrases and the same copy.

The words of a copy are kept apart, by its digest: another phrase does not take them out of the file again.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from builder.cache import Cache
from builder.content.copies import READABLE
from builder.content.sources import read_copy
from builder.digest import digest
from builder.memory.code import code
from builder.model.document import Attachment
from builder.model.links import beside
from builder.model.quotation import Compared, Copy, Held, held, phrases_of
from builder.model.session import Session
from builder.parallel import each
from builder.plain import dump, loaded

_HELD, _COPY = "held", "copy"
_FEW = 4
"""Copies whose words are to be taken out that are worth another process."""


def compared(
    sessions: Iterable[Session],
    attachments: Mapping[str, Attachment],
    project: Path,
    cache: Cache,
    jobs: int,
) -> Compared:
    """What the phrases of the sessions gave, held against each copy that can be read and that some name."""
    asked: dict[tuple[str, str], tuple[Attachment, tuple[str, ...]]] = {}
    for session in sessions:
        for source in session.sources:
            copy = attachments.get(beside(session.file, source.file)) if source.file else None
            phrases = phrases_of(session, source)
            if copy and phrases and _readable(copy):
                asked[session.file, source.id] = copy, phrases
    names = {pair: digest(code(), _name(copy), *phrases) for pair, (copy, phrases) in asked.items()}
    known = cache.values(_HELD, names.values(), partial(loaded, Held))
    rest = {_name(copy): copy for pair, (copy, _) in asked.items() if names[pair] not in known}
    words = _words(rest, project, cache, jobs)
    for pair, (copy, phrases) in asked.items():
        if names[pair] not in known:
            known[names[pair]] = found = held(phrases, words[_name(copy)])
            cache.put(_HELD, names[pair], dump(Held, found))
    return {pair: known[name] for pair, name in names.items()}


def _words(copies: Mapping[str, Attachment], project: Path, cache: Cache, jobs: int) -> Mapping[str, Copy]:
    """The words of copies, by name."""
    words = {
        name: copy
        for name, data in cache.get_all(_COPY, copies).items()
        if (copy := loaded(Copy, data)) is not None
    }
    rest = [name for name in copies if name not in words]
    read = each(partial(read_copy, project), [copies[name] for name in rest], jobs, worth_it=_FEW)
    for name, copy in zip(rest, read, strict=True):
        words[name] = copy
        cache.put(_COPY, name, dump(Copy, copy))
    return words


def _readable(copy: Attachment) -> bool:
    """Whether a copy is what its name says, and of a kind that has words."""
    return copy.suffix in READABLE and (copy.fault is None or copy.fault.code == "copy-only")


def _name(copy: Attachment) -> str:
    return digest(code(), copy.suffix, copy.source)
