from pathlib import Path

import pytest

from builder.plan import Data, Output
from builder.problems import Span
from builder.theme.assets import fingerprinted
from builder.theme.theme import Theme
from unit import small


def theme(*asked: str, **assets: bytes) -> Theme:
    """A theme whose one template asks for the assets of those names, or for all."""
    named = {name.replace("__", "/").replace("_dot_", "."): data for name, data in assets.items()}
    page = "".join(f'{{{{ asset("{name}") }}}}' for name in asked or named)
    files: dict[str, str | bytes] = {f"assets/{name}": data for name, data in named.items()}
    return small.theme(files | {"templates/a.html": page})


def published_files(outputs: dict[str, Output]) -> list[Output]:
    return sorted(outputs.values(), key=lambda one: one.path)


def published(made: Theme, name: str) -> Output:
    outputs, problems = fingerprinted(made)
    assert problems == ()
    return outputs[name]


def data_of(made: Theme, name: str) -> str:
    recipe = published(made, name).recipe
    assert isinstance(recipe, Data)
    return recipe.data.decode("utf-8")


def path_of(made: Theme, name: str) -> str:
    return published(made, name).path


def test_the_name_of_an_asset_carries_its_digest() -> None:
    path = path_of(theme(fonts__a_dot_woff2=b"x"), "fonts/a.woff2")
    stem, digest, suffix = Path(path).name.split(".")
    assert (Path(path).parent.as_posix(), stem, len(digest), suffix) == ("assets/fonts", "a", 10, "woff2")


def test_another_content_gets_another_name_and_the_same_content_the_same() -> None:
    one, same, other = (path_of(theme(a_dot_js=data), "a.js") for data in (b"x", b"x", b"y"))
    assert one == same != other


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_a_style_sheet_finds_its_fonts_under_their_new_names(quote: str) -> None:
    sheet = f"@font-face {{ src: url({quote}../fonts/a.woff2{quote}) format('woff2') }}".encode()
    made = theme(css__site_dot_css=sheet, fonts__a_dot_woff2=b"x")
    font = path_of(made, "fonts/a.woff2").removeprefix("assets/")
    assert f'url("../{font}")' in data_of(made, "css/site.css")


def test_a_new_font_gives_the_style_sheet_a_new_name() -> None:
    one, other = (
        path_of(theme(a_dot_css=b"x{src:url(a.woff2)}", a_dot_woff2=font), "a.css") for font in (b"1", b"2")
    )
    assert one != other


@pytest.mark.parametrize("url", ["data:image/png;base64,AAAA", "#filter"])
def test_what_a_style_sheet_holds_itself_stays(url: str) -> None:
    sheet = f"a{{background:url({url})}}"
    assert data_of(theme(a_dot_css=sheet.encode()), "a.css") == sheet


@pytest.mark.parametrize(
    "name", ["khong-co.woff2", "../secret.png", "https://a.vn/x.png", "//a.vn/x.png", "/x.png"]
)
def test_a_style_sheet_that_names_what_is_not_there_is_told_at_the_name(name: str) -> None:
    _, (found,) = fingerprinted(theme(a_dot_css=f"a {{}}\nb {{ src: url('{name}') }}".encode()))
    assert (found.code, found.at) == ("missing-asset", Span("themes/tiny/assets/a.css", 2, 15, len(name)))


def test_a_style_sheet_of_another_encoding_is_a_problem_at_that_file() -> None:
    _, (found,) = fingerprinted(theme(a_dot_css=b"a{\xff}"))
    assert found.at.file == "themes/tiny/assets/a.css"


def test_assets_tell_where_they_come_from() -> None:
    assert published(theme(a_dot_js=b"x"), "a.js").origin == "themes/tiny/assets/a.js"


def test_an_asset_without_a_suffix_is_published_too() -> None:
    assert path_of(theme(LICENSE=b"x"), "LICENSE").startswith("assets/")


def sheet(made: Theme, name: str = "a.css") -> str:
    return data_of(made, name)


def test_only_what_something_names_is_published() -> None:
    made = theme(
        "a.css",
        a_dot_css=b"b{src:url(a.woff2)}",
        a_dot_woff2=b"1",
        b_dot_woff2=b"2",
        b_dot_css=b"i{}",
        a_dot_svg=b"<svg/>",
    )
    outputs, problems = fingerprinted(made)
    assert problems == ()
    assert set(outputs) == {"a.css", "a.woff2"}


def test_what_only_a_style_sheet_names_is_published_with_it() -> None:
    outputs, _ = fingerprinted(theme("a.css", a_dot_css=b"b{src:url(a.woff2)}", a_dot_woff2=b"1"))
    assert [output.origin for output in published_files(outputs)] == [
        "themes/tiny/assets/a.css",
        "themes/tiny/assets/a.woff2",
    ]


def test_a_name_that_is_computed_publishes_all() -> None:
    made = small.theme(
        {"templates/a.html": "{{ asset(theme.mark ~ '.svg') }}", "assets/a.svg": "", "assets/b.svg": ""}
    )
    assert set(fingerprinted(made)[0]) == {"a.svg", "b.svg"}


def test_a_sheet_that_is_imported_stands_in_its_place_with_its_own_names() -> None:
    made = theme(
        "css/a.css",
        css__a_dot_css=b'@import "../tokens/b.css";\na{}',
        tokens__b_dot_css=b'@import url(c.css);\nb{src:url("x.woff2")}',
        tokens__c_dot_css=b"i{}",
        tokens__x_dot_woff2=b"x",
    )
    font = next(one for one in published_files(fingerprinted(made)[0]) if one.path.endswith("woff2"))
    name = font.path.removeprefix("assets/")
    assert sheet(made, "css/a.css") == f'i{{}}\nb{{src:url("../{name}")}}\na{{}}'


def test_a_sheet_for_some_media_stays_a_file_of_its_own() -> None:
    made = theme("a.css", a_dot_css=b'@import "b.css" print;', b_dot_css=b"i{}")
    other = next(one for one in published_files(fingerprinted(made)[0]) if "/b." in one.path)
    assert sheet(made) == f'@import url("{other.path.removeprefix("assets/")}") print;'


def test_a_sheet_that_imports_itself_is_told_at_the_name() -> None:
    _, (found,) = fingerprinted(
        theme("a.css", a_dot_css=b'@import "b.css";', b_dot_css=b'\n@import "a.css";')
    )
    assert (found.code, found.at) == ("circular-sheet", Span("themes/tiny/assets/b.css", 2, 10, 5))


def test_a_missing_font_is_told_with_the_one_that_was_meant() -> None:
    _, (found,) = fingerprinted(theme("a.css", a_dot_css=b"a{src:url(noto.woff)}", noto_dot_woff2=b""))
    assert small.values(found)["nearest"] == "noto.woff2"
