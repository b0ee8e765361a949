"""Open data: tables of figures, sessions, corrections and more as CSV and JSON, and their page."""

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from builder.model.session import Session
from builder.outputs.items import Items, root_of
from builder.outputs.lists import DataColumn, DataTable
from builder.outputs.open_data.columns import SCHEMA, TABLES, Table, tables
from builder.outputs.open_data.encode import Line, Packed, Row, as_csv, as_json, dump, line, pack
from builder.outputs.open_data.rows import (
    corrections,
    documents,
    figures,
    ledger,
    resolutions,
    series,
    sessions,
)
from builder.outputs.page import page
from builder.outputs.parts import FileView
from builder.outputs.sharing import place, sharing, whole_data
from builder.outputs.views import DataView
from builder.plan import Data, Output

_MAKERS: dict[str, Callable[[Items], Iterable[Row]]] = {
    "ledger": ledger,
    "series": series,
    "sessions": sessions,
    "resolutions": resolutions,
    "documents": documents,
    "corrections": corrections,
}
_KEYS = {"figures": "id", "ledger": "id", "sessions": "id", "corrections": "id"}
"""The column that names a row once and for ever."""


class _Made(Struct, frozen=True):
    """The whole tables: how many rows each has, and the files by address with what a page says of each."""

    counts: dict[str, int]
    packed: dict[str, Packed]
    files: dict[str, tuple[FileView, ...]]
    package: FileView


def open_data(items: Items) -> Iterator[Output]:
    """The files below `/du-lieu/` and those of single indicators and sessions."""
    for address, packed in items.once(_make).packed.items():
        yield Output(address, Data(packed.whole), _ORIGIN)
    yield from _of_indicators(items)
    for session in items.shown:
        yield from _of_session(items, session)


def session_file(items: Items, session: Session) -> FileView | None:
    """The figures of a session as CSV, with its digest; None when it has none."""
    if not session.metrics or session.withdrawn:
        return None
    path = items.own.site.routes.session_data(session, "csv")
    data = _said_at(items, session)["csv"].whole
    return FileView(path, posixpath.basename(path), "CSV", len(data), hashlib.sha256(data).hexdigest())


def data_page(items: Items) -> Iterator[Output]:
    """The page about the open data."""
    made = items.once(_make)
    address = items.site.routes.data()
    files = [file for name in TABLES for file in made.files[name]]
    view = DataView(
        root=root_of(address),
        path=items.href(address),
        section="indicators",
        breadcrumbs=items.crumbs(),
        sharing=sharing(
            items,
            address,
            items.crumbs(),
            place(items, "data"),
            [whole_data(items, [*files, made.package])],
        ),
        schema=SCHEMA,
        tables=tuple(
            _described(items, table, made.counts[name], made.files[name]) for name, table in tables().items()
        ),
        package=made.package,
    )
    yield page(address, view, _ORIGIN)


_ORIGIN = "content/site.yaml"


def _make(items: Items) -> _Made:
    known, counts = tables(), dict[str, int]()
    packed: dict[str, Packed] = {}
    files: dict[str, tuple[FileView, ...]] = {}

    def publish(name: str, suffix: str, found: Packed) -> FileView:
        address = items.site.routes.data(f"{name}.{suffix}")
        packed[address] = found
        return FileView(address, f"{name}.{suffix}", suffix.upper(), found.size)

    for name in TABLES:
        if name == "figures":
            figures_made = items.once(_figures)
            counts[name], found = figures_made.count, figures_made.all
        else:
            lines = [line(known[name], row) for row in _MAKERS[name](items)]
            counts[name], found = len(lines), _files(known[name], lines)
        files[name] = tuple(publish(name, suffix, data) for suffix, data in found.items())
    package = publish("datapackage", "json", pack(dump(_package(items, known))))
    return _Made(counts, packed, files, package)


def _files(table: Table, lines: list[Line]) -> dict[str, Packed]:
    """A table as the files it is published as, by suffix, packed."""
    return {"csv": pack(as_csv(table, lines)), "json": pack(as_json(table, lines))}


def _of_indicators(items: Items) -> Iterator[Output]:
    """The figures of each indicator; a header alone where there are none."""
    routes, found = items.site.routes, items.once(_figures).by_indicator
    for key in items.site.indicators:
        for suffix, data in (found.get(key) or _files(tables()["figures"], [])).items():
            yield Output(routes.indicator_data(key, suffix), Data(data.whole), "content/indicators.yaml")


def _of_session(items: Items, session: Session) -> Iterator[Output]:
    """The figures of a session; a header alone where there are none."""
    for suffix, data in _said_at(items, session).items():
        yield Output(items.site.routes.session_data(session, suffix), Data(data.whole), session.file)


def _said_at(items: Items, session: Session) -> dict[str, Packed]:
    found = items.once(_figures).by_session
    return found.get(f"{session.council}/{session.term}/{session.slug}") or _files(tables()["figures"], [])


class _Figures(Struct, frozen=True):
    """The files of figures, packed: of all, how many they are, and of each indicator and session."""

    count: int
    all: dict[str, Packed]
    by_indicator: dict[str, dict[str, Packed]]
    by_session: dict[str, dict[str, Packed]]


def _figures(items: Items) -> _Figures:
    """Each row is made once and stands in three files."""
    table = tables()["figures"]
    every: list[Line] = []
    by_indicator: dict[str, list[Line]] = {}
    by_session: dict[str, list[Line]] = {}
    for row in figures(items):
        one = line(table, row)
        every.append(one)
        by_indicator.setdefault(str(row["indicator"]), []).append(one)
        by_session.setdefault(str(row["id"]).partition("#")[0], []).append(one)
    return _Figures(
        len(every),
        _files(table, every),
        {key: _files(table, lines) for key, lines in by_indicator.items()},
        {key: _files(table, lines) for key, lines in by_session.items()},
    )


def _package(items: Items, known: dict[str, Table]) -> dict[str, object]:
    """A Frictionless Data Package that describes the CSV files."""
    settings = items.site.settings
    language = settings.language
    return {
        "profile": "tabular-data-package",
        "name": "council-bulletin",
        "title": settings.title,
        "version": f"{SCHEMA}.0.0",
        "homepage": settings.base_url,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                "path": f"{name}.csv",
                "title": known[name].words[language],
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"lineTerminator": "\r\n"},
                "schema": {
                    "fields": [
                        {"name": one.name, "type": one.type, "description": one.words[language]}
                        for one in known[name].columns
                    ],
                    "missingValues": [""],
                    **({"primaryKey": _KEYS[name]} if name in _KEYS else {}),
                },
            }
            for name in TABLES
        ],
    }


def _described(items: Items, table: Table, count: int, files: tuple[FileView, ...]) -> DataTable:
    language = items.language
    return DataTable(
        name=table.name,
        title=table.words[language],
        rows=count,
        files=files,
        columns=tuple(DataColumn(one.name, one.type, one.words[language]) for one in table.columns),
    )
