"""What tests share."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from make import built, site

pytest_plugins = ["stage"]


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the good site; not to be changed."""
    folder = tmp_path_factory.mktemp("good")
    report = built(site(folder / "site"), folder / "output")
    assert report.problems == ()
    assert report.written
    return folder / "output"


@pytest.fixture(autouse=True)
def _memories_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Closes the memories that a test left open; from Python 3.13 an open one is a warning, which fails."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def remembered(*args: Any, **settings: Any) -> sqlite3.Connection:  # noqa: ANN401 # handed on as they come
        opened.append(connect(*args, **settings))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remembered)
    yield
    for connection in opened:
        connection.close()
