"""XML and HTML as characters at positions: what is not cut stays as it is, byte for byte.

In: the bytes of a part. Out: `Markup`: elements with where they begin and end, texts and attributes as `View`s to search, and
edits by position. Nothing is parsed into a tree and written again.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from outscan.process.search import Squeezed, squeeze
from outscan.process.task import Refused
from outscan.words import say

BREAK = "\ue000"
"""Between two texts that no reader joins; a private character, so that no word holds it."""
_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!(?:[^<>\[]|\[.*?\]\s*(?=>))*>"
    r"|</?[A-Za-z_](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>|[^<]+|<",
    re.DOTALL,
)
_NAME = re.compile(r"</?([\w.\-]+:)?([\w.\-]+)")
_ATTRIBUTE = re.compile(r"([\w.:\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_PIECE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|.", re.DOTALL)
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@dataclass(slots=True)
class Element:
    """One element: its local name, where its tag begins, where its content begins and ends, where it is over."""

    name: str
    start: int
    inner: int
    close: int = -1
    end: int = -1
    parent: int = -1
    tag: str = ""

    def get(self, name: str, default: str = "") -> str:
        """The value of the attribute with this name, prefix left out of both."""
        for found in _ATTRIBUTE.finditer(self.tag):
            if found[1].rpartition(":")[2] == name:
                return html.unescape(found[2] if found[2] is not None else found[3])
        return default

    def get_id(self) -> str:
        """The relationship this element refers to: r:id, r:embed."""
        found = re.search(r"\b\w+:(?:id|embed)\s*=\s*[\"']([^\"']*)[\"']", self.tag)
        return found[1] if found else ""


@dataclass(slots=True)
class Edits:
    """What is to be cut out of a text, and what stands there instead."""

    cuts: list[tuple[int, int, str]] = field(default_factory=list)

    def cut(self, start: int, end: int, text: str = "") -> None:
        """Replace `[start, end)` by `text`."""
        self.cuts.append((start, end, text))

    def apply(self, text: str) -> str:
        """`text` with all cuts done; of overlapping cuts the first one's words stand for all."""
        parts: list[str] = []
        at = 0
        for start, end, put in sorted(self.cuts, key=lambda c: (c[0], -c[1])):
            if start >= at:
                parts += (text[at:start], put)
            at = max(at, end)
        parts.append(text[at:])
        return "".join(parts)


@dataclass
class View:
    """Stretches of a part read one after another: `pieces` are (start, end, decoded) in the part; an empty stretch is a break."""

    escape: Callable[[str], str]
    pieces: list[tuple[int, int, str]] = field(default_factory=list)
    raw: Callable[[int], str] | None = None

    def add(self, start: int, end: int, text: str) -> None:
        """Add a stretch whose decoded form is `text`."""
        if text:
            self.pieces.append((start, end, text))

    def pause(self) -> None:
        """Add a break."""
        if self.pieces and self.pieces[-1][2] != BREAK:
            self.pieces.append((-1, -1, BREAK))

    @cached_property
    def offsets(self) -> list[int]:
        """At which offset of the joined text each piece begins."""
        out, at = [], 0
        for _, _, text in self.pieces:
            out.append(at)
            at += len(text)
        return out

    @cached_property
    def said(self) -> str:
        """The joined text."""
        return "".join(text for _, _, text in self.pieces)

    @cached_property
    def whole(self) -> Squeezed:
        """All of it, breaks left in."""
        return squeeze(self.said)

    @cached_property
    def through(self) -> Squeezed:
        """All of it, read through the breaks."""
        whole = self.whole
        kept = [(c, a) for c, a in zip(whole.text, whole.at, strict=True) if c != BREAK]
        return Squeezed("".join(c for c, _ in kept), tuple(a for _, a in kept))

    def cut(self, text: str, start: int, end: int, put: str, edits: Edits) -> None:
        """Cut `[start, end)` of the joined text out of the part `text`; `put` stands where it began."""
        index = max(bisect_right(self.offsets, start) - 1, 0)
        while index < len(self.pieces) and self.offsets[index] < end:
            first, last, said = self.pieces[index]
            a, b = max(start - self.offsets[index], 0), min(end - self.offsets[index], len(said))
            if first >= 0 and a < b:
                low, high = positions(text, first, last, said, a, b)
                edits.cut(low, high, self.escape(put))
                put = ""
            index += 1


def positions(text: str, first: int, last: int, said: str, a: int, b: int) -> tuple[int, int]:
    """Where characters `[a, b)` of `said`, the decoded form of `text[first:last]`, stand in `text`."""
    if b - a == len(said):
        return first, last
    if last - first == len(said):
        return first + a, first + b
    at, low = 0, first
    for found in _PIECE.finditer(text, first, last):
        if at == a:
            low = found.start()
        at += len(html.unescape(found.group())) if found.group().startswith("&") else 1
        if at >= b:
            return low, found.end()
    return low, last


def escape_text(text: str) -> str:
    """`text` as it may stand between tags or inside an attribute."""
    return html.escape(text, quote=True)


class Markup:
    """One part, tokenised."""

    def __init__(self, data: bytes, encoding: str = "") -> None:
        self.data = data
        self.encoding = encoding or _encoding(data)
        try:
            self.text = data.decode(self.encoding)
        except (UnicodeDecodeError, LookupError):
            raise Refused(say("refusal.encoding_wrong")) from None
        if self.text.encode(self.encoding) != data:
            raise Refused(say("refusal.encoding_unwritten"))
        if "<!ENTITY" in self.text:
            raise Refused(say("refusal.entity"))
        self.edits = Edits()
        self.elements: list[Element] = []
        self.texts: list[tuple[int, int, int]] = []
        self.comments: list[tuple[int, int]] = []
        self._read()

    def _read(self) -> None:
        stack: list[int] = []
        elements, text = self.elements, self.text
        for found in _TOKEN.finditer(text):
            token, start = found.group(), found.start()
            top = stack[-1] if stack else -1
            if token[0] != "<" or token == "<":
                self.texts.append((start, found.end(), top))
            elif token.startswith("<!--"):
                self.comments.append((start, found.end()))
            elif token.startswith("<![CDATA["):
                self.texts.append((start + 9, found.end() - 3, top))
            elif token[1] in "!?":
                continue
            elif token[1] == "/":
                self._close(stack, token, start, found.end())
            else:
                named = _NAME.match(token)
                name = named[2] if named else ""
                element = Element(name, start, found.end(), parent=top, tag=token)
                elements.append(element)
                if token.endswith("/>") or (self.encoding and name.lower() in _VOID and named and not named[1]):
                    element.close = element.end = found.end()
                else:
                    stack.append(len(elements) - 1)
        for index in stack:
            elements[index].close = elements[index].end = len(text)

    def _close(self, stack: list[int], token: str, start: int, end: int) -> None:
        named = _NAME.match(token)
        name = named[2] if named else ""
        for depth in range(len(stack) - 1, -1, -1):
            if self.elements[stack[depth]].name == name:
                for index in stack[depth:]:
                    self.elements[index].close, self.elements[index].end = start, end if index == stack[depth] else start
                del stack[depth:]
                return

    def all(self, *names: str) -> Iterator[Element]:
        """Elements with one of these local names, in order."""
        return (e for e in self.elements if e.name in names)

    def under(self, index: int, names: frozenset[str]) -> bool:
        """Whether element `index` is, or is inside, one of these names."""
        while index >= 0:
            if self.elements[index].name in names:
                return True
            index = self.elements[index].parent
        return False

    def view(self, wanted: Callable[[int], bool], breaks: Callable[[str], bool]) -> View:
        """The texts whose parent element `wanted` takes, a break wherever an element ends that `breaks`."""
        view = View(escape_text)
        ends = sorted(e.close for e in self.elements if breaks(e.name))
        at = 0
        for start, end, parent in self.texts:
            if not wanted(parent):
                continue
            while at < len(ends) and ends[at] <= start:
                view.pause()
                at += 1
            raw = self.text[start:end]
            view.add(start, end, html.unescape(raw) if "&" in raw else raw)
        return view

    def attributes(self) -> View:
        """Attribute values that may hold words or figures, a break between any two."""
        view = View(escape_text)
        for element in self.elements:
            if "=" not in element.tag:
                continue
            for found in _ATTRIBUTE.finditer(element.tag):
                if found[1].startswith("xmlns"):
                    continue
                group = 2 if found[2] is not None else 3
                raw = found[group]
                if not raw.isascii() or len(raw) > 3:  # shorter ASCII values are switches
                    view.add(element.start + found.start(group), element.start + found.end(group), html.unescape(raw))
                    view.pause()
        return view

    def remarks(self) -> View:
        """Comments of the markup itself."""
        view = View(lambda text: text.replace("--", "—"))
        for start, end in self.comments:
            view.add(start + 4, end - 3, self.text[start + 4 : end - 3])
            view.pause()
        return view

    def remove(self, element: Element) -> None:
        """Cut an element out, content and all."""
        self.edits.cut(element.start, element.end)

    def unwrap(self, element: Element) -> None:
        """Cut the tags of an element out and leave its content."""
        self.edits.cut(element.start, element.inner)
        if element.close < element.end:
            self.edits.cut(element.close, element.end)

    def empty(self, element: Element) -> bool:
        """Cut the content of an element out; whether there was any."""
        if element.close > element.inner and self.text[element.inner : element.close].strip():
            self.edits.cut(element.inner, element.close)
            return True
        return False

    def result(self) -> bytes:
        """The part with all edits done."""
        return self.edits.apply(self.text).encode(self.encoding) if self.edits.cuts else self.data


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16-le" if data.startswith(b"\xff\xfe") else "utf-16-be"
    declared = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([\w.\-]+)", data.removeprefix(b"\xef\xbb\xbf"))
    return declared[1].decode("ascii") if declared else "utf-8"
