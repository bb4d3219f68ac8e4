"""What the parser says of a document, put together to lines, attributes and comments.

In: the events of the XML parser. Out: `Found`. Keeps no tree, so that depth costs nothing.
"""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import unquote

from outscan.extract.diagrams import diagram, inflated, written
from outscan.extract.markup.labels import labelled, measured, unit
from outscan.extract.svg import Svg
from outscan.extract.vocabulary import NUMBERED, PARAGRAPHS, RUNS, WORDY
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import CELL, SOFT, GapReason, PlacedText, Reason, spot, unread

_CELLS = frozenset({"cell", "tc", "td", "th"})
_TECHNICAL = re.compile(r"[#\w./:%+,;() -]*|[MmLlHhVvCcSsQqTtAaZz0-9eE.,\s+-]*|rgba?\(.*\)|url\(.*\)")
_URI = re.compile(r"^(?:https?|urn|schemas?|ftp):")
_PACKED = frozenset({"bindata", "binarydata", "binary-data"})
_HAN = re.compile("[\u3400-\u9fff]")
_MOST = 2000
"""Letters of one attribute put together."""
_WRAPPED = re.compile(r"\s*[A-Za-z0-9+/=]{20,}(?:\s+[A-Za-z0-9+/=]{1,200})+\s*")
"""Base64 in lines."""
_TAGS = re.compile(r"<[/?!]?[A-Za-z][^<>]*>")


class Found(Struct):
    """What the walk has met."""

    lines: list[str] = field(default_factory=lambda: [""])
    attributes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[PlacedText] = field(default_factory=list)
    grids: list[tuple[str, list[tuple[int, int, str]]]] = field(default_factory=list)
    points: list[tuple[str, str, str]] = field(default_factory=list)
    packed: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    diagrams: list[bytes] = field(default_factory=list)
    svg: Svg = field(default_factory=Svg)
    gaps: list[tuple[GapReason, Reason]] = field(default_factory=list)


class Listener:
    """Turns the parser's events into lines, attributes and comments; keeps no tree, so depth costs nothing."""

    def __init__(self, found: Found, budget: Budget) -> None:
        self.found, self.budget = found, budget
        self._open: list[str] = []
        self._mixed: list[bool] = []
        self._inside = 0
        self._leaf = False
        self._ended = False
        self._packed: list[str] | None = None
        self._name = ""
        self._units: list[str] = []
        self._letters: tuple[str, list[str]] = ("", [])

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        name = NUMBERED.sub("", _local(tag))
        inline = name in RUNS or self._inside > 0 or (bool(self._mixed) and self._mixed[-1])
        self._open.append(name)
        self._mixed.append(False)
        self._leaf, self._ended = True, False
        if len(self._open) == self.budget.limits.max_xml_depth + 1 and not any(
            r is GapReason.TOO_DEEP for r, _ in self.found.gaps
        ):
            self.found.gaps.append((GapReason.TOO_DEEP, unread("max_xml_depth", most=self.budget.limits.max_xml_depth)))
        named = {_local(key): value for key, value in attributes.items()}
        self.found.svg.start(name, named)
        self._units.append(unit(named))
        if line := measured(named):
            self.found.attributes.append((name, line))
        for key, value in named.items():
            self._attribute(name, key, value)
        if name in _PACKED:
            self._packed, self._name = [], next((v for k, v in attributes.items() if _local(k) in ("name", "id")), "")
        elif not inline or name in _CELLS:
            self._break()
        self._inside += name in PARAGRAPHS
        if "lat" in attributes and "lon" in attributes:
            self.found.points.append((attributes["lat"], attributes["lon"], name))

    def end(self, tag: str) -> None:
        """An element closes."""
        name = NUMBERED.sub("", _local(tag))
        self.found.svg.end()
        if self._open:
            self._open.pop()
            self._mixed.pop()
            if self._leaf and name not in _PACKED:
                if _WRAPPED.fullmatch(self.found.lines[-1]):
                    self.found.lines[-1] = "".join(self.found.lines[-1].split())
                self.found.lines[-1] = labelled(name, self.found.lines[-1], self._units[-1])
            self._units.pop()
        self._inside -= name in PARAGRAPHS
        inline = name in RUNS or self._inside > 0 or (bool(self._mixed) and self._mixed[-1])
        if name == "diagram":
            self._diagram()
        if name in _PACKED and self._packed is not None:
            self.found.packed.append((self._name, "".join(self._packed)))
            self._packed = None
        elif name in _CELLS:
            self.found.lines[-1] = self.found.lines[-1].rstrip(SOFT) + CELL
        elif not inline:
            self._break()
            self._ended = self._leaf
        self._leaf = False

    def data(self, data: str) -> None:
        """Text."""
        if self._packed is not None:
            self._packed.append(data)
            return
        self.found.svg.data(data)
        ended, self._ended = self._ended, False
        if data.isspace() and not self._inside and (not self._open or self._open[-1] not in RUNS):
            return
        if self._mixed and not data.isspace():
            if ended and not data[0].isspace() and len(self.found.lines) > 1 and not self.found.lines[-1]:
                self.found.lines.pop()  # text goes on right behind an element without children: they are one line
            self._mixed[-1] = True
        self.found.lines[-1] += data

    def _diagram(self) -> None:
        """A page of a draw.io file: the last line is its compressed drawing."""
        data = inflated(self.found.lines[-1], self.budget)
        if data:
            self.found.diagrams.append(data)
            self.found.lines[-1] = ""

    def comment(self, text: str) -> None:
        """A comment."""
        if text.strip():
            self.found.comments.append((spot("markup_comment", len(self.found.comments) + 1), text.strip()))

    def pi(self, target: str, data: str | None = None) -> None:
        """A processing instruction."""
        if data and not data.isascii():
            self.found.comments.append((target, data.strip()))

    def close(self) -> None:
        """The end of the document."""
        self._spell()

    def _spell(self) -> None:
        """Tell the letters that stood one by one in an attribute of the same name."""
        name, letters = self._letters
        if len(_HAN.findall("".join(letters))) > 1:
            self.found.attributes.append((name, "".join(letters)))
        self._letters = ("", [])

    def _break(self) -> None:
        line = self.found.lines[-1]
        if self._open and self._open[-1] not in ("row", "tr") and any(name in _CELLS for name in self._open[-4:]):
            if line and line[-1] not in (CELL, SOFT):
                self.found.lines[-1] += SOFT
        elif line.strip():
            self.found.lines.append("")

    def _attribute(self, element: str, name: str, value: str) -> None:
        if len(value) == 1:
            if self._letters[0] != f"{element}@{name}":
                self._spell()
                self._letters = (f"{element}@{name}", [])
            if len(self._letters[1]) < _MOST:
                self._letters[1].append(value)
        if value[:5].lower() == "data:":
            self.found.addresses.append((f"{element}@{name}", value))
            return
        if not value.strip():
            return
        if _URI.match(value.lower()) and value.isascii():
            if (plain := unquote(value)).isascii():
                return
            value = plain
        if diagram(value):
            self.found.diagrams.append(written(value))
            return
        if "<" in value:
            value = html.unescape(_TAGS.sub("", value.replace("<![CDATA[", "").replace("]]>", "")))
        if not value.isascii() or name in WORDY or not _TECHNICAL.fullmatch(value):
            self.found.attributes.append((f"{element}@{name}", value))


def _local(name: Any) -> str:  # noqa: ANN401 - lxml hands over names as str or bytes
    return str(name).rpartition("}")[2].rpartition(":")[2].lower()
