"""Files inside a PDF: the EmbeddedFiles tree, file attachment annotations, associated files, portfolios, rich media.

In: a pikepdf document. Out: `Blob`s hidden as attachments. Deliberately finds file specifications by looking at every
object, so that an attachment no tree leads to is met as well.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from outscan.errors import Exceeded
from outscan.extract.pdf.private import private, unpacked
from outscan.extract.pdf.streams import inflated
from outscan.extract.pdf.strings import words
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, unread
from outscan.words.members import called

KEYS = ("/UF", "/F", "/Unix", "/DOS", "/Mac")
"""The names under which one file may have forms for several systems (ISO 32000-2, 7.11.3)."""


def attachments(blob: Blob, pdf: pikepdf.Pdf, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield every embedded file once, whichever way it hangs in the document."""
    met: set[tuple[int, int]] = set()
    forms = _forms(pdf)
    specified: list[tuple[str, pikepdf.Stream]] = []
    loose: list[tuple[str, pikepdf.Stream]] = []
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary) and "/PieceInfo" in thing:
            loose.extend(private(thing))
        if isinstance(thing, pikepdf.Stream):
            if thing.get("/Type") == "/EmbeddedFile" and thing.objgen not in forms:
                loose.append((called("attachment"), thing))
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Array):
            specified.extend(_specified(thing, 0))
    for name, stream in specified + loose:
        if stream.objgen in met:
            continue
        met.add(stream.objgen)
        where = blob.where.inside(name.replace("\\", "/") or called("attachment"))
        try:
            yield Blob(where, unpacked(inflated(stream, budget), budget), HiddenKind.ATTACHMENT)
        except pikepdf.PikepdfError:
            yield Gap(where.at(Part.ATTACHMENT), GapReason.CORRUPT, unread("embedded_file_stream"))
        except Exceeded as limit:
            yield Gap(where.at(Part.ATTACHMENT), limit.reason, limit.detail)


def _forms(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """The packets of an XFA form: some producers call them embedded files, and they are read as a form."""
    form = pdf.Root.get("/AcroForm")
    xfa = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    return {part.objgen for part in xfa if isinstance(part, pikepdf.Stream)} if isinstance(xfa, pikepdf.Array) else set()


def _specified(thing: pikepdf.Object, depth: int) -> Iterator[tuple[str, pikepdf.Stream]]:
    if depth > 8:
        return
    if isinstance(thing, pikepdf.Dictionary) and isinstance(thing.get("/EF"), pikepdf.Dictionary):
        name = next(filter(None, (words(thing.get(key)) for key in KEYS)), called("attachment"))
        for stream in thing["/EF"].as_dict().values():
            if isinstance(stream, pikepdf.Stream):
                yield name, stream
        related = thing.get("/RF")
        for files in related.as_dict().values() if isinstance(related, pikepdf.Dictionary) else ():
            pairs = list(files)[:2000] if isinstance(files, pikepdf.Array) else []
            for called_, stream in zip(pairs[::2], pairs[1::2], strict=False):
                if isinstance(stream, pikepdf.Stream):
                    yield words(called_) or name, stream
    inner = list(thing) if isinstance(thing, pikepdf.Array) else [value for _, value in thing.items()]
    for item in inner[:20_000]:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Array) and not item.is_indirect:
            yield from _specified(item, depth + 1)
