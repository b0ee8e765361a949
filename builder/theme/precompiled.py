"""Templates of the builder's own themes, compiled once and kept where Python keeps its own compiled modules.

Compiled code is trusted as much as what may write it: nothing of a site is ever kept so, and nothing is
read from a site's folder.
"""

import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class Precompiled(FileSystemBytecodeCache):
    """The compiled templates of a theme in one language; `version` is all they depend on but their source."""

    def __init__(self, language: str, version: str) -> None:
        """Look nowhere yet."""
        super().__init__(str(Path(cache_from_source(__file__)).parent), f"%s.{language}.template")
        self._version = version

    def get_source_checksum(self, source: str) -> str:
        """What a compiled template must have been made from."""
        return sha256(f"{self._version}\0{source}".encode()).hexdigest()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where Python may keep modules; a folder that cannot be written to is no fault."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
