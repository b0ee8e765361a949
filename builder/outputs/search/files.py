"""The files a search reads: shards of the index, a directory of everything, and cards of what is found.

Each is a script of one call, `bulletinSearch(name, value)`: scripts load from a disk and under a strict
content security policy, where fetched files do not. Names carry a digest of the content, so that browsers
may keep them for ever and never mix two builds; the search page names the directory, the directory the rest.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256

from builder.outputs.search.entries import KINDS, Entry
from builder.outputs.search.index import Volume, shards
from builder.outputs.search.packing import pack

CARDS = 25
"""Entries whose cards share a file: the first ten hits lie in up to ten of them."""
_DIGEST = 8


def index_files(
    entries: Sequence[Entry], volumes: Sequence[Volume], language: str
) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of all files, the directory first."""
    words = [_file("words", n, shard) for n, shard in enumerate(shards(volumes))]
    cards = [
        _file(f"cards-{language}", n, [_card(one) for one in entries[start : start + CARDS]])
        for n, start in enumerate(range(0, len(entries), CARDS))
    ]
    listed = {"words": _digests(words), "cards": {language: _digests(cards)}, "perCards": CARDS}
    data = _call("directory", listed | _columns(entries))
    yield f"directory-{_digest(data)}.js", data
    yield from words
    yield from cards


def _file(name: str, number: int, value: object) -> tuple[str, bytes]:
    data = _call(f"{name}-{number}", value)
    return f"{name}-{number}-{_digest(data)}.js", data


def _call(name: str, value: object) -> bytes:
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'bulletinSearch("{name}",{said})\n'.encode()


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:_DIGEST]


def _digests(files: Sequence[tuple[str, bytes]]) -> str:
    return "".join(_digest(data) for _, data in files)


def _card(entry: Entry) -> list[object]:
    sections = [[one.anchor, one.name] for one in entry.passages[1:]]
    card: list[object] = [entry.href, entry.title, entry.number, entry.summary, sections]
    while card and not card[-1]:
        card.pop()
    return card


def _columns(entries: Sequence[Entry]) -> dict[str, object]:
    """What filters, orders and counts: packed columns, one number per entry, and the keys they stand for."""
    councils, terms, topics = _Keys(), _Keys(), _Keys()
    days = [one.day.toordinal() if one.day else 0 for one in entries]
    columns = {
        "kind": pack(KINDS.index(one.kind) for one in entries),
        "passages": pack(len(one.passages) for one in entries),
        "day": pack(_steps(days)),
        "council": pack(councils.number(one.council) for one in entries),
        "term": pack(terms.number(one.term) for one in entries),
        "topics": pack(topics.number(" ".join(one.topics)) for one in entries),
    }
    known = {"councils": councils.known, "terms": terms.known, "topicSets": topics.known}
    return {"columns": columns, "kinds": KINDS, **known}


class _Keys:
    """Keys numbered in the order in which they are met; the empty one is 0."""

    def __init__(self) -> None:
        self._numbers = {"": 0}

    @property
    def known(self) -> list[str]:
        return list(self._numbers)

    def number(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers))


def _steps(days: Sequence[int]) -> Iterator[int]:
    """The steps between days, forward ones even, backward ones odd."""
    for before, day in zip((0, *days), days, strict=False):
        yield 2 * (day - before) if day >= before else 2 * (before - day) - 1
