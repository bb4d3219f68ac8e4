"""Packages of XML: the parts of an Open Packaging zip, their relationships and content types, edited as text.

In: an `Archive`. Out: the same archive with parts edited or dropped, relationships and content types in step.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from outscan.process.markup import Element, Markup
from outscan.process.package import Archive


@dataclass(slots=True)
class Parts:
    """The parts of one package; a part is tokenised when it is first asked for."""

    archive: Archive
    open: dict[str, Markup] = field(default_factory=dict)

    def names(self) -> list[str]:
        """All parts that are there now."""
        return self.archive.names()

    def markup(self, name: str) -> Markup:
        """The part, tokenised."""
        if name not in self.open:
            self.archive.budget.tick()
            self.open[name] = Markup(self.archive.read(name))
        return self.open[name]

    def settle(self) -> None:
        """Write the edits of all open parts into the archive, and forget them."""
        for name, markup in self.open.items():
            if markup.edits.cuts and name not in self.archive.dropped:
                self.archive.replace(name, markup.result())
        self.open.clear()

    def relations(self, name: str) -> list[tuple[Element, str, str]]:
        """(element, type's last word, resolved target) of each internal relationship of a part ('' is the package)."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", base + ".rels")
        if rels not in self.names():
            return []
        return [
            (element, element.get("Type").rpartition("/")[2], _resolve(folder, element.get("Target")))
            for element in self.markup(rels).all("Relationship")
            if element.get("TargetMode") != "External"
        ]

    def drop(self, name: str) -> None:
        """Leave a part out, with its own relationships, every relationship to it, and its content type."""
        if name not in self.names():
            return
        folder, base = posixpath.split(name)
        own = posixpath.join(folder, "_rels", base + ".rels")
        for rels in [n for n in self.names() if n.endswith(".rels") and n != own]:
            markup, root = self.markup(rels), posixpath.dirname(posixpath.dirname(rels))
            for element in markup.all("Relationship"):
                if element.get("TargetMode") != "External" and _resolve(root, element.get("Target")).lower() == name.lower():
                    markup.remove(element)
        types = self.markup("[Content_Types].xml")
        for element in types.all("Override"):
            if element.get("PartName").lstrip("/").lower() == name.lower():
                types.remove(element)
        self.archive.drop(name)
        if own in self.names():
            self.archive.drop(own)


def _resolve(folder: str, target: str) -> str:
    path = unquote(target).replace("\\", "/").partition("#")[0]
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
