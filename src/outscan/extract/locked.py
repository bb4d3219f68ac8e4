"""Documents that are locked as a whole, opened with a password a person gave.

In: a `Blob` whose reader said it is encrypted, passwords. Out: the same document without its lock, None where none fits. Members
of archives are opened where they are unpacked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from outscan.nouns import replace
from outscan.types import Blob

Open = Callable[[bytes, Sequence[str]], bytes | None]
OPENERS = {"pdf": "pdf.locked", "encrypted": "ole.locked", "doc": "ole.locked", "xls": "ole.locked", "ppt": "ole.locked"}
"""Kind → module of this room whose `opened` takes bytes and passwords."""


def unlocked(blob: Blob, kind: str, passwords: Sequence[str]) -> Blob | None:
    """`blob` without its lock."""
    if not passwords or kind not in OPENERS:
        return None
    opened = cast("Open", import_module(f"outscan.extract.{OPENERS[kind]}").opened)
    data = opened(blob.data, passwords)
    return None if data is None or data == blob.data else replace(blob, data=data)
