"""Assets of a theme under names that carry their digest, so that a browser may keep them for ever."""

import hashlib
import posixpath
import re

from builder.plan import Data, Output
from builder.problems import Problem, Span, problem
from builder.theme.theme import Theme

FOLDER = "assets"
_URL = re.compile(r"""url\((?P<quote>["']?)(?P<name>[^"')]+)(?P=quote)\)""")


def fingerprinted(theme: Theme) -> tuple[dict[str, Output], tuple[Problem, ...]]:
    """Each asset by its own name, as the output that publishes it: `assets/<name>.<digest>.<suffix>`.

    A style sheet names fonts and pictures relative to itself; those names are replaced by the
    fingerprinted ones before its own digest is taken. A name that no asset bears is a problem.
    """
    problems: list[Problem] = []
    outputs = {
        name: _output(theme, name, data) for name, data in theme.assets.items() if not name.endswith(".css")
    }
    for name, data in theme.assets.items():
        if name.endswith(".css"):
            sheet = _Sheet(f"{theme.folder}/assets/{name}", name, outputs)
            try:
                outputs[name] = _output(theme, name, sheet.rewritten(data.decode("utf-8")).encode("utf-8"))
            except UnicodeDecodeError:
                problems.append(problem("not-utf8", Span(sheet.file), encoding="Windows-1258"))
            problems += sheet.problems
    return outputs, tuple(problems)


def _output(theme: Theme, name: str, data: bytes) -> Output:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    path = f"{FOLDER}/{stem}.{digest}{dot}{suffix}" if stem else f"{FOLDER}/{name}"
    return Output(path, Data(data), f"{theme.folder}/assets/{name}")


class _Sheet:
    """A style sheet whose names of other assets are replaced by the published ones."""

    def __init__(self, file: str, name: str, outputs: dict[str, Output]) -> None:
        self.file = file
        self.folder = posixpath.dirname(name)
        self.outputs = outputs
        self.problems: list[Problem] = []

    def rewritten(self, text: str) -> str:
        return "\n".join(self._line(number, line) for number, line in enumerate(text.split("\n"), start=1))

    def _line(self, number: int, line: str) -> str:
        def replace(match: re.Match[str]) -> str:
            name = match["name"]
            target = posixpath.normpath(posixpath.join(self.folder, name))
            if name.startswith(("data:", "#")):
                return match[0]
            if target not in self.outputs:
                span = Span(self.file, number, match.start("name") + 1, len(name))
                self.problems.append(problem("missing-asset", span, name=name))
                return match[0]
            here = posixpath.join(FOLDER, self.folder)
            return f'url("{posixpath.relpath(self.outputs[target].path, here)}")'

        return _URL.sub(replace, line)
