"""The registries figures refer to: indicators, topics and units."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from builder.model.words import Localised

Better = Literal["higher", "lower", "none"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that sessions and indicators are filed under."""

    key: str
    name: Localised
    definition: Localised


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: so many (`scale`) of a `base`, per the things named in `per`."""

    key: str
    base: str
    scale: Decimal
    per: tuple[str, ...]
    name: Localised


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something councils report again and again, under a permanent key."""

    key: str
    name: Localised
    topic: str
    unit: str
    better: Better
    plausible: tuple[Decimal, Decimal] | None
    definition: Localised
