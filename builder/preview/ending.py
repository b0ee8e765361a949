"""How a preview is asked to end: Ctrl+C, a closed terminal, a request to end."""

import signal
from collections.abc import Callable
from types import FrameType


def hear_signals(end: Callable[[int, FrameType | None], object]) -> None:
    """Ctrl+C, a closed terminal and a request to end all do what `end` does, so that nothing is left behind.

    A shell that begins a program behind itself has it ignore Ctrl+C; a preview must still end when asked to.
    Only a closed terminal stays ignored where that was wished, as by nohup.
    """
    for name in ("SIGINT", "SIGTERM", "SIGBREAK", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP and its own SIGBREAK
        if number is not None and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
            signal.signal(number, end)


def interrupt() -> None:
    """Raise the interrupt: in a turn of the loop of its own, where nothing else can take it for its fault."""
    raise KeyboardInterrupt
