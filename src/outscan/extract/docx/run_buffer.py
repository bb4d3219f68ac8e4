"""A paragraph while it is read, and small questions about the elements around it.

In: elements. Out: `Line`, and answers: what was deleted, which rows and cells a table has, whether a shape paints its ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from outscan.extract.docx.names import DEL_TEXT, FRAME, PPR, TC, TEXT_PATH, VAL, A, P, T, W
from outscan.extract.docx.visibility import Look
from outscan.extract.element import Element
from outscan.extract.fields import shown
from outscan.extract.ooxml import local
from outscan.extract.sight import WHITE, alike, hexed
from outscan.nouns import Struct, field
from outscan.types import HARD, SOFT, HiddenKind

KEPT, INSERTED, DELETED = 0, 1, 2
"""What tracked changes made of a run."""
_AROUND = 16
"""Characters of kept text read again on either side of a deletion."""
SILENT = frozenset(
    {W + "sectPr", W + "tblPr", W + "tblGrid", W + "trPr", W + "tblPrEx", W + "proofErr", W + "lastRenderedPageBreak"}
)


class Line(Struct):
    """A paragraph being read: what is seen, the parts with their state, what hides, field codes, ruby above the words."""

    look: Look
    seen: list[str] = field(default_factory=list)
    parts: list[tuple[str, int]] = field(default_factory=list)
    hidden: dict[HiddenKind, list[str]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    ruby: list[str] = field(default_factory=list)
    changed: bool = False
    inserted: bool = False
    open: list[tuple[int, int]] = field(default_factory=list)
    """Fields begun: where their codes begin, and where their result begins among what is seen (-1: nowhere yet)."""

    def field(self, state: str) -> str:
        """A field begins, its result begins, or it ends; what it shows by itself where it is a formula without a result."""
        if state == "begin":
            self.open.append((len(self.codes), -1))
            self.codes.append(SOFT)
        elif state == "separate" and self.open:
            self.open[-1] = (self.open[-1][0], len(self.seen))
        elif state == "end" and self.open:
            code, result = self.open.pop()
            if result < 0 or not "".join(self.seen[result:]).strip():
                return self.formula("".join(self.codes[code:]).strip(SOFT))
        return ""

    def formula(self, code: str) -> str:
        """What an EQ field shows; its ruby is kept above the words."""
        said = shown(code)
        if said is None:
            return ""
        if said[1]:
            self.ruby.append(said[1])
        return said[0]


def through(parent: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls and the like."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag not in SILENT and len(child) and child.tag not in (TC, P, W + "tcPr"):
            yield from through(child, wanted)


def count(element: Element | None, default: int) -> int:
    """The number of columns an element states, `default` where there is none; no more than a table can have."""
    value = element.get(VAL, "") if element is not None else ""
    return min(int(value), 1000) if value.isdecimal() else default


def filled(element: Element) -> bool:
    """Whether the shape around a text box paints its own ground, so that white text in it may be seen."""
    at = element
    for _ in range(4):
        if at is None:
            return False
        fill = at.get("fillcolor", "")
        if fill.startswith("#") and not alike(hexed(fill[1:7].split(" ")[0]), WHITE) and at.get("filled") not in {"f", "false"}:
            return True
        for properties in at:
            name = local(properties)
            if name == "style" or (
                name == "spPr" and any(local(c) in {"solidFill", "gradFill", "blipFill", "pattFill"} for c in properties)
            ):
                return True
        at = at.getparent()
    return False


def words(element: Element) -> str:
    """All words of a branch in reading order, without blanks, to compare two branches."""
    read = element.iter(T, A + "t", DEL_TEXT, TEXT_PATH)
    parts = [e.get("string", "") if e.tag == TEXT_PATH else e.text or "" for e in read]
    return "".join("".join(parts).split())


def old_view(parts: list[tuple[str, int]]) -> str:
    """The deleted stretches of a paragraph with the kept words around them, insertions left out."""
    text, spans, at = [], [], 0
    for part, state in parts:
        if state == INSERTED:
            continue
        if state == DELETED:
            spans.append((max(at - _AROUND, 0), at + len(part) + _AROUND))
        text.append(part)
        at += len(part)
    whole, merged = "".join(text), spans[:1]
    for (_, _end), (start, end) in pairwise(spans):
        if start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return HARD.join(whole[start:end] for start, end in merged)


def dropped(paragraph: Element) -> bool:
    """Whether a paragraph is a dropped capital: the first letter of the next one in a frame of its own."""
    frame = paragraph.find(f"{PPR}/{FRAME}")
    return frame is not None and frame.get(W + "dropCap", "none") != "none"
