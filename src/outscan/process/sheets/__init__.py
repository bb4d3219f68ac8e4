"""Workbooks: cells edited in the bytes of their sheet, strings nobody shows any more emptied, hidden sheets and rows taken out.

In: a `Blob` of kind xlsx and the task. Out: the bytes of the workbook. A formula whose value was cut goes with it: it would
calculate it again. (ECMA-376-1 §18.3.1.4 cells, §18.4.8 shared strings, §18.6 calculation chain)
"""

from __future__ import annotations

from outscan.process.metadata import strip_package
from outscan.process.search import squeeze
from outscan.process.sheets.book import open_book
from outscan.process.sheets.cells import cut_cells, empty_unused
from outscan.process.sheets.copies import cut_copies, rename_sheets
from outscan.process.sheets.formulas import cut_formulas
from outscan.process.sheets.hidden import drop_comments, drop_hidden
from outscan.process.task import Task
from outscan.process.xmlparts import BY_WORDS, Nested, inner_files, search, uncount
from outscan.types import Blob, Part


def edit(blob: Blob, task: Task, nested: Nested) -> bytes:
    """The workbook with everything wanted taken out."""
    book = open_book(blob, task)
    member = blob.where.member
    wanted = task.of(member)
    cells = [w for w in wanted if w.cell is not None]
    rest = [w for w in wanted if w.cell is None]
    if not task.options.keep_hidden:
        drop_hidden(book)
        rest += task.unseen(member, *BY_WORDS)
    cut_cells(book, cells)
    cut_formulas(book, [w for w in rest if w.where.spot.step("cell") and w.where.part is Part.HIDDEN])
    rename_sheets(book, [w for w in rest if w.where.part is Part.NAME])
    gone = [w for w in wanted if w.cell is not None and len(squeeze(w.quote).text) >= 4]  # shorter figures stand anywhere
    search(
        book.parts,
        blob,
        task,
        [w for w in rest if w.where.part is not Part.NAME],
        skip=frozenset((*book.sheets.values(), book.strings)),
    )
    cut_copies(book, {w.quote for w in gone} | {w.place for w in gone if w.place})
    book.parts.settle()
    inner_files(book.parts, blob, task, nested)
    if not task.options.keep_hidden:
        drop_comments(book)
        strip_package(book.parts, task, blob.where)
    book.parts.settle()
    empty_unused(book)
    if book.froze:
        for name in [n for n in book.parts.names() if n.lower().endswith("calcchain.xml")]:
            book.parts.drop(name)
    uncount(book.parts)
    book.parts.settle()
    return book.parts.archive.packed()
