"""What the streams of a PDF draw as curves: letters turned to outlines on a page, in forms, patterns, masks and annotations.

In: the bytes of a stream with its resources. Out: outlines as they stand on the page. Follows paths, matrices and forms only
(ISO 32000-1, 8.5): colour, clipping and opacity decide what is seen, and a pale or clipped word is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

import pikepdf

from outscan.extract.outlines import IDENTITY, Matrix, Outlines, Pen, times
from outscan.extract.pdf.streams import inflated
from outscan.lazy_regex.literals import Literals
from outscan.limits import Budget

TOKEN = re.compile(
    rb"(?P<n>[-+]?(?:\d+\.?\d*|\.\d+))(?=[\s\]/\[(<A-Za-z]|$)|(?P<o>[A-Za-z'\"][A-Za-z0-9*]*)|/(?P<k>[^\s/<>()\[\]{}%]*)"
    rb"|\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|%[^\r\n]*",
    re.DOTALL,
)
DRAWN = re.compile(rb"[\d.]\s+[lcvy]\s")
"""A line or curve, for counting."""
OPERATORS = Literals([bytes((blank, operator)) for blank in b" \n\r\t\x0b\x0c" for operator in b"lcvy"])
IMAGE = re.compile(rb"\bID\s.*?\sEI\b", re.DOTALL)
LEAST = 24
"""Lines and curves of a stream; fewer are no word."""
MOST = 3_000_000
"""Bytes of a stream looked at; a longer one is a map, and its beginning is looked at."""
DEEP = 8
TAKES = {b"m": 2, b"l": 2, b"c": 6, b"v": 4, b"y": 4, b"cm": 6}
PAINTS = {b"f": True, b"F": True, b"f*": True, b"B": True, b"B*": True, b"b": True, b"b*": True, b"S": False, b"s": False}
CLOSES = frozenset({b"b", b"b*", b"s"})


def many_drawn(data: bytes) -> bool:
    """Whether a stream draws as many lines and curves as a word takes."""
    if OPERATORS.count(data) < LEAST:
        return False
    return sum(1 for _ in islice(DRAWN.finditer(data, 0, MOST), LEAST)) == LEAST


@dataclass(slots=True)
class Curves:
    """Follows the streams of one document; a form is counted once."""

    budget: Budget
    _counts: dict[tuple[int, int], int] = field(default_factory=dict)
    _bytes: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def paint(self, data: bytes, resources: object, outlines: Outlines, matrix: Matrix = IDENTITY, depth: int = 0) -> None:
        """Take over what `data` draws as lines and curves, its forms, patterns and masks included."""
        forms = self._forms(resources) if depth < DEEP else {}
        if not many_drawn(data):
            if any(self._rich(form, depth) for form in forms.values()):
                self._walk(data, forms, outlines, matrix, depth)
        else:
            self._walk(data, forms, outlines, matrix, depth)
        self._beside(resources, outlines, depth)

    def form(self, form: pikepdf.Stream, outlines: Outlines, matrix: Matrix = IDENTITY, depth: int = 0) -> None:
        """Take over what a form draws."""
        own = matrix_of(form.get("/Matrix"))
        self.paint(self._read(form), form.get("/Resources"), outlines, times(own, matrix), depth + 1)

    def walk(self, stream: pikepdf.Stream, resources: object, outlines: Outlines, matrix: Matrix) -> None:
        """Take over what a stream draws, however little: a glyph."""
        self._walk(self._read(stream), self._forms(resources), outlines, matrix, 1)

    def _beside(self, resources: object, outlines: Outlines, depth: int) -> None:
        """Tiling patterns and the groups of soft masks: drawn through something else, wherever that stands."""
        if not isinstance(resources, pikepdf.Dictionary) or depth >= DEEP:
            return
        for key in ("/Pattern", "/ExtGState"):
            group = resources.get(key)
            for thing in list(group.as_dict().values())[:200] if isinstance(group, pikepdf.Dictionary) else ():
                mask = thing.get("/SMask") if isinstance(thing, pikepdf.Dictionary) else None
                inner = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else thing
                if isinstance(inner, pikepdf.Stream) and self._rich(inner, depth):
                    beside = Outlines()
                    self.form(inner, beside, depth=depth)
                    outlines.shapes += beside.shapes

    def _forms(self, resources: object) -> dict[bytes, pikepdf.Stream]:
        group = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(group, pikepdf.Dictionary):
            return {}
        return {
            name[1:].encode("utf-8", "surrogateescape"): thing
            for name, thing in group.as_dict().items()
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        }

    def _rich(self, form: pikepdf.Stream, depth: int) -> bool:
        """Whether a form, or one in it, draws as many lines and curves as a word takes."""
        key = form.objgen
        if key not in self._counts:
            self._counts[key] = 0  # a form that draws itself ends here
            count = LEAST if many_drawn(self._read(form)) else 0
            if count < LEAST and depth < DEEP:
                inner = form.get("/Resources")
                nested = [*self._forms(inner).values()]
                count = LEAST if any(self._rich(one, depth + 1) for one in nested) else count
            self._counts[key] = count
        return self._counts[key] >= LEAST

    def _read(self, stream: pikepdf.Stream) -> bytes:
        if stream.objgen not in self._bytes or stream.objgen == (0, 0):
            try:
                self._bytes[stream.objgen] = inflated(stream, self.budget)
            except pikepdf.PikepdfError:
                self._bytes[stream.objgen] = b""
        return self._bytes[stream.objgen]

    def _walk(self, data: bytes, forms: dict[bytes, pikepdf.Stream], outlines: Outlines, matrix: Matrix, depth: int) -> None:
        data = IMAGE.sub(b" ", data[:MOST]) if b"ID" in data else data[:MOST]
        given: list[float] = []
        hand, name = Hand(outlines, matrix), b""
        for count, found in enumerate(TOKEN.finditer(data)):
            if count % 65536 == 0:
                self.budget.tick()
            kind = found.lastgroup
            if kind == "n":
                given.append(float(found["n"]))
            elif kind == "k":
                name = found["k"]
            elif kind == "o":
                word = found["o"]
                if word == b"Do":
                    if name in forms and self._rich(forms[name], depth):
                        self.form(forms[name], outlines, hand.matrix, depth)
                else:
                    hand.do(word, given)
                given.clear()


@dataclass(slots=True)
class Hand:
    """Carries out the operators of paths and of the space they are drawn in."""

    outlines: Outlines
    matrix: Matrix
    pen: Pen = field(init=False)
    clip: bool = False
    saved: list[Matrix] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pen = Pen(self.matrix)

    def do(self, word: bytes, given: list[float]) -> None:
        """One operator with its numbers; others than these do nothing here."""
        takes = TAKES.get(word)
        if takes is not None:
            if len(given) >= takes:
                self.matrix = _stroke(self.pen, word, given[-takes:], self.matrix)
        elif word == b"h":
            self.pen.close()
        elif word in PAINTS or word == b"n":
            self._paint(word)
        elif word in (b"W", b"W*"):
            self.clip = True
        elif word == b"q":
            self.saved.append(self.matrix)
        elif word == b"Q" and self.saved:
            self.matrix = self.pen.matrix = self.saved.pop()

    def _paint(self, word: bytes) -> None:
        """The path is painted, or dropped; one that clips is seen through what it lets pass."""
        if word in CLOSES:
            self.pen.close()
        if self.pen.contours and (word != b"n" or self.clip):
            self.outlines.add(self.pen.contours, filled=PAINTS.get(word, True))
        self.pen, self.clip = Pen(self.matrix), False


def _stroke(pen: Pen, word: bytes, values: list[float], matrix: Matrix) -> Matrix:
    """Draw one operator, or move the space; the matrix that holds from here on comes back."""
    if word == b"m":
        pen.move(values[0], values[1])
    elif word == b"l":
        pen.line(values[0], values[1])
    elif word == b"c":
        pen.curve((values[0], values[1]), (values[2], values[3]), (values[4], values[5]))
    elif word == b"v":
        pen.curve(pen.at, (values[0], values[1]), (values[2], values[3]))
    elif word == b"y":
        pen.curve((values[0], values[1]), (values[2], values[3]), (values[2], values[3]))
    else:
        a, b, c, d, e, f = values
        matrix = times((a, b, c, d, e, f), matrix)
        pen.matrix = matrix
    return matrix


def matrix_of(stated: object) -> Matrix:
    """Six numbers of a PDF as a matrix; what is none moves nothing."""
    if not isinstance(stated, pikepdf.Array) or len(stated) != 6:
        return IDENTITY
    try:
        a, b, c, d, e, f = (float(one) for one in list(stated))
    except (TypeError, ValueError):
        return IDENTITY
    return a, b, c, d, e, f
