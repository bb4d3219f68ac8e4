"""What no list of a PDF leads to: pages outside the tree of pages, and streams under keys that no standard knows.

In: a pikepdf document. Out: `Note`s with the text of such pages and of streams that are text; gaps for streams nobody can read:
recordings, models, and binaries that are neither drawn, nor a font, nor anything else a reader of PDF takes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from outscan.extract.pdf.streams import inflated
from outscan.extract.pdf.strings import name
from outscan.extract.pdf.structure import Note
from outscan.extract.pdf.undrawn import drawn
from outscan.extract.pdf.unreferenced import Survey
from outscan.extract.sniff import sniff
from outscan.extract.unnamed import plain
from outscan.extract.xmp import parsed
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Where, named, spot, unread

KNOWN = frozenset(
    {
        "/Contents", "/Resources", "/Metadata", "/ToUnicode", "/FontFile", "/FontFile2", "/FontFile3", "/CIDToGIDMap",
        "/CIDSet", "/Encoding", "/UseCMap", "/DestOutputProfile", "/DestOutputProfileRef", "/EF", "/F", "/UF", "/DOS",
        "/Mac", "/Unix", "/RF", "/JS", "/XFA", "/N", "/R", "/D", "/AP", "/HT", "/BG", "/BG2", "/UCR", "/UCR2", "/TR",
        "/TR2", "/Thumb", "/Lookup", "/SMask", "/Mask", "/Alternates", "/Image", "/RC", "/RV", "/Private",
        "/PieceInfo", "/DSS", "/VRI", "/TS", "/Function",
        "/Shading", "/Pattern", "/XObject", "/ExtGState", "/ColorSpace", "/Font", "/Properties", "/CharProcs", "/G",
        "/I", "/RI", "/IX", "/Functions", "/MixingHints", "/Opt", "/V", "/DV", "/OPI", "/PS", "/Default", "/Halftone",
        "/SpotFunction", "/TransferFunction", "/Prev", "/Length", "/Next", "/AF", "/Data", "/DefaultGray",
        "/DefaultRGB", "/DefaultCMYK", "/CS", "/Global", "/JBIG2Globals", "/Extends", "/Blend", "/Poster",
        "/OnInstantiate", "/Threads", "/C", "/ID", "/Source", "/Index", "/ImageMask", "/Group", "/FDF", "/Template",
        "/MH",
    }
)  # fmt: skip
"""Keys under which streams are read elsewhere, or hold nothing but figures (ISO 32000-2)."""
SIGNED = frozenset({"/Certs", "/OCSPs", "/CRLs", "/Cert", "/CRL", "/OCSP"})
"""What a signature is checked with: certificates and answers about them, in DER (ISO 32000-2, 12.8.4.3)."""
UNREAD = {"/Sound": "sound", "/3DD": "3d", "/3DA": "3d", "/U3D": "3d", "/PRC": "3d", "/Movie": "movie"}
FIGURES = frozenset(
    {"/XRef", "/ObjStm", "/Metadata", "/EmbeddedFile", "/XObject", "/CMap", "/Pattern", "/Halftone", "/Font", "/Image", "/Form"}
)
SIGNS = (
    "/Length1", "/FunctionType", "/ShadingType", "/PatternType", "/N", "/BBox", "/Width", "/CMapName", "/Length2", "/Subtype",
)  # fmt: skip
"""What only known streams have."""
PAGES = frozenset({"/Page", "/Template"})
LARGE = 8_000_000
MOST = 200
FEW = 64
"""Bytes; fewer hold no sentence."""


def unlisted(pdf: pikepdf.Pdf, budget: Budget, seen: Survey) -> Iterator[Note]:
    """Yield the text of pages that the tree of pages does not lead to: templates, and what was taken out of it."""
    listed = {page.obj.objgen for page in pdf.pages}
    pages = (pdf.get_object(number) for number in seen.pages if number not in listed)
    loose = [page for page in pages if isinstance(page, pikepdf.Dictionary) and name(page.get("/Type")) in PAGES][:MOST]
    wanted = [(stream, page.get("/Resources")) for page in loose if (stream := _whole(pdf, page, budget)) is not None]
    for text in drawn(pdf, wanted, budget):
        if text:
            yield Note(Part.HIDDEN, HiddenKind.DELETED_DATA, spot("unreferenced"), text)


def _whole(pdf: pikepdf.Pdf, page: pikepdf.Dictionary, budget: Budget) -> pikepdf.Stream | None:
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        return contents
    parts = [one for one in contents if isinstance(one, pikepdf.Stream)] if isinstance(contents, pikepdf.Array) else []
    try:
        return pdf.make_stream(b"\n".join(inflated(part, budget) for part in parts)) if parts else None
    except pikepdf.PikepdfError:
        return None


def unknown(where: Where, pdf: pikepdf.Pdf, budget: Budget, seen: Survey) -> Iterator[Note | Gap]:
    """Yield what streams under keys nobody knows say, and gaps for those that nobody can read."""
    for number, (key, stream) in enumerate(_loose(pdf, seen)):
        if number >= MOST:
            return
        budget.tick()
        at = spot("text", None, key[1:])
        if (kind := UNREAD.get(key)) is not None:
            yield Gap(where.at(Part.ATTACHMENT, at), GapReason.UNSUPPORTED, unread("format", kind=kind))
            continue
        try:
            data = inflated(stream, budget)
        except pikepdf.PikepdfError:
            continue  # a damaged stream is told where damage is counted
        if (len(data) < FEW and data.isascii()) or (key in SIGNED and data[:1] == b"\x30" and data[1:2] > b"\x80"):
            continue
        if text := plain(data):
            root = parsed(data) if data.lstrip()[:1] == b"<" else None
            said = "\n".join(str(t).strip() for t in root.itertext() if str(t).strip()) if root is not None else text
            yield Note(Part.METADATA, HiddenKind.CUSTOM_PROPERTY, named(key[1:]), said)
        elif len(data) >= FEW and sniff(Blob(Where(("",)), data)) == "unknown":
            yield Gap(where.at(Part.ATTACHMENT, at), GapReason.UNSUPPORTED, unread("format", kind="unknown"))


def _loose(pdf: pikepdf.Pdf, seen: Survey) -> Iterator[tuple[str, pikepdf.Stream]]:
    """Streams that hang by a key nobody knows, each once, with that key; recordings and models by theirs."""
    for number, (key, holder) in seen.strange.items():
        stream = pdf.get_object(number)
        if not isinstance(stream, pikepdf.Stream) or (key not in UNREAD and _figures(stream)):
            continue
        owner = pdf.get_object(holder)
        if key in UNREAD or not (isinstance(owner, pikepdf.Dictionary) and (_listing(owner) or "/CharProcs" in owner)):
            yield key, stream


def _listing(thing: pikepdf.Dictionary) -> bool:
    """Whether a dictionary lists things by names of their own: resources, glyphs, states of an appearance."""
    streams = [key for key, value in list(thing.items())[:2000] if isinstance(value, pikepdf.Stream)]
    return "/Type" not in thing and len(streams) == len(thing.keys()) and not any(key in UNREAD for key in streams)


def _figures(stream: pikepdf.Stream) -> bool:
    if name(stream.get("/Type")) in FIGURES or any(sign in stream for sign in SIGNS):
        return True
    return int(stream.get("/Length", 0) or 0) > LARGE
