"""The words of one slide, note or master: text boxes, tables, comments, headers and footers, tags.

In: a container record. Out: `Words`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from outscan.extract.ole.officeart import shape_words
from outscan.extract.ppt.records import CSTRING, TEXT_BYTES, TEXT_CHARS, Record, children, within, words
from outscan.nouns import Struct, field
from outscan.types import HARD, SOFT

_GROUP, _SHAPE, _TERTIARY, _CHILD_ANCHOR = 0xF003, 0xF004, 0xF122, 0xF00F
_COMMENT, _HEADERS, _LINK, _TAG, _SLIDE_INFO = 0x2EE0, 0x0FD9, 0x0FD7, 0x1389, 0x03F9
_TABLE_PROPERTY = 0x039F
# what machines write beside documents: names of binary tags, of object kinds, of sounds
_MACHINE = frozenset({0x138A, 0x0FCC, 0x0FCE, 0x0FEE, 0x07E6, 0x07E4})


class Words(Struct):
    """Texts by what they are; a table is a list of (row, column, text)."""

    boxes: list[str] = field(default_factory=list)
    tables: list[list[tuple[int, int, str]]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    headers: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    hidden: bool = False
    whole: bool = True


def clean(text: str) -> str:
    """A text box's text: its paragraphs are lines on the screen that are read on."""
    text = text.replace("\r", SOFT).replace("\n", SOFT)
    return "".join(c for c in text if c in (SOFT, "\t") or c >= " ").strip(SOFT + " ")


def slide(data: bytes, top: Record) -> Words:
    """All words below the container `top`."""
    found = Words()
    tables = {r.start: r.end for r, _ in within(data, top) if r.kind == _GROUP and _is_table(data, r)}
    skip = 0
    comment: dict[int, str] = {}
    for record, path in within(data, top):
        found.whole &= record.whole
        if record.start in tables and record.start >= skip:
            skip = tables[record.start]
            found.tables.append(list(_table(data, record)))
        if record.start < skip:
            continue
        if record.kind in (TEXT_CHARS, TEXT_BYTES):
            text = clean(words(data, record))
            if text and text != "*":
                found.boxes.append(text)
        elif record.kind == _SLIDE_INFO and record.end - record.start >= 12:
            found.hidden |= bool(struct.unpack_from("<H", data, record.start + 10)[0] & 0x0004)
        elif record.kind == _COMMENT:
            comment = {}
        elif record.kind == CSTRING:
            text = clean(words(data, record))
            if _COMMENT in path:
                comment[record.instance] = text
                (found.comments if record.instance == 1 else found.people).append(text)
            elif text:
                _string(found, record, path, text)
    for what, text in shape_words(data[top.start : top.end]):
        (found.boxes if what == "wordart" else found.alts).append(text)
    return found


def _string(found: Words, record: Record, path: tuple[int, ...], text: str) -> None:
    if _HEADERS in path:
        found.headers.append(({0: "date", 1: "header", 2: "footer"}.get(record.instance, "header_footer"), text))
    elif _LINK in path:
        found.links.append(text)
    elif _TAG in path or (path[-1] not in _MACHINE and not text.startswith("___PPT")):
        found.tags.append(text)


def _is_table(data: bytes, group: Record) -> bool:
    first = next(children(data, group), None)
    if first is None or first.kind != _SHAPE:
        return False
    for record in children(data, first):
        if record.kind == _TERTIARY:
            for i in range(record.instance):
                where = record.start + 6 * i
                if where + 2 <= record.end and struct.unpack_from("<H", data, where)[0] & 0x3FFF == _TABLE_PROPERTY:
                    return True
    return False


def _table(data: bytes, group: Record) -> Iterator[tuple[int, int, str]]:
    """Cells by where their shapes stand: each a shape whose left and top say column and row."""
    placed: list[tuple[int, int, str]] = []
    for shape in children(data, group):
        left = top = 0
        texts: list[str] = []
        for record, _ in within(data, shape):
            if record.kind == _CHILD_ANCHOR and record.end - record.start >= 16:
                left, top = struct.unpack_from("<ii", data, record.start)
            elif record.kind in (TEXT_CHARS, TEXT_BYTES):
                texts.append(clean(words(data, record)))
        if texts:
            placed.append((top, left, HARD.join(texts).replace(HARD, SOFT)))
    rows = {v: i for i, v in enumerate(sorted({p[0] for p in placed}))}
    columns = {v: i for i, v in enumerate(sorted({p[1] for p in placed}))}
    yield from sorted((rows[top], columns[left], text) for top, left, text in placed)
