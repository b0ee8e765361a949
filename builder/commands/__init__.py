"""The commands by what they are for, one file each; `cli.py` imports one when it is given."""

import locale
from pathlib import Path
from typing import Protocol

from builder.problems import Language

GOOD, CONTENT, USAGE, DISK, OURS = 0, 1, 2, 3, 70
"""What a command ends with."""


class Known(Protocol):
    """What every command knows."""

    @property
    def project(self) -> Path:
        """The site's folder."""

    @property
    def language(self) -> Language | None:
        """Language messages are wanted in."""


def machine_language() -> Language:
    """The language of the machine's user, where neither the command nor a site says one."""
    return "vi" if (locale.getlocale()[0] or "").startswith("vi") else "en"
