"""The index: passages → shards, in which a script finds the passages that hold a word or a pair of words.

A *key* is a spelled word, or two neighbours with a space between them. A *posting* says in one number which
passage holds it and how prominently: passage number times three, plus 2 in a title, 1 in a heading, 0 else.
Passages are numbered through the whole archive, oldest first, so that what is new changes no number.

The work is done by *volumes* (stretches of the archive, such as a year): what a volume holds depends on its
own passages only, and a shard only on what the volumes hold for it. Both are remembered: `memory/search.py`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from zlib import crc32

from msgspec import Struct

from builder.model.spelling import Passage, folded
from builder.outputs.search.packing import pack_steps, packed

WEIGHTS = 3
"""Text, heading, title."""
DRAWERS = 4096
"""Into how many drawers keys are sorted; a shard holds a power of two of them."""
BUCKETS = 256
"""Into how many buckets a volume gathers its drawers, by their low bits."""
SHARD = 12 * 1024
"""Bytes of a shard aimed at, before compression."""


class Volume(Struct, frozen=True):
    """What a stretch of the archive holds: how many passages, and in each bucket sorted lines of its keys.

    A line is the key, its first and last posting counted from the volume's own first passage, and the steps
    between them, with tabs in between.
    """

    passages: int
    buckets: tuple[str, ...]


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
    buckets: list[list[str]] = [[] for _ in range(BUCKETS)]
    for key, found in postings.items():
        line = f"{key}\t{found[0]}\t{found[-1]}\t{pack_steps(found)}"
        buckets[drawer_of(folded(key)) % BUCKETS].append(line)
    return Volume(len(passages), tuple("\n".join(sorted(lines)) for lines in buckets))


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


def count_of(size: int) -> int:
    """Into how many shards volumes of so many bytes go.

    Their number is a power of two, so that a growing archive changes it seldom.
    """
    count = 1
    while count < DRAWERS and count * SHARD < size:
        count *= 2
    return count


def groups_of(count: int) -> int:
    """Into how many groups so many shards fall: those of a group take their keys from the same buckets."""
    return min(count, BUCKETS)


def shards_of(group: int, count: int) -> Sequence[int]:
    """The shards of a group, of so many: there are several where a bucket holds the keys of several."""
    return range(group, count, BUCKETS)


def buckets_of(group: int, count: int) -> Sequence[int]:
    """The buckets that the shards of a group take their keys from: a key is in that of its low bits."""
    return range(group, BUCKETS, count)


def shards(
    volumes: Iterable[tuple[int, Iterable[str]]], group: int, count: int
) -> tuple[dict[str, str], ...]:
    """The postings of every key as packed steps, shard by shard of a group.

    `volumes` are all of them in their order: the passages of each, and its buckets for this group.
    """
    postings: dict[str, str] = {}
    lasts: dict[str, int] = {}
    base = 0
    for passages, buckets in volumes:
        for lines in filter(None, buckets):
            for line in lines.split("\n"):
                key, first, last, steps = line.split("\t")
                step = base + int(first) - lasts.get(key, 0)
                postings[key] = f"{postings.get(key, '')}{packed(step)}{steps}"
                lasts[key] = base + int(last)
        base += passages * WEIGHTS
    numbers = shards_of(group, count)
    found: dict[int, dict[str, str]] = {number: {} for number in numbers}
    for key in sorted(postings):
        number = drawer_of(folded(key)) % count if len(numbers) > 1 else group
        found[number][key] = postings[key]
    return tuple(found.values())
