"""A path to bytes: opened once, without waiting, and read whole or not at all.

In: a `Job`. Out: its `Blob`, or the `Gap` that says why there is none.
"""

from __future__ import annotations

import os
import stat

from outscan.limits import Limits
from outscan.types import Blob, Gap, GapReason, Job, Where, unread

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
"""A pipe put in the place of a file after the folder was walked must not make anyone wait for its writer."""


def open_blob(job: Job, limits: Limits) -> Blob | Gap:
    """The bytes of a job, or the gap of a path that cannot be read whole."""
    where = Where((job.name,))
    if job.gap:
        return Gap(where, GapReason.UNREADABLE, unread(job.gap))
    if job.data is not None:
        return _sized(where, job.data, limits)
    try:
        handle = os.open(job.path, _FLAGS | _NO_WAIT)
    except (OSError, ValueError) as error:
        return Gap(where, GapReason.UNREADABLE, unread("error", error=type(error).__name__))
    try:
        with os.fdopen(handle, "rb") as file:
            before = os.fstat(handle)
            if not stat.S_ISREG(before.st_mode):
                return Gap(where, GapReason.UNREADABLE, unread("not_a_regular_file"))
            if before.st_size > limits.max_file_bytes:
                return Gap(where, GapReason.TOO_LARGE, unread("max_file_bytes", found=before.st_size, most=limits.max_file_bytes))
            data = file.read(limits.max_file_bytes + 1)
            after = os.fstat(handle)
    except OSError as error:
        return Gap(where, GapReason.UNREADABLE, unread("error", error=type(error).__name__))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        return Gap(where, GapReason.UNREADABLE, unread("changed_while_read"))
    return Blob(where, data)


def _sized(where: Where, data: bytes, limits: Limits) -> Blob | Gap:
    if len(data) > limits.max_file_bytes:
        return Gap(where, GapReason.TOO_LARGE, unread("max_file_bytes", found=len(data), most=limits.max_file_bytes))
    return Blob(where, data)
