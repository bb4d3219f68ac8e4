"""Reader of OFD, the national fixed-layout format (GB/T 33190-2016): its own walk through ZIP and XML.

In: `Blob`. Out: text page by page in reading order, text of templates, annotations, document information, custom tags, seals and
signatures; blobs for pictures, attachments and parts it does not know; older versions as such. Pages of pictures only yield
nothing here: the picture's own blob does.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from outscan.extract.asides import remarked
from outscan.extract.collected import Collected
from outscan.extract.container import Entry, Found, entries
from outscan.extract.element import Element
from outscan.extract.ofd.page import PageText, page_text
from outscan.extract.ofd.seal import seal_pieces
from outscan.extract.ofd.units import Units
from outscan.extract.overlooked import unspoken, untold
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import (
    HARD,
    Blob,
    Gap,
    GapReason,
    HiddenKind,
    Inert,
    Part,
    Piece,
    PlacedText,
    Places,
    Segment,
    Where,
    joined,
    spot,
    unread,
)
from outscan.words.members import called

__all__ = ["read"]

_FONTS = (".ttf", ".otf", ".ttc", ".woff", ".cff")
_PLUMBING = frozenset({"Res", "Signatures", "DocVersion", "FileList"})


class _Package(Struct):
    """The members by their full path, and which of them were read."""

    where: Where
    members: dict[str, Entry] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    gaps: list[Gap] = field(default_factory=list)
    units: Units = field(default_factory=Units)
    parsed: dict[str, bytes] = field(default_factory=dict)
    """The parts that were read as XML here, whose comments nobody else reads."""

    def xml(self, path: str, *, needed: bool = True) -> Element | None:
        """The root of a part, None where there is none; a broken part is a gap, and what can be read of it is.

        A part that is not `needed` holds nothing but a list of others: where it is missing, nothing of the page is.
        """
        entry = self.members.get(path) or self.members.get(self._folded(path))
        if entry is None and not needed:
            return None
        if entry is None:
            self.gaps.append(Gap(self.where, GapReason.CORRUPT, unread("part_missing")))
            return None
        self.used.add(entry.name)
        self.parsed[entry.name] = entry.data
        try:
            return etree.fromstring(entry.data, _parser(recover=False))
        except (etree.XMLSyntaxError, ValueError):
            root = etree.fromstring(entry.data, _parser(recover=True)) if entry.data else None
            if root is None or not _all_saved(entry.data, root):
                self.gaps.append(Gap(self.where.inside(entry.name), GapReason.CORRUPT, unread("xml_broken")))
            return root

    def _folded(self, path: str) -> str:
        return next((name for name in self.members if name.lower() == path.lower()), "")


def _all_saved(data: bytes, root: Element) -> bool:
    """Whether a part that breaks a rule of XML is whole for all that: it ends with its end tag, and every word was saved."""
    if not re.search(rb"</[^<>]*>\s*\Z", data) or b"<!" in data:
        return False
    words = re.sub(rb"<[^<>]*>", b" ", data).decode("utf-8", "replace")
    return html.unescape(words).split() == " ".join(root.itertext()).split()


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=recover)


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything an OFD document holds."""
    package = _Package(blob.where)
    read_texts: list[str] = []
    for piece in _pieces(package, blob, budget):
        if isinstance(piece, Segment):
            read_texts.append(piece.text)
        yield piece
    values = [(name, value) for name, data in package.parsed.items() for value in unspoken(data, texts=True)]
    if left := set(untold([value for _, value in values], read_texts)):
        passed = list(dict.fromkeys((name, value.replace("\n", " ")) for name, value in values if value in left))
        yield Segment(blob.where.at(Part.METADATA), *joined(passed), hidden=HiddenKind.CUSTOM_XML)


def _pieces(package: _Package, blob: Blob, budget: Budget) -> Iterator[Piece]:
    for entry in entries(blob.data, budget):
        if entry.found is Found.LISTED and entry.name not in package.members:
            package.members[entry.name.lstrip("/")] = entry
        elif entry.data:
            yield Blob(blob.where.inside(entry.name), entry.data, HiddenKind.DELETED_DATA)
        if entry.reason:
            yield Gap(blob.where.inside(entry.name), entry.reason, entry.detail)
    for entry in package.members.values():
        if b"CompositeGraphicUnit" in entry.data and (root := package.xml(entry.name)) is not None:
            package.units.add(root)
            package.used.discard(entry.name)
    root = package.xml("OFD.xml")
    if root is not None:
        for body in root.iter("{*}DocBody"):
            yield from _information(blob.where, body)
            for doc_root in body.findall("{*}DocRoot"):
                yield from _document(package, _resolve("", doc_root.text), budget)
    if any(name.lower().endswith("encryptions.xml") for name in package.members):
        yield Gap(blob.where, GapReason.ENCRYPTED, unread("ofd"))
    yield from _rest(package, budget)
    yield from remarked(blob.where, list(package.parsed.items()))
    yield from package.gaps


def _resolve(base: str, location: str | None) -> str:
    """A location (ST_Loc, GB/T 33190 §7.1): from the root with a slash, else from the part that names it."""
    location = (location or "").strip().replace("\\", "/")
    return posixpath.normpath(
        location.lstrip("/") if location.startswith("/") else posixpath.join(posixpath.dirname(base), location)
    )


def _information(where: Where, body: Element) -> Iterator[Segment]:
    """Title, author, keywords, custom data (GB/T 33190 §7.4)."""
    kinds = Collected()
    for info in body.findall("{*}DocInfo"):
        for element in info.iter():
            name = str(element.tag).rpartition("}")[2]
            text = (element.text or "").strip()
            own = element.get("Name", "")
            if not (text or own) or name in ("DocID", "CreationDate", "ModDate", "Creator", "CreatorVersion"):
                continue
            kind = HiddenKind.CUSTOM_PROPERTY if own else HiddenKind.PERSON_PROPERTY if name == "Author" else HiddenKind.PROPERTY
            kinds.say(Part.METADATA, kind, f"OFD.xml:{own or name}", f"{own}: {text}" if own else text)
    yield from kinds.pieces(where)


def _document(package: _Package, path: str, budget: Budget) -> Iterator[Piece]:
    document = package.xml(path)
    if document is None:
        return
    where = package.where
    templates: dict[str, PageText] = {}
    for element in document.iter("{*}TemplatePage"):
        if (page := package.xml(_resolve(path, element.get("BaseLoc")))) is not None:
            templates[element.get("ID", "")] = page_text(page, budget, package.units)
    pages: list[PageText] = []
    for element in document.iter("{*}Page"):
        if element.get("BaseLoc") is None:
            continue
        budget.page()
        budget.tick()
        page = package.xml(_resolve(path, element.get("BaseLoc")))
        pages.append(page_text(page, budget, package.units) if page is not None else PageText())
    yield from _pages(where, pages, Part.BODY, "page", budget)
    yield from _pages(where, list(templates.values()), Part.HEADER, "template", budget)
    yield from _outline(where, document)
    for tag, reader in (("Annotations", _annotations), ("Attachments", _attachments)):
        for element in document.findall("{*}" + tag):
            location = _resolve(path, element.text)
            if (listing := package.xml(location, needed=False)) is not None:
                yield from reader(package, location, listing, budget)


def _pages(where: Where, pages: list[PageText], part: Part, kind: str, budget: Budget) -> Iterator[Piece]:
    shown = [(spot(kind, number), page.text) for number, page in enumerate(pages, 1) if page.text]
    if shown:
        yield Segment(where.at(part), *joined(shown))
    hidden = Collected({})
    for number, page in enumerate(pages, 1):
        yield from page.outlines.blobs(where, budget, called(f"{kind}_outline", page=number, ending="png"), spot(kind, number))
        for hides, text in page.hidden:
            hidden.hide(hides, spot(kind, number), text)
        if page.glyphs_only:
            yield Gap(
                where.at(part, spot(kind, number)),
                GapReason.GARBLED,
                unread("glyphs_without_characters", glyphs_only=page.glyphs_only),
                page=number - 1,
            )
    yield from hidden.pieces(where)


def _signature(where: Where, root: Element) -> Iterator[Segment]:
    """Who signed with what, and when; digests and addresses of the signed parts hold no words."""
    words = [("Provider", value) for e in root.iter("{*}Provider") for value in e.attrib.values()]
    words += [
        (e.get("Name", "Parameter"), (e.text or "").strip())
        for e in root.iter("{*}Parameter", "{*}SignatureDateTime")
        if (e.text or "").strip()
    ]
    if words:
        yield Segment(where.at(Part.METADATA), *joined(words), hidden=HiddenKind.PROPERTY)


def _outline(where: Where, document: Element) -> Iterator[Segment]:
    titles = [
        (spot("bookmark"), text)
        for e in document.iter("{*}OutlineElem", "{*}Bookmark")
        if (text := (e.get("Title") or e.get("Name") or "").strip())
    ]
    links = [(spot("link"), uri) for e in document.iter("{*}URI") if not unquote(uri := e.get("URI", "")).isascii()]
    if titles or links:
        yield Segment(where.at(Part.METADATA), *joined([*titles, *links]), hidden=HiddenKind.PROPERTY)


def _annotations(package: _Package, path: str, listing: Element, budget: Budget) -> Iterator[Piece]:
    """Annotations of each page (GB/T 33190 §15): their remarks, parameters and what they draw."""
    found: list[PlacedText] = []
    files = [
        (number, package.xml(_resolve(path, loc.text)))
        for number, page in enumerate(listing.findall("{*}Page"), 1)
        for loc in page.findall("{*}FileLoc")
    ]
    for number, root in files:
        for annot in root.iter("{*}Annot") if root is not None else ():
            words = [
                f"{annot.get('Creator', '')}".strip(),
                *((e.text or "").strip() for e in annot.iter("{*}Remark", "{*}Parameter")),
            ]
            drawn = page_text(annot, budget, package.units)
            yield from drawn.outlines.blobs(
                package.where, budget, called("annotation_outline", page=number, ending="png"), spot("page", number)
            )
            words += [drawn.text, *(text for _, text in drawn.hidden)]
            if text := HARD.join(dict.fromkeys(filter(None, words))):
                found.append((spot("page", number).then("comment"), text.replace(HARD, "\v")))
    if found:
        yield Segment(package.where.at(Part.COMMENT), *joined(found), hidden=HiddenKind.ANNOTATION)


def _attachments(package: _Package, path: str, listing: Element, budget: Budget) -> Iterator[Piece]:
    del budget
    for element in listing.iter("{*}Attachment"):
        for loc in element.findall("{*}FileLoc"):
            location = _resolve(path, loc.text)
            entry = package.members.get(location) or package.members.get(_resolve("", loc.text))
            name = element.get("Name") or posixpath.basename(location)
            if entry is None:
                yield Gap(package.where.inside(name), GapReason.CORRUPT, unread("attachment_missing"))
                continue
            package.used.add(entry.name)
            yield Blob(package.where.inside(name), entry.data, HiddenKind.ATTACHMENT)


def _rest(package: _Package, budget: Budget) -> Iterator[Piece]:
    """Members nothing led to: resources, seals, older versions, parts of other makers."""
    older: list[PlacedText] = []
    for name, entry in package.members.items():
        if entry.name in package.used or entry.found is Found.FOLDER or not entry.data:
            continue
        where = package.where.inside(entry.name)
        low = name.lower()
        if low.endswith(_FONTS):
            yield Inert(where, entry.data, "font")
        elif low.endswith((".esl", ".dat")):
            yield from seal_pieces(where, entry.data)
        elif low.endswith(".xml"):
            root = package.xml(name)
            tag = str(root.tag).rpartition("}")[2] if root is not None else ""
            if tag == "Page":
                older.append((name, page_text(root, budget, package.units).text))
            elif tag == "Signature":
                yield from _signature(where, root)
            elif tag in _PLUMBING:
                yield Inert(where, entry.data, "resources")
            else:
                del package.parsed[entry.name]
                yield Blob(where, entry.data, HiddenKind.CUSTOM_XML)
        else:
            yield Blob(where, entry.data)
    older += [(spot("composite"), page_text(unit, budget, package.units).text) for unit in list(package.units.unused())]
    if any(text for _, text in older):
        text, places = joined(older)
        yield Segment(package.where.at(Part.REVISION), text, Places(places.starts, list(places.spots)), HiddenKind.OLDER_REVISION)
