"""The private spool: uploads on their way to the scanner, hashed as they are written, gone after the verdict.

In: chunks of bytes. Out: a file of mode 0600 in a folder of mode 0700, its SHA-256 and size.
Law: never the system's temporary folder; a folder that others may read, or that cannot be written, refuses to start.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from outscan.errors import StoreError
from outscan.words.gate import GATE
from outscan.words.said import said

_NAME = re.compile(r"[0-9a-f]{32}")
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_WIPE = 1 << 20


class Full(Exception):
    """More bytes came than one upload may have."""


@dataclass(slots=True)
class Upload:
    """One file being written. `close` or `drop` it; what is dropped leaves nothing."""

    path: Path
    limit: int
    size: int = 0
    _handle: int = -1
    _hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    def write(self, chunk: bytes) -> None:
        """Add `chunk`. Raises Full past the limit; OSError where the disk is full."""
        self.size += len(chunk)
        if self.size > self.limit:
            raise Full
        self._hash.update(chunk)
        rest = memoryview(chunk)
        while rest:
            rest = rest[os.write(self._handle, rest) :]

    @property
    def name(self) -> str:
        """Under which name the spool knows it."""
        return self.path.name

    @property
    def sha256(self) -> str:
        """The digest of what was written so far."""
        return self._hash.hexdigest()

    def close(self) -> None:
        """End writing; the file stays."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def drop(self) -> None:
        """End writing and leave nothing."""
        self.close()
        wipe(self.path)


@dataclass(frozen=True, slots=True)
class Spool:
    """A private folder."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> Spool:
        """The spool at `folder`, made where there is none. Raises StoreError where it is not private or not writable."""
        private_folder(folder)
        return cls(folder)

    def begin(self, limit: int) -> Upload:
        """A new upload of at most `limit` bytes. Raises OSError where nothing can be written."""
        path = self.folder / secrets.token_hex(16)
        return Upload(path, limit, _handle=os.open(path, _FLAGS, 0o600))

    def copied(self, chunks: Iterable[bytes], limit: int) -> Upload:
        """A file of these bytes, closed. Raises Full, OSError and whatever `chunks` raises; then nothing is left."""
        upload = self.begin(limit)
        try:
            for chunk in chunks:
                upload.write(chunk)
            upload.close()
        except BaseException:
            upload.drop()
            raise
        return upload

    def path(self, name: str) -> Path:
        """Where the file of `name` lies. Raises ValueError for a name the spool never gave."""
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        return self.folder / name

    def drop(self, name: str) -> None:
        """Wipe and remove the file of `name`; nothing happens where there is none."""
        wipe(self.path(name))

    def names(self) -> Iterator[str]:
        """The names of all files that lie here."""
        return (one.name for one in self.folder.iterdir() if _NAME.fullmatch(one.name))


def private_folder(folder: Path) -> None:
    """Make `folder` of mode 0700 where there is none. Raises StoreError where others may look in, or nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or (os.name == "posix" and status.st_mode & 0o077):
            raise StoreError(said(GATE, "gate_not_private", path=folder))
        probe = folder / f".{secrets.token_hex(8)}"
        os.close(os.open(probe, _FLAGS, 0o600))
        probe.unlink()
    except OSError as error:
        raise StoreError(said(GATE, "gate_not_writable", path=folder, why=error.strerror or type(error).__name__)) from None


def wipe(path: Path) -> None:
    """Overwrite a file with zeros, as far as the file system lets one, and remove it."""
    with suppress(OSError):
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            left = os.fstat(handle).st_size
            while left > 0:
                left -= os.write(handle, bytes(min(left, _WIPE)))
        finally:
            os.close(handle)
    path.unlink(missing_ok=True)
