"""A presentation: its slides in the order they are shown, then every other part by the name of its root.

In: a `Blob`. Out: pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outscan.extract.collected import Collected
from outscan.extract.element import Element
from outscan.extract.ooxml import Package, PackagePart, accounted, local, paragraph_text, rest, root_name
from outscan.extract.pptx.shapes import A, P, Shapes
from outscan.limits import Budget
from outscan.types import (
    HARD,
    NOWHERE,
    Blob,
    GapReason,
    HiddenKind,
    Part,
    Piece,
    PlacedText,
    Segment,
    Spot,
    named,
    placed,
    unread,
)
from outscan.types import spot as at

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MASTERS = {"sldMaster": "master", "sldLayout": "layout", "notesMaster": "notes_master", "handoutMaster": "handout_master"}
_AUTHORS = frozenset({"cmAuthorLst", "authorLst"})


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a presentation package holds."""
    package = Package.open(blob, budget)
    yield from accounted(package, _pieces(package, blob, budget))


def _pieces(package: Package, blob: Blob, budget: Budget) -> Iterator[Piece]:
    main = package.main("ppt/presentation.xml")
    root: Element | None = None
    for part in package.named(main):
        root = package.tree(part)
    if root is None:
        package.gap(main, GapReason.CORRUPT, unread("no_presentation_part"))
    yield from package.drain()
    size = _size(root)
    owners: dict[str, Spot] = {}
    for number, name in enumerate(_slides(package, main, root), 1):
        for part in package.named(name):
            budget.page()
            yield from _slide(package, part, at("slide", number), size)
            yield from package.drain()
        for relation in package.relations(name).values():
            if not relation.external:
                owners.setdefault(relation.target.lower(), at("slide", number))
    known: set[str] = set()
    for part in [p for p in package.parts if not p.taken and p.key.endswith(".xml")]:
        yield from _other(package, part, owners, known)
        yield from package.drain()
    if root is not None:
        yield from _named(blob, root)
    yield from rest(package)


def _size(root: Element | None) -> tuple[int, int]:
    size = root.find(P + "sldSz") if root is not None else None
    if size is None:
        return (0, 0)
    width, height = size.get("cx", ""), size.get("cy", "")
    return (int(width), int(height)) if width.isdecimal() and height.isdecimal() else (0, 0)


def _slides(package: Package, main: str, root: Element | None) -> Iterator[str]:
    relations = package.relations(main)
    for slide in root.iter(P + "sldId") if root is not None else ():
        relation = relations.get(slide.get(_R_ID, ""))
        if relation is not None:
            yield relation.target


def _slide(
    package: Package, part: PackagePart, spot: Spot, size: tuple[int, int], orphan: HiddenKind | None = None
) -> Iterator[Segment]:
    root = package.tree(part)
    if root is None:
        return
    hidden = orphan or (HiddenKind.HIDDEN_SLIDE if root.get("show") in {"0", "false"} else None)
    light = root.find(f"{P}cSld/{P}bg") is None and next(root.iter(P + "pic"), None) is None and _light(package, part.name)
    yield from _shapes(package, part, root, Shapes(spot, Part.HIDDEN if hidden else Part.BODY, hidden, size, light))


def _shapes(package: Package, part: PackagePart, root: Element, shapes: Shapes) -> Iterator[Segment]:
    try:
        shapes.read(root)
    except RecursionError:
        package.gap(part.name, GapReason.TOO_DEEP, unread("xml_nesting"))
    yield from shapes.pieces(package.blob.where)


def _light(package: Package, slide: str) -> bool:
    """Whether the ground of a slide is white as far as its layout and master say: no picture, no colour of their own."""
    for layout in package.related(slide, "slideLayout"):
        for name in (layout, *package.related(layout, "slideMaster")):
            for part in package.named(name):
                data = package.peek(part)
                painted = b"<p:bg>" in data and b'<p:bgRef idx="1001"><a:schemeClr val="bg1"' not in data
                if painted or b"<p:pic>" in data:
                    return False
    return True


def _other(package: Package, part: PackagePart, owners: dict[str, Spot], known: set[str]) -> Iterator[Segment]:
    kind = root_name(package.peek(part))
    spot = owners.get(part.key, named(part.name))
    if kind in _MASTERS:
        if (root := package.tree(part)) is not None:
            shapes = Shapes(
                at(_MASTERS[kind], None, part.name.rpartition("/")[2]),
                Part.HIDDEN,
                HiddenKind.MASTER_TEXT,
                light=False,
                master=True,
                known=known,
            )
            yield from _shapes(package, part, root, shapes)
    elif kind == "notes":
        if (root := package.tree(part)) is not None:
            yield from _shapes(package, part, root, Shapes(spot.then("notes"), Part.NOTE, HiddenKind.SPEAKER_NOTE, light=False))
    elif kind == "sld":
        yield from _slide(package, part, named(part.name), (0, 0), HiddenKind.DELETED_DATA)
    elif kind == "cmLst":
        yield from _comments(package, part, spot)
    elif kind in _AUTHORS and (root := package.tree(part)) is not None:
        yield from _segments(
            package.blob, Part.METADATA, [(part.name, e.get("name", "")) for e in root.iter()], HiddenKind.PERSON_PROPERTY
        )


def _comments(package: Package, part: PackagePart, spot: Spot) -> Iterator[Segment]:
    """Comments of either generation: a p:text, or paragraphs; replies are comments of their own."""
    root = package.tree(part)
    pairs: list[PlacedText] = []
    for element in root.iter() if root is not None else ():
        if local(element) == "text" and element.text:
            pairs.append((spot.then("comment"), element.text))
        elif local(element) == "txBody":
            pairs.append((spot.then("comment"), HARD.join(paragraph_text(p) for p in element.iter(A + "p"))))
    yield from _segments(package.blob, Part.COMMENT, pairs, HiddenKind.COMMENT)


def _named(blob: Blob, root: Element) -> Iterator[Segment]:
    """Names of sections and of custom shows."""
    pairs = [(at("section"), e.get("name", "")) for e in root.iter() if local(e) in {"section", "custShow"}]
    yield from _segments(blob, Part.METADATA, pairs, HiddenKind.PROPERTY)


def _segments(blob: Blob, part: Part, pairs: Sequence[PlacedText], kind: HiddenKind) -> Iterator[Segment]:
    found = Collected()
    found.all(part, kind, pairs)
    first = next((place for place, text in pairs if text.strip()), NOWHERE)
    yield from found.pieces(blob.where, placed(first))
