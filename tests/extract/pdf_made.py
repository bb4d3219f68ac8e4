"""PDF files written by hand for the tests: one object a line, so that every oddity can be said exactly."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from outscan.extract.pdf import read
from outscan.limits import Budget, Limits
from outscan.types import Blob, Piece, Segment, Where


def u16(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def shown(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex().upper()}>"


class Made:
    """Objects by number; `page` adds one page of content in a Chinese font that is not embedded."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []
        self.kids: list[int] = []
        self.catalog = self.add("null")
        self.tree = self.add("null")
        descriptor = self.add(
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 "
            "/Descent -120 /CapHeight 880 /StemV 93 >>"
        )
        cid = self.add(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
            f"/Supplement 4 >> /DW 1000 /FontDescriptor {descriptor} 0 R >>"
        )
        self.cid = cid
        self.font = self.add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [{cid} 0 R] >>"
        )

    def add(self, body: str | bytes) -> int:
        self.objects.append(body if isinstance(body, bytes) else body.encode())
        return len(self.objects)

    def stream(self, data: str | bytes, entries: str = "") -> int:
        raw = zlib.compress(data.encode() if isinstance(data, str) else data)
        return self.add(f"<< /Length {len(raw)} /Filter /FlateDecode {entries} >>\nstream\n".encode() + raw + b"\nendstream")

    def page(self, content: str, entries: str = "", resources: str = "", font: int = 0) -> int:
        stream = self.stream(content)
        self.kids.append(
            self.add(
                f"<< /Type /Page /Parent {self.tree} 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R {entries} "
                f"/Resources << /Font << /F1 {font or self.font} 0 R >> {resources} >> >>"
            )
        )
        return self.kids[-1]

    def lines(self, *texts: str, top: int = 700, size: int = 12) -> int:
        shows = " ".join(f"{shown(text)} Tj T*" for text in texts)
        return self.page(f"BT /F1 {size} Tf 60 {top} Td 20 TL {shows} ET")

    def build(self, catalog: str = "", trailer: str = "") -> bytes:
        kids = " ".join(f"{kid} 0 R" for kid in self.kids)
        self.objects[self.tree - 1] = f"<< /Type /Pages /Count {len(self.kids)} /Kids [{kids}] >>".encode()
        self.objects[self.catalog - 1] = f"<< /Type /Catalog /Pages {self.tree} 0 R {catalog} >>".encode()
        out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
        out += f"trailer\n<< /Size {len(offsets) + 1} /Root {self.catalog} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def update(data: bytes, number: int, body: str, size: int, root: int) -> bytes:
    """An incremental update that replaces one object."""
    offset, before = len(data), data.rfind(b"xref\n0 ")
    out = data + f"{number} 0 obj\n{body}\nendobj\n".encode()
    xref = f"xref\n{number} 1\n{offset:010d} 00000 n \n"
    xref += f"trailer\n<< /Size {size} /Root {root} 0 R /Prev {before} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + xref.encode()


def pieces(data: bytes, limits: Limits | None = None) -> list[Piece]:
    return list(read(Blob(Where(("件.pdf",)), data), Budget(limits or Limits())))


def segments(data: bytes) -> list[Segment]:
    return [piece for piece in pieces(data) if isinstance(piece, Segment)]


__all__: Sequence[str] = ("Made", "pieces", "segments", "shown", "u16", "update")
