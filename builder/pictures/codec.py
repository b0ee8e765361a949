"""The one door to Pillow: pictures decoded within their limits, set upright, in sRGB, and encoded small.

The same bytes, recipe and release of Pillow give the same bytes on every machine: encoders run in one
thread, because an AVIF is cut into tiles by the number of threads.
"""

import inspect
import io
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from msgspec import Struct
from PIL import Image, ImageCms, ImageOps, features

from builder.pictures.formats import BrokenError, Format, format_of, stripped
from builder.plan import Derived

_FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112
_SIDEWAYS = frozenset({5, 6, 7, 8})
_COLOURS = 4096
"""More colours than this, and a PNG is taken for a photo or a scan: a drawing has a few and their edges."""
_REDUCED = 3.0
"""How much larger than wanted a picture may be when it is made smaller in good quality; before, by boxes."""
_WORKING = 2560
"""Pixels of the shorter side below which a JPEG is not decoded more coarsely."""
_PALETTE = 256


class Look(Struct, frozen=True):
    """A picture as people see it: upright size, whether its file is turned, whether it is a drawing."""

    width: int
    height: int
    turned: bool
    drawn: bool


@cache
def making() -> str:
    """What decides about bytes beside a recipe: this code, and the releases of Pillow and of its encoders."""
    names = ("pil", "avif", "webp", "jpg", "libjpeg_turbo", "zlib", "littlecms2")
    releases = " ".join(f"{name} {features.version(name)}" for name in names)
    return releases + inspect.getsource(sys.modules[__name__])


def look(data: bytes) -> Look:
    """A picture decoded once to its end, a JPEG coarsely. Raises BrokenError when it cannot be."""
    with _opened(data) as image:
        orientation = _orientation(image)
        width, height = image.size
        if orientation in _SIDEWAYS:
            width, height = height, width
        image.draft(image.mode, (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
        drawn = format_of(data) == "png" and _plain(image).getcolors(_COLOURS) is not None
        return Look(width, height, orientation != 1, drawn)


def cleaned(data: bytes) -> bytes:
    """A picture to be kept: as it is but for what a camera wrote into it.

    It is made anew only when the camera was turned, because that is written there too. Raises BrokenError.
    """
    with _opened(data) as image:
        if _orientation(image) == 1:
            return stripped(data)
        profile = image.info.get("icc_profile")
        upright = ImageOps.exif_transpose(image)
        upright.info = {}
        return _saved(upright, _AS_GOOD[format_of(data) or "png"] | {"icc_profile": profile})


_AS_GOOD: dict[Format, dict[str, Any]] = {
    "jpeg": {"format": "JPEG", "quality": 92, "subsampling": "4:4:4", "progressive": True, "optimize": True},
    "png": {"format": "PNG", "optimize": True},
    "webp": {"format": "WEBP", "quality": 92, "method": 6},
}


def made(data: bytes, recipes: Sequence[Derived]) -> list[bytes]:
    """What each recipe makes of one picture, which is decoded once; each as if it stood alone.

    Raises BrokenError.
    """
    with _opened(data) as image:
        image.draft(image.mode, (_WORKING, _WORKING))
        upright = _plain(ImageOps.exif_transpose(image))
        return [_encoded(upright, one) for one in recipes]


def _encoded(image: Image.Image, recipe: Derived) -> bytes:
    size = (recipe.width, recipe.height)
    small = (
        image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=_REDUCED)
    )
    small = _in_srgb(small)
    if not recipe.alpha and small.mode == "RGBA":
        small = Image.alpha_composite(Image.new("RGBA", size, "white"), small).convert("RGB")
    small.info = {}
    match recipe.format:
        case "avif":
            return _saved(
                small,
                {
                    "format": "AVIF",
                    "quality": recipe.quality,
                    "subsampling": recipe.chroma,
                    "speed": 6,
                    "max_threads": 1,
                },
            )
        case "webp":
            return _saved(small, {"format": "WEBP", "quality": recipe.quality, "method": 6})
        case "jpeg":
            options = {"quality": recipe.quality, "subsampling": recipe.chroma}
            return _saved(small, {"format": "JPEG", "progressive": True, "optimize": True, **options})
        case "png":
            method = Image.Quantize.FASTOCTREE if small.mode == "RGBA" else Image.Quantize.MEDIANCUT
            few = small.quantize(_PALETTE, method=method, dither=Image.Dither.NONE)
            return _saved(few, {"format": "PNG", "optimize": True})


def _saved(image: Image.Image, options: dict[str, Any]) -> bytes:
    data = io.BytesIO()
    image.save(data, **options)
    return data.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """A picture opened while it is worked on; whatever Pillow says of damaged bytes is BrokenError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which are left out
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                yield image
    except BrokenError:
        raise
    except Exception as error:  # codecs raise whatever comes for bytes that are no picture
        raise BrokenError from error


def _orientation(image: Image.Image) -> int:
    """How the camera was held, 1 (upright) to 8."""
    found = image.getexif().get(_ORIENTATION, 1)
    return found if found in range(1, 9) else 1


def _plain(image: Image.Image) -> Image.Image:
    """A picture in a mode that can be resized and looked at: RGB, RGBA, L or CMYK."""
    profile = image.info.get("icc_profile")
    if image.mode in {"RGB", "RGBA", "L", "CMYK"} and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):
        plain = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    else:
        plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info = {"icc_profile": profile} if profile else {}
    return plain


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in sRGB, the colours every screen expects; a profile that does not fit is passed over."""
    wanted = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile := image.info.get("icc_profile"):
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, given, ImageCms.createProfile("sRGB"), outputMode=wanted
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            return image.convert(wanted)
        assert converted is not None, "only a conversion in place gives nothing"
        return converted
    return image.convert(wanted)
