"""Reader of archives that are not zip: tar, gz, bz2, xz, 7z, rar.

In: `Blob`. Out: a blob for each member, in memory; gaps for what is encrypted, damaged, or needs a program that is not there.
Never follows a link, never creates a device, never writes to disk. What is inflated is counted as it comes out.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.archive.rar import read_rar
from outscan.extract.archive.seven import read_seven
from outscan.extract.archive.stream import read_stream
from outscan.extract.archive.tape import read_tape
from outscan.extract.sniff import sniff
from outscan.limits import Budget
from outscan.types import Blob, Piece

__all__ = ["read"]


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the members of an archive."""
    kind = sniff(blob)
    if kind == "tar":
        yield from read_tape(blob, budget)
    elif kind == "7z":
        yield from read_seven(blob, budget)
    elif kind == "rar":
        yield from read_rar(blob, budget)
    else:
        yield from read_stream(blob, kind, budget)
