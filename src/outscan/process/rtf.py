r"""Rich text: words cut out of the control words around them; information, comments and pictures that must go, group by group.

In: a `Blob` of kind rtf and the task. Out: the bytes with the words cut. (Rich Text Format 1.9.1: groups, \\'hh, \\uN and \\ucN)
"""

from __future__ import annotations

import re

from outscan.process.markup import Edits, View
from outscan.process.searchable import Ground, Plot
from outscan.process.task import Task
from outscan.process.xmlparts import BY_WORDS
from outscan.types import Blob, HiddenKind, Part

_TOKEN = re.compile(
    r"\\([a-zA-Z]+)(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n\x80-\xff]+)|([\x80-\xff])|[\r\n]+|\\",
    re.DOTALL,
)
_ENDS = frozenset({"par", "cell", "row", "sect", "page", "nestcell", "nestrow"})
_APART = frozenset(
    {
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "listtable", "rsidtbl", "themedata", "datastore",
        "generator", "latentstyles", "xmlnstbl", "listoverridetable", "revtbl", "bkmkstart", "bkmkend",
    }
)  # fmt: skip
_NOTES = frozenset({"annotation", "atnid", "atnauthor", "atndate", "atnref", "atrfstart", "atrfend"})
_FILES = frozenset({"object", "pict", "shppict", "nonshppict"})
SITTINGS = re.compile(
    r"\\(?:(?:char|para?|insch|ins|sect|del|tbl|sty)?rsid(?:root)?|trrh|nof(?:pages|words|chars(?:ws)?)|edmins)-?\d+ ?"
)
"""In which sitting words were written, how high a row was for them, and how many letters there were."""
_DOUBLE = re.compile(r"\\fcharset(134|136)\b|\\ansicpg(936|950|54936)\b")


def edit(blob: Blob, task: Task) -> bytes:
    """The document with everything wanted taken out."""
    text = blob.data.decode("latin-1")
    read = _Text(text, double=bool(_DOUBLE.search(text)))
    edits = Edits()
    plot = Plot(blob.name, text, [read.main, read.apart], edits)
    wanted = task.of(blob.where.member)
    if not task.options.keep_hidden:
        wanted += task.unseen(blob.where.member, *BY_WORDS, HiddenKind.TRACKED_DELETION)
    for one in Ground(blob.where, [plot]).take_out(task, wanted):
        task.unreachable.append(one.where)
    inside = [w for w in task.inside(blob.where.member) if w.where.member != blob.where.member]
    gone = _FILES if inside else frozenset()
    if not task.options.keep_hidden:
        gone |= _NOTES | {"info", "rsidtbl"}
    for name, start, end in read.groups:
        if name in gone:
            edits.cut(start, end)
            task.did("remove_metadata" if name == "info" else "remove_hidden", blob.where.at(Part.METADATA, name))
    if edits.cuts:
        for found in SITTINGS.finditer(text):
            bare = text[found.end() : found.end() + 1] in {"\\", "{", "}"}
            edits.cut(found.start(), found.end(), "" if bare else "{}")  # or the word before would read on
    return edits.apply(text).encode("latin-1")


def escape(put: str) -> str:
    """`put` as rich text spells it."""
    units = [
        int.from_bytes(put.encode("utf-16-le")[i : i + 2], "little", signed=True)
        for i in range(0, len(put.encode("utf-16-le")), 2)
    ]
    return "{\\uc1 " + "".join(f"\\u{unit}?" for unit in units) + "}" if put else ""


class _Text:
    """One pass over the tokens: running text, texts of tables and properties, groups that have a name."""

    def __init__(self, text: str, *, double: bool) -> None:
        self.text, self.double = text, double
        self.main, self.apart = View(escape), View(escape)
        self.stack: list[tuple[int, str, int]] = []
        self.groups: list[tuple[str, int, int]] = []
        self.uc, self.name, self.skip = 1, "", 0
        self.lead: tuple[int, int] | None = None
        self.half: tuple[int, int] | None = None
        for found in _TOKEN.finditer(text):
            self._token(found)

    @property
    def _view(self) -> View:
        apart = self.name in _APART or any(name in _APART for _, name, _ in self.stack)
        return self.apart if apart else self.main

    def _token(self, found: re.Match[str]) -> None:
        word, number, code, sign, brace, plain, high = found.groups()
        start, end = found.span()
        if brace:
            self._brace(brace, start, end)
        elif word:
            self._word(word, number, start, end)
        elif self.skip and (code or high or plain):
            self._stand_in(plain, start, end)
        elif code or high:
            self._byte(int(code, 16) if code else ord(high), start, end)
        elif sign:
            self._view.add(start, end, " " if sign == "~" else sign if sign in "\\{}" else "")
        elif plain:
            self._plain(plain, start, end)

    def _brace(self, brace: str, start: int, end: int) -> None:
        if brace == "{":
            self.stack.append((start, self.name, self.uc))
            self.name, self.skip = "", 0
            return
        if self._view is self.apart:
            self.apart.pause()
        if self.stack:
            begun, outer, self.uc = self.stack.pop()
            if self.name:
                self.groups.append((self.name, begun, end))
            self.name = outer

    def _word(self, word: str, number: str | None, start: int, end: int) -> None:
        if word == "uc" and number:
            self.uc = int(number)
        elif word == "u" and number:
            self._unit(int(number) & 0xFFFF, start, end)
            self.skip = self.uc
            return
        elif word in _ENDS:
            self._view.pause()
        if not self.name and self.stack and self.text[self.stack[-1][0] + 1 : start].strip() in {"", "\\*"}:
            self.name = word

    def _unit(self, point: int, start: int, end: int) -> None:
        if 0xD800 <= point < 0xDC00:  # the first half of a pair
            self.half = (point, start)
        elif self.half is not None and 0xDC00 <= point < 0xE000:  # the second half
            self._view.add(self.half[1], end, chr(0x10000 + ((self.half[0] - 0xD800) << 10) + point - 0xDC00))
            self.half = None
        else:
            self._view.add(start, end, chr(point))

    def _stand_in(self, plain: str | None, start: int, end: int) -> None:
        """What stands behind a Unicode word for readers that do not know it belongs to that character."""
        used = min(self.skip, len(plain)) if plain else 1
        self.skip -= used
        view = self._view
        if view.pieces and view.pieces[-1][0] >= 0:
            first, _, said = view.pieces[-1]
            view.pieces[-1] = (first, start + used if plain else end, said)
        if plain and len(plain) > used:
            view.add(start + used, end, plain[used:])

    def _byte(self, byte: int, start: int, end: int) -> None:
        if self.lead is not None:
            self._view.add(self.lead[1], end, bytes([self.lead[0], byte]).decode("gb18030", "replace"))
            self.lead = None
        elif self.double and byte >= 0x81:  # GBK: the first of two bytes
            self.lead = (byte, start)
        else:
            self._view.add(start, end, bytes([byte]).decode("cp1252", "replace"))

    def _plain(self, plain: str, start: int, end: int) -> None:
        if self.lead is not None:
            self._view.add(self.lead[1], start + 1, bytes([self.lead[0], ord(plain[0])]).decode("gb18030", "replace"))
            self.lead = None
            start, plain = start + 1, plain[1:]
        self._view.add(start, end, plain)
