"""What a command reads of the site it is given in."""

from pathlib import Path

from builder.content.read import read
from builder.content.sources import Source
from builder.model.settings import Settings


def settings_of(project: Path) -> Settings | None:
    """The settings of the site, when they can be read."""
    path = project / "content" / "site.yaml"
    if not path.is_file():
        return None
    record = read(Source("content/site.yaml", "settings", path.read_bytes()), "vi").record
    return record if isinstance(record, Settings) else None
