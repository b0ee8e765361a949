"""Units of figures: what a phrase leaves to its indicator, and what can be converted exactly."""

from collections.abc import Mapping
from decimal import Decimal

from builder.model.indicator import Unit

SHARES = frozenset({"%", "‰", "điểm %", "điểm phần trăm", "điểm", "percentage points", "points", "pp"})
"""Units of shares: even a whole number of them was rounded."""


def converted(value: Decimal, unit: str, wanted: str, units: Mapping[str, Unit]) -> Decimal | None:
    """A number in `unit` as one in `wanted`; None when the two cannot be compared.

    Units are the same, or both are registered with one base and the same `per`. The scale of `wanted` is
    divided by last: 1/360 has no end, 720/360 has, and two equal amounts must come out equal.
    """
    if unit == wanted:
        return value
    one, other = units.get(unit), units.get(wanted)
    if one is None or other is None or one.base != other.base or sorted(one.per) != sorted(other.per):
        return None
    return value * one.scale / other.scale


def completed(unit: str, own: str, units: Mapping[str, Unit]) -> str:
    """The unit a phrase means when it leaves words to the indicator's `own`: `72 triệu`, `thêm 3`.

    A scale alone takes the base of the indicator's unit, where such a unit is registered.
    """
    if not unit or not own:
        return unit or own
    if own.startswith((f"{unit} ", f"{unit}/")):
        return own
    known = units.get(own)
    if known is None or unit in units:
        return unit
    for key, other in units.items():
        if key.startswith(f"{unit} ") and other.base == known.base and sorted(other.per) == sorted(known.per):
            return key
    return unit


def counted(unit: str, units: Mapping[str, Unit]) -> bool:
    """True when whole numbers of this unit are exact counts, not rounded amounts or shares."""
    if unit in SHARES:
        return False
    known = units.get(unit)
    if known is None:
        return not (unit in MEASURES or "/" in unit or unit.partition(" ")[0] in SCALES)
    return known.scale == 1 and not known.per and known.key not in MEASURES


MEASURES = frozenset({
    "m", "mét", "cm", "mm", "km", "m²", "km²", "ha", "sào", "mẫu", "m³", "lít", "kg", "g", "gam", "tấn", "tạ",
    "yến", "giờ", "phút", "tuổi", "kW", "MW", "kWp", "MWp", "kWh", "MWh", "đồng", "VND", "USD", "EUR", "euro",
    "GBP", "dong", "metres", "kilometres", "miles", "hectares", "acres", "litres", "tonnes", "tons", "hours",
    "minutes",
})  # fmt: skip
"""Units that are measured, not counted."""
SCALES = frozenset({"trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "thousand", "million", "billion"})
"""Words that begin a unit of rounded numbers, also of one that is not registered: `nghìn lượt khách`."""
