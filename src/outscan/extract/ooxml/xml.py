"""One part's XML to a tree, without trusting it.

In: bytes of a part. Out: the root, and what was wrong with it. No external entity, no network; internal entities only as
far as libxml2's own amplification guard lets them grow. What does not parse is said, and what can be saved of it is kept.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from typing import Any

from lxml import etree

from outscan.extract.asides import narrow
from outscan.extract.element import Element
from outscan.lazy_regex import lazy
from outscan.types import Places, Reason, Spot, unread

_STRICT = b"http://purl.oclc.org/ooxml/"
# ISO/IEC 29500-1 (strict) against 29500-4 (transitional): the same vocabulary under other names
_TRANSITIONAL = (
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"presentationml/main", b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"officeDocument/extendedProperties", b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"),
    (b"officeDocument/customProperties", b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
    (b"officeDocument/docPropsVTypes", b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    (b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"drawingml/chart", b"http://schemas.openxmlformats.org/drawingml/2006/chart"),
    (b"drawingml/diagram", b"http://schemas.openxmlformats.org/drawingml/2006/diagram"),
    (b"drawingml/wordprocessingDrawing", b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"drawingml/spreadsheetDrawing", b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"),
    (b"drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
)
_SAFE: dict[str, Any] = {"no_network": True, "load_dtd": False, "remove_comments": False}


def plain(data: bytes) -> bytes:
    """The part in UTF-8 or its own 8-bit encoding, with the strict vocabulary under its transitional names."""
    data = narrow(data)
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(_STRICT + strict, transitional)
    return data


def parse(data: bytes) -> tuple[Element | None, Reason | None]:
    """The root of the part, and what was wrong, None where nothing was; a saved root where only a part could be read.

    Source for the entity rules: an entity is text that is not there until a reader expands it.
    """
    data = plain(data)
    entities = b"<!ENTITY" in data[: 1 << 20]
    try:
        expand: Any = "internal" if entities else False
        parser = etree.XMLParser(resolve_entities=expand, huge_tree=not entities, **_SAFE)
        return etree.fromstring(data, parser), None
    except (etree.XMLSyntaxError, ValueError) as error:
        wrong = (
            unread("xml_entities")
            if entities
            else unread("xml_error_line", error=type(error).__name__, line=getattr(error, "lineno", 0))
        )
    try:
        saved = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True, recover=True, **_SAFE))
    except (etree.XMLSyntaxError, ValueError):
        return None, wrong
    return saved, wrong


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Element) -> str:
    """The name of an element without its namespace; '' for comments and processing instructions."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


_WORDS = lazy(r"[^\x00-\x7f]|[A-Za-z]+[ _-][A-Za-z]")


def wordy(text: str) -> bool:
    """Whether an attribute's value may hold words for a reader, not a number, a name of the schema or an address of a part."""
    return bool(_WORDS.search(text)) and not text.startswith(("http://schemas.", "urn:schemas"))


_TOLD = frozenset(
    [
        "val", "value", "name", "title", "descr", "description", "text", "caption", "label", "displayName", "author",
        "userName", "tooltip", "comment", "string", "prompt", "alt",
    ]
)  # fmt: skip
"""Attributes whose ASCII values are words; any attribute's Chinese value is."""
_NO_WORDS = lazy(r"true|false|\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")


def all_text(root: Element) -> str:
    """All text nodes and wordy attribute values of an unknown part, one a line, each line once."""
    lines: list[str] = []
    for element in root.iter():
        if isinstance(element.tag, str):
            lines += [v for k, v in element.attrib.items() if wordy(v) and (not v.isascii() or _local(k) in _TOLD)]
        if element.text and (text := element.text.strip()):
            lines.append(text)
        if element.tail and (text := element.tail.strip()):
            lines.append(text)
    return "\n".join(line for line in dict.fromkeys(lines) if not _NO_WORDS.fullmatch(line))


def marked(spots: list[Spot]) -> tuple[str, Places]:
    """Places without text: hidden things whose words are read elsewhere (tracked insertions)."""
    return "", Places(array("Q", bytes(8 * len(spots))), spots)


_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)[\s>/]")


def root_name(data: bytes) -> str:
    """The local name of the root element, from the first bytes; '' where there is none."""
    found = _ROOT.search(narrow(data[:4096]))
    return found[1].decode("ascii", "replace") if found else ""
