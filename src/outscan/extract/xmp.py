"""XMP packets (ISO 16684-1), as PDFs and pictures carry them.

In: the bytes of a packet. Out: (name, kind, text) of every value a person may have written, or a device recorded about a place.
Deliberately leaves out what only machines write: dates, identifiers, schema descriptions, bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from outscan.types import HiddenKind

MACHINE = frozenset(
    {
        "CreateDate", "ModifyDate", "MetadataDate", "InstanceID", "DocumentID", "OriginalDocumentID", "instanceID",
        "documentID", "when", "action", "changed", "format", "softwareAgent", "parameters", "part", "conformance",
        "RenditionClass", "VersionID", "Trapped", "trapped", "date", "schema", "namespaceURI", "prefix", "valueType",
        "category", "originalDocumentID", "renditionClass", "NPages", "HasVisibleTransparency", "HasVisibleOverprint",
        "image", "Producer",
    }
)  # fmt: skip
"""Local names whose values machines write."""
PERSONS = frozenset({"creator", "Author", "Artist", "publisher", "contributor", "Manager", "AuthorsPosition", "CaptionWriter"})
PLACE = re.compile(r"(?i)latitude|longi?tude|altitude|location|gpsmap")
NUMBER = re.compile(r"[\s\d.,:;+/-]*|(?i:true|false)")
BOX = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def parsed(data: bytes) -> etree._Element | None:
    """The root of `data`, damage forgiven, nothing resolved or fetched; None where there is no XML."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data.strip(b"\x00 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def xmp(data: bytes) -> Iterator[tuple[str, HiddenKind, str]]:
    """Yield (local name, kind, value) in document order."""
    root = parsed(data)
    if root is None:
        return
    for element in root.iter("*"):
        values = [(_owner(element), element.text or "")]
        values += [(_local(key), str(text)) for key, text in element.attrib.items() if _own(str(key))]
        for name, text in values:
            value = text.strip()
            place = PLACE.search(name)
            if value and (place or (name not in MACHINE and not NUMBER.fullmatch(value))):
                kind = HiddenKind.LOCATION if place else HiddenKind.PERSON_PROPERTY if name in PERSONS else HiddenKind.PROPERTY
                yield name, kind, f"{name} {value}" if place else value


def _owner(element: etree._Element) -> str:
    """The property an item of a list belongs to."""
    owner = element
    while (
        str(owner.tag).startswith(BOX)
        and (above := owner.getparent()) is not None
        and not str(owner.tag).endswith("}Description")
    ):
        owner = above
    return _local(owner.tag)


def _local(tag: object) -> str:
    """The name without its namespace, or without the prefix that damage left of it."""
    return str(tag).rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def _own(key: str) -> bool:
    return not key.startswith((BOX, "{http://www.w3.org/XML"))
