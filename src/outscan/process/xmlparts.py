"""What rooms that edit packages of XML share: the search over all parts, the texts of a part, files inside, counts.

In: the parts of a package, the task. Out: words cut in the parts, files inside processed or left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from outscan.process.markup import Element, Markup, View
from outscan.process.opc import Parts
from outscan.process.searchable import Ground, Plot
from outscan.process.task import Task
from outscan.process.traces import loosen, uncounted
from outscan.types import Blob, HiddenKind
from outscan.words import say

Nested = Callable[[Blob], bytes | None]
"""Processes a file inside the file; None: leave it out."""

BY_WORDS = (
    HiddenKind.HIDDEN_TEXT, HiddenKind.WHITE_TEXT, HiddenKind.TINY_TEXT, HiddenKind.INVISIBLE_TEXT, HiddenKind.OFF_PAGE,
    HiddenKind.HIDDEN_LAYER, HiddenKind.HIDDEN_FORMAT,
)  # fmt: skip
"""Hidden texts that are found again by their words."""
_BREAKS = frozenset({"p", "tc", "si", "docPr", "cNvPr", "comment", "definedName"})
_DELETED, _INSERTED = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_INERT = re.compile(r"(^|/)(theme/theme|fonts?/|fontTable|webSettings|tableStyles|viewProps|presProps)|^\[Content_Types\]")
_OBJECTS = frozenset({"OLEObject", "oleObj", "externalData", "oleObject", "control"})


def search(parts: Parts, blob: Blob, task: Task, wanted: list, skip: frozenset[str] = frozenset()) -> None:  # type: ignore[type-arg]  # list[Wanted]
    """Search all XML parts of the package and cut."""
    if not wanted and not task.everywhere():
        return
    ground = Ground(blob.where)
    for name in parts.names():
        if _XML.search(name) and not _INERT.search(name) and name not in skip:
            markup = parts.markup(name)
            ground.plots.append(Plot(name, markup.text, views(markup), markup.edits))
    for one in ground.take_out(task, wanted):
        task.unreachable.append(one.where)
    for plot in ground.plots:
        loosen(parts.markup(plot.name))


def views(markup: Markup) -> list[View]:
    """The texts of one part as a reader may join them: final view, view before changes, other texts, attributes."""
    said = {i for i, e in enumerate(markup.elements) if e.name == "t"}
    deleted = {i for i, e in enumerate(markup.elements) if e.name == "delText"}
    kept = {i for i in said if not markup.under(i, _DELETED)}
    old = {i for i in said if not markup.under(i, _INSERTED)} | deleted
    found = [markup.view(kept.__contains__, _BREAKS.__contains__)]
    if deleted or len(kept) < len(said):
        found.append(markup.view(old.__contains__, _BREAKS.__contains__))
    others = markup.view(lambda i: i not in said and i not in deleted, lambda _: True)
    return [*found, others, markup.attributes(), markup.remarks()]


def inner_files(parts: Parts, blob: Blob, task: Task, nested: Nested) -> None:
    """Process pictures and embedded files; leave out what cannot be processed."""
    for name in parts.names():
        if _XML.search(name) or _INERT.search(name) or name.startswith(("[", "docProps/")):
            continue
        data = parts.archive.read(name)
        if not data:
            continue
        made = nested(Blob(blob.where.inside(name), data))
        if made is None:
            _leave_out(parts, name)
            task.did("remove_hidden", blob.where.inside(name), 1, say("change.embedded"))
        elif made != data:
            parts.archive.replace(name, made)
    parts.settle()


def uncount(parts: Parts) -> None:
    """Where anything was changed: counts of letters, lines and sittings go out of the properties."""
    parts.settle()
    if parts.archive.changed or parts.archive.dropped:
        for name in [n for n in parts.names() if n.lower() in {"docprops/app.xml", "docprops/core.xml"}]:
            uncounted(parts.markup(name))


def _leave_out(parts: Parts, name: str) -> None:
    """Drop an embedded file and what shows it."""
    for owner in [n for n in parts.names() if n.endswith(".xml") and "/" in n]:
        ids = {element.get("Id") for element, _, target in parts.relations(owner) if target == name}
        if not ids:
            continue
        markup = parts.markup(owner)
        for index, element in enumerate(markup.elements):
            if element.name in _OBJECTS and element.get_id() in ids:
                markup.remove(_holder(markup, index))
    parts.drop(name)


def _holder(markup: Markup, index: int) -> Element:
    """What must go with an object: in a presentation the frame it sits in, in a workbook the list."""
    at = index
    while at >= 0:
        if markup.elements[at].name in {"graphicFrame", "oleObjects", "controls"}:
            outer = markup.elements[markup.elements[at].parent] if markup.elements[at].parent >= 0 else None
            return markup.elements[at] if outer is None or outer.name != "Choice" else markup.elements[outer.parent]
        at = markup.elements[at].parent
    return markup.elements[index]
