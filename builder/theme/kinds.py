"""What kind of thing a name in a template stands for, as far as the documented views say it.

A kind is a class of a view or record, a `Many` of one kind, a `Row` of several, the macros of a `Module`,
or None for what is not known: nothing is ever said about that.
"""

import types
import typing
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from jinja2 import nodes
from msgspec import Struct, field

Kind = Any
"""One of the classes below, a record, or None."""
Scope = dict[str, Kind]


class Many(Struct, frozen=True):
    """A list of things of one kind."""

    of: Kind


class Row(Struct, frozen=True):
    """A literal list of things that may differ."""

    parts: tuple[Kind, ...]


class Parameters(Struct, frozen=True):
    """The parameters of the theme."""

    names: tuple[str, ...]


class MacroKind(Struct, eq=False):
    """A macro, with the scope it was written in."""

    file: str
    node: nodes.Macro
    scope: Scope


class Module(Struct, eq=False):
    """What a template offers to those that import it."""

    file: str
    names: Scope = field(default_factory=dict)


@cache
def fields_of(kind: type[Struct]) -> Mapping[str, Kind]:
    """The fields of a view or record, each with its kind."""
    hints = typing.get_type_hints(kind)
    return {one: kind_of(hints[one]) for one in kind.__struct_fields__}


def kind_of(hint: object) -> Kind:
    """The kind that a type of a field stands for; `X | None` is X, as a template asks before it looks."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return joined(kind_of(one) for one in arguments if one is not type(None))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return Many(kind_of(arguments[0]))
    return hint if isinstance(hint, type) and issubclass(hint, Struct) else None


def names_of(kind: Kind) -> tuple[str, ...] | None:
    """The names a kind has; None where that is not known."""
    match kind:
        case Parameters(names):
            return names
        case Module():
            return tuple(kind.names)
        case type():
            return tuple(fields_of(kind))
        case _:
            return None


def part_of(kind: Kind, name: str) -> Kind:
    """The kind of a name of a kind."""
    match kind:
        case Module():
            return kind.names.get(name)
        case type():
            return fields_of(kind).get(name)
        case _:
            return None


def one_of(kind: Kind) -> Kind:
    """The kind of one thing of many."""
    match kind:
        case Many(of):
            return of
        case Row(parts):
            return joined(parts)
        case _:
            return None


def joined(kinds: Iterable[Kind]) -> Kind:
    """The kind of what may be any of these: known only when all are one; rows join part by part."""
    given = list(kinds)
    if not given or any(one is None for one in given):
        return None
    if all(isinstance(one, Row) for one in given) and len({len(one.parts) for one in given}) == 1:
        return Row(tuple(joined(parts) for parts in zip(*(one.parts for one in given), strict=True)))
    return given[0] if all(one == given[0] for one in given) else None
