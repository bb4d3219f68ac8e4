"""Memory of a process that serves for months: what was used once and is free goes back to the system.

In: nothing. Out: nothing. Rules are compiled beside those in force, and what a compilation frees lies scattered between what
stays: the C library keeps such pages (80 MB of 200 after a start, more with every reload, measured), and every thread has a heap
of its own to scatter them in. So few heaps are asked for, and pages with nothing in them are given back.
Sources: mallopt(3), malloc_trim(3). Other C libraries have neither, and nothing happens there.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress

HEAPS = 2
"""For two processors as for many: Python's own lock lets one thread allocate at a time anyhow."""
_M_ARENA_MAX = -8


def few_heaps() -> None:
    """Ask for few heaps; to be called before threads begin."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Give back what is free: after rules were compiled, and from time to time."""
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
