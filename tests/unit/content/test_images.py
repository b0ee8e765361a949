import hashlib

import pytest
from files import TRACES, drawing, moving, pdf, photo, saved, scene
from PIL import Image

from builder.content import limits
from builder.content.images import read_picture
from builder.model.document import Attachment, Picture
from builder.pictures.codec import cleaned
from builder.pictures.formats import stripped
from unit.small import values


def read(name: str, data: bytes) -> Attachment:
    file = f"content/sessions/{name}"
    return read_picture(Attachment(file, file, "x", name.lower(), len(data), "x"), data)


def told(name: str, data: bytes) -> tuple[str, dict[str, str]]:
    found = read(name, data)
    assert found.fault is not None
    assert found.picture is None
    given = values(found.fault)
    assert given.pop("name") == name
    return found.fault.code, given


def test_a_picture_is_known_by_its_upright_size() -> None:
    assert read("a.JPG", photo(400, 300, 6)).picture == Picture(400, 300, drawn=False)
    assert read("a.png", drawing()).picture == Picture(800, 450, drawn=True)


def test_what_is_published_of_the_file_itself_is_the_cleaned_copy() -> None:
    for data in (photo(400, 300), photo(400, 300, 6)):
        found = read("a.jpeg", data)
        assert found.sha256 == hashlib.sha256(cleaned(data)).hexdigest()
        assert found.size == len(cleaned(data)) != len(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", b""),
        ("a.png", b"<html>"),
        ("a.png", pdf()),
        ("a.jpg", photo(400, 300)[:9000]),
        ("a.png", drawing()[:-20]),
        ("a.webp", saved(scene(40, 30), "GIF")),
    ],
)
def test_bytes_that_are_no_whole_picture_are_told(name: str, data: bytes) -> None:
    assert told(name, data) == ("broken-picture", {})


def test_a_picture_under_another_name_is_told_with_the_right_end() -> None:
    assert told("a.jpg", drawing()) == ("mislabelled-picture", {"found": "PNG", "suffix": ".png"})
    assert told("a.png", photo(40, 30)) == ("mislabelled-picture", {"found": "JPEG", "suffix": ".jpg"})


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.webp", "WEBP")])
def test_a_moving_picture_is_refused(name: str, kind: str) -> None:
    assert told(name, moving(kind)) == ("moving-picture", {})


def test_a_picture_beyond_the_limits_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(*_: object) -> None:
        raise AssertionError("it was decoded")

    side = limits.PICTURE_SIDE + 1
    large = {size: saved(Image.new("1", size), "PNG") for size in ((side, 9), (9, side), (10_000, 5_001))}
    monkeypatch.setattr(Image, "open", decoded)
    for size, data in large.items():
        assert told("a.png", data) == (
            "picture-too-large",
            {"size": f"{size[0]} × {size[1]}", "limit": "50", "side": "16383"},
        )


def test_a_picture_at_the_limit_is_shown() -> None:
    assert read("a.png", saved(Image.new("1", (10_000, 5_000)), "PNG")).picture is not None


def test_no_trace_of_the_camera_is_left_in_the_copy() -> None:
    assert not [one for one in TRACES if one in stripped(photo(400, 300))]
