"""Reader of OpenDocument: odt, ods, odp, odg, their templates, and the flat form in one XML file.

In: `Blob`. Out: body, tables and sheets, headers and footers, notes, comments, tracked changes, hidden text, properties; blobs
for pictures, objects and unknown parts; gaps for what is encrypted or damaged. (OASIS OpenDocument 1.3)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from lxml import etree

from outscan.extract.asides import remarked
from outscan.extract.container import Entry, Found, entries
from outscan.extract.odf.content import Content
from outscan.extract.odf.freeform import drawn
from outscan.extract.odf.locked import opened
from outscan.extract.odf.meta import properties
from outscan.extract.odf.styles import Styles
from outscan.extract.overlooked import unspoken, untold
from outscan.extract.sniff import sniff
from outscan.limits import Budget
from outscan.nouns import replace
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Piece, Reason, Segment, Where, joined, unread

__all__ = ["read"]

_XML = ("content.xml", "styles.xml", "meta.xml")
_COPIES = "ObjectReplacements/"
"""Pictures of objects that are read themselves."""
_CACHE, _ICONS = b"\1\0\1\0", (b"\x89PN", b"BM", b"GIF8")
"""How the layout of pages begins that LibreOffice keeps, and the pictures of buttons."""
_INERT = ("settings.xml", "mimetype", "layout-cache", "manifest.rdf")


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything an OpenDocument file holds."""
    if not blob.data.startswith(b"PK"):
        yield from _document(blob.where, [("xml", blob.data)], budget)
        return
    found: dict[str, Entry] = {}
    rest: list[Entry] = []
    for entry in entries(blob.data, budget):
        if (
            entry.found is Found.LISTED
            and entry.name not in found
            and (entry.name.rpartition("/")[2] in _XML or entry.name == "META-INF/manifest.xml")
        ):
            found[entry.name] = entry
        else:
            rest.append(entry)
    locks = _locked(found.get("META-INF/manifest.xml"))
    clear = _opened(locks, [*found.values(), *rest], budget) if budget.passwords else {}
    found = {name: replace(entry, data=clear.get(name, entry.data)) for name, entry in found.items()}
    rest = [replace(entry, data=clear.get(entry.name, entry.data)) if entry.found is Found.LISTED else entry for entry in rest]
    locked = locks.keys() - clear.keys()
    yield from (Gap(blob.where.inside(name), GapReason.ENCRYPTED, unread("odf")) for name in sorted(locked))
    for name in found:
        if name.rpartition("/")[2] == "content.xml" and name not in locked:
            folder = name[: -len("content.xml")]
            where = blob.where.inside(folder.rstrip("/")) if folder else blob.where
            parts = [
                (part, found[folder + part].data)
                for part in ("styles.xml", "content.xml", "meta.xml")
                if folder + part in found and folder + part not in locked
            ]
            yield from _document(where, parts, budget)
    if manifest := found.get("META-INF/manifest.xml"):
        yield from remarked(blob.where, [(manifest.name, manifest.data)])
    yield from (Gap(blob.where.inside(entry.name), entry.reason, entry.detail) for entry in found.values() if entry.reason)
    if "content.xml" not in found:
        yield Gap(blob.where, GapReason.CORRUPT, unread("no_content_xml"))
    for entry in rest:
        yield from _other(blob.where, entry, locked)


def _locked(manifest: Entry | None) -> dict[str, etree._Element]:
    """The names the manifest says are encrypted, with what it says of each."""
    if manifest is None:
        return {}
    root, _ = parsed(manifest.data)
    names: dict[str, etree._Element] = {}
    for element in root.iter("{*}file-entry") if root is not None else ():
        if element.find("{*}encryption-data") is not None:
            names |= {str(value): element for key, value in element.attrib.items() if str(key).endswith("full-path")}
    return names


def _opened(locks: Mapping[str, etree._Element], entries_: Sequence[Entry], budget: Budget) -> dict[str, bytes]:
    """The parts that a password opens."""
    listed = [entry for entry in entries_ if entry.found is Found.LISTED and entry.name in locks]
    out = {entry.name: opened(locks[entry.name], entry.data, budget) for entry in listed}
    return {name: data for name, data in out.items() if data is not None}


def parsed(data: bytes) -> tuple[etree._Element | None, Reason | None]:
    """The root of an XML part and what was wrong with it; nothing outside the part is ever resolved."""
    try:
        return etree.fromstring(data, _parser(recover=False)), unread("entities_declared") if b"<!ENTITY" in data[:4096] else None
    except (etree.XMLSyntaxError, ValueError):
        return etree.fromstring(data, _parser(recover=True)), unread("xml_broken")


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=recover)


def _document(where: Where, parts: list[tuple[str, bytes]], budget: Budget) -> Iterator[Piece]:
    roots = []
    for _, data in parts:
        root, wrong = parsed(data)
        if wrong:
            yield Gap(where, GapReason.CORRUPT, wrong)
        if root is not None:
            roots.append(root)
        budget.tick()
    styles = Styles(roots)
    content = Content(where, styles, budget)
    for root in roots:
        content.walk(root)
    read_texts: list[str] = []
    for piece in _said(where, content, roots, parts, budget):
        if isinstance(piece, Segment):
            read_texts.append(piece.text)
        yield piece
    values = [(name, value) for name, data in parts for value in unspoken(data, texts=True)]
    if left := set(untold([value for _, value in values], read_texts)):
        passed = list(dict.fromkeys((name, value.replace("\n", " ")) for name, value in values if value in left))
        yield Segment(where.at(Part.METADATA), *joined(passed), hidden=HiddenKind.CUSTOM_XML)


def _said(
    where: Where, content: Content, roots: list[etree._Element], parts: list[tuple[str, bytes]], budget: Budget
) -> Iterator[Piece]:
    """What the parts of one document hold, by the readers of their elements."""
    yield from content.pieces()
    yield from remarked(where, parts)
    for root in roots:
        yield from drawn(where, root, budget)
        yield from properties(where, root)


def _settings(entry: Entry) -> bool:
    """Whether a member holds how the document is shown, by its name and by its bytes: noise under such a name may be anything."""
    if not (entry.name in _INERT or entry.name.startswith("Configurations2/") or entry.name.endswith("/settings.xml")):
        return False
    begin = entry.data[:4].lstrip(b"\xef\xbb\xbf")
    return not begin or begin[:1] == b"<" or begin == _CACHE or entry.data[:64].isascii() or begin.startswith(_ICONS)


def _other(where: Where, entry: Entry, locked: AbstractSet[str]) -> Iterator[Piece]:
    """A member that is no part of the document's own XML."""
    inner = where.inside(entry.name) if entry.name else where
    if entry.name in locked or entry.found is Found.FOLDER:
        return
    if entry.found is Found.LISTED and _settings(entry):
        yield Inert(inner, entry.data, "settings")
        if entry.data.lstrip(b"\xef\xbb\xbf")[:1] == b"<" and (said := unspoken(entry.data, whole=True)):
            yield Segment(where.at(Part.METADATA), *joined([(entry.name, value) for value in said]), hidden=HiddenKind.CUSTOM_XML)
    elif entry.found is Found.LISTED and entry.name.startswith(_COPIES) and sniff(Blob(inner, entry.data)) != "unknown":
        yield Inert(inner, entry.data, "object replacement")
    elif entry.data:
        kind = None
        if entry.found is not Found.LISTED:
            kind = HiddenKind.DELETED_DATA
        elif entry.name.startswith("Thumbnails/"):
            kind = HiddenKind.THUMBNAIL
        elif entry.name.startswith(("Basic/", "Scripts/")):
            kind = HiddenKind.MACRO
        elif entry.name.startswith("Version"):
            kind = HiddenKind.OLDER_REVISION
        elif not entry.name.startswith(("Pictures/", "media/")):
            kind = HiddenKind.EMBEDDED_FILE
        yield Blob(inner, entry.data, kind)
    if entry.reason:
        yield Gap(inner, entry.reason, entry.detail)
