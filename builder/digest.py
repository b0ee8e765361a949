"""One short name for any number of values: equal values have equal digests, others never."""

import hashlib

SIZE = 16
"""Bytes of a digest: enough that no two values of any archive share one."""


def digest(*parts: str | bytes) -> str:
    """The digest of texts and bytes in their order, as hexadecimal; where one ends counts too."""
    found = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%s%d:" % (b"s" if isinstance(part, str) else b"b", len(data)))
        found.update(data)
    return found.hexdigest()
