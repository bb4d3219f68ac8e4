"""The characters of a formula: Equation Editor and MathType (MTEF 1, 2, 3 and 5).

In: the bytes of an `Equation Native` stream, or of the records alone as the Macintosh keeps them. Out: the characters in the
order they are written. Only what is needed to walk from record to record is understood; fractions and roots are not laid out.
Source: "How MTEF is Stored in Files and Objects" and the MTEF formats, published by Design Science.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.types import Gap, GapReason, Inert, Part, Piece, Segment, Where, spot, unread

HEADER = 28
"""Bytes of the OLE header before the MTEF data."""
_LINE, _CHAR, _TMPL, _PILE, _MATRIX, _EMBELL, _RULER, _STYLE_DEF, _SIZE = range(1, 10)
_COLOR, _COLOR_DEF, _FONT_DEF, _EQN_PREFS, _ENCODING_DEF = range(15, 20)
_FUTURE = 100
_NUDGED, _RULED, _SPACED = 0x08, 0x02, 0x04


class _CutError(ValueError):
    """The records end in the middle, or make no sense."""


class _Records:
    """MTEF 5 records, one after the other; nesting needs no stack, for an end is a record too."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise _CutError
        self.at += 1
        return self.data[self.at - 1]

    def skip(self, count: int) -> None:
        self.at += count
        if self.at > len(self.data):
            raise _CutError

    def word(self) -> int:
        return self.byte() | self.byte() << 8

    def unsigned(self) -> int:
        first = self.byte()
        return first if first < 255 else self.word()

    def name(self) -> None:
        while self.byte():
            pass

    def nudge(self, options: int) -> None:
        if options & _NUDGED and (self.byte(), self.byte()) == (128, 128):
            self.skip(4)

    def ruler(self) -> None:
        self.skip(3 * self.byte())

    def nibbles(self, lists: int) -> None:
        """Dimensions of the preferences: for each a unit and digits as half bytes, closed by 15."""
        count, half, value = 0, False, 0
        while count < lists:
            if not half:
                value = self.byte()
            digit = value >> 4 if not half else value & 15
            half = not half
            count += digit == 15

    def record(self, tag: int) -> str:  # noqa: C901, PLR0912, PLR0915 - one branch a record of the format
        """Read the record `tag` begins; its character, "" where it has none."""
        if tag >= _FUTURE:
            self.skip(self.unsigned())
        elif tag == _LINE:
            options = self.byte()
            self.nudge(options)
            self.skip(2 if options & _SPACED else 0)
            if options & _RULED:
                self.ruler()
        elif tag == _CHAR:
            return self.character()
        elif tag == _TMPL:
            self.nudge(self.byte())
            self.skip(1)
            self.skip(1 if self.byte() & 0x80 else 0)
            self.skip(1)
        elif tag in (_PILE, _MATRIX):
            options = self.byte()
            self.nudge(options)
            if tag == _PILE:
                self.skip(2)
                if options & _RULED:
                    self.ruler()
            else:
                self.skip(3)
                rows, columns = self.byte(), self.byte()
                self.skip((rows + 4) // 4 + (columns + 4) // 4)
        elif tag == _EMBELL:
            self.nudge(self.byte())
            self.skip(1)
        elif tag == _RULER:
            self.ruler()
        elif tag == _STYLE_DEF:
            self.unsigned()
            self.skip(1)
        elif tag == _SIZE:
            kind = self.byte()
            self.skip(2 if kind == 101 else 3 if kind == 100 else 1)
        elif tag == _COLOR:
            self.unsigned()
        elif tag == _COLOR_DEF:
            options = self.byte()
            self.skip(8 if options & 1 else 6)
            if options & 4:
                self.name()
        elif tag == _FONT_DEF:
            self.unsigned()
            self.name()
        elif tag == _ENCODING_DEF:
            self.name()
        elif tag == _EQN_PREFS:
            self.preferences()
        elif tag > 14:
            raise _CutError
        return ""

    def preferences(self) -> None:
        """Sizes, spaces and styles of a formula."""
        self.skip(1)
        for _ in range(2):
            self.nibbles(self.byte())
        for _ in range(self.byte()):
            if self.byte():
                self.skip(1)

    def character(self) -> str:
        options = self.byte()
        self.nudge(options)
        self.skip(1)
        code = 0 if options & 0x20 else self.word()
        narrow = self.byte() if options & 0x04 else 0
        wide = self.word() if options & 0x10 else 0
        code = code or wide or narrow
        return chr(code) if 0x20 <= code < 0xD800 else ""


def formula(data: bytes, where: Where) -> Iterator[Piece]:
    """The characters of a formula, in the order they are written."""
    text = characters(data)
    if text is None:
        yield Gap(where, GapReason.UNSUPPORTED, unread("equation_of_bytes", count=len(data)))
    elif text.strip():
        yield Segment(where.at(Part.BODY, spot("equation")), text)
    else:
        yield Inert(where.at(Part.BODY, spot("equation")), data, "equation")


def characters(data: bytes) -> str | None:
    """The characters of an equation, None where its records are not understood."""
    body = data[HEADER:] if data[:1] == b"\x1c" else data
    if body[:1] == b"\x05":
        return _fifth(body)
    text = "".join(_narrow(body) if body[:1] in (b"\x01", b"\x02") else _third(body))
    return text if text.strip() or body[:1] in (b"\x01", b"\x02", b"\x03") else None


def _fifth(body: bytes) -> str | None:
    """MTEF 5: version, platform, product, version, sub-version, the name of the program, options, records."""
    records = _Records(body)
    said: list[str] = []
    try:
        records.skip(5)
        records.name()
        records.skip(1)
        while records.at < len(body):
            said.append(records.record(records.byte()))
    except _CutError:
        if not said:
            return None
    return "".join(said)


def _third(data: bytes) -> Iterator[str]:
    """MTEF 3 character records: tag 2 with options in the high half, typeface, 16-bit character."""
    at = 5
    while at + 3 < len(data):
        tag = data[at] & 0x0F
        if tag == 2 and 0x80 < data[at + 1] < 0xA0:
            code = data[at + 2] | data[at + 3] << 8
            if 0x20 <= code < 0xE000:
                yield chr(code)
            at += 4
        else:
            at += 1


def _narrow(data: bytes) -> Iterator[str]:
    """MTEF 1 and 2: the same with a character of one byte, of the font's own code where it is not Latin."""
    at = 5
    while at + 2 < len(data):
        if data[at] & 0x0F == 2 and 0x80 < data[at + 1] < 0xA0:
            if 0x20 <= data[at + 2] < 0x7F:
                yield chr(data[at + 2])
            at += 3
        else:
            at += 1
