"""Rich text: words cut out of the control words around them; information, comments and pictures that must go, group by group.

In: a `Blob` of kind rtf and the task. Out: the bytes with the words cut. (Rich Text Format 1.9.1: groups, \\'hh, \\uN and \\ucN)
"""

from __future__ import annotations

import re

from outscan.process.ground import Ground, Plot
from outscan.process.markup import Edits, View
from outscan.process.ooxml import BY_WORDS
from outscan.process.order import Task
from outscan.types import Blob, HiddenKind, Part

_TOKEN = re.compile(
    r"\\([a-zA-Z]+)(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n\x80-\xff]+)|([\x80-\xff])|[\r\n]+|\\", re.DOTALL
)
_ENDS = frozenset({"par", "cell", "row", "sect", "page", "nestcell", "nestrow"})
_APART = frozenset(
    ["fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "listtable", "rsidtbl", "themedata", "datastore", "generator"]
    + ["latentstyles", "xmlnstbl", "listoverridetable", "revtbl", "bkmkstart", "bkmkend"]
)
_NOTES = frozenset({"annotation", "atnid", "atnauthor", "atndate", "atnref", "atrfstart", "atrfend"})
_FILES = frozenset({"object", "pict", "shppict", "nonshppict"})
_DOUBLE = re.compile(r"\\fcharset(134|136)\b|\\ansicpg(936|950|54936)\b")


def edit(blob: Blob, task: Task) -> bytes:
    """The document with everything wanted taken out."""
    text = blob.data.decode("latin-1")
    main, apart, groups = _read(text, double=bool(_DOUBLE.search(text)))
    edits = Edits()
    plot = Plot(blob.name, text, [main, apart], edits)
    wanted = task.of(blob.where.member)
    if not task.options.keep_hidden:
        wanted += task.unseen(blob.where.member, *BY_WORDS, HiddenKind.TRACKED_DELETION)
    for one in Ground(blob.where, [plot]).take_out(task, wanted):
        task.unreachable.append(one.where)
    inside = [w for w in task.inside(blob.where.member) if w.where.member != blob.where.member]
    gone = _FILES if inside else frozenset()
    if not task.options.keep_hidden:
        gone |= _NOTES | {"info"}
    for name, start, end in groups:
        if name in gone:
            edits.cut(start, end)
            task.did("remove_metadata" if name == "info" else "remove_hidden", blob.where.at(Part.METADATA, name))
    return edits.apply(text).encode("latin-1")


def _escape(put: str) -> str:
    units = [int.from_bytes(put.encode("utf-16-le")[i : i + 2], "little", signed=True) for i in range(0, len(put.encode("utf-16-le")), 2)]
    return "{\\uc1 " + "".join(f"\\u{unit}?" for unit in units) + "}" if put else ""


def _read(text: str, *, double: bool) -> tuple[View, View, list[tuple[str, int, int]]]:
    """The running text, the texts of tables and properties, and the groups that have a name."""
    main, apart = View(_escape), View(_escape)
    stack: list[tuple[int, str, int]] = []
    groups: list[tuple[str, int, int]] = []
    uc, name, skip = 1, "", 0
    lead: tuple[int, int] | None = None
    pending: tuple[int, int] | None = None
    for found in _TOKEN.finditer(text):
        word, number, code, sign, brace, plain, high = found.groups()
        start, end = found.span()
        view = apart if any(n in _APART for _, n, _ in stack) or name in _APART else main
        if brace == "{":
            stack.append((start, name, uc))
            name, skip = "", 0
            continue
        if brace == "}":
            if stack:
                begun, outer, uc = stack.pop()
                if name:
                    groups.append((name, begun, end))
                name = outer
            view.pause() if view is apart else None
            continue
        if word == "uc" and number:
            uc = int(number)
        elif word == "u" and number:
            point = int(number) & 0xFFFF
            if 0xD800 <= point < 0xDC00:  # noqa: PLR2004 - the first half of a pair
                pending = (point, start)
            elif pending is not None and 0xDC00 <= point < 0xE000:  # noqa: PLR2004 - the second half
                view.add(pending[1], end, chr(0x10000 + ((pending[0] - 0xD800) << 10) + point - 0xDC00))
                pending = None
            else:
                view.add(start, end, chr(point))
            skip = uc
        elif word:
            if word in _ENDS:
                view.pause()
            if not name and stack and text[stack[-1][0] + 1 : start].strip() in {"", "\\*"}:
                name = word
        elif skip and (code or high or plain):
            used = min(skip, len(plain)) if plain else 1
            skip -= used
            _stretch(view, start + used if plain else end)
            if plain and len(plain) > used:
                view.add(start + used, end, plain[used:])
        elif code or high:
            byte = int(code, 16) if code else ord(high)
            if lead is not None:
                view.add(lead[1], end, bytes([lead[0], byte]).decode("gb18030", "replace"))
                lead = None
            elif double and byte >= 0x81:  # noqa: PLR2004 - GBK: the first of two bytes
                lead = (byte, start)
            else:
                view.add(start, end, bytes([byte]).decode("cp1252", "replace"))
        elif sign and sign in "\\{}":
            view.add(start, end, sign)
        elif sign == "~":
            view.add(start, end, " ")
        elif plain:
            if lead is not None and plain:
                view.add(lead[1], start + 1, bytes([lead[0], ord(plain[0])]).decode("gb18030", "replace"))
                lead = None
                start, plain = start + 1, plain[1:]
            view.add(start, end, plain)
    return main, apart, groups


def _stretch(view: View, end: int) -> None:
    """The stand-in behind a \\u belongs to the character before it."""
    if view.pieces and view.pieces[-1][0] >= 0:
        first, _, said = view.pieces[-1]
        view.pieces[-1] = (first, end, said)
