"""Slugs of Vietnamese text: marks dropped, đ written d, everything else a hyphen."""

from slugify import slugify


def slug_of(text: str, fallback: str = "muc") -> str:
    """A slug of `a-z`, `0-9` and single hyphens; `fallback` when nothing of the text can be kept.

    Different words may share a slug (Đông, Đồng), so callers check for collisions.
    """
    return slugify(text.replace(",", "-")) or fallback  # the library closes the gap of 2,5 to 25
