"""Attachments looked into, once for the same bytes: pictures with their size, documents, or their faults."""

from functools import partial
from pathlib import Path

from builder.cache import Cache
from builder.content.sources import read_attachment
from builder.digest import digest
from builder.memory.code import code
from builder.model.document import Attachment
from builder.parallel import each
from builder.plain import FAULTS, dump, load

_ATTACHMENT = "attachment"
_FEW = 8
"""Files to look into that are worth another process."""


def looked_into(
    found: tuple[Attachment, ...], project: Path, cache: Cache, jobs: int
) -> tuple[Attachment, ...]:
    """The attachments, each as `read_attachment` gives it for the same bytes."""
    keys = {one.file: digest(code(), dump(Attachment, one)) for one in found}
    known: dict[str, Attachment] = {}
    for key, data in cache.get_all(_ATTACHMENT, keys.values()).items():
        try:
            known[key] = load(Attachment, data)
        except FAULTS:
            continue
    rest = [one for one in found if keys[one.file] not in known]
    for one in each(partial(read_attachment, project), rest, jobs, worth_it=_FEW):
        known[keys[one.file]] = one
        cache.put(_ATTACHMENT, keys[one.file], dump(Attachment, one))
    return tuple(known[keys[one.file]] for one in found)
