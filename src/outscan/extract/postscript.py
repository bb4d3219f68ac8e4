"""PostScript and Encapsulated PostScript: the strings that are shown, and what its comments say.

In: a `Blob` of kind `ps` or `eps`. Out: one segment of what is shown, a line for each place the pen is moved to, one of comments
and of strings nobody shows; blobs for the previews of a DOS file. The program is not run: where it draws pictures, embeds fonts,
runs coded parts or draws as many curves as letters take, that is a gap. (PostScript Language Reference, 3.2; EPSF 3.0, 5.2)
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from outscan.legible import clarity, decode
from outscan.limits import Budget
from outscan.types import HARD, Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, joined, unread

_DOS = b"\xc5\xd0\xd3\xc6"
_SHOWING = frozenset({"show", "ashow", "widthshow", "awidthshow", "xshow", "yshow", "xyshow", "kshow", "cshow", "stringwidth"})
_MOVING = frozenset({"moveto", "rmoveto", "translate", "newpath", "showpage", "setmatrix", "concat", "grestore", "m", "M", "R"})
_UNREAD = frozenset(
    {
        "image", "imagemask", "colorimage", "eexec", "exec", "run", "filter", "readhexstring", "readstring", "sfnts",
        "CharStrings", "CharProcs", "BuildGlyph", "BuildChar", "makepattern", "shfill", "execform",
    }
)  # fmt: skip
"""What draws without words, or holds words of its own."""
_CURVES = frozenset({"curveto", "rcurveto", "c", "v", "y"})
_LINES = frozenset({"lineto", "rlineto", "l", "L", "V", "D"})
MOST_CURVES, MOST_LINES = 60, 2000
"""So many may be letters."""
_GLYPHS = {
    "space": " ", "period": ".", "comma": ",", "colon": ":", "hyphen": "-", "minus": "-", "slash": "/", "parenleft": "(",
    "parenright": ")", "percent": "%", "degree": "°", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "underscore": "_", "equal": "=", "plus": "+",
}  # fmt: skip
_UNICODE = re.compile(r"uni([0-9A-Fa-f]{4})|u([0-9A-Fa-f]{4,6})")
_TOKEN = re.compile(rb"%[^\r\n]*|<~|<<|>>|<([0-9A-Fa-f\s]*)>|(\()|/?[^\s()<>\[\]{}/%]+|[\[\]{}/]", re.DOTALL)
_INSIDE = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LONGEST_WAIT = 6
"""Tokens between a string and the operator that shows it: positions, a font's name."""
_WORDS = re.compile(r"[^\x00-\x7f]|[A-Za-z]{2,}[ ,;:][A-Za-z]{2,}")
_COMMENTS_WITHOUT = re.compile(
    r"%%?(?:Begin|End|Bounding|HiResBounding|Page|Orient|Document|Lang|Include|!PS|EOF|Trailer|CreationDate)"
)


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield what the file shows and says, and a gap where it does more than show strings."""
    data = blob.data
    if data.startswith(_DOS):
        yield from _previews(blob)
        start, length = struct.unpack_from("<II", data.ljust(12, b"\0"), 4)
        data = data[start : start + length]
    page = _Page(budget)
    page.read(data)
    where = blob.where
    if shown := HARD.join(line for line in page.lines if line.strip()):
        yield Segment(where.at(Part.BODY), shown)
    if page.beside:
        yield Segment(where.at(Part.METADATA), *joined(page.beside), hidden=HiddenKind.MARKUP_COMMENT)
    if page.garbled:
        yield Gap(where.at(Part.BODY), GapReason.GARBLED, None)
    drawn = page.curves > MOST_CURVES or page.straight > MOST_LINES
    if page.more or drawn or not shown:
        yield Gap(where, GapReason.UNSUPPORTED, unread("format", kind="ps"))


def _previews(blob: Blob) -> Iterator[Blob]:
    """The metafile and the picture that stand for the drawing where nobody runs it."""
    figures = struct.unpack_from("<4I", blob.data.ljust(28, b"\0"), 12)
    for name, start, length in (("preview.wmf", *figures[:2]), ("preview.tif", *figures[2:])):
        if length and (part := blob.data[start : start + length]):
            yield Blob(blob.where.inside(name), part, HiddenKind.THUMBNAIL)


class _Page:
    """What was met so far; a string waits for the operator that shows it."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.lines: list[str] = [""]
        self.beside: list[tuple[str, str]] = []
        self.curves = self.straight = 0
        self.more = self.garbled = False
        self._waiting: list[tuple[bytes, bool]] = []
        self._since = 0
        self._glyph = ""
        self._encoding = False

    def read(self, data: bytes) -> None:
        """Take the program token by token."""
        at = count = 0
        while found := _TOKEN.search(data, at):
            at = found.end()
            count += 1
            if count % 4096 == 0:
                self.budget.tick()
            token = found.group()
            if found[2]:
                at = self._string(data, at)
            elif found[1] is not None and token != b"<<":
                digits = b"".join(found[1].split())
                self._wait(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()), wide=True)
            elif token.startswith(b"%"):
                self._comment(token)
            elif token.startswith(b"<~"):
                self.more = True
            else:
                self._word(token.decode("latin-1"))
        self._drop()

    def _string(self, data: bytes, at: int) -> int:
        """A string in parentheses, which may hold others; returns where it ends."""
        start, depth = at, 1
        while depth and (found := _INSIDE.search(data, at)):
            at = found.end() + (found.group() == b"\\")
            depth += {b"(": 1, b")": -1}.get(found.group(), 0)
        end = at - 1 if not depth else len(data)
        self._wait(_ESCAPE.sub(_unescaped, data[start:end]), wide=False)
        return at if not depth else len(data)

    def _wait(self, data: bytes, *, wide: bool) -> None:
        self.budget.spend(len(data))
        self._waiting.append((data, wide))
        self._since = 0

    def _comment(self, token: bytes) -> None:
        text = decode(token).text
        if _WORDS.search(text) and not _COMMENTS_WITHOUT.match(text):
            said = text.lstrip("%!").strip()
            self.beside.append(("comment", said[1:-1] if said.startswith("(") and said.endswith(")") else said))

    def _word(self, token: str) -> None:
        self._since += 1
        if self._encoding and (token == "[" or token.isdecimal()):
            self.more = True  # letters that stand for others
        self._encoding = token == "/Encoding"
        if token in _SHOWING:
            self._show()
        elif token == "glyphshow":
            self._named()
        elif token in _MOVING:
            self.lines.append("")
        elif token in _CURVES:
            self.curves += 1
        elif token in _LINES:
            self.straight += 1
        elif token.lstrip("/") in _UNREAD:
            self.more = True
        elif token.startswith("/"):
            self._glyph = token[1:]
        if self._waiting and self._since > _LONGEST_WAIT:
            self._show()  # by a procedure with a name of its own: gnuplot's Lshow, dvips' a b c

    def _named(self) -> None:
        """A glyph by its name."""
        code = _UNICODE.fullmatch(self._glyph)
        if code:
            self.lines[-1] += chr(min(int(code[1] or code[2], 16), 0x10FFFF))
        elif len(self._glyph) == 1 or self._glyph in _GLYPHS:
            self.lines[-1] += _GLYPHS.get(self._glyph, self._glyph)
        else:
            self.more = True

    def _show(self) -> None:
        for data, wide in self._waiting:
            self.lines[-1] += self._text(data, wide=wide)
        self._waiting = []

    def _drop(self) -> None:
        """What is left at the end was shown by nobody."""
        for data, wide in self._waiting:
            if _WORDS.search(text := self._text(data, wide=wide)):
                self.beside.append(("string", text))
        self._waiting = []

    def _text(self, data: bytes, *, wide: bool) -> str:
        if wide and len(data) % 2 == 0:
            text = data.decode("utf-16-be", "replace")
            if not text.isascii() and text.isprintable() and clarity(text) >= clarity(decode(data).text):
                return text
        found = decode(data)
        self.garbled |= not found.sound or any(char < " " and char not in "\t\r\n" for char in found.text)
        return found.text


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    return _MEANT.get(found[2], found[2]) if found[2] else b""
