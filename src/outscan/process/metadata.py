"""What a file says about itself and its makers: properties, thumbnails, custom XML.

In: the parts of a package. Out: the same parts without them.
"""

from __future__ import annotations

import re

from outscan.process.opc import Parts
from outscan.process.task import Task
from outscan.types import Part, Where

_BLANKED = frozenset(
    {
        "creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category", "contentStatus",
        "identifier", "version", "Manager", "Company", "HyperlinkBase", "Template", "lastPrinted",
    }
)  # fmt: skip
_DROPPED = re.compile(r"^(docProps/(custom\.xml|thumbnail[^/]*)|customXml/.*|.*/thumbnail\.(jpe?g|png|emf|wmf))$", re.IGNORECASE)


def strip_package(parts: Parts, task: Task, where: Where) -> None:
    """Blank the core and extended properties of an Office package; drop custom properties, thumbnails, custom XML."""
    for name in [n for n in parts.names() if n.lower().startswith("docprops/") and n.endswith(".xml")]:
        if _DROPPED.match(name):
            continue
        markup = parts.markup(name)
        count = sum(markup.empty(element) for element in markup.elements if element.name in _BLANKED)
        task.did("remove_metadata", where.at(Part.METADATA, name), count)
    for name in [n for n in parts.names() if _DROPPED.match(n)]:
        if not name.startswith("customXml/_rels/"):
            parts.drop(name)
            task.did("remove_metadata", where.at(Part.METADATA, name))
    for name in [n for n in parts.names() if n.startswith("customXml/")]:
        parts.drop(name)
