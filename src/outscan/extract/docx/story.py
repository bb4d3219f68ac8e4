"""One story of a document (body, header, note, comment): its paragraphs, tables, boxes, and what hides in them.

In: the root of a part. Out: `Story.pieces`. A paragraph is read in its final view (insertions in, deletions out); deletions
are read again with the words around them, so that a term that straddles kept and deleted text is found.
"""

from __future__ import annotations

from outscan.extract.docx.drawings import Boxes
from outscan.extract.docx.fields import alternate, author, bookmark, codes, control, form
from outscan.extract.docx.names import (
    ALTERNATE,
    BDO,
    BOOKMARK,
    BR,
    CR,
    DEL,
    DEL_INSTR,
    DEL_TEXT,
    FIELD,
    FIELD_CHAR,
    HYPERLINK,
    INS,
    INSTR,
    MOVE_FROM,
    MOVE_TO,
    NO_BREAK_HYPHEN,
    OVERRIDDEN,
    OVERRIDE,
    PPR,
    PTAB,
    RPR,
    RUBY,
    SDT_PR,
    SOFT_HYPHEN,
    SYM,
    TAB,
    TBL,
    TC,
    TR,
    VAL,
    M,
    P,
    R,
    T,
    W,
    symbol,
)  # fmt: skip
from outscan.extract.docx.numbers import Numbers
from outscan.extract.docx.run_buffer import DELETED, INSERTED, KEPT, SILENT, Line, count, dropped, old_view, through
from outscan.extract.docx.story_state import StoryState
from outscan.extract.docx.visibility import Look, Looks
from outscan.extract.element import Element
from outscan.extract.ooxml import local
from outscan.types import HARD, NOWHERE, SOFT, HiddenKind, Part, Spot

_STATE = {INS: INSERTED, MOVE_TO: INSERTED, DEL: DELETED, MOVE_FROM: DELETED}
_SHORT = {TAB: " ", PTAB: " ", BR: SOFT, CR: SOFT, NO_BREAK_HYPHEN: "-", SOFT_HYPHEN: "\u00ad"}


class Story:
    """Reads one story into what is kept of it: `kept.label` begins its spots, `kept.part` is where its paragraphs sit."""

    def __init__(self, looks: Looks, numbers: Numbers) -> None:
        self.kept = StoryState(looks, Part.BODY, numbers=numbers, ground=looks.page)
        self.boxes = Boxes(self.kept, self.blocks)
        self._begun = 0
        self._mark_deleted = False

    def body(self, parent: Element) -> None:
        """Read block content as paragraphs that count (第n段)."""
        self.blocks(parent, None, KEPT)

    def place(self, parent: Element, spot: Spot) -> None:
        """Read block content as one place at `spot` (a note, a comment)."""
        self.kept.spot = spot
        lines: list[str] = []
        self.blocks(parent, lines, KEPT)
        self.kept.places.append((spot, HARD.join(line for line in lines if line)))

    def blocks(self, parent: Element, sink: list[str] | None, state: int) -> None:
        """Read paragraphs and tables below `parent`, through whatever wraps them."""
        for child in parent:
            tag = child.tag
            if tag == P:
                self._block(child, sink, state)
            elif tag == TBL:
                self.table(child, state)
            elif tag == ALTERNATE:
                alternate(self.kept, child, lambda choice: self.blocks(choice, sink, state))
            elif tag == SDT_PR:
                control(self.kept, child)
            elif tag in _STATE:
                author(self.kept, child)
                self.blocks(child, sink, _STATE[tag] or state)
            elif tag == BOOKMARK:
                bookmark(self.kept, child)
            elif tag not in SILENT and len(child):
                self.blocks(child, sink, state)

    def _block(self, paragraph: Element, sink: list[str] | None, state: int) -> None:
        if sink is not None:
            sink.append(self.paragraph(paragraph, state))
            return
        self.kept.count += 1
        self.kept.spot = self.kept.label.then("paragraph", self.kept.count)
        text = self.kept.merge + self.paragraph(paragraph, state)
        self.kept.merge = ""
        if self._mark_deleted and text:
            self.kept.merge = text + SOFT  # a deleted paragraph mark: in the final view the next paragraph goes on here
        elif text and dropped(paragraph):
            self.kept.merge = text  # a dropped capital is the first letter of the paragraph that follows
        elif text and not text.isspace():
            self.kept.places.append((self.kept.spot, text))

    def paragraph(self, paragraph: Element, state: int = KEPT) -> str:
        """Read one paragraph; returns what is seen of it in the final view."""
        properties = paragraph[0] if len(paragraph) and paragraph[0].tag == PPR else paragraph.find(PPR)
        look = self.kept.looks.paragraph(properties)
        self._mark_deleted = False
        mark = properties.find(RPR) if properties is not None else None
        for change in mark if mark is not None else ():
            if change.tag in (INS, DEL):
                author(self.kept, change)
                self._mark_deleted = change.tag == DEL
        label = self.kept.numbers.label(properties) if self.kept.numbers.lists else ""
        if state == KEPT and (plain := self._plain(paragraph, look)) is not None:
            return label + plain if plain else ""
        line = Line(look)
        self._runs(paragraph, line, state)
        for kind, parts in line.hidden.items():
            self.kept.hide(kind, "".join(parts))
        if line.codes:
            codes(self.kept, "".join(line.codes))
        if line.changed:
            self.kept.hide(HiddenKind.TRACKED_DELETION, old_view(line.parts))
        if line.inserted:
            self.kept.inserted.append(self.kept.spot)
        text = "".join(line.seen)
        text = label + text if text else ""
        return text + SOFT + "".join(line.ruby) if line.ruby else text

    def _plain(self, paragraph: Element, look: Look) -> str | None:
        """The text of a paragraph that is nothing but runs of seen text, as most are; None where it is more."""
        looks, ground, parts = self.kept.looks, self.kept.ground, []
        hidden = looks.hidden(look, ground)
        for child in paragraph:
            tag = child.tag
            if tag == R:
                kind = hidden
                for part in child:
                    tag = part.tag
                    if tag == T:
                        if kind is not None:
                            return None
                        parts.append(part.text or "")
                    elif tag == RPR:
                        kind = looks.hidden(looks.apply(look, part), ground) if len(part) else hidden
                    else:
                        return None
            elif tag != PPR:
                return None
        return "".join(parts)

    def _runs(self, parent: Element, line: Line, state: int) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child, line, state)
            elif tag in _STATE:
                author(self.kept, child)
                self._runs(child, line, _STATE[tag])
            elif tag == PPR or tag in SILENT or not isinstance(tag, str):
                continue
            elif tag.startswith(M):
                self._add(line, "".join(t.text or "" for t in child.iter(M + "t", T)), state, None)
            elif tag == SDT_PR:
                control(self.kept, child)
            elif tag == BOOKMARK:
                bookmark(self.kept, child)
            else:
                self._wrapped(child, line, state)

    def _wrapped(self, child: Element, line: Line, state: int) -> None:
        """Runs inside a field, a link, a control, an alternate, or whatever else wraps them."""
        if child.tag == FIELD:
            line.codes.append(SOFT + child.get(W + "instr", ""))
            if not any(True for _ in child.iter(T)):
                self._add(line, line.formula(child.get(W + "instr", "")), state, None)
        elif child.tag == HYPERLINK:
            self.kept.hide(HiddenKind.ALT_TEXT, child.get(W + "tooltip", ""))
        elif child.tag == ALTERNATE:
            alternate(self.kept, child, lambda choice: self._runs(choice, line, state))
            return
        turned = (OVERRIDE, OVERRIDDEN) if child.tag == BDO and child.get(VAL) == "rtl" else ("", "")
        self._add(line, turned[0], state, None)
        if len(child):
            self._runs(child, line, state)
        self._add(line, turned[1], state, None)

    def _run(self, run: Element, line: Line, state: int) -> None:
        look = line.look
        kind = self.kept.looks.hidden(look, self.kept.ground)
        for child in run:
            tag = child.tag
            if tag == RPR:
                if len(child):
                    look = self.kept.looks.apply(look, child)
                    kind = self.kept.looks.hidden(look, self.kept.ground)
                continue
            if tag == T:
                self._add(line, child.text or "", state, kind)
            elif tag in _SHORT:
                self._add(line, _SHORT[tag], state, kind)
            elif tag == DEL_TEXT:
                self._add(line, child.text or "", DELETED, kind)
            else:
                self._odd(child, line, state, kind)

    def _odd(self, child: Element, line: Line, state: int, kind: HiddenKind | None) -> None:
        """What a run holds besides words: field codes, symbols, ruby, drawings."""
        tag = child.tag
        if tag in (INSTR, DEL_INSTR):
            line.codes.append(child.text or "")
        elif tag == FIELD_CHAR:
            self._add(line, line.field(child.get(W + "fldCharType", "")), state, kind)
            form(self.kept, child)
        elif tag == SYM:
            self._add(line, symbol(child.get(W + "font", ""), child.get(W + "char", "")), state, kind)
        elif tag == RUBY:
            self._ruby(child, line, state)
        elif tag == ALTERNATE:
            alternate(self.kept, child, lambda choice: self._drawn(choice, line, state))
        elif len(child) and isinstance(tag, str):
            self.boxes.graphic(child)

    def _drawn(self, choice: Element, line: Line, state: int) -> None:
        """An alternate inside a run holds run content or a drawing."""
        if any(c.tag in (T, SYM, INSTR) for c in choice):
            self._run(choice, line, state)
        else:
            self.boxes.graphic(choice)

    @staticmethod
    def _add(line: Line, text: str, state: int, kind: HiddenKind | None) -> None:
        if kind is not None:
            line.hidden.setdefault(kind, []).append(text)
            return
        if state == DELETED:
            line.changed = line.changed or bool(text)
        else:
            line.seen.append(text)
            line.inserted = line.inserted or state == INSERTED
        line.parts.append((text, state))

    def _ruby(self, ruby: Element, line: Line, state: int) -> None:
        for child in ruby:
            name = local(child)
            if name == "rubyBase":
                self._runs(child, line, state)
            elif name == "rt":
                line.ruby.append("".join(t.text or "" for t in child.iter(T)))

    def table(self, table: Element, state: int) -> None:
        """Read a table as a grid of its own; nested ones follow."""
        self._begun += 1
        prefix, spot, ground = self.kept.label.then("table", self._begun), self.kept.spot, self.kept.ground
        cells: list[tuple[int, int, str]] = []
        self.kept.tables.append((prefix, self.kept.places[-1][0] if self.kept.places else NOWHERE, cells))
        styled = table.find(f"{W}tblPr/{W}tblStyle") is not None
        for name in ("tblCaption", "tblDescription"):
            if (said := table.find(f"{W}tblPr/{W}{name}")) is not None:
                self.kept.hide(HiddenKind.ALT_TEXT, said.get(VAL, ""))
        for row, tr in enumerate(through(table, TR)):
            properties = tr.find(W + "trPr")
            row_state, hidden, column = state, False, 0
            if properties is not None:
                row_state = DELETED if properties.find(DEL) is not None else state
                hidden = properties.find(W + "hidden") is not None
                column = count(properties.find(W + "gridBefore"), 0)
                if properties.find(INS) is not None:
                    self.kept.inserted.append(prefix.then("grid", row + 1, "", 1))
            for tc in through(tr, TC):
                cell = tc.find(W + "tcPr")
                fill = cell.find(W + "shd") if cell is not None else None
                fill_color = fill.get(W + "fill", "auto") if fill is not None else "auto"
                # a table style may paint the cell: only an explicit fill says what is behind the words
                self.kept.ground = (None if styled else ground) if fill_color == "auto" else fill_color
                self.kept.spot = prefix.then("grid", row + 1, "", column + 1)
                lines: list[str] = []
                self.blocks(tc, lines, row_state)
                text = SOFT.join(line for line in lines if line)
                merged = cell is not None and (m := cell.find(W + "vMerge")) is not None and m.get(VAL, "continue") == "continue"
                if hidden:
                    self.kept.hide(HiddenKind.HIDDEN_ROW, text)
                elif text or not merged:
                    cells.append((row, column, text))
                column += count(cell.find(W + "gridSpan") if cell is not None else None, 1)
        self.kept.spot, self.kept.ground = spot, ground
