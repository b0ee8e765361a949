"""Councils: permanent keys, dated names, terms of office, and the councils they continue."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from builder.model.words import Localised

Level = Literal["ward", "commune", "district", "city", "province"]
Succession = Literal["merged", "split", "renamed", "created"]


class CouncilName(Struct, frozen=True):
    """A name and the first day it was borne; `since` is None for the oldest known name."""

    name: str
    since: date | None
    told: Localised = field(default_factory=dict)
    """The name in every language it is given in."""


class Term(Struct, frozen=True):
    """A term of office; `last` is None while no end is known."""

    key: str
    first: date
    last: date | None


class Predecessor(Struct, frozen=True):
    """A council that this one continues, how, from which day and by which act."""

    council: str
    how: Succession
    date: date | None
    act: str


class Council(Struct, frozen=True):
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


def lineage(council: str, councils: Mapping[str, Council]) -> str:
    """The key under which a council's series run: a council that was only renamed is continued."""
    seen = {council}
    while True:
        named = [one.key for one in councils.values() if _from(one, council, {"renamed"})]
        if not named or named[0] in seen:
            return council
        council = named[0]
        seen.add(council)


def heirs(council: str, councils: Mapping[str, Council]) -> tuple[str, ...]:
    """Councils that a council was merged into or split into."""
    return tuple(
        one.key
        for one in councils.values()
        if one.key != council and _from(one, council, {"merged", "split"})
    )


def breaks(councils: Mapping[str, Council]) -> dict[str, tuple[date, ...]]:
    """By lineage, the days on which it became another body of people and places, oldest first.

    It does when it takes others in or is made out of them, and when another one is split off or made out of
    it; what happened under an earlier name counts.
    """
    found: dict[str, set[date]] = {}
    for one in councils.values():
        for before in one.predecessors:
            if before.how == "renamed" or before.date is None:
                continue
            changed = {one.key} if before.how == "merged" else {one.key, before.council}
            for key in changed & councils.keys():
                found.setdefault(lineage(key, councils), set()).add(before.date)
    return {key: tuple(sorted(days)) for key, days in found.items()}


def _from(council: Council, before: str, how: set[Succession]) -> bool:
    return any(one.council == before and one.how in how for one in council.predecessors)
