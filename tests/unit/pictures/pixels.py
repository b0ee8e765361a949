"""What a picture shows, for comparing."""

import io
import warnings

from PIL import Image


def opened(data: bytes) -> Image.Image:
    """A picture, decoded whole."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what stands beside the picture
        image = Image.open(io.BytesIO(data))
        image.load()
    return image


def pixels(data: bytes) -> tuple[str, tuple[int, int], bytes]:
    """Mode, size and every pixel of a picture as it is stored."""
    image = opened(data)
    return image.mode, image.size, image.tobytes()


def corner(data: bytes, right: bool, below: bool) -> str:  # one of four
    """The colour of a corner, by the name of its strongest part; `white` when none is."""
    image = opened(data).convert("RGB")
    at = (image.width - 3 if right else 2, image.height - 3 if below else 2)
    value = image.getpixel(at)
    assert isinstance(value, tuple)
    if min(value) > 225:
        return "white"
    return ("red", "green", "blue")[value.index(max(value))]
