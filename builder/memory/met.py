"""Files met before: their SHA-256 while nobody changed them, and when git saw them change."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.cache import Cache
from builder.content.history import committed
from builder.content.sources import Snapshot, take
from builder.content.survey import Mark, settled
from builder.digest import digest
from builder.memory.code import code
from builder.plain import FAULTS, dump, loaded

_MET, _DATES = "met", "dates"


class _Dates(Struct, frozen=True):
    """What git said."""

    committed: dict[str, datetime]


def taken(
    project: Path, seen: Iterable[tuple[str, Mark]], head: tuple[str, ...], clock: int, cache: Cache
) -> Snapshot:
    """The snapshot of a site; files that were met before are not opened, and git is not asked again.

    `seen` is what `survey` lists below `content/` and `clock` when it did, `head` what `history.head` says.
    """
    known = cache.value(_MET, _MET, _known) or {}
    snapshot = take(project, seen, known)
    met = [one for one in snapshot.met if settled(one[1], clock)]
    if {(path, mark): sha256 for path, mark, sha256 in met} != known:
        cache.put(_MET, _MET, json.dumps(met).encode("utf-8"))
    return replace(snapshot, committed=_dates(project, head, cache))


def _dates(project: Path, head: tuple[str, ...], cache: Cache) -> dict[str, datetime]:
    if not head:
        return {}
    key = digest("dates", code(), *head)
    kept = cache.value(_DATES, key, partial(loaded, _Dates))
    if kept is None:
        kept = _Dates(committed(project))
        cache.put(_DATES, key, dump(_Dates, kept))
    return kept.committed


def _known(plain: bytes) -> dict[tuple[str, Mark], str] | None:
    try:
        return {(path, (*mark,)): sha256 for path, mark, sha256 in json.loads(plain)}
    except FAULTS:
        return None
