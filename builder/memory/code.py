"""The builder itself as a digest: what another version made is never taken."""

import os
import sys
from functools import cache
from pathlib import Path

from builder.content.survey import Mark, survey
from builder.digest import digest
from builder.theme.home import built_in

_BUILDER = Path(__file__).parent.parent
_OURS = (".py", ".toml", ".ttf")


@cache
def code() -> str:
    """The digest of every file of the builder, of Python, and of the names and versions of all libraries."""
    files = sorted(
        Path(folder, name) for folder, _, names in os.walk(_BUILDER) for name in names if name.endswith(_OURS)
    )
    parts: list[str | bytes] = [sys.version, *libraries()]
    for file in files:
        parts += [file.relative_to(_BUILDER).as_posix(), file.read_bytes()]
    return digest(*parts)


def libraries() -> list[str]:
    """The folders that say which version of which library is installed, such as `jinja2-3.1.6.dist-info`."""
    found: set[str] = set()
    for place in sys.path:
        if os.path.isdir(place):  # noqa: PTH112 # pathlib costs as much as the question itself, at every start
            found.update(name for name in os.listdir(place) if name.endswith(".dist-info"))  # noqa: PTH208 # as above
    return sorted(found)


def installed() -> list[tuple[str, Mark]]:
    """The files of the builder and of its themes, with what the system says of them."""
    ours = [one for one in survey(_BUILDER.parent, _BUILDER.name) if one[0].endswith(_OURS)]
    return ours + survey(built_in().parent, built_in().name)
