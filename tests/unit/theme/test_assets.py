from pathlib import Path

import pytest

from builder.plan import Data, Output
from builder.problems import Span
from builder.theme.assets import fingerprinted
from builder.theme.theme import Theme


def theme(**assets: bytes) -> Theme:
    named = {name.replace("__", "/").replace("_dot_", "."): data for name, data in assets.items()}
    return Theme("tiny", "themes/tiny", {}, named, {})


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
