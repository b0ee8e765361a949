"""Assets of a theme under names that carry their digest, so that a browser may keep them for ever."""

import hashlib
import posixpath
import re

from builder.plan import Data, Output
from builder.theme.theme import Theme

FOLDER = "assets"
_URL = re.compile(r"""url\((?P<quote>["']?)(?P<name>[^"')]+)(?P=quote)\)""")


def fingerprinted(theme: Theme) -> dict[str, Output]:
    """Each asset by its own name, as the output that publishes it: `assets/<name>.<digest>.<suffix>`.

    A style sheet names fonts and pictures relative to itself; those names are replaced by the
    fingerprinted ones before its own digest is taken.

    Raises KeyError with the missing name when a style sheet refers to an asset that is not there.
    """
    outputs = {
        name: _output(theme, name, data) for name, data in theme.assets.items() if not name.endswith(".css")
    }
    for name, data in theme.assets.items():
        if name.endswith(".css"):
            outputs[name] = _output(
                theme, name, _rewritten(name, data.decode("utf-8"), outputs).encode("utf-8")
            )
    return outputs


def _output(theme: Theme, name: str, data: bytes) -> Output:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    path = f"{FOLDER}/{stem}.{digest}{dot}{suffix}" if stem else f"{FOLDER}/{name}"
    return Output(path, Data(data), f"{theme.folder}/assets/{name}")


def _rewritten(sheet: str, text: str, outputs: dict[str, Output]) -> str:
    here = posixpath.dirname(sheet)

    def replace(match: re.Match[str]) -> str:
        if match["name"].startswith(("data:", "#")):
            return match[0]
        target = outputs[posixpath.normpath(posixpath.join(here, match["name"]))].path
        return f'url("{posixpath.relpath(target, posixpath.join(FOLDER, here))}")'

    return _URL.sub(replace, text)
