"""Document properties of OpenDocument: title, subject, keywords, people, and whatever a user defined.

In: a root that may hold `office:meta`. Out: segments by kind of property.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.collected import Collected
from outscan.extract.element import Element
from outscan.types import HiddenKind, Part, Segment, Where

_PEOPLE = frozenset({"creator", "initial-creator", "printed-by", "editor", "contributor"})
_PLAIN = frozenset({"editing-cycles", "editing-duration", "creation-date", "date", "print-date", "generator"})


def properties(where: Where, root: Element) -> Iterator[Segment]:
    """Yield the properties of a document."""
    found = Collected()
    for meta in root.iter("{*}meta"):
        for element in meta:
            if not isinstance(element.tag, str):
                continue
            name = element.tag.rpartition("}")[2]
            text = " ".join("".join(element.itertext()).split())
            own = next((value for key, value in element.attrib.items() if key.endswith("}name")), "")
            if name == "template":
                text = next((value for key, value in element.attrib.items() if key.endswith("}title")), "")
            if not text or name in _PLAIN:
                continue
            kind = HiddenKind.CUSTOM_PROPERTY if own else HiddenKind.PERSON_PROPERTY if name in _PEOPLE else HiddenKind.PROPERTY
            found.say(Part.METADATA, kind, f"meta.xml:{own or name}", f"{own}: {text}" if own else text)
    yield from found.pieces(where)
