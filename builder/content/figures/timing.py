"""What a phrase itself says of its time: a part of a year, the year it begins with, a running total."""

import re

from msgspec import Struct

from builder.model.reading import Timing

_PAUSE = re.compile(r"[,;(]")
_NONE = Timing()


class Times(Struct, frozen=True):
    """The words of a language that tell of time, each as an expression over folded text."""

    any: re.Pattern[str]
    """What stands in every phrase that says anything of the kind: most do not."""
    before: re.Pattern[str]
    """How a phrase begins that tells of the time before."""
    part: re.Pattern[str]
    compared: re.Pattern[str]
    """What stands before a time that a figure is only compared with."""
    year: re.Pattern[str]
    base: re.Pattern[str]
    running: re.Pattern[str]
    so_far: re.Pattern[str]
    aim: re.Pattern[str]
    """How a phrase begins that says what is to come."""


def timing(folded: str, words: Times) -> Timing:
    """What a folded phrase says of its time; nothing of a time that it only compares with."""
    if before := words.before.match(folded):
        return Timing(before[0])
    if not words.any.search(folded):
        return _NONE
    part = next((one for one in words.part.finditer(folded) if not _compared(folded, one, words)), None)
    year, base = words.year.match(folded), words.base.search(folded)
    return Timing(
        part[0] if part else "",
        int(year[1]) if year else 0,
        int(base[1]) if base else 0,
        bool(words.running.search(folded)),
        bool(words.so_far.search(folded)),
        bool(words.aim.match(folded)),
    )


def _compared(folded: str, part: re.Match[str], words: Times) -> bool:
    clause = _PAUSE.split(folded[: part.start()])[-1]
    return words.compared.search(clause) is not None
