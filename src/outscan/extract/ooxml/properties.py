"""Document properties: core, extended, custom (docProps/*.xml).

In: an opened package. Out: segments of `name: value` places, persons apart from other properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.extract.element import Element
from outscan.extract.ooxml.package import Package, PackagePart
from outscan.extract.ooxml.xml import local
from outscan.lazy_regex import lazy
from outscan.types import HiddenKind, Part, Segment, joined

_PERSONS = frozenset({"creator", "lastModifiedBy", "Manager", "Company"})
_FIGURE = lazy(r"[\d.:,TZ+\- ]*|true|false", re.IGNORECASE)
"""Counts, dates and flags the program writes by itself: nothing a person wrote."""
_FOLDER = "docprops/"
_KINDS = frozenset({"core-properties", "extended-properties", "custom-properties"})


def properties(package: Package) -> Iterator[Segment]:
    """All property parts of the package, wherever the relationships say they are, and those lying in docProps."""
    names = {r.target.lower() for r in package.relations("").values() if r.type in _KINDS and not r.external}
    for part in package.parts:
        if not part.taken and (part.key in names or (part.key.startswith(_FOLDER) and part.key.endswith(".xml"))):
            root = package.tree(part)
            if root is not None:
                yield from _properties(package, part, root)
            yield from ()


def _properties(package: Package, part: PackagePart, root: Element) -> Iterator[Segment]:
    custom = "custom" in package.content_type(part.name) or any(local(child) == "property" for child in root)
    where = package.blob.where.at(Part.METADATA, part.name)
    persons: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for child in root:
        if not local(child):  # a comment or an instruction: the package tells those
            continue
        name = child.get("name") or local(child)
        values = [text.strip() for text in child.itertext() if text.strip()]
        text = "、".join(values)
        if not text or (not custom and _FIGURE.fullmatch(text)):
            continue
        (persons if name in _PERSONS else others).append((f"{part.name}:{name}", f"{name}: {text}"))
    if root.text and root.text.strip():
        others.append((part.name, root.text.strip()))
    for pairs, kind in (
        (persons, HiddenKind.PERSON_PROPERTY),
        (others, HiddenKind.CUSTOM_PROPERTY if custom else HiddenKind.PROPERTY),
    ):
        if pairs:
            text, places = joined(pairs)
            yield Segment(where, text, places, kind)
