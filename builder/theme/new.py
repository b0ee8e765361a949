"""The first files of a new theme, as an author would begin it: the default theme, ready to be changed."""

from pathlib import Path

from builder.problems import ContentError, Place, problem
from builder.theme.home import built_in
from builder.theme.manifest import API, TOML
from builder.theme.theme import NAME

_FILES = {
    TOML: """\
#:schema ../../.vscode/bulletin/theme.json
name = "{name}"
title = "{name}"
api = {api}
extends = "gazette"
""",
    "assets/site.css": """\
/* All of Gazette first, then what differs. To change every value, copy its tokens.css beside this file. */
@import "gazette/site.css";

/* The accent in light and dark. `bulletin check` tells when a colour is too faint to read. */
:root {{ --brand: #1a5276; --brand-ink: #fff; --paper: #fff; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --brand: #8ec7e8; --brand-ink: #161514; --paper: #161514; }}
}}
@media print {{
  :root {{ --brand: #000; }}
}}
""",
    "templates/base.html": """\
{{# The frame of every page. A block that is not named here stays as Gazette has it; super() is what Gazette
   shows in that place: write before it, after it or instead of it. #}}
{{% extends "gazette/base.html" %}}
{{% block footer %}}
{{{{ super() }}}}
{{% endblock %}}
""",
}


def new_theme(project: Path, name: str) -> Path:
    """Write a small theme that extends the default one to `themes/<name>/`, and give its folder.

    It passes `bulletin check` as it stands.

    Raises ContentError when the name cannot be used, and when there is such a theme, in the site or in the
    builder.
    """
    if not NAME.fullmatch(name):
        raise ContentError(problem("key-not-a-slug", Place("--name"), key=name))
    folder = project / "themes" / name
    for taken in (folder, built_in() / name):
        if taken.exists():
            raise ContentError(problem("already-there", Place(f"themes/{name}")))
    for file, text in _FILES.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(name=name, api=API), encoding="utf-8", newline="\n")
    return folder
