"""Streams of a PDF that do not come along, and that no page draws: attachments, private data, thumbnails, leftover objects.

In: a PDF before and after. Out: places and bytes, pictures as pictures. What pages and annotations draw is what a scan reads on
them; what lies beside is handed on to be read as a file of its own. (ISO 32000-1 §7.8 content streams, §9.9 font programs)
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from outscan.types import Blob, Part, Where

_FONTS = ("/FontFile", "/FontFile2", "/FontFile3")
_FONT = re.compile(rb"\A(\x00\x01\x00\x00|OTTO|true|ttcf|%!|\x80\x01|\x01\x00[\x04-\xff])", re.DOTALL)
_DRAWING = re.compile(rb"(?:^|\s)(?:BT|Do|re|cm|Tj|TJ|rg|gs|q)(?:\s|$)")
_OURS = frozenset({"/ObjStm", "/XRef", "/Metadata"})
_NO_WORDS = ("/ToUnicode", "/CIDToGIDMap", "/CIDSet", "/DestOutputProfile", "/N", "/FunctionType", "/ShadingType")
_DEPTH = 400


def left_out(blob: Blob, made: bytes) -> Iterator[tuple[Where, bytes]]:
    """(place, bytes) of each stream that was there, is not there any more, and is neither drawn nor a font."""
    with pikepdf.open(io.BytesIO(blob.data), suppress_warnings=True) as before:
        with pikepdf.open(io.BytesIO(made), suppress_warnings=True) as after:
            kept = {_digest(one) for one in after.objects if isinstance(one, pikepdf.Stream)}
        drawn = _drawn(before)
        fonts = {font.objgen for one in before.objects if isinstance(one, pikepdf.Dictionary) for font in _fonts(one)}
        aside = {one.objgen for thing in before.objects for one in _wordless(thing)}
        for one in before.objects:
            if not isinstance(one, pikepdf.Stream) or one.objgen in aside or str(one.get("/Type", "")) in _OURS:
                continue
            if one.objgen in drawn and one.objgen not in fonts:
                continue
            data = _read(one)
            if _digest(one) in kept or (one.objgen in fonts and _FONT.match(data)) or _content(one, data):
                continue
            yield blob.where.at(Part.ATTACHMENT, f"{one.objgen[0]} 0 obj"), data


def _drawn(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Everything that pages and the looks of annotations and fields are drawn from."""
    met: set[tuple[int, int]] = set()
    stack: list[tuple[Any, int]] = []
    for page in pdf.pages:
        stack += [(page.obj.get(key), 0) for key in ("/Contents", "/Resources")]
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, pikepdf.Array) else ():
            if isinstance(note, pikepdf.Dictionary):
                stack += [(note.get("/AP"), 0), (note.get("/MK"), 0)]
    while stack:
        one, depth = stack.pop()
        if not isinstance(one, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array) or depth > _DEPTH:
            continue
        if one.is_indirect:
            if one.objgen in met:
                continue
            met.add(one.objgen)
        items = list(one) if isinstance(one, pikepdf.Array) else [v for k, v in one.items() if k not in {"/Parent", "/PieceInfo"}]
        stack += [(item, depth + 1) for item in items]
    return met


def _fonts(thing: Any) -> list[Any]:
    return [thing[key] for key in _FONTS if isinstance(thing.get(key), pikepdf.Stream)]


def _wordless(thing: Any) -> list[Any]:
    """Streams that say how to paint or to map, by the key that leads to them."""
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return []
    return [thing[key] for key in _NO_WORDS[:4] if isinstance(thing.get(key), pikepdf.Stream)]


def _content(one: Any, data: bytes) -> bool:
    """Whether a stream is operators, or numbers of a function: a page of an older revision is read as a page."""
    if str(one.get("/Subtype", "")) == "/Image" or str(one.get("/Type", "")) == "/EmbeddedFile":
        return False
    if any(key in one for key in _NO_WORDS[4:]):
        return True
    return str(one.get("/Subtype", "")) == "/Form" or (_DRAWING.search(data[:4096]) is not None and b"\0" not in data[:4096])


def _read(one: Any) -> bytes:
    """What a stream holds: a picture as a picture, everything else decoded as far as it can be."""
    if str(one.get("/Subtype", "")) == "/Image" or {"/Width", "/Height"} <= set(one.keys()):
        packed = io.BytesIO()
        try:
            pikepdf.PdfImage(one).extract_to(stream=packed)
        except Exception:  # noqa: BLE001 - a picture that cannot be taken out is handed on as it is, and will not be read
            return bytes(one.read_raw_bytes())
        return packed.getvalue()
    try:
        return bytes(one.read_bytes())
    except pikepdf.PikepdfError:
        return bytes(one.read_raw_bytes())


def _digest(one: Any) -> bytes:
    try:
        return hashlib.sha256(one.read_bytes()).digest()
    except pikepdf.PikepdfError:
        return hashlib.sha256(one.read_raw_bytes()).digest()
