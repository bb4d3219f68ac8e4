"""Binary formats written record by record: Outlook, macros, binary workbooks, dBASE, metafiles, RAR, TNEF, drawings.

In: texts. Out: bytes. After [MS-OXMSG], [MS-OVBA], [MS-XLSB], [MS-TNEF], [MS-EMF], [MS-WMF] and the dBASE and RAR notes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from outscan.extract.ole import compound
from samples.packages import DECLARED, OFFICE, relations, zipped

GBK = 936


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def msg(subject: str, body: str) -> bytes:
    """An Outlook message."""
    numbers = b"".join(struct.pack("<HHIQ", 3, tag, 6, GBK) for tag in (0x3FDE, 0x3FFD))
    return compound(
        {
            ("__properties_version1.0",): bytes(32) + numbers,
            ("__substg1.0_0037001F",): _wide(subject),
            ("__substg1.0_0C1A001F",): _wide("资料室"),
            ("__substg1.0_1000001F",): _wide(body),
        }
    )


def ole(text: str) -> bytes:
    """A compound file no program owns: its streams are searched for words."""
    return compound({("Contents",): _wide(text)})


def _packed(data: bytes) -> bytes:
    """A compressed container that holds literals only ([MS-OVBA] 2.4.1.1)."""
    out = b"\x01"
    for start in range(0, len(data), 3000):
        piece = data[start : start + 3000]
        body = b"".join(b"\x00" + piece[i : i + 8] for i in range(0, len(piece), 8))
        out += struct.pack("<H", 0xB000 | (len(body) - 1)) + body
    return out


def vba(source: str) -> bytes:
    """A macro project of one module."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HI", kind, len(body)) + body

    directory = record(0x03, struct.pack("<H", GBK)) + struct.pack("<HI", 0x09, 4) + bytes(6)
    directory += record(0x1A, b"Module1") + record(0x32, _wide("Module1")) + record(0x31, struct.pack("<I", 0))
    return compound(
        {
            ("VBA", "dir"): _packed(directory),
            ("VBA", "Module1"): _packed(source.encode("gbk")),
            ("VBA", "_VBA_PROJECT"): b"\xcc\x61",
            ("PROJECT",): b'ID="{0}"\r\nName="Sample"\r\n',
        }
    )


def _record(number: int, body: bytes = b"") -> bytes:
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    size, told = len(body), b""
    while True:
        told += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + told + body


def _string(text: str) -> bytes:
    return struct.pack("<I", len(text)) + _wide(text)


def xlsb(name: str, cells: Sequence[str]) -> bytes:
    """A binary workbook of one sheet with one row."""
    row = _record(0, struct.pack("<IIHBBBI", 0, 0, 300, 0, 0, 0, 0))
    row += b"".join(_record(6, struct.pack("<II", column, 0) + _string(text)) for column, text in enumerate(cells))
    sheet = _record(129) + _record(148, struct.pack("<4I", 0, 20, 0, 20)) + _record(145) + row + _record(146) + _record(130)
    book = _record(131) + _record(143) + _record(156, struct.pack("<II", 0, 1) + _string("rId1") + _string(name))
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book + _record(144) + _record(132),
            "xl/_rels/workbook.bin.rels": relations(("rId1", "worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def vsdx(text: str) -> bytes:
    """A drawing of one shape."""
    shape = f"<Shape><Text>{text}</Text></Shape>"
    ns = f'xmlns="http://schemas.microsoft.com/office/visio/2012/main" xmlns:r="{OFFICE}"'
    return zipped(
        {
            "_rels/.rels": relations(("r1", "document", "visio/document.xml")),
            "visio/document.xml": f"{DECLARED}<VisioDocument {ns}/>",
            "visio/pages/pages.xml": f"{DECLARED}<Pages {ns}><Page ID='0' Name='总平面'><Rel r:id='r1'/></Page></Pages>",
            "visio/pages/_rels/pages.xml.rels": relations(("r1", "page", "page1.xml")),
            "visio/pages/page1.xml": f"{DECLARED}<PageContents {ns}><Shapes>{shape}</Shapes></PageContents>",
        }
    )


def dbf(field: str, values: Sequence[str], width: int = 30) -> bytes:
    """A dBASE table of one text column, in GB18030."""
    column = field.encode("gb18030").ljust(11, b"\0") + b"C" + bytes(4) + bytes((width, 0)) + bytes(14)
    body = b"".join(b" " + v.encode("gb18030").ljust(width) for v in values)
    head = struct.pack("<4BIHH", 3, 126, 1, 5, len(values), 33 + len(column), 1 + width)
    return head + bytes(20) + column + b"\x0d" + body + b"\x1a"


def emf(text: str) -> bytes:
    """A metafile that writes one line."""
    raw = _wide(text)
    raw += bytes(-len(raw) % 4)
    header = bytearray(struct.pack("<II", 1, 108) + bytes(100))
    header[40:44] = b" EMF"
    line = struct.pack("<II", 84, 76 + len(raw)) + bytes(36) + struct.pack("<II", len(text), 76) + bytes(24) + raw
    return bytes(header) + line + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def wmf(text: str) -> bytes:
    """An old metafile that writes one line in GBK."""
    raw = text.encode("gbk")
    body = struct.pack("<H", len(raw)) + raw + bytes(len(raw) % 2) + struct.pack("<hh", 0, 0)
    record = struct.pack("<IH", (6 + len(body)) // 2, 0x0521) + body  # META_TEXTOUT
    return struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 0, 0, 0) + record + struct.pack("<IH", 3, 0)


def postscript(text: str, *, dos: bool = False) -> bytes:
    """A page that shows one line; in its DOS form the program stands behind a header."""
    program = (
        b"%!PS-Adobe-3.0\n/Song findfont 12 scalefont setfont\n72 720 moveto (" + text.encode("gb18030") + b") show\nshowpage\n"
    )
    return b"\xc5\xd0\xd3\xc6" + struct.pack("<6IH", 30, len(program), 0, 0, 0, 0, 0xFFFF) + program if dos else program


def svm(text: str) -> bytes:
    """A StarView metafile that writes one line."""
    action = (
        struct.pack("<ii", 0, 0)
        + struct.pack("<HHH", 0, 0, len(text))
        + struct.pack("<H", len(text))
        + _wide(text)[: 2 * len(text)]
    )
    header = struct.pack("<IHI", 0, 1, 27) + bytes(35) + struct.pack("<I", 1)
    return b"VCLMTF" + struct.pack("<HI", 1, len(header)) + header + struct.pack("<HHI", 112, 2, len(action)) + action


def jbig2() -> bytes:
    """A picture of 64 by 64 white dots, coded as MMR."""
    page = struct.pack(">IIIIBH", 64, 64, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", 64, 64, 0, 0, 0) + b"\1" + b"\xff" * 8
    segments = ((0, 48, page), (1, 38, region), (2, 49, b""))
    body = b"".join(struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data for number, kind, data in segments)
    return b"\x97JB2\r\n\x1a\n\1" + struct.pack(">I", 1) + body


def rar(name: str, body: bytes) -> bytes:
    """A RAR 4 archive of one stored member."""

    def block(kind: int, flags: int, rest: bytes) -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head

    told = name.encode("ascii")
    file = struct.pack("<IIBIIBBHI", len(body), len(body), 2, zlib.crc32(body), 0x5C25_4800, 20, 0x30, len(told), 0x20) + told
    return b"Rar!\x1a\x07\0" + block(0x73, 0, bytes(6)) + block(0x74, 0x8000, file) + body + block(0x7B, 0x4000, b"")


def tnef(subject: str, body: str) -> bytes:
    """A winmail.dat."""

    def attribute(number: int, data: bytes) -> bytes:
        return struct.pack("<BII", 1, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    wide = _wide(body) + b"\0\0"
    prop = struct.pack("<HH", 0x1F, 0x1000) + struct.pack("<II", 1, len(wide)) + wide + bytes(-len(wide) % 4)
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(0x69007, struct.pack("<II", GBK, 0))
        + attribute(0x18004, subject.encode("gbk") + b"\0")
        + attribute(0x69003, struct.pack("<I", 1) + prop)
    )


def owner(name: str) -> bytes:
    """The file an Office program leaves beside a document it has open."""
    short, wide = name.encode("gbk"), _wide(name)
    return (bytes((len(short),)) + short.ljust(53, b"\0") + bytes((len(name), 0)) + wide).ljust(162, b"\0")
