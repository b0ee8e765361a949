"""Open data: figures, ledger, series, sessions, resolutions, documents as CSV and JSON, and their page."""

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from builder.model.session import Session
from builder.outputs.items import Items, root_of
from builder.outputs.lists import DataColumn, DataTable
from builder.outputs.open_data.columns import SCHEMA, TABLES, Table, tables
from builder.outputs.open_data.encode import Line, Row, as_csv, as_json, dump, line
from builder.outputs.open_data.rows import documents, figures, ledger, resolutions, series, sessions
from builder.outputs.page import page
from builder.outputs.parts import FileView
from builder.outputs.sharing import place, sharing, whole_data
from builder.outputs.views import DataView
from builder.plan import Data, Output

_MAKERS: dict[str, Callable[[Items], Iterable[Row]]] = {
    "figures": figures,
    "ledger": ledger,
    "series": series,
    "sessions": sessions,
    "resolutions": resolutions,
    "documents": documents,
}
_KEYS = {"figures": "id", "ledger": "id", "sessions": "id"}
"""The column that names a row once and for ever."""


@dataclass(frozen=True, slots=True)
class _Made:
    """The whole tables: their rows, and the files as outputs with what a page says of each."""

    rows: dict[str, list[tuple[Row, Line]]]
    outputs: tuple[Output, ...]
    files: dict[str, tuple[FileView, ...]]
    package: FileView


def open_data(items: Items) -> Iterator[Output]:
    """The files below `/du-lieu/` and those of single indicators and sessions."""
    yield from items.once(_make).outputs
    yield from items.once(_of_indicators)
    for outputs in items.once(_of_sessions).values():
        yield from outputs


def session_file(items: Items, session: Session) -> FileView | None:
    """The figures of a session as CSV, with its digest; None when it has none."""
    if not session.metrics or session.withdrawn:
        return None
    made = items.once(_of_sessions)[session.file][0]
    assert isinstance(made.recipe, Data), "as made below"
    data, name = made.recipe.data, posixpath.basename(made.path)
    return FileView(made.path, name, "CSV", len(data), hashlib.sha256(data).hexdigest())


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
            _described(items, table, len(made.rows[name]), made.files[name])
            for name, table in tables().items()
        ),
        package=made.package,
    )
    yield page(address, view, _ORIGIN)


_ORIGIN = "content/site.yaml"


def _make(items: Items) -> _Made:
    known = tables()
    rows = {name: [(row, line(known[name], row)) for row in _MAKERS[name](items)] for name in TABLES}
    outputs: list[Output] = []

    def publish(name: str, suffix: str, data: bytes) -> FileView:
        address = items.site.routes.data(f"{name}.{suffix}")
        outputs.append(Output(address, Data(data), _ORIGIN))
        return FileView(address, f"{name}.{suffix}", suffix.upper(), len(data))

    files = {
        name: tuple(publish(name, suffix, data) for suffix, data in _encoded(known[name], rows[name]))
        for name in TABLES
    }
    package = publish("datapackage", "json", dump(_package(items, known)))
    return _Made(rows, tuple(outputs), files, package)


def _encoded(table: Table, found: list[tuple[Row, Line]]) -> Iterator[tuple[str, bytes]]:
    lines = [one for _, one in found]
    yield "csv", as_csv(table, lines)
    yield "json", as_json(table, lines)


def _of_indicators(items: Items) -> tuple[Output, ...]:
    """The figures of each indicator; a header alone where there are none."""
    routes, found = items.site.routes, _figures(items, lambda row: str(row["indicator"]))
    return tuple(
        Output(routes.indicator_data(key, suffix), Data(data), "content/indicators.yaml")
        for key in items.site.indicators
        for suffix, data in _encoded(tables()["figures"], found.get(key, []))
    )


def _of_sessions(items: Items) -> dict[str, tuple[Output, ...]]:
    """The figures of each session by its file, CSV first; a header alone where there are none."""
    routes, found = items.site.routes, _figures(items, lambda row: str(row["id"]).partition("#")[0])
    return {
        one.file: tuple(
            Output(routes.session_data(one, suffix), Data(data), one.file)
            for suffix, data in _encoded(
                tables()["figures"], found.get(f"{one.council}/{one.term}/{one.slug}", [])
            )
        )
        for one in items.shown
    }


def _figures(items: Items, by: Callable[[Row], str]) -> dict[str, list[tuple[Row, Line]]]:
    groups: dict[str, list[tuple[Row, Line]]] = {}
    for row, one in items.once(_make).rows["figures"]:
        groups.setdefault(by(row), []).append((row, one))
    return groups


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
