"""The index: passages → shards, in which a script finds the passages that hold a word or a pair of words.

A *key* is a spelled word, or two neighbours with a space between them. A *posting* says in one number which
passage holds it and how prominently: passage number times three, plus 2 in a title, 1 in a heading, 0 else.
Passages are numbered through the whole archive, oldest first, so that what is new changes no number.

The work is done by *volumes* (stretches of the archive, such as a year): what a volume holds depends on its
own passages only, and a shard only on what the volumes hold for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from builder.model.spelling import Passage, folded
from builder.outputs.search.packing import pack_steps, packed

WEIGHTS = 3
"""Text, heading, title."""
DRAWERS = 4096
"""Into how many drawers a volume sorts its keys; a shard takes over a power of two of them."""
SHARD = 12 * 1024
"""Bytes of a shard aimed at, before compression."""


@dataclass(frozen=True, slots=True)
class Volume:
    """What a stretch of the archive holds: how many passages, and in each drawer lines of its keys.

    A line is the key, its first and last posting counted from the volume's own first passage, and the steps
    between them, with tabs in between.
    """

    passages: int
    drawers: dict[int, str]


def volume(passages: Sequence[Passage]) -> Volume:
    """A volume of its passages in their order."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        known: set[str] = set()
        for weight, text in ((2, passage.title), (1, passage.heading), (0, passage.text)):
            keys = _keys(text) - known
            known |= keys
            posting = number * WEIGHTS + weight
            for key in keys:
                postings[key].append(posting)
    drawers: defaultdict[int, list[str]] = defaultdict(list)
    for key, found in postings.items():
        line = f"{key}\t{found[0]}\t{found[-1]}\t{pack_steps(found)}"
        drawers[drawer_of(folded(key))].append(line)
    return Volume(len(passages), {drawer: "\n".join(sorted(drawers[drawer])) for drawer in sorted(drawers)})


def _keys(text: str) -> set[str]:
    """The words of a spelled text and the pairs of neighbours in its runs."""
    keys: set[str] = set()
    for run in text.split("\n") if text else ():
        words = run.split(" ")
        keys.update(words)
        keys.update(map(" ".join, pairwise(words)))
    return keys


def drawer_of(key: str) -> int:
    """The drawer of a folded key: the low bits of its CRC-32, which any language computes."""
    return crc32(key.encode("utf-8")) % DRAWERS


def shards(volumes: Sequence[Volume]) -> list[dict[str, str]]:
    """The postings of every key as packed steps, by shard; a key is in the shard of its drawer's low bits.

    Their number is a power of two, so that a growing archive changes it seldom.
    """
    size = sum(len(lines) for one in volumes for lines in one.drawers.values())
    count = 1
    while count < DRAWERS and count * SHARD < size:
        count *= 2
    return [_shard(volumes, range(number, DRAWERS, count)) for number in range(count)]


def _shard(volumes: Iterable[Volume], drawers: Iterable[int]) -> dict[str, str]:
    postings: dict[str, str] = {}
    lasts: dict[str, int] = {}
    base = 0
    for one in volumes:
        for lines in filter(None, map(one.drawers.get, drawers)):
            for line in lines.split("\n"):
                key, first, last, steps = line.split("\t")
                step = base + int(first) - lasts.get(key, 0)
                postings[key] = f"{postings.get(key, '')}{packed(step)}{steps}"
                lasts[key] = base + int(last)
        base += one.passages * WEIGHTS
    return dict(sorted(postings.items()))
