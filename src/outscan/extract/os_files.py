"""Files that systems and programs leave beside documents: resource forks, folder settings, owner files.

In: `Blob`. Out: one inert part, counted and searched as raw strings; the owner's name of an owner file as a person's property.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.extract.unnamed import texts_in
from outscan.limits import Budget
from outscan.types import Blob, HiddenKind, Inert, Part, Piece, Segment, joined

_NAME_AT = 54
"""Office writes the name of the person first in the system's code page (54 bytes), then as counted UTF-16."""


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the part as inert."""
    budget.tick()
    if blob.name.rpartition("/")[2].startswith("~$"):
        person = blob.data[_NAME_AT:].decode("utf-16-le", "ignore")
        person = re.sub(r"[^\w .-]", "", person).strip()
        if person:
            yield Segment(blob.where.at(Part.METADATA, "owner"), person, hidden=HiddenKind.PERSON_PROPERTY)
    elif texts := texts_in(blob.data):
        text, places = joined([("litter", one) for one in texts])
        yield Segment(blob.where.at(Part.METADATA), text, places, HiddenKind.PROPERTY)
    yield Inert(blob.where, blob.data, "litter")
