"""Frozen values as JSON, there and back, by the types that their dataclasses declare.

Equal values give equal bytes, so that the digest of the bytes is the digest of the value. Known are texts,
numbers, days, hours, zones, literals, tuples, sets, mappings, unions and frozen dataclasses of these; any
other type is refused when it is first met. A text that is Foreign stays so: a page shows its language.
"""

import json
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, partial
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from builder.model.words import Foreign

T = TypeVar("T")
Kind = Any
"""A declared type: a class, or a form of `typing` such as `tuple[str, ...]`."""
Found = Any
"""A value of a declared type, or what JSON holds of it."""
Way = Callable[[Found], Found]
"""One direction of the way between the two."""

_AS_IS = frozenset({int, bool, float, type(None)})
_SIMPLE: dict[Any, tuple[Way, Way]] = {
    Decimal: (str, Decimal),
    datetime: (datetime.isoformat, datetime.fromisoformat),
    date: (date.isoformat, date.fromisoformat),
    time: (time.isoformat, time.fromisoformat),
    ZoneInfo: (str, ZoneInfo),
    bytes: (lambda data: data.decode("latin-1"), lambda text: text.encode("latin-1")),
}
_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


FAULTS = (ValueError, TypeError, LookupError, ArithmeticError)
"""What bytes raise that are no value of the type."""


def dump(kind: Kind, value: object) -> bytes:
    """A value of a declared type as bytes."""
    out, _ = _ways(kind, marked=True)
    return _dump(out(value) if out else value).encode("utf-8", "surrogatepass")


def load(kind: type[T], data: bytes) -> T:
    """The value again; raises one of `FAULTS` for bytes that `dump` did not make."""
    _, back = _ways(cast("Kind", kind), marked=_MARK_IN_JSON in data)
    found = json.loads(data.decode("utf-8", "surrogatepass"))
    value: T = back(found) if back else found
    return value


def loaded(kind: type[T], data: bytes) -> T | None:
    """The value again, or None for bytes that `dump` did not make and for none."""
    try:
        return load(kind, data) if data else None
    except FAULTS:
        return None


_MARK = "\0"
"""How a text begins that needs more than its signs: its language and another mark stand before it."""
_MARK_IN_JSON = b"\\u0000"


def _text(kind: type[str], *, marked: bool) -> tuple[Way | None, Way | None]:
    if kind is not str:
        return str, kind
    return (_out_text, _back_text) if marked else (None, None)


def _out_text(text: str) -> str:
    if isinstance(text, Foreign):
        return f"{_MARK}{text.lang}{_MARK}{text}"
    return f"{_MARK}{_MARK}{text}" if text[:1] == _MARK else text


def _back_text(text: str) -> str:
    if text[:1] != _MARK:
        return text
    lang, _, said = text[1:].partition(_MARK)
    return Foreign(said, lang) if lang else said


@cache
def _ways(kind: Kind, *, marked: bool) -> tuple[Way | None, Way | None]:
    """Out and back; None where the value is what JSON holds already.

    Bytes without a mark in them, as nearly all are, hold every text as it is: nothing looks at each.
    """
    origin: Kind = get_origin(kind)
    given = get_args(kind)
    if kind in _AS_IS or origin is Literal:
        return None, None
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if origin in {Union, types.UnionType}:
        return _union(given, marked=marked)
    if origin is tuple and given[-1:] == (...,):
        return _many(given[0], tuple, marked=marked)
    if origin is tuple:
        return _row(given, tuple, marked=marked)
    if origin is frozenset:
        out, back = _many(given[0], frozenset, marked=marked)
        return (lambda found: sorted(out(found))), back
    if isinstance(origin, type) and issubclass(origin, Mapping):
        out, back = _many(types.GenericAlias(tuple, given), dict, marked=marked)
        return (lambda found: out(found.items())), back
    if isinstance(kind, type) and issubclass(kind, str):
        return _text(kind, marked=marked)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, marked=marked)
    raise TypeError(f"no plain form of {kind!r}")


def _many(kind: Kind, gathered: Callable[[Iterable[Any]], Any], *, marked: bool) -> tuple[Way, Way]:
    out, back = _ways(kind, marked=marked)
    return (
        (lambda found: [out(one) for one in found]) if out else list,
        (lambda found: gathered([back(one) for one in found])) if back else gathered,
    )


def _row(kinds: Iterable[Any], gathered: Callable[[Iterable[Any]], Any], *, marked: bool) -> tuple[Way, Way]:
    ways = tuple(_ways(kind, marked=marked) for kind in kinds)

    def go(found: Found, turn: int) -> list[Any]:
        return [way[turn](one) if way[turn] else one for way, one in zip(ways, found, strict=True)]  # type: ignore[misc] # not None

    return (lambda found: go(found, 0)), (lambda found: gathered(go(found, 1)))


def _union(kinds: tuple[Any, ...], *, marked: bool) -> tuple[Way | None, Way | None]:
    """None stays None; one other type stands alone, several say which they are."""
    rest = tuple(kind for kind in kinds if kind is not type(None))
    if all(_ways(kind, marked=True) == (None, None) for kind in rest):
        return None, None
    if len(rest) == 1:
        out, back = _ways(rest[0], marked=marked)
        if out is None or back is None:
            return None, None
        return (
            (lambda found: None if found is None else out(found)),
            (lambda found: None if found is None else back(found)),
        )
    ways = tuple(_ways(kind, marked=marked) for kind in rest)
    index = {get_origin(kind) or kind: number for number, kind in enumerate(rest)}

    def tagged(found: Found) -> Found:
        if found is None:
            return None
        number = index[str if isinstance(found, str) else type(found)]
        way = ways[number][0]
        return [number, way(found) if way else found]

    def untagged(found: Found) -> Found:
        if found is None:
            return None
        way = ways[found[0]][1]
        return way(found[1]) if way else found[1]

    return tagged, untagged


_begun: dict[tuple[type, bool], dict[str, Way]] = {}
"""Dataclasses whose fields are being looked at: one of them may hold another of its kind."""


def _later(made: dict[str, Way], way: str, found: Found) -> Found:
    return made[way](found)


def _record(kind: type, *, marked: bool) -> tuple[Way, Way]:
    """A dataclass as the list of its fields.

    The two functions are written out as source, as dataclasses write theirs: going through the fields one
    by one took three times as long, and this is done for everything that a page shows.
    """
    if (kind, marked) in _begun:
        made = _begun[kind, marked]
        return partial(_later, made, "out"), partial(_later, made, "back")
    hints, made = get_type_hints(kind), _begun.setdefault((kind, marked), {})
    names: dict[str, Any] = {"kind": kind}
    out: list[str] = []
    back: list[str] = []
    for number, field in enumerate(fields(kind)):
        there, again = _ways(hints[field.name], marked=marked)
        names[f"out{number}"], names[f"back{number}"] = there, again
        out.append(f"out{number}(found.{field.name})" if there else f"found.{field.name}")
        back.append(f"back{number}(found[{number}])" if again else f"found[{number}]")
    made["out"] = eval(f"lambda found: [{', '.join(out)}]", names)  # noqa: S307 # made of our own fields' names
    made["back"] = eval(f"lambda found: kind({', '.join(back)})", names)  # noqa: S307 # made of numbers only
    del _begun[kind, marked]
    return made["out"], made["back"]
