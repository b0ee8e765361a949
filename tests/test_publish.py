"""The output folder is always one whole site, old or new, whatever happens to the build."""

import hashlib
import json
import random
import resource
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import make
import pytest
from make import content_of, manifest_of, site
from unit.small import command, environment, run, write, write_up

from builder.publish.shelf import MANIFEST

TODAY = ("--today", "2026-11-23")
BUILD = ("build", *TODAY, "--jobs", "1")
KILLS = 20
LEFT = {".output.lock", ".output.spare"}
"""What may stay beside the output folder: the lock, which the system frees."""


def project(folder: Path, sessions: int = 0) -> Path:
    """The good site with more sessions, every page of which says `MỘT`."""
    made = site(folder / "site")
    extra = {
        f"content/sessions/x{n:03}.md": write_up(number=100 + n, term="IX", body="MỘT\n\n" * 50)
        for n in range(sessions)
    }
    write(made, extra)
    says(made, "MỘT")
    return made


def says(made: Path, word: str) -> None:
    """Another version of the site: every page and an attachment say another word."""
    for name in ("home", "session", "page", "sessions", "404"):
        body = "{{ page.body }}" if name in {"session", "page"} else ""  # feeds link to its headings
        template = f"<!doctype html><title>{word}</title><p>{word} {{{{ page.path }}}}</p>{body}\n"
        write(made, {f"themes/tiny/templates/{name}.html": template})
    write(
        made,
        {
            "content/sessions/2022-12-20-ky-hop-5/bien-ban.pdf": b"%PDF-1.4\n"
            + word.encode() * 20_000
            + b"\n%%EOF\n"
        },
    )


def published(output: Path) -> dict[str, bytes]:
    """A published folder, which must be exactly what its own manifest says."""
    files = content_of(output)
    listed = json.loads(files.pop(MANIFEST))["files"]
    assert {path: hashlib.sha256(data).hexdigest() for path, data in files.items()} == {
        path: one["sha256"] for path, one in listed.items()
    }
    return files


def beside(made: Path) -> set[str]:
    """What a build left beside its output folder."""
    return {path.name for path in made.iterdir() if path.name.startswith(".output")}


def built(made: Path) -> dict[str, bytes]:
    """The site, built in this process and published."""
    report = make.built(made, made / "output")
    assert report.problems == ()
    assert report.written
    return published(made / "output")


def refused(made: Path, output: Path | None = None) -> list[tuple[str, str]]:
    """Why a site is not published: codes and files."""
    report = make.built(made, output or made / "output")
    assert not report.written
    return [(one.code, one.at.file) for one in report.problems]


def test_a_build_that_is_killed_leaves_one_whole_site(tmp_path: Path) -> None:
    made = project(tmp_path, 25)
    versions: dict[str, dict[str, bytes]] = {}
    lasted = 0.0
    for word in ("MỘT", "HAI"):
        says(made, word)
        started = time.monotonic()
        assert run(BUILD, made).returncode == 0
        lasted = time.monotonic() - started
        versions[word] = published(made / "output")
    assert versions["MỘT"] != versions["HAI"]
    moments = random.Random(7)  # noqa: S311 # the same moments every time
    killed = 0
    word = "MỘT"
    for turn in range(KILLS):
        says(made, word)
        # half of the kills anywhere, half at the end, where files are written and folders exchanged
        share = moments.uniform(0.05, 1.0) if turn % 2 else moments.uniform(0.7, 1.0)
        process = subprocess.Popen(command(*BUILD), cwd=made, env=environment(), stdout=subprocess.DEVNULL)  # noqa: S603 # our own command
        started = time.monotonic()
        try:
            process.wait(timeout=share * lasted)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += process.wait() == -signal.SIGKILL
        else:
            lasted = time.monotonic() - started  # the machine has become faster
        assert content_of(made / "output") in [
            files | {MANIFEST: manifest_of(files)} for files in versions.values()
        ]
        if published(made / "output") == versions[word]:
            word = "HAI" if word == "MỘT" else "MỘT"
    assert killed > KILLS // 4
    says(made, word)
    assert built(made) == versions[word]
    assert beside(made) <= LEFT


def test_four_builds_at_once_give_one_whole_site_and_leave_nothing(tmp_path: Path) -> None:
    made = project(tmp_path, 10)
    processes = [
        subprocess.Popen(command(*BUILD), cwd=made, env=environment(), stdout=subprocess.DEVNULL)  # noqa: S603 # our own command
        for _ in range(4)
    ]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0, 0]
    found = published(made / "output")
    assert found == built(made)
    assert beside(made) <= LEFT


@pytest.mark.parametrize("name", ["ghi-chu.txt", "an-binh/ghi-chu.txt", "index.html.bak", ".well-known/a"])
def test_a_file_of_somebody_else_is_named_and_nothing_is_deleted(tmp_path: Path, name: str) -> None:
    made = project(tmp_path)
    built(made)
    write(made / "output", {name: "của tôi"})
    before = content_of(made / "output")
    says(made, "HAI")
    assert refused(made) == [("foreign-file", name)]
    assert content_of(made / "output") == before
    assert beside(made) <= LEFT


def test_a_folder_full_of_somebodys_files_is_never_taken(tmp_path: Path) -> None:
    made = project(tmp_path)
    photos = write(tmp_path / "photos", {"a.jpg": b"x", "b/c.jpg": b"y"})
    assert refused(made, photos) == [("foreign-file", "a.jpg"), ("foreign-file", "b/c.jpg")]
    assert content_of(photos) == {"a.jpg": b"x", "b/c.jpg": b"y"}


def test_a_site_moved_away_in_the_last_moment_of_a_dead_build_is_put_back(tmp_path: Path) -> None:
    made = project(tmp_path)
    before = built(made)
    (made / "output").rename(made / ".output.old")
    write(made, {".output.old/ghi-chu.txt": "của tôi"})
    says(made, "HAI")
    assert refused(made) == [("foreign-file", "ghi-chu.txt")]
    assert content_of(made / "output").items() >= before.items()
    (made / "output" / "ghi-chu.txt").unlink()
    assert built(made) != before
    assert beside(made) <= LEFT


@pytest.mark.parametrize(
    "where", ["the project", "its parent", "home", "another project", "a link", "content"]
)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_folder_that_cannot_be_the_output_is_refused(
    tmp_path: Path,
    where: str,
    elsewhere: bool,  # a column of the table
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = project(tmp_path / "above")
    home = write(tmp_path / "home", {"thu.txt": "x"})
    (tmp_path / "link").symlink_to(write(tmp_path / "target", {}) / "target")
    (tmp_path / "target" / "target").mkdir(parents=True)
    output = {
        "the project": made,
        "its parent": made.parent,
        "home": home,
        "another project": write(tmp_path / "other", {"content/site.yaml": "x"}),
        "a link": tmp_path / "link",
        "content": made / "content",
    }[where]
    before = content_of(tmp_path)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(tmp_path if elsewhere else made)
    (code,) = {code for code, _ in refused(made, output)}
    after = {path: data for path, data in content_of(tmp_path).items() if not path.endswith(".lock")}
    assert after == before
    # from outside nobody can tell a folder above from any other, but its files are not ours
    assert code == (
        "foreign-file" if where == "content" or (elsewhere and where == "its parent") else "output-refused"
    )


def small_files_only() -> None:
    """A full disk, as nearly as a process can make one for itself: no file may pass 20,000 bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_full_disk_keeps_the_old_site_and_is_exit_code_3(tmp_path: Path) -> None:
    made = project(tmp_path)
    before = built(made)
    says(made, "HAI")
    ended = subprocess.run(  # noqa: S603 # our own command
        command("--lang", "en", *BUILD),
        cwd=made,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_files_only,  # no threads here
    )
    assert ended.returncode == 3, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    assert "bien-ban.pdf" in ended.stderr
    assert published(made / "output") == before
    assert beside(made) <= LEFT
    assert built(made) != before


@pytest.mark.parametrize(
    "mistake",
    [
        {"content/sessions/2022-07-15-ky-hop-4.md": b"---\ntitle: A\n"},
        {"content/site.yaml": b"title: A\n"},
        {"themes/tiny/templates/term.html": b"{{ page.khong_co }}"},
        {"themes/tiny/templates/term.html": b"<a href='khong-co/'>x</a>"},
    ],
)
def test_a_blocked_build_leaves_the_output_byte_for_byte(
    tmp_path: Path, mistake: Mapping[str, bytes]
) -> None:
    made = project(tmp_path)
    built(made)
    before = {path: path.stat().st_mtime_ns for path in (made / "output").rglob("*")}
    bytes_before = content_of(made / "output")
    says(made, "HAI")
    write(made, mistake)
    assert refused(made) != []
    assert content_of(made / "output") == bytes_before
    assert {path: path.stat().st_mtime_ns for path in (made / "output").rglob("*")} == before
    assert beside(made) <= LEFT


def test_nothing_in_content_can_make_the_builder_write_outside_its_folder(tmp_path: Path) -> None:
    made = project(tmp_path / "a" / "b" / "c")
    councils = made / "content" / "councils.yaml"
    text = councils.read_text(encoding="utf-8")
    for term in ("x/../../../../../../evil", "../../evil", "..", "x/y"):
        councils.write_text(text + f"    {term}: {{from: 2010, to: 2015}}\n", encoding="utf-8")
        before = content_of(tmp_path)
        assert refused(made) != []
        assert {path: data for path, data in content_of(tmp_path).items() if ".output" not in path} == before


def test_a_site_that_a_dying_build_moved_away_comes_back_even_when_the_next_build_is_blocked(
    tmp_path: Path,
) -> None:
    made = project(tmp_path)
    before = built(made)
    (made / "output").rename(made / ".output.old")
    (made / "content" / "sessions" / "hong.md").write_text("---\ntitle: A\n", encoding="utf-8")
    assert run(BUILD, made).returncode == 1
    assert published(made / "output") == before
    assert not (made / ".output.old").exists()
