"""Reader of zip archives: every member as a blob, in memory, and every byte that is in none.

In: `Blob`. Out: a blob for each member, comments as text, gaps for what is encrypted, damaged or packed in an unknown way.
Never writes to disk, so a member's path can lead nowhere. A limit of the whole document ends the reading with one gap.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.container import OVERLAPPING, Found, inflate, members
from outscan.legible import decode
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, Where, unread


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the members of a zip archive."""
    overlapping = 0
    for member in members(blob.data):
        budget.tick()
        if member.found is Found.DIRECTORY and member.detail == OVERLAPPING:
            overlapping += 1
            continue
        if member.found is Found.FOLDER:
            yield Segment(blob.where.at(Part.NAME, member.name), member.name)
            continue
        entry = inflate(member, blob.data, budget)
        if member.found is Found.COMMENT:
            yield Segment(blob.where.at(Part.METADATA, "comment"), decode(entry.data).text, hidden=HiddenKind.PROPERTY)
            continue
        where = blob.where.inside(member.name) if member.name else blob.where
        if entry.data or not entry.reason:
            yield _member(where, member.found, entry.data)
        elif member.name:
            yield Segment(where.at(Part.NAME), member.name)
        if entry.reason:
            yield Gap(where, entry.reason, entry.detail)
    if overlapping:
        yield Gap(blob.where, GapReason.CORRUPT, unread("overlaps", overlapping=overlapping))


def _member(where: Where, found: Found, data: bytes) -> Blob:
    return Blob(where, data, HiddenKind.DELETED_DATA if found in (Found.DELETED, Found.SLACK) else None)
