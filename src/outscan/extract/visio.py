"""Drawings of Visio (vsdx, vsdm) to pieces: the text of shapes, page by page, their data and the masters'.

In: a `Blob`. Out: a segment a page with one place a shape, shape data, comments, and whatever else the package holds.
Deliberately does not compute: fields are read as their last result.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.element import Element
from outscan.extract.ooxml import Package, PackagePart, accounted, local, rest, root_name
from outscan.extract.outlines import Outlines, Pen
from outscan.limits import Budget
from outscan.types import SOFT, Blob, Gap, HiddenKind, Part, Piece, Segment, joined

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CONTENTS = frozenset({"PageContents", "MasterContents"})
_SAID = frozenset({"Value", "Label", "Prompt", "Description", "Address", "Comment", "ScreenTip"})


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a Visio package holds."""
    package = Package.open(blob, budget)
    yield from accounted(package, _pieces(package, blob, budget))


def _pieces(package: Package, blob: Blob, budget: Budget) -> Iterator[Piece]:
    names = _names(package)
    yield from package.drain()
    if names:
        text, places = joined([(name, name) for name in names.values()])
        yield Segment(blob.where.at(Part.NAME), text, places)
    for part in sorted((p for p in package.parts if p.key.endswith(".xml")), key=lambda p: "masters/" in p.key):
        if not part.taken and root_name(package.peek(part)) in _CONTENTS:
            budget.page()
            yield from _page(package, part, names.get(part.key, part.name))
            yield from package.drain()
    yield from rest(package)


def _names(package: Package) -> dict[str, str]:
    """The names of pages by part name."""
    names: dict[str, str] = {}
    for part in package.named("visio/pages/pages.xml"):
        root = package.tree(part)
        relations = package.relations(part.name)
        for page in root if root is not None else ():
            target = next((relations[i].target for e in page if (i := e.get(_R_ID, "")) in relations), "")
            names[target.lower()] = page.get("Name", "") or page.get("NameU", "")
    return names


def _page(package: Package, part: PackagePart, name: str) -> Iterator[Segment | Blob | Gap]:
    root = package.tree(part)
    if root is None:
        return
    master = "masters/" in part.key
    said: list[tuple[str, str]] = []
    data: list[tuple[str, str]] = []
    for shape in root.iter():
        tag = local(shape)
        if tag == "Text" and (text := "".join(shape.itertext()).strip()):
            said.append((name, text.replace("\n", SOFT)))
        elif tag == "Cell" and shape.get("N") in _SAID and (value := _value(shape)):
            data.append((name, value))
    where = package.blob.where
    if said:
        text, places = joined(said)
        yield Segment(
            where.at(Part.HIDDEN if master else Part.BODY, name), text, places, HiddenKind.MASTER_TEXT if master else None
        )
    if data:
        text, places = joined(data)
        yield Segment(where.at(Part.METADATA, name), text, places, HiddenKind.FORM_FIELD)
    outlines = Outlines(upwards=True)
    for shape in root.iter("{*}Shape"):
        _geometry(shape, outlines)
    yield from outlines.blobs(where.inside(part.name), package.budget)


def _geometry(shape: Element, outlines: Outlines) -> None:
    """The sections of a shape's geometry (ShapeSheet: Geometry, rows MoveTo, LineTo and curves by their end points)."""
    own = {cell.get("N", ""): _figure(cell) for cell in shape.iterchildren("{*}Cell")}
    x, y = own.get("PinX", 0.0) - own.get("LocPinX", 0.0), own.get("PinY", 0.0) - own.get("LocPinY", 0.0)
    pen = Pen((1.0, 0.0, 0.0, 1.0, x, y))
    for section in shape.iterchildren("{*}Section"):
        for row in section.iterchildren("{*}Row") if section.get("N") == "Geometry" else ():
            cells = {cell.get("N", ""): _figure(cell) for cell in row.iterchildren("{*}Cell")}
            at = (cells.get("X", 0.0), cells.get("Y", 0.0))
            (pen.move if row.get("T", "").endswith("MoveTo") else pen.line)(*at)
    outlines.add(pen.contours)


def _figure(cell: Element) -> float:
    try:
        return float(cell.get("V", "0"))
    except ValueError:
        return 0.0


def _value(cell: Element) -> str:
    value = str(cell.get("V", ""))
    return "" if value.replace(".", "", 1).lstrip("-").isdecimal() else value.strip()
