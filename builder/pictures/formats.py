"""JPEG, PNG and WebP taken apart without decoding: kind, size, and the bytes of nothing but the picture.

What stays is named, never what goes: EXIF, XMP, IPTC, comments, thumbnails, films and depth maps behind a
photo, and everything that a future camera may write are left out.

Sources: ITU-T T.81 (JPEG), W3C PNG third edition, RFC 9649 (WebP).
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

Format = Literal["jpeg", "png", "webp"]


class BrokenError(Exception):
    """The bytes are no whole picture of a known format."""


class Header(Struct, frozen=True):
    """What a picture says about itself before it is decoded; `moving` is an animation."""

    format: Format
    width: int
    height: int
    moving: bool


def format_of(data: bytes) -> Format | None:
    """The format the first bytes show, whatever the name says."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(_PNG):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return None


def header(data: bytes) -> Header:
    """Format and size as stored, read from the header alone.

    Raises BrokenError for other bytes, and for a picture that ends before its end.
    """
    try:
        match format_of(data):
            case "jpeg":
                return _jpeg_header(data)
            case "png":
                return _png_header(data)
            case "webp":
                return _webp_header(data)
            case None:
                raise BrokenError
    except (IndexError, KeyError, ValueError) as error:
        raise BrokenError from error


def stripped(data: bytes) -> bytes:
    """The same picture, bit for bit, without what is no part of it; its colour profile stays.

    How the camera was held is lost as well: an upright picture is needed. Raises BrokenError as `header`.
    """
    try:
        match format_of(data):
            case "jpeg":
                return b"\xff\xd8" + b"".join(_jpeg_kept(marker, part) for marker, part in _jpeg(data))
            case "png":
                return _PNG + b"".join(part for kind, part in _png(data) if kind in _PNG_KEPT)
            case "webp":
                body = b"WEBP" + b"".join(_webp_kept(kind, part) for kind, part in _webp(data))
                return b"RIFF" + len(body).to_bytes(4, "little") + body
            case None:
                raise BrokenError
    except (IndexError, KeyError, ValueError) as error:
        raise BrokenError from error


# --- JPEG ----------------------------------------------------------------------------------------

_EOI, _SOS, _APP0 = 0xD9, 0xDA, 0xE0
_ALONE = 0x01
"""A marker without a length."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_KEPT = frozenset({*range(0xC0, 0xD0), _EOI, _SOS, 0xDB, 0xDC, 0xDD})
_APP_KEPT = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""A colour profile, and how colours are stored: without it they would be wrong."""
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""A marker that begins a segment: not a byte of data, and not one of the restarts in a scan."""


def _jpeg(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every segment after the first marker up to the end of the picture; a scan holds its data."""
    at = 2
    while True:
        found = _NEXT.search(data, at)  # some cameras write a few bytes more between segments
        if found is None:
            raise BrokenError
        at, marker = found.start(), data[found.start() + 1]
        if marker == _EOI:
            yield marker, data[at : at + 2]
            return
        if marker == _ALONE:
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SOS:
            found = _NEXT.search(data, end)
            if found is None:
                raise BrokenError
            end = found.start()
        if end > len(data) or end < at + 4:
            raise BrokenError
        yield marker, data[at:end]
        at = end


def _jpeg_header(data: bytes) -> Header:
    size = None
    for marker, part in _jpeg(data):
        if marker in _FRAMES and size is None:
            size = int.from_bytes(part[7:9], "big"), int.from_bytes(part[5:7], "big")
    if size is None or 0 in size:
        raise BrokenError
    return Header("jpeg", *size, moving=False)


def _jpeg_kept(marker: int, part: bytes) -> bytes:
    if marker in _JPEG_KEPT or part[4:].startswith(_APP_KEPT.get(marker, b"\0none")):
        return part
    if marker == _APP0 and part[4:].startswith(b"JFIF\0"):
        return b"\xff\xe0\x00\x10" + part[4:16] + b"\0\0"  # without the thumbnail
    return b""


# --- PNG -----------------------------------------------------------------------------------------

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"iCCP",
        b"sRGB",
        b"cICP",
        b"sBIT",
        b"pHYs",
    }
)


def _png(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        kind = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data) or len(kind) < 4:
            raise BrokenError
        yield kind, data[at:end]
        at = end


def _png_header(data: bytes) -> Header:
    parts = dict(_png(data))
    start = parts[b"IHDR"]
    width, height = int.from_bytes(start[8:12], "big"), int.from_bytes(start[12:16], "big")
    if not (width and height and b"IDAT" in parts):
        raise BrokenError
    return Header("png", width, height, moving=b"acTL" in parts)


# --- WebP ----------------------------------------------------------------------------------------

_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ICCP"})
_EXIF_AND_XMP = 0b1100


def _webp(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    whole = 8 + int.from_bytes(data[4:8], "little")
    if whole > len(data):
        raise BrokenError
    at = 12
    while at < whole:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if end > whole + 1:
            raise BrokenError
        yield data[at : at + 4], data[at:end].ljust(8 + length + length % 2, b"\0")
        at = end


def _webp_header(data: bytes) -> Header:
    parts = dict(_webp(data))
    if b"VP8X" in parts:
        part = parts[b"VP8X"]
        width, height = (1 + int.from_bytes(part[at : at + 3], "little") for at in (12, 15))
    elif b"VP8L" in parts:
        bits = int.from_bytes(parts[b"VP8L"][9:13], "little")
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    else:
        part = parts[b"VP8 "]
        width, height = (int.from_bytes(part[at : at + 2], "little") & 0x3FFF for at in (14, 16))
    if not (width and height):
        raise BrokenError
    return Header("webp", width, height, moving=bool({b"ANIM", b"ANMF"} & set(parts)))


def _webp_kept(kind: bytes, part: bytes) -> bytes:
    if kind == b"VP8X":
        return part[:8] + bytes([part[8] & ~_EXIF_AND_XMP]) + part[9:]
    return part if kind in _WEBP_KEPT else b""
