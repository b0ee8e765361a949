import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from files import TRACES, drawing, photo, saved, scene, swapped_profile, webp
from PIL import Image

from builder.pictures.codec import cleaned, look, made, making
from builder.pictures.formats import BrokenError
from builder.plan import Derived
from unit.pictures.pixels import corner, opened, pixels
from unit.small import environment

FORMATS = ("avif", "webp", "jpeg", "png")


def recipe(form: Any = "jpeg", width: int = 160, height: int = 120, **changes: Any) -> Derived:  # noqa: ANN401 # of a recipe
    given: dict[str, Any] = {"quality": 80, "chroma": "4:2:0", "alpha": False}
    return Derived("a", "", form, width, height, **(given | changes))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_upright_however_the_camera_was_held(orientation: int) -> None:
    data = photo(400, 300, orientation)
    seen = look(data)
    assert (seen.width, seen.height, seen.turned) == (400, 300, orientation > 1)
    for one in (cleaned(data), *made(data, [recipe(form) for form in FORMATS])):
        size = opened(one).size
        assert size[0] * 3 == size[1] * 4
        corners = [corner(one, right, below) for below in (False, True) for right in (False, True)]
        assert corners == ["red", "green", "blue", "white"]


@pytest.mark.parametrize(
    "data", [photo(400, 300), photo(300, 400, 6), drawing(), webp(), webp(orientation=8)]
)
def test_nothing_a_camera_wrote_is_published(data: bytes) -> None:
    for one in (cleaned(data), *made(data, [recipe(form) for form in FORMATS])):
        assert not [trace for trace in TRACES if trace in one]
        image = opened(one)
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "photoshop", "icc_profile"} & image.info.keys()


def test_an_upright_photo_keeps_every_pixel_when_it_is_kept() -> None:
    assert pixels(cleaned(photo(400, 300))) == pixels(photo(400, 300))


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_of_any_colours_becomes_a_picture_in_srgb(mode: str) -> None:
    data = saved(scene(400, 300, mode))
    for one in made(data, [recipe(form) for form in FORMATS]):
        assert opened(one).convert("RGB").size == (160, 120)
        if mode != "L":
            assert corner(one, right=False, below=False) == "red"


@pytest.mark.parametrize("mode", ["P", "RGBA", "LA"])
def test_what_is_transparent_lies_on_white_paper_unless_it_is_to_stay(mode: str) -> None:
    data = drawing(400, 300, mode)
    for form in FORMATS:
        opaque, clear = made(data, [recipe(form), recipe("png", alpha=True)])
        assert opened(opaque).convert("RGBA").getpixel((80, 60)) == pytest.approx((255, 255, 255, 255), abs=4)
        middle = opened(clear).convert("RGBA").getpixel((80, 60))
        assert isinstance(middle, tuple)
        assert middle[3] == 0


def test_sixteen_bits_a_pixel_keep_their_brightness() -> None:
    (one,) = made(saved(Image.new("I;16", (200, 200), 40_000), "PNG"), [recipe("png")])
    assert opened(one).convert("L").getpixel((9, 9)) == 155


def test_a_colour_profile_is_followed_and_left_out() -> None:
    data = saved(scene(400, 300), icc_profile=swapped_profile())
    for one in made(data, [recipe(form) for form in FORMATS]):
        assert corner(one, right=False, below=False) == "green"
    assert opened(cleaned(data)).info["icc_profile"], "a kept file keeps its colours"


@pytest.mark.parametrize("profile", [b"none", b"", swapped_profile()[:200]])
def test_a_colour_profile_that_cannot_be_read_is_passed_over(profile: bytes) -> None:
    (one,) = made(saved(scene(400, 300), icc_profile=profile), [recipe()])
    assert corner(one, right=False, below=False) == "red"


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (2, 3)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_smallest_pictures_are_pictures(size: tuple[int, int], kind: str) -> None:
    data = saved(scene(*size), kind)
    assert (look(data).width, look(data).height) == size
    for one in made(data, [recipe(form, *size) for form in FORMATS]):
        assert opened(one).size == size


def test_a_drawing_has_few_colours_and_is_no_photo() -> None:
    assert look(drawing()).drawn
    assert not look(photo(400, 300)).drawn
    assert not look(saved(Image.effect_noise((400, 300), 90).convert("RGB"), "JPEG")).drawn
    noise = Image.merge("RGB", [Image.effect_noise((400, 300), 90) for _ in range(3)])
    assert not look(saved(noise, "PNG")).drawn


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        photo(400, 300)[:9000],
        drawing()[:1500],
        drawing().replace(b"IDAT", b"IDAX"),
        webp()[:900],
    ],
)
def test_broken_bytes_are_a_broken_picture(data: bytes) -> None:
    for function in (look, lambda one: made(one, [recipe()])):
        with pytest.raises(BrokenError):
            function(data)


SAME = """
import hashlib, os, sys
os.sched_setaffinity(0, {int(sys.argv[1])})
sys.path.insert(0, "tests")
from files import photo
from unit.pictures.test_codec import FORMATS, recipe
from builder.pictures.codec import made
for one in made(photo(400, 300), [recipe(form) for form in FORMATS]):
    print(hashlib.sha256(one).hexdigest())
"""


def test_the_same_picture_gives_the_same_bytes_in_every_process_whatever_its_processors() -> None:
    here = [
        hashlib.sha256(one).hexdigest() for one in made(photo(400, 300), [recipe(one) for one in FORMATS])
    ]
    for seed, processor in zip(("0", "1"), sorted(os.sched_getaffinity(0)) * 2, strict=False):
        told = subprocess.run(  # noqa: S603 # our own code
            [sys.executable, "-c", SAME, str(processor)],
            cwd=Path(__file__).parents[3],
            env=environment(PYTHONHASHSEED=seed),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        assert told.stdout.split() == here


def test_the_company_of_a_recipe_changes_none_of_its_bytes() -> None:
    data = photo(6000, 5200)
    alone = made(data, [recipe("webp")])
    assert made(data, [recipe("webp", 1280, 1109), recipe("webp")])[1:] == alone


def test_the_releases_that_decide_about_bytes_are_named() -> None:
    releases = making().splitlines()[0]
    assert "None" not in releases
    assert releases.startswith("pil ")
    assert "def made(" in making()
