"""An export is there whole or not at all, and is its owner's alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from outscan.errors import OutscanError
from outscan.words.batch import BATCH
from outscan.words.said import said


@contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """A file to write into, moved to `target` at the end. Raises OutscanError where the disk is full or cannot be written."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=1 << 20) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutscanError(said(BATCH, "not_written", path=target, why=error.strerror or type(error).__name__)) from None
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
