"""A theme: a folder with `theme.toml`, `templates/`, `assets/` and `locale/`."""

import os
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path

from builder.problems import Place, Problem, Span, nearest, problem

API = 1
"""Version of what templates are given; a theme made for another one is refused."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme read whole: its templates, assets and catalogues by name below their folders."""

    name: str
    folder: str
    """The folder as problems name it."""
    templates: dict[str, str]
    assets: dict[str, bytes]
    catalogues: dict[str, bytes]


def built_in() -> Path:
    """The folder of the themes that come with the builder, in a checkout or in an installed package."""
    installed = Path(__file__).parent.parent / "themes"
    return installed if installed.is_dir() else Path(__file__).parent.parent.parent / "themes"


def load(project: Path, name: str) -> tuple[Theme | None, tuple[Problem, ...]]:
    """The site's own theme of that name, else the built-in one; or None with what is wrong."""
    for home in (project / "themes", built_in()):
        if (home / name).is_dir():
            return _read(home / name, name, f"themes/{name}")
    homes = [home for home in (project / "themes", built_in()) if home.is_dir()]
    known = sorted({one.name for home in homes for one in home.iterdir() if one.is_dir()})
    at = Place("content/site.yaml", ("theme",))
    return None, (
        problem("unknown-theme", at, key=name, nearest=nearest(name, known), known=", ".join(known)),
    )


def _read(folder: Path, name: str, shown: str) -> tuple[Theme | None, tuple[Problem, ...]]:
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*"), key=os.fsencode):
        relative = path.relative_to(folder).as_posix()
        mode = path.lstat().st_mode
        if any(part.startswith(".") for part in relative.split("/")) or stat.S_ISDIR(mode):
            continue
        if not stat.S_ISREG(mode):
            problems.append(problem("not-a-file", Span(f"{shown}/{relative}")))
            continue
        files[relative] = path.read_bytes()
    problems += _check(files, shown)
    if problems:
        return None, tuple(problems)
    below = {
        kind: {
            file.removeprefix(f"{kind}/"): data for file, data in files.items() if file.startswith(f"{kind}/")
        }
        for kind in ("templates", "assets", "locale")
    }
    templates = {file: data.decode("utf-8") for file, data in below["templates"].items()}
    catalogues = {
        file.removesuffix(".po"): data for file, data in below["locale"].items() if file.endswith(".po")
    }
    return Theme(name, shown, templates, below["assets"], catalogues), ()


def _check(files: dict[str, bytes], shown: str) -> list[Problem]:
    if "theme.toml" not in files:
        return [problem("file-missing", Span(f"{shown}/theme.toml"))]
    try:
        said = tomllib.loads(files["theme.toml"].decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [problem("theme-toml", Span(f"{shown}/theme.toml"), said=error)]
    for file, data in files.items():
        text = file.startswith("templates/") or file.endswith(".po")
        if text and not _is_utf8(file, data):
            return [problem("not-utf8", Span(f"{shown}/{file}"), encoding="Windows-1258")]
    if said.get("api") != API:
        return [problem("theme-api", Span(f"{shown}/theme.toml"), found=said.get("api"), expected=API)]
    return []


def _is_utf8(file: str, data: bytes) -> bool:
    """False for other bytes, and for a catalogue that says it is written in another encoding."""
    if file.endswith(".po") and b"charset=" in data and b"charset=utf-8" not in data.lower():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
