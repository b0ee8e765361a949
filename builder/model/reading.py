"""What a printed phrase says as data: value, operator, unit, comparisons, and what could not be read."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

Op = Literal["=", ">", ">=", "<", "<="]
Approx = Literal["", "about", "under", "over"]
Measure = Literal["level", "change", "growth", "maintain", "qualitative"]
Status = Literal["", "estimate", "provisional", "final", "forecast"]
Added = Literal["", "sure", "all"]
"""Whether an amount is so many more (`thêm 3 tổ`) or all there are (`có 9 tổ`), where its words say which."""


class Comparison(Struct, frozen=True, gc=False):
    """The figure beside something else: a plan, the same period before, an average.

    `kind` is `percent` (a share of it), `over` (so much beyond it), `points`, `change`, `index` or `level`
    (the other value itself). `value` is None when only the direction is said. `unit` is empty for percent.
    """

    to: Literal["plan", "previous", "benchmark"]
    kind: Literal["percent", "over", "points", "change", "index", "level"]
    value: Decimal | None
    op: Op = "="
    approx: Approx = ""
    by: str = ""
    unit: str = ""
    period: str = ""


class Doubt(Struct, frozen=True):
    """Something the reader is not sure of: a code, the words concerned, and what they could mean."""

    code: str
    words: str
    alternatives: tuple[str, ...] = ()


class Timing(Struct, frozen=True):
    """What a phrase itself says of its time, as far as it does.

    `part` are the words for a part of a year (`6 tháng đầu năm`), `year` the one it begins with, `base` the
    one that a rise or fall is counted from; `running` is true for a total of which it is not said since when,
    `so_far` for what had been reached when it was said (`đến nay`), `aim` for what is only aimed at.
    """

    part: str = ""
    year: int = 0
    base: int = 0
    running: bool = False
    so_far: bool = False
    aim: bool = False


class Reading(Struct, frozen=True, gc=False):
    """A phrase read. `values` is empty (no number), one value, or the two ends of a range, as printed.

    A decrease is negative. `of` is the N of `n/N`; `share` a percentage printed beside `n/N` or a part, with
    `share_op` and `share_approx`; `counted` the n/N printed beside a percentage. `unread` are digits that
    nothing explains; `doubts` is empty when the reader is sure. `span` is where the digits of the value stand
    in `text`, its unit left out; None without a number, or when it was written out by an editor.
    """

    text: str
    values: tuple[Decimal, ...] = ()
    op: Op = "="
    approx: Approx = ""
    unit: str = ""
    of: Decimal | None = None
    measure: Measure = "qualitative"
    status: Status = ""
    cumulative: bool = False
    compare: tuple[Comparison, ...] = ()
    share: Decimal | None = None
    counted: tuple[Decimal, Decimal] | None = None
    unread: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    span: tuple[int, int] | None = None
    share_op: Op = "="
    share_approx: Approx = ""
    timing: Timing = Timing()
    part: bool = False
    """It says that it is a part of something: `trong đó thu từ đất 9 tỷ đồng`."""
    added: Added = ""
    none: bool = False
    """Words that tell of none of something, which is nothing where that is counted: `không có nợ quá hạn`."""

    @property
    def foreseen(self) -> bool:
        """True for what is forecast or aimed at: where a result stands, it is none yet."""
        return self.status == "forecast" or self.timing.aim


def none_of(words: str, unit: str) -> Doubt:
    """The doubt about words that tell of none of something, of an indicator that counts in `unit`."""
    return Doubt("number-in-words", words, (f"0 {unit}",))
