"""Word documents and presentations: words cut inside the parts, hidden things taken out, everything else left as it is.

In: a `Blob` and the task. Out: the bytes of a package whose untouched parts are the bytes they were.
(ECMA-376-1 §17.13.5 tracked changes, §17.13.4 comments, §19.2.1 slides)
"""

from __future__ import annotations

import re

from outscan.process.markup import Element, Markup
from outscan.process.metadata import strip_package
from outscan.process.opc import Parts
from outscan.process.package import Archive
from outscan.process.task import Task
from outscan.process.traces import loosen
from outscan.process.xmlparts import BY_WORDS, Nested, inner_files, search, uncount
from outscan.types import Blob, Part
from outscan.words import say

_GONE = frozenset(
    {
        "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "tblGridChange", "tblPrExChange", "numberingChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
        "moveToRangeEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
    }
)  # fmt: skip
_KEPT = frozenset({"ins", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
_COMMENTS = re.compile(r"^(word|ppt)/(comments[^/]*|people|commentAuthors|authors|comments/[^/]*)\.xml$")
_TRACES = re.compile(r"\s(?:w:rsid\w*|w1[0-9]\w*:(?:paraId|textId|durableId))\s*=\s*(?:\"[^\"]*\"|'[^']*')")
"""Which sitting a run was written in, and the numbers comments hang on."""


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
