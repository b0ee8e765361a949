import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.problems import Place, Problem, Span
from builder.theme.home import built_in
from builder.theme.theme import Loaded, Theme, load
from unit.small import codes, values, write

TOML = 'name = "cua-toi"\napi = 1\n'
EXTENDS = TOML + 'extends = "goc"\n'
PARENT = 'name = "goc"\napi = 1\n'
Files = dict[str, str | bytes]


def loaded(folder: Path, files: Files, parent: Files | None = None, **chosen: str) -> Loaded:
    write(folder / "themes" / "cua-toi", files)
    if parent is not None:
        write(folder / "themes" / "goc", parent)
    return load(folder, "cua-toi", chosen)


def good(folder: Path, files: Files, parent: Files | None = None, **chosen: str) -> Theme:
    found = loaded(folder, files, parent, **chosen)
    assert found.problems == ()
    assert found.theme is not None
    return found.theme


def told(folder: Path, files: Files, parent: Files | None = None, **chosen: str) -> tuple[Problem, ...]:
    found = loaded(folder, files, parent, **chosen)
    assert found.theme is None
    return found.problems


def read(theme: Theme, names: Mapping[str, str]) -> dict[str, str]:
    return {name: theme.files[file].decode() for name, file in names.items()}


def test_a_theme_is_read_whole_by_the_names_below_its_folders(tmp_path: Path) -> None:
    made = good(
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
    assert (made.name, made.folder) == ("cua-toi", "themes/cua-toi")
    assert read(made, made.templates) == {"home.html": "Kỳ", "partials/a.html": "b"}
    assert made.files[made.assets["fonts/a.woff2"]] == b"\x00\xff"
    assert made.catalogues == {"vi": ("themes/cua-toi/locale/vi.po",)}


def test_the_themes_of_the_builder_are_there_for_every_site(tmp_path: Path) -> None:
    made = load(tmp_path, "gazette", {}).theme
    assert made is not None
    assert "home.html" in made.templates
    assert made.own == frozenset()
    assert (built_in() / "gazette").is_dir()


def test_a_sites_own_theme_goes_before_one_of_the_same_name(tmp_path: Path) -> None:
    write(
        tmp_path / "themes/gazette",
        {"theme.toml": 'name = "gazette"\napi = 1', "templates/home.html": "mine"},
    )
    made = load(tmp_path, "gazette", {}).theme
    assert made is not None
    assert read(made, made.templates) == {"home.html": "mine"}
    assert made.own == set(made.files)


def test_an_unknown_theme_is_told_with_its_neighbour(tmp_path: Path) -> None:
    (found,) = load(tmp_path, "gazete", {}).problems
    assert (found.code, values(found)["nearest"]) == ("unknown-theme", "gazette")
    assert found.at == Place("content/site.yaml", ("theme",))


# --- What a theme extends ------------------------------------------------------------------------


def test_a_theme_has_all_its_parent_has_and_its_own_in_place_of_it(tmp_path: Path) -> None:
    made = good(
        tmp_path,
        {"theme.toml": EXTENDS, "templates/b.html": "own", "assets/b.css": "own", "locale/vi.po": "own"},
        {
            "theme.toml": PARENT,
            "templates/a.html": "parent",
            "templates/b.html": "parent",
            "assets/a.css": "parent",
            "assets/b.css": "parent",
            "locale/vi.po": "parent",
            "locale/en.po": "parent",
        },
    )
    assert read(made, made.templates) == {"a.html": "parent", "b.html": "own"}
    assert read(made, made.assets) == {"a.css": "parent", "b.css": "own"}
    assert made.catalogues == {
        "vi": ("themes/cua-toi/locale/vi.po", "themes/goc/locale/vi.po"),
        "en": ("themes/goc/locale/en.po",),
    }


def test_the_file_of_a_parent_is_reached_by_its_full_name(tmp_path: Path) -> None:
    files: Files = {"templates/a.html": "x", "assets/a.css": "x", "assets/only.css": "x"}
    made = good(tmp_path, {"theme.toml": EXTENDS, "templates/a.html": "y"}, files | {"theme.toml": PARENT})
    assert made.template("goc/a.html") == "themes/goc/templates/a.html"
    assert made.template("cua-toi/a.html") == made.template("a.html") == "themes/cua-toi/templates/a.html"
    assert made.asset("goc/a.css") == made.asset("a.css") == "themes/goc/assets/a.css"
    assert made.template("goc/b.html") is made.template("b.html") is made.asset("khac/a.css") is None
    assert sorted(made.template_names) == ["a.html", "cua-toi/a.html", "goc/a.html"]


def test_a_line_of_themes_may_be_long(tmp_path: Path) -> None:
    write(tmp_path / "themes/ba", {"theme.toml": 'name = "ba"\napi = 1', "templates/a.html": "x"})
    made = good(tmp_path, {"theme.toml": EXTENDS}, {"theme.toml": PARENT + 'extends = "ba"'})
    assert made.template("a.html") == "themes/ba/templates/a.html"


@pytest.mark.parametrize(
    ("extends", "code", "said"),
    [
        ("cua-toi", "theme-circle", {"way": "cua-toi → cua-toi"}),
        ("gazete", "unknown-theme", {"nearest": "gazette"}),
        ("../../etc", "unknown-theme", {"key": "../../etc"}),
        ("/etc", "unknown-theme", {"key": "/etc"}),
        (".", "unknown-theme", {"key": "."}),
    ],
)
def test_a_parent_that_cannot_be_is_told_where_it_is_named(
    tmp_path: Path, extends: str, code: str, said: dict[str, str]
) -> None:
    (found,) = told(tmp_path, {"theme.toml": f'{TOML}\nextends = "{extends}"'})
    assert (found.code, found.at) == (code, Span("themes/cua-toi/theme.toml", 4, 1, 7))
    assert said.items() <= values(found).items()


def test_themes_in_a_circle_are_told_with_the_way(tmp_path: Path) -> None:
    (found,) = told(tmp_path, {"theme.toml": EXTENDS}, {"theme.toml": PARENT + 'extends = "cua-toi"'})
    assert (found.code, found.at.file) == ("theme-circle", "themes/goc/theme.toml")
    assert values(found)["way"] == "cua-toi → goc → cua-toi"


def test_what_is_wrong_in_a_parent_is_told_there(tmp_path: Path) -> None:
    (found,) = told(tmp_path, {"theme.toml": EXTENDS}, {"theme.toml": 'name = "goc"\napi = 2'})
    assert (found.code, found.at) == ("theme-api", Span("themes/goc/theme.toml", 2, 1, 3))


def test_parameters_are_inherited_and_may_be_declared_anew(tmp_path: Path) -> None:
    accent = '[parameters.{}]\ntype = "text"\ndefault = "{}"\ndescription = {{ vi = "x", en = "x" }}\n'
    parent = (
        PARENT + accent.format("a", "parent") + accent.format("b", "parent") + accent.format("c", "parent")
    )
    own = EXTENDS + accent.format("b", "own")
    made = good(tmp_path, {"theme.toml": own}, {"theme.toml": parent}, c="site")
    assert made.parameters == (("a", "parent"), ("b", "own"), ("c", "site"))


# --- The digest ----------------------------------------------------------------------------------

BASE: Files = {"theme.toml": EXTENDS, "templates/a.html": "x"}
ABOVE: Files = {
    "theme.toml": PARENT
    + '[parameters.a]\ntype = "integer"\ndefault = 1\ndescription = { vi = "x", en = "x" }\n',
    "assets/a.css": "x",
    "locale/vi.po": "x",
}


def test_the_digest_is_of_content_not_of_place(tmp_path: Path) -> None:
    assert good(tmp_path / "a", BASE, ABOVE).digest == good(tmp_path / "b", BASE, ABOVE).digest


@pytest.mark.parametrize(
    ("own", "above", "chosen"),
    [
        ({"templates/a.html": "y"}, {}, {}),
        ({"templates/b.html": ""}, {}, {}),
        ({}, {"assets/a.css": "y"}, {}),
        ({}, {"locale/vi.po": "y"}, {}),
        ({}, {}, {"a": "2"}),
    ],
)
def test_the_digest_changes_with_everything_a_page_can_take_from_a_theme(
    tmp_path: Path, own: Files, above: Files, chosen: dict[str, str]
) -> None:
    before = good(tmp_path / "a", BASE, ABOVE).digest
    assert good(tmp_path / "b", BASE | own, ABOVE | above, **chosen).digest != before


# --- Files that cannot be used -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"templates/home.html": "x"}, "file-missing"),
        ({"theme.toml": "api = "}, "toml-value"),
        ({"theme.toml": b"\xff"}, "not-utf8"),
        ({"theme.toml": 'name = "cua-toi"\napi = 99'}, "theme-api"),
        ({"theme.toml": 'name = "cua-toi"'}, "theme-api"),
    ],
)
def test_a_theme_that_cannot_be_used_is_told(tmp_path: Path, files: Files, code: str) -> None:
    found = told(tmp_path, files)
    assert codes(found) == [code]
    assert found[0].at.file == "themes/cua-toi/theme.toml"


@pytest.mark.parametrize("name", ["templates/home.html", "theme.toml", "locale/vi.po"])
def test_a_file_of_another_encoding_is_a_problem_at_that_file(tmp_path: Path, name: str) -> None:
    files: Files = {"theme.toml": TOML, "templates/home.html": "x"}
    found = told(tmp_path, files | {name: "Kỳ".encode("utf-16")})
    assert [one.at.file for one in found] == [f"themes/cua-toi/{name}"]


def test_links_and_pipes_in_a_theme_are_refused_and_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("MẬT", encoding="utf-8")
    templates = write(tmp_path / "themes" / "cua-toi", {"theme.toml": TOML}) / "templates"
    templates.mkdir()
    (templates / "a.html").symlink_to(secret)
    (templates / "b").symlink_to(tmp_path)
    os.mkfifo(templates / "c.html")
    found = load(tmp_path, "cua-toi", {})
    assert found.theme is None
    assert sorted((one.code, one.at.file) for one in found.problems) == [
        ("not-a-file", f"themes/cua-toi/templates/{name}") for name in ("a.html", "b", "c.html")
    ]
    assert not [data for data in found.files.values() if "MẬT".encode() in data]


def test_a_theme_that_is_a_link_itself_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "khac", {"theme.toml": TOML})
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "cua-toi").symlink_to(tmp_path / "khac")
    found = load(tmp_path, "cua-toi", {})
    assert (codes(found.problems), found.files) == (["not-a-file"], {})


def test_dot_files_of_a_theme_are_passed_over(tmp_path: Path) -> None:
    made = good(tmp_path, {"theme.toml": TOML, "assets/.DS_Store": b"x", ".git/config": b"y"})
    assert set(made.files) == {"themes/cua-toi/theme.toml"}
