"""One function over many values, in this process or in several; the answers keep the order of the values."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

V = TypeVar("V")
A = TypeVar("A")

WORTH_IT = 64
"""Values below which starting another process costs more than it saves (measured: about 0.1 s)."""


def each(function: Callable[[V], A], values: Sequence[V], jobs: int, *, worth_it: int = WORTH_IT) -> list[A]:
    """`function` of every value. `jobs` 0 means as many processes as processors.

    `worth_it` is how many values pay for another process.

    The function must be importable by name and its values picklable; it must not depend on what it was
    given before, because which process meets which value is not fixed.
    """
    hands = min(jobs or os.cpu_count() or 1, max(1, len(values) // (worth_it // 2)))
    if hands == 1 or len(values) < worth_it:
        return [function(value) for value in values]
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    chunk = max(1, len(values) // (hands * 8))
    with ProcessPoolExecutor(hands, mp_context=multiprocessing.get_context(method)) as pool:
        return list(pool.map(function, values, chunksize=chunk))
