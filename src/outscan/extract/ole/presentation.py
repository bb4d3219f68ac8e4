"""The picture an object shows while nobody opens it ([MS-OLEDS] 2.3.4, OLEPresentationStream).

In: a compound file. Out: the picture as a blob: a metafile or a bitmap without its file header.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from outscan.extract.ole.compound import Compound
from outscan.types import Blob
from outscan.words.members import called

PICTURES = frozenset({"11943940-36DE-11CF-953E-00C0A84029E9"})
"""Classes that hold a picture and nothing else, in a form of their own: Microsoft Photo Editor."""
_METAFILE, _DIB, _ENHANCED = 3, 8, 14


def presentations(compound: Compound, blob: Blob) -> Iterator[Blob]:
    """Yield the pictures of the presentation streams."""
    for path in compound.paths:
        if not path[-1].lower().startswith("\x02olepres"):
            continue
        data, _ = compound.read(path, blob.where)
        try:
            marker, form, device = struct.unpack_from("<III", data)
            at = 8 + max(device, 4)
            (size,) = struct.unpack_from("<I", data, at + 24)
        except struct.error:
            continue
        body = data[at + 28 : at + 28 + size]
        if marker != 0xFFFFFFFF or not body:
            continue
        if form == _DIB and len(body) >= 4:
            header = struct.unpack_from("<I", body)[0]
            body = b"BM" + struct.pack("<IHHI", 14 + len(body), 0, 0, 14 + header) + body
        ending = {_METAFILE: ".wmf", _DIB: ".bmp", _ENHANCED: ".emf"}.get(form, "")
        if ending:
            yield Blob(blob.where.inside(called("shown") + ending), body)
