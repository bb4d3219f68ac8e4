"""What a workbook stream holds beside its cells: a walk over the records ([MS-XLS] 2.3).

In: the Workbook stream. Out: `Found`: words by kind and place, drawings, whether it is encrypted.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

from outscan.extract.collected import Collected
from outscan.extract.ole import codec
from outscan.extract.ole.strings import runs
from outscan.extract.xls.formula import literals
from outscan.extract.xls.stream import records, wide
from outscan.nouns import Struct, field
from outscan.types import NOWHERE, HiddenKind, Part, Spot, spot

_CODES = re.compile(r'&(?:"[^"]*"|[\d.]+|K[0-9A-Fa-f]{6}|[A-Za-z])')
_CONTINUE = 0x3C


class Found(Struct):
    """Words by (part, hidden kind) as (spot, text), and the bytes of drawings."""

    words: Collected = field(default_factory=Collected)
    drawings: bytearray = field(default_factory=bytearray)
    encrypted: bool = False
    whole: bool = True
    chart: list[tuple[int, int, str]] = field(default_factory=list)
    sheets: bool = False

    def say(self, part: Part, hidden: HiddenKind | None, at: Spot, text: str) -> None:
        """Keep `text` where it says something."""
        text = text.replace("\r\n", "\v").replace("\r", "\v").replace("\n", "\v").replace("\0", "\v").strip()
        self.words.say(part, hidden, at, text)


class Walk:
    """One pass over a workbook stream."""

    def __init__(self, data: bytes) -> None:
        self.data, self.found = data, Found()
        self.names: dict[int, str] = {}
        self.kinds: dict[int, int] = {}
        self.sheet, self.depth, self.biff, self.page = "", 0, 8, 1252
        self.object = -1
        self.texts: dict[int, str] = {}
        self.notes: list[tuple[int, Spot, str]] = []
        self._left = (0, b"")
        self._drawing = False
        self._actions: dict[int, Callable[[bytes], None]] = {
            0x14: self._header, 0x15: self._footer, 0x1C: self._note, 0x5D: self._shape, 0x1B6: self._text, 0x1B8: self._link,
            0x1BE: self._validation, 0x1AE: self._book, 0x5A: self._cached, 0x5C: self._author, 0x100D: self._label,
            0x06: self._formula, 0x206: self._formula, 0x406: self._formula, 0x207: self._macro_text,
            0x204: self._macro_label, 0x800: self._tooltip, 0xAF: self._scenario, 0x51: self._source, 0x18: self._name,
            0x85: self._bound, 0x42: self._page, 0x03: self._chart_number, 0x04: self._chart_label,
        }  # fmt: skip

    def run(self) -> Found:
        """Walk everything; a broken record is passed over, a cut one makes `whole` false."""
        for at, number, body in records(self.data):
            if number == -1:
                self.found.whole = False
                break
            if number == 0x2F:
                self.found.encrypted = True
                break
            self._record(at, number, body)
        self._settle()
        self.found.sheets = not self.kinds or 0 in self.kinds.values()
        return self.found

    def _record(self, at: int, number: int, body: bytes) -> None:
        if number in (0x09, 0x209, 0x409, 0x809):
            self.depth += 1
            if self.depth == 1:
                self._settle()
                self.sheet = self.names.get(at, "")
                self.kind = self.kinds.get(at, 0)
            if len(body) >= 2 and number == 0x809:
                self.biff = 8 if struct.unpack_from("<H", body)[0] >= 0x600 else 5
            elif number != 0x809:
                self.biff = 2 + (number >> 9)
        elif number == 0x0A:
            self.depth = max(self.depth - 1, 0)
        elif number in (0xEB, 0xEC):
            self.found.drawings += body
            self._drawing = True
            return
        elif number == _CONTINUE:
            if self._drawing:
                self.found.drawings += body
            elif self._left[0] > 0:
                self._more(body)
            return
        elif number in self._actions:
            try:
                self._actions[number](body)
            except (struct.error, IndexError):
                self.found.whole = False
        self._drawing = False

    def _string(self, body: bytes, at: int, *, short: bool = False) -> tuple[str, int]:
        if self.biff < 8 or short:
            count, at = body[at], at + 1
        else:
            count, at = struct.unpack_from("<H", body, at)[0], at + 2
        if self.biff < 8:
            return body[at : at + count].decode(codec(self.page), "replace"), at + count
        return wide(body, at, count)

    def _spot(self, kind: str, number: int | None = None, column: int = 0) -> Spot:
        return (spot("sheet", None, self.sheet) if self.sheet else NOWHERE).then(kind, number, "", column)

    def _page(self, body: bytes) -> None:
        self.page = struct.unpack_from("<H", body)[0]

    def _bound(self, body: bytes) -> None:
        offset, _, kind = struct.unpack_from("<IBB", body)
        self.names[offset], self.kinds[offset] = self._string(body, 6, short=True)[0], kind

    def _header(self, body: bytes) -> None:
        if body:
            self.found.say(Part.HEADER, None, self._spot("header"), _CODES.sub("\v", self._string(body, 0)[0]))

    def _footer(self, body: bytes) -> None:
        if body:
            self.found.say(Part.FOOTER, None, self._spot("footer"), _CODES.sub("\v", self._string(body, 0)[0]))

    def _note(self, body: bytes) -> None:
        row, column, third, fourth = struct.unpack_from("<4H", body)
        cell = self._spot("cell", row + 1, column + 1)
        if self.biff < 8:
            text = body[6 : 6 + min(third, 2048)].decode(codec(self.page), "replace")
            self.found.say(Part.COMMENT, HiddenKind.COMMENT, cell if row != 0xFFFF else self._spot("comment"), text)
        else:
            self.notes.append((fourth, cell, self._string(body, 8)[0]))

    def _shape(self, body: bytes) -> None:
        # [MS-XLS] 2.5.143 FtCmo: ft, cb, ot, id
        self.object = struct.unpack_from("<H", body, 6)[0] if len(body) >= 8 else -1

    def _text(self, body: bytes) -> None:
        count = struct.unpack_from("<H", body, 10)[0]
        self._left = (count, b"")

    def _more(self, body: bytes) -> None:
        left = self._left[0]
        flag = body[0] if body else 0
        raw = body[1 : 1 + left * (2 if flag & 1 else 1)]
        text = raw.decode("utf-16-le" if flag & 1 else "latin-1", "replace")
        self.texts[self.object] = self.texts.get(self.object, "") + text
        self._left = (left - len(text), b"")

    def _settle(self) -> None:
        """At a sheet's end: texts that a note points at are comments, others stand in boxes."""
        for number, cell, author in self.notes:
            self.found.say(Part.COMMENT, HiddenKind.COMMENT, cell, self.texts.pop(number, ""))
            self.found.say(Part.METADATA, HiddenKind.PERSON_PROPERTY, cell.then("comment_author"), author)
        for i, text in enumerate(self.texts.values(), 1):
            self.found.say(Part.BODY, None, self._spot("box", i), text)
        self.notes, self.texts, self._left = [], {}, (0, b"")

    def _link(self, body: bytes) -> None:
        first, _, column, _ = struct.unpack_from("<4H", body)
        for text in dict.fromkeys(runs(body[8:])):
            self.found.say(Part.HIDDEN, HiddenKind.EXTERNAL_LINK, self._spot("cell", first + 1, column + 1), text)

    def _tooltip(self, body: bytes) -> None:
        self.found.say(Part.HIDDEN, HiddenKind.ALT_TEXT, self._spot("link_tip"), body[10:].decode("utf-16-le", "replace"))

    def _validation(self, body: bytes) -> None:
        at = 4
        for _ in range(4):
            text, at = self._string(body, at)
            self.found.say(Part.HIDDEN, HiddenKind.DATA_VALIDATION, self._spot("validation"), text)
        for _ in range(2):
            size = struct.unpack_from("<H", body, at)[0]
            for text in literals(body[at + 4 : at + 4 + size], self.biff, self.page):
                self.found.say(Part.HIDDEN, HiddenKind.DATA_VALIDATION, self._spot("validation"), text)
            at += 4 + size

    def _book(self, body: bytes) -> None:
        count, size = struct.unpack_from("<HH", body)
        if size in (0x0401, 0x3A01):  # this workbook, add-ins
            return
        path, at = self._string(body, 2)
        self.found.say(Part.HIDDEN, HiddenKind.EXTERNAL_LINK, spot("external_book"), re.sub(r"[\x00-\x1f]", " ", path))
        for _ in range(count):
            name, at = self._string(body, at)
            self.found.say(Part.HIDDEN, HiddenKind.EXTERNAL_LINK, spot("external_sheet"), name)

    def _cached(self, body: bytes) -> None:
        last, first, row = struct.unpack_from("<BBH", body)
        at = 4
        for column in range(first, last + 1):
            kind = body[at]
            here = spot("external_cache").then("cell", row + 1, "", column + 1)
            if kind == 2:
                text, at = self._string(body, at + 1)
                self.found.say(Part.HIDDEN, HiddenKind.EXTERNAL_LINK, here, text)
                continue
            if kind == 1:
                self.found.say(Part.HIDDEN, HiddenKind.EXTERNAL_LINK, here, f"{struct.unpack_from('<d', body, at + 1)[0]:.15g}")
            at += 9

    def _author(self, body: bytes) -> None:
        text = self._string(body, 0)[0]
        self.found.say(Part.METADATA, HiddenKind.PERSON_PROPERTY, spot("last_editor"), text)

    def _label(self, body: bytes) -> None:
        text = wide(body, 3, body[2])[0] if self.biff >= 8 else body[3 : 3 + body[2]].decode(codec(self.page), "replace")
        self.found.say(Part.BODY, None, self._spot("chart"), text)

    def _formula(self, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        at = 20 if self.biff >= 5 else 16
        size = struct.unpack_from("<H", body, at)[0]
        for text in literals(body[at + 2 : at + 2 + size], self.biff, self.page):
            self.found.say(Part.HIDDEN, HiddenKind.FORMULA, self._spot("cell", row + 1, column + 1), text)

    def _macro_text(self, body: bytes) -> None:
        if self.kind or self.depth > 1:
            self.found.say(Part.HIDDEN, HiddenKind.MACRO, self._spot("macro_or_chart"), self._string(body, 0)[0])

    def _macro_label(self, body: bytes) -> None:
        if self.kind or self.depth > 1 or not self.names:
            self.found.say(Part.BODY, None, self._spot("macro_or_chart"), self._string(body, 6)[0])

    def _chart_number(self, body: bytes) -> None:
        # [MS-OGRAPH] 2.4.78: the data sheet of a chart object keeps its cells in records of BIFF 2
        if self.biff >= 8:
            row, column = struct.unpack_from("<HH", body)
            self.found.chart.append((row, column, f"{struct.unpack_from('<d', body, 7)[0]:.15g}"))

    def _chart_label(self, body: bytes) -> None:
        if self.biff >= 8:
            row, column = struct.unpack_from("<HH", body)
            self.found.chart.append((row, column, wide(body, 8, body[7])[0]))

    def _scenario(self, body: bytes) -> None:
        for text in runs(body):
            self.found.say(Part.HIDDEN, HiddenKind.DATA_VALIDATION, self._spot("scenario"), text)

    def _source(self, body: bytes) -> None:
        for text in runs(body):
            self.found.say(Part.HIDDEN, HiddenKind.EXTERNAL_LINK, self._spot("data_source"), text)

    def _name(self, body: bytes) -> None:
        if self.biff < 5:
            return
        flags, size, formula = struct.unpack_from("<HxBH", body)
        at = 14
        if self.biff >= 8:
            name, at = wide(body, at, size)
        else:
            name, at = body[at : at + size].decode(codec(self.page), "replace"), at + size
        words = "\v".join(literals(body[at : at + formula], self.biff, self.page))
        if not flags & 0x20:  # not a built-in name
            self.found.say(Part.HIDDEN, HiddenKind.DEFINED_NAME, spot("name_defined"), f"{name}\v{words}" if words else name)
        elif words:
            self.found.say(Part.HIDDEN, HiddenKind.DEFINED_NAME, spot("name_defined"), words)
        at += formula
        for count in body[10:14]:  # menu, description, help, status bar
            if count and at < len(body):
                text, at = (
                    wide(body, at, count)
                    if self.biff >= 8
                    else (body[at : at + count].decode(codec(self.page), "replace"), at + count)
                )
                self.found.say(Part.HIDDEN, HiddenKind.DEFINED_NAME, spot("name_defined"), text)

    kind = 0
