"""Members of a zip, before and after they are inflated.

In: nothing. Out: `Found`, `Member`, `Entry`, and the numbers of methods and flags everybody in the room needs.
"""

from __future__ import annotations

from enum import StrEnum

from outscan.nouns import Struct
from outscan.types import GapReason, Reason

ENCRYPTED = 0x1  # APPNOTE.TXT §4.4.4
STORED, DEFLATED = 0, 8  # APPNOTE.TXT §4.4.5


class Found(StrEnum):
    """How a member was met."""

    LISTED = "listed"
    FOLDER = "folder"
    DELETED = "deleted"
    COMMENT = "comment"
    SLACK = "slack"
    DIRECTORY = "directory"


class Member(Struct, frozen=True):
    """One member as the directory or its own header states it; nothing inflated yet.

    `start` and `packed` are offset and length of its packed bytes in the file; `detail` says what is wrong with it.
    """

    name: str
    found: Found = Found.LISTED
    start: int = 0
    packed: int = 0
    method: int = STORED
    flags: int = 0
    crc: int | None = None
    detail: Reason | None = None
    extra: bytes = b""
    """Its AES field (0x9901) where it has one,"""
    time: int = 0
    """and the time of day its header states: what a password is checked against."""


class Entry(Struct, frozen=True):
    """A member inflated: its bytes, and where something is wrong the reason; both where only a part came out."""

    name: str
    data: bytes
    found: Found = Found.LISTED
    reason: GapReason | None = None
    detail: Reason | None = None
