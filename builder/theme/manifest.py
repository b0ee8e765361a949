"""`theme.toml`: a theme's name, the version of templates it is made for, what it extends, its parameters."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from builder.problems import Problem, Span, nearest, problem
from builder.theme.parameters import KINDS, Parameter, refusal

TOML = "theme.toml"
API = 1
"""Version of what templates are given; a theme made for another one is refused."""

_KEYS = ("name", "title", "description", "version", "api", "extends", "parameters")
_PARAMETER_KEYS = ("type", "default", "choices", "min", "max", "description")
_PARAMETER_NAME = re.compile(r"[a-z][a-z0-9_]*")
_AT = re.compile(r" \(at line (?P<line>\d+), column (?P<column>\d+)\)")
_TABLE = re.compile(r"\s*\[\s*(?P<path>[^]]+?)\s*\]")
_TYPES: dict[str, type] = {"text": str, "choice": str, "integer": int, "boolean": bool}


class Manifest(Struct, frozen=True):
    """What a `theme.toml` says that the builder needs to know."""

    extends: str
    """Name of the theme this one builds upon, or empty."""
    extends_at: Span
    """Where that is written."""
    parameters: tuple[Parameter, ...]
    """What a site may choose, in the order of the file."""


def read_manifest(name: str, file: str, data: bytes) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """The manifest of the theme in a folder of that name, or None with everything that is wrong in it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None, (problem("not-utf8", Span(file), encoding="Windows-1258"),)
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _AT.search(str(error))
        at = (
            Span(file, int(place["line"]), int(place["column"]))
            if place
            else Span(file, text.count("\n") + 1)
        )
        return None, (_unreadable(at, _AT.sub("", str(error))),)
    toml = _Toml(file, text)
    problems = (*_problems(name, toml, said), *_wrong_parameters(toml, said.get("parameters", {})))
    if problems:
        return None, problems
    parameters = tuple(_parameter(key, table) for key, table in said.get("parameters", {}).items())
    return Manifest(said.get("extends", ""), toml.at("extends"), parameters), ()


_SAID = (
    (r"^Expected '=' after a key", "toml-equals"),
    (r"^(?:Invalid value|Invalid date)", "toml-value"),
    (r"^(?:Unterminated string|Illegal character '\\n'|Expected \"?['\"])", "toml-quote"),
    (r"^(?:Cannot (?:declare|overwrite|mutate)|Duplicate inline table key)", "toml-twice"),
)
"""What tomllib says, and what tells it in an author's words."""


def _unreadable(at: Span, said: str) -> Problem:
    return next((problem(code, at) for known, code in _SAID if re.search(known, said)), None) or problem(
        "theme-toml", at, said=said
    )


class _Toml:
    """The text of a TOML file, which knows where its keys stand: tomllib does not."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = text.splitlines()

    def at(self, *path: str) -> Span:
        """Where the key of that path is written; else the table it belongs to; else the first line."""
        table: tuple[str, ...] = ()
        for number, line in enumerate(self._lines, start=1):
            if header := _TABLE.match(line):
                table = tuple(re.split(r"\s*\.\s*", header["path"]))
                if table == path:
                    return Span(self._file, number, header.start("path") + 1, len(header["path"]))
            elif path[: len(table)] == table:
                key = r"\s*\.\s*".join(re.escape(one) for one in path[len(table) :])
                if found := re.match(rf"\s*(?P<key>{key})\s*[=.]", line):
                    return Span(self._file, number, found.start("key") + 1, len(found["key"]))
        return self.at(*path[:-1]) if path[1:] else Span(self._file)


def _problems(name: str, toml: _Toml, said: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _unknown(toml, said, _KEYS)
    for key in ("name", "title", "description", "version", "extends"):
        if key in said and not (isinstance(said[key], str) and said[key].strip()):
            yield problem("expected-text", toml.at(key))
    if "name" not in said:
        yield problem("missing-key", toml.at("name"), key="name")
    elif isinstance(said["name"], str) and said["name"] != name:
        yield problem("theme-name", toml.at("name"), name=said["name"], folder=name)
    if said.get("api") != API or isinstance(said["api"], bool):
        yield problem("theme-api", toml.at("api"), found=said.get("api"), expected=API)


def _unknown(toml: _Toml, table: Mapping[str, Any], known: tuple[str, ...], *path: str) -> Iterator[Problem]:
    for key in table:
        if key not in known:
            at = toml.at(*path, key)
            yield problem("unknown-key", at, key=key, nearest=nearest(key, known), known=", ".join(known))


def _wrong_parameters(toml: _Toml, parameters: object) -> Iterator[Problem]:
    if not isinstance(parameters, dict):
        yield problem("expected-mapping", toml.at("parameters"))
        return
    for name, table in parameters.items():
        path = ("parameters", name)
        if not _PARAMETER_NAME.fullmatch(name):
            yield problem("parameter-name", toml.at(*path), name=name)
        if not isinstance(table, dict):
            yield problem("expected-mapping", toml.at(*path))
            continue
        wrong = [*_unknown(toml, table, _PARAMETER_KEYS, *path), *_wrong_table(toml, path, table)]
        yield from wrong
        if not wrong:
            yield from _wrong_default(toml, path, table)


def _wrong_table(toml: _Toml, path: tuple[str, str], table: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the keys of one parameter, its default aside."""
    for key in ("type", "default", "description"):
        if key not in table:
            yield problem("missing-key", toml.at(*path), key=key)
    kind, described, choices = table.get("type"), table.get("description"), table.get("choices")
    if "type" in table and kind not in KINDS:
        near = nearest(str(kind), KINDS)
        at = toml.at(*path, "type")
        yield problem("not-one-of", at, value=kind, nearest=near, choices=", ".join(KINDS))
    words = described.values() if isinstance(described, dict) and {*described} == {"vi", "en"} else (None,)
    if "description" in table and not all(isinstance(one, str) and one.strip() for one in words):
        yield problem("parameter-description", toml.at(*path, "description"), name=path[1])
    listed = isinstance(choices, list) and choices and all(isinstance(one, str) for one in choices)
    if kind == "choice" and not listed:
        yield problem("expected-list", toml.at(*path, "choices"))
    for key in ("min", "max"):
        if type(table.get(key, 0)) is not int:
            yield problem("not-a-count", toml.at(*path, key), value=table[key])


def _wrong_default(toml: _Toml, path: tuple[str, str], table: Mapping[str, Any]) -> Iterator[Problem]:
    at, given = toml.at(*path, "default"), table["default"]
    if type(given) is not _TYPES[table["type"]]:
        yield problem("parameter-default", at, value=repr(given), kind=table["type"])
        return
    word = str(given).lower() if isinstance(given, bool) else str(given)
    if found := refusal(_parameter(path[1], table), word, at):
        yield found


def _parameter(name: str, table: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=name,
        kind=table["type"],
        default=table["default"],
        choices=tuple(table.get("choices", ())),
        least=table.get("min"),
        most=table.get("max"),
        description=tuple(sorted(table["description"].items())),
    )
