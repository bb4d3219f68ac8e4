"""What a PDF holds beside its pages: properties, attachments, scripts, notes, titles, fields.

In: an open pikepdf document and the task. Out: the same document without what must go.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from outscan.process.search import squeezed
from outscan.process.task import LABEL, Task, Wanted
from outscan.types import Blob, HiddenKind, Part, spot
from outscan.words import say

_EVERYWHERE = ("/Metadata", "/PieceInfo", "/AF", "/JS", "/LastModified", "/Thumb", "/SpiderInfo")
_ROOT = ("/AA", "/AF", "/Collection", "/PieceInfo", "/Metadata", "/SpiderInfo", "/Perms", "/DSS", "/URI")
_KEPT_NOTES = frozenset({"/Link", "/Widget"})
_UNSAFE = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Sound", "/Movie", "/GoToE"})


def strip(pdf: pikepdf.Pdf, blob: Blob, task: Task) -> None:
    """Take out properties, attachments, scripts and notes."""
    where = blob.where
    root = pdf.Root
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
        task.did("remove_metadata", where.at(Part.METADATA, spot("information")))
    for key in _ROOT:
        if key in root:
            del root[key]
            task.did("remove_metadata", where.at(Part.METADATA, key.strip("/")))
    names = root.get("/Names")
    for key, kind in (("/EmbeddedFiles", "attachment"), ("/JavaScript", "script"), ("/Renditions", "media")):
        if isinstance(names, pikepdf.Dictionary) and key in names:
            del names[key]
            task.did("remove_hidden", where.at(Part.ATTACHMENT, spot(kind)), 1)
    if isinstance(root.get("/OpenAction"), pikepdf.Dictionary) and str(root.OpenAction.get("/S", "")) in _UNSAFE:
        del root["/OpenAction"]
    _form(pdf, task)
    for number, page in enumerate(pdf.pages):
        _page(page.obj, number, blob, task)
    for thing in _dictionaries(pdf):
        for key in _EVERYWHERE:
            if key in thing:
                del thing[key]


def _form(pdf: pikepdf.Pdf, task: Task) -> None:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    if "/XFA" in form:
        del form["/XFA"]
    if int(form.get("/SigFlags", 0)) & 1:
        task.note(say("change.seal_void"))
        del form["/SigFlags"]


def _page(page: Any, number: int, blob: Blob, task: Task) -> None:
    for key in ("/AA", "/PieceInfo", "/Thumb", "/Metadata", "/AF", "/LastModified"):
        if key in page:
            del page[key]
    notes = page.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        return
    kept, count = [], 0
    for note in notes:
        if (
            isinstance(note, pikepdf.Dictionary)
            and str(note.get("/Subtype", "")) in _KEPT_NOTES
            and str(note.get("/FT", "")) != "/Sig"
        ):
            action = note.get("/A")
            if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in _UNSAFE:
                del note["/A"]
            if "/AA" in note:
                del note["/AA"]
            if str(note.get("/Subtype")) == "/Link" and "/Contents" in note:
                del note["/Contents"]
            kept.append(note)
        else:
            count += 1
    if count:
        page["/Annots"] = pikepdf.Array(kept) if kept else pikepdf.Array([])
        task.did("remove_hidden", blob.where.at(Part.COMMENT, spot("page", number + 1)), count, say("change.comments"))


def cut_strings(pdf: pikepdf.Pdf, blob: Blob, task: Task, wanted: list[Wanted]) -> None:
    """Replace every string outside the pages' streams that holds a wanted word: titles, field values, alternative texts."""
    words = {squeezed(w.quote) for w in wanted if len(squeezed(w.quote)) >= 2}  # one character is no word
    words |= {squeezed(w.quote) for w in task.everywhere()}
    words.discard("")
    if not words:
        return
    count = 0
    for thing in _dictionaries(pdf):
        for key in list(thing.keys()):
            value = thing.get(key)
            if isinstance(value, pikepdf.String) and _holds(str(value), words):
                thing[key] = pikepdf.String(LABEL)
                count += 1
                if key in {"/V", "/DV"}:
                    _forget_look(thing)
            elif isinstance(value, pikepdf.Array):
                for index, one in enumerate(value):
                    if isinstance(one, pikepdf.String) and _holds(str(one), words):
                        value[index] = pikepdf.String(LABEL)
                        count += 1
    task.did("redact", blob.where.at(Part.METADATA), count, say("change.titles_forms"))


def _holds(text: str, words: set[str]) -> bool:
    said = squeezed(text)
    return any(word in said for word in words)


def _forget_look(field: Any) -> None:
    """A field's own drawing of its value goes with the value."""
    for holder in (field, *(field.get("/Kids") or [])):
        if isinstance(holder, pikepdf.Dictionary) and "/AP" in holder:
            del holder["/AP"]


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the document, those inside others included, to a sane depth."""
    for thing in pdf.objects:
        stack = [(thing, 0)]
        while stack:
            one, depth = stack.pop()
            if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
                yield one
                children = [v for k, v in one.items() if k != "/Parent"]
            elif isinstance(one, pikepdf.Array):
                children = list(one)
            else:
                continue
            if depth < 6:  # direct objects nest no deeper in practice; indirect ones are met on their own
                stack += [
                    (c, depth + 1) for c in children if isinstance(c, pikepdf.Dictionary | pikepdf.Array) and not c.is_indirect
                ]


UNSEEN = (
    HiddenKind.WHITE_TEXT,
    HiddenKind.TINY_TEXT,
    HiddenKind.INVISIBLE_TEXT,
    HiddenKind.OFF_PAGE,
    HiddenKind.HIDDEN_LAYER,
    HiddenKind.HIDDEN_TEXT,
)
"""Hidden texts of pages that are found again by their words."""
