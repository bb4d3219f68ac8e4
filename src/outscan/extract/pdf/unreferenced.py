"""Text in streams no page draws by itself: appearances of annotations and fields, patterns, masks, unreferenced objects.

In: a pikepdf document. Out: `Note`s. What an annotation shows may differ from what it says; what was deleted may still be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

import pikepdf

from outscan.extract.pdf.content import SHOWN
from outscan.extract.pdf.streams import inflated
from outscan.extract.pdf.structure import Note
from outscan.extract.pdf.undrawn import drawn
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import HiddenKind, Part, spot

REFERENCE = re.compile(rb"(?<!\d)(\d+) (\d+) R\b")
KEYED = re.compile(rb"/([^ /\[\]<>()]+) (\d+) (\d+) R\b")
LISTED = re.compile(rb"/([^ /\[\]<>()]+) \[ ((?:\d+ \d+ R )+)\]")
"""A key, and the objects it refers to, as qpdf writes them."""
GROUP = re.compile(rb"/G (\d+) (\d+) R\b")
"""The group of a soft mask (ISO 32000-1, table 144), as qpdf writes it."""
LARGE = 8_000_000
"""Bytes; a longer stream that nothing refers to is no page."""
PLAIN_LISTS = frozenset({b"Kids", b"K", b"Annots", b"Fields", b"Limits", b"DescendantFonts", b"OCGs", b"ON", b"OFF", b"Order"})
"""Lists of dictionaries, of which large documents have thousands."""
MOST = 5000
"""Streams of one sort looked at."""


Number = tuple[int, int]


class Survey(Struct):
    """What one pass over all objects told."""

    used: set[Number] = field(default_factory=set)
    """Objects that another, or the trailer, refers to."""
    through: set[Number] = field(default_factory=set)
    """Tiling patterns and the groups of soft masks: PDFium reads no text that is painted through them."""
    pages: list[Number] = field(default_factory=list)
    """Objects that say they are pages."""
    strange: dict[Number, tuple[str, Number]] = field(default_factory=dict)
    """Objects that hang by a key nobody knows: the key, and the object it stands in."""


def leftovers(pdf: pikepdf.Pdf, budget: Budget, seen: Survey, idle: Sequence[pikepdf.Stream] = ()) -> Iterator[Note]:
    """Yield the text of appearances, of `idle` forms and of unreferenced content; the caller knows what was read already."""
    for number, page in enumerate(pdf.pages):
        budget.tick()
        annotations = page.obj.get("/Annots")
        spots = [] if not isinstance(annotations, pikepdf.Array) else list(annotations)[:MOST]
        mine = [
            (s, s.get("/Resources", page.obj.get("/Resources"))) for one in spots for s in appearances(one) if _text(s, budget)
        ]
        for text in drawn(pdf, mine, budget):
            yield Note(Part.COMMENT, HiddenKind.ANNOTATION, spot("page", number + 1).then("appearance"), text)
    for text in drawn(pdf, [(s, s.get("/Resources")) for s in _streams(pdf, seen.through) if _text(s, budget)], budget):
        yield Note(Part.BODY, None, spot("pattern"), text)
    streams = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.objgen not in seen.used)
    lost = [*[stream for stream in streams if _text(stream, budget)][:MOST], *idle[:MOST]]
    resources = next((page.obj.get("/Resources") for page in pdf.pages), None)
    for text in drawn(pdf, [(thing, thing.get("/Resources", resources)) for thing in lost], budget):
        yield Note(Part.HIDDEN, HiddenKind.DELETED_DATA, spot("unreferenced"), text)


def appearances(annotation: object) -> Iterator[pikepdf.Stream]:
    """The streams of an appearance dictionary: normal, rollover, down, each state (ISO 32000-1, 12.5.5)."""
    over = annotation.get("/RO") if isinstance(annotation, pikepdf.Dictionary) else None
    if isinstance(over, pikepdf.Stream):  # what is drawn once the redaction is applied (ISO 32000-2, 12.5.6.23)
        yield over
    looks = annotation.get("/AP") if isinstance(annotation, pikepdf.Dictionary) else None
    if not isinstance(looks, pikepdf.Dictionary):
        return
    for look in looks.as_dict().values():
        states = list(look.as_dict().values()) if isinstance(look, pikepdf.Dictionary) else [look]
        yield from (state for state in states if isinstance(state, pikepdf.Stream))


def _streams(pdf: pikepdf.Pdf, numbers: Iterable[tuple[int, int]]) -> Iterator[pikepdf.Stream]:
    for number in sorted(numbers):
        thing = pdf.get_object(number)
        if isinstance(thing, pikepdf.Stream):
            yield thing


def _text(thing: pikepdf.Stream, budget: Budget) -> bool:
    """Whether the stream draws text, itself or through forms."""
    if thing.get("/Subtype") == "/Image" or thing.get("/Type") in ("/XRef", "/ObjStm", "/Metadata", "/EmbeddedFile"):
        return False
    if "/Length1" in thing or "/FunctionType" in thing or int(thing.get("/Length", 0) or 0) > LARGE:
        return False
    try:
        data = inflated(thing, budget)
    except pikepdf.PikepdfError:
        return False
    return (b"BT" in data and bool(SHOWN.search(data))) or ("/Resources" in thing and b" Do" in data)


def survey(pdf: pikepdf.Pdf, budget: Budget, known: AbstractSet[str]) -> Survey:
    """Look at every object once, as qpdf writes it; `known` are the keys whose streams are read, or hold nothing but figures."""
    seen = Survey()
    plain = frozenset(key[1:].encode() for key in known)
    texts = [pdf.trailer.unparse(resolved=True)]
    for number, thing in enumerate(pdf.objects):
        if number % 1024 == 0:
            budget.tick()
        if isinstance(thing, pikepdf.Stream):
            texts.append(text := thing.stream_dict.unparse())
            if b"/PatternType 1" in text:
                seen.through.add(thing.objgen)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Array):
            texts.append(text := thing.unparse(resolved=True))
            if b"/Type /Page" in text or b"/Type /Template" in text:
                seen.pages.append(thing.objgen)
        else:
            continue
        if b"/SMask" in text or b"/Luminosity" in text or b"/Alpha" in text:
            seen.through.update((int(a), int(b)) for a, b in GROUP.findall(text))
        _strange(seen, text, thing.objgen, plain)
        if len(texts) > 1000:
            seen.used.update((int(a), int(b)) for a, b in REFERENCE.findall(b" ".join(texts)))
            texts = []
    seen.used.update((int(a), int(b)) for a, b in REFERENCE.findall(b" ".join(texts)))
    return seen


def _strange(seen: Survey, text: bytes, holder: Number, plain: AbstractSet[bytes]) -> None:
    """Keep what the object `holder`, written as `text`, holds by keys that are not `plain`, alone or in lists."""
    found = [(key, (int(a), int(b))) for key, a, b in KEYED.findall(text) if key not in plain]
    for key, many in LISTED.findall(text):
        if key not in plain and key not in PLAIN_LISTS:
            found += [(key, (int(a), int(b))) for a, b in REFERENCE.findall(many)]
    for key, number in found:
        seen.strange.setdefault(number, (f"/{key.decode('latin-1')}", holder))
