"""The registries figures refer to: indicators, topics and units."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from builder.model.words import Localised

Better = Literal["higher", "lower", "none"]


class Topic(Struct, frozen=True):
    """A topic that sessions and indicators are filed under."""

    key: str
    name: Localised
    definition: Localised


class Unit(Struct, frozen=True):
    """A unit: so many (`scale`) of a `base`, per the things named in `per`."""

    key: str
    base: str
    scale: Decimal
    per: tuple[str, ...]
    name: Localised


class Indicator(Struct, frozen=True):
    """Something councils report again and again, under a permanent key."""

    key: str
    name: Localised
    topic: str
    unit: str
    better: Better
    plausible: tuple[Decimal, Decimal] | None
    definition: Localised
