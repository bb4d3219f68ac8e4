"""Reader of XML of any kind: svg, kml, gpx, gml, Word 2003 and Excel 2003 XML, flat OPC, and what no other room knows.

In: `Blob`. Out: the text of elements as one segment, words in attributes, comments and processing instructions as hidden things,
coordinates as a grid, packed files as blobs. No entity, DTD or address outside the file is ever resolved: a document type that
declares entities is a gap beside what was read, because its text may say what we did not see.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from outscan.extract.diagrams import diagram, inflated, written
from outscan.extract.svg import Svg
from outscan.extract.vocabulary import NUMBERED, PARAGRAPHS, RUNS, WORDY
from outscan.legible import decode
from outscan.limits import Purse
from outscan.types import (
    CELL,
    HARD,
    SOFT,
    Blob,
    Gap,
    GapReason,
    HiddenKind,
    Inert,
    Numbered,
    Part,
    Piece,
    Places,
    Segment,
    Where,
    grid,
    joined,
)

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CELLS = frozenset({"cell", "tc", "td", "th"})
_TECHNICAL = re.compile(r"[#\w./:%+,;() -]*|[MmLlHhVvCcSsQqTtAaZz0-9eE.,\s+-]*|rgba?\(.*\)|url\(.*\)")
_URI = re.compile(r"^(?:https?|urn|schemas?|ftp):")
_COORDINATES = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[,\s]+[-+]?\d+(?:\.\d+)?)+")
_PACKED = frozenset({"bindata", "binarydata", "binary-data"})
_TAGS = re.compile(r"<[^<>]*>")
_FEW = 3


@dataclass(slots=True)
class _Found:
    """What the walk has met."""

    lines: list[str] = field(default_factory=lambda: [""])
    attributes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    grids: list[tuple[str, list[tuple[int, int, str]]]] = field(default_factory=list)
    points: list[tuple[str, str, str]] = field(default_factory=list)
    packed: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    diagrams: list[bytes] = field(default_factory=list)
    svg: Svg = field(default_factory=Svg)
    gaps: list[tuple[GapReason, str]] = field(default_factory=list)


def read(blob: Blob, purse: Purse) -> Iterator[Piece]:
    """Yield what an XML document holds."""
    decoded = decode(blob.data, _stated(blob.data))
    text = decoded.text.lstrip("\ufeff").replace("\0", "")
    purse.tick()
    found = _Found()
    if _ENTITY.search(text[: 1 << 16]):
        found.gaps.append((GapReason.CORRUPT, "entities declared"))
    _walk(_ILLEGAL.sub("", _DECLARATION.sub("", _undefined(text, found))), found, purse)
    if not decoded.sound:
        found.gaps.append((GapReason.GARBLED, f"encoding {decoded.encoding}"))
    empty = not (
        any(found.lines)
        or found.attributes
        or found.comments
        or found.points
        or found.packed
        or found.addresses
        or found.diagrams
        or found.gaps
    )
    if empty:
        yield Inert(blob.where, blob.data, "markup without words")
    yield from _segments(blob.where, found)
    for number, (name, body) in enumerate(found.packed, 1):
        inner = blob.where.inside(re.sub(r"^.*[/:\\]", "", name) or f"bin-{number}")
        try:
            data = base64.b64decode(re.sub(r"\s", "", body))
        except (binascii.Error, ValueError):
            yield Gap(inner, GapReason.CORRUPT, "base64")
            continue
        purse.spend(len(data), len(body))
        yield Blob(inner, data, HiddenKind.EMBEDDED_FILE)
    for number, data in enumerate(dict.fromkeys(found.diagrams), 1):
        yield Blob(blob.where.inside(f"图示{number}.xml"), data)
    yield from found.svg.pieces(blob.where, purse)
    for reason, detail in found.gaps:
        yield Gap(blob.where, reason, detail)


def _stated(data: bytes) -> str:
    found = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", data[:400])
    return found.group(1).decode("ascii") if found else ""


def _undefined(text: str, found: _Found) -> str:
    """`text` without its document type, whose comments and default values are kept as a comment of the document."""
    at = text[: 1 << 20].upper().find("<!DOCTYPE")
    doctype = _DOCTYPE.match(text, at) if at >= 0 else None
    if doctype is None:
        return text
    literals = list(re.findall(r"\"([^\"]*)\"|'([^']*)'", doctype.group()))
    words = [
        a or b for a, b in literals if (a or b) and not _URI.match((a or b).lower()) and not (a or b).startswith(("-//", "+//"))
    ]
    if words:
        found.comments.append(("DOCTYPE", HARD.join(words)))
    return text[: doctype.start()] + text[doctype.end() :]


def _walk(text: str, found: _Found, purse: Purse) -> None:
    """Feed the parser and listen; a document that breaks off leaves what was read so far and a gap."""
    listener = _Listener(found, purse)
    parser = etree.XMLParser(
        target=cast("Any", listener), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    data = re.sub(r"&(?!#?\w+;)", "&amp;", text).encode("utf-8", "replace")
    try:
        for at in range(0, len(data), 1 << 20):
            parser.feed(data[at : at + (1 << 20)])
        parser.close()
    except etree.XMLSyntaxError as error:
        found.gaps.append((GapReason.CORRUPT, f"xml line {error.lineno}"))
        if not any(found.lines) or error.lineno:
            _rest(text, listener, error.lineno or 1)


def _rest(text: str, listener: _Listener, line: int) -> None:
    """What stands behind the place where the parser gave up, with its tags taken away."""
    tail = text.split("\n", max(line - 1, 0))[-1]
    plain = re.sub(r"<[^<>]*>", HARD, tail)
    listener.found.lines += [piece.strip() for piece in plain.split(HARD) if piece.strip()]


class _Listener:
    """Turns the parser's events into lines, attributes and comments; keeps no tree, so depth costs nothing."""

    def __init__(self, found: _Found, purse: Purse) -> None:
        self.found, self.purse = found, purse
        self._open: list[str] = []
        self._mixed: list[bool] = []
        self._inside = 0
        self._leaf = False
        self._ended = False
        self._packed: list[str] | None = None
        self._name = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = NUMBERED.sub("", _local(tag))
        inline = name in RUNS or self._inside > 0 or (bool(self._mixed) and self._mixed[-1])
        self._open.append(name)
        self._mixed.append(False)
        self._leaf, self._ended = True, False
        if len(self._open) == self.purse.limits.max_xml_depth + 1 and not any(
            r is GapReason.TOO_DEEP for r, _ in self.found.gaps
        ):
            self.found.gaps.append((GapReason.TOO_DEEP, f"max_xml_depth > {self.purse.limits.max_xml_depth}"))
        named = {_local(key): value for key, value in attributes.items()}
        self.found.svg.start(name, named)
        for key, value in attributes.items():
            self._attribute(name, _local(key), value)
        if name in _PACKED:
            self._packed, self._name = [], next((v for k, v in attributes.items() if _local(k) in ("name", "id")), "")
        elif not inline or name in _CELLS:
            self._break()
        self._inside += name in PARAGRAPHS
        if "lat" in attributes and "lon" in attributes:
            self.found.points.append((attributes["lat"], attributes["lon"], name))

    def end(self, tag: str) -> None:
        name = NUMBERED.sub("", _local(tag))
        self.found.svg.end()
        if self._open:
            self._open.pop()
            self._mixed.pop()
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
        data = inflated(self.found.lines[-1], self.purse)
        if data:
            self.found.diagrams.append(data)
            self.found.lines[-1] = ""

    def comment(self, text: str) -> None:
        if text.strip():
            self.found.comments.append((f"注释{len(self.found.comments) + 1}", text.strip()))

    def pi(self, target: str, data: str | None = None) -> None:
        if data and not data.isascii():
            self.found.comments.append((target, data.strip()))

    def close(self) -> None:
        return None

    def _break(self) -> None:
        line = self.found.lines[-1]
        if self._open and self._open[-1] not in ("row", "tr") and any(name in _CELLS for name in self._open[-4:]):
            if line and line[-1] not in (CELL, SOFT):
                self.found.lines[-1] += SOFT
        elif line.strip():
            self.found.lines.append("")

    def _attribute(self, element: str, name: str, value: str) -> None:
        if value[:5].lower() == "data:":
            self.found.addresses.append((f"{element}@{name}", value))
            return
        if not value.strip() or (_URI.match(value.lower()) and value.isascii()):
            return
        if diagram(value):
            self.found.diagrams.append(written(value))
            return
        if "<" in value:
            value = html.unescape(_TAGS.sub("", value))
        if not value.isascii() or name in WORDY or not _TECHNICAL.fullmatch(value):
            self.found.attributes.append((f"{element}@{name}", value))


def _local(name: Any) -> str:  # noqa: ANN401 - lxml hands over names as str or bytes
    return str(name).rpartition("}")[2].rpartition(":")[2].lower()


def _segments(where: Where, found: _Found) -> Iterator[Segment]:
    lines, grids = _lines(found.lines)
    if lines:
        text, places = joined([("", line) for line in lines])
        yield Segment(where.at(Part.BODY), text, Places(places.starts, Numbered("第{}段", len(lines))))
    for number, cells in enumerate(grids, 1):
        yield Segment(where.at(Part.TABLE), *grid(f"表{number}", cells, "RC"))
    if found.points:
        cells = [(r, c, v) for r, point in enumerate(found.points) for c, v in enumerate(point[:2])]
        yield Segment(where.at(Part.TABLE), *grid("lat lon", cells, "RC"))
    if found.attributes:
        yield Segment(where.at(Part.METADATA), *joined(found.attributes), hidden=HiddenKind.PROPERTY)
    for spot, address in found.addresses:  # each by itself: whoever looks into texts takes its file out
        yield Segment(where.at(Part.METADATA, spot), address)
    if found.comments:
        yield Segment(where.at(Part.COMMENT), *joined(found.comments), hidden=HiddenKind.MARKUP_COMMENT)


def _lines(raw: list[str]) -> tuple[list[str], list[list[tuple[int, int, str]]]]:
    """Lines of text, and the grids among them: rows of cells, and lists of positions (KML coordinates, GML posList)."""
    lines: list[str] = []
    grids: list[list[tuple[int, int, str]]] = []
    rows: list[list[str]] = []
    for line in [*raw, ""]:
        tuples = line.split() if "," in line and _COORDINATES.fullmatch(line.strip()) else []
        if CELL in line:
            rows.append([c.strip() for c in line.rstrip(CELL).split(CELL)])
            continue
        if rows:
            grids.append([(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row) if v])
            rows = []
        if len(tuples) >= _FEW:
            grids.append([(r, c, v) for r, t in enumerate(tuples) for c, v in enumerate(t.split(",")) if v])
        elif text := re.sub(r"[ \t\r\n]+", " ", line).strip():
            lines.append(text)
    return lines, [g for g in grids if g]
