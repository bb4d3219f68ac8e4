"""How a run is stopped: the first signal ends it in order, a later one at once.

In: SIGINT, SIGTERM, SIGHUP. Out: `KeyboardInterrupt`, held back while a report is shown.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

ECHO_SECONDS = 2.0
"""A second signal within this time is the echo of the first."""
HELD_SECONDS = 5.0
"""How long an interruption waits for a report to be shown whole."""


class _Interruption:
    """What the signals of this process have asked for so far."""

    first: float | None = None
    held = False
    waiting = False


def stop_on_signals() -> None:
    """Let SIGINT, SIGTERM and SIGHUP end a run the same way: workers killed, a partial report written.

    The first one counts; those that follow at once are its echo (a terminal or `timeout` signals the group and the
    process). Whoever insists later ends the process there and then; its workers die with it.
    """

    def interrupt(number: int, frame: object) -> None:
        del frame
        if _Interruption.first is None:
            _Interruption.first = time.monotonic()
            if _Interruption.held:
                _Interruption.waiting = True
                if hasattr(signal, "SIGALRM"):  # whoever reads our output may have stopped reading
                    signal.signal(signal.SIGALRM, _give_up)
                    signal.setitimer(signal.ITIMER_REAL, HELD_SECONDS)
                return
            raise KeyboardInterrupt
        if time.monotonic() - _Interruption.first > ECHO_SECONDS:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:  # nohup stays in force
            signal.signal(getattr(signal, name), interrupt)


def _give_up(number: int, frame: object) -> None:
    del number, frame
    if _Interruption.held:
        raise KeyboardInterrupt


@contextmanager
def unbroken() -> Iterator[None]:
    """Hold an interruption back until a report is shown whole, but not for longer than HELD_SECONDS."""
    _Interruption.held = True
    try:
        yield
    finally:
        _Interruption.held = False
    if _Interruption.waiting:
        _Interruption.waiting = False
        raise KeyboardInterrupt
