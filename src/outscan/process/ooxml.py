"""Word documents and presentations: words cut inside the parts, hidden things taken out, everything else left as it is.

In: a `Blob` and the task. Out: the bytes of a package whose untouched parts are the bytes they were.
(ECMA-376-1 §17.13.5 tracked changes, §17.13.4 comments, §19.2.1 slides)
"""

from __future__ import annotations

import re
from collections.abc import Callable

from outscan.process.ground import Ground, Plot
from outscan.process.markup import Element, Markup, View
from outscan.process.metadata import strip_package
from outscan.process.order import Task
from outscan.process.package import Archive
from outscan.process.parts import Parts
from outscan.process.traces import loosen, uncounted
from outscan.types import Blob, HiddenKind, Part
from outscan.words import say

Nested = Callable[[Blob], bytes | None]
"""Processes a file inside the file; None: leave it out."""

BY_WORDS = (
    HiddenKind.HIDDEN_TEXT,
    HiddenKind.WHITE_TEXT,
    HiddenKind.TINY_TEXT,
    HiddenKind.INVISIBLE_TEXT,
    HiddenKind.OFF_PAGE,
    HiddenKind.HIDDEN_LAYER,
    HiddenKind.HIDDEN_FORMAT,
)
"""Hidden texts that are found again by their words."""
_BREAKS = frozenset({"p", "tc", "si", "docPr", "cNvPr", "comment", "definedName"})
_GONE = frozenset(
    {
        "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "tblGridChange", "tblPrExChange", "numberingChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
        "moveToRangeEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
    }
)  # fmt: skip
_KEPT = frozenset({"ins", "moveTo"})
_DELETED, _INSERTED = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
_COMMENTS = re.compile(r"^(word|ppt)/(comments[^/]*|people|commentAuthors|authors|comments/[^/]*)\.xml$")
_TRACES = re.compile(r"\s(?:w:rsid\w*|w1[0-9]\w*:(?:paraId|textId|durableId))\s*=\s*(?:\"[^\"]*\"|'[^']*')")
"""Which sitting a run was written in, and the numbers comments hang on."""
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_INERT = re.compile(r"(^|/)(theme/theme|fonts?/|fontTable|webSettings|tableStyles|viewProps|presProps)|^\[Content_Types\]")
_OBJECTS = frozenset({"OLEObject", "oleObj", "externalData", "oleObject", "control"})


def edit(blob: Blob, task: Task, nested: Nested) -> bytes:
    """The document or presentation with everything wanted taken out."""
    parts = Parts(Archive.of(blob, task))
    wanted = task.of(blob.where.member)
    if not task.options.keep_hidden:
        wanted += task.unseen(blob.where.member, *BY_WORDS)
    search(parts, blob, task, wanted)
    parts.settle()
    inner_files(parts, blob, task, nested)
    if not task.options.keep_hidden:
        for name in [n for n in parts.names() if n.startswith("word/") and n.endswith(".xml")]:
            _accept(parts.markup(name), task, blob, name)
            _untrace(parts.markup(name))
        _comments(parts, task, blob)
        _slides(parts, task, blob)
        strip_package(parts, task, blob.where)
    uncount(parts)
    parts.settle()
    return parts.archive.packed()


def uncount(parts: Parts) -> None:
    """Where anything was changed: counts of letters, lines and sittings go out of the properties."""
    parts.settle()
    if parts.archive.changed or parts.archive.dropped:
        for name in [n for n in parts.names() if n.lower() in {"docprops/app.xml", "docprops/core.xml"}]:
            uncounted(parts.markup(name))


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


def _accept(markup: Markup, task: Task, blob: Blob, name: str) -> None:
    """Accept tracked changes, take out comment anchors, hidden runs and hidden rows."""
    changes = hidden = 0
    words: list[int] = []
    for index, element in enumerate(markup.elements):
        if not element.tag.startswith("<w:"):
            continue
        parent = markup.elements[element.parent] if element.parent >= 0 else None
        if element.name == "del" and parent is not None and parent.name == "trPr":
            markup.remove(_row(markup, index))
            changes += 1
        elif element.name in _GONE:
            markup.remove(element)
            changes += element.name in _DELETED
            words += [element.start] if element.name in _DELETED else []
        elif element.name in _KEPT:
            markup.unwrap(element)
            changes += 1
        elif element.name in {"vanish", "webHidden"} and element.get("val") not in {"0", "false"}:
            run = markup.elements[parent.parent] if parent is not None and parent.name == "rPr" and parent.parent >= 0 else None
            if run is not None and run.name == "r" and element.name == "vanish":
                markup.remove(run)
                words.append(run.start)
                hidden += 1
        elif element.name == "hidden" and parent is not None and parent.name == "trPr":
            markup.remove(_row(markup, index))
            hidden += 1
        elif element.name in {"docVars", "mailMerge"}:
            markup.remove(element)
            hidden += 1
    loosen(markup, words)
    task.did("remove_hidden", blob.where.at(Part.REVISION, name), changes, say("change.accepted"))
    task.did("remove_hidden", blob.where.at(Part.HIDDEN, name), hidden)


def _untrace(markup: Markup) -> None:
    """Numbers of sittings and paragraphs go, wherever they stand: they tell what was written together."""
    for element in markup.elements:
        for found in _TRACES.finditer(element.tag):
            markup.edits.cut(element.start + found.start(), element.start + found.end())
        if element.name == "rsids":
            markup.remove(element)


def _row(markup: Markup, index: int) -> Element:
    at = index
    while markup.elements[at].parent >= 0 and markup.elements[at].name != "tr":
        at = markup.elements[at].parent
    row = markup.elements[at]
    table = markup.elements[row.parent] if row.parent >= 0 else row
    rows = [e for e in markup.elements if e.name == "tr" and e.parent == row.parent]
    return table if len(rows) == 1 and table.name == "tbl" else row


def _comments(parts: Parts, task: Task, blob: Blob) -> None:
    for name in [n for n in parts.names() if _COMMENTS.match(n)]:
        parts.drop(name)
        task.did("remove_hidden", blob.where.at(Part.COMMENT, name), 1, say("change.comments"))


def _slides(parts: Parts, task: Task, blob: Blob) -> None:
    """Drop hidden slides; empty the speaker notes."""
    main = "ppt/presentation.xml"
    if main not in parts.names():
        return
    deck = parts.markup(main)
    shown = {element.get("Id"): (target) for element, kind, target in parts.relations(main) if kind == "slide"}
    for slide in deck.all("sldId"):
        name = shown.get(slide.get_id(), "")
        if name in parts.names() and next(parts.markup(name).all("sld")).get("show") in {"0", "false"}:
            for _, kind, target in parts.relations(name):
                if kind == "notesSlide":
                    parts.drop(target)
            parts.drop(name)
            deck.remove(slide)
            task.did("remove_hidden", blob.where.at(Part.HIDDEN, name), 1, say("change.hidden_slides"))
    for name in [n for n in parts.names() if n.startswith("ppt/notesSlides/") and n.endswith(".xml")]:
        markup = parts.markup(name)
        count = sum(markup.empty(t) for t in markup.all("t"))
        task.did("remove_hidden", blob.where.at(Part.NOTE, name), min(count, 1), say("change.notes"))


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
