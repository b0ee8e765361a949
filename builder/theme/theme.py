"""A theme read whole: its folder and the folders of the themes it extends, as names → files.

A folder has `theme.toml`, `templates/`, `assets/` and `locale/`. A theme that extends another one has
everything of it, and puts its own file in place of a file of the same name.
"""

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from builder.problems import Place, Problem, Span, nearest, problem
from builder.theme.home import built_in
from builder.theme.manifest import TOML, Manifest, read_manifest
from builder.theme.parameters import Value, declared, settled

_SITE = "content/site.yaml"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a theme may be called: its name is a folder."""


class Theme(Struct, frozen=True, eq=False, dict=True):
    """A theme with all it inherits: each name leads to a file, the file to its bytes.

    Two are the same when a page can take the same from them.
    """

    name: str
    files: Mapping[str, bytes]
    """Every file of the theme and of the themes it extends, by its path as problems name it."""
    templates: Mapping[str, str]
    """The files of templates by name, the theme's own before those of a theme it extends."""
    assets: Mapping[str, str]
    """The files of assets by name, in the same way."""
    catalogues: Mapping[str, tuple[str, ...]]
    """The files of words by language; where two have the same word, the first holds."""
    parameters: tuple[tuple[str, Value], ...]
    """What the theme lets a site choose, as the site chose it, in alphabetical order."""
    own: frozenset[str]
    """The files that the site itself holds; the others come with the builder."""

    def __eq__(self, other: object) -> bool:
        """True for a theme with the same files and parameters."""
        return isinstance(other, Theme) and other.digest == self.digest

    def __hash__(self) -> int:
        """As equality needs it."""
        return hash(self.digest)

    @property
    def folder(self) -> str:
        """The theme's own folder as problems name it."""
        return f"themes/{self.name}"

    def template(self, name: str) -> str | None:
        """The file of a template by its name, or by its full name `<theme>/<name>`, whoever has the name."""
        return self.full("templates", name) or self.templates.get(name)

    def asset(self, name: str) -> str | None:
        """The file of an asset by its name or full name."""
        return self.full("assets", name) or self.assets.get(name)

    @property
    def template_names(self) -> list[str]:
        """Every name and full name of a template."""
        full = re.compile(r"themes/([^/]+)/templates/(.+)")
        return [
            *self.templates,
            *(f"{found[1]}/{found[2]}" for found in map(full.fullmatch, self.files) if found),
        ]

    def full(self, kind: str, name: str) -> str | None:
        """The file of that `kind` (`templates`, `assets`) by its full name only."""
        theme, _, rest = name.partition("/")
        file = f"themes/{theme}/{kind}/{rest}"
        return file if file in self.files else None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything a page can take from the theme: all files of the line, the parameters."""
        found = hashlib.sha256(repr((self.name, self.parameters)).encode())
        for file, data in sorted(self.files.items()):
            found.update(f"{file}\0{len(data)}\0".encode())
            found.update(data)
        return found.hexdigest()


class Loaded(Struct, frozen=True):
    """What came of loading a theme: the theme, or None with what is wrong; and the files that were read."""

    theme: Theme | None
    problems: tuple[Problem, ...]
    files: Mapping[str, bytes]


def load(project: Path, name: str, chosen: Mapping[str, str]) -> Loaded:
    """The site's own theme of that name, else the built-in one, with everything it extends.

    `chosen` are the parameters as `content/site.yaml` writes them.

    Raises OSError when a file cannot be read.
    """
    line: list[_Folder] = []
    problems: list[Problem] = []
    at: Span | Place = Place(_SITE, ("theme",))
    wanted = name
    while wanted:
        if wanted in [folder.name for folder in line]:
            way = " → ".join([*(folder.name for folder in line), wanted])
            problems.append(problem("theme-circle", at, way=way))
            break
        home = _home(project, wanted)
        if home is None:
            known = _known(project)
            problems.append(
                problem(
                    "unknown-theme", at, key=wanted, nearest=nearest(wanted, known), known=", ".join(known)
                )
            )
            break
        folder = _read(home, wanted, own=home.parent.resolve() != built_in().resolve())
        line.append(folder)
        problems += folder.problems
        at = folder.manifest.extends_at if folder.manifest else at
        wanted = folder.manifest.extends if folder.manifest else ""
    files = {file: data for folder in line for file, data in folder.files.items()}
    if problems:
        return Loaded(None, tuple(problems), files)
    parameters = declared(folder.manifest.parameters for folder in line if folder.manifest)
    values, problems = settled(name, parameters, chosen, _SITE)
    if problems:
        return Loaded(None, tuple(problems), files)
    own = frozenset(file for folder in line if folder.own for file in folder.files)
    return Loaded(
        Theme(
            name,
            files,
            _by_name(line, "templates"),
            _by_name(line, "assets"),
            _catalogues(line),
            values,
            own,
        ),
        (),
        files,
    )


class _Folder(Struct, frozen=True):
    """One folder of a theme, read."""

    name: str
    files: dict[str, bytes]
    manifest: Manifest | None
    problems: tuple[Problem, ...]
    own: bool


def _homes(project: Path) -> list[Path]:
    return [home for home in (project / "themes", built_in()) if home.is_dir()]


def _home(project: Path, name: str) -> Path | None:
    """The folder of a theme; a name that is no plain word is nobody's."""
    if not NAME.fullmatch(name):
        return None
    return next((home / name for home in _homes(project) if (home / name).is_dir()), None)


def _known(project: Path) -> list[str]:
    return sorted({one.name for home in _homes(project) for one in home.iterdir() if one.is_dir()})


def _read(folder: Path, name: str, *, own: bool) -> _Folder:
    shown = f"themes/{name}"
    if folder.is_symlink():
        return _Folder(name, {}, None, (problem("not-a-file", Span(shown)),), own)
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
        files[f"{shown}/{relative}"] = path.read_bytes()
    problems += [
        problem("not-utf8", Span(file), encoding="Windows-1258")
        for file, data in files.items()
        if (file.startswith(f"{shown}/templates/") or file.endswith(".po")) and not _is_utf8(file, data)
    ]
    toml = f"{shown}/{TOML}"
    if toml not in files:
        return _Folder(name, files, None, (*problems, problem("file-missing", Span(toml))), own)
    manifest, found = read_manifest(name, toml, files[toml])
    return _Folder(name, files, manifest, (*problems, *found), own)


def _is_utf8(file: str, data: bytes) -> bool:
    """False for other bytes, and for a catalogue that says it is written in another encoding."""
    if file.endswith(".po") and b"charset=" in data and b"charset=utf-8" not in data.lower():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_name(line: list[_Folder], kind: str) -> dict[str, str]:
    """Files below `<theme>/<kind>/` by name, the theme itself before those it extends."""
    names: dict[str, str] = {}
    for folder in line:
        above = f"themes/{folder.name}/{kind}/"
        for file in folder.files:
            if file.startswith(above):
                names.setdefault(file.removeprefix(above), file)
    return names


def _catalogues(line: list[_Folder]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for folder in line:
        above = f"themes/{folder.name}/locale/"
        for file in folder.files:
            if file.startswith(above) and file.endswith(".po"):
                language = file.removeprefix(above).removesuffix(".po")
                found[language] = (*found.get(language, ()), file)
    return found
