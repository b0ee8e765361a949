"""A number of a phrase with its unit, and all numbers of a phrase."""

from collections.abc import Container
from decimal import Decimal

from msgspec import Struct

from builder.model.reading import Doubt

_SHARES = frozenset({"percent", "points"})


class Item(Struct):
    """A number, or numbers that belong together: tokens `first` up to `end`, unit included."""

    first: int
    last: int
    """The place of the last number: what is behind it is the unit."""
    end: int
    values: tuple[Decimal, ...]
    unit: str = ""
    kind: str = ""
    """The list of `[units]` that the unit is of; empty for a noun that the vocabulary does not know."""
    bare: bool = False
    """The unit is a scale only (`72 triệu`): what it counts is not said."""
    of: Decimal | None = None
    previous: Decimal | None = None
    """The first number of `from a to b`."""
    signed: str = ""
    """`+` or `-` where one is said before the number."""

    @property
    def percent(self) -> bool:
        """True for percentages and points."""
        return self.kind in _SHARES


class Numbers(Struct):
    """The numbers of a phrase: items in order, the places of names and dates, and doubts."""

    items: tuple[Item, ...] = ()
    names: Container[int] = ()
    doubts: tuple[Doubt, ...] = ()
