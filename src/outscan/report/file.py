"""Report files: written whole or not at all, readable by their owner alone.

In: bytes and a path. Out: a file of mode 600, whatever the umask.
"""

from __future__ import annotations

import os
from pathlib import Path

from outscan.errors import OutscanError


def write_private(path: str | Path, data: bytes) -> None:
    """Write `data` beside `path` under a private name, then move it there. Raises OutscanError where that fails.

    A path that is no file but a device or pipe (/dev/stdout) is written to, never replaced.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        _write_through(target, data)
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutscanError(f"{target}: 无法写入报告（{error.strerror or type(error).__name__}）；请换一个可写的位置") from None


def _write_through(target: Path, data: bytes) -> None:
    try:
        with target.open("wb") as stream:
            stream.write(data)
    except OSError as error:
        raise OutscanError(f"{target}: 无法写入报告（{error.strerror or type(error).__name__}）；请换一个可写的位置") from None
