"""Small sites for unit tests: content written in a temporary folder, then read and assembled for real."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from make import SITES
from msgspec.structs import replace

from builder.cache import Cache
from builder.content.read import read
from builder.content.reading import Reading
from builder.content.sources import Source, take
from builder.journey import _read, _records
from builder.memory.attachments import looked_into
from builder.memory.copies import compared
from builder.memory.promises import Promises
from builder.memory.readings import Readings, Texts
from builder.model.assemble import assemble
from builder.model.moment import Moment
from builder.model.records import Records
from builder.model.session import Session
from builder.model.site import Site
from builder.problems import Problem
from builder.report import CACHE
from builder.theme.parameters import Value
from builder.theme.theme import Theme

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 # the hour of a build is civil, in the site's own zone
CHECKOUT = Path(__file__).parent.parent.parent

CONTENT = {
    "site.yaml": "title: Bản tin\nlanguages: [vi]\ntime_zone: Asia/Ho_Chi_Minh\nbase_url: https://example.org/\n"
    "theme: tiny\n",
    "councils.yaml": "an-binh:\n  level: ward\n  names: [{name: HĐND phường An Bình}]\n"
    "  terms: {IX: {from: 2016, to: 2021}, X: {from: 2021, to: 2026}}\n",
    "topics.yaml": "ngan-sach: {name: {vi: Ngân sách, en: Budget}}\n",
    "units.yaml": 'tỷ đồng: {base: đồng, scale: "1000000000"}\n',
    "indicators.yaml": "thu-ngan-sach:\n  name: {vi: Thu ngân sách, en: Revenue}\n  topic: ngan-sach\n"
    "  unit: tỷ đồng\n",
}
"""A site without a single session."""


def write_up(  # a session's file, as an editor writes it
    extra: str = "",
    body: str = "Nội dung.",
    *,
    number: int | str = 1,
    day: str = "date: 2022-06-15",
    title: str = "Kỳ họp",
    term: str = "X",
) -> str:
    """A session with nothing wrong; `extra` are more lines of front matter, its figures quoted in the body."""
    lines = [
        f"title: {title}",
        "council: an-binh",
        f"term: {term}",
        f"session: {number}",
        day,
        extra.strip("\n"),
    ]
    front = "\n".join(line for line in lines if line)
    if "metrics:" in extra:
        body += f"\n\n```\n{extra}\n```"
    return f"---\n{front}\n---\n\n{body}\n"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The files written below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return folder


def project(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A site of `CONTENT` and of `files` (paths below `content/`), with the tiny theme of `sites/base`."""
    write(folder / "content", {**CONTENT, **(files or {})})
    theme = SITES / "base" / "themes"
    found = {
        path.relative_to(theme).as_posix(): path.read_bytes() for path in theme.rglob("*") if path.is_file()
    }
    write(folder / "themes", found)
    return folder


def record(text: str | bytes, *, kind: str = "session", file: str = "content/sessions/a.md") -> Reading:
    """One file, read."""
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return read(Source(file, kind, data), "vi")


def session(text: str | bytes, file: str = "content/sessions/a.md") -> Session:
    """One session, read; it must have nothing wrong."""
    reading = record(text, file=file)
    assert reading.problems == ()
    assert isinstance(reading.record, Session)
    return reading.record


def records(folder: Path) -> Records:
    """What reading a site gives, as a build collects it; every file must be readable."""
    cache, snapshot = Cache(folder / CACHE), take(folder)
    snapshot = replace(snapshot, attachments=looked_into(snapshot.attachments, folder, cache, 1))
    readings = Readings(cache)
    settings, summaries = _read(snapshot, readings, 1)
    assert settings is not None
    assert [one.problems for one in summaries if one.unread] == []
    before = Promises(cache, readings, summaries, settings).earlier
    found = tuple(readings.records(summaries))
    sessions = [one for one in found if isinstance(one, Session)]
    held = compared(sessions, {one.file: one for one in snapshot.attachments}, folder, cache, 1)
    return _records(settings, found, summaries, snapshot, held, before)


def texts(folder: Path) -> Texts:
    """The texts of a site's files."""
    readings = Readings(Cache(folder / CACHE))
    _, summaries = _read(take(folder), readings, 1)
    return Texts(readings, summaries)


def assembled(
    folder: Path,
    files: Mapping[str, str | bytes] | None = None,
    *,
    now: datetime = NOW,
    drafts: bool = False,
) -> tuple[Site, tuple[Problem, ...]]:
    """The Site of a folder and what is wrong between its files."""
    return assemble(records(project(folder, files)), Moment(now), drafts=drafts)


def theme(
    files: Mapping[str, str | bytes], name: str = "tiny", parameters: Mapping[str, Value] | None = None
) -> Theme:
    """A theme of one folder, as it is after loading; `files` are below the folder: `templates/a.html`."""
    folder = f"themes/{name}"
    found = {
        f"{folder}/{file}": data if isinstance(data, bytes) else data.encode() for file, data in files.items()
    }

    def below(kind: str) -> dict[str, str]:
        above = f"{folder}/{kind}/"
        return {file.removeprefix(above): file for file in found if file.startswith(above)}

    words = {file.removesuffix(".po"): (path,) for file, path in below("locale").items()}
    given = tuple(sorted((parameters or {}).items()))
    return Theme(name, found, below("templates"), below("assets"), words, given, frozenset(found))


def codes(problems: Iterable[Problem]) -> list[str]:
    """The codes of problems, in their order."""
    return [found.code for found in problems]


def values(found: Problem) -> dict[str, str]:
    """What fills the message of a problem."""
    return dict(found.values)


def command(*words: str) -> list[str]:
    """`python -m builder …` as a list for a subprocess."""
    return [sys.executable, "-m", "builder", *words]


def environment(**changes: str) -> dict[str, str]:
    """This process' environment with changes, so that the builder of this checkout is run."""
    return {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1", **changes}


def run(words: Sequence[str], cwd: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """A real `python -m builder` in a process of its own, ended."""
    return subprocess.run(  # noqa: S603 # our own command
        command(*words),
        cwd=cwd,
        env=environment(**changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
