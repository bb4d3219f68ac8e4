"""A compound file no reader knows (`.pub`, `.vsd`, `.mpp`, `.one`, …): its properties, its packages, its legible runs.

In: `Blob`. Out: properties as segments, what is packed inside as blobs, runs of words found in the raw streams as
hidden raw strings, and always a gap: runs of words are not a reading.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain

from outscan.errors import Unreadable
from outscan.extract.ole.compound import Compound, Path, printable
from outscan.extract.ole.embedded import INERT, embedded, leftovers
from outscan.extract.ole.equation import formula
from outscan.extract.ole.presentation import PICTURES, presentations
from outscan.extract.ole.properties import properties
from outscan.extract.ole.strings import MAX_RUNS, runs, salvage
from outscan.extract.sniff import sniff
from outscan.formats import FormatTrait, having
from outscan.lazy_regex import lazy
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Piece, Segment, Where, joined, unread
from outscan.words.members import called

_READ = having(FormatTrait.STREAM)
_THUMBS_HEADER = 40
"""Bytes before the picture in a stream of `Thumbs.db`."""
_POOLED = lazy(r"_\d+")
_OBJECT = frozenset({"\x01ole10native", "package", "embeddedodf"})


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield what can be said of a compound file without knowing its kind, and that it was not read."""
    try:
        compound = Compound(blob.data, budget)
    except Unreadable as why:
        yield Gap(blob.where, why.reason, why.detail)
        yield from salvage(blob.data, blob.where)
        return
    names = {p[-1].lower() for p in compound.paths}
    if names <= INERT:
        # nothing but the machinery of an object whose content lies elsewhere
        yield from compound.gaps(blob.where)
        yield Inert(blob.where, blob.data, "ole")
        yield from leftovers(compound, blob, ())
        return
    if (known := _shaped(compound, blob, names, budget)) is not None:
        yield from known
        return
    shown = list(presentations(compound, blob))
    yield from shown
    if shown and compound.class_id() in PICTURES:
        yield Inert(blob.where, blob.data, "picture of its own form")
        return
    yield Gap(
        blob.where,
        GapReason.UNSUPPORTED,
        unread("compound_class", class_id=compound.class_id() or "?", count=len(compound.paths)),
    )
    yield from properties(compound, blob)
    for path in compound.paths:
        budget.tick()
        name = path[-1].lower()
        if name.startswith("\x05"):
            continue
        if name in _OBJECT:
            yield from embedded(compound, blob, path[:-1], printable(path[-2]) if len(path) > 1 else "object")
            continue
        at = printable("/".join(path))
        data, gaps = compound.read(path, blob.where.at(Part.HIDDEN, at))
        yield from gaps
        found = [(at, text) for text in dict.fromkeys(text for _, text in zip(range(MAX_RUNS), runs(data), strict=False))]
        if found:
            text, places = joined(found)
            yield Segment(blob.where.at(Part.HIDDEN, at), text, places, hidden=HiddenKind.RAW_STRING)


def _shaped(compound: Compound, blob: Blob, names: AbstractSet[str], budget: Budget) -> Iterator[Piece] | None:
    """What a file of a known shape holds, None where its shape is none of these."""
    own = next((n for n in _OBJECT if compound.find(n)), None)
    if own or (compound.find("CONTENTS") and len(names - INERT) == 1):
        return _package(compound, blob)
    if equation := compound.find("Equation Native"):
        return chain(formula(compound.stream(equation)[0], blob.where), leftovers(compound, blob, [equation]))
    if all(p[0].lower() == "msodatastore" for p in compound.paths):
        return (
            Blob(blob.where.inside(f"customXml{number}.xml"), compound.stream(path)[0], HiddenKind.CUSTOM_XML, "xml")
            for number, path in enumerate(compound.paths, 1)
        )
    if compound.paths and all(_POOLED.fullmatch(p[-1]) for p in compound.paths):
        return chain(compound.gaps(blob.where), _pooled(compound, blob, budget))
    whole = _files(compound)
    return _of_files(compound, blob, whole) if whole else None


def _package(compound: Compound, blob: Blob) -> Iterator[Piece]:
    """The whole compound file is the wrapper of one package."""
    yield from embedded(compound, blob, (), called("object"))
    yield from properties(compound, blob)
    met = [p for p in compound.paths if p[-1].lower() in {*_OBJECT, "contents"} or p[-1].startswith("\x05")]
    yield from leftovers(compound, blob, met)


def _of_files(compound: Compound, blob: Blob, whole: Mapping[Path, bytes]) -> Iterator[Piece]:
    """Every stream is a file of its own."""
    yield from compound.gaps(blob.where)
    yield from properties(compound, blob)
    for path, data in whole.items():
        yield Blob(blob.where.inside(printable("/".join(path))), data, HiddenKind.EMBEDDED_FILE)
    yield from leftovers(compound, blob, [*whole, *(p for p in compound.paths if p[-1].startswith("\x05"))])


def _pooled(compound: Compound, blob: Blob, budget: Budget) -> Iterator[Piece]:
    """The objects Word 2003 keeps in `oledata.mso`, each a deflated compound file behind its length."""
    for path in compound.paths:
        budget.tick()
        inner = blob.where.inside(called("object", n=path[-1]))
        data, gaps = compound.read(path, inner)
        yield from gaps
        stream = zlib.decompressobj()
        try:
            whole = budget.inflate(_chunks(stream, data[4:]), len(data))
        except zlib.error:
            yield Gap(inner, GapReason.CORRUPT, unread("zlib"))
            continue
        yield Blob(inner, whole, HiddenKind.EMBEDDED_FILE, "ole")
        if not stream.eof:
            yield Gap(inner, GapReason.CORRUPT, unread("zlib_stream_cut"))


def _chunks(stream: zlib._Decompress, rest: bytes) -> Iterator[bytes]:
    while rest and not stream.eof:
        yield stream.decompress(rest, 1 << 20)
        rest = stream.unconsumed_tail


def _files(compound: Compound) -> dict[Path, bytes]:
    """The files its streams are, {} where any stream with content of its own is none."""
    whole = {path: data for path in compound.paths if (data := _whole(compound, path))}
    rest = (p[-1].lower() for p in compound.paths if p not in whole)
    return whole if all(name in INERT or name.startswith(("\x05", "\x02")) for name in rest) else {}


def _whole(compound: Compound, path: Path) -> bytes:
    """The file a stream is, where it is one that a reader knows by its bytes: XML, a picture, a picture of `Thumbs.db`."""
    data, gaps = compound.read(path, Where())
    if gaps or not data:
        return b""
    if path[-1].lower() == "catalog":  # names of the pictures of a folder, in UTF-16
        lines = "\n".join(dict.fromkeys(runs(data)))
        return lines.encode() or b" "
    start = data[:_THUMBS_HEADER].find(b"\xff\xd8\xff")
    if start > 0:
        return data[start:]
    return data if sniff(Blob(Where(("",)), data)) in _READ else b""
