"""The registries figures refer to: indicators, topics and units."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Better = Literal["higher", "lower", "none"]

Localised = Mapping[str, str]
"""A text by language; the key `""` holds a text given once for all languages."""


def in_language(text: Localised, language: str) -> str:
    """The text in `language`, else the one given for all languages, else in any language there is."""
    return text.get(language) or text.get("") or next(iter(text.values()), "")


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
