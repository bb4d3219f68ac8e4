"""Who owns an SQLite file: one process, told by a lock beside it that a killed owner cannot leave behind.

In: the file's path. Out: a held `Lock`, or StoreError naming who holds it.
A record lock (POSIX) belongs to the process alone: workers it starts do not inherit it, and it ends with the process.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from outscan.errors import StoreError
from outscan.words.said import said
from outscan.words.store import STORE

_HELD: set[str] = set()
"""Files this process owns: a record lock does not stop its own process from taking it twice."""


@dataclass(slots=True)
class Lock:
    """A held lock. `release` gives it back; a second release does nothing."""

    handle: int
    name: str

    def release(self) -> None:
        """Give the file back."""
        if self.handle >= 0:
            os.close(self.handle)
            _HELD.discard(self.name)
            self.handle = -1


def own(path: Path) -> Lock:
    """The lock of `path`. Raises StoreError where another process has it, or its folder cannot be written."""
    beside = path.with_name(f"{path.name}.lock")
    name = os.path.realpath(beside)
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise StoreError(said(STORE, "store_folder", path=path, why=error.strerror or type(error).__name__)) from None
    if name in _HELD or not _take(handle):
        by = ""
        with suppress(OSError, ValueError):
            by = f" (pid {int(os.pread(handle, 32, 0).decode().strip())})" if hasattr(os, "pread") else ""
        if name not in _HELD:  # closing a second handle would give up the record lock this process has
            os.close(handle)
        raise StoreError(said(STORE, "store_in_use", path=path, by=by))
    _HELD.add(name)
    os.ftruncate(handle, 0)
    os.write(handle, f"{os.getpid()}\n".encode())
    return Lock(handle, name)


def _take(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 1 << 20, os.SEEK_SET)  # behind the process number, which others may read
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
