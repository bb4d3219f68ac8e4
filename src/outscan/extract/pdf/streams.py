"""Streams of a PDF, unpacked under the budget's eye: a small stream may swell to gigabytes.

In: a pikepdf stream. Out: its decoded bytes. Raises Exceeded where it swells past the limits, PikepdfError where it is broken.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pikepdf

from outscan.limits import MIB, Budget

SWELLS = 1032
"""Deflate's greatest ratio; LZW's is not much less."""
SAFE = 16 * MIB
"""Bytes; a stream that cannot swell past this is unpacked at once."""
CHUNK = 1 * MIB
PACKED = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW"})


def inflated(stream: pikepdf.Stream, budget: Budget, limit: int | None = None) -> bytes:
    """The decoded bytes of `stream`, counted."""
    raw = stream.read_raw_bytes()
    filters = [str(one) for one in _filters(stream)]
    if len(raw) * SWELLS ** sum(one in PACKED for one in filters) <= SAFE:
        return budget.inflate([stream.read_bytes()], len(raw), limit)
    data = raw
    for one in filters:
        if one not in ("/FlateDecode", "/Fl"):
            break  # what else a chain may hold does not swell by itself, or does so within qpdf's own bounds
        data = budget.inflate(_unpacked(data), len(data), limit)
    return stream.read_bytes()


def _filters(stream: pikepdf.Stream) -> list[object]:
    given = stream.get("/Filter", stream.get("/F"))
    return list(given) if isinstance(given, pikepdf.Array) else [given] if given is not None else []


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Deflated `data` piece by piece; damage ends it, for qpdf to tell of."""
    engine = zlib.decompressobj()
    try:
        yield engine.decompress(data, CHUNK)
        while engine.unconsumed_tail:
            yield engine.decompress(engine.unconsumed_tail, CHUNK)
    except zlib.error:
        return
