"""One short name for any number of values: equal values have equal digests, others never."""

import hashlib
from typing import cast

SIZE = 16
"""Bytes of a digest: enough that no two values of any archive share one."""


def digest(*parts: str | bytes) -> str:
    """The digest of texts and bytes in their order, as hexadecimal; where one ends counts too.

    How many signs or bytes each has stands before all: they are joined at once, as there may be many.
    """
    sizes = ",".join(map(str, map(len, parts)))
    if bytes in map(type, parts):
        kinds = "".join(["s" if isinstance(part, str) else "b" for part in parts])
        data = b"".join([_bytes(part) if isinstance(part, str) else part for part in parts])
    else:  # texts only, as nearly always: nothing is asked of each
        kinds, data = "s" * len(parts), _bytes("".join(cast("tuple[str, ...]", parts)))
    return hashlib.blake2b(f"{kinds}{sizes};".encode() + data, digest_size=SIZE).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
