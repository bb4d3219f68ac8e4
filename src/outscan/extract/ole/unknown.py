"""A compound file no reader knows (`.pub`, `.vsd`, `.mpp`, `.one`, …): its properties, its packages, its legible runs.

In: `Blob`. Out: properties as segments, what is packed inside as blobs, runs of words found in the raw streams as
hidden raw strings, and always a gap: runs of words are not a reading.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.errors import Unreadable
from outscan.extract.ole.compound import Compound, printable
from outscan.extract.ole.embedded import INERT, embedded, leftovers
from outscan.extract.ole.equation import characters
from outscan.extract.ole.properties import properties
from outscan.extract.ole.strings import MAX_RUNS, runs, salvage
from outscan.limits import Purse
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Piece, Segment, joined

_OBJECT = frozenset({"\x01ole10native", "package", "embeddedodf"})


def read(blob: Blob, purse: Purse) -> Iterator[Piece]:
    """Yield what can be said of a compound file without knowing its kind, and that it was not read."""
    try:
        compound = Compound(blob.data, purse)
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
    own = next((n for n in _OBJECT if compound.find(n)), None)
    if own or (compound.find("CONTENTS") and len(names - INERT) == 1):
        # the whole compound file is the wrapper of one package
        yield from embedded(compound, blob, (), "对象")
        yield from properties(compound, blob)
        yield from leftovers(
            compound, blob, [p for p in compound.paths if p[-1].lower() in {*_OBJECT, "contents"} or p[-1].startswith("\x05")]
        )
        return
    equation = compound.find("Equation Native")
    if equation:
        yield from _equation(compound.stream(equation)[0], blob)
        yield from leftovers(compound, blob, [equation])
        return
    if all(p[0].lower() == "msodatastore" for p in compound.paths):
        for number, path in enumerate(compound.paths, 1):
            yield Blob(blob.where.inside(f"customXml{number}.xml"), compound.stream(path)[0], HiddenKind.CUSTOM_XML, "xml")
        return
    yield Gap(
        blob.where, GapReason.UNSUPPORTED, f"compound file, class {compound.class_id() or '?'}, {len(compound.paths)} streams"
    )
    yield from properties(compound, blob)
    for path in compound.paths:
        purse.tick()
        name = path[-1].lower()
        if name.startswith("\x05"):
            continue
        if name in _OBJECT:
            yield from embedded(compound, blob, path[:-1], printable(path[-2]) if len(path) > 1 else "object")
            continue
        spot = printable("/".join(path))
        data, gaps = compound.read(path, blob.where.at(Part.HIDDEN, spot))
        yield from gaps
        found = [(spot, text) for text in dict.fromkeys(text for _, text in zip(range(MAX_RUNS), runs(data), strict=False))]
        if found:
            text, places = joined(found)
            yield Segment(blob.where.at(Part.HIDDEN, spot), text, places, hidden=HiddenKind.RAW_STRING)


def _equation(data: bytes, blob: Blob) -> Iterator[Piece]:
    """The characters of a formula, in the order they are written."""
    text = characters(data)
    if text is None:
        yield Gap(blob.where, GapReason.UNSUPPORTED, f"equation of {len(data)} bytes")
    elif text.strip():
        yield Segment(blob.where.at(Part.BODY, "公式"), text)
    else:
        yield Inert(blob.where.at(Part.BODY, "公式"), data, "equation")
