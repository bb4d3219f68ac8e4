"""What each text-showing operator shows: codes, characters and widths, in the order they are drawn.

In: the bytes of a PDF. Out: `Shown` glyphs page by page; each knows its stream, its operator and its place in it. pdfminer.six
walks the pages, so the reader that finds a glyph is not the one that scans.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.cmapdb import IdentityCMap, IdentityCMapByte
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value

DEEP = 12
"""Forms inside forms that are followed."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One code: its stream (page number or form object), operator, string and bytes; what it says, and how far it moves the pen.

    `advance` is in thousandths of the font size, as a number in a TJ array takes it back.
    """

    stream: tuple[str, int]
    operator: int
    item: int
    start: int
    end: int
    text: str
    advance: float


@dataclass(slots=True)
class Shown:
    """All glyphs of one page, and the raw strings of each operator to check the count by."""

    glyphs: list[Glyph] = field(default_factory=list)
    operators: dict[tuple[str, int], list[list[bytes]]] = field(default_factory=dict)


class _Recorder(PDFDevice):
    """Keeps what is shown; draws nothing."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.page = Shown()
        self.streams: list[tuple[str, int]] = []
        self.met: set[tuple[str, int]] = set()

    def show(self, state: Any, seq: Any) -> None:
        """Record one operator."""
        stream = self.streams[-1]
        known = self.page.operators.setdefault(stream, [])
        number = len(known)
        items = [bytes(one) if isinstance(one, bytes) else None for one in seq]
        known.append([one for one in items if one is not None])
        if state.font is None:
            return
        size = state.fontsize or 1.0
        for index, data in enumerate(items):
            if data is None:
                continue
            for start, end, cid in codes(state.font, data):
                try:
                    text = state.font.to_unichr(cid)
                except (PDFUnicodeNotDefined, KeyError, ValueError, TypeError):
                    text = "\ufffd"
                spaced = state.charspace + (state.wordspace if data[start:end] == b" " else 0)
                advance = state.font.char_width(cid) * 1000 + spaced * 1000 / size
                self.page.glyphs.append(Glyph(stream, number, index, start, end, text, advance))


class _Interpreter(PDFPageInterpreter):
    """Walks content; hands every text-showing operator to the recorder."""

    device: Any

    def do_TJ(self, seq: Any) -> None:  # noqa: N802 - named by pdfminer
        """Record instead of drawing."""
        self.device.show(self.textstate, seq if isinstance(seq, list) else [seq])

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - named by pdfminer
        """Follow a form once a page."""
        thing = self.xobjmap.get(getattr(xobjid_arg, "name", xobjid_arg))
        try:
            number = stream_value(thing).objid if thing is not None else None
        except Exception:  # noqa: BLE001 - a damaged object is not drawn, and not followed
            number = None
        key = ("form", number or 0)
        if number is None or key in self.device.met or len(self.device.streams) > DEEP:
            return
        self.device.met.add(key)
        self.device.streams.append(key)
        try:
            super().do_Do(xobjid_arg)
        finally:
            self.device.streams.pop()


def codes(font: Any, data: bytes) -> Iterator[tuple[int, int, int]]:
    """(start, end, cid) of each code of a shown string."""
    cmap = getattr(font, "cmap", None)
    if not font.is_multibyte() or cmap is None or isinstance(cmap, IdentityCMapByte):
        yield from ((i, i + 1, byte) for i, byte in enumerate(data))
    elif isinstance(cmap, IdentityCMap):
        yield from ((i, i + 2, int.from_bytes(data[i : i + 2], "big")) for i in range(0, len(data) - 1, 2))
    else:
        yield from _walk(cmap.code2cid, data)


def _walk(tree: Any, data: bytes) -> Iterator[tuple[int, int, int]]:
    start, at = 0, tree
    for index, byte in enumerate(data):
        found = at.get(byte)
        if isinstance(found, int):
            yield start, index + 1, found
            start, at = index + 1, tree
        elif found is None:
            start, at = index + 1, tree
        else:
            at = found


def pages(data: bytes) -> Iterator[Shown]:
    """What each page shows."""
    manager = PDFResourceManager()
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(data), check_extractable=False)):
        recorder = _Recorder(manager)
        recorder.streams.append(("page", number))
        try:
            _Interpreter(manager, recorder).process_page(page)
        except Exception:  # noqa: BLE001 - a page that cannot be walked is flattened, not trusted
            recorder.page = Shown()
        yield recorder.page
