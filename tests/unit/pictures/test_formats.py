import random
import zlib

import pytest
from files import TRACES, drawing, moving, photo, saved, scene, webp
from PIL import Image

from builder.pictures.formats import BrokenError, Header, format_of, header, stripped
from unit.pictures.pixels import pixels

WHOLE = {
    "photo": photo(400, 300),
    "progressive": photo(400, 300, progressive=True),
    "restarts": saved(scene(400, 300), restart_marker_rows=1),
    "grey": saved(scene(400, 300, "L")),
    "cmyk": saved(scene(400, 300, "CMYK")),
    "palette": drawing(400, 300),
    "alpha": drawing(400, 300, "RGBA"),
    "sixteen-bit": saved(Image.new("I;16", (400, 300), 40_000), "PNG"),
    "webp": webp(400, 300),
    "webp-lossless": saved(scene(400, 300), "WEBP", lossless=True),
    "webp-alpha": saved(scene(400, 300, "RGBA"), "WEBP"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_size_and_format_are_read_without_decoding(name: str) -> None:
    kind = {"w": "webp", "p": "png", "a": "png", "s": "png"}.get(name[0], "jpeg")
    kind = "jpeg" if name in {"photo", "progressive"} else kind
    found = header(WHOLE[name])
    assert (found.format, found.width, found.height, found.moving) == (kind, 400, 300, False)


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_no_picture_is_left_out_and_no_pixel_changes(name: str) -> None:
    data = WHOLE[name]
    kept = stripped(data)
    assert not [one for one in TRACES if one in kept]
    assert pixels(kept) == pixels(data)
    assert stripped(kept) == kept
    assert len(kept) <= len(data)


def test_the_photo_of_the_tests_holds_every_trace() -> None:
    assert [one for one in TRACES if one not in photo()] == [b"GPSLatitude"], "GPS is a number in EXIF"


def test_bytes_between_the_segments_of_a_jpeg_go() -> None:
    data = saved(scene(40, 30))
    assert stripped(data[:20] + b"\0\0\xff\xff\x01" + data[20:]) == data[:20] + data[20:]


def test_the_thumbnail_of_a_jpeg_goes() -> None:
    data = saved(scene(40, 30))
    start = data.index(b"JFIF\0")
    tiny = b"\xff\xe0" + (16 + 3).to_bytes(2, "big") + data[start : start + 12] + b"\1\1" + b"abc"
    assert stripped(data[:2] + tiny + data[20:]) == data


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_known_from_its_header(kind: str) -> None:
    assert header(moving(kind)).moving


@pytest.mark.parametrize(
    ("data", "expected"), [(b"", None), (b"GIF89a", None), (b"<svg", None), (b"RIFF1234WAVE", None)]
)
def test_other_bytes_are_no_picture(data: bytes, expected: None) -> None:
    assert format_of(data) is expected
    for function in (header, stripped):
        with pytest.raises(BrokenError):
            function(data)


@pytest.mark.parametrize("name", ["photo", "palette", "webp", "progressive", "webp-alpha"])
def test_a_picture_that_ends_before_its_end_is_broken_wherever_it_was_cut(name: str) -> None:
    whole = WHOLE[name]
    data = stripped(whole)
    for end in {*range(0, 200, 7), *range(200, len(data) - 1, max(1, len(data) // 50)), len(data) - 1}:
        with pytest.raises(BrokenError):
            header(data[:end])


def test_a_picture_that_says_it_is_huge_is_known_from_its_header() -> None:
    start = b"IHDR" + (30_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0d" + start + zlib.crc32(start).to_bytes(4, "big")
    for kind in (b"IDAT", b"IEND"):
        png += b"\0\0\0\0" + kind + zlib.crc32(kind).to_bytes(4, "big")
    assert header(png) == Header("png", 30_000, 30_000, moving=False)


@pytest.mark.parametrize("name", ["photo", "palette", "webp"])
def test_damaged_bytes_are_a_broken_picture_or_a_picture_never_another_error(name: str) -> None:
    chance = random.Random(5)  # noqa: S311 # the same damage in every run
    data = bytearray(WHOLE[name])
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(min(len(damaged), 700))] = chance.randrange(256)
        try:
            header(bytes(damaged))
            stripped(bytes(damaged))
        except BrokenError:
            continue
