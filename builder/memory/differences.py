"""Where two values of one type differ: field by field, as a template would name it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two values differ, such as `session.items[2].title`, and what stands there in each.

    Of lists that are not equally long, their lengths are told.
    """

    where: str
    before: str
    after: str


def differences(before: object, after: object, where: str) -> Iterator[Difference]:
    """Every place below `where` at which two values differ, in the order of the fields."""
    if before == after and type(before) is type(after):
        return
    if is_dataclass(after) and type(before) is type(after):
        for field in fields(after):
            name = f"{where}.{field.name}" if where else field.name
            yield from differences(getattr(before, field.name), getattr(after, field.name), name)
    elif isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, other, f"{where}[{number}]")
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield Difference(f"{where}|length", str(len(before)), str(len(after)))
    else:
        yield Difference(where, _said(before), _said(after))


def _said(value: object) -> str:
    """A value in a few words; a record is its type."""
    return type(value).__name__ if is_dataclass(value) else "" if value is None else str(value)
