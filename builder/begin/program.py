"""Where a new site gets the builder from: what its `requirements.txt` names, and a copy where it needs one.

A builder from a package index is named by its version, one from a repository or an address by that. One that
was installed from a folder or a file of this machine is nowhere else to be had: the site keeps it as a wheel,
so that colleagues and the forge that builds the site have the very same.

Source: PEP 610, which says where installers write down what they installed from.
"""

import json
import subprocess
import sys
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

NAME = "council-bulletin"
REQUIREMENTS = "requirements.txt"
FOLDER = "program"
"""Where a site keeps the wheel."""


_HOME = Path(__file__).parents[2]
"""The checkout that this program runs from, if it does: it counts more than what an installer once noted."""


def begin_program(project: Path) -> tuple[Path, ...]:
    """Write `requirements.txt` and, where no other place has it, the builder itself; the paths written.

    A site that says already what it is built with keeps it.
    """
    path = project / REQUIREMENTS
    if path.exists():
        return ()
    found = distribution(NAME)
    origin = json.loads(found.read_text("direct_url.json") or "{}")
    if (_HOME / "pyproject.toml").is_file():
        origin = {"url": _HOME.as_uri(), "dir_info": {}}
    wheel = _wheel(origin, project / FOLDER)
    line = f"./{FOLDER}/{wheel.name}" if wheel else named(found.version, origin)
    path.write_text(f"{line}\n", encoding="utf-8", newline="\n")
    return (wheel, path) if wheel else (path,)


def named(version: str, origin: dict[str, Any]) -> str:
    """The requirement for pip of a builder with this version that was installed from there."""
    if not origin:
        return f"{NAME}=={version}"
    source = origin.get("vcs_info", {})
    if source:
        return f"{NAME} @ {source['vcs']}+{origin['url']}@{source['commit_id']}"
    return f"{NAME} @ {origin['url']}"


def _wheel(origin: dict[str, Any], folder: Path) -> Path | None:
    """The builder as a wheel in the folder, when it came from this machine; None when it cannot be packed."""
    address = urlsplit(origin.get("url", ""))
    if address.scheme != "file" or "vcs_info" in origin:
        return None
    own = ("--no-build-isolation",) if find_spec("hatchling") else ()
    words = ("-m", "pip", "wheel", "--quiet", "--no-deps", *own, "--wheel-dir", str(folder))
    ended = subprocess.run(  # noqa: S603 # our own words; the folder is where this program came from
        [sys.executable, *words, url2pathname(address.path)], capture_output=True, check=False
    )
    made = sorted(folder.glob("council_bulletin-*.whl"))
    return made[0] if ended.returncode == 0 and made else None
