"""What reading one file gives; apart from the reader, which a build that knows its files need not import."""

from msgspec import Struct

from builder.model.council import Council
from builder.model.document import FreePage, Text
from builder.model.indicator import Indicator, Topic, Unit
from builder.model.register import Register
from builder.model.session import Session
from builder.model.settings import Settings
from builder.model.translation import Translation
from builder.problems import Problem

Record = (
    Settings | Session | FreePage | Translation | Register | tuple[Council | Topic | Unit | Indicator, ...]
)


class Reading(Struct, frozen=True):
    """What one file gave: its record, or None, and everything that is wrong with it."""

    file: str
    record: Record | None
    problems: tuple[Problem, ...]
    broken: tuple[str, ...] = ()
    """Keys of a registry whose own entry is wrong; a reference to them is not another mistake."""
    text: Text | None = None
    """The text of a write-up or free page."""
