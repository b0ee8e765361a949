"""Where two values of one type differ: field by field, as a template would name it."""

from collections.abc import Iterator

from msgspec import Struct


class Difference(Struct, frozen=True):
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
    if isinstance(after, Struct) and type(before) is type(after):
        for field in after.__struct_fields__:
            name = f"{where}.{field}" if where else field
            yield from differences(getattr(before, field), getattr(after, field), name)
    elif isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, other, f"{where}[{number}]")
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield Difference(f"{where}|length", str(len(before)), str(len(after)))
    else:
        yield Difference(where, _said(before), _said(after))


def _said(value: object) -> str:
    """A value in a few words; a record is its type."""
    return type(value).__name__ if isinstance(value, Struct) else "" if value is None else str(value)
