"""OpenDocument: texts, sheets and slides edited in their XML parts.

In: a `Blob` of kind odt, ods or odp and the task. Out: the package with the words cut. A cell whose words were cut loses the
value and the formula behind them. (OASIS OpenDocument 1.3 part 3 §5.5 change tracking, §14.1 annotations, §19.385 office:value)
"""

from __future__ import annotations

import re
from collections.abc import Callable

from outscan.process.markup import Markup
from outscan.process.opc import Parts
from outscan.process.package import Archive
from outscan.process.searchable import Ground, Plot
from outscan.process.task import Refused, Task
from outscan.process.traces import loosen, uncounted
from outscan.process.xmlparts import BY_WORDS
from outscan.types import Blob, HiddenKind, Part
from outscan.words import say

Nested = Callable[[Blob], bytes | None]

_BREAKS = frozenset({"p", "h", "table-cell", "annotation", "note"})
_CHANGES = frozenset({"tracked-changes", "change", "change-start", "change-end"})
_NOTES = frozenset({"annotation", "annotation-end"})
_BLANKED = frozenset(["creator", "initial-creator", "title", "subject", "description", "keyword", "printed-by"])
_VALUE = re.compile(
    r"\s[\w]+:(?:value|value-type|date-value|time-value|string-value|boolean-value|currency|formula)\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
_HIDDEN = (*BY_WORDS, HiddenKind.HIDDEN_SHEET, HiddenKind.HIDDEN_ROW, HiddenKind.HIDDEN_COLUMN, HiddenKind.HIDDEN_SLIDE)


def edit(blob: Blob, task: Task, nested: Nested) -> bytes:
    """The document with everything wanted taken out."""
    if not blob.data.startswith(b"PK"):
        raise Refused(say("refusal.flat_odf"))
    parts = Parts(Archive.of(blob, task))
    _search(parts, blob, task)
    parts.settle()
    for name in [n for n in parts.names() if not n.endswith(".xml") and n != "mimetype"]:
        data = parts.archive.read(name)
        thumbnail = name.startswith("Thumbnails/") and not task.options.keep_hidden
        picture = name.startswith("ObjectReplacements/") and bool(task.wanted)  # shows what the object said before
        made = None if thumbnail or picture or not data else nested(Blob(blob.where.inside(name), data))
        if made is None:
            _drop(parts, name)
            task.did("remove_metadata" if thumbnail or picture else "remove_hidden", blob.where.inside(name))
        elif made != data:
            parts.archive.replace(name, made)
    if not task.options.keep_hidden:
        _strip(parts, blob, task)
    if any(n.endswith("documentsignatures.xml") for n in parts.names()):
        _drop(parts, "META-INF/documentsignatures.xml")
        task.note(say("change.signature_removed"))
    parts.settle()
    if parts.archive.changed or parts.archive.dropped:
        for name in [n for n in parts.names() if n.endswith("meta.xml")]:
            uncounted(parts.markup(name))
        parts.settle()
    return parts.archive.packed()


def _search(parts: Parts, blob: Blob, task: Task) -> None:
    wanted = task.of(blob.where.member)
    if not task.options.keep_hidden:
        wanted += task.unseen(blob.where.member, *_HIDDEN)
    ground = Ground(blob.where)
    for name in parts.names():
        inner = blob.where.member if "/" not in name else (*blob.where.member, name.rpartition("/")[0])
        wanted += task.of(inner) if inner != blob.where.member and name.endswith("content.xml") else []
        if name.endswith(".xml") and not name.startswith(("META-INF/", "Configurations2/")):
            markup = parts.markup(name)
            views = [markup.view(lambda _: True, _BREAKS.__contains__), markup.attributes(), markup.remarks()]
            ground.plots.append(Plot(name, markup.text, views, markup.edits))
    for one in ground.take_out(task, wanted):
        task.unreachable.append(one.where)
    for plot in ground.plots:
        _unvalue(parts.markup(plot.name))
        loosen(parts.markup(plot.name))


def _unvalue(markup: Markup) -> None:
    """Cells in which something was cut: their value and formula go."""
    if not markup.edits.cuts:
        return
    cuts = sorted(markup.edits.cuts)
    at = 0
    for cell in sorted(markup.all("table-cell"), key=lambda e: e.start):
        while at < len(cuts) and cuts[at][0] < cell.start:
            at += 1
        if at < len(cuts) and cuts[at][0] < cell.end:
            for found in _VALUE.finditer(cell.tag):
                markup.edits.cut(cell.start + found.start(), cell.start + found.end())


def _strip(parts: Parts, blob: Blob, task: Task) -> None:
    for name in [n for n in parts.names() if n.endswith(("content.xml", "styles.xml"))]:
        markup = parts.markup(name)
        for kinds, note in ((_CHANGES, say("change.accepted")), (_NOTES, say("change.comments"))):
            found = [e for e in markup.elements if e.name in kinds]
            words = [e.start for e in found if e.name in {"tracked-changes", "annotation"}]
            for element in found:
                markup.remove(element)
            loosen(markup, words)
            task.did("remove_hidden", blob.where.at(Part.REVISION, name), len(found), note)
    for name in [n for n in parts.names() if n.endswith("meta.xml")]:
        markup = parts.markup(name)
        count = sum(markup.empty(e) for e in markup.elements if e.name in _BLANKED)
        for element in markup.all("user-defined", "template", "auto-reload"):
            markup.remove(element)
            count += 1
        task.did("remove_metadata", blob.where.at(Part.METADATA, name), count)


def _drop(parts: Parts, name: str) -> None:
    parts.archive.drop(name)
    if "META-INF/manifest.xml" in parts.names():
        manifest = parts.markup("META-INF/manifest.xml")
        for entry in manifest.all("file-entry"):
            if entry.get("full-path") == name:
                manifest.remove(entry)
