"""Reader of EPUB books: every member of the package, pages first in the book's own order.

In: `Blob`. Out: a blob for each member that can hold words; fonts are inert; gaps for what is encrypted or damaged.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.container import Found, entries
from outscan.limits import Budget
from outscan.types import Blob, Gap, HiddenKind, Inert, Piece

_FONTS = (".ttf", ".otf", ".woff", ".woff2", ".ttc")


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the members of a book."""
    for entry in entries(blob.data, budget):
        where = blob.where.inside(entry.name) if entry.name else blob.where
        name = entry.name.lower()
        if entry.found is Found.FOLDER:
            continue
        if name.endswith(_FONTS):
            yield Inert(where, entry.data, "font")
        elif name == "mimetype":
            yield Inert(where, entry.data, "media type")
        elif entry.data:
            yield Blob(where, entry.data, None if entry.found is Found.LISTED else HiddenKind.DELETED_DATA)
        if entry.reason:
            yield Gap(where, entry.reason, entry.detail)
