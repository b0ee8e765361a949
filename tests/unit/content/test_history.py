"""What git says about files: real repositories, real clones."""

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder.content.history import committed
from unit.small import write

FIRST = datetime(2024, 1, 10, 20, 0, tzinfo=UTC)
A, B = "content/sessions/a.md", "content/sessions/Kỳ họp 1/index.md"


def git(folder: Path, *words: str, when: datetime = FIRST) -> None:
    who = {"NAME": "A", "EMAIL": "a@example.org", "DATE": when.isoformat()}
    names = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in who.items()}
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S603, S607 # a test's own


def commit(folder: Path, files: dict[str, str | bytes], when: datetime) -> None:
    write(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "x", when=when)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two files in one commit, the second changed a day later, and a site that stands below the root."""
    folder = tmp_path / "origin"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, {f"site/{A}": "a", f"site/{B}": "b", "README": "c"}, FIRST)
    commit(folder, {f"site/{B}": "b2"}, FIRST + timedelta(days=1))
    commit(folder, {"README": "d"}, FIRST + timedelta(days=2))
    return folder


def test_each_file_has_the_hour_of_its_newest_commit(repository: Path) -> None:
    assert committed(repository / "site") == {A: FIRST, B: FIRST + timedelta(days=1)}


def test_what_is_not_committed_changes_nothing(repository: Path) -> None:
    before = committed(repository / "site")
    write(repository / "site", {A: "changed", "content/sessions/new.md": "new"})
    assert committed(repository / "site") == before


def test_a_merge_keeps_the_hour_of_the_change_itself(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "side", "HEAD~1")
    commit(repository, {f"site/{A}": "a2"}, FIRST + timedelta(days=3))
    git(repository, "checkout", "-q", "-")
    git(repository, "merge", "-q", "--no-ff", "-m", "m", "side", when=FIRST + timedelta(days=9))
    assert committed(repository / "site")[A] == FIRST + timedelta(days=3)


@pytest.mark.parametrize(("depth", "known"), [(1, set()), (2, set()), (3, {B}), (9, {A, B})])
def test_a_shallow_clone_says_only_what_it_knows(
    repository: Path, tmp_path: Path, depth: int, known: set[str]
) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", f"--depth={depth}", f"file://{repository}", str(clone))
    found = committed(clone / "site")
    whole = committed(repository / "site")
    assert found == {file: whole[file] for file in known}


def test_there_is_nothing_without_a_repository_or_a_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    write(tmp_path, {A: "a"})
    assert committed(tmp_path) == {}
    git(tmp_path, "init", "-q")
    assert committed(tmp_path) == {}


def test_there_is_nothing_without_git(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert committed(repository / "site") == {}


def test_nobodys_environment_or_settings_change_the_answer(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = committed(repository / "site")
    settings = (
        write(
            tmp_path,
            {
                "gitconfig": "[log]\n follow = true\n showSignature = true\n date = relative\n[diff]\n"
                " noprefix = true\n renames = copies\n[core]\n quotePath = true\n[color]\n ui = always\n"
            },
        )
        / "gitconfig"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    settings.rename(tmp_path / ".gitconfig")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    assert committed(repository / "site") == before
