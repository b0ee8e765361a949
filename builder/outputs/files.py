"""Files beside the pages: what is offered for download, and pictures."""

from collections.abc import Iterator

from builder.outputs.items import Items
from builder.outputs.pictures import derived
from builder.plan import Asset, Cleaned, Output


def attachments(items: Items) -> Iterator[Output]:
    """The files that published pages offer; pictures among them without what a camera wrote into them."""
    site = items.site
    for file, address in sorted(site.files.items()):
        one = site.attachments[file]
        recipe = Cleaned(one.stored, one.source, one.sha256) if one.picture else Asset(one.stored, one.source)
        yield Output(address, recipe, file)


def pictures(items: Items) -> Iterator[Output]:
    """The pictures that published pages show, each in its widths and formats, and the emblem."""
    yield from derived(items.site)
