import hashlib
import json
import os
from pathlib import Path

import pytest
from make import content_of, digests, manifest_of

from builder.problems import Problem
from builder.publish.shelf import KEPT, MANIFEST, NOTHING, Proof, Shelf, left_of, proof_of
from builder.publish.write import Shelves, refused
from builder.publish.write import write as publish
from unit.small import codes

ONE = {"index.html": b"1", "a/index.html": "Kỳ".encode(), "a/b.pdf": b"%PDF"}
OTHER = {"index.html": b"2", "c/index.html": b"3"}


def write(files: dict[str, bytes], output: Path) -> tuple[Problem, ...]:
    """Publish files where nothing is known of what was published before."""
    return publish(files, output, digests(files), Shelves(output))


def whole(files: dict[str, bytes]) -> dict[str, bytes]:
    return {**files, MANIFEST: manifest_of(files)}


def beside(output: Path) -> set[str]:
    return {path.name for path in output.parent.iterdir()} - {output.name}


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    output = tmp_path / "a" / "b" / "output"
    assert write(ONE, output) == ()
    assert content_of(output) == whole(ONE)


def test_where_folders_are_not_exchanged_a_site_that_cannot_take_its_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    write(ONE, output)
    rename = Path.rename

    def one_is_open(self: Path, target: Path) -> Path:
        if target == output and "stage" in self.name:
            raise PermissionError(13, "in use", str(target))
        return rename(self, target)

    monkeypatch.setattr("sys.platform", "win32-like")
    monkeypatch.setattr(Path, "rename", one_is_open)
    with pytest.raises(PermissionError):
        write(OTHER, output)
    assert content_of(output) == whole(ONE)
    monkeypatch.undo()
    assert write(OTHER, output) == ()
    assert content_of(output) == whole(OTHER)


def test_the_next_site_takes_the_place_of_the_last_one_whole(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(ONE, output)
    assert write(OTHER, output) == ()
    assert content_of(output) == whole(OTHER)
    assert not (output / "a").exists()
    assert beside(output) <= {".output.lock", ".output.spare"}


def test_the_manifest_lists_every_file_but_itself_in_order(tmp_path: Path) -> None:
    write(ONE, tmp_path / "output")
    listed = json.loads((tmp_path / "output" / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert list(listed) == sorted(ONE)
    assert listed["a/b.pdf"] == {
        "bytes": 4,
        "sha256": hashlib.sha256(b"%PDF").hexdigest(),
    }


def test_the_manifest_does_not_depend_on_the_order_of_the_files() -> None:
    assert manifest_of(dict(reversed(ONE.items()))) == manifest_of(ONE)


def test_the_file_that_keeps_the_folder_in_the_repository_stays(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / KEPT).write_text("*\n", encoding="utf-8")
    for files in (ONE, OTHER):
        assert write(files, output) == ()
        assert (output / KEPT).read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize("name", ["notes.txt", "a/notes.txt", "x/y/z.html", ".htaccess"])
def test_a_file_we_did_not_make_is_named_and_nothing_is_touched(tmp_path: Path, name: str) -> None:
    output = tmp_path / "output"
    write(ONE, output)
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).write_text("của tôi", encoding="utf-8")
    before = content_of(output)
    (found,) = write(OTHER, output)
    assert (found.code, found.at.file) == ("foreign-file", name)
    assert content_of(output) == before
    assert beside(output) <= {".output.lock", ".output.spare"}


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"files": 1}', '{"files": null}', '"files"', "\x00"])
def test_a_folder_without_a_manifest_of_ours_is_foreign_as_a_whole(tmp_path: Path, text: str | None) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "index.html").write_bytes(b"x")
    if text is not None:
        (output / MANIFEST).write_text(text, encoding="utf-8")
    assert Shelf(output, NOTHING).foreign() == ["index.html"]


def test_a_link_to_a_folder_is_foreign_and_not_entered(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(ONE, output)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_bytes(b"x")
    (output / "link").symlink_to(elsewhere)
    assert Shelf(output, NOTHING).foreign() == ["link"]
    assert codes(write(OTHER, output)) == ["foreign-file"]
    assert (elsewhere / "mine.txt").is_file()


def test_a_file_where_the_folder_should_be_is_foreign(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.write_bytes(b"mine")
    assert codes(write(ONE, output)) == ["foreign-file"]
    assert output.read_bytes() == b"mine"


def test_leftovers_of_a_build_that_died_are_cleaned(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(ONE, output)
    for name in (".output.stage", ".output.old"):
        (tmp_path / name / "a").mkdir(parents=True)
        (tmp_path / name / "a" / "b").write_bytes(b"x")
    assert write(OTHER, output) == ()
    assert content_of(output) == whole(OTHER)
    assert beside(output) <= {".output.lock", ".output.spare"}


def test_a_site_that_was_moved_away_in_its_last_moment_is_put_back(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(ONE, output)
    (output / "mine.txt").write_bytes(b"x")
    output.rename(tmp_path / ".output.old")
    assert codes(write(OTHER, output)) == ["foreign-file"]
    assert content_of(output) == whole(ONE) | {"mine.txt": b"x"}


@pytest.mark.parametrize(
    "path", ["../evil.html", "a/../../evil.html", "/tmp/evil.html", "a/../../../evil.html"]
)  # a path that must not be written to
def test_nothing_is_ever_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    output = tmp_path / "one" / "two" / "output"
    write(ONE, output)
    before = content_of(tmp_path)
    mine = path.replace("/tmp", str(tmp_path))
    with pytest.raises((ValueError, OSError)):
        write({"index.html": b"x", mine: b"evil"}, output)
    assert content_of(tmp_path) == before


def test_when_a_file_cannot_be_written_the_old_site_stays_and_no_stage_is_left(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(ONE, output)
    with pytest.raises(OSError, match="a" * 20):
        write({"index.html": b"2", "a" * 300: b"too long a name"}, output)
    assert content_of(output) == whole(ONE)
    assert beside(output) <= {".output.lock", ".output.spare"}


@pytest.mark.parametrize("made", ["project", "parent", "home", "link", "repository", "root", "inside"])
def test_a_folder_that_is_nobodys_output_is_refused(
    tmp_path: Path, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "above" / "site"
    (project / "content" / "sessions").mkdir(parents=True)
    home, repository = tmp_path / "home", tmp_path / "repository"
    home.mkdir()
    (repository / ".git").mkdir(parents=True)
    (tmp_path / "link").symlink_to(home)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(project)
    output = {
        "project": project,
        "parent": project.parent,
        "home": home,
        "link": tmp_path / "link",
        "repository": repository,
        "root": Path("/"),
        "inside": project / "content" / "sessions" / "output",
    }[made]
    before = sorted(os.walk(tmp_path))
    found = refused(output)
    assert found is not None
    assert found.code == "output-refused"
    assert codes(write(ONE, output)) == ["output-refused"]
    assert sorted(os.walk(tmp_path)) == before


def test_an_ordinary_folder_is_not_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path / "empty") is None
    assert refused(tmp_path / "new") is None
    assert refused(Path("output")) is None


def test_a_file_that_the_folder_holds_is_taken_over_and_its_bytes_are_not_asked_for(tmp_path: Path) -> None:
    output = tmp_path / "output"
    write(ONE, output)
    before = (output / "a" / "b.pdf").stat()
    after = ONE | {"index.html": b"2"}
    asked = {path: data for path, data in after.items() if path == "index.html"}
    assert publish(asked, output, digests(after), Shelves(output)) == ()
    assert content_of(output) == whole(after)
    assert (output / "a" / "b.pdf").stat().st_mtime_ns == before.st_mtime_ns
    assert beside(output) <= {".output.lock", ".output.spare"}


class Builds:
    """Builds of one folder, one after the other, each knowing how the ones before left what they wrote."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.proofs: dict[int, Proof] = {}
        self.held: dict[str, bytes] = {}

    def known(self, folder: Path) -> Proof:
        return self.proofs.get(folder.lstat().st_ino, NOTHING) if folder.exists() else NOTHING

    def publish(self, files: dict[str, bytes]) -> tuple[Problem, ...]:
        asked = {path: data for path, data in files.items() if self.held.get(path) != data}
        shelves = Shelves(self.output, self.known)
        found = publish(asked, self.output, digests(files), shelves)
        if not found:
            self.held = files
            left = left_of(self.output, digests(files), shelves.stats, shelves.marks)
            self.proofs[self.output.lstat().st_ino] = proof_of(self.output, left)
        return found


SITES = [
    ONE,
    OTHER,
    ONE | {"c/d/e.html": b"5"},
    {"index.html": b"2", "c": b"a file where a folder was"},
    OTHER | {"a/index.html": b"6"},
    ONE,
]


def test_the_next_site_is_made_of_the_one_before_the_last(tmp_path: Path) -> None:
    builds = Builds(tmp_path / "output")
    for files in SITES * 2:
        assert builds.publish(files) == ()
        assert content_of(builds.output) == whole(files)
        assert (
            sorted(path for path in builds.output.rglob("*") if path.is_dir() and not any(path.iterdir()))
            == []
        )
    assert beside(builds.output) == {".output.lock", ".output.spare"}


def test_what_somebody_did_to_the_spare_is_not_published(tmp_path: Path) -> None:
    builds = Builds(tmp_path / "output")
    for files in SITES[:3]:
        builds.publish(files)
    spare = tmp_path / ".output.spare"
    (spare / "c" / "index.html").write_bytes(b"!")
    (spare / "c" / "more.html").write_bytes(b"!")
    assert builds.publish(OTHER) == ()
    assert content_of(builds.output) == whole(OTHER)


def test_a_file_that_comes_after_the_proof_is_foreign(tmp_path: Path) -> None:
    builds = Builds(tmp_path / "output")
    builds.publish(ONE)
    (builds.output / "a" / "new").mkdir()
    (builds.output / "a" / "new" / "mine.txt").write_bytes(b"!")
    assert codes(builds.publish(OTHER)) == ["foreign-file"]
