"""Read a workbook of the binary format: cells by `xlrd`, the rest by records, streams by the compound file.

In: `Blob`. Out: pieces. A sheet that breaks is a gap of its own; the others are read on.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import xlrd

from outscan.errors import Unreadable
from outscan.extract.ole import Compound, Path, embedded, leftovers, properties, storage
from outscan.extract.ole.compound import SIGNATURE
from outscan.extract.ole.officeart import blips, shapes
from outscan.extract.ole.strings import runs
from outscan.extract.xls.cells import cells
from outscan.extract.xls.records import Walk
from outscan.extract.xls.stream import pivot_strings
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, Where, grid, joined, spot, unread
from outscan.words.members import called

_BROKEN = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    AssertionError,
    struct.error,
    IndexError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    UnicodeError,
)
_SHEETS = {1: HiddenKind.HIDDEN_SHEET, 2: HiddenKind.VERY_HIDDEN_SHEET}
_KNOWN = frozenset({"workbook", "book", "\x05summaryinformation", "\x05documentsummaryinformation"})


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a workbook holds. Raises Unreadable(encrypted) after the properties."""
    if not blob.data.startswith(SIGNATURE):
        yield from _workbook(blob.data, blob, budget, older=False)
        return
    compound = Compound(blob.data, budget)
    yield from properties(compound, blob)
    streams = [p for name in ("Workbook", "Book") if (p := compound.find(name))]
    locked = None
    for i, path in enumerate(streams):
        data, gaps = compound.read(path, blob.where)
        yield from gaps
        try:
            yield from _workbook(data, blob, budget, older=i > 0)
        except Unreadable as why:
            locked = why
    if locked:
        raise locked
    yield from _streams(compound, blob)


def _workbook(data: bytes, blob: Blob, budget: Budget, *, older: bool) -> Iterator[Piece]:
    found = Walk(data).run()
    if found.encrypted:
        raise Unreadable(GapReason.ENCRYPTED, unread("filepass"))
    if not found.whole:
        yield Gap(blob.where, GapReason.CORRUPT, unread("workbook_record"))
    shown: set[str] = set()
    if found.chart:
        text, places = grid(spot("datasheet"), sorted(found.chart), "A1")
        yield Segment(blob.where.at(Part.TABLE, spot("datasheet")), text, places)
    for piece in _sheets(data, blob.where, budget, older=older) if found.sheets else ():
        if isinstance(piece, Segment):
            shown.update(piece.text.replace("\n", "\t").split("\t"))
        yield piece
    formulas = (Part.HIDDEN, HiddenKind.FORMULA)
    if constants := found.words.texts.pop(formulas, None):  # one that the cells show is read there
        found.words.all(*formulas, [one for one in constants if one[1] not in shown])
    yield from found.words.pieces(blob.where)
    drawings = bytes(found.drawings)
    yield from shapes(drawings, blob.where)
    for number, (ending, picture) in enumerate(blips(drawings, budget), 1):
        yield Blob(blob.where.inside(called("picture", n=number, ending=ending)), picture, None, ending)


def _sheets(data: bytes, where: Where, budget: Budget, *, older: bool) -> Iterator[Segment | Gap]:
    try:
        # a record of BIFF 2-4 may lack formats; the log is thrown away because it may quote the file
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
    except _BROKEN as error:
        yield Gap(where, GapReason.CORRUPT, unread("workbook", error=type(error).__name__))
        pairs = [(spot("raw_strings"), text) for text in runs(data)]
        if pairs:
            text, places = joined(pairs)
            yield Segment(where.at(Part.HIDDEN), text, places, hidden=HiddenKind.RAW_STRING)
        return
    used: set[str] = set()
    whole = True
    for index, name in enumerate(book.sheet_names()):
        budget.tick()
        try:
            sheet = book.sheet_by_index(index)
            kinds = cells(book, sheet)
        except _BROKEN as error:
            whole = False
            yield Gap(
                where.at(Part.TABLE, spot("sheet", None, name)),
                GapReason.CORRUPT,
                unread("sheet_of", index=index + 1, error=type(error).__name__),
            )
            continue
        state = HiddenKind.OLDER_REVISION if older else _SHEETS.get(sheet.visibility)
        yield from _names(where, name, state)
        for hidden, found in kinds.items():
            used.update(text for _, _, text in found)
            kind = state or hidden
            text, places = grid(spot("sheet", None, name), found, "A1")
            yield Segment(where.at(Part.HIDDEN if kind else Part.TABLE, spot("sheet", None, name)), text, places, hidden=kind)
        if state and not kinds:
            yield Segment(
                where.at(Part.HIDDEN, spot("sheet", None, name)), "", joined([(spot("sheet", None, name), "")])[1], hidden=state
            )
        book.unload_sheet(index)
    if whole:
        yield from _unused(getattr(book, "_sharedstrings", None) or [], used, where)


def _names(where: Where, name: str, state: HiddenKind | None) -> Iterator[Segment]:
    yield Segment(where.at(Part.HIDDEN if state else Part.NAME, spot("sheet", None, name)), name)


def _unused(strings: list[str], used: set[str], where: Where) -> Iterator[Segment]:
    """Shared strings no cell points at: what was once in the workbook."""
    left = [
        (spot("shared_strings"), s.replace("\n", "\v"))
        for s in dict.fromkeys(strings)
        if s.strip() and s.replace("\r\n", "\v").replace("\n", "\v").replace("\t", " ") not in used
    ]
    if left:
        text, places = joined(left)
        yield Segment(where.at(Part.HIDDEN), text, places, hidden=HiddenKind.DELETED_DATA)


def _streams(compound: Compound, blob: Blob) -> Iterator[Piece]:
    known: list[Path] = [p for p in compound.paths if len(p) == 1 and p[0].lower() in _KNOWN]
    for top in compound.storages:
        if len(top) != 1:
            continue
        low, inner = top[0].lower(), compound.under(top)
        if low.startswith(("mbd", "lnk")):
            known += inner
            yield from embedded(compound, blob, top, called("object", n=top[0]))
        elif low == "_vba_project_cur":
            known += inner
            yield Blob(blob.where.inside(top[0]), storage(compound, top), HiddenKind.MACRO, "vba")
        elif low == "_sx_db_cur":
            known += inner
            yield from _pivot(compound, inner, blob)
        elif low == "msodatastore":
            known += inner
            for number, path in enumerate((p for p in inner if p[-1].lower() == "item"), 1):
                yield Blob(blob.where.inside(f"customXml{number}.xml"), compound.stream(path)[0], HiddenKind.CUSTOM_XML, "xml")
    users = compound.find("User Names")
    if users:
        known.append(users)
        pairs = [(spot("user_names"), text) for text in runs(compound.stream(users)[0])]
        if pairs:
            text, places = joined(pairs)
            yield Segment(blob.where.at(Part.METADATA), text, places, hidden=HiddenKind.PERSON_PROPERTY)
    yield from leftovers(compound, blob, known)


def _pivot(compound: Compound, paths: list[Path], blob: Blob) -> Iterator[Piece]:
    for path in paths:
        data, gaps = compound.read(path, blob.where.at(Part.HIDDEN, "/".join(path)))
        yield from gaps
        pairs = [(spot("pivot_cache", None, path[-1]), text) for text in dict.fromkeys(pivot_strings(data)) if text.strip()]
        if pairs:
            text, places = joined(pairs)
            yield Segment(blob.where.at(Part.HIDDEN), text, places, hidden=HiddenKind.PIVOT_CACHE)
