"""Councils: permanent keys, dated names, terms of office, and the councils they continue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from builder.model.words import Localised

Level = Literal["ward", "commune", "district", "city", "province"]
Succession = Literal["merged", "split", "renamed", "created"]


@dataclass(frozen=True, slots=True)
class CouncilName:
    """A name and the first day it was borne; `since` is None for the oldest known name."""

    name: str
    since: date | None
    told: Localised = field(default_factory=dict)
    """The name in every language it is given in."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office; `last` is None while no end is known."""

    key: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A council that this one continues, how, from which day and by which act."""

    council: str
    how: Succession
    date: date | None
    act: str


@dataclass(frozen=True, slots=True)
class Council:
    """A council under its permanent key; names oldest first, terms by first day."""

    key: str
    level: Level
    names: tuple[CouncilName, ...]
    place: str
    terms: Mapping[str, Term]
    predecessors: tuple[Predecessor, ...]
    told: Localised = field(default_factory=dict)
    """The place in every language it is given in."""

    @property
    def name(self) -> str:
        """Its present name."""
        return self.names[-1].name

    def name_on(self, day: date) -> str:
        """The name it bore on `day`; the oldest known one for any day before."""
        borne = [known.name for known in self.names if known.since is None or known.since <= day]
        return borne[-1] if borne else self.names[0].name
