"""When each file was last committed, asked of git where the site stands in a repository."""

import os
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

_COMMIT = "\x01"
_OPTIONS = ("-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "log.showRoot=true")
"""What a machine's own settings could change about the list."""


def head(project: Path) -> tuple[str, ...]:
    """What decides the answer of `committed`: the newest commit, where the site stands, where history ends.

    Nothing where git knows nothing.
    """
    found = _git(project, "rev-parse", "HEAD", "--show-prefix", "--git-path", "shallow")
    if found is None:
        return ()
    *words, shallow = found.splitlines()
    return (*words, *sorted(_cut(project / shallow)))


def committed(project: Path) -> dict[str, datetime]:
    """The hour of the newest commit that changed each file of `content/`, by its path in the project.

    Empty without git, outside a repository and for files never committed. The hour is the committer's, so it
    is the same for everyone who has the commit, and what is not committed yet does not change it.

    A shallow clone cuts history off: its oldest commits seem to have made every file, which is not so. What
    only they tell of is left out.
    """
    shallow = _git(project, "rev-parse", "--git-path", "shallow")
    if shallow is None:
        return {}
    log = _git(
        project, *_OPTIONS, "log", "-z", "--no-renames", "--relative", "--name-only",
        "--format=%x01%H %ct", "HEAD", "--", "content",
    )  # fmt: skip
    if log is None:
        return {}
    cut = _cut(project / shallow.strip())
    found: dict[str, datetime] = {}
    when: datetime | None = None
    for word in log.split("\x00"):
        text = word.lstrip("\n")
        if text.startswith(_COMMIT):
            commit, _, seconds = text[1:].partition(" ")
            when = None if commit in cut else datetime.fromtimestamp(int(seconds), UTC)
        elif text and when is not None:
            found.setdefault(unicodedata.normalize("NFC", text), when)
    return found


def _cut(shallow: Path) -> frozenset[str]:
    """The commits at which a shallow clone ends."""
    try:
        return frozenset(shallow.read_text(encoding="ascii").split())
    except FileNotFoundError:
        return frozenset()


def _git(project: Path, *words: str) -> str | None:
    """What git answers about the repository that `project` stands in; None when it cannot.

    Nothing in the environment may point it at another repository, and no network is used: a clone without
    all its objects says nothing rather than fetch them.
    """
    import subprocess  # noqa: PLC0415 # 5 ms

    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        answer = subprocess.run(  # noqa: S603 # our own words; the folder is the site's
            ("git", *words),  # noqa: S607 # wherever this machine has it
            cwd=project,
            env=environment,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return os.fsdecode(answer.stdout) if answer.returncode == 0 else None
