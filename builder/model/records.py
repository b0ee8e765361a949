"""What reading a site's files gives, before it is put together."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from builder.model.council import Council
from builder.model.document import Attachment, FreePage
from builder.model.indicator import Indicator, Topic, Unit
from builder.model.quotation import Compared
from builder.model.register import Earlier
from builder.model.session import Session
from builder.model.settings import Settings
from builder.model.translation import Translation


class Records(Struct, frozen=True):
    """What reading gave, all files together."""

    settings: Settings
    councils: tuple[Council, ...]
    topics: tuple[Topic, ...]
    units: tuple[Unit, ...]
    indicators: tuple[Indicator, ...]
    sessions: tuple[Session, ...]
    pages: tuple[FreePage, ...]
    translations: tuple[Translation, ...]
    attachments: tuple[Attachment, ...]
    compared: Compared
    committed: Mapping[str, datetime]
    """When each file was last committed, where that is known."""
    broken: frozenset[str]
    """Keys of registries whose own entry could not be read."""
    earlier: Earlier
    """What the register tells of pages that were published before."""
    unread: frozenset[str]
    """Files that could not be read at all."""
