"""How a run ends: exit codes, signals, and streams that can carry every character.

In: reports, signals. Out: exit codes (docs/wire.md).
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from outscan.types import Action, Report

OK, ACT, OURS, LOOK, INTERRUPTED = 0, 1, 2, 3, 130
ECHO_SECONDS = 2.0
"""A second signal within this time is the echo of the first."""
HELD_SECONDS = 5.0
"""How long an interruption waits for a report to be shown whole."""
ACTING = frozenset({Action.PROCESS, Action.ESCALATE, Action.WITHHOLD})


def exit_code(reports: Iterable[Report], *, unread: bool = False) -> int:
    """1 beats 3 beats 0: something must be done, someone must look (or something else stayed `unread`), nothing found."""
    reports = list(reports)
    if any(r.verdict.action in ACTING for r in reports):
        return ACT
    if unread or any(r.verdict.action is Action.REVIEW or not r.complete for r in reports):
        return LOOK
    return OK


def exit_code_clamav(reports: Iterable[Report], *, unread: bool = False) -> int:
    """0 clean, 1 found, 2 error: what wrappers written for clamscan expect; anything incomplete is an error there."""
    code = exit_code(reports, unread=unread)
    return OURS if code == LOOK else code


def speak_utf8() -> None:
    """Make stdout and stderr carry every character, also in a pipe, under LC_ALL=C or on a GBK console."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty() and sys.platform == "win32":
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def drop_stdout() -> None:
    """After the reader of our output hung up: keep the interpreter from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
