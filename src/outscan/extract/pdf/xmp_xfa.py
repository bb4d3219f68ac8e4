"""XML inside a PDF: XMP metadata of the document, its pages and pictures, and XFA forms.

In: a pikepdf document. Out: `Note`s with the text of elements and telling attributes. Deliberately does not interpret schemas.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from outscan.extract.element import Element
from outscan.extract.pdf.streams import inflated
from outscan.extract.pdf.structure import Note
from outscan.extract.xmp import parsed, xmp
from outscan.limits import Budget
from outscan.types import HiddenKind, Part, Spot, named


def packets(pdf: pikepdf.Pdf, budget: Budget, broken: list[str]) -> Iterator[Note]:
    """Yield the text of every XMP packet and of the XFA form; what does not decode is named in `broken`."""
    for number, thing in enumerate(pdf.objects):
        if number % 256 == 0:
            budget.tick()
        if _packet(thing):
            yield from _notes(thing, budget, broken)
    for page in pdf.pages:
        kept = page.obj.get("/Metadata")
        if isinstance(kept, pikepdf.Stream) and not _packet(kept):
            yield from _notes(kept, budget, broken)
    form = pdf.Root.get("/AcroForm")
    xfa = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    if isinstance(xfa, pikepdf.Stream):
        yield from _xfa(_stream(xfa, budget, broken), named("XFA"))
    elif isinstance(xfa, pikepdf.Array):
        parts = list(xfa)
        whole = b"".join(_stream(part, budget, broken) for part in parts if isinstance(part, pikepdf.Stream))
        yield from _xfa(whole, named("XFA"))


def _packet(thing: object) -> bool:
    """Whether a stream says itself that it is a packet; one that a page calls so need not."""
    return isinstance(thing, pikepdf.Stream) and (thing.get("/Type") == "/Metadata" or thing.get("/Subtype") == "/XML")


def _notes(packet: object, budget: Budget, broken: list[str]) -> Iterator[Note]:
    if isinstance(packet, pikepdf.Stream):
        for name, kind, text in xmp(_stream(packet, budget, broken)):
            yield Note(Part.METADATA, kind, named(f"XMP:{name}"), text)


def _stream(thing: pikepdf.Stream, budget: Budget, broken: list[str]) -> bytes:
    try:
        return inflated(thing, budget, budget.limits.max_xml_bytes)
    except pikepdf.PikepdfError:
        broken.append("xml_packet")
        return b""


def _xfa(data: bytes, at: Spot) -> Iterator[Note]:
    root = parsed(data)
    if root is None:
        return
    lines = [text.strip() for element in root.iter("*") for text in _words(element) if text.strip()]
    for name in ("script",):
        for element in root.iter(f"{{*}}{name}"):
            script = (element.text or "").strip()
            if script:
                lines = [line for line in lines if line != script]
                yield Note(Part.HIDDEN, HiddenKind.SCRIPT, at.then("script"), script)
    yield Note(Part.HIDDEN, HiddenKind.FORM_FIELD, at, "\n".join(dict.fromkeys(lines)))


def _words(element: Element) -> list[str]:
    """The text of an element, what follows it, and values that are no plain ASCII: names of fields."""
    values = [str(value) for value in element.attrib.values() if not str(value).isascii()]
    return [*values, element.text or "", element.tail or ""]
