"""Binary workbooks of the package format (`.xlsb`): [MS-XLSB].

In: `Blob` of a package with `xl/workbook.bin`. Out: sheets as grids, hidden sheets, rows and columns as hidden grids;
comments, names, headers, validations, links, caches and unused strings as segments; the rest of the package by `ooxml`.
Cells are read by calamine, everything else by a walk over the records, and cells too where calamine opens nothing. Deliberately
does not read fonts.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

import python_calamine as calamine

from outscan.extract.collected import Collected
from outscan.extract.ole.strings import runs
from outscan.extract.ooxml import Package, Relation, accounted, rest
from outscan.extract.xlsb.besides import besides, flat, sheet
from outscan.extract.xlsb.cells import values
from outscan.extract.xlsb.records import records, wide
from outscan.extract.xlsb.styles import Dates, dates
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, grid, joined, spot, unread

__all__ = ["read", "records", "wide"]

_CODES = re.compile(r'&(?:"[^"]*"|[\d.]+|K[0-9A-Fa-f]{6}|[A-Za-z])')
_MACHINE = re.compile(r"rId\d+|\W?[0-9a-f]{6,8}")
STATES = {1: HiddenKind.HIDDEN_SHEET, 2: HiddenKind.VERY_HIDDEN_SHEET}
"""What a sheet's entry says of it ([MS-XLSB] 2.5.97 ST_SheetState)."""
STATED = 8
"""Bytes before the relationship of a sheet, of which the first four are its state; with fewer there is no room for one."""
_CELLS = frozenset(range(12)) | {62}
T = TypeVar("T")
Cell = tuple[int, int, str]


class _Sheet(Struct):
    """What a sheet's records, and its entry in the workbook, say beside its cells."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    state: HiddenKind | None = None
    whole: bool = True


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a binary workbook holds."""
    package = Package.open(blob, budget)
    yield from accounted(package, _pieces(package, blob, budget))


def _pieces(package: Package, blob: Blob, budget: Budget) -> Iterator[Piece]:
    words = Collected()
    yield from package.drain()
    sheets, names, states = _workbook(package, words)
    looks: dict[str, _Sheet] = {}
    for name, target in sheets.items():
        for part in package.named(target):
            looks[name] = _walk(package.take(part), name, words)
            looks[name].state = states.get(name)
            yield from package.drain()
            if not looks[name].whole:
                yield Gap(blob.where.at(Part.TABLE, sheet(name)), GapReason.CORRUPT, unread("record_cut"))
    shared = _shared(package)
    used: set[str] = set()
    for piece in _cells(blob, looks, used, budget):
        if isinstance(piece, Gap):  # what the library cannot open is read from the records themselves
            yield from _own(package, sheets, looks, shared, used)
            if not sheets or not all(target and package.named(target) for target in sheets.values()):
                yield piece
            break
        yield piece
    left = [(spot("shared_strings"), s) for s in dict.fromkeys(shared) if s.strip() and flat(s) not in used]
    if left:
        words.all(Part.HIDDEN, HiddenKind.DELETED_DATA, left)
    for name in names:
        words.say(Part.HIDDEN, HiddenKind.DEFINED_NAME, spot("name_defined"), name)
    yield from besides(package, words, sheets)
    yield from words.pieces(blob.where)
    yield from rest(package)


def _workbook(package: Package, words: Collected) -> tuple[dict[str, str], list[str], dict[str, HiddenKind]]:
    """Sheet names to part names, defined names, and which sheets are not shown."""
    main = package.main("xl/workbook.bin")
    relations = package.relations(main)
    sheets: dict[str, str] = {}
    names: list[str] = []
    states: dict[str, HiddenKind] = {}
    for part in package.named(main):
        for number, body in records(package.take(part)):
            try:
                if number == 156:  # BrtBundleSh
                    relation, at, before = _related(body, relations)
                    name = wide(body, at)[0]
                    if before >= STATED and (state := STATES.get(struct.unpack_from("<I", body)[0])):
                        states[name] = state
                    sheets[name] = relations[relation].target if relation in relations else ""
                elif number == 39 and len(body) > 13:  # BrtName
                    name, at = wide(body, 9)
                    found = [name] if not name.startswith("_xlnm") else []
                    names.append("\v".join([*found, *runs(body[at:])]))
                elif number == -1:
                    package.gap(main, GapReason.CORRUPT, unread("record_cut"))
                elif number in (2071, 128, 548, 3072):  # file sharing, version, protection with user names
                    for text in runs(body):
                        words.say(Part.METADATA, HiddenKind.PERSON_PROPERTY, spot("workbook"), text)
            except struct.error:
                package.gap(main, GapReason.CORRUPT, unread("record_cut_at", number=number))
    return sheets, [n for n in names if n], states


def _related(body: bytes, relations: Mapping[str, Relation]) -> tuple[str, int, int]:
    """The relationship of a sheet, where its name begins, and what stands before: it varied before the format was final."""
    for begin in (8, 12, 6, 4, 0):
        relation, at = wide(body, begin)
        if relation in relations:
            return relation, at, begin
    return *wide(body, 8), 8


def _shared(package: Package) -> list[str]:
    found: list[str] = []
    for part in package.named("xl/sharedStrings.bin"):
        found += [wide(body, 1)[0] for number, body in records(package.take(part)) if number == 19 and len(body) >= 5]
    return found


def _headers(body: bytes, name: str, words: Collected) -> None:
    at = 2
    for what in ("header", "footer", "header_even", "footer_even", "header_first", "footer_first"):
        text, at = wide(body, at)
        text = _CODES.sub("\v", text).strip("\v ")
        if text:
            words.say(Part.FOOTER if what.startswith("footer") else Part.HEADER, None, sheet(name).then(what), text)


def _constants(number: int, body: bytes, place: tuple[str, int], words: Collected) -> None:
    """Constants of a formula that its value does not show; the token stream follows the value ([MS-XLSB] 2.4.656-659)."""
    column = struct.unpack_from("<I", body)[0]
    shown, at = wide(body, 8) if number == 8 else ("", 16 if number == 9 else 9)
    here = sheet(place[0]).then("cell", place[1] + 1, "", column + 1)
    pairs = [(here, text) for text in runs(body[at + 2 :]) if text not in shown]
    if pairs:
        words.all(Part.HIDDEN, HiddenKind.FORMULA, pairs)


def _walk(data: bytes, name: str, words: Collected) -> _Sheet:
    """Hidden rows and columns; headers, validations, links and formula constants go to `words`."""
    look, row = _Sheet(), 0
    for number, body in records(data):
        try:
            if number == 0:
                row = struct.unpack_from("<I", body)[0]
                if len(body) > 11 and body[11] & 0x10:
                    look.rows.add(row)
            elif number == 60:
                first, last = struct.unpack_from("<II", body)
                if struct.unpack_from("<H", body, 16)[0] & 1:
                    look.columns.update(range(first, min(last, 16383) + 1))
            elif number == 479:
                _headers(body, name, words)
            elif number == -1:
                look.whole = False
            elif number in (8, 9, 10, 11):
                _constants(number, body, (name, row), words)
            elif number not in _CELLS:
                kind = {64: HiddenKind.DATA_VALIDATION, 494: HiddenKind.EXTERNAL_LINK}.get(number, HiddenKind.RAW_STRING)
                pairs = [(name, text) for text in dict.fromkeys(runs(body)) if not _MACHINE.fullmatch(text)]
                if pairs:
                    words.all(Part.HIDDEN, kind, pairs)
        except struct.error:
            look.whole = False
    return look


def _cells(blob: Blob, looks: dict[str, _Sheet], used: set[str], budget: Budget) -> Iterator[Segment | Gap]:
    try:
        book = _guarded(lambda: calamine.load_workbook(io.BytesIO(blob.data)))
    except (calamine.CalamineError, OSError, ValueError) as error:
        yield Gap(blob.where, GapReason.CORRUPT, unread("workbook", error=type(error).__name__))
        return
    for meta in book.sheets_metadata:
        budget.tick()
        state, name = _state(meta.visible), meta.name
        yield Segment(blob.where.at(Part.HIDDEN if state else Part.NAME, sheet(name)), name)
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            found = _guarded(partial(_sheet, book, name, looks.get(name, _Sheet())))
        except (calamine.CalamineError, OSError, ValueError) as error:
            yield Gap(blob.where.at(Part.TABLE, sheet(name)), GapReason.CORRUPT, unread("sheet", error=type(error).__name__))
            continue
        for hidden, cells in found.items():
            used.update(text for _, _, text in cells)
            text, places = grid(sheet(name), cells, "A1")
            kind = state or hidden
            yield Segment(blob.where.at(Part.HIDDEN if kind else Part.TABLE, sheet(name)), text, places, hidden=kind)
        if state and not found:
            yield Segment(blob.where.at(Part.HIDDEN, sheet(name)), "", joined([(sheet(name), "")])[1], hidden=state)


def _own(
    package: Package, sheets: dict[str, str], looks: dict[str, _Sheet], shared: list[str], used: set[str]
) -> Iterator[Segment | Gap]:
    """The cells of every sheet by the records of its part."""
    days = _days(package)
    for name, target in sheets.items():
        state = looks.get(name, _Sheet()).state
        yield Segment(package.blob.where.at(Part.HIDDEN if state else Part.NAME, sheet(name)), name)
        found: dict[HiddenKind | None, list[Cell]] = {}
        for part in package.named(target):
            for row, column, text in values(package.take(part), shared, days):
                if column < 0:
                    package.gap(part.name, GapReason.CORRUPT, unread("record_cut"))
                    continue
                found.setdefault(_unseen(looks.get(name, _Sheet()), row, column), []).append((row, column, flat(text)))
            yield from package.drain()
        for kind, cells in found.items():
            used.update(text for _, _, text in cells)
            text, places = grid(sheet(name), cells, "A1")
            hidden = state or kind
            yield Segment(package.blob.where.at(Part.HIDDEN if hidden else Part.TABLE, sheet(name)), text, places, hidden=hidden)
        if state and not found:
            yield Segment(package.blob.where.at(Part.HIDDEN, sheet(name)), "", joined([(sheet(name), "")])[1], hidden=state)


def _days(package: Package) -> Dates:
    """Which styles of the workbook show dates."""
    parts = [package.named(name) for name in ("xl/styles.bin", package.main("xl/workbook.bin"))]
    styles, workbook = (package.peek(found[0]) if found else b"" for found in parts)
    return dates(styles, workbook)


def _unseen(look: _Sheet, row: int, column: int) -> HiddenKind | None:
    return HiddenKind.HIDDEN_ROW if row in look.rows else HiddenKind.HIDDEN_COLUMN if column in look.columns else None


def _state(visible: calamine.SheetVisibleEnum) -> HiddenKind | None:
    if visible == calamine.SheetVisibleEnum.VeryHidden:
        return HiddenKind.VERY_HIDDEN_SHEET
    return HiddenKind.HIDDEN_SHEET if visible == calamine.SheetVisibleEnum.Hidden else None


def _guarded(work: Callable[[], T]) -> T:
    """What `work` gives. A panic of the library's own language is no Exception; it becomes a ValueError here."""
    try:
        return work()
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError("panic") from error
        raise


def _sheet(book: calamine.CalamineWorkbook, name: str, look: _Sheet) -> dict[HiddenKind | None, list[Cell]]:
    sheet = book.get_sheet_by_name(name)
    found: dict[HiddenKind | None, list[Cell]] = {}
    if sheet.start is None:
        return found
    top, left = sheet.start
    for row, line in enumerate(sheet.to_python(skip_empty_area=True), top):
        for column, value in enumerate(line, left):
            text = _text(value)
            if text:
                found.setdefault(_unseen(look, row, column), []).append((row, column, text))
    return found


def _text(value: object) -> str:
    if isinstance(value, str):
        return flat(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    return str(value)
