"""Files that put a site on the web: workflows for a forge's pages, a server block for nginx."""

import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from builder.problems import ContentError, Place, problem

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

_OWN = re.compile(r'^name = "council-bulletin"$', re.MULTILINE)


def begin_hosting(project: Path, host: Host, base_url: str) -> Path:
    """Write the file of one kind of hosting and give its path.

    A site that lives in the builder's own repository is built with the builder beside it, any other with what
    its `requirements.txt` names.

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
    source = Path(__file__).parent / "hosting" / f"{host}{place.suffix}"
    text = re.sub(r"@@(\w+)@@", lambda match: words[match[1]], source.read_text(encoding="utf-8"))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="\n")
    return place


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
