"""Read a Word document of the binary format: put its stories, its tables and its streams into pieces.

In: `Blob`. Out: pieces. The order is: properties, encryption, stories, stored names, pictures, objects, the rest.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise

from outscan.errors import Unreadable
from outscan.extract.collected import Collected
from outscan.extract.doc.fib import PARTS, Fib, Story, fib, positions, story, strings
from outscan.extract.doc.flow import Flow, Stretch
from outscan.extract.doc.formatting import Look, look
from outscan.extract.ole import Compound, Path, codec, embedded, leftovers, properties, storage
from outscan.extract.ole.officeart import blips, shapes
from outscan.extract.ole.strings import runs, salvage
from outscan.limits import Budget
from outscan.types import (
    Blob,
    Gap,
    GapReason,
    HiddenKind,
    Inert,
    Part,
    Piece,
    PlacedText,
    Segment,
    Where,
    grid,
    joined,
    spot,
    unread,
)
from outscan.words.members import called

_KNOWN = frozenset({"worddocument", "0table", "1table", "data", "\x05summaryinformation", "\x05documentsummaryinformation"})


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a Word document holds. Raises Unreadable(encrypted) after the properties."""
    compound = Compound(blob.data, budget)
    read_texts: set[str] = set()
    for piece in properties(compound, blob):
        read_texts.update(piece.text.split("\n") if isinstance(piece, Segment) else ())
        yield piece
    try:
        head = fib(compound)
    except Unreadable as why:
        yield from salvage(blob.data, blob.where)
        raise Unreadable(why.reason, why.detail) from why
    for name in ("WordDocument", "1Table" if head.flags & 0x0200 else "0Table", "Data"):
        path = compound.find(name)
        if path:
            yield from compound.read(path, blob.where)[1]
        elif name != "Data" and not head.old:
            yield Gap(blob.where, GapReason.CORRUPT, unread("no_stream", name=name))
    if head.encrypted:
        raise Unreadable(GapReason.ENCRYPTED, unread("fencrypted"))
    text = story(head)
    if text.missing:
        yield Gap(blob.where, GapReason.CORRUPT, unread("characters_missing", missing=text.missing))
    yield from _stories(head, text, look(head, text, budget), blob.where)
    budget.tick()
    yield from _stored(head, blob.where, read_texts)
    if head.complex:
        yield from _left_behind(head, text, blob.where)
    yield from _streams(compound, head, blob, budget)


FEET = frozenset({"footer_even", "footer", "footer_first"})


def _stories(head: Fib, text: Story, seen: Look, where: Where) -> Iterator[Segment]:
    bounds = [0]
    for name in PARTS:
        bounds.append(min(bounds[-1] + head.lengths[name], len(text.text)))
    flow = Flow(text, seen, bounds)
    stretch = flow.tell(bounds[0], bounds[1])
    yield from _segment(where.at(Part.BODY), stretch.paragraphs)
    for number, rows in enumerate(stretch.tables, 1):
        cells = [(r, c, t) for r, row in enumerate(rows) for c, t in enumerate(row)]
        content, places = grid(spot("table", number), cells)
        yield Segment(where.at(Part.TABLE, spot("table", number)), content, places)
    yield from _small(head, flow, bounds, where, stretch)
    yield from stretch.hidden.pieces(where)
    # inserted text is read in the flow; here only that it is tracked
    inserted = dict.fromkeys(stretch.spot(first) for first, _ in sorted(seen.spans.get(HiddenKind.TRACKED_INSERTION, ())))
    if inserted:
        content, places = joined([(one, "") for one in inserted], "")
        yield Segment(where.at(Part.REVISION), content, places, hidden=HiddenKind.TRACKED_INSERTION)


def _segment(where: Where, pairs: Sequence[PlacedText], hidden: HiddenKind | None = None) -> Iterator[Segment]:
    if pairs:
        content, places = joined(pairs)
        yield Segment(where, content, places, hidden=hidden)


def _small(head: Fib, flow: Flow, bounds: list[int], where: Where, stretch: Stretch) -> Iterator[Segment]:
    """Notes, headers and footers, comments, text boxes: each a place of its own."""
    for index, part, label, table, size in (
        (1, Part.NOTE, "footnote", 3, 0),
        (4, Part.COMMENT, "comment", 5, 0),
        (5, Part.NOTE, "endnote", 47, 0),
        (6, Part.BODY, "box", 56, 22),
        (7, Part.HEADER, "header_box", 58, 22),
        (3, Part.HIDDEN, "macro_text", -1, 0),
    ):
        cuts = positions(head.span(table), size) if table >= 0 else []
        pairs = list(_cut(flow, bounds[index], bounds[index + 1], cuts, label, stretch))
        yield from _segment(where.at(part), pairs, HiddenKind.COMMENT if part is Part.COMMENT else None)
    # [MS-DOC] 2.8.25: six stories of note separators, then six a section
    cuts = positions(head.span(11), 0)
    found = Collected()
    names = ("header_even", "header", "footer_even", "footer", "header_first", "footer_first")
    base, end = bounds[2], bounds[3]
    if len(cuts) < 2:
        cuts = [0, end - base]
    for i, (first, last) in enumerate(pairwise(cuts)):
        number = i if len(cuts) <= 6 else i - 6
        name = names[number % 6] if number >= 0 else "separator"
        here = spot("section", number // 6 + 1).then(name) if number >= 0 else spot(name)
        text = flow.flat(min(base + first, end), min(base + last, end), here, stretch)
        found.say(Part.FOOTER if name in FEET else Part.HEADER, None, here, text)
    yield from found.pieces(where)


def _cut(flow: Flow, base: int, end: int, cuts: list[int], label: str, stretch: Stretch) -> Iterator[PlacedText]:
    """The span [base, end) at `cuts`, which count from `base`; all of it, whatever the table says."""
    inner = sorted({min(base + c, end) for c in cuts} | {base, end})
    for number, (first, last) in enumerate(pairwise(inner), 1):
        text = flow.flat(first, last, spot(label, number), stretch)
        if text:
            yield spot(label, number), text


def _stored(head: Fib, where: Where, read_texts: set[str]) -> Iterator[Segment]:
    """Names and values the document keeps beside its text: who changed and saved it, bookmarks, variables."""
    page = head.page
    yield from _segment(
        where.at(Part.METADATA),
        [(spot("reviser"), s) for s in strings(head.span(51), page) if s not in ("", "Unknown")],
        HiddenKind.PERSON_PROPERTY,
    )
    owners, at = head.span(36), 0
    names: list[PlacedText] = []
    while at + 2 <= len(owners):
        size = (owners[at] + 1) if head.old else 2 + 2 * struct.unpack_from("<H", owners, at)[0]
        raw = owners[at + (1 if head.old else 2) : at + size]
        names.append((spot("comment_author"), raw.decode(codec(page) if head.old else "utf-16-le", "replace")))
        at += size
    yield from _segment(where.at(Part.METADATA), [n for n in names if n[1]], HiddenKind.PERSON_PROPERTY)
    if not head.old:
        yield from _segment(
            where.at(Part.METADATA), [(spot("saved_by"), s) for s in strings(head.span(71)) if s], HiddenKind.PERSON_PROPERTY
        )
        yield from _segment(
            where.at(Part.METADATA), [(spot("variable"), s) for s in _variables(head.span(60))], HiddenKind.CUSTOM_PROPERTY
        )
    yield from _segment(
        where.at(Part.METADATA),
        [(spot("linked_property"), s) for s in strings(head.span(32), page) if s and s not in read_texts],
        HiddenKind.PROPERTY,
    )
    marks = [(spot("bookmark"), s) for s in strings(head.span(21), page) if s and not s.startswith("_")]
    yield from _segment(where.at(Part.HIDDEN), marks, HiddenKind.DEFINED_NAME)
    yield from _segment(
        where.at(Part.HIDDEN), [(spot("autotext"), s) for s in strings(head.span(9), page) if s], HiddenKind.GLOSSARY
    )
    yield from shapes(head.span(50), where)


def _variables(table: bytes) -> Iterator[str]:
    """Document variables ([MS-DOC] 2.9.302 StwUser): names, then as many values."""
    if len(table) < 6:
        return
    names = strings(table)
    at = 6
    for name in names:
        at += 2 + 2 * len(name) + struct.unpack_from("<H", table, 4)[0]
    for name in names:
        if at + 2 > len(table):
            return
        size = 2 * struct.unpack_from("<H", table, at)[0]
        yield f"{name}: {table[at + 2 : at + 2 + size].decode('utf-16-le', 'replace')}"
        at += 2 + size + 2


def _left_behind(head: Fib, text: Story, where: Where) -> Iterator[Segment]:
    """Text a fast save left in the file though no piece points at it any more."""
    spans = sorted((p.offset, p.offset + (p.end - p.start) * p.width) for p in text.pieces)
    found: list[PlacedText] = []
    at = min((s[0] for s in spans), default=0)
    for first, last in spans:
        if first > at:
            found += [(f"WordDocument {at:#x}", run) for run in runs(head.word[at:first])]
        at = max(at, last)
    yield from _segment(where.at(Part.REVISION), found, HiddenKind.OLDER_REVISION)


def _streams(compound: Compound, head: Fib, blob: Blob, budget: Budget) -> Iterator[Piece]:
    known: list[Path] = [p for p in compound.paths if len(p) == 1 and p[0].lower() in _KNOWN]
    data = compound.find("Data")
    raw = compound.stream(data)[0] if data else b""
    number = 0
    for source in (raw, head.word):
        for ending, picture in blips(source, budget):
            number += 1
            yield Blob(blob.where.inside(called("picture", n=number, ending=ending)), picture, None, ending)
    yield from shapes(raw, blob.where)
    yield from _segment(blob.where.at(Part.HIDDEN), list(_form_fields(raw)), HiddenKind.FORM_FIELD)
    for top in compound.storages:
        low = [n.lower() for n in top]
        inner = compound.under(top)
        if len(top) == 2 and low[0] == "objectpool":
            known += inner
            yield from embedded(compound, blob, top, called("object", n=top[1]))
        elif low == ["macros"] or (low[-1:] == ["_vba_project_cur"]):
            known += inner
            yield Blob(blob.where.inside(top[0]), storage(compound, top), HiddenKind.MACRO, "vba")
        elif len(top) == 2 and low[0] == "msodatastore":
            known += inner
            item = next((p for p in inner if p[-1].lower() == "item"), None)
            if item:
                yield Blob(
                    blob.where.inside(f"customXml{compound.storages.index(top)}.xml"),
                    compound.stream(item)[0],
                    HiddenKind.CUSTOM_XML,
                    "xml",
                )
    other = compound.find("0Table" if head.flags & 0x0200 else "1Table")
    if other and not head.old:
        yield Inert(blob.where.at(Part.HIDDEN, other[0]), compound.stream(other)[0], "ole")
    yield from leftovers(compound, blob, known)


def _form_fields(data: bytes) -> Iterator[PlacedText]:
    """Names, defaults and help texts of form fields, targets of links: binary data of [MS-DOC] 2.9.161 NilPICFAndBinData."""
    at = 0
    while at + 68 < len(data):
        size, header = struct.unpack_from("<IH", data, at)
        if header != 0x44 or not 68 <= size <= len(data) - at:
            return
        # mfpf 0x64 and 0x66 are pictures ([MS-DOC] 2.9.192)
        if struct.unpack_from("<H", data, at + 6)[0] not in (0x64, 0x66):
            yield from ((spot("field_data", None, f"{at:#x}"), run) for run in runs(data[at + 68 : at + size]))
        at += size
