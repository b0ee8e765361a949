"""Units: what can be converted, what a phrase leaves out, what is counted."""

from decimal import Decimal

import pytest

from builder.model.quantity import completed, converted, counted
from unit.archives import registry

UNITS = registry().units

CONVERTED = [
    ("10500", "triệu đồng", "tỷ đồng", "10.5"),
    ("10.5", "tỷ đồng", "đồng", "10500000000.0"),
    ("10.50", "tỷ đồng", "tỷ đồng", "10.50"),
    ("2", "ha", "m²", "20000"),
    ("720", "m²", "sào", "2"),
    ("3240", "m²", "sào", "9"),  # 1/360 has no end, 720/360 has
    ("1", "ha", "sào", "27.77777777777777777777777778"),
    ("6", "triệu đồng/người/tháng", "triệu đồng/người/năm", None),
    ("6", "triệu đồng", "triệu đồng/người/năm", None),
    ("6", "hộ", "con", None),
    ("6", "chưa khai", "con", None),
    ("6", "chưa khai", "chưa khai", "6"),
]


@pytest.mark.parametrize(("value", "unit", "wanted", "found"), CONVERTED)
def test_units_of_one_base_and_one_per_are_converted(
    value: str, unit: str, wanted: str, found: str | None
) -> None:
    number = converted(Decimal(value), unit, wanted, UNITS)
    assert (None if number is None else str(number)) == found


COMPLETED = [
    ("", "hộ", "hộ"),  # `thêm 3`
    ("triệu", "triệu đồng/người/năm", "triệu đồng/người/năm"),  # `72 triệu`
    ("triệu đồng", "triệu đồng/người/năm", "triệu đồng/người/năm"),
    ("triệu", "tỷ đồng", "triệu đồng"),  # of the base of the indicator
    ("triệu đồng", "tỷ đồng", "triệu đồng"),
    ("tỷ", "hộ", "tỷ"),
    ("hộ", "tỷ đồng", "hộ"),
    ("hộ", "", "hộ"),
]


@pytest.mark.parametrize(("unit", "own", "whole"), COMPLETED)
def test_what_a_phrase_leaves_to_its_indicator(unit: str, own: str, whole: str) -> None:
    assert completed(unit, own, UNITS) == whole


COUNTED = {
    "hộ": True,
    "con": True,
    "nghìn con": False,
    "tổ dân phố": True,
    "%": False,
    "điểm %": False,
    "tỷ đồng": False,
    "đồng": False,
    "m²": False,
    "ha": False,
    "triệu đồng/người/năm": False,
}


@pytest.mark.parametrize("unit", COUNTED)
def test_a_whole_number_of_things_is_exact(unit: str) -> None:
    assert counted(unit, UNITS) == COUNTED[unit]
