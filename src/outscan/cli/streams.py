"""Streams that can carry every character, and that may be hung up on.

In: stdout and stderr of this process. Out: the same, in UTF-8.
"""

from __future__ import annotations

import os
import sys


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
