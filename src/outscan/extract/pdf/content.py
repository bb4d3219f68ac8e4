"""Content streams, looked at as bytes: what a page's drawing says about the need to look closer.

In: a page of a pikepdf document. Out: `Clues`: whether text is drawn invisibly, in white, in layers; pictures drawn inline;
replacement text written into the stream; whether a stream is broken. Deliberately interprets nothing: PDFium does.
"""

from __future__ import annotations

import re

import pikepdf

from outscan.extract.pdf.curves import many_drawn
from outscan.extract.pdf.fonts import doubt, out_of_order, stated_by
from outscan.extract.pdf.streams import inflated
from outscan.extract.pdf.strings import HAN, plain
from outscan.legible import clarity
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import Reason

FAINT = 0.05
"""Of full opacity; fainter text is not seen."""
SMALL, TINY = 32, 4
"""Pixels: what is smaller than the one on both sides holds no words by itself, what is smaller than the other on one is a dot."""
DEEP = 8
"""Forms within forms deeper than this are drawn by nobody."""
SHOWN = re.compile(rb"\b(?:Tj|TJ)\b|[)>\]]\s*['\"]")
UNSEEN = re.compile(rb"\b[37]\s+Tr\b")
FULL, NONE = rb"(?:1(?:\.0*)?|0?\.9\d*)\s+", rb"(?:0(?:\.0\d*)?|\.0\d*)\s+"
WHITES = {
    b" g": re.compile(rb"(?:^|\s)" + FULL + rb"g\s"),
    b" rg": re.compile(rb"(?:^|\s)(?:" + FULL + rb"){3}rg\s"),
    b" k": re.compile(rb"(?:^|\s)(?:" + NONE + rb"){4}k\s"),
    b" sc": re.compile(rb"(?:^|\s)(?:(?:" + FULL + rb"){1,3}|(?:" + NONE + rb"){4})scn?\s"),
}
"""Colour operators, and the operands that make them white or near it (ISO 32000-1, table 74). Looked for from the operator
backwards: a page has few of them, and digits everywhere."""
LAYER = re.compile(rb"/OC\s*/")
CHOSEN = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+-?[\d.]+\s+Tf")
INLINE = re.compile(rb"\bBI\b(?=[^>]{0,300}?/W(?:idth)?\s+(\d+))(?=[^>]{0,300}?/H(?:eight)?\s+(\d+))")
REPLACED = re.compile(
    rb"/(?:(?:ActualText|Alt|E)\s*(?=[<(])|\w+\s*(?=<[Ff][Ee][Ff][Ff]))(<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.)*\))", re.DOTALL
)
"""What stands for marked content, and every other Unicode string of its properties."""
CALLED = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+Do\b")


REMARK = re.compile(rb"(?:^|[\r\n])[ \t]*%([^\r\n]*[\x80-\xff][^\r\n]*)")
"""A comment, which nobody sees but who opens the stream; what stands so in a picture by chance is not clear."""
CLEAR = 0.5


class Clues(Struct):
    """What the streams of one page, or of one form, told."""

    shown: bool = False
    unseen: bool = False
    pale: bool = False
    layered: bool = False
    inline: bool = False
    broken: bool = False
    doubt: Reason | None = None
    unordered: frozenset[str] = frozenset()
    """Characters whose names may be others than those of their glyphs (`fonts.out_of_order`)."""
    upright: bool = False
    """Whether a font writes downwards."""
    tiles: set[tuple[int, int]] = field(default_factory=set)
    """Pictures too small to hold words by themselves; many of them may be one that does."""
    dots: int = 0
    """The same, written into the stream."""
    curved: bool = False
    """Whether a stream draws as many lines and curves as a word takes."""
    replaced: list[str] = field(default_factory=list)
    pictures: dict[tuple[int, int], pikepdf.Stream] = field(default_factory=dict)

    def add(self, other: Clues) -> None:
        """Take over what another stream told."""
        for name in ("shown", "unseen", "pale", "layered", "inline", "broken", "upright", "curved"):
            setattr(self, name, getattr(self, name) or getattr(other, name))
        self.doubt = self.doubt or other.doubt
        self.unordered |= other.unordered
        self.replaced += other.replaced
        self.pictures |= other.pictures
        self.tiles |= other.tiles
        self.dots += other.dots


class Contents(Struct):
    """Looks at the streams of a document's pages, each form once."""

    budget: Budget
    forms: dict[tuple[int, int], Clues] = field(default_factory=dict)
    fonts: dict[tuple[int, int], tuple[Reason | None, frozenset[str]]] = field(default_factory=dict)
    met: set[tuple[int, int]] = field(default_factory=set)
    """Pictures that some page or appearance draws."""
    called: set[tuple[int, int]] = field(default_factory=set)
    held: dict[tuple[int, int], pikepdf.Stream] = field(default_factory=dict)
    """Forms that something draws, and those that resources hold and that show text."""
    straight: set[int] = field(default_factory=set)
    """Pages (from 0) that draw too little to write anything with it."""

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

    def pictures(self, form: pikepdf.Stream) -> dict[tuple[int, int], pikepdf.Stream]:
        """The pictures a form draws, itself or through others."""
        clues = Clues()
        self._thing(form, clues, 0)
        return clues.pictures

    def idle(self) -> list[pikepdf.Stream]:
        """Forms with text that no page draws, though resources hold them."""
        return [form for number, form in self.held.items() if number not in self.called]

    def _bytes(self, stream: pikepdf.Stream, clues: Clues) -> bytes:
        try:
            return inflated(stream, self.budget)
        except pikepdf.PikepdfError:
            clues.broken = True
            return b""

    def _resources(self, resources: object, data: bytes, clues: Clues, depth: int) -> None:
        if depth > DEEP or not isinstance(resources, pikepdf.Dictionary):
            return
        fonts = resources.get("/Font")
        if isinstance(fonts, pikepdf.Dictionary):
            for name in sorted({*CHOSEN.findall(data)}):
                why, unordered = self._font(fonts.get("/" + name.decode("latin-1")))
                clues.doubt = clues.doubt or why
                clues.unordered |= unordered
                clues.upright |= _upright(fonts.get("/" + name.decode("latin-1")))
        states = resources.get("/ExtGState")
        for state in states.as_dict().values() if isinstance(states, pikepdf.Dictionary) else ():
            # ISO 32000-1, 11.6.4.4: a constant opacity of nothing paints nothing
            clues.pale |= isinstance(state, pikepdf.Dictionary) and float(state.get("/ca", 1)) < FAINT
            mask = state.get("/SMask") if isinstance(state, pikepdf.Dictionary) else None
            group = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
            if isinstance(group, pikepdf.Stream):
                self._thing(group, clues, depth)
        for name in ("/XObject", "/Pattern"):
            group = resources.get(name)
            drawn: set[bytes] | None = None
            for key, thing in list(group.as_dict().items()) if isinstance(group, pikepdf.Dictionary) else ():
                if not isinstance(thing, pikepdf.Stream):
                    continue
                self._thing(thing, clues, depth)
                if name == "/XObject" and thing.objgen in self.forms and thing.objgen not in self.called:
                    drawn = {*CALLED.findall(data)} if drawn is None else drawn
                    if key[1:].encode("utf-8", "surrogateescape") in drawn:
                        self.called.add(thing.objgen)
                    elif self.forms[thing.objgen].shown:
                        self.held[thing.objgen] = thing

    def _font(self, font: object) -> tuple[Reason | None, frozenset[str]]:
        if not isinstance(font, pikepdf.Dictionary):
            return None, frozenset()
        if font.objgen not in self.fonts or not font.is_indirect:
            try:
                stated = stated_by(font, self.budget)
                why = doubt(font, stated, self.budget)
                self.fonts[font.objgen] = why, frozenset() if why else out_of_order(font, stated)
            except (pikepdf.PikepdfError, ValueError, TypeError):
                self.fonts[font.objgen] = None, frozenset()
        return self.fonts[font.objgen]

    def _thing(self, thing: pikepdf.Stream, clues: Clues, depth: int) -> None:
        if thing.get("/Subtype") == "/Image":
            clues.pictures[thing.objgen] = thing
            self.met.add(thing.objgen)
            if _small(thing):
                clues.tiles.add(thing.objgen)
        elif thing.get("/Subtype") == "/Form" or "/PatternType" in thing:
            inner = self.forms.get(thing.objgen)
            if inner is None:
                inner = self.forms[thing.objgen] = Clues()  # set before it is filled: a form that draws itself ends here
                data = self._bytes(thing, inner)
                _look(data, inner)
                self._resources(thing.get("/Resources"), data, inner, depth + 1)
            clues.add(inner)


def _small(thing: pikepdf.Stream) -> bool:
    """Whether a picture is a tile: too small for words, too large for a dot of a pattern."""
    try:
        wide, high = int(thing.get("/Width", 0)), int(thing.get("/Height", 0))
    except (TypeError, ValueError):
        return False
    return max(wide, high) < SMALL and min(wide, high) >= TINY


def _upright(font: object) -> bool:
    """Whether a font writes downwards (ISO 32000-1, 9.7.4.3): a predefined CMap ends so, a CMap of its own says so."""
    encoding = font.get("/Encoding") if isinstance(font, pikepdf.Dictionary) else None
    return encoding.get("/WMode") == 1 if isinstance(encoding, pikepdf.Stream) else str(encoding or "").endswith("-V")


def _look(data: bytes, clues: Clues) -> None:
    clues.shown |= bool(SHOWN.search(data))
    clues.unseen |= b"Tr" in data and bool(UNSEEN.search(data))
    clues.pale |= _pale(data)
    clues.curved = clues.curved or many_drawn(data)
    clues.layered |= b"/OC" in data and bool(LAYER.search(data))
    if b"BI" in data:
        sizes = [(int(w), int(h)) for w, h in INLINE.findall(data)]
        clues.inline |= any(max(size) >= SMALL for size in sizes)
        clues.dots += sum(max(size) < SMALL and min(size) >= TINY for size in sizes)
    for raw in REPLACED.findall(data):
        text = plain(bytes(pikepdf.Object.parse(raw))) if len(raw) > 2 else ""
        if text.strip():
            clues.replaced.append(text.strip())
    if b"%" in data and not data.isascii():
        remarks = (plain(raw).strip() for raw in REMARK.findall(data))
        clues.replaced += [said for said in remarks if len(HAN.findall(said)) > 1 and clarity(said) >= CLEAR]


def _pale(data: bytes) -> bool:
    """Whether a fill colour is set to white or nearly so: `sight` then looks at every letter."""
    for operator, white in WHITES.items():
        at = data.find(operator)
        while at >= 0:
            if white.search(data[max(at - 40, 0) : at + 5] + b" "):
                return True
            at = data.find(operator, at + 2)
    return False
