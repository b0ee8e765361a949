"""The tables of the open data and what each column holds: names, types and words, from `columns.toml`."""

import tomllib
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

TABLES = ("figures", "ledger", "series", "sessions", "resolutions", "documents", "corrections")
SCHEMA = 1
"""Version of the tables and JSON files: while it stays, columns are only added, never renamed."""


class Column(Struct, frozen=True):
    """A column: its name, its Table Schema type and what it holds, by language."""

    name: str
    type: str
    words: dict[str, str]


class Table(Struct, frozen=True, dict=True):
    """A table with its columns in the order of its files."""

    name: str
    words: dict[str, str]
    columns: tuple[Column, ...]

    @cached_property
    def alphabet(self) -> tuple[str, ...]:
        """The names of the columns in the order that objects in JSON have."""
        return tuple(sorted(column.name for column in self.columns))


@cache
def tables() -> dict[str, Table]:
    """Every table by name."""
    said = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    return {
        name: Table(
            name,
            {"vi": entry["vi"], "en": entry["en"]},
            tuple(
                Column(column, words["type"], {"vi": words["vi"], "en": words["en"]})
                for column, words in entry["columns"].items()
            ),
        )
        for name, entry in said.items()
    }
