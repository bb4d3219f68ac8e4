"""XML inside a PDF: XMP metadata of the document, its pages and pictures, and XFA forms.

In: a pikepdf document. Out: `Note`s with the text of elements and telling attributes. Deliberately does not interpret schemas.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from lxml import etree

from outscan.extract.pdf.structure import Note
from outscan.limits import Purse
from outscan.types import HiddenKind, Part

MACHINE = frozenset(
    "CreateDate ModifyDate MetadataDate InstanceID DocumentID OriginalDocumentID instanceID documentID when action changed format "
    "softwareAgent parameters part conformance RenditionClass VersionID Trapped trapped date schema namespaceURI prefix valueType "
    "category originalDocumentID renditionClass NPages HasVisibleTransparency HasVisibleOverprint Thumbnails image Producer".split()
)
"""Local names whose values machines write: dates, identifiers, schema descriptions."""
PERSONS = frozenset({"creator", "Author", "Artist", "publisher", "contributor", "Manager", "AuthorsPosition", "CaptionWriter"})
BOX = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def packets(pdf: pikepdf.Pdf, purse: Purse) -> Iterator[Note]:
    """Yield the text of every XMP packet and of the XFA form."""
    for number, thing in enumerate(pdf.objects):
        if number % 256 == 0:
            purse.tick()
        if isinstance(thing, pikepdf.Stream) and (thing.get("/Type") == "/Metadata" or thing.get("/Subtype") == "/XML"):
            yield from xmp(_stream(thing, purse))
    form = pdf.Root.get("/AcroForm")
    xfa = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    if isinstance(xfa, pikepdf.Stream):
        yield from _xfa(_stream(xfa, purse), "XFA")
    elif isinstance(xfa, pikepdf.Array):
        parts = list(xfa)
        whole = b"".join(_stream(part, purse) for part in parts if isinstance(part, pikepdf.Stream))
        yield from _xfa(whole, "XFA")


def _stream(thing: pikepdf.Stream, purse: Purse) -> bytes:
    return purse.inflate([thing.read_bytes()], limit=purse.limits.max_xml_bytes)


def parsed(data: bytes) -> etree._Element | None:
    """The root of `data`, damage forgiven, nothing resolved or fetched."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data.strip(b"\x00 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def xmp(data: bytes) -> Iterator[Note]:
    """Yield the values a person may have written into the XMP packet `data`."""
    root = parsed(data)
    if root is None:
        return
    for element in root.iter("*"):
        owner = element
        while owner.tag.startswith(BOX) and owner.getparent() is not None and not owner.tag.endswith("}Description"):
            owner = owner.getparent()
        values = [(etree.QName(owner).localname, element.text or "")]
        values += [(etree.QName(key).localname, value) for key, value in element.attrib.items() if _own(str(key))]
        for name, value in values:
            if value.strip() and name not in MACHINE:
                kind = HiddenKind.PERSON_PROPERTY if name in PERSONS else HiddenKind.PROPERTY
                yield Note(Part.METADATA, kind, f"XMP:{name}", value.strip())


def _own(key: str) -> bool:
    return not key.startswith((BOX, "{http://www.w3.org/XML"))


def _xfa(data: bytes, spot: str) -> Iterator[Note]:
    root = parsed(data)
    if root is None:
        return
    lines = [text.strip() for element in root.iter("*") for text in (element.text or "", element.tail or "") if text.strip()]
    for name in ("script",):
        for element in root.iter(f"{{*}}{name}"):
            script = (element.text or "").strip()
            if script:
                lines = [line for line in lines if line != script]
                yield Note(Part.HIDDEN, HiddenKind.SCRIPT, f"{spot} 脚本", script)
    yield Note(Part.HIDDEN, HiddenKind.FORM_FIELD, spot, "\n".join(dict.fromkeys(lines)))
