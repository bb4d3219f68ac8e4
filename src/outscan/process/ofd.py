"""OFD: characters replaced one for one, so that every other stays where it stands.

In: a `Blob` of kind ofd and the task. Out: the package with the words cut. Signatures and seals speak of the bytes that were:
they go, and the proof says so. (GB/T 33190 §11.3 text codes, §11.4 glyph transforms, §18 signatures)
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from outscan.process.markup import Edits, Markup, View
from outscan.process.opc import Parts
from outscan.process.package import Archive
from outscan.process.searchable import Ground, Plot
from outscan.process.task import Task
from outscan.process.xmlparts import BY_WORDS
from outscan.types import Blob, Part
from outscan.words import say

Nested = Callable[[Blob], bytes | None]

_BLOCK = "██"
"""What stands where words were, whatever they were."""
_STEPS = re.compile(r"\b(Delta[XY])\s*=\s*[\"']([^\"']*)[\"']")
_BLANKED = frozenset({"Author", "Title", "Subject", "Abstract", "Keywords", "Keyword"})
_DROPPED = frozenset({"CustomDatas", "Cover"})


class _Fixed(View):
    """Text whose characters have places of their own: a stretch becomes two blocks, however long it was."""

    def cut(self, text: str, start: int, end: int, put: str, edits: Edits) -> None:
        """Replace the stretch by two blocks; `put` says nothing here."""
        del put
        for (first, last, said), at in zip(self.pieces, self.offsets, strict=True):
            a, b = max(start - at, 0), min(end - at, len(said))
            if first >= 0 and a < b:
                part = View(self.escape, [(first, last, said)])
                part.cut(text, a, b, _BLOCK, edits)


def edit(blob: Blob, task: Task, nested: Nested) -> bytes:
    """The document with everything wanted taken out."""
    parts = Parts(Archive.of(blob, task))
    wanted = task.of(blob.where.member)
    for name in parts.names():
        if name.lower().endswith(".xml"):
            wanted += task.of((*blob.where.member, name))
    if not task.options.keep_hidden:
        wanted += task.unseen(blob.where.member, *BY_WORDS)
    ground = Ground(blob.where)
    for name in [n for n in parts.names() if n.lower().endswith(".xml")]:
        markup = parts.markup(name)
        codes = {i for i, e in enumerate(markup.elements) if e.name == "TextCode"}
        shown = _Fixed(lambda put: put, markup.view(codes.__contains__, lambda _: False).pieces)
        others = markup.view(lambda i, codes=codes: i not in codes, lambda _: True)  # type: ignore[misc]  # the codes of this part
        ground.plots.append(Plot(name, markup.text, [shown, others, markup.attributes(), markup.remarks()], markup.edits))
    for one in ground.take_out(task, wanted):
        task.unreachable.append(one.where)
    for plot in ground.plots:
        _untransform(parts.markup(plot.name))
        _restep(parts.markup(plot.name))
    parts.settle()
    _files(parts, blob, task, nested)
    if not task.options.keep_hidden:
        _strip(parts, blob, task)
    parts.settle()
    made = parts.archive
    if made.changed or made.dropped:
        _unsign(parts, task)
        parts.settle()
    return made.packed()


def _untransform(markup: Markup) -> None:
    """Glyph numbers of a text that was cut still spell it: they go."""
    cuts = [c[0] for c in markup.edits.cuts]
    for index, element in enumerate(markup.elements):
        if element.name == "CGTransform" and element.parent >= 0:
            holder = markup.elements[element.parent]
            if any(holder.start <= at < holder.end for at in cuts):
                markup.remove(markup.elements[index])


def _restep(markup: Markup) -> None:
    """Steps between characters that went would tell how many there were: one step for each character that is left."""
    cuts = sorted(markup.edits.cuts)
    for code in markup.all("TextCode"):
        mine = [c for c in cuts if code.inner <= c[0] < code.close]
        for found in _STEPS.finditer(code.tag) if mine else ():
            steps = _steps(found[2])
            count = code.close - code.inner
            plain = "&" not in markup.text[code.inner : code.close] and len(steps) >= count - 1
            new = _left(steps, mine, code.inner, count) if plain else [steps[0]] if steps else []
            put = " ".join(f"{one:g}" for one in new)
            start = code.start + found.start(2)
            markup.edits.cut(start, start + len(found[2]), put)


def _steps(text: str) -> list[float]:
    """The numbers of a list of steps, `g n v` spelled out (GB/T 33190 §11.3)."""
    words, out = text.split(), []
    try:
        while words:
            if words[0] != "g":
                out.append(float(words.pop(0)))
                continue
            count, step = int(words[1]), float(words[2])
            out += [step] * min(count, 100_000)
            del words[:3]
    except (ValueError, IndexError):
        return out
    return out


def _left(steps: list[float], cuts: list[tuple[int, int, str]], start: int, count: int) -> list[float]:
    """The steps of the characters that are left; blocks are set one common step apart."""
    common = max(set(steps), key=steps.count)
    out: list[float] = []
    at = 0
    for low, high, put in cuts:
        if low - start < at:
            continue
        out += steps[at : low - start]
        out += [common] * len(put)
        at = high - start
    out += steps[at : count - 1]
    return out[: max(len(out), 0)]


def _files(parts: Parts, blob: Blob, task: Task, nested: Nested) -> None:
    for name in [n for n in parts.names() if not n.lower().endswith((".xml", ".esl", ".dat", ".ttf", ".otf", ".ttc"))]:
        data = parts.archive.read(name)
        shown = _called(parts, name)
        made = nested(Blob(blob.where.inside(shown), data)) if data else data
        if made is None:
            _drop(parts, name)
            task.did("remove_hidden", blob.where.inside(name), 1, say("change.attachments"))
        elif made != data:
            parts.archive.replace(name, made)


def _called(parts: Parts, name: str) -> str:
    """What an attachment is called in the document, its own name where it is none."""
    for listing in [n for n in parts.names() if n.lower().endswith("attachments.xml")]:
        markup = parts.markup(listing)
        for index, element in enumerate(markup.elements):
            if element.name == "FileLoc" and element.parent >= 0:
                path = markup.text[element.inner : element.close].strip()
                if posixpath.basename(path) == posixpath.basename(name):
                    return markup.elements[markup.elements[index].parent].get("Name") or name
    return name


def _drop(parts: Parts, name: str) -> None:
    parts.archive.drop(name)
    for listing in [n for n in parts.names() if n.lower().endswith("attachments.xml")]:
        markup = parts.markup(listing)
        for element in markup.all("FileLoc"):
            path = markup.text[element.inner : element.close].strip()
            if posixpath.basename(path) == posixpath.basename(name) and element.parent >= 0:
                markup.remove(markup.elements[element.parent])


def _strip(parts: Parts, blob: Blob, task: Task) -> None:
    if "OFD.xml" not in parts.names():
        return
    markup = parts.markup("OFD.xml")
    count = sum(markup.empty(e) for e in markup.elements if e.name in _BLANKED)
    for element in [e for e in markup.elements if e.name in _DROPPED]:
        markup.remove(element)
        count += 1
    task.did("remove_metadata", blob.where.at(Part.METADATA, "OFD.xml"), count)


def _unsign(parts: Parts, task: Task) -> None:
    listings = [n for n in parts.names() if n.lower().endswith("signatures.xml")]
    if not listings:
        return
    markup = parts.markup("OFD.xml")
    for element in markup.all("Signatures"):
        markup.remove(element)
    for listing in listings:
        folder = posixpath.dirname(listing)
        for name in parts.names():
            if name == listing or (folder and name.startswith(folder + "/")):
                parts.archive.drop(name)
    task.note(say("change.seal_removed"))
