"""Assets of a theme under names that carry their digest, so that a browser may keep them for ever.

Published is what something names: a template by `asset("…")`, or a published style sheet by `url(…)`.
"""

import hashlib
import posixpath
import re

from builder.plan import Data, Output
from builder.problems import Problem, Span, nearest, problem
from builder.theme.theme import Theme

FOLDER = "assets"
_ASKED = re.compile(r"""\basset\(\s*(?:(?P<quote>["'])(?P<name>[^"']*)(?P=quote)|(?P<computed>[^"'\s)]))""")
_OTHER = re.compile(
    r"""{%[-+]?\s*(?:extends|include|import|from)\s+(?P<quote>["'])(?P<name>[^"']+)(?P=quote)"""
)
_IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?(?P<quote>["']?)(?P<name>[^"')\s;]+)(?P=quote)\s*\)?\s*(?P<when>[^;]*);"""
)
_URL = re.compile(r"""url\((?P<quote>["']?)(?P<name>[^"')]+)(?P=quote)\)""")


def fingerprinted(theme: Theme) -> tuple[dict[str, Output], tuple[Problem, ...]]:
    """Each published asset by its name, as the output that publishes it: `assets/<name>.<digest>.<suffix>`.

    A style sheet names fonts, pictures and other sheets relative to itself; those names are replaced by the
    fingerprinted ones before its own digest is taken, and a sheet it imports is put in its place, so that a
    reader fetches one file. A name that no asset bears is a problem, in sheets that nothing names too.
    """
    press = _Press(theme)
    outputs = {name: press.output(file) for name in sorted(_asked(theme)) if (file := theme.asset(name))}
    for file, output in press.made.items():
        outputs.setdefault(_name(file), output)
    for file in theme.assets.values():
        if file.endswith(".css") and file not in press.read:
            press.output(file)
    return outputs, tuple(press.problems)


def _asked(theme: Theme) -> set[str]:
    """The names of assets in every template a page can reach; all assets where a name is computed."""
    asked: set[str] = set()
    waiting, seen = sorted(set(theme.templates.values())), set[str]()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        text = theme.files[file].decode("utf-8")
        waiting += [there for other in _OTHER.finditer(text) if (there := theme.template(other["name"]))]
        for found in _ASKED.finditer(text):
            asked |= set(theme.assets) if found["computed"] else {found["name"]}
    return asked


class _Press:
    """Makes outputs of asset files, each once, and remembers what was wrong."""

    def __init__(self, theme: Theme) -> None:
        self.problems: list[Problem] = []
        self.read: set[str] = set()
        """The sheets looked at so far."""
        self._theme = theme
        self.made: dict[str, Output] = {}
        """What was published so far, by file."""
        self._open: list[str] = []

    def output(self, file: str) -> Output:
        if file not in self.made:
            data = self._theme.files[file]
            if file.endswith(".css"):
                data = self._sheet(file, _name(file)).encode("utf-8")
            self.made[file] = _output(file, data)
        return self.made[file]

    def _sheet(self, file: str, top: str) -> str:
        """The text of a sheet whose names are those of the site, as seen from the sheet called `top`."""
        try:
            text = self._theme.files[file].decode("utf-8")
        except UnicodeDecodeError:
            self.problems.append(problem("not-utf8", Span(file), encoding="Windows-1258"))
            return ""
        self.read.add(file)
        self._open.append(file)
        lines = [self._line(file, top, number, line) for number, line in enumerate(text.split("\n"), start=1)]
        self._open.pop()
        return "\n".join(lines)

    def _line(self, file: str, top: str, number: int, line: str) -> str:
        def found(match: re.Match[str]) -> str | None:
            """The file a name leads to: one beside this sheet, or by its full name that of one theme."""
            name = match["name"]
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(_name(file)), name))
            there = self._theme.full("assets", name) or self._theme.assets.get(beside)
            if there is None or there in self._open:
                span = Span(file, number, match.start("name") + 1, len(name))
                near = nearest(name, self._theme.assets)
                code = "missing-asset" if there is None else "circular-sheet"
                self.problems.append(problem(code, span, name=name, nearest=near if there is None else ""))
                return None
            return there

        def address(there: str) -> str:
            here = posixpath.join(FOLDER, posixpath.dirname(top))
            return f'url("{posixpath.relpath(self.output(there).path, here)}")'

        def imported(match: re.Match[str]) -> str:
            there = found(match)
            if there is None:
                return ""
            return f"@import {address(there)} {match['when']};" if match["when"] else self._sheet(there, top)

        def named(match: re.Match[str]) -> str:
            if match["name"].startswith(("data:", "#")) or (there := found(match)) is None:
                return match[0]
            return address(there)

        if _IMPORT.search(line):
            return _IMPORT.sub(imported, line)
        return _URL.sub(named, line)


def _name(file: str) -> str:
    """The name of an asset: its path below the folder of assets."""
    return file.split("/", 3)[3]


def _output(file: str, data: bytes) -> Output:
    name = _name(file)
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    path = f"{FOLDER}/{stem}.{digest}{dot}{suffix}" if stem else f"{FOLDER}/{name}"
    return Output(path, Data(data), file)
