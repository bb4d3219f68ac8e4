"""What the proof that lies beside a file says of it: a copy carries what its original needed.

In: a path, or the bytes of a proof; the SHA-256 of the file. Out: `Beside`, or None where there is no proof.
Law: whatever stands in a proof can only raise; one that does not fit its file, or is broken, is said.
"""

from __future__ import annotations

import os
import stat

from outscan.errors import OutscanError
from outscan.proofs.shape import BOUND, ENDING, parse
from outscan.types import Beside, BesideState, Where

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


def read_beside(path: str) -> bytes | None:
    """The bytes of the proof beside the file at `path`, None where there is none; b'' for one that cannot be read in bounds."""
    if path.endswith(ENDING):
        return None
    try:
        handle = os.open(path + ENDING, _FLAGS)
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return b"" if os.path.lexists(path + ENDING) else None
    try:
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return b""
            data = file.read(BOUND + 1)
    except OSError:
        return b""
    return data if len(data) <= BOUND else b""


def told_by(data: bytes, where: Where, sha256: str) -> Beside:
    """What the proof `data` says of the file at `where` whose digest is `sha256`."""
    try:
        file = parse(data, ENDING)
    except OutscanError:
        return Beside(where, BesideState.BROKEN)
    if file.sha256_after != sha256:
        return Beside(where, BesideState.UNFIT)
    return Beside(where, BesideState.FITS, file.action)


def beside(path: str, where: Where, sha256: str) -> Beside | None:
    """What lies beside the file at `path`, None where nothing does."""
    data = read_beside(path)
    return None if data is None else told_by(data, where, sha256)
