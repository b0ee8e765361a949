"""Whole numbers as short texts that a script reads quickly and compression likes.

A number is written in base 45, its last digit with one of the first 45 signs of the alphabet, the digits
before it with one of the second 45: `0` to `44` take one sign, `45` to `2024` two. No sign needs escaping
within a quoted text.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import sub

_SIGNS = [chr(code) for code in range(35, 126) if chr(code) != "\\"]
_BASE = len(_SIGNS) // 2
assert _BASE == 45


@lru_cache(maxsize=65536)
def packed(number: int) -> str:
    """One number from 0 on."""
    digits = _SIGNS[number % _BASE]
    while number := number // _BASE:
        digits = _SIGNS[_BASE + number % _BASE] + digits
    return digits


def pack(numbers: Iterable[int]) -> str:
    """Numbers from 0 on, one after the other."""
    return "".join(map(packed, numbers))


def pack_steps(numbers: Sequence[int]) -> str:
    """The steps from each number to the next of a rising row: the first number itself is not written."""
    return pack(map(sub, numbers[1:], numbers))
