"""Slugs of Vietnamese text: marks dropped, đ written d, everything else a hyphen."""

import unicodedata

from slugify import slugify


def slug_of(text: str, fallback: str = "muc") -> str:
    """A slug of `a-z`, `0-9` and single hyphens; `fallback` when nothing of the text can be kept.

    đ has no Unicode decomposition and is mapped first; different words may share a slug (Đông, Đồng),
    so callers check for collisions.
    """
    plain = unicodedata.normalize("NFC", text).replace("đ", "d").replace("Đ", "D").replace(",", "-")
    return slugify(plain) or fallback
