"""A whole small site to begin with: an invented council that says so, ready to build."""

from pathlib import Path

from builder.begin.editor import begin_editor
from builder.problems import ContentError, Place, problem

_TREE = Path(__file__).parent / "site"
_HIDDEN = {"gitignore": ".gitignore", "pre-commit": ".githooks/pre-commit"}
"""Files whose name or folder begins with a dot in a site; here they would act on the builder itself."""
_PROGRAM = 0o755


def begin_site(folder: Path) -> tuple[Path, ...]:
    """Write the site into a folder that is new or empty, and give its files in the order of their names.

    Settings for VS Code and a hook for git come with it.

    Raises ContentError when something stands there already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ContentError(problem("already-there", Place(folder.as_posix())))
    files = {
        path.relative_to(_TREE).as_posix(): path.read_bytes() for path in _TREE.rglob("*") if path.is_file()
    }
    written = []
    for name, data in files.items():
        path = folder / _HIDDEN.get(name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if data.startswith(b"#!"):
            path.chmod(_PROGRAM)
        written.append(path)
    written += begin_editor(folder, "vi")
    return tuple(sorted(written))
