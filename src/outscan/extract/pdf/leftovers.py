"""Text in streams that no page draws by itself: appearances of annotations and fields, objects nothing refers to.

In: a pikepdf document. Out: `Note`s. What an annotation shows may differ from what it says; what was deleted may still be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from outscan.extract.pdf.content import SHOWN
from outscan.extract.pdf.scratch import drawn
from outscan.extract.pdf.streams import inflated
from outscan.extract.pdf.structure import Note
from outscan.limits import Purse
from outscan.types import HiddenKind, Part

REFERENCE = re.compile(rb"(?<!\d)(\d+) (\d+) R\b")
LARGE = 8_000_000
"""Bytes; a longer stream that nothing refers to is no page."""
MOST = 5000
"""Streams of one sort looked at."""


def leftovers(pdf: pikepdf.Pdf, purse: Purse) -> Iterator[Note]:
    """Yield the text of appearances and of unreferenced content; the caller knows what was read already."""
    for number, page in enumerate(pdf.pages):
        purse.tick()
        annotations = page.obj.get("/Annots")
        spots = [] if not isinstance(annotations, pikepdf.Array) else list(annotations)[:MOST]
        mine = [(s, s.get("/Resources", page.obj.get("/Resources"))) for one in spots for s in _appearances(one, purse)]
        for text in drawn(pdf, mine, purse):
            yield Note(Part.COMMENT, HiddenKind.ANNOTATION, f"第{number + 1}页 批注外观", text)
    used = _used(pdf, purse)
    streams = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.objgen not in used)
    lost = [stream for stream in streams if _text(stream, purse)][:MOST]
    resources = next((page.obj.get("/Resources") for page in pdf.pages), None)
    for text in drawn(pdf, [(thing, thing.get("/Resources", resources)) for thing in lost], purse):
        yield Note(Part.HIDDEN, HiddenKind.DELETED_DATA, "未引用对象", text)


def _appearances(annotation: object, purse: Purse) -> Iterator[pikepdf.Stream]:
    """The streams of an appearance dictionary that show text: normal, rollover, down, each state (ISO 32000-1, 12.5.5)."""
    looks = annotation.get("/AP") if isinstance(annotation, pikepdf.Dictionary) else None
    if not isinstance(looks, pikepdf.Dictionary):
        return
    for look in looks.as_dict().values():
        states = list(look.as_dict().values()) if isinstance(look, pikepdf.Dictionary) else [look]
        yield from (state for state in states if isinstance(state, pikepdf.Stream) and _text(state, purse))


def _text(thing: pikepdf.Stream, purse: Purse) -> bool:
    """Whether the stream draws text, itself or through forms."""
    if thing.get("/Subtype") == "/Image" or thing.get("/Type") in ("/XRef", "/ObjStm", "/Metadata", "/EmbeddedFile"):
        return False
    if "/Length1" in thing or "/FunctionType" in thing or int(thing.get("/Length", 0) or 0) > LARGE:
        return False
    try:
        data = inflated(thing, purse)
    except pikepdf.PikepdfError:
        return False
    return (b"BT" in data and bool(SHOWN.search(data))) or ("/Resources" in thing and b" Do" in data)


def _used(pdf: pikepdf.Pdf, purse: Purse) -> set[tuple[int, int]]:
    """Every object that any other object, or the trailer, refers to."""
    used: set[tuple[int, int]] = set()
    texts = [pdf.trailer.unparse(resolved=True)]
    for number, thing in enumerate(pdf.objects):
        if number % 1024 == 0:
            purse.tick()
        if isinstance(thing, pikepdf.Stream):
            texts.append(thing.stream_dict.unparse())
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Array):
            texts.append(thing.unparse(resolved=True))
        if len(texts) > 1000:  # noqa: PLR2004 - enough at once
            used.update((int(a), int(b)) for a, b in REFERENCE.findall(b" ".join(texts)))
            texts = []
    used.update((int(a), int(b)) for a, b in REFERENCE.findall(b" ".join(texts)))
    return used
