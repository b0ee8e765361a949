import hashlib
import os
import socket
import unicodedata
from pathlib import Path

import pytest

from builder.content.sources import Snapshot, take
from builder.problems import Problem
from unit.small import project, values, write_up


def taken(folder: Path, *names: str) -> Snapshot:
    return take(project(folder, dict.fromkeys(names, b"x")))


def problems(found: Snapshot) -> list[tuple[str, str]]:
    return [(one.code, one.at.file) for one in found.problems]


def only(found: Snapshot) -> Problem:
    (one,) = found.problems
    return one


def test_every_file_has_its_kind_by_its_place(tmp_path: Path) -> None:
    found = taken(
        tmp_path, "sessions/a.md", "sessions/b/index.md", "sessions/b/c.pdf", "pages/d.md", "pages/d.png"
    )
    assert {source.file.removeprefix("content/"): source.kind for source in found.sources} == {
        "councils.yaml": "councils",
        "indicators.yaml": "indicators",
        "pages/d.md": "page",
        "sessions/a.md": "session",
        "sessions/b/index.md": "session",
        "site.yaml": "settings",
        "topics.yaml": "topics",
        "units.yaml": "units",
    }
    assert [one.file for one in found.attachments] == ["content/pages/d.png", "content/sessions/b/c.pdf"]
    assert found.problems == ()


def test_sources_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    found = taken(tmp_path, *(f"sessions/{name}.md" for name in ("b", "A1", "a", "é", "Z")))
    names = [source.file for source in found.sources]
    assert names == sorted(names, key=os.fsencode)


def test_bytes_are_read_once_and_an_attachment_knows_its_size_and_digest(tmp_path: Path) -> None:
    data = write_up().encode()
    found = take(project(tmp_path, {"sessions/a.md": data, "sessions/b.pdf": b"%PDF"}))
    assert next(source.data for source in found.sources if source.kind == "session") == data
    (attachment,) = found.attachments
    assert (attachment.size, attachment.sha256) == (4, hashlib.sha256(b"%PDF").hexdigest())


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("Biên bản kỳ họp.PDF", "bien-ban-ky-hop.pdf"),
        ("Đề án (1).docx", "de-an-1.docx"),
        ("***.csv", "tep.csv"),
        ("a.b.xlsx", "a-b.xlsx"),
    ],
)
def test_an_attachment_is_published_under_a_name_fit_for_an_address(
    tmp_path: Path, name: str, published: str
) -> None:
    (attachment,) = taken(tmp_path, f"sessions/{name}").attachments
    assert attachment.name == published


def test_without_content_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert problems(take(tmp_path)) == [("no-content", "content")]


def test_what_a_site_cannot_do_without_is_missed_by_name(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert problems(take(tmp_path)) == [
        ("file-missing", "content/site.yaml"),
        ("file-missing", "content/councils.yaml"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        ".gitignore",
        "sessions/.DS_Store",
        "sessions/.git/config",
        ".obsidian/a.md",
        "sessions/~$bien-ban.docx",
        "sessions/a.md~",
        "Thumbs.db",
        "sessions/desktop.ini",
    ],
)
def test_what_file_managers_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    found = taken(tmp_path, name)
    assert found.problems == ()
    assert f"content/{name}" not in {one.file for one in found.sources} | {
        one.file for one in found.attachments
    }


@pytest.mark.parametrize(
    "name",
    [
        "topic.yaml",
        "sessions/a/b.md",
        "sessions/a.xhtml",
        "a.md",
        "pages/a/b.md",
        "sessions/a.py",
    ],
)
def test_a_file_nobody_would_read_is_told(tmp_path: Path, name: str) -> None:
    found = taken(tmp_path, name)
    assert problems(found) == [("unknown-file", f"content/{name}")]
    assert "pdf" in values(only(found))["allowed"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("a.svg", "picture-kind"), ("a.GIF", "picture-kind"), ("IMG_1.HEIC", "picture-kind")]
    + [(f"a.{kind}", "document-kind") for kind in ("doc", "docm", "xlsm", "pptx")],
)
def test_a_kind_that_people_have_but_that_is_not_published_is_told_with_what_to_do(
    tmp_path: Path, name: str, code: str
) -> None:
    assert problems(taken(tmp_path, f"sessions/{name}")) == [(code, f"content/sessions/{name}")]


@pytest.mark.parametrize("target", ["site.yaml", "khong-co", "/etc/hostname", "sessions"])
def test_a_symbolic_link_is_refused_whatever_it_leads_to(tmp_path: Path, target: str) -> None:
    project(tmp_path, {"sessions/a.md": write_up()})
    (tmp_path / "content" / "b.pdf").symlink_to(target)
    assert problems(take(tmp_path)) == [("not-a-file", "content/b.pdf")]


def test_a_link_to_a_folder_is_refused_and_not_entered(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("x", encoding="utf-8")
    site = project(tmp_path / "site", {})
    (site / "content" / "sessions").symlink_to(outside)
    found = take(site)
    assert problems(found) == [("not-a-file", "content/sessions")]
    assert all("secret" not in source.file for source in found.sources)


def test_two_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    site = project(tmp_path, {})
    for name in ("a", "b"):
        (site / "content" / name).symlink_to("..")
    assert problems(take(site)) == [("not-a-file", "content/a"), ("not-a-file", "content/b")]


def test_pipes_and_sockets_are_refused_without_being_opened(tmp_path: Path) -> None:
    site = project(tmp_path, {})
    os.mkfifo(site / "content" / "ong.md")
    with socket.socket(socket.AF_UNIX) as door:
        before = Path.cwd()
        os.chdir(site / "content")  # the path of a socket must be short
        try:
            door.bind("cua.pdf")
        finally:
            os.chdir(before)
        assert problems(take(site)) == [("not-a-file", "content/cua.pdf"), ("not-a-file", "content/ong.md")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sessions/A.md", "sessions/a.md"),
        ("sessions/b.PDF", "sessions/b.pdf"),
        ("sessions/ß.pdf", "sessions/SS.pdf"),
    ],
)
def test_names_that_differ_only_by_capitals_are_twins(tmp_path: Path, one: str, other: str) -> None:
    found = taken(tmp_path, one, other)
    first, second = sorted((f"content/{one}", f"content/{other}"), key=os.fsencode)
    assert problems(found) == [("twin-names", second)]
    assert values(only(found))["other"] == first


def test_names_that_differ_only_by_their_unicode_form_are_twins(tmp_path: Path) -> None:
    name = "sessions/họp.pdf"
    forms = [unicodedata.normalize(form, name) for form in ("NFC", "NFD")]
    assert [code for code, _ in problems(taken(tmp_path, *forms))] == ["twin-names"]


def test_a_name_that_is_no_utf_8_is_told_in_signs_that_can_be_printed(tmp_path: Path) -> None:
    site = project(tmp_path, {})
    (site / "content" / os.fsdecode(b"h\xf2p.pdf")).write_bytes(b"x")
    (found,) = problems(take(site))
    assert found[0] == "file-name-not-utf8"
    assert found[1].encode("ascii").startswith(b"content/h")


def test_a_file_over_the_limit_is_refused_without_being_published(tmp_path: Path) -> None:
    site = project(tmp_path, {})
    with (site / "content" / "to.pdf").open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    found = take(site)
    assert problems(found) == [("file-too-large", "content/to.pdf")]
    assert found.attachments == ()
