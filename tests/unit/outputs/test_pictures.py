import re
from pathlib import Path

import pytest
from files import drawing, photo, saved, scene
from selectolax.lexbor import LexborHTMLParser

from builder.model.document import Picture
from builder.outputs.items import Items, root_of
from builder.outputs.pictures import fallback, widths
from builder.outputs.whole import plan_site
from builder.plan import Cleaned, Derived
from unit.small import CONTENT, assembled, texts, write_up


@pytest.mark.parametrize(
    ("width", "published"),
    [
        (1, (1,)),
        (359, (359,)),
        (360, (360,)),
        (400, (400,)),
        (500, (360, 500)),
        (720, (360, 720)),
        (800, (360, 800)),
        (960, (360, 720, 960)),
        (1280, (360, 720, 1280)),
        (4000, (360, 720, 1280)),
    ],
)
def test_a_picture_is_published_in_few_widths_and_never_larger_than_it_is(
    width: int, published: tuple[int, ...]
) -> None:
    assert widths(Picture(width, 300, drawn=False)) == published


def test_the_fallback_is_a_photo_or_a_drawing_of_a_middle_width() -> None:
    assert fallback(Picture(4000, 3000, drawn=False)) == (720, "jpeg")
    assert fallback(Picture(4000, 3000, drawn=True)) == (720, "png")
    assert fallback(Picture(200, 100, drawn=True)) == (200, "png")


def shown(folder: Path, data: bytes, text: str, name: str = "a.jpg") -> LexborHTMLParser:
    site, found = assembled(folder, {"sessions/x.md": write_up(body=text), f"sessions/{name}": data})
    assert found == ()
    (session,) = site.sessions
    root = root_of(site.routes.session(session))
    written = Items(site, portable=False).written(session.file, session.body, root)
    return LexborHTMLParser(written.closed(texts(folder)[session.file].html))


def test_a_picture_offers_every_width_in_both_formats_and_tells_its_size(tmp_path: Path) -> None:
    tree = shown(tmp_path, photo(1600, 1200), '![Ông "A" & bà <B>](a.jpg)')
    (picture,) = tree.css("p.picture > picture")
    assert [one.attributes["type"] for one in picture.css("source")] == ["image/avif", "image/webp"]
    for source in picture.css("source"):
        candidates = [one.split() for one in (source.attributes["srcset"] or "").split(", ")]
        assert [size for _, size in candidates] == ["360w", "720w", "1280w"]
        for address, size in candidates:
            assert address.startswith("../../../an-binh/khoa-x/ky-hop-1/a-")
            suffix = (source.attributes["type"] or "").removeprefix("image/")
            assert re.search(rf"/a-{size[:-1]}\.[0-9a-f]{{10}}\.{suffix}$", address)
        assert source.attributes["sizes"]
    (image,) = picture.css("img")
    assert re.search(r"/a-720\.[0-9a-f]{10}\.jpg$", image.attributes["src"] or "")
    assert image.attributes["alt"] == 'Ông "A" & bà <B>'
    assert (image.attributes["width"], image.attributes["height"]) == ("1280", "960")
    assert (image.attributes["loading"], image.attributes["decoding"]) == ("lazy", "async")


def test_a_small_picture_has_one_candidate_and_needs_no_sizes(tmp_path: Path) -> None:
    tree = shown(tmp_path, drawing(200, 100), "![Sơ đồ](a.png)", "a.png")
    for source in tree.css("source"):
        assert " " not in (source.attributes["srcset"] or "")
        assert "sizes" not in source.attributes


def test_a_title_is_a_caption_and_part_of_the_words_of_the_page(tmp_path: Path) -> None:
    tree = shown(
        tmp_path, photo(400, 300), 'Trước.\n\n![Hội trường đông người](a.jpg "Ảnh: VP & <HĐND>")\n\nSau.'
    )
    (figure,) = tree.css("figure")
    assert figure.css_first("picture img") is not None
    assert [node.text() for node in figure.css("figcaption")] == ["Ảnh: VP & <HĐND>"]
    assert [node.tag for node in tree.css("body > *")] == ["p", "figure", "p"]


def test_two_pictures_of_one_paragraph_stand_one_below_the_other(tmp_path: Path) -> None:
    tree = shown(tmp_path, photo(400, 300), '![Hội trường](a.jpg "Một")\n![Cổng xã](a.jpg)')
    assert [node.tag for node in tree.css("body > *")] == ["figure", "p"]


@pytest.mark.parametrize(
    "text",
    [
        "Chữ ![Hội trường](a.jpg) chữ",
        "- ![Hội trường](a.jpg)",
        "| ![Hội trường](a.jpg) |\n|---|\n| x |",
        "[![Hội trường](a.jpg)](#x)\n\n## X",
    ],
)
def test_a_picture_among_words_is_a_picture_too(tmp_path: Path, text: str) -> None:
    assert len(shown(tmp_path, photo(400, 300), text).css("picture > img[alt='Hội trường']")) == 1


def test_a_picture_shown_and_offered_is_published_both_ways(tmp_path: Path) -> None:
    text = write_up("documents: [{title: Bản quét, file: a.jpg}]", "![Bản quét](a.jpg)")
    site, _ = assembled(tmp_path, {"sessions/x.md": text, "sessions/a.jpg": photo(400, 300)})
    plan = plan_site(site, portable=False, preview=False)
    recipes = [output.recipe for output in plan.outputs if isinstance(output.recipe, (Cleaned, Derived))]
    assert [type(one).__name__ for one in recipes] == ["Cleaned", *["Derived"] * 3]
    (document,) = Items(site, portable=False).site.sessions[0].documents
    view = Items(site, portable=False).file(document.file, "content/sessions")
    assert view is not None
    assert (view.type, len(view.sha256)) == ("JPEG", 64)


@pytest.mark.parametrize(
    ("size", "expected"), [((400, 200), (132, 66)), ((200, 400), (66, 132)), ((44, 44), (44, 44))]
)
def test_the_emblem_is_as_small_as_the_head_of_a_page_needs(
    tmp_path: Path, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    settings = CONTENT["site.yaml"] + "emblem: e.png\n"
    site, _ = assembled(tmp_path, {"site.yaml": settings, "e.png": saved(scene(*size), "PNG")})
    plan = plan_site(site, portable=False, preview=False)
    (output,) = (one for one in plan.outputs if isinstance(one.recipe, Derived))
    assert isinstance(output.recipe, Derived)
    assert (output.recipe.width, output.recipe.height) == expected
    assert output.recipe.alpha
    assert output.path == plan.editions[0].shell.emblem
    assert re.fullmatch(rf"e-{expected[0]}\.[0-9a-f]{{10}}\.png", output.path)
