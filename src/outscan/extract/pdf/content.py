"""Content streams, looked at as bytes: what a page's drawing says about the need to look closer.

In: a page of a pikepdf document. Out: `Clues`: whether text is drawn invisibly, in white, in layers; pictures drawn inline;
replacement text written into the stream; whether a stream is broken. Deliberately interprets nothing: PDFium does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pikepdf

from outscan.extract.pdf.fonts import doubt
from outscan.extract.pdf.streams import inflated
from outscan.extract.pdf.strings import plain
from outscan.limits import Purse

FAINT = 0.05
"""Of full opacity; fainter text is not seen."""
DEEP = 8
"""Forms within forms deeper than this are drawn by nobody."""
SHOWN = re.compile(rb"\b(?:Tj|TJ)\b|[)>\]]\s*['\"]")
UNSEEN = re.compile(rb"\b[37]\s+Tr\b")
WHITES = {
    b" g": re.compile(rb"(?:^|\s)1(?:\.0*)?\s+g\s"),
    b" rg": re.compile(rb"(?:^|\s)(?:1(?:\.0*)?\s+){3}rg\s"),
    b" k": re.compile(rb"(?:^|\s)(?:0(?:\.0*)?\s+){4}k\s"),
    b" sc": re.compile(rb"(?:^|\s)(?:(?:1(?:\.0*)?\s+){1,3}|(?:0(?:\.0*)?\s+){4})scn?\s"),
}
"""Colour operators, and the operands that make them white (ISO 32000-1, table 74). Looked for from the operator backwards:
a page has few of them, and digits everywhere."""
LAYER = re.compile(rb"/OC\s*/")
CHOSEN = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+-?[\d.]+\s+Tf")
INLINE = re.compile(rb"\bBI\b(?=[^>]{0,300}?/W(?:idth)?\s+(\d+))(?=[^>]{0,300}?/H(?:eight)?\s+(\d+))")
REPLACED = re.compile(rb"/(?:ActualText|Alt|E)\s*(<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.)*\))", re.DOTALL)


@dataclass(slots=True)
class Clues:
    """What the streams of one page, or of one form, told."""

    shown: bool = False
    unseen: bool = False
    pale: bool = False
    layered: bool = False
    inline: bool = False
    broken: bool = False
    doubt: str = ""
    replaced: list[str] = field(default_factory=list)
    pictures: dict[tuple[int, int], pikepdf.Stream] = field(default_factory=dict)

    def add(self, other: Clues) -> None:
        """Take over what another stream told."""
        for name in ("shown", "unseen", "pale", "layered", "inline", "broken"):
            setattr(self, name, getattr(self, name) or getattr(other, name))
        self.doubt = self.doubt or other.doubt
        self.replaced += other.replaced
        self.pictures |= other.pictures


@dataclass(slots=True)
class Contents:
    """Looks at the streams of a document's pages, each form once."""

    purse: Purse
    forms: dict[tuple[int, int], Clues] = field(default_factory=dict)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)

    def page(self, page: pikepdf.Page) -> Clues:
        """What the streams of `page` tell, those of its forms and patterns included."""
        clues = Clues()
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        parts = [self._bytes(stream, clues) for stream in streams if isinstance(stream, pikepdf.Stream)]
        data = b"\n".join(parts)
        _look(data, clues)
        try:
            self._resources(page.resources, data, clues, 0)
        except (AttributeError, KeyError):  # pikepdf: a page without resources, inherited or its own
            return clues
        return clues

    def _bytes(self, stream: pikepdf.Stream, clues: Clues) -> bytes:
        try:
            return inflated(stream, self.purse)
        except pikepdf.PikepdfError:
            clues.broken = True
            return b""

    def _resources(self, resources: object, data: bytes, clues: Clues, depth: int) -> None:
        if depth > DEEP or not isinstance(resources, pikepdf.Dictionary):
            return
        fonts = resources.get("/Font")
        if isinstance(fonts, pikepdf.Dictionary):
            for name in sorted({*CHOSEN.findall(data)}):
                clues.doubt = clues.doubt or self._font(fonts.get("/" + name.decode("latin-1")))
        states = resources.get("/ExtGState")
        for state in states.as_dict().values() if isinstance(states, pikepdf.Dictionary) else ():
            # ISO 32000-1, 11.6.4.4: a constant opacity of nothing paints nothing
            clues.pale |= isinstance(state, pikepdf.Dictionary) and float(state.get("/ca", 1)) < FAINT
        for name in ("/XObject", "/Pattern"):
            group = resources.get(name)
            for thing in list(group.as_dict().values()) if isinstance(group, pikepdf.Dictionary) else ():
                if isinstance(thing, pikepdf.Stream):
                    self._thing(thing, clues, depth)

    def _font(self, font: object) -> str:
        if not isinstance(font, pikepdf.Dictionary):
            return ""
        if font.objgen not in self.fonts or not font.is_indirect:
            try:
                self.fonts[font.objgen] = doubt(font, self.purse)
            except (pikepdf.PikepdfError, ValueError, TypeError):
                self.fonts[font.objgen] = ""
        return self.fonts[font.objgen]

    def _thing(self, thing: pikepdf.Stream, clues: Clues, depth: int) -> None:
        if thing.get("/Subtype") == "/Image":
            clues.pictures[thing.objgen] = thing
        elif thing.get("/Subtype") == "/Form" or "/PatternType" in thing:
            inner = self.forms.get(thing.objgen)
            if inner is None:
                inner = self.forms[thing.objgen] = Clues()  # set before it is filled: a form that draws itself ends here
                data = self._bytes(thing, inner)
                _look(data, inner)
                self._resources(thing.get("/Resources"), data, inner, depth + 1)
            clues.add(inner)


def _look(data: bytes, clues: Clues) -> None:
    clues.shown |= bool(SHOWN.search(data))
    clues.unseen |= b"Tr" in data and bool(UNSEEN.search(data))
    clues.pale |= _pale(data)
    clues.layered |= b"/OC" in data and bool(LAYER.search(data))
    clues.inline |= b"BI" in data and any(int(w) >= 32 or int(h) >= 32 for w, h in INLINE.findall(data))  # noqa: PLR2004 - smaller ones are inert
    for raw in REPLACED.findall(data):
        text = plain(bytes(pikepdf.Object.parse(raw))) if len(raw) > 2 else ""  # noqa: PLR2004 - the brackets alone
        if text.strip():
            clues.replaced.append(text.strip())


def _pale(data: bytes) -> bool:
    """Whether a fill colour is set to white."""
    for operator, white in WHITES.items():
        at = data.find(operator)
        while at >= 0:
            if white.search(data[max(at - 40, 0) : at + 5] + b" "):
                return True
            at = data.find(operator, at + 2)
    return False
