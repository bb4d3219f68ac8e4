"""What lies inside a compound file that is a file of its own: packages, embedded documents, whole storages.

In: `Compound`. Out: `Blob`s; and for streams on no list, a gap or an inert part.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from outscan.extract.ole.compound import Compound, Path, printable
from outscan.extract.ole.equation import formula
from outscan.extract.ole.strings import runs
from outscan.extract.ole.writer import compound
from outscan.legible import decode_name
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Piece, Segment, joined, unread

INERT = frozenset(
    {
        "\x01compobj",
        "\x01ole",
        "\x03objinfo",
        "\x03linkinfo",
        "\x03ocxname",
        "\x03print",
        "\x03accessobjsitedata",
        "\x03eprint",
        "\x02olepres000",
        "\x02olepres001",
        "\x02olepres002",
        "\x01olelink",
        "properties_stream",  # LibreOffice: the visible area of the object whose package stands beside
        "\x06datasp",
        "msodatastore",
        "pictures",
        "current user",
    }
)
"""Streams of the OLE machinery: class names, link monikers, and the printed picture of an object that is read itself."""
STRINGS = frozenset({"ctls", "wpscustomdata", "etextdata", "wppextdata", "text_content", "f", "o", "contents"})
"""Streams without a layout of text: controls on a sheet, what WPS adds; their legible runs are read."""
_SIGNATURES = frozenset({"_signatures", "_xmlsignatures"})
_ITEM_NAME = "ole10itemname"
_PRESENTATION = ("\x02olepres", "\x03eprint", "\x03print", "\x03prnt", "\x03pic", "\x03meta")


def storage(compound_file: Compound, top: Path) -> bytes:
    """The streams below `top` as a compound file of their own."""
    return compound({path[len(top) :]: compound_file.stream(path)[0] for path in compound_file.under(top)})


def native(data: bytes) -> tuple[str, bytes] | None:
    """File name and bytes of an `Ole10Native` stream that is a package ([MS-OLEDS] 2.3.6); None where it is not one."""
    if len(data) < 6 or data[4:6] != b"\x02\x00":
        return None
    parts, at = list[bytes](), 6
    for _ in range(2):  # label, original path
        end = data.find(b"\0", at)
        if end < 0:
            return None
        parts.append(data[at:end])
        at = end + 1
    try:
        _, length = struct.unpack_from("<II", data, at)
        at += 8 + length
        (size,) = struct.unpack_from("<I", data, at)
    except struct.error:
        return None
    if size > len(data) - at - 4:
        return None
    label = parts[0] or parts[1].replace(b"/", b"\\").rsplit(b"\\", 1)[-1]
    return decode_name(label), data[at + 4 : at + 4 + size]


def embedded(compound_file: Compound, blob: Blob, top: Path, name: str) -> Iterator[Piece]:
    """Yield what the object in storage `top` is: the packaged file, or the storage itself as a document called `name`."""
    streams = {p[len(top) :]: p for p in compound_file.under(top)}
    low = {"/".join(p).lower(): path for p, path in streams.items()}
    for stream in ("package", "contents", "embeddedodf", "\x01ole10native"):
        if stream not in low:
            continue
        data, gaps = compound_file.read(low[stream], blob.where.inside(name))
        yield from gaps
        packed = native(data) if stream == "\x01ole10native" else None
        if packed is not None:
            yield Blob(blob.where.inside(packed[0] or name), packed[1], HiddenKind.EMBEDDED_FILE)
        elif stream == "\x01ole10native" and _is_formula(compound_file, low):
            yield from formula(data[4:], blob.where.inside(name))
        elif stream == "\x01ole10native":
            yield Blob(blob.where.inside(name), data[4:], HiddenKind.EMBEDDED_FILE)
        else:
            yield Blob(blob.where.inside(name), data, HiddenKind.EMBEDDED_FILE)
        return
    if streams:
        yield Blob(blob.where.inside(name), storage(compound_file, top), HiddenKind.EMBEDDED_FILE, "ole")


def _is_formula(compound_file: Compound, low: dict[str, Path]) -> bool:
    """Whether the object says that it is an equation: its program's name stands in the machinery ([MS-OLEDS] 2.3.8)."""
    names = [compound_file.stream(low[one])[0] for one in ("\x01compobj", "\x01ole10fmtprogid") if one in low]
    return any(b"Equation" in one or b"MathType" in one for one in names)


def leftovers(compound_file: Compound, blob: Blob, known: Iterable[Path]) -> Iterator[Piece]:
    """Yield every stream no one has read: inert where it is on the list, else a gap with its size."""
    done = {tuple(n.lower() for n in p) for p in known}
    for path in compound_file.paths:
        low = tuple(n.lower() for n in path)
        if low in done:
            continue
        spot = printable("/".join(path))
        data, gaps = compound_file.read(path, blob.where.at(Part.HIDDEN, spot))
        if low[-1] in STRINGS:
            yield from gaps
            pairs = [(spot, text) for text in runs(data)]
            if pairs:
                text, places = joined(pairs)
                yield Segment(blob.where.at(Part.HIDDEN, spot), text, places, hidden=HiddenKind.RAW_STRING)
            yield Inert(blob.where.at(Part.HIDDEN, spot), data, "ole")
        elif (
            low[0] in _SIGNATURES
            or low[-1] in INERT
            or low[-1].startswith(_PRESENTATION)
            or low[-1].endswith(_ITEM_NAME)
            or not data.strip(b"\0")
        ):
            yield from gaps
            yield Inert(blob.where.at(Part.HIDDEN, spot), data, "ole")
        else:
            yield Gap(blob.where.at(Part.HIDDEN, spot), GapReason.UNSUPPORTED, unread("stream_of_bytes", count=len(data)))
