"""Files that put a site on the web: workflows for a forge's pages, a server block for nginx."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from builder.problems import ContentError, Language, Place, problem

Host = Literal["github-pages", "gitlab-pages", "nginx"]

PLACES: dict[Host, str] = {
    "github-pages": ".github/workflows/bulletin.yml",
    "gitlab-pages": ".gitlab-ci.yml",
    "nginx": "deploy/nginx.conf",
}
"""Where each kind of hosting looks for its file, below the site's folder."""

CSP = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The header that forbids everything a built site does not use."""

_FILES = Path(__file__).parent / "hosting"
_OWN = re.compile(r'^name = "council-bulletin"$', re.MULTILINE)


def begin_hosting(project: Path, host: Host, base_url: str, language: Language) -> Path:
    """Write the file of one kind of hosting and give its path.

    Names of steps, messages and comments are in `language`. A site that lives in the builder's own repository
    is built with the builder beside it, any other with what its `requirements.txt` names.

    Raises ContentError when the file is there already: it may have been changed by hand.
    """
    place = project / PLACES[host]
    if place.exists():
        raise ContentError(problem("already-there", Place(PLACES[host])))
    address = urlsplit(base_url)
    own = is_builder(project)
    words = {
        "host": address.hostname or "example.org",
        "path": address.path or "/",
        "root": f"/var/www/{address.hostname or 'example.org'}",
        "csp": CSP,
        "branch": _branch(project),
        "install": "make .venv/.run" if own else "python -m pip install --quiet -r requirements.txt",
        "bulletin": ".venv/bin/bulletin" if own else "bulletin",
    }
    template = (_FILES / f"{host}{place.suffix}").read_text(encoding="utf-8")
    text = re.sub(r"@@(\w+)@@", lambda match: words[match[1]], _said(template, language, words))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="\n")
    return place


def _said(template: str, language: Language, words: Mapping[str, str]) -> str:
    """A file with what it says in one language; a word of several lines has its sign before each."""
    known = tomllib.loads((_FILES / "words.toml").read_text(encoding="utf-8"))

    def say(match: re.Match[str]) -> str:
        lines = known[match["word"]][language].strip("\n").format(**words).split("\n")
        return "\n".join(f"{match['before']}{line}" for line in lines)

    return re.sub(r"(?m)(?P<before>^ *# |)@@say:(?P<word>[\w-]+)@@", say, template)


def is_builder(project: Path) -> bool:
    """Whether a site stands in the builder's own repository."""
    path = project / "pyproject.toml"
    return path.is_file() and _OWN.search(path.read_text(encoding="utf-8")) is not None


def _branch(project: Path) -> str:
    """The branch that stands checked out, which is the one that is published; `main` where there is none."""
    head = project / ".git" / "HEAD"
    said = head.read_text(encoding="utf-8").strip() if head.is_file() else ""
    name = said.removeprefix("ref: refs/heads/")
    return name if name != said and re.fullmatch(r"[\w./-]+", name) else "main"
