"""What commands know of the site they are given in: its folder, its settings and its language."""

import locale
from pathlib import Path
from typing import Protocol

from builder.model.settings import Settings
from builder.problems import Language


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


def settings_of(project: Path) -> Settings | None:
    """The settings of the site, when they can be read."""
    path = project / "content" / "site.yaml"
    if not path.is_file():
        return None
    from builder.content.read import read  # noqa: PLC0415 # 0.2 s that most commands need not pay
    from builder.content.sources import Source  # noqa: PLC0415 # the same

    record = read(Source("content/site.yaml", "settings", path.read_bytes()), "vi").record
    return record if isinstance(record, Settings) else None


def language_of(common: Known) -> Language:
    """The language to speak in: the one asked for, else the site's own, else the machine's."""
    settings = settings_of(common.project)
    return common.language or (settings.language if settings else machine_language())
