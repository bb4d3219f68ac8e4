"""A package opened: its parts by name, their relationships and content types.

In: a `Blob` and the budget. Out: `Package`; gaps are kept in it and drained by the reader, so that a broken part never hides
the next. Parts of equal name are all kept: a recipient's program may open another one than ours.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from outscan.errors import Unreadable
from outscan.extract.again import remembered
from outscan.extract.asides import asides
from outscan.extract.container import Found, Member, inflate, members
from outscan.extract.element import Element
from outscan.extract.ooxml.freeform import SIGNS, freeforms
from outscan.extract.ooxml.xml import local, parse, plain
from outscan.extract.overlooked import unspoken
from outscan.lazy_regex.literals import Literals
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import Blob, Gap, GapReason, Part, Reason, unread

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


_BEGINS = b"\xef\xbb\xbf\xff\xfe\xfe\xff\0 \r\n\t"
"""What may stand before the first tag of a part."""


_ASIDES, _HEAD = Literals((b"<!--", b"<?")), len(b"<?xml")


class Relation(Struct, frozen=True):
    """One relationship: its type's last word, and its target, resolved to a part name where it is internal."""

    id: str
    type: str
    target: str
    external: bool


class PackagePart(Struct):
    """One part: its name as the package spells it without the leading slash, and its packed or loaded bytes."""

    name: str
    member: Member | None = None
    data: bytes | None = None
    taken: bool = False
    cut: bool = False

    @property
    def key(self) -> str:
        """The name as part names are compared: without case (ECMA-376-2 §6.2.2.3)."""
        return self.name.lower()


class Package(Struct):
    """An opened package. `take` and `tree` mark a part as accounted for; `gaps` says what was wrong on the way."""

    blob: Blob
    budget: Budget
    parts: list[PackagePart] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    drawn: list[Blob | Gap] = field(default_factory=list)
    """Pictures of freeform shapes that stand like letters, met in the parts read so far."""
    notes: dict[str, list[str]] = field(default_factory=dict)
    """What comments and instructions of XML parts say, by part."""
    values: dict[str, list[str]] = field(default_factory=dict)
    """Values of XML parts that a reader may have passed by, by part."""
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _defaults: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, blob: Blob, budget: Budget) -> Package:
        """Open the package in `blob`, zipped or flat. Raises Unreadable where it is neither."""
        package = cls(blob, budget)
        if blob.data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
            package.parts = list(_flat(blob))
        else:
            for member in members(blob.data):
                budget.member()
                if member.found is not Found.FOLDER:
                    package.parts.append(PackagePart(member.name.replace("\\", "/").lstrip("/"), member))
        package._content_types()
        return package

    def named(self, name: str) -> list[PackagePart]:
        """All parts of this name, whatever its case; [] where there is none."""
        key = unquote(name).lstrip("/").lower()
        return [part for part in self.parts if part.key == key]

    def under(self, prefix: str, suffix: str = ".xml") -> list[PackagePart]:
        """Parts whose name begins and ends so and that nobody took yet, in the order of the package."""
        return [part for part in self.parts if not part.taken and part.key.startswith(prefix) and part.key.endswith(suffix)]

    def take(self, part: PackagePart) -> bytes:
        """The bytes of a part, as far as they could be had; the rest of the story is in `gaps`."""
        part.taken = True
        if part.data is None:
            self.budget.tick()
            if part.member is None:
                return b""
            entry = inflate(part.member, self.blob.data, self.budget)
            if entry.reason:
                self.gap(part.name, entry.reason, entry.detail)
            part.data = entry.data
            part.cut = entry.reason is GapReason.TOO_LARGE  # half of a bomb is not worth a tree
        data, part.data = part.data, part.data if part.member is None else None
        if data[:3].strip(_BEGINS)[:1] in (b"<", b""):
            self.notes[part.name], self.values[part.name] = _passed_by(data)
        return data

    def peek(self, part: PackagePart) -> bytes:
        """The bytes of a part that is not accounted for by looking at it."""
        taken = part.taken
        part.data = self.take(part)
        part.taken = taken
        return part.data

    def tree(self, part: PackagePart) -> Element | None:
        """The root of an XML part, None where nothing of it could be read (the gap is kept)."""
        data = self.take(part)
        if not data or part.cut:
            return None
        if len(data) > self.budget.limits.max_xml_bytes:
            self.gap(
                part.name, GapReason.TOO_LARGE, unread("max_xml_bytes", found=len(data), most=self.budget.limits.max_xml_bytes)
            )
            return None
        root, wrong = parse(data)
        if wrong:
            self.gap(part.name, GapReason.CORRUPT, wrong)
        if root is not None and any(sign in data for sign in SIGNS):
            self.drawn.extend(freeforms(self.blob.where.inside(part.name), root, self.budget))
        return root

    def gap(self, spot: str, reason: GapReason, detail: Reason | None = None) -> None:
        """Keep a gap for the reader to yield."""
        self.gaps.append(Gap(self.blob.where.at(Part.BODY, spot), reason, detail))

    def drain(self) -> Iterator[Gap]:
        """The gaps kept since the last call."""
        gaps, self.gaps = self.gaps, []
        yield from gaps

    def relations(self, name: str) -> dict[str, Relation]:
        """The relationships of part `name` ('' is the package itself), by id."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            found: dict[str, Relation] = {}
            for part in self.named(posixpath.join(folder, "_rels", base + ".rels")):
                root = self.tree(part)
                for child in root if root is not None else ():
                    if local(child) == "Relationship":
                        relation = _relation(child, folder)
                        found[relation.id] = relation
            self._relations[name] = found
        return self._relations[name]

    def related(self, name: str, kind: str) -> list[str]:
        """The internal targets of `name` whose relationship type ends with `kind`."""
        return [r.target for r in self.relations(name).values() if r.type == kind and not r.external]

    def main(self, fallback: str) -> str:
        """The name of the main part (officeDocument), or `fallback` where the package names none that is there."""
        for target in self.related("", "officeDocument"):
            if self.named(target):
                return target
        return fallback

    def content_type(self, name: str) -> str:
        """The declared content type of a part, '' where none is."""
        return self._types.get(name.lower(), self._defaults.get(name.rpartition(".")[2].lower(), ""))

    def _content_types(self) -> None:
        for part in self.named("[Content_Types].xml"):
            root = self.tree(part)
            for child in root if root is not None else ():
                kind = child.get("ContentType", "")
                if local(child) == "Override":
                    self._types[child.get("PartName", "").lstrip("/").lower()] = kind
                elif local(child) == "Default":
                    self._defaults[child.get("Extension", "").lower()] = kind


@remembered
def _passed_by(data: bytes) -> tuple[list[str], list[str]]:
    """What comments and instructions of a part say, and its values that a reader may pass by."""
    aside = b"\0" in data[:4] or b"<!--" in data[: _HEAD + 3] or _ASIDES.stand_in(memoryview(data)[_HEAD:])
    return asides(data) if aside else [], unspoken(data)


def _relation(child: Element, folder: str) -> Relation:
    target, external = child.get("Target", ""), child.get("TargetMode") == "External"
    if not external:
        path = unquote(target).replace("\\", "/").partition("#")[0]
        target = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
    return Relation(child.get("Id", ""), child.get("Type", "").rstrip("/").rpartition("/")[2], target, external)


def _flat(blob: Blob) -> Iterator[PackagePart]:
    """The parts of a package written as one XML file (pkg:package)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(plain(blob.data), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(GapReason.CORRUPT, unread("xml_error", error=type(error).__name__)) from error
    for part in root.iter(f"{_PKG}part"):
        name = part.get(f"{_PKG}name", "").lstrip("/")
        for content in part:
            if content.tag == f"{_PKG}xmlData" and len(content):
                yield PackagePart(name, data=etree.tostring(content[0], encoding="utf-8", with_tail=False))
            elif content.tag == f"{_PKG}binaryData":
                try:
                    yield PackagePart(name, data=base64.b64decode(content.text or ""))
                except binascii.Error as error:
                    raise Unreadable(GapReason.CORRUPT, unread("base64")) from error
