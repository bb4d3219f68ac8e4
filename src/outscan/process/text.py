"""Plain text, tables as text, JSON, HTML, XML of any kind: one text, cut where the words stand, in its own encoding.

In: a `Blob` and the task. Out: the bytes with the words cut; everything else, line ends and byte order mark included, as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from outscan.legible import decode
from outscan.process.markup import BREAK, Edits, Markup, View
from outscan.process.searchable import Ground, Plot
from outscan.process.task import LABEL, Refused, Task, Wanted
from outscan.process.traces import loosen
from outscan.types import Blob, HiddenKind, Part
from outscan.words import say

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33")
_JSON = re.compile(r'"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|[^"\d-]+|.', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_UNLOCATED = re.compile(r'("geometry"\s*:\s*)\{[^{}]*\bnull\b[^{}]*\}')
"""A geometry whose position was cut: the feature has no place any more (RFC 7946 §3.2). Names of columns stay as keys."""
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "r",
        "s", "small", "span", "strong", "sub", "sup", "t", "tspan", "u", "wbr", "ruby", "rb", "g", "tt", "data",
    }
)  # fmt: skip
_SCRIPTS = frozenset({"script", "style"})
_UNSEEN = (HiddenKind.HIDDEN_TEXT, HiddenKind.WHITE_TEXT, HiddenKind.TINY_TEXT, HiddenKind.INVISIBLE_TEXT, HiddenKind.OFF_PAGE)


def encoded(data: bytes, declared: str = "") -> tuple[bytes, str, str]:
    """The byte order mark, the text behind it and its encoding. Raises Refused where it could not be written back as it was."""
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", declared, re.IGNORECASE)
    decoded = decode(data, charset[1] if charset else "")
    mark = next((bom for bom in _BOMS if data.startswith(bom)), b"")
    try:
        if decoded.sound and mark + decoded.text.encode(decoded.encoding) == data:
            return mark, decoded.text, decoded.encoding
    except (LookupError, UnicodeEncodeError):
        pass
    raise Refused(say("refusal.text_encoding"))


def edit_text(blob: Blob, task: Task) -> bytes:
    """Plain text or CSV."""
    mark, text, encoding = encoded(blob.data, blob.declared)
    view = View(lambda put: put)
    view.add(0, len(text), text)
    fields = View(lambda put: put)
    for found in re.finditer(r"[^,;\t|\r\n]+", text):
        fields.add(found.start(), found.end(), found.group())
        fields.pause()
    plot = Plot(blob.name, text, [view, fields], Edits(), put=_fitting(encoding))
    return mark + _done(blob, task, plot).encode(encoding)


def _fitting(encoding: str) -> Callable[[Wanted], str]:
    """What is put in must be writable in the encoding of the file."""

    def put(wanted: Wanted) -> str:
        try:
            wanted.text.encode(encoding)
        except UnicodeEncodeError:
            return "[REMOVED]"
        return wanted.text

    return put


def edit_json(blob: Blob, task: Task) -> bytes:
    """JSON and GeoJSON: strings are cut inside, numbers become null or another number."""
    mark, text, encoding = encoded(blob.data, blob.declared)
    view = _Json(lambda put: json.dumps(put, ensure_ascii=True)[1:-1])
    for found in _JSON.finditer(text):
        if found[1] is not None:
            said = _unescaped(found[1])
            view.add(found.start(1), found.end(1), said or "")
            view.pause()
        elif found[2] is not None:
            view.add(found.start(), found.end(), found[2])
            view.pause()
    task.wanted = [
        w for w in task.wanted if w.technique != "drop_column" or w.text != LABEL or w.where.member != blob.where.member
    ]
    plot = Plot(blob.name, text, [view], Edits())
    made = _UNLOCATED.sub(r"\1null", _done(blob, task, plot))
    return mark + made.encode(encoding)


def _unescaped(raw: str) -> str:
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except ValueError:
        return raw


class _Json(View):
    """Strings and numbers of a JSON text."""

    def cut(self, text: str, start: int, end: int, put: str, edits: Edits) -> None:
        """Cut inside strings character by character; a number goes whole."""
        for (first, last, said), at in zip(self.pieces, self.offsets, strict=True):
            a, b = max(start - at, 0), min(end - at, len(said))
            if first < 0 or a >= b:
                continue
            if text[first - 1 : first] == '"':
                low, high = _inside(text, first, last, a, b)
                edits.cut(low, high, self.escape(put))
                put = ""
            else:
                edits.cut(first, last, put if re.fullmatch(r"-?\d+(\.\d+)?", put) else "null")


def _inside(text: str, first: int, last: int, a: int, b: int) -> tuple[int, int]:
    low = first
    for at, found in enumerate(_ESCAPE.finditer(text, first, last)):
        if at == a:
            low = found.start()
        if at + 1 >= b:
            return low, found.end()
    return low, last


def _done(blob: Blob, task: Task, plot: Plot) -> str:
    ground = Ground(blob.where, [plot])
    for one in ground.take_out(task, task.of(blob.where.member)):
        task.unreachable.append(one.where)
    return plot.edits.apply(plot.text)


def edit_markup(blob: Blob, task: Task) -> bytes:
    """HTML, XML, SVG, KML, GPX: text, attributes, comments and scripts; comments of a web page go."""
    html = blob.data[:4096].lower().find(b"<html") >= 0 or not blob.data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")
    mark, _, encoding = encoded(blob.data, blob.declared) if html else (b"", "", "")
    markup = Markup(blob.data[len(mark) :], encoding)
    scripts = {i for i, e in enumerate(markup.elements) if e.name.lower() in _SCRIPTS}
    views = [
        markup.view(lambda i: i not in scripts, lambda name: name.lower() not in _INLINE),
        markup.view(scripts.__contains__, lambda _: True),
        markup.attributes(),
        markup.remarks(),
    ]
    ground = Ground(blob.where, [Plot(blob.name, markup.text, views, markup.edits)])
    wanted = task.of(blob.where.member)
    if not task.options.keep_hidden:
        wanted += task.unseen(blob.where.member, *_UNSEEN)
    for one in ground.take_out(task, wanted):
        task.unreachable.append(one.where)
    loosen(markup)
    if not task.options.keep_hidden:
        for start, end in markup.comments:
            markup.edits.cut(start, end)
        task.did("remove_hidden", blob.where.at(Part.COMMENT), len(markup.comments), say("change.markup_comments"))
    return mark + markup.result()


__all__ = ["BREAK", "edit_json", "edit_markup", "edit_text", "encoded"]
