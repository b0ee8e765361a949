"""Where the themes are that come with the builder."""

from pathlib import Path


def built_in() -> Path:
    """The folder of the themes that come with the builder, in a checkout or in an installed package."""
    installed = Path(__file__).parent.parent / "themes"
    return installed if installed.is_dir() else Path(__file__).parent.parent.parent / "themes"
