import os
from pathlib import Path

import pytest

from builder.problems import Problem
from builder.theme.theme import Theme, built_in, load
from unit.small import codes, values, write

TOML = "api = 1\n"


def loaded(folder: Path, files: dict[str, str | bytes]) -> tuple[Theme | None, tuple[Problem, ...]]:
    write(folder / "themes" / "cua-toi", files)
    return load(folder, "cua-toi")


def test_a_theme_is_read_whole_by_the_names_below_its_folders(tmp_path: Path) -> None:
    made, found = loaded(
        tmp_path,
        {
            "theme.toml": TOML,
            "templates/home.html": "Kỳ",
            "templates/partials/a.html": "b",
            "assets/fonts/a.woff2": b"\x00\xff",
            "locale/vi.po": b"x",
            "README.md": "y",
        },
    )
    assert found == ()
    assert made is not None
    assert (made.name, made.folder) == ("cua-toi", "themes/cua-toi")
    assert made.templates == {"home.html": "Kỳ", "partials/a.html": "b"}
    assert made.assets == {"fonts/a.woff2": b"\x00\xff"}
    assert made.catalogues == {"vi": b"x"}


def test_the_themes_of_the_builder_are_there_for_every_site(tmp_path: Path) -> None:
    made, found = load(tmp_path, "gazette")
    assert found == ()
    assert made is not None
    assert "home.html" in made.templates
    assert (built_in() / "gazette").is_dir()


def test_a_sites_own_theme_goes_before_one_of_the_same_name(tmp_path: Path) -> None:
    write(tmp_path / "themes" / "gazette", {"theme.toml": TOML, "templates/home.html": "mine"})
    made, _ = load(tmp_path, "gazette")
    assert made is not None
    assert made.templates == {"home.html": "mine"}


def test_an_unknown_theme_is_told_with_its_neighbour(tmp_path: Path) -> None:
    made, (found,) = load(tmp_path, "gazete")
    assert made is None
    assert (found.code, values(found)["nearest"]) == ("unknown-theme", "gazette")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"templates/home.html": "x"}, "file-missing"),
        ({"theme.toml": "api = "}, "theme-toml"),
        ({"theme.toml": b"\xff"}, "theme-toml"),
        ({"theme.toml": "api = 99"}, "theme-api"),
        ({"theme.toml": ""}, "theme-api"),
    ],
)
def test_a_theme_that_cannot_be_used_is_told(
    tmp_path: Path, files: dict[str, str | bytes], code: str
) -> None:
    made, found = loaded(tmp_path, files)
    assert (made, codes(found)) == (None, [code])
    assert found[0].at.file == "themes/cua-toi/theme.toml"


@pytest.mark.parametrize("name", ["templates/home.html", "theme.toml"])
def test_a_file_of_another_encoding_is_a_problem_at_that_file(tmp_path: Path, name: str) -> None:
    good: dict[str, str | bytes] = {"theme.toml": TOML, "templates/home.html": "x"}
    made, found = loaded(tmp_path, good | {name: "Kỳ".encode("utf-16")})
    assert made is None
    assert [one.at.file for one in found] == [f"themes/cua-toi/{name}"]


def test_links_and_pipes_in_a_theme_are_refused_and_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("MẬT", encoding="utf-8")
    templates = write(tmp_path / "themes" / "cua-toi", {"theme.toml": TOML}) / "templates"
    templates.mkdir()
    (templates / "a.html").symlink_to(secret)
    (templates / "b").symlink_to(tmp_path)
    os.mkfifo(templates / "c.html")
    made, found = load(tmp_path, "cua-toi")
    assert made is None
    assert sorted((one.code, one.at.file) for one in found) == [
        ("not-a-file", f"themes/cua-toi/templates/{name}") for name in ("a.html", "b", "c.html")
    ]


def test_dot_files_of_a_theme_are_passed_over(tmp_path: Path) -> None:
    made, found = loaded(tmp_path, {"theme.toml": TOML, "assets/.DS_Store": b"x", ".git/config": b"y"})
    assert found == ()
    assert made is not None
    assert made.assets == {}
