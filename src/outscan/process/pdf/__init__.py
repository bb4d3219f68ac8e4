"""PDF: glyphs taken out of the content streams, or the page made a picture; everything beside the pages stripped; one revision.

In: a `Blob` of kind pdf and the task. Out: a PDF written anew from what its pages lead to: no older revision, no leftover object.
Law: a black box is never drawn over text that is still there.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable

import pikepdf
import pypdfium2

from outscan.pdfium import document
from outscan.process.markup import Edits, View
from outscan.process.pdf import flat, shown, steps, strip, unseen
from outscan.process.pdf.rewrite import dropped
from outscan.process.searchable import Ground, Plot
from outscan.process.task import Refused, Task, Wanted
from outscan.types import Blob, Part, spot
from outscan.words import say

__all__ = ["edit", "measured"]

Nested = Callable[[Blob], bytes | None]
PROVABLE = 2
"""So many times glyphs are taken out of a page; what is then still read there makes it a picture."""


def edit(blob: Blob, task: Task, nested: Nested) -> bytes:
    """The PDF with everything wanted taken out."""
    del nested  # attachments go; pictures go with their page
    pdf = _open(blob.data)
    wanted = task.of(blob.where.member)
    pictures = [w for w in task.inside(blob.where.member) if w.where.member != blob.where.member]
    if not task.options.keep_hidden:
        wanted += task.unseen(blob.where.member, *strip.UNSEEN)
    walked = list(shown.pages(blob.data))
    if len(walked) != len(pdf.pages):
        raise Refused(say("refusal.pdf_pages"))
    flattened = _pages(pdf, blob, task, wanted, walked)
    for number in _pictured(pictures):
        flattened[number] += [w for w in pictures if _page_of(w) == number]
    if (
        not task.options.keep_hidden
        or any(w.where.part in {Part.ATTACHMENT, Part.METADATA, Part.COMMENT} for w in wanted)
        or pictures
    ):
        strip.strip(pdf, blob, task)
    strip.cut_strings(pdf, blob, task, wanted)
    for number, ones in flattened.items():
        if flat.flatten(pdf, blob.data, number, ones, task):
            task.did("flatten", blob.where.at(Part.BODY, spot("page", number + 1)))
        else:
            task.unreachable += [one.where for one in ones]
    made = _saved(pdf)
    for where, data in unseen.left_out(blob, made):
        task.leave(where, data)
    return made


def _open(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused(say("refusal.pdf_encrypted")) from None
    except pikepdf.PikepdfError:
        raise Refused(say("refusal.pdf_broken")) from None


class _Glyphs(View):
    """A page's glyphs as text; cutting remembers glyphs."""

    def cut(self, text: str, start: int, end: int, put: str, edits: Edits) -> None:
        """Remember every glyph that holds part of the stretch."""
        del text, put
        for (first, last, said), at in zip(self.pieces, self.offsets, strict=True):
            if at < end and at + len(said) > start:
                edits.cut(first, last)


def _pages(pdf: pikepdf.Pdf, blob: Blob, task: Task, wanted: list[Wanted], walked: list[shown.Shown]) -> dict[int, list[Wanted]]:
    """Take glyphs out of the pages; returns what must be done by flattening, by page."""
    by_page: dict[int, list[Wanted]] = defaultdict(list)
    other: list[Wanted] = []
    for one in wanted:
        number = _page_of(one)
        if number is not None and number < len(walked) and one.where.part not in {Part.METADATA, Part.COMMENT, Part.ATTACHMENT}:
            by_page[number].append(one)
        else:
            other.append(one)
    flattened: dict[int, list[Wanted]] = defaultdict(list)
    opened = document(blob.data)
    for number, page in enumerate(walked):
        view = _Glyphs(lambda put: put)
        for index, glyph in enumerate(page.glyphs):
            view.add(index, index + 1, glyph.text)
        plot = Plot(f"page {number + 1}", "", [view], Edits())
        asked = by_page.get(number, [])
        if asked and task.step >= PROVABLE:
            flattened[number] += asked
            continue
        missed = Ground(blob.where, [plot]).take_out(task, asked)
        flattened[number] += missed
        gone = sorted({index for start, end, _ in plot.edits.cuts for index in range(start, end)})
        if gone and not dropped(pdf, [page.glyphs[i] for i in gone], page.operators):
            flattened[number] += asked
        elif gone:
            _boxes(pdf, opened, number, [w for w in asked if w.technique != "remove_hidden" and w.text])
    opened.close()
    return defaultdict(list, {number: ones for number, ones in flattened.items() if ones})


def _page_of(wanted: Wanted) -> int | None:
    """The number (from 0) of the page a place names."""
    page = wanted.where.page
    return page - 1 if page else None


def _pictured(pictures: list[Wanted]) -> list[int]:
    found = {_page_of(w) for w in pictures if w.where.part is Part.IMAGE}
    return sorted(n for n in found if n is not None)


def _boxes(pdf: pikepdf.Pdf, opened: pypdfium2.PdfDocument, number: int, wanted: list[Wanted]) -> None:
    """Show where something was taken out: black boxes where the words stood."""
    page = opened[number]
    areas = flat.bars(page, wanted)
    page.close()
    if not areas:
        return
    drawn = " ".join(f"{a:.2f} {b:.2f} {c - a:.2f} {d - b:.2f} re f" for a, b, c, d in areas)
    target = pdf.pages[number]
    target.contents_add(b"q", prepend=True)
    target.contents_add(f"Q q 0 g {drawn} Q".encode())


def measured(before: bytes, after: bytes) -> list[int]:
    """Pages (from 1) of `after` that let more be measured between letters than the same page of `before`."""
    with pikepdf.open(io.BytesIO(before), suppress_warnings=True) as old, pikepdf.open(io.BytesIO(after)) as new:
        pairs = zip(steps.measures(old), steps.measures(new), strict=False)
        return [number for number, (was, is_now) in enumerate(pairs, 1) if is_now > was]


def _saved(pdf: pikepdf.Pdf) -> bytes:
    pdf.remove_unreferenced_resources()
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        preserve_pdfa=False,
        fix_metadata_version=False,
    )
    return out.getvalue()
