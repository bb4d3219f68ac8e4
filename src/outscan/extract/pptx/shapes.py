"""The shapes of one slide, note or master.

In: the root of a part. Out: `Shapes.pieces`. The lines of a shape are read together; what is drawn off the slide, in the
colour of its ground, too small, or hidden is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.extract.collected import Collected
from outscan.extract.element import Element
from outscan.extract.ooxml import local, paragraph_text, shape_names, wordy
from outscan.extract.reading_order import LONGEST, Box, in_reading_order
from outscan.extract.sight import WHITE, hexed, outside, tiny, unseen
from outscan.nouns import Struct, field
from outscan.types import NOWHERE, SOFT, HiddenKind, Part, PlacedText, Segment, Spot, Where, grid, joined

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
"""Hundredths of a point: two points and less."""
_PROMPT = re.compile(
    r"(click|tap|double.click) (to|icon)\b.*|(second|third|fourth|fifth|sixth|seventh|eighth|ninth|first) (outline )?level|"
    r"edit master .*|(单击|点击|按一下|按此|双击)(此处|以|图标|这里)?.*(编辑|添加|新增|輸入|输入|編輯).*|"
    r"(第)?[一二三四五六七八九]级|第[一二三四五六七八九]層|编辑母版.*|[‹<]#[›>]|[\d/.\-年月日: ]*",
    re.IGNORECASE | re.DOTALL,
)
_BODIES = (P + "txBody", A + "txBody", "{http://schemas.microsoft.com/office/drawing/2008/diagram}txBody")
"""Text of a shape; of a shape in a locked canvas or a table's cell (read as a table); of a diagram."""
_PAINT = frozenset({"solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})

Space = tuple[float, float, float, float]
"""Where a coordinate of a group lies on the slide: left and top of its zero, and its scale across and down."""
SLIDE: Space = (0.0, 0.0, 1.0, 1.0)


class Shapes(Struct):
    """Reads one shape tree; `spot` is the slide (幻灯片3)."""

    spot: Spot
    part: Part = Part.BODY
    hide_all: HiddenKind | None = None
    size: tuple[int, int] = (0, 0)
    light: bool = True
    master: bool = False
    known: set[str] = field(default_factory=set)
    places: list[PlacedText] = field(default_factory=list)
    tables: list[tuple[Spot, list[tuple[int, int, str]]]] = field(default_factory=list)
    hidden: Collected = field(default_factory=lambda: Collected({HiddenKind.ALT_TEXT: Part.IMAGE}))
    boxes: list[Box] = field(default_factory=list)

    def read(self, root: Element) -> None:
        """Read every shape below `root`."""
        name = next((e.get("name", "") for e in root.iter(P + "cSld")), "")
        if wordy(name) and not name.isascii() and not self.master:
            self._hide(HiddenKind.PROPERTY, name)
        trees = list(root.iter(P + "spTree")) or [root]
        for tree in trees:
            self._tree(tree, None)

    def _hide(self, kind: HiddenKind, text: str, spot: Spot = NOWHERE) -> None:
        self.hidden.hide(kind, spot or self.spot, text)

    def _tree(self, parent: Element, kind: HiddenKind | None, space: Space = SLIDE) -> None:
        for child in parent:
            name = local(child)
            if child.tag == MC + "AlternateContent":
                self._alternate(child, kind, space)
            elif name in {"sp", "pic", "cxnSp", "graphicFrame", "grpSp", "contentPart"}:
                inside = kind or self._kind(child, space)
                self._called(child)
                if name == "grpSp":
                    self._tree(child, inside, _inner(child, space))
                    continue
                for table in child.iter(A + "tbl"):
                    self._table(table, inside)
                for body in child.iter(*_BODIES):
                    self._text(child, body, inside, space)
            elif name in {"nvGrpSpPr", "grpSpPr", ""}:
                continue
            elif len(child):
                self._tree(child, kind, space)

    def _alternate(self, alternate: Element, kind: HiddenKind | None, space: Space) -> None:
        choices = [c for c in alternate if local(c) == "Choice"]
        fallbacks = [c for c in alternate if local(c) == "Fallback"]
        for branch in choices or fallbacks:
            self._tree(branch, kind, space)
        known = "".join(t.text or "" for c in choices for t in c.iter(A + "t"))
        for fallback in fallbacks if choices else ():
            words = "".join(t.text or "" for t in fallback.iter(A + "t"))
            if words and words not in known:
                self._hide(HiddenKind.HIDDEN_TEXT, words)

    def _kind(self, shape: Element, space: Space) -> HiddenKind | None:
        """How a whole shape hides: marked hidden, or drawn off the slide."""
        for child in shape:
            if local(child).startswith("nv"):
                named = next((e for e in child if local(e) == "cNvPr"), None)
                if named is not None and named.get("hidden") in {"1", "true"}:
                    return HiddenKind.HIDDEN_TEXT
        placed = _on_slide(shape, space)
        if placed is None or not all(self.size):
            return None
        x, y, w, h = placed
        away = outside(x, y, x + w, y + h, (1, 1, self.size[0] - 1, self.size[1] - 1))  # an edge that touches is not seen
        return HiddenKind.OFF_PAGE if away and (w or h) else None

    def _called(self, shape: Element) -> None:
        for child in shape:
            if local(child).startswith("nv"):
                for element in child.iter():
                    if self.master and shape.find(f".//{P}ph") is not None:
                        continue
                    if local(element) == "cNvPr":
                        self._hide(HiddenKind.ALT_TEXT, shape_names(element))
                    elif (tip := element.get("tooltip", "")) and local(element).startswith("hlink"):
                        self._hide(HiddenKind.ALT_TEXT, tip)

    def _text(self, shape: Element, body: Element, kind: HiddenKind | None, space: Space) -> None:
        if local(body.getparent()) == "tc":
            return
        holder = next((e for e in shape.iter(P + "ph")), None)
        ground = self.light and not _painted(shape)
        lines: list[str] = []
        for link in body.iter(A + "hlinkClick", A + "hlinkMouseOver"):
            self._hide(HiddenKind.ALT_TEXT, link.get("tooltip", ""))
        for paragraph in body.iter(A + "p"):
            text = paragraph_text(paragraph)
            if (
                holder is not None
                and (self.master or self.part is Part.NOTE or holder.get("type") == "sldNum")
                and _PROMPT.fullmatch(text.strip())
            ):
                continue
            unseen = kind is None and _unseen(paragraph, light=ground)
            if unseen:
                for part_kind, part_text in unseen:
                    self._hide(part_kind, part_text)
                text = _seen(paragraph, light=ground)
            if text.strip():
                lines.append(text)
        said = SOFT.join(lines)
        if self.master and said in self.known:
            return
        self.known.add(said)
        if kind is not None:
            self._hide(kind, said)
        elif said:
            self.places.append((self.spot, said))
            if len(said) <= LONGEST and (placed := _on_slide(shape, space)) is not None:
                self.boxes.append(Box(*placed, said))

    def _table(self, table: Element, kind: HiddenKind | None) -> None:
        prefix = self.spot.then("table", len(self.tables) + 1)
        cells: list[tuple[int, int, str]] = []
        for row, tr in enumerate(table.iter(A + "tr")):
            for column, tc in enumerate(tr.iter(A + "tc")):
                text = SOFT.join(filter(None, (paragraph_text(p) for p in tc.iter(A + "p"))))
                merged = tc.get("hMerge") in {"1", "true"} or tc.get("vMerge") in {"1", "true"}
                if text or not merged:
                    cells.append((row, column, text))
        if kind is None:
            self.tables.append((prefix, cells))
        else:
            for row, column, text in cells:
                self._hide(kind, text, prefix.then("grid", row + 1, "", column + 1))

    def pieces(self, where: Where) -> Iterator[Segment]:
        """What was read, as segments."""
        self.places += [(self.spot, line) for line in in_reading_order(self.boxes)]
        if self.places:
            text, places = joined(self.places)
            yield Segment(where.at(self.part, self.spot), text, places, self.hide_all)
        for prefix, cells in self.tables:
            if any(cell[2] for cell in cells):
                text, places = grid(prefix, cells)
                yield Segment(where.at(Part.TABLE if self.part is Part.BODY else self.part, prefix), text, places, self.hide_all)
        yield from self.hidden.pieces(where, self.spot)


def _placed(frame: Element, offset: str, extent: str) -> tuple[int, int, int, int] | None:
    """Left, top, width and height a frame states, None where it does not."""
    off, ext = (next((e for e in frame if local(e) == name), None) for name in (offset, extent))
    if off is None or ext is None:
        return None
    return _figure(off.get("x")), _figure(off.get("y")), _figure(ext.get("cx")), _figure(ext.get("cy"))


def _on_slide(shape: Element, space: Space) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of a shape on the slide, None where it does not say."""
    frame = next((e for e in shape.iter() if local(e) == "xfrm"), None)
    placed = _placed(frame, "off", "ext") if frame is not None else None
    if placed is None:
        return None
    return space[0] + placed[0] * space[2], space[1] + placed[1] * space[3], placed[2] * space[2], placed[3] * space[3]


def _inner(group: Element, space: Space) -> Space:
    """The space of the shapes in a group: it maps its children's own rectangle onto its own (ECMA-376-1 §20.1.7.5)."""
    frame = next((e for child in group if local(child) == "grpSpPr" for e in child if local(e) == "xfrm"), None)
    outer, inner = (_placed(frame, *names) if frame is not None else None for names in (("off", "ext"), ("chOff", "chExt")))
    if outer is None or inner is None or not inner[2] or not inner[3]:
        return space
    wide, high = outer[2] / inner[2], outer[3] / inner[3]
    left, top = outer[0] - inner[0] * wide, outer[1] - inner[1] * high
    return space[0] + left * space[2], space[1] + top * space[3], wide * space[2], high * space[3]


def _figure(text: str | None) -> int:
    try:
        return int(text or "0")
    except ValueError:
        return 0


def _painted(shape: Element) -> bool:
    """Whether the shape paints its own ground (or takes one from a theme)."""
    for child in shape:
        name = local(child)
        if name == "style" or (name == "spPr" and any(local(c) in _PAINT for c in child)):
            return True
    return False


def _run_kind(run: Element, *, light: bool) -> HiddenKind | None:
    properties = run.find(A + "rPr")
    if properties is None:
        return None
    if tiny(_figure(properties.get("sz")) / 100):
        return HiddenKind.TINY_TEXT
    if properties.find(A + "noFill") is not None and properties.find(A + "ln") is None:
        return HiddenKind.WHITE_TEXT
    fill = properties.find(A + "solidFill")
    if fill is None or not light or not len(fill):
        return None
    color = fill[0]
    alpha = color.find(A + "alpha")
    if alpha is not None and _figure(alpha.get("val")) < 2000:
        return HiddenKind.WHITE_TEXT
    value = color.get("val", "")
    if local(color) == "schemeClr":
        return HiddenKind.WHITE_TEXT if value in {"bg1", "lt1"} and not len(color) else None
    return unseen(front=hexed(value), ground=WHITE)


def _unseen(paragraph: Element, *, light: bool) -> list[tuple[HiddenKind, str]]:
    """The runs of a paragraph that are not seen, neighbours of one kind joined."""
    found: list[tuple[HiddenKind, str]] = []
    for run in paragraph.iter(A + "r", A + "fld"):
        kind = _run_kind(run, light=light)
        text = "".join(t.text or "" for t in run.iter(A + "t"))
        if kind is not None and found and found[-1][0] is kind:
            found[-1] = (kind, found[-1][1] + text)
        elif kind is not None:
            found.append((kind, text))
    return found


def _seen(paragraph: Element, *, light: bool) -> str:
    return "".join(
        SOFT if e.tag == A + "br" else "".join(t.text or "" for t in e.iter(A + "t"))
        for e in paragraph.iter(A + "r", A + "fld", A + "br")
        if e.tag == A + "br" or _run_kind(e, light=light) is None
    )
