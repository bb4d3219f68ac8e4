"""The page as a stream of events: what is read in one breath, what is a table, what is hidden and how.

In: events of the HTML parser, so that no depth of nesting costs a stack. Out: `Page` with paragraphs, tables, hidden things
and embedded files. Attributes that carry words are words too.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from outscan.extract.collected import Collected
from outscan.extract.html.attributes import CARRIED, DATA_URI, worded
from outscan.extract.html.drawings import Drawings
from outscan.extract.html.placed import Holder, holder
from outscan.extract.html.script import generated, remarks, strings
from outscan.extract.html.style import Matched, colour, colours, concealed
from outscan.extract.html.table import WIDEST_SPAN, Cell, Table, span
from outscan.extract.html.vocabulary import BLOCKS, UNSEEN
from outscan.extract.sight import BLACK, WHITE, Colour, alike
from outscan.nouns import Struct, field
from outscan.types import SOFT, HiddenKind, Part, Spot, spot

if TYPE_CHECKING:
    from outscan.extract.html.sheet import StyleSheet

_PARTS = {
    HiddenKind.MARKUP_COMMENT: Part.COMMENT,
    HiddenKind.PROPERTY: Part.METADATA,
    HiddenKind.CUSTOM_PROPERTY: Part.METADATA,
    HiddenKind.EXTERNAL_LINK: Part.METADATA,
    HiddenKind.ALT_TEXT: Part.NOTE,
}
_SOURCES = frozenset({"script", "style"})
_KEPT = frozenset({"pre", "textarea", "xmp", "listing"})
_BLANK = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"<[^<>]*>")
_CONDITIONAL = re.compile(r"^\s*\[(?:if|endif)[^\]]*\]>?|<!\[endif\]\s*$", re.IGNORECASE)
_MOVED = re.compile(
    r"order\s*:\s*-?\d|-reverse|position\s*:\s*(?:absolute|fixed)|float\s*:\s*right|grid-(?:row|column)", re.IGNORECASE
)
_NEAR = 8
"""So many elements deep a box's words are gathered."""
_BRACKETS = frozenset("()（）[]【】〔〕「」")
"""What `rp` puts around ruby where ruby is not shown as such."""


class _Element(Struct):
    """An open element: what it passes on to the text inside it."""

    tag: str
    kind: HiddenKind | None
    front: Colour
    ground: Colour
    reversed: bool
    style: str = ""
    holder: Holder | None = None
    matched: Matched = field(default_factory=Matched)


class Page:
    """What one HTML page with these style sheets holds; the target of the parser's events."""

    def __init__(self, sheet: StyleSheet | None = None) -> None:
        self.tables: list[list[Cell]] = []
        self.hidden = Collected(_PARTS)
        self.embedded: list[tuple[str, str]] = []
        self.drawings = Drawings()
        self._flow: list[str] = [""]
        self._said: list[str] = []
        """What was said since the last paragraph was put together: a string that grows piece by piece costs its square."""
        self._flows: list[list[str]] = []
        self._open: list[_Element] = [_Element("", None, BLACK, WHITE, reversed=False, matched=Matched(root=True))]
        self._tables: list[Table] = []
        self._source: list[str] | None = None
        self._sheet = sheet
        self._unseen: list[str] = []
        self._remarks = 0
        self._children: list[list[str] | None] = [None]

    def paragraphs(self) -> list[str]:
        """The visible text outside tables, a paragraph each."""
        return _tidy(self._settled())

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        tag = tag.lower()
        outer = self._open[-1]
        element = self._element(tag, attributes, outer)
        if element.kind is not outer.kind:
            self._flush(outer.kind)
        self._open.append(element)
        self.drawings.start(tag, attributes)
        self._place(outer, element)
        worded(tag, attributes, self.hidden, self.embedded)
        if tag in _SOURCES:
            self._source = []
        elif tag == "br":
            self._put(SOFT)
        elif tag == "wbr":
            self._put("\u200b")
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif tag in ("td", "th") and self._tables:
            self._begin_cell(attributes)
        if tag in BLOCKS:
            self._break()

    def end(self, tag: str) -> None:
        """An element closes."""
        tag = tag.lower()
        if tag in _SOURCES and self._source is not None:
            self._sources(tag, "".join(self._source))
            self._source = None
        if tag in BLOCKS:
            self._break()
        if tag in ("td", "th") and self._flows and self._tables:
            self._settled()
            self._flow = self._flows.pop()
        elif tag == "table" and self._tables:
            self._end_table()
        if len(self._open) > 1:
            self.drawings.end()
            closed = self._open.pop()
            self._children.pop()
            if closed.kind is not self._open[-1].kind:
                self._flush(closed.kind)
            if closed.holder is not None and closed.kind is None and (text := closed.holder.shown()):
                self._break()
                self._put(text)
                self._break()

    def data(self, data: str) -> None:
        """Text."""
        if self._source is not None:
            self._source.append(data)
            return
        self.drawings.data(data)
        keep = any(e.tag in _KEPT for e in self._open[-3:])
        text = data if keep else _BLANK.sub(" ", data)
        self._put(text[::-1] if self._open[-1].reversed else text)

    def comment(self, text: str) -> None:
        """A comment; what it comments out may be markup."""
        plain = html.unescape(_TAG.sub(" ", _CONDITIONAL.sub("", text))).strip()
        if plain:
            self._remarks += 1
            self._hide(HiddenKind.MARKUP_COMMENT, spot("markup_comment", self._remarks), _BLANK.sub(" ", plain))

    def pi(self, target: str, data: str | None = None) -> None:
        """A processing instruction."""
        self.comment(f"{target} {data or ''}")

    def close(self) -> Page:
        """The end of the page: whatever is still open is closed."""
        while len(self._open) > 1:
            self.end(self._open[-1].tag)
        while self._tables:
            self._end_table()
        self._flush(None)
        return self

    def _element(self, tag: str, attributes: dict[str, str], outer: _Element) -> _Element:
        matched, style = outer.matched, attributes.get("style", "")
        if self._sheet is not None:
            matched, style = self._sheet.apply(tag, attributes, outer.matched)
        front, ground = colours(style)
        front = front or colour(attributes.get("color", "") or attributes.get("text", "")) or outer.front
        ground = ground or colour(attributes.get("bgcolor", "")) or outer.ground
        kind = outer.kind or UNSEEN.get(tag) or concealed(style)
        if kind is None and "hidden" in attributes:
            kind = HiddenKind.HIDDEN_TEXT
        if kind is None and alike(front, ground):
            kind = HiddenKind.WHITE_TEXT
        turned = (tag == "bdo" and attributes.get("dir", "").lower() == "rtl") or "bidi-override" in style
        return _Element(tag, kind, front, ground, outer.reversed or turned, style, matched=matched)

    def _sources(self, tag: str, source: str) -> None:
        """What a script or style sheet holds in words."""
        if tag == "script":
            for text in strings(source):
                self._hide(HiddenKind.SCRIPT, "script", text)
            if ";base64," in source:
                self.embedded.extend(("data", uri) for uri in CARRIED.findall(source))
            return
        for text in generated(source):
            self._put(text)
            self._break()
        for text in remarks(source):
            self._hide(HiddenKind.MARKUP_COMMENT, "style", text)
        self.embedded.extend(("data", uri) for uri in DATA_URI.findall(source))

    def _hide(self, kind: HiddenKind, at: Spot | str, text: str) -> None:
        self.hidden.hide(kind, at, text.strip())

    def _put(self, text: str) -> None:
        for child in self._children[-_NEAR:]:
            if child is not None:
                child.append(text)
        if self._open[-1].holder is not None and not text.isspace():
            self._open[-1].holder.child("").append(text)
        if self._open[-1].kind is None:
            self._said.append(text)
        else:
            self._unseen.append(text)

    def _settled(self) -> list[str]:
        """The flow with everything said so far in its last paragraph."""
        if self._said:
            self._flow[-1] += "".join(self._said)
            self._said.clear()
        return self._flow

    def _place(self, outer: _Element, element: _Element) -> None:
        """Remember the words of a child apart where its place or its parent's style may show it in another order."""
        if _MOVED.search(element.style) or (outer.holder is None and _MOVED.search(outer.style)):
            outer.holder = outer.holder or holder(outer.style)
        self._children.append(outer.holder.child(element.style) if outer.holder is not None else None)

    def _break(self) -> None:
        if self._open[-1].kind is not None:
            if self._unseen and self._unseen[-1] != SOFT:
                self._unseen.append(SOFT)
        elif self._settled()[-1]:
            self._flow.append("")

    def _flush(self, kind: HiddenKind | None) -> None:
        """One hidden thing ends."""
        text = _BLANK.sub(" ", "".join(self._unseen)).strip(f" {SOFT}")
        self._unseen = []
        if text and kind is not None and not (kind is HiddenKind.ALT_TEXT and text in _BRACKETS):
            self._hide(kind, "title" if kind is HiddenKind.PROPERTY else self._spot(), text)

    def _spot(self) -> Spot:
        return spot("near_paragraph", len(self._flow)) if not self._tables else spot("near_table", len(self.tables) + 1)

    def _begin_table(self) -> None:
        self._break()
        if self._tables:
            self._tables[-1].nested = True
        self._tables.append(Table())

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        table = self._tables[-1]
        table.row = max(table.row, 0)
        while (table.row, table.column) in table.taken:
            table.column += 1
        wide, high = span(attributes.get("colspan")), span(attributes.get("rowspan"))
        if high > 1:
            table.taken.update(
                (table.row + r, table.column + c) for r in range(1, high) for c in range(min(wide, WIDEST_SPAN // high + 1))
            )
        flow = [""]
        table.cells.append((table.row, table.column, flow))
        table.column += wide
        self._flows.append(self._settled())
        self._flow = flow

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._settled()
        cells = [(row, column, _tidy(flow)) for row, column, flow in table.cells]
        if (
            table.nested or max((column for _, column, _ in cells), default=0) == 0
        ):  # a table for layout: its text is read as text
            self._break()
            for _, _, texts in cells:
                self._flow[-1:] = [self._flow[-1], *texts] if self._flow[-1] else texts or [""]
            self._flow.append("")
            return
        filled = [(row, column, SOFT.join(texts)) for row, column, texts in cells if texts]
        if filled:
            self.tables.append(filled)


def _tidy(flow: list[str]) -> list[str]:
    """Paragraphs without blanks around them or around line breaks; lines of preformatted text apart."""
    tidy = (re.sub(rf"[ ]*{SOFT}[ ]*", SOFT, line).strip(f" \t\r{SOFT}") for text in flow for line in text.split("\n"))
    return [line for line in tidy if line]
