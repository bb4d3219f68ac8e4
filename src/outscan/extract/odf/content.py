"""The walk through a document: paragraphs, tables, and everything that hangs on them.

In: XML roots, in the order styles, content, meta. Out: segments; nothing is kept on the call stack, so depth costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from outscan.extract.element import Element
from outscan.extract.odf.attributes import TABLE_PARTS, Kept
from outscan.extract.odf.sheet import OdfTable
from outscan.nouns import Struct, field
from outscan.types import (
    SOFT,
    Gap,
    GapReason,
    HiddenKind,
    Numbered,
    Part,
    Piece,
    Places,
    Segment,
    Spot,
    joined,
    named,
    placed,
    spot,
    unread,
)
from outscan.words.members import called

_PARAGRAPHS = frozenset({"p", "h"})
_HEADERS = {
    "header": Part.HEADER,
    "header-left": Part.HEADER,
    "header-first": Part.HEADER,
    "header-decl": Part.HEADER,
    "footer": Part.FOOTER,
    "footer-left": Part.FOOTER,
    "footer-first": Part.FOOTER,
    "footer-decl": Part.FOOTER,
    "date-time-decl": Part.FOOTER,
}
_WORDS = {
    "title": HiddenKind.ALT_TEXT,
    "desc": HiddenKind.ALT_TEXT,
    "help-message": HiddenKind.DATA_VALIDATION,
    "error-message": HiddenKind.DATA_VALIDATION,
    "script": HiddenKind.SCRIPT,
    "ruby-text": HiddenKind.ALT_TEXT,
}
_SKIPPED = frozenset({"meta", "settings", "font-face-decls", "note-citation", "binary-data"})


class _Open(Struct):
    """An element being read: where its text goes, how it is hidden, what to do when it closes."""

    out: list[str]
    kind: HiddenKind | None
    close: Callable[[], None] | None = None
    skip: bool = False


class Content(Kept):
    """Collects what a document holds."""

    _body: list[str] = field(default_factory=list)
    _sheets: list[OdfTable] = field(default_factory=list)
    _tables: list[OdfTable] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _targets: list[list[str]] = field(default_factory=list)
    _slide: int = 0
    _depth_reported: bool = False

    def walk(self, root: Element) -> None:
        """Read one part."""
        self._targets, self._open = [self._body], [_Open([], None)]
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(element)
            elif event == "end":
                self._end(element)
            if event != "start" and element.tail and len(self._open) and not self._open[-1].skip:
                self._open[-1].out.append(self._plain(element.tail))

        loose = "".join(self._open[0].out).strip()
        if loose:  # mathematics and other words outside paragraphs
            self._body.append(loose)

    def pieces(self) -> Iterator[Piece]:
        """Yield what was collected."""
        if self._body:
            text, places = joined([("", line) for line in self._body])
            yield Segment(self.where.at(Part.BODY), text, Places(places.starts, Numbered("paragraph", len(self._body))))
        for sheet in self._sheets:
            yield from sheet.segments(self.where)
        yield from self._marked.pieces(self.where)
        yield from self._pieces

    def _plain(self, text: str) -> str:
        return re.sub(r"[ \t\r\n]+", " ", text)

    def _start(self, element: Element) -> None:  # noqa: C901, PLR0912 - one branch an element of the standard
        name, outer = _local(element), self._open[-1]
        if len(self._open) > self.budget.limits.max_xml_depth and not self._depth_reported:
            self._depth_reported = True
            self._pieces.append(
                Gap(self.where, GapReason.TOO_DEEP, unread("max_xml_depth", most=self.budget.limits.max_xml_depth))
            )
        here = _Open(outer.out, outer.kind, None, skip=outer.skip)
        self._open.append(here)
        if here.skip:
            return
        attributes = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        self._hidden_words(name, attributes)
        style = attributes.get("style-name", "")
        if name in _SKIPPED:
            here.skip = True
            if name == "binary-data" and element.text:
                self._packed(element.text)
        elif name in _PARAGRAPHS:
            here.out = []
            here.kind = outer.kind or self.styles.hides(style)
            here.close = lambda: self._paragraph(here)
        elif name == "span":
            kind = outer.kind or self.styles.hides(style)
            if kind is not outer.kind:
                here.out, here.kind = [], kind
                here.close = lambda: self._hide(here)
        elif name == "s":
            outer.out.append(" " * min(int(attributes.get("c", "1") or 1), 1000))
        elif name == "tab":
            outer.out.append(" ")
        elif name == "line-break":
            outer.out.append(SOFT)
        elif name in _WORDS:
            here.out = []
            here.close = lambda: self._words(here, _WORDS[name], named(name))
        elif name in TABLE_PARTS:
            self._table(name, attributes, here)
        else:
            self._region(name, attributes, here)
        if element.text and not here.skip:
            here.out.append(self._plain(element.text))

    def _end(self, element: Element) -> None:
        del element
        here = self._open.pop()
        if here.close is not None:
            here.close()

    def _paragraph(self, here: _Open) -> None:
        text = "".join(here.out).strip(" ")
        if not text.strip(SOFT):
            return
        if here.kind is not None:
            self._mark(Part.HIDDEN, here.kind, self._spot(), text)
        else:
            self._targets[-1].append(text)

    def _hide(self, here: _Open) -> None:
        if (text := "".join(here.out).strip()) and here.kind:
            self._mark(Part.HIDDEN, here.kind, self._spot(), text)

    def _words(self, here: _Open, kind: HiddenKind, at: Spot) -> None:
        if text := "".join(here.out).strip():
            self._mark(Part.NOTE if kind is HiddenKind.ALT_TEXT else Part.HIDDEN, kind, at, text)

    def _spot(self) -> Spot:
        if self._slide:
            return spot("slide", self._slide)
        return spot("near_paragraph", len(self._body) + 1)

    def _collect(self, here: _Open, part: Part, kind: HiddenKind | None, at: Spot | str) -> None:
        """Send the paragraphs inside `here` to a segment of their own."""
        lines: list[str] = []
        self._targets.append(lines)
        here.out, before = [], here.kind
        here.kind = None

        def close() -> None:
            self._targets.pop()
            loose = "".join(here.out).strip()
            texts = [*lines, *([loose] if loose else [])]
            if part is Part.BODY and kind is not HiddenKind.MASTER_TEXT and not placed(at).step("box"):
                for text in texts:  # a slide: its shapes and paragraphs are read one by one
                    self._mark(part, kind, at, text)
            elif texts:
                self._mark(part, kind or before, at, SOFT.join(texts))

        here.close = close

    def _region(self, name: str, attributes: dict[str, str], here: _Open) -> None:  # noqa: C901, PLR0912 - one branch an element of the standard
        at = self._spot()
        if name == "annotation":
            self._collect(
                here,
                Part.COMMENT,
                HiddenKind.COMMENT,
                spot("comment", len(self._marked.texts.get((Part.COMMENT, HiddenKind.COMMENT), [])) + 1),
            )
        elif name == "note":
            self._collect(here, Part.NOTE, None, at)
        elif name in ("deletion", "cell-content-deletion", "previous", "cell-content-change"):
            self._collect(here, Part.REVISION, HiddenKind.TRACKED_DELETION, spot("revision"))
        elif name in ("insertion", "format-change"):
            self._collect(here, Part.REVISION, HiddenKind.TRACKED_INSERTION, spot("revision"))
        elif name == "notes":
            self._collect(
                here,
                Part.NOTE,
                HiddenKind.SPEAKER_NOTE,
                spot("slide", self._slide).then("notes") if self._slide else spot("notes_master"),
            )
        elif name in _HEADERS:
            self._collect(here, _HEADERS[name], None, name)
        elif name == "master-page":
            self._collect(
                here,
                Part.BODY,
                HiddenKind.MASTER_TEXT,
                spot("master", None, attributes.get("display-name") or attributes.get("name", "")),
            )
        elif name == "page":
            self._slide += 1
            hidden = HiddenKind.HIDDEN_SLIDE if self.styles.hidden_slide(attributes.get("style-name", "")) else None
            self._collect(here, Part.HIDDEN if hidden else Part.BODY, hidden, spot("slide", self._slide))
        elif name in ("text-box", "custom-shape") and len(self._targets) == 1:
            self._collect(here, Part.BODY, None, at.then("box"))
        elif name in ("section", "hidden-text", "hidden-paragraph") and (
            name != "section" or attributes.get("display", "true") != "true"
        ):
            here.kind = HiddenKind.HIDDEN_TEXT
            if name != "section":
                here.out = []
                here.close = lambda: self._hide(here)
        elif name == "number-style" or name.endswith("-style"):
            here.out = []
            here.close = lambda: self._format(here)
        elif name in ("creator", "date", "change-info", "creator-initials"):
            here.out.append("")
            here.close = lambda: here.out.append(SOFT)

    def _format(self, here: _Open) -> None:
        text = "".join(here.out).strip()
        if text and not text.isascii() and len(text) > 1 and text not in ("年月日", "時分秒"):
            self._mark(Part.HIDDEN, HiddenKind.HIDDEN_FORMAT, spot("number_format"), text)

    def _table(self, name: str, attributes: dict[str, str], here: _Open) -> None:
        if name == "table":
            hidden = self.styles.hidden_sheet(attributes.get("style-name", ""))
            sheet = OdfTable(
                attributes.get("name") or called("table", n=len(self._sheets) + 1), hidden, number=len(self._sheets) + 1
            )
            self._sheets.append(sheet)
            self._tables.append(sheet)
            here.close = lambda: self._tables.__delitem__(-1)
        elif self._tables:
            sheet = self._tables[-1]
            if name == "table-column":
                sheet.column_begins(attributes)
            elif name == "table-row":
                sheet.row_begins(attributes)
                here.close = sheet.row_ends
            else:
                lines: list[str] = []
                self._targets.append(lines)
                here.out = []

                def close() -> None:
                    self._targets.pop()
                    sheet.cell(attributes, SOFT.join(lines))

                here.close = close


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
