"""One function over many values, in this process or in several; the answers keep the order of the values."""

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

V = TypeVar("V")
A = TypeVar("A")

WORTH_IT = 64
"""Values below which starting another process costs more than it saves (measured: about 0.1 s)."""
_CHUNK = 16
"""Values that travel together, at most."""
_NO_FORK = frozenset({"darwin", "win32"})
"""Systems without fork, and where a library of the system may crash in a forked process."""
_AHEAD = 3
"""Chunks that wait for each process: none is idle, and few answers are held at a time."""


def each(function: Callable[[V], A], values: Sequence[V], jobs: int, *, worth_it: int = 0) -> list[A]:
    """`function` of every value. `jobs` 0 means as many processes as processors.

    `worth_it` is how many values pay for another process; 0 for the usual number.

    The values must be picklable, and where processes cannot be forked the function too; it must not depend
    on what it was given before, because which process meets which value is not fixed.
    """
    return list(stream(function, values, len(values), jobs, worth_it=worth_it))


def stream(
    function: Callable[[V], A], values: Iterable[V], count: int, jobs: int, *, worth_it: int = 0
) -> Iterator[A]:
    """The same for values that are made while others are worked on; about `count` of them are to come."""
    worth_it = worth_it or WORTH_IT
    hands = min(jobs or _processors(), max(1, count // max(1, worth_it // 2)))
    if hands == 1 or count < worth_it:
        yield from map(function, values)
        return
    import multiprocessing  # noqa: PLC0415 # 20 ms with the next: an edit makes so little that one process does it
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415 # the same

    method = "spawn" if sys.platform in _NO_FORK else "fork"
    chunk, rest = max(1, min(_CHUNK, count // (hands * 4))), iter(values)
    with ProcessPoolExecutor(
        hands, mp_context=multiprocessing.get_context(method), initializer=_begin, initargs=(function,)
    ) as pool:
        waiting: deque[Future[list[A]]] = deque()
        while part := list(islice(rest, chunk)):
            waiting.append(pool.submit(_go, part))
            if len(waiting) > hands * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _processors() -> int:
    """How many processors this process may use: a container may have fewer than its machine."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


_work: dict[str, Callable[[Any], Any]] = {}
"""The function of a process that was started to work; a forked one has it without anything being sent."""


def _begin(function: Callable[[Any], Any]) -> None:
    gc.freeze()  # what was there before is never garbage here; looking for some would copy all of it
    _work["function"] = function


def _go(part: list[Any]) -> list[Any]:
    return [_work["function"](value) for value in part]
