"""Pictures beside a write-up: what can be shown, and what is wrong with those that cannot."""

import hashlib

from msgspec.structs import replace

from builder.content import limits
from builder.model.document import Attachment, Picture
from builder.pictures.formats import BrokenError, Format, format_of, header
from builder.problems import Problem, Span, problem

SUFFIXES: dict[str, Format] = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".webp": "webp"}

_HEIC = {b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")}
"""How the photos of an iPhone begin (ISO/IEC 23008-12), whatever their names say."""


def read_picture(attachment: Attachment, data: bytes) -> Attachment:
    """The attachment as the picture it is, or with what is wrong with it.

    Size and format come from the header before anything is decoded; then it is decoded once to its end.
    What is published of the file itself is a copy without what the camera wrote into it.
    """
    from builder.pictures.codec import cleaned, look  # noqa: PLC0415 # for a site with a new picture

    try:
        if fault := _refusal(attachment, data):
            return replace(attachment, fault=fault)
        seen = look(data)
        kept = cleaned(data)
    except BrokenError:
        return replace(attachment, fault=_fault("broken-picture", attachment))
    return replace(
        attachment,
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
        picture=Picture(seen.width, seen.height, seen.drawn),
    )


def _refusal(attachment: Attachment, data: bytes) -> Problem | None:
    """Why a picture is not shown though it may be whole."""
    said = SUFFIXES[attachment.suffix]
    if data[4:12] in _HEIC:
        return _fault("mislabelled-heic", attachment)
    found = format_of(data)
    if found is not None and found != said:
        suffix = next(suffix for suffix, one in SUFFIXES.items() if one == found)
        return _fault("mislabelled-picture", attachment, found=found.upper(), suffix=suffix)
    known = header(data)
    if known.width * known.height > limits.PIXELS or max(known.width, known.height) > limits.PICTURE_SIDE:
        size = f"{known.width} × {known.height}"
        return _fault(
            "picture-too-large", attachment, size=size, limit=limits.PIXELS // 10**6, side=limits.PICTURE_SIDE
        )
    return _fault("moving-picture", attachment) if known.moving else None


def _fault(code: str, attachment: Attachment, **values: object) -> Problem:
    return problem(code, Span(attachment.file), name=attachment.file.rpartition("/")[2], **values)
