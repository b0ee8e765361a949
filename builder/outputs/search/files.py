"""The files a search reads: shards of the index, a directory of everything, and cards of what is found.

Each is a script of one call, `bulletinSearch(name, value)`: scripts load from a disk and under a strict
content security policy, where fetched files do not. Names carry a digest of the content, so that browsers
may keep them for ever and never mix two builds; the search page names the directory, the directory the rest.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from builder.outputs.search.packing import pack
from builder.outputs.search.planned import KINDS, Entry

CARDS = 25
"""Entries whose cards share a file: the first ten hits lie in up to ten of them."""
_DIGEST = 8


def card_files(entries: Sequence[Entry], language: str) -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of the cards of all entries."""
    return tuple(
        _file(f"cards-{language}", n, [_card(one) for one in entries[start : start + CARDS]])
        for n, start in enumerate(range(0, len(entries), CARDS))
    )


def word_file(number: int, shard: Mapping[str, str]) -> tuple[str, bytes]:
    """Name and bytes of a shard."""
    return _file("words", number, shard)


def directory(entries: Sequence[Entry], cards: Sequence[tuple[str, bytes]], language: str) -> str:
    """What the directory says beside the digests of the words, which follow from the texts."""
    listed = {"cards": {language: "".join(digest_of(name) for name, _ in cards)}, "perCards": CARDS}
    return _json(listed | _columns(entries))


def directory_file(said: str, words: Iterable[str]) -> tuple[str, bytes]:
    """Name and bytes of the directory with the names of its files of words."""
    digests = "".join(map(digest_of, words))
    data = f'bulletinSearch("directory",{{"words":"{digests}",{said[1:]})\n'.encode()
    return f"directory-{_digest(data)}.js", data


def digest_of(name: str) -> str:
    """The digest in the name of a file."""
    return name[-len(".js") - _DIGEST : -len(".js")]


def _file(name: str, number: int, value: object) -> tuple[str, bytes]:
    data = f'bulletinSearch("{name}-{number}",{_json(value)})\n'.encode()
    return f"{name}-{number}-{_digest(data)}.js", data


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:_DIGEST]


def _card(entry: Entry) -> list[object]:
    card: list[object] = [entry.href, entry.title, entry.called, entry.of, entry.summary, entry.sections]
    while card and not card[-1]:
        card.pop()
    return card


def _columns(entries: Sequence[Entry]) -> dict[str, object]:
    """What filters, orders and counts: packed columns, one number per entry, and the keys they stand for."""
    councils, terms, topics = _Keys(), _Keys(), _Keys()
    days = [one.day.toordinal() if one.day else 0 for one in entries]
    columns = {
        "kind": pack(KINDS.index(one.kind) for one in entries),
        "passages": pack(_passages(one) for one in entries),
        "day": pack(_steps(days)),
        "council": pack(councils.number(one.council) for one in entries),
        "term": pack(terms.number(one.term) for one in entries),
        "topics": pack(topics.number(" ".join(one.topics)) for one in entries),
    }
    known = {"councils": councils.known, "terms": terms.known, "topicSets": topics.known}
    return {"columns": columns, "kinds": KINDS, **known}


def _passages(entry: Entry) -> int:
    """How many passages an entry has, whatever they say."""
    return len(entry.found.passages) or 1 + len(entry.sections)


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
