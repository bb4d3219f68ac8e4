"""What PDFium is told when it asks for a font: our box where a document is read, the machine's where it is drawn.

In: the process' one PDFium. Out: `reading_fonts` and `drawing_fonts`, called once a process, and which fonts a drawing lacked.
The interface is FPDF_SYSFONTINFO (fpdf_sysfontinfo.h, version 1). Functions and structure are kept for the life of the process,
because PDFium keeps pointers to them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from outscan.pdfium.box import box_font

BUILT_IN = frozenset(
    {
        *(f"{name}{style}" for name in ("Courier", "Helvetica") for style in ("", "-Bold", "-Oblique", "-BoldOblique")),
        *(f"Times-{style}" for style in ("Roman", "Bold", "Italic", "BoldItalic")),
        "Symbol",
        "ZapfDingbats",
    }
)
"""The fourteen fonts every reader carries (ISO 32000-1, 9.6.2.2); PDFium has its own, with their true widths."""
CHINESE = frozenset({128, 129, 130, 134, 136})
"""Character sets of Windows for Japanese, Korean, Chinese: PDFium carries no font for them (fpdf_sysfontinfo.h)."""
_BOX, _WHOLE = 1, 0
_kept: list[Any] = []
Map = Callable[[Any, int, int, int, int, Any, Any], int | None]


def reading_fonts() -> None:
    """Answer every question for a font with our own, so that no machine reads a document otherwise than another."""
    if _kept:
        return
    font = box_font()

    def map_font(_this: Any, _weight: int, _italic: int, _charset: int, _pitch: int, face: Any, _exact: Any) -> int | None:
        return None if _name(face) in BUILT_IN else _BOX

    def get_font(_this: Any, face: Any) -> int | None:
        return None if _name(face) in BUILT_IN else _BOX

    def get_data(_this: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        if table != _WHOLE:
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    _install(map_font, get_font, get_data, lambda _this, _mapper: None, lambda _this, _font: None)


def drawing_fonts(missing: set[str], found: set[str]) -> None:
    """Ask the machine for Chinese, Japanese and Korean fonts and no others.

    What it has none for goes into `missing`, the names of those it has into `found`. Latin is drawn with PDFium's own faces:
    they are everywhere, and what is seen does not hang on more than it must.
    """
    if _kept:
        return
    system = pdfium.FPDF_GetDefaultSystemFontInfo()
    ask = system.contents

    def map_font(_this: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> int | None:
        if charset not in CHINESE:
            return None
        font: int | None = ask.MapFont(system, weight, italic, charset, pitch, face, exact)
        if font:
            found.add(_face(system, font))
        else:
            missing.add(_name(face))
        return font

    _install(
        map_font,
        lambda _this, _face: None,
        lambda _this, font, table, buffer, size: ask.GetFontData(system, font, table, buffer, size),
        lambda _this, mapper: ask.EnumFonts(system, mapper),
        lambda _this, font: ask.DeleteFont(system, font),
    )


def _name(face: Any) -> str:
    return ctypes.string_at(face).decode("utf-8", "replace") if face else ""


def _face(system: Any, font: int) -> str:
    name = ctypes.create_string_buffer(256)
    system.contents.GetFaceName(system, font, name, len(name))
    return name.value.decode("utf-8", "replace")


def _install(map_font: Map, get_font: Any, get_data: Any, enumerate_fonts: Any, delete: Any) -> None:
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    info = pdfium.FPDF_SYSFONTINFO(
        version=1,
        EnumFonts=kinds["EnumFonts"](enumerate_fonts),
        MapFont=kinds["MapFont"](map_font),
        GetFont=kinds["GetFont"](get_font),
        GetFontData=kinds["GetFontData"](get_data),
        DeleteFont=kinds["DeleteFont"](delete),
    )
    _kept.append(info)
    pdfium.FPDF_SetSystemFontInfo(info)
