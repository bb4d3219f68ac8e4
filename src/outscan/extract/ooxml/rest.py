"""The account of every part that a format's own reader did not take.

In: an opened package whose main parts are read. Out: segments (external targets, charts, diagrams, custom XML, unknown XML),
blobs (pictures, embedded files, macros, stray files), inert parts by an explicit list, and the gaps kept on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from outscan.extract.again import remembered
from outscan.extract.container import Found
from outscan.extract.element import Element
from outscan.extract.ole.strings import runs
from outscan.extract.ooxml.drawing import chart_lines, paragraphs
from outscan.extract.ooxml.ink import strokes
from outscan.extract.ooxml.package import Package, PackagePart
from outscan.extract.ooxml.properties import properties
from outscan.extract.ooxml.xml import all_text, local, root_name, wordy
from outscan.extract.overlooked import unspoken, untold
from outscan.extract.sniff import sniff
from outscan.lazy_regex import lazy
from outscan.types import Blob, HiddenKind, Inert, Part, Piece, Segment, Where, joined

_FONT, _PRINTER = "font", "printer settings"
_INERT = (
    (lazy(r"(^|/)(fonts?/.*|.*\.(odttf|fntdata|ttf|otf))$"), _FONT),
    (lazy(r"(^|/)theme/(theme[^/]*|_rels/.*)$"), "theme"),
    (lazy(r"(^|/)printersettings/"), _PRINTER),
    (
        lazy(r"(^|/)(styles|styleswitheffects|fonttable|websettings|tablestyles|viewprops|presprops|calcchain)\.xml$"),
        "style",
    ),
    (
        lazy(r"(^|/)(commentsextended|commentsids|commentsextensible|keymapcustomizations|itemprops\d*|usernames)\.xml$"),
        "identifiers",
    ),
    (lazy(r"(^|/)diagrams/(colors|quickstyle|layout)[^/]*$"), "diagram style"),
    (lazy(r"(^|/)charts/(colors|style)\d*\.xml$"), "chart style"),
)
"""Parts that hold no words by their name; what their bytes are has to agree (`_inert_kind`)."""
_INERT_KINDS = (("obfuscatedfont", _FONT), ("printersettings", _PRINTER))
_INERT_ROOTS = frozenset(
    {
        "theme", "themeOverride", "themeManager", "Relationships", "styles", "fonts", "webSettings", "tblStyleLst",
        "viewPr", "presentationPr", "calcChain", "styleSheet", "commentsEx", "commentsIds",
        "commentsExtensible", "tcg", "datastoreItem", "usernames", "userNames", "users", "colorsDef", "styleDef",
        "layoutDef", "colorsDefHdrLst", "styleDefHdrLst", "layoutDefHdrLst", "colorStyle", "chartStyle",
    }
)  # fmt: skip
"""Roots of the XML parts of that list."""
_FONTS = frozenset({"font", "woff"})
_TABLES = re.compile(rb"[A-Za-z]{3}[A-Za-z0-9 ]|OS/2")
_LISTED = (44, 60)
"""Where the third and fourth table of a font are named; an obfuscated one (ECMA-376-1 §17.8.1) hides its first 32 bytes alone."""
_EOT_AT, _EOT = 34, b"LP"
"""A font of a presentation: Embedded OpenType."""
_DEVICE, _VERSIONS, _LEAST = 64, frozenset({b"\x00\x04", b"\x01\x04", b"\x20\x03"}), 72
"""DEVMODEW (Windows GDI): the device's name, then the version of the structure."""
_CONTROL = lazy(r"(^|/)((activex|ctrlprops)/[^/]*|legacydiagramtext\d*|legacydoctextinfo)\.bin$")
"""Records of controls and of diagrams PowerPoint keeps in its old form: legible runs among figures."""
_FIGURES = lazy(r"(^|/)(metadata|xmlmaps|richdata/[^/]*|featurepropertybag/[^/]*)\.xml$")
"""Parts of a workbook that hold indices, and words only where a person's data are kept in them."""
_THUMBNAIL = lazy(r"(^|/)thumbnail[^/]*\.\w+$")
_EMBEDDED = lazy(r"/(embeddings|activex|ctrlprops|attachments)/")
_FILES = lazy(r"/(embeddings|attachments)/")
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_MACRO = lazy(r"(^|/)vba(project|data|projectsignature[^/]*)\.(bin|xml)$")


def accounted(package: Package, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield `pieces`, then the values of XML parts that none of them told."""
    read_texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, Segment):
            read_texts.append(piece.text)
        yield piece
    values = [(name, value) for name, found in package.values.items() for value in found]
    left = set(untold([value for _, value in values], read_texts))
    if passed := list(dict.fromkeys((name, value.replace("\n", " ")) for name, value in values if value in left)):
        text, places = joined(passed)
        yield Segment(package.blob.where.at(Part.METADATA), text, places, HiddenKind.CUSTOM_XML)


def rest(package: Package) -> Iterator[Piece]:
    """Yield properties, external targets, then every part nobody took; ends with nothing untold."""
    yield from properties(package)
    yield from _targets(package)
    diagrams: set[str] = set()
    for part in sorted((p for p in package.parts if not p.taken), key=lambda p: "diagrams/drawing" in p.key):
        if not part.taken:
            yield from _part(package, part, diagrams)
            yield from package.drain()
    yield from package.drain()
    yield from package.drawn
    if said := [(name, note) for name, notes in package.notes.items() for note in notes]:
        text, places = joined(said)
        yield Segment(package.blob.where.at(Part.HIDDEN), text, places, HiddenKind.MARKUP_COMMENT)


def _part(package: Package, part: PackagePart, diagrams: set[str]) -> Iterator[Piece]:
    where, name, key = package.blob.where, part.name, part.key
    data = package.take(part)
    if part.member is not None and part.member.found not in {Found.LISTED, Found.DELETED}:
        if data:
            yield Blob(where.inside(name), data, HiddenKind.DELETED_DATA)
        return
    if not data:
        return
    if kind := _inert_kind(package, part, data):
        # a driver keeps presets of its own there (机密 among its watermarks): they are no words of the document
        yield Inert(where.at(Part.METADATA, name), b"" if kind == _PRINTER else data, kind)
        if kind not in (_FONT, _PRINTER):
            package.values[name] = _unread(data)
    elif _MACRO.search(key):
        yield Blob(where.inside(name), data, HiddenKind.MACRO, "vba")
    elif _THUMBNAIL.search(key):
        yield Blob(where.inside(name), data, HiddenKind.THUMBNAIL, package.content_type(name))
    elif _is_xml(data, key) and not _FILES.search("/" + key):
        part.data = data
        root = package.tree(part)
        part.data = None
        if root is not None:
            yield from _xml(package, part, root, diagrams)
    elif _CONTROL.search(key) and sniff(Blob(where, data)) == "unknown":
        yield from _control(where.at(Part.METADATA, name), data)
    else:
        hidden = HiddenKind.EMBEDDED_FILE if _EMBEDDED.search("/" + key) else None
        yield Blob(where.inside(name), data, hidden, package.content_type(name))


@remembered
def _unread(data: bytes) -> list[str]:
    """The values and the text of a part that no reader takes."""
    return unspoken(data, whole=True)


def _control(where: Where, data: bytes) -> Iterator[Piece]:
    """A control kept as its own bytes ([MS-OFORMS]): its legible runs are what it is labelled with."""
    lines = [(where.spot, text) for text in dict.fromkeys(runs(data[16:]))]
    if lines:
        text, places = joined(lines)
        yield Segment(where, text, places, HiddenKind.FORM_FIELD)
    yield Inert(where, data, "control")


def _is_xml(data: bytes, key: str) -> bool:
    if key.endswith((".svg", ".html", ".htm", ".xhtml", ".mht")):
        return False
    head = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")
    return head[:1] == b"<" or key.endswith((".xml", ".rels", ".vml"))


def _inert_kind(package: Package, part: PackagePart, data: bytes) -> str:
    """The word for a part that can hold none, by its name or type and by its bytes; "" for every other part."""
    declared = package.content_type(part.name).lower()
    kind = next((kind for pattern, kind in _INERT if pattern.search(part.key)), "") or next(
        (kind for word, kind in _INERT_KINDS if word in declared), ""
    )
    if not kind:
        return ""
    if kind == _FONT:
        return kind if _font(Blob(package.blob.where, data)) else ""
    if kind == _PRINTER:
        return kind if _device(Blob(package.blob.where, data)) else ""
    return kind if root_name(data) in _INERT_ROOTS else ""


def _font(blob: Blob) -> bool:
    """Whether this is a font, obfuscated or not; noise under a font's name may be anything."""
    data = blob.data
    if sniff(blob) in _FONTS or data[_EOT_AT : _EOT_AT + 2] == _EOT:
        return True
    return all(_TABLES.fullmatch(data[at : at + 4]) for at in _LISTED)


def _device(blob: Blob) -> bool:
    """Whether these are the settings of a printer driver: a device's name and the structure's version, or what a Mac keeps."""
    data = blob.data
    plist = b"<?xml" in data[:64] and b"plist" in data[:256]
    device = len(data) >= _LEAST and data[_DEVICE : _DEVICE + 2] in _VERSIONS
    return plist or device or data.count(0) * 2 > len(data)


def _xml(package: Package, part: PackagePart, root: Element, diagrams: set[str]) -> Iterator[Segment]:
    where, name = package.blob.where, part.name
    tag = local(root)
    if tag == "ink":
        package.drawn.extend(strokes(where.inside(name), root, package.budget))
    if tag == "chartSpace":
        if lines := chart_lines(root):
            text, places = joined([(f"{name} {i}", line) for i, line in enumerate(lines, 1)])
            yield Segment(where.at(Part.IMAGE, name), text, places)
        return
    if tag in {"dataModel", "drawing"} and "diagrams/" in part.key:
        fresh = [text for text in paragraphs(root) if text not in diagrams]
        diagrams.update(fresh)
        if fresh:
            text, places = joined([(f"{name} {i}", line) for i, line in enumerate(fresh, 1)])
            yield Segment(where.at(Part.IMAGE, name), text, places)
        return
    text = _vml_text(root) if part.key.endswith(".vml") else all_text(root)
    if text and not (_FIGURES.search(part.key) and not any(wordy(line) for line in text.split("\n"))):
        yield Segment(where.at(Part.METADATA, name), text, None, HiddenKind.CUSTOM_XML)


def _vml_text(root: Element) -> str:
    """The words of an old drawing part: text boxes, watermarks, descriptions; not the anchors of a form control."""
    lines: list[str] = []
    for element in root.iter():
        lines += [v for k in ("string", "alt", "title") if (v := element.get(k, "").strip())]
        text = (element.text or "").strip()
        if text and isinstance(element.tag, str) and not (_EXCEL in element.tag and text.isascii()):
            lines.append(text)
    return "\n".join(dict.fromkeys(lines))


def _targets(package: Package) -> Iterator[Segment]:
    """What external relationships point at: an address can carry words, percent-encoded or not."""
    pairs: list[tuple[str, str]] = []
    seen: set[str] = set()
    for part in [p for p in package.parts if p.key.endswith(".rels")]:
        folder, _, base = part.name.rpartition("_rels/")
        for relation in package.relations(folder + base[: -len(".rels")]).values():
            target = unquote(relation.target)
            if relation.external and target not in seen:
                seen.add(target)
                pairs.append((f"{part.name}:{relation.id}", target))
            elif wordy(relation.id):
                pairs.append((part.name, relation.id))
    if pairs:
        text, places = joined(pairs)
        yield Segment(package.blob.where.at(Part.METADATA), text, places, HiddenKind.EXTERNAL_LINK)
    yield from ()
