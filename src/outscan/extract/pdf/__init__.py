"""Portable Document Format: everything a PDF holds, seen or unseen.

In: a `Blob` of kind `pdf`. Out: one body segment with its pages as places, header and footer lines, tables, hidden text,
annotations, fields, properties, attachments, pictures; gaps for pages that hold no readable text and for damage.
PDFium reads text (fast), qpdf the structure, pdfminer.six gives a second opinion where the first is doubtful
(docs/decisions/0003-pdf-readers.md). Deliberately does not render, judge or repair anything for keeps.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from outscan.errors import Unreadable
from outscan.extract.collected import Collected
from outscan.extract.pdf import pages
from outscan.extract.pdf.attachments import attachments
from outscan.extract.pdf.cmaps import mended
from outscan.extract.pdf.content import Contents
from outscan.extract.pdf.drawn import drawn
from outscan.extract.pdf.outside_objects import ends
from outscan.extract.pdf.pictures import strays
from outscan.extract.pdf.revisions import revisions
from outscan.extract.pdf.second import second
from outscan.extract.pdf.strings import squeezed
from outscan.extract.pdf.structure import Note, notes
from outscan.extract.pdf.unlisted import KNOWN, unknown, unlisted
from outscan.extract.pdf.unreferenced import leftovers, survey
from outscan.extract.pdf.xmp_xfa import packets
from outscan.limits import Budget
from outscan.pdfium import document
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, unread

__all__ = ["read"]


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything in the PDF `blob`. Raises Unreadable(encrypted) where the empty password does not open it."""
    pdf = _structure(blob.data)
    opened = _document(blob.data, pdf, again=pdf is not None and mended(pdf, budget))
    said: list[str] = []
    files: set[bytes] = set()
    doubtful: set[int] = set()
    for piece in _pieces(blob, opened, pdf, budget, said):
        if isinstance(piece, Gap) and piece.reason is GapReason.GARBLED and piece.page is not None:
            doubtful.add(piece.page)
        if isinstance(piece, Segment):
            said.append(squeezed(piece.text))
        elif isinstance(piece, Blob):
            files.add(piece.data)
        yield piece
    yield from revisions(blob, "\n".join(said), files, budget)
    yield from ends(blob)
    if doubtful or opened is None:
        yield from second(blob, doubtful if opened is not None else None, "\n".join(said), budget)


def _pieces(
    blob: Blob, opened: pypdfium2.PdfDocument | None, pdf: pikepdf.Pdf | None, budget: Budget, said: list[str]
) -> Iterator[Piece]:
    looked: set[int] = set()
    contents = Contents(budget)
    if opened is None:
        yield Gap(blob.where, GapReason.CORRUPT, unread("pdfium_no_document"))
    else:
        try:
            for piece in pages.read(blob, opened, pdf, budget, contents):
                if isinstance(piece, Gap) and piece.page is not None:
                    looked.add(piece.page)
                yield piece
        finally:
            opened.close()
    if pdf is None:
        yield Gap(blob.where, GapReason.CORRUPT, unread("qpdf_no_structure"))
    else:
        yield from beside(blob, pdf, budget, said, contents.idle())
        yield from drawn(blob, pdf, looked, budget, contents)
        yield from strays(blob, pdf, contents.met, budget)


def _structure(data: bytes) -> pikepdf.Pdf | None:
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Unreadable(GapReason.ENCRYPTED, unread("password")) from error
    except pikepdf.PikepdfError as error:
        if b"/Encrypt" in data[-4096:]:
            raise Unreadable(GapReason.ENCRYPTED, unread("unknown_security_handler")) from error
        return None


def _document(data: bytes, pdf: pikepdf.Pdf | None, *, again: bool) -> pypdfium2.PdfDocument | None:
    """The document as PDFium opens it, if need be from what qpdf made of it: it forgives other damage and other encryption.

    `again`: its maps were written anew, so that PDFium can read them.
    """
    try:
        if not again:
            return document(data)
    except pypdfium2.PdfiumError as error:
        if pdf is None:
            if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise Unreadable(GapReason.ENCRYPTED, unread("password")) from error
            return None
    kept = io.BytesIO()
    if pdf is None:
        return None
    try:
        pdf.save(kept)
        return document(kept.getvalue())
    except (pikepdf.PikepdfError, pypdfium2.PdfiumError):
        return None


def beside(
    blob: Blob, pdf: pikepdf.Pdf, budget: Budget, read_before: list[str], idle: Sequence[pikepdf.Stream] = ()
) -> Iterator[Piece]:
    """Yield what `pdf` holds beside its pages, leaving out what only repeats what was `read_before`.

    `idle` are forms that resources hold and no page draws.
    """
    groups = Collected()
    said, met = "\n".join(read_before), set[str]()
    broken: list[str] = []
    loose: list[Note] = []
    seen = survey(pdf, budget, KNOWN)
    for found in unknown(blob.where, pdf, budget, seen):
        if isinstance(found, Gap):
            yield found
        else:
            loose.append(found)
    for note in (
        *notes(pdf, budget, broken),
        *packets(pdf, budget, broken),
        *leftovers(pdf, budget, seen, idle),
        *unlisted(pdf, budget, seen),
        *loose,
    ):
        key = squeezed(note.text)
        if key and not _repeated(note, key, said, met):
            groups.say(note.part, note.kind, note.spot, note.text)
            met.add(key)
    yield from groups.pieces(blob.where)
    if broken:
        yield Gap(
            blob.where.at(Part.METADATA),
            GapReason.CORRUPT,
            unread("damaged_parts", count=len(broken), which=tuple(unread(one) for one in sorted(set(broken)))),
        )
    yield from attachments(blob, pdf, budget)


def _repeated(note: Note, key: str, said: str, met: set[str]) -> bool:
    """Whether the same words were read already: a tagged page repeats itself in its tree, XMP repeats the information."""
    if note.kind in (HiddenKind.ALT_TEXT, HiddenKind.EXTERNAL_LINK, HiddenKind.DELETED_DATA) or note.spot.step("appearance"):
        return key in said or key in met
    return key in met and len(key) > 1 and note.kind not in (HiddenKind.ANNOTATION, HiddenKind.FORM_FIELD)
