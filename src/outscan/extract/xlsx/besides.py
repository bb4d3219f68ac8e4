"""What stands beside the cells: headers, validation, comments, drawings, tables, caches.

In: the tree of a sheet without its cells, or of another part of the workbook. Out: segments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from outscan.extract.element import Element
from outscan.extract.ooxml import Package, PackagePart, local, paragraph_text, shape_names, wordy
from outscan.extract.reading_order import LONGEST, Box, in_reading_order
from outscan.extract.xlsx.grid import referred
from outscan.extract.xlsx.strings import S, formula_words, rich
from outscan.types import CELL, HARD, SOFT, HiddenKind, Part, PlacedText, Segment, Spot, Where, joined

_CODES = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d+|[A-Za-z&])')
_A_P = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_FEET = {"oddHeader": Part.HEADER, "evenHeader": Part.HEADER, "firstHeader": Part.HEADER}
Tell = Callable[[Package, PackagePart, Element, Spot], Iterator[Segment]]


def segment(where: Where, part: Part, pairs: Sequence[PlacedText], kind: HiddenKind | None = None) -> Iterator[Segment]:
    """One segment of those places that hold words, none where none does."""
    pairs = [(at, text) for at, text in pairs if text.strip()]
    if pairs:
        text, places = joined(pairs)
        yield Segment(where.at(part, pairs[0][0]), text, places, kind)


def sheet_besides(where: Where, root: Element, sheet: Spot) -> Iterator[Segment]:
    """Header and footer, data validation, protected ranges, scenarios, words of conditional formats of one sheet."""
    heads: list[PlacedText] = []
    feet: list[PlacedText] = []
    checks: list[PlacedText] = []
    other: list[PlacedText] = []
    for element in root.iter():
        tag = local(element)
        if tag.endswith(("Header", "Footer")) and element.text:
            text = _CODES.sub(lambda m: "&" if m[0] == "&&" else SOFT if m[0] in {"&L", "&C", "&R"} else "", element.text).strip(
                SOFT
            )
            word = "header" if tag in _FEET else "footer"
            (heads if tag in _FEET else feet).append((sheet.then(word), text))
        elif tag == "dataValidation":
            said = [element.get(key, "") for key in ("promptTitle", "prompt", "errorTitle", "error")]
            said += [formula_words(e.text) for e in element.iter() if e.text and local(e) in {"formula1", "formula2", "f"}]
            cells = element.get("sqref", "") or next((e.text or "" for e in element.iter() if local(e) == "sqref"), "")
            checks.append((sheet + referred(cells.split(" ")[0]), HARD.join(filter(None, said))))
        elif tag == "sparkline":
            other += [(sheet, e.text) for e in element if e.text and not e.text.isascii()]
        elif tag in {
            "protectedRange",
            "scenario",
            "inputCells",
            "customSheetView",
            "hyperlink",
            "webPublishItem",
            "control",
            "oleObject",
            "cfRule",
        }:
            values = [
                element.get(key, "")
                for key in ("name", "comment", "user", "tooltip", "display", "title", "text", "location", "val")
            ]
            other.append((sheet + referred(element.get("ref", "")), SOFT.join(v for v in values if v and not v.isascii())))
            if tag == "cfRule":
                other += [(sheet, formula_words(e.text)) for e in element if e.text]
    yield from segment(where, Part.HEADER, heads)
    yield from segment(where, Part.FOOTER, feet)
    yield from segment(where, Part.METADATA, checks, HiddenKind.DATA_VALIDATION)
    yield from segment(where, Part.METADATA, other, HiddenKind.HIDDEN_TEXT)


def _comments(package: Package, _: PackagePart, root: Element, sheet: Spot) -> Iterator[Segment]:
    """Cell comments; those that only repeat a threaded comment are read there."""
    authors = [author.text or "" for author in root.iter(S + "author")]
    threaded = bool(package.under("xl/threadedcomments/"))
    pairs: list[PlacedText] = []
    for comment in root.iter(S + "comment"):
        index = comment.get("authorId", "")
        author = authors[int(index)] if index.isdecimal() and int(index) < len(authors) else ""
        if threaded and author.startswith("tc="):
            continue
        text = comment.find(S + "text")
        pairs.append((sheet + referred(comment.get("ref", "")), "".join(rich(text)) if text is not None else ""))
    where = package.blob.where
    yield from segment(where, Part.COMMENT, pairs, HiddenKind.COMMENT)
    people = [(sheet.then("comment_author"), a) for a in authors if not a.startswith("tc=")]
    yield from segment(where, Part.METADATA, people, HiddenKind.PERSON_PROPERTY)


def _threaded(package: Package, _: PackagePart, root: Element, sheet: Spot) -> Iterator[Segment]:
    pairs = [
        (sheet + referred(e.get("ref", "")), HARD.join(t.text for t in e.iter() if local(t) == "text" and t.text))
        for e in root.iter()
        if local(e) == "threadedComment"
    ]
    yield from segment(package.blob.where, Part.COMMENT, pairs, HiddenKind.COMMENT)


def _persons(package: Package, part: PackagePart, root: Element, _: Spot) -> Iterator[Segment]:
    pairs = [(part.name, e.get("displayName", "")) for e in root]
    yield from segment(package.blob.where, Part.METADATA, pairs, HiddenKind.PERSON_PROPERTY)


def _drawing(package: Package, _: PackagePart, root: Element, sheet: Spot) -> Iterator[Segment]:
    """Shapes with text, one place each, and what pictures and shapes are called."""
    shapes: list[PlacedText] = []
    called: list[PlacedText] = []
    letters: list[Box] = []
    for element in root.iter():
        tag = local(element)
        if tag in {"txBody", "txbxContent"}:
            text = SOFT.join(filter(None, (paragraph_text(p) for p in element.iter(_A_P))))
            shapes.append((sheet.then("figure", len(shapes) + 1), text))
            if 0 < len(text.strip()) <= LONGEST and (at := _on_sheet(element)) is not None:
                letters.append(Box(*at, text))
        elif tag in {"cNvPr", "docPr"}:
            called.append((sheet.then("shape"), shape_names(element)))
        elif tag == "sp" and element.get("textlink"):
            called.append((sheet.then("shape"), formula_words(element.get("textlink", ""))))
    shapes += [(sheet.then("figure"), line) for line in in_reading_order(letters)]
    yield from segment(package.blob.where, Part.BODY, shapes)
    yield from segment(package.blob.where, Part.IMAGE, called, HiddenKind.ALT_TEXT)


def _on_sheet(body: Element) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of the shape around a text: its frame, or the cells it is anchored to."""
    frame = next((e for e in body.getparent().iter() if local(e) == "xfrm"), None)
    sides = {local(e): e for e in frame} if frame is not None else {}
    off, ext = sides.get("off"), sides.get("ext")
    if off is not None and ext is not None and any(off.get(key, "0") != "0" for key in "xy"):
        return tuple(float(e.get(key, "0")) for e, key in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))  # type: ignore[return-value]  # four figures
    anchor = next((e for e in body.iterancestors() if local(e).endswith("Anchor")), None)
    start = next((e for e in anchor if local(e) == "from"), None) if anchor is not None else None
    if start is None:
        return None
    at = {local(e): float(e.text or 0) for e in start}
    return at.get("col", 0.0) + at.get("colOff", 0.0) / 1e7, at.get("row", 0.0) + at.get("rowOff", 0.0) / 1e7, 1.0, 1.0


def _table(package: Package, part: PackagePart, root: Element, sheet: Spot) -> Iterator[Segment]:
    """What a table is called; its column names are cells and are read there."""
    pairs: list[PlacedText] = [
        (sheet.then("list"), value)
        for value in dict.fromkeys((root.get("displayName", ""), root.get("name", ""), root.get("comment", "")))
    ]
    pairs += [(part.name, formula_words(e.text)) for e in root.iter() if local(e).endswith("Formula") and e.text]
    pairs += [(sheet.then("list"), e.get("totalsRowLabel", "")) for e in root.iter() if not e.get("totalsRowLabel", "").isascii()]
    yield from segment(package.blob.where, Part.METADATA, [(s, t) for s, t in pairs if not t.isascii()], HiddenKind.DEFINED_NAME)


def _cache(package: Package, part: PackagePart, root: Element, _: Spot) -> Iterator[Segment]:
    """Fields and values a pivot table keeps, whether or not the source is still in the workbook."""
    pairs: list[PlacedText] = []
    for element in root.iter():
        tag = local(element)
        if tag == "cacheField":
            values = [e.get("v", "") for e in element.iter() if local(e) in {"s", "n", "d", "e"}]
            pairs.append((part.name, CELL.join([element.get("name", ""), *filter(None, values)])))
        elif tag == "r":
            pairs.append((part.name, CELL.join(e.get("v", "") for e in element if local(e) != "x" and e.get("v"))))
    yield from segment(package.blob.where, Part.HIDDEN, pairs, HiddenKind.PIVOT_CACHE)


def _external(package: Package, part: PackagePart, root: Element, _: Spot) -> Iterator[Segment]:
    """Names and cells of another workbook that this one keeps."""
    pairs: list[PlacedText] = []
    for element in root.iter():
        tag = local(element)
        if tag in {"sheetName", "definedName", "ddeItem"}:
            pairs.append((part.name, element.get("val", "") or element.get("name", "")))
        elif tag == "row":
            pairs.append((part.name, CELL.join(v.text for v in element.iter() if local(v) in {"v", "val"} and v.text)))
        elif tag == "ddeLink":
            pairs.append((part.name, f"{element.get('ddeService', '')}|{element.get('ddeTopic', '')}"))
    yield from segment(package.blob.where, Part.HIDDEN, pairs, HiddenKind.EXTERNAL_LINK)


def _revisions(package: Package, part: PackagePart, root: Element, _: Spot) -> Iterator[Segment]:
    """The log of a shared workbook: old and new values of cells, names of sheets and users."""
    pairs: list[PlacedText] = []
    for element in root.iter():
        if local(element) in {"t", "v"} and element.text:
            pairs.append((part.name, element.text))
        pairs += [
            (part.name, value)
            for key, value in element.attrib.items()
            if key in {"userName", "newName", "oldName", "name"} and wordy(value)
        ]
    yield from segment(package.blob.where, Part.REVISION, pairs, HiddenKind.OLDER_REVISION)


BESIDES: dict[str, Tell] = {
    "comments": _comments,
    "ThreadedComments": _threaded,
    "personList": _persons,
    "wsDr": _drawing,
    "userShapes": _drawing,
    "table": _table,
    "pivotCacheDefinition": _cache,
    "pivotCacheRecords": _cache,
    "externalLink": _external,
    "revisions": _revisions,
    "headers": _revisions,
    "users": _revisions,
}
