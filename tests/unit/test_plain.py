from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup
from msgspec import Struct

from builder.model.words import Foreign
from builder.plain import FAULTS, dump, load


class Leaf(Struct, frozen=True):
    day: date
    word: Literal["a", "b"] = "a"


class Other(Struct, frozen=True):
    text: str


class Tree(Struct, frozen=True):
    number: Decimal
    hour: time | None
    leaves: tuple[Leaf, ...]
    pair: tuple[str, Decimal] | None
    either: Leaf | Other
    several: Leaf | tuple[Leaf | Other, ...] | None
    names: Mapping[str, str]
    ids: frozenset[str]
    html: Markup
    zone: ZoneInfo
    at: datetime
    data: bytes = b""


def tree(**changes: object) -> Tree:
    values: dict[str, Any] = {
        "number": Decimal("1.50"),
        "hour": time(8, 30),
        "leaves": (Leaf(date(2022, 1, 2)), Leaf(date(2022, 1, 3), "b")),
        "pair": ("a", Decimal(2)),
        "either": Other("Kỳ họp"),
        "several": (Leaf(date(2022, 1, 2)), Other("")),
        "names": {"vi": "Một", "en": "One"},
        "ids": frozenset({"b", "a"}),
        "html": Markup("<p>"),
        "zone": ZoneInfo("Asia/Ho_Chi_Minh"),
        "at": datetime(2026, 11, 23, 10),  # noqa: DTZ001 # a civil hour
        "data": bytes(range(256)),
    }
    return Tree(**values | changes)


class Nested(Struct, frozen=True):
    name: str
    below: tuple["Nested", ...]
    day: date


def test_a_value_may_hold_others_of_its_kind() -> None:
    day = date(2022, 1, 2)
    value = Nested("a", (Nested("b", (), day), Nested("c", (Nested("d", (), day),), day)), day)
    assert load(Nested, dump(Nested, value)) == value


def test_a_text_stays_in_its_language_and_any_sign_may_begin_one() -> None:
    value = Other(Foreign("Kỳ họp", "vi"))
    again = load(Other, dump(Other, value)).text
    assert (again, getattr(again, "lang", "")) == ("Kỳ họp", "vi")
    assert dump(Other, value) != dump(Other, Other("Kỳ họp"))
    for text in ("\0", "\0vi\0a", "a\0"):
        plain = load(Other, dump(Other, Other(text))).text
        assert (plain, type(plain)) == (text, str)


OTHERS: list[dict[str, object]] = [
    {"number": Decimal("1.5")},
    {"hour": None},
    {"leaves": ()},
    {"pair": None},
    {"either": Leaf(date(2022, 1, 2))},
    {"several": None},
    {"several": Leaf(date(2022, 1, 2))},
    {"several": ()},
    {"names": {"en": "One", "vi": "Một"}},
    {"names": {}},
    {"ids": frozenset()},
    {"html": Markup("&lt;p&gt;")},
    {"data": b""},
]


@pytest.mark.parametrize("changes", [{}, *OTHERS])
def test_a_value_comes_back_as_it_was(changes: dict[str, object]) -> None:
    value = tree(**changes)
    again = load(Tree, dump(Tree, value))
    assert again == value
    assert type(again.html) is Markup
    assert list(again.names) == list(value.names)
    assert str(again.number) == str(value.number)


def test_equal_values_give_equal_bytes_and_others_never() -> None:
    assert dump(Tree, tree()) == dump(Tree, tree(ids=frozenset({"a", "b"})))
    assert len({dump(Tree, tree(**changes)) for changes in [{}, *OTHERS]}) == 1 + len(OTHERS)


@pytest.mark.parametrize("kind", [object, list[str], Any, type])
def test_an_unknown_type_is_refused(kind: object) -> None:
    with pytest.raises(TypeError):
        dump(kind, None)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'["x"]', b"\xff", b"[1,2]"])
def test_bytes_of_another_shape_are_refused(data: bytes) -> None:
    with pytest.raises(FAULTS):
        load(Tree, data)
