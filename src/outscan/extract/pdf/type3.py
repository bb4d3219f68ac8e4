"""Type 3 fonts: glyphs drawn by streams of their own, called by whatever name the file gives them.

In: the streams of a page whose fonts are of that kind. Out: the glyphs as they stand on the page, as outlines: a picture of them
tells what the names do not. Looked at are only fonts that are called Han, blanks or nothing a font would be called: the bitmap
fonts of TeX and the charts of Python say in Latin what they show. Source: ISO 32000-1, 9.6.5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf

from outscan.extract.outlines import IDENTITY, Contour, Matrix, Outlines, times
from outscan.extract.pdf.curves import Curves, matrix_of
from outscan.extract.pdf.fonts import glyph_names, to_unicode
from outscan.extract.pdf.streams import inflated
from outscan.limits import Budget
from outscan.nouns import Struct, field

MOST = 600
"""Glyphs of a page drawn."""
SHOW = ("Tj", "TJ", "'", '"')
ROWS = 64
"""Rows and columns a bitmap glyph is looked at with."""


class _Font(Struct):
    """A font: its glyphs by code, their widths, its matrix."""

    glyphs: dict[int, pikepdf.Stream]
    widths: dict[int, float]
    matrix: Matrix
    resources: object


class _Text(Struct):
    """The state of text: the font, its size, where the next glyph stands."""

    fonts: Mapping[str, _Font]
    matrix: Matrix
    font: _Font | None = None
    size: float = 1.0
    lead: float = 0.0
    space: float = 0.0
    line: Matrix = IDENTITY
    at: Matrix = IDENTITY
    saved: list[tuple[Matrix, _Font | None, float]] = field(default_factory=list)

    def step(self, across: float, down: float = 0.0) -> None:
        """Go on along the line."""
        self.at = times((1.0, 0.0, 0.0, 1.0, across, down), self.at)

    def do(self, word: str, given: list[Any]) -> None:
        """One operator that moves the text or the space."""
        if word == "q":
            self.saved.append((self.matrix, self.font, self.size))
        elif word == "Q" and self.saved:
            self.matrix, self.font, self.size = self.saved.pop()
        elif word in ("cm", "Tm") and len(given) == 6:
            own = matrix_of(pikepdf.Array(given))
            if word == "cm":
                self.matrix = times(own, self.matrix)
            else:
                self.line = self.at = own
        elif word == "BT":
            self.line = self.at = IDENTITY
        elif word == "Tf" and len(given) > 1:
            self.font, self.size = self.fonts.get(str(given[0])), float(given[1])
        elif word in ("TL", "Tc") and given:
            self.lead, self.space = (float(given[0]), self.space) if word == "TL" else (self.lead, float(given[0]))
        else:
            self._line(word, given)

    def _line(self, word: str, given: list[Any]) -> None:
        """Operators that begin a line."""
        across, down = 0.0, -self.lead
        if word in ("Td", "TD") and len(given) > 1:
            across, down = float(given[0]), float(given[1])
            self.lead = -down if word == "TD" else self.lead
        elif word not in ("T*", "'", '"'):
            return
        self.line = self.at = times((1.0, 0.0, 0.0, 1.0, across, down), self.line)


class Glyphs(Struct):
    """Draws the Type 3 text of the pages of one document."""

    budget: Budget
    curves: Curves
    _fonts: dict[tuple[int, int], _Font | None] = field(default_factory=dict)
    _drawn: int = 0

    def paint(
        self, page: pikepdf.Page | pikepdf.Stream, resources: object, outlines: Outlines, matrix: Matrix = IDENTITY
    ) -> None:
        """Take over the glyphs a page or form shows in fonts that are not to be taken at their word."""
        fonts = self._wanted(resources)
        self._drawn = 0
        if fonts:
            self._show(page, fonts, outlines, matrix)
        forms = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        for form in list(forms.as_dict().values())[:200] if isinstance(forms, pikepdf.Dictionary) else ():
            inner = form.get("/Resources") if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form" else None
            if isinstance(form, pikepdf.Stream) and inner is not None and (nested := self._wanted(inner)):
                self._show(form, nested, outlines, matrix_of(form.get("/Matrix")))

    def _wanted(self, resources: object) -> dict[str, _Font]:
        fonts = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
        found: dict[str, _Font] = {}
        for name, font in fonts.as_dict().items() if isinstance(fonts, pikepdf.Dictionary) else ():
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type3":
                if font.objgen not in self._fonts or not font.is_indirect:
                    self._fonts[font.objgen] = _font(font, self.budget)
                if (known := self._fonts[font.objgen]) is not None:
                    found[name] = known
        return found

    def _show(
        self, holder: pikepdf.Page | pikepdf.Stream, fonts: Mapping[str, _Font], outlines: Outlines, matrix: Matrix
    ) -> None:
        """Follow the text operators (ISO 32000-1, 9.4)."""
        state = _Text(fonts, matrix)
        for one in pikepdf.parse_content_stream(holder, "q Q cm BT Tf Tm Td TD T* TL Tc Tj TJ ' \""):
            word, given = str(one.operator), list(one.operands)
            state.do(word, given)
            if word in SHOW and given:
                items = list(given[-1]) if isinstance(given[-1], pikepdf.Array) else [given[-1]]
                self._string(items, state, outlines)

    def _string(self, items: Sequence[object], state: _Text, outlines: Outlines) -> None:
        for item in items:
            if not isinstance(item, pikepdf.String):
                state.step(-float(item) / 1000 * state.size)  # type: ignore[arg-type]  # a number, or it fails
                continue
            font = state.font
            for code in bytes(item) if font is not None else b"":
                if font is None or self._drawn >= MOST:
                    return
                glyph = font.glyphs.get(code)
                if glyph is not None:
                    self._drawn += 1
                    sized = times((state.size, 0.0, 0.0, state.size, 0.0, 0.0), times(state.at, state.matrix))
                    self._glyph(glyph, font.resources, times(font.matrix, sized), outlines)
                state.step(font.widths.get(code, 0.0) * font.matrix[0] * state.size + state.space)

    def _glyph(self, glyph: pikepdf.Stream, resources: object, matrix: Matrix, outlines: Outlines) -> None:
        self.curves.walk(glyph, resources, outlines, matrix)
        here, saved = matrix, list[Matrix]()
        for one in pikepdf.parse_content_stream(glyph):
            word, given = str(one.operator), list(one.operands)
            if word == "q":
                saved.append(here)
            elif word == "Q" and saved:
                here = saved.pop()
            elif word == "cm" and len(given) == 6:
                here = times(matrix_of(pikepdf.Array(given)), here)
            elif isinstance(one, pikepdf.ContentStreamInlineImage):
                outlines.add(_dots(_inline(one), here), solid=True)
            elif word == "Do" and given and isinstance(resources, pikepdf.Dictionary):
                group = resources.get("/XObject")
                thing = group.get(str(given[0])) if isinstance(group, pikepdf.Dictionary) else None
                if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                    outlines.add(_dots(pikepdf.PdfImage(thing).as_pil_image(), here), solid=True)


def _font(font: pikepdf.Dictionary, budget: Budget) -> _Font | None:
    """The font where its names are not to be taken at their word, None elsewhere."""
    streams, encoding = font.get("/CharProcs"), font.get("/Encoding")
    names = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    if not isinstance(streams, pikepdf.Dictionary) or not isinstance(names, pikepdf.Array):
        return None
    glyphs: dict[int, pikepdf.Stream] = {}
    code = 0
    for item in list(names)[:1000]:
        if isinstance(item, int):
            code = int(item)
            continue
        glyph = streams.get(str(item))
        if isinstance(glyph, pikepdf.Stream):
            glyphs[code] = glyph
        code += 1
    stream = font.get("/ToUnicode")
    letters = to_unicode(inflated(stream, budget)) if isinstance(stream, pikepdf.Stream) else glyph_names(font)
    if all(letters.get(code, "?").isascii() and letters.get(code, "?").strip() for code in glyphs):
        return None
    widths, first = font.get("/Widths"), int(font.get("/FirstChar", 0))
    wide = {first + i: float(one) for i, one in enumerate(list(widths)[:256])} if isinstance(widths, pikepdf.Array) else {}
    return _Font(glyphs, wide, matrix_of(font.get("/FontMatrix")), font.get("/Resources"))


def _inline(instruction: pikepdf.ContentStreamInlineImage) -> object:
    """A picture written into the stream, decoded like any other: pikepdf itself knows no stencils there."""
    picture, scratch = instruction.iimage, pikepdf.new()
    kept = pikepdf.Dictionary({key: value for key, value in picture.obj.items() if key != "/Length"})
    stream = scratch.make_stream(picture.read_raw_bytes(), Subtype=pikepdf.Name.Image)
    for key, value in kept.items():
        stream[key] = value
    return pikepdf.PdfImage(stream).as_pil_image()


def _dots(picture: object, matrix: Matrix) -> list[Contour]:
    """The dark runs of a bitmap glyph, each row's as boxes in the unit square under `matrix`."""
    small = picture.convert("L")  # type: ignore[attr-defined]  # a Pillow picture, imported by pikepdf
    small = small.resize((min(small.width, ROWS), min(small.height, ROWS)))
    wide, high = small.size
    pixels = small.load()
    dark = sum(pixels[x, y] < 128 for y in range(high) for x in range(wide)) * 2 <= wide * high
    a, b, c, d, e, f = matrix
    found: list[Contour] = []
    for y in range(high):
        x = 0
        while x < wide:
            start = x
            while x < wide and (pixels[x, y] < 128) == dark:
                x += 1
            if x > start:
                corners = [(start / wide, 1 - y / high), (x / wide, 1 - y / high), (x / wide, 1 - (y + 1) / high)]
                corners += [(start / wide, 1 - (y + 1) / high), corners[0]]
                found.append(Contour([(a * u + c * v + e, b * u + d * v + f) for u, v in corners], 4))
            x += 1
    return found
