"""A workbook: its sheets in order, then every other part by the name of its root.

In: a `Blob`. Out: pieces.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.element import Element
from outscan.extract.ooxml import Package, PackagePart, accounted, rest, root_name
from outscan.extract.ooxml.xml import parse, plain
from outscan.extract.xlsx.besides import BESIDES, segment, sheet_besides
from outscan.extract.xlsx.conditional import conditional, dangling
from outscan.extract.xlsx.formats import Formats
from outscan.extract.xlsx.sheet import Sheet
from outscan.extract.xlsx.strings import S, formula_words, shared
from outscan.limits import Budget
from outscan.types import Blob, GapReason, HiddenKind, Part, Piece, Segment, Spot, joined, named, spot, unread

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STATES = {"hidden": HiddenKind.HIDDEN_SHEET, "veryHidden": HiddenKind.VERY_HIDDEN_SHEET}
_SHEETS = frozenset({"worksheet", "chartsheet", "dialogsheet", "macrosheet"})


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a workbook package holds."""
    package = Package.open(blob, budget)
    yield from accounted(package, _pieces(package, blob, budget))


def _pieces(package: Package, blob: Blob, budget: Budget) -> Iterator[Piece]:
    main = package.main("xl/workbook.xml")
    root: Element | None = None
    for part in package.named(main):
        root = package.tree(part)
    if root is None:
        package.gap(main, GapReason.CORRUPT, unread("no_workbook_part"))
    yield from package.drain()
    strings, phonetic = shared(package, package.related(main, "sharedStrings") or ["xl/sharedStrings.xml"])
    formats = _formats(package, main, root)
    yield from package.drain()
    used = bytearray(len(strings))
    names: dict[str, str] = {}
    sheets = list(_sheets(package, main, root))
    if sheets:
        text, places = joined([(spot("sheet", None, name), name) for name, _, _ in sheets])
        yield Segment(blob.where.at(Part.NAME), text, places)
    if root is not None:
        yield from _names(blob, root)
    for name, state, target in sheets:
        names[target.lower()] = name
        for part in package.named(target):
            budget.page()
            yield from _sheet(package, part, name, _STATES.get(state), Sheet(strings, formats, used))
            yield from package.drain()
    yield from _unlisted(package, strings, formats, used)
    yield from _besides(package, names)
    for found, kind, place in (
        (phonetic, HiddenKind.HIDDEN_TEXT, "phonetic"),
        (_unused(strings, used), HiddenKind.DELETED_DATA, "unused_strings"),
    ):
        if found:
            text, places = joined([(spot(place), said) for said in found])
            yield Segment(blob.where.at(Part.HIDDEN, spot(place)), text, places, kind)
    yield from rest(package)


def _unlisted(package: Package, strings: list[str], formats: Formats, used: bytearray) -> Iterator[Segment]:
    """Sheets in the package that the workbook does not list."""
    for part in [p for p in package.parts if not p.taken and p.key.endswith(".xml")]:
        kind = root_name(package.peek(part))
        if kind in _SHEETS and part.key.startswith("xl/"):
            yield from _sheet(package, part, part.name, HiddenKind.DELETED_DATA, Sheet(strings, formats, used))


def _besides(package: Package, names: dict[str, str]) -> Iterator[Piece]:
    """Comments, drawings, tables, caches: every other part whose root is known."""
    owners = _owners(package, names)
    for part in [p for p in package.parts if not p.taken and p.key.endswith(".xml")]:
        tell = BESIDES.get(root_name(package.peek(part)))
        if tell is not None:
            tree = package.tree(part)
            if tree is not None:
                yield from tell(package, part, tree, owners.get(part.key, named(part.name)))
        yield from package.drain()


def _unused(strings: list[str], used: bytearray) -> list[str]:
    """Strings no cell shows any more: what was deleted, and still leaves with the file."""
    return [text for text, seen in zip(strings, used, strict=True) if not seen and text.strip()]


def _formats(package: Package, main: str, root: Element | None) -> Formats:
    settings = root.find(S + "workbookPr") if root is not None else None
    since_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    for name in package.related(main, "styles") or ["xl/styles.xml"]:
        for part in package.named(name):
            tree = package.tree(part)
            part.taken = False  # read for what it does to cells; told as inert with the rest
            return Formats.of(tree, since_1904=since_1904)
    return Formats()


def _sheets(package: Package, main: str, root: Element | None) -> Iterator[tuple[str, str, str]]:
    """(name, state, part) of every sheet the workbook lists."""
    relations = package.relations(main)
    for sheet in root.iter(S + "sheet") if root is not None else ():
        relation = relations.get(sheet.get(_R_ID, ""))
        yield sheet.get("name", ""), sheet.get("state", "visible"), relation.target if relation else ""


_NAME_SAYS = ("comment", "description", "help", "statusBar", "customMenu")
"""Attributes of a defined name that hold words for a person (ECMA-376-1 §18.2.5)."""


def _names(blob: Blob, root: Element) -> Iterator[Segment]:
    pairs = [
        (
            spot("name_defined", None, e.get("name", "")),
            " ".join(filter(None, (f"{e.get('name', '')}: {e.text or ''}", *map(e.get, _NAME_SAYS)))),
        )
        for e in root.iter(S + "definedName")
        if not e.get("name", "").startswith(("_xlnm.Print", "_xlnm._Filter"))
    ]
    pairs += [
        (spot("name_defined", None, e.get("name", "")), words)
        for e in root.iter(S + "definedName")
        if e.text and (words := formula_words(e.text))
    ]
    pairs += [(spot("view"), e.get("name", "")) for e in root.iter(S + "customWorkbookView") if e.get("name")]
    pairs += [(spot("sharing"), e.get("userName", "")) for e in root.iter(S + "fileSharing") if e.get("userName")]
    if pairs:
        text, places = joined(pairs)
        yield Segment(blob.where.at(Part.METADATA), text, places, HiddenKind.DEFINED_NAME)


def _owners(package: Package, names: dict[str, str]) -> dict[str, Spot]:
    """Which sheet a comment, drawing or table part belongs to, by part name."""
    owners: dict[str, Spot] = {}
    for target, name in names.items():
        for part in package.named(target):
            for relation in package.relations(part.name).values():
                if not relation.external:
                    owners.setdefault(relation.target.lower(), spot("sheet", None, name))
    return owners


def _sheet(package: Package, part: PackagePart, name: str, hidden: HiddenKind | None, sheet: Sheet) -> Iterator[Segment]:
    data = plain(package.take(part))
    if len(data) > package.budget.limits.max_xml_bytes:
        package.gap(
            part.name, GapReason.TOO_LARGE, unread("max_xml_bytes", found=len(data), most=package.budget.limits.max_xml_bytes)
        )
        return
    if b"<!ENTITY" in data:
        root, wrong = parse(data)
        if root is not None:
            sheet.frame(root)
        for number, row in enumerate(root.iter(S + "row") if root is not None else ()):
            sheet.row(row, number)
    else:
        root, wrong = sheet.read(data)
    del data  # not held while the cells are looked at
    if wrong:
        package.gap(part.name, GapReason.CORRUPT, wrong)
    if sheet.uncalculated:
        # what such a formula shows is known only to the program that calculates it
        package.gap(name, GapReason.UNSUPPORTED, unread("uncalculated", uncalculated=sheet.uncalculated))
    where, at = package.blob.where, spot("sheet", None, name)
    if sheet.seen.parts:
        text, places = sheet.seen.laid(at)
        yield Segment(where.at(Part.HIDDEN if hidden else Part.TABLE, at), text, places, hidden)
    elif hidden:
        text, places = joined([(at, "")])
        yield Segment(where.at(Part.HIDDEN, at), text, places, hidden)
    for kind, cells in sheet.hidden.items():
        text, places = cells.laid(at)
        yield Segment(where.at(Part.HIDDEN, at), text, places, kind)
    formulas = [(at.then("cell", row + 1, "", column + 1), words) for row, column, words in sheet.first_formulas()]
    if formulas:
        text, places = joined(formulas)
        yield Segment(where.at(Part.HIDDEN, at), text, places, HiddenKind.FORMULA)
    if root is not None:
        yield from sheet_besides(where, root, at)
        yield from _conditional(package, root, name, sheet)


def _conditional(package: Package, root: Element, name: str, sheet: Sheet) -> Iterator[Segment]:
    """What conditional formats could show, and a gap where their format is not in the file."""
    if lost := dangling(root, sheet.formats):
        package.gap(name, GapReason.CORRUPT, unread("formats_lost", lost=lost))
    yield from segment(
        package.blob.where, Part.HIDDEN, list(conditional(root, spot("sheet", None, name), sheet)), HiddenKind.HIDDEN_FORMAT
    )
