"""Frozen values as JSON, there and back, by the types that their records declare.

Equal values give equal bytes, so that the digest of the bytes is the digest of the value. Known are texts,
numbers, days, hours, zones, literals, tuples, sets, mappings, unions and records (`msgspec.Struct`) of these;
any other type is refused when it is first met. A text that is Foreign stays so: a page shows its language.
"""

import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.json import decode, encode

from builder.model.words import Foreign

T = TypeVar("T")
Kind = Any
"""A declared type: a class, or a form of `typing` such as `tuple[str, ...]`."""
Found = Any
"""A value of a declared type, or what JSON holds of it."""
Way = Callable[[Found], Found]
"""One direction of the way between the two."""
Source = Callable[[str], str]
"""The same written out as Python: an expression of a value → the expression of what becomes of it."""

FAULTS = (ValueError, TypeError, LookupError, ArithmeticError)
"""What bytes raise that are no value of the type."""


def dump(kind: Kind, value: object) -> bytes:
    """A value of a declared type as bytes."""
    out, _ = _functions(kind, marked=True)
    return encode(out(value))


def load(kind: type[T], data: bytes, same: dict[str, str] | None = None) -> T:
    """The value again; raises one of `FAULTS` for bytes that `dump` did not make.

    `same` makes equal short texts one, for many values that stay: those that it holds and those of this
    value, which it holds from then on. Keys and units are a third of what records take, and most share them.
    """
    _, back = _functions(cast("Kind", kind), marked=_MARK_IN_JSON in data)
    found = decode(data)
    if same is not None:
        _share(found, same)
    value: T = back(found)
    return value


def loaded(kind: type[T], data: bytes, same: dict[str, str] | None = None) -> T | None:
    """The value again, or None for bytes that `dump` did not make and for none; `same` as for `load`."""
    try:
        return load(kind, data, same) if data else None
    except FAULTS:
        return None


_SHORT = 32
"""Signs of a text that others are likely to repeat, at most."""


def _share(found: Found, same: dict[str, str]) -> None:
    """Put the one that `same` holds in place of each short text of a list, however deep it lies."""
    for number, one in enumerate(found):
        if one.__class__ is str:
            if len(one) < _SHORT:
                found[number] = same.setdefault(one, one)
        elif one.__class__ is list:
            _share(one, same)


_MARK = "\0"
"""How a text begins that needs more than its signs: its language and another mark stand before it."""
_MARK_IN_JSON = b"\\u0000"


def _out_text(text: str) -> str:
    if isinstance(text, Foreign):
        return f"{_MARK}{text.lang}{_MARK}{text}"
    return f"{_MARK}{_MARK}{text}" if text[:1] == _MARK else text


def _back_text(text: str) -> str:
    if text[:1] != _MARK:
        return text
    lang, _, said = text[1:].partition(_MARK)
    return Foreign(said, lang) if lang else said


# The ways are written out as source, and a record is one function: going
# through the values one by one took three times as long, and this is done for all that a page shows.

_names: dict[str, Any] = {"out_text": _out_text, "back_text": _back_text}
"""What the sources name."""
_SIMPLE: dict[Any, tuple[str, str]] = {
    Decimal: ("str({})", "Decimal({})"),
    datetime: ("{}.isoformat()", "datetime.fromisoformat({})"),
    date: ("{}.isoformat()", "date.fromisoformat({})"),
    time: ("{}.isoformat()", "time.fromisoformat({})"),
    ZoneInfo: ("str({})", "ZoneInfo({})"),
    bytes: ("{}.decode('latin-1')", "{}.encode('latin-1')"),
}
_names |= {kind.__name__: kind for kind in _SIMPLE}
_AS_IS = frozenset({int, bool, float, type(None)})


@cache
def _functions(kind: Kind, *, marked: bool) -> tuple[Way, Way]:
    """Out and back."""
    out, back = _ways(kind, marked=marked)
    return _function(out), _function(back)


def _function(way: Source | None) -> Way:
    made: Way = eval(f"lambda found: {_said(way, 'found')}", _names)  # noqa: S307 # made of names of fields and our own
    return made


def _said(way: Source | None, value: str) -> str:
    return way(value) if way else value


def _named(value: object) -> str:
    name = f"named{len(_names)}"
    _names[name] = value
    return name


@cache
def _ways(kind: Kind, *, marked: bool) -> tuple[Source | None, Source | None]:
    """Out and back; None where the value is what JSON holds already.

    Bytes without a mark in them, as nearly all are, hold every text as it is: nothing looks at each.
    """
    origin: Kind = get_origin(kind)
    given = get_args(kind)
    if kind in _AS_IS or origin is Literal:
        return None, None
    if kind in _SIMPLE:
        there, again = _SIMPLE[kind]
        return there.format, again.format
    if origin in {Union, types.UnionType}:
        return _union(given, marked=marked)
    if origin is tuple and given[-1:] == (...,):
        return _many(given[0], marked=marked)
    if origin is tuple:
        return _row(given, marked=marked)
    if origin is frozenset:
        out, back = _many(given[0], marked=marked)
        return (lambda value: f"sorted({out(value)})"), (lambda value: f"frozenset({back(value)})")
    if isinstance(origin, type) and issubclass(origin, Mapping):
        out, back = _many(types.GenericAlias(tuple, given), marked=marked)
        return (lambda value: out(f"{value}.items()")), (lambda value: f"dict({back(value)})")
    if isinstance(kind, type) and issubclass(kind, str):
        return _text(kind, marked=marked)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _record(kind, marked=marked)
    raise TypeError(f"no plain form of {kind!r}")


def _text(kind: type[str], *, marked: bool) -> tuple[Source | None, Source | None]:
    """Most texts begin with a letter or a figure, not with a mark: no function is called for them."""
    if kind is not str:
        name = _named(kind)
        return "str({})".format, f"{name}({{}})".format
    if not marked:
        return None, None
    return (
        "({0} if {0}.__class__ is str and {0} > ' ' else out_text({0}))".format,
        "({0} if {0} > ' ' else back_text({0}))".format,
    )


def _many(kind: Kind, *, marked: bool) -> tuple[Source, Source]:
    out, back = _ways(kind, marked=marked)

    def each(way: Source | None, value: str) -> str:
        return f"[{way('one')} for one in {value}]" if way else value

    return (lambda value: each(out, value)), (lambda value: f"tuple({each(back, value)})")


def _row(kinds: tuple[Kind, ...], *, marked: bool) -> tuple[Source, Source]:
    ways = tuple(_ways(kind, marked=marked) for kind in kinds)

    def parts(value: str, turn: int) -> str:
        return "".join(f"{_said(way[turn], f'{value}[{number}]')}, " for number, way in enumerate(ways))

    return (lambda value: f"[{parts(value, 0)}]"), (lambda value: f"({parts(value, 1)})")


def _union(kinds: tuple[Kind, ...], *, marked: bool) -> tuple[Source | None, Source | None]:
    """None stays None; one other type stands alone, several say which they are."""
    rest = tuple(kind for kind in kinds if kind is not type(None))
    if all(_ways(kind, marked=True) == (None, None) for kind in rest):
        return None, None
    if len(rest) == 1:
        out, back = _ways(rest[0], marked=marked)
        return _unless_none(out), _unless_none(back)
    ways = tuple(_functions(kind, marked=marked) for kind in rest)
    index = {get_origin(kind) or kind: number for number, kind in enumerate(rest)}

    def tagged(found: Found) -> Found:
        number = index[str if isinstance(found, str) else type(found)]
        return [number, ways[number][0](found)]

    def untagged(found: Found) -> Found:
        return ways[found[0]][1](found[1])

    return _unless_none(f"{_named(tagged)}({{}})".format), _unless_none(f"{_named(untagged)}({{}})".format)


def _unless_none(way: Source | None) -> Source | None:
    return (lambda value: f"(None if {value} is None else {way(value)})") if way else None


_records: dict[tuple[type, bool], tuple[Source, Source]] = {}
"""Records that were looked at, or are being looked at: one of them may hold another of its kind."""


def _record(kind: type[Struct], *, marked: bool) -> tuple[Source, Source]:
    """A record as the list of its fields."""
    if (kind, marked) in _records:
        return _records[kind, marked]
    name = _named(kind)
    _records[kind, marked] = f"{name}_out({{}})".format, f"{name}_back({{}})".format
    hints = get_type_hints(kind)
    ways = [(field, *_ways(hints[field], marked=marked)) for field in kind.__struct_fields__]
    out = ", ".join(_said(way, f"found.{field}") for field, way, _ in ways)
    back = ", ".join(_said(way, f"found[{number}]") for number, (_, _, way) in enumerate(ways))
    _names[f"{name}_out"] = _function(lambda _: f"[{out}]")
    _names[f"{name}_back"] = _function(lambda _: f"{name}({back})")
    return _records[kind, marked]
