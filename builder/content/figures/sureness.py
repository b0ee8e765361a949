"""Why a figure that was read is not sure: what its words leave open, and forms that nobody filled in."""

from collections.abc import Iterator

from builder.content.figures.comparing import listed_after
from builder.content.figures.context import Context
from builder.content.figures.item import Item
from builder.content.figures.phrase import Phrase
from builder.model.reading import Doubt


def doubts(said: Phrase, found: list[Context], main: Context) -> Iterator[Doubt]:
    """The doubts about the numbers of a phrase, of which `main` is the figure itself."""
    item = main.item
    for one in found:
        beside = (one.frame and one.frame != "previous") or (one is not main and one.reference)
        if beside and len(one.item.values) > 1:
            yield _either(said, one.item)  # `vượt 5 - 7% dự toán`, `đạt 6% (mục tiêu 5-7%)`
        if one.unclear or one.bound:
            printed = said.words(one.item.first, one.item.end)
            other = f"{one.bound} {printed}" if one.bound else f"-{printed}"
            yield Doubt("several-values", printed, (printed, other))
        if one.lacks_percent:
            yield Doubt("unknown-unit", said.words(one.item.first, one.item.last + 2))
        if one.times:
            yield Doubt("times", said.words(one.item.first, one.item.end))
    if item.signed == "-" and main.falls:
        yield Doubt("double-negative", said.words(item.first, item.end))
    if item.of is not None and "outcome" in said.roles and listed_after(main):
        yield _either(said, item)
    ballot = "ballot" in said.roles and not item.unit  # `the motion failed 2-3`
    if len(item.values) > 1 and (main.op != "=" or (ballot and item.values[0] < item.values[1])):
        yield _either(said, item)
    if (main.excess or (main.exceeds and item.unit == "%")) and not main.frame:
        yield Doubt("compared-with-what", said.words(item.first, item.end))


def _either(said: Phrase, item: Item) -> Doubt:
    return Doubt("several-values", said.words(item.first, item.end), tuple(map(str, item.values)))
