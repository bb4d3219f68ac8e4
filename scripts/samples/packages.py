"""Packages and the documents in them, written by hand: Word, Excel, OpenDocument, OFD, PDF, EPUB.

In: text and XML. Out: the same bytes on every machine. Members are stored, not packed: another zlib packs differently.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}"'
X = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'
DAY = (2026, 1, 5, 9, 0, 0)
_MAIN = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "word/document.xml": f"{_MAIN}.wordprocessingml.document.main+xml",
    "word/header1.xml": f"{_MAIN}.wordprocessingml.header+xml",
    "word/footer1.xml": f"{_MAIN}.wordprocessingml.footer+xml",
    "word/comments.xml": f"{_MAIN}.wordprocessingml.comments+xml",
    "xl/workbook.xml": f"{_MAIN}.spreadsheetml.sheet.main+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip archive of `members` in their order, with one date; stored, because another zlib packs differently."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, DAY)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, data, method)
    return out.getvalue()


def relations(*triples: tuple[str, str, str]) -> str:
    """A relationships part of (id, kind, target)."""
    inner = "".join(
        f'<Relationship Id="{i}" Type="{kind if "/" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for i, kind, target in triples
    )
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _content_types(parts: Mapping[str, str | bytes]) -> str:
    told = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPES.get(name) or f"{_MAIN}.spreadsheetml.worksheet+xml"}"/>'
        for name in parts
        if name in _TYPES or name.startswith("xl/worksheets/sheet")
    )
    return (
        f'{DECLARED}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Default Extension="xlsx" ContentType="{_MAIN}.spreadsheetml.sheet"/>{told}</Types>'
    )


def core(author: str, title: str = "") -> str:
    """docProps/core.xml."""
    return (
        f'{DECLARED}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>'
        "</cp:coreProperties>"
    )


def run(text: str, look: str = "") -> str:
    """One run of a Word paragraph."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A Word paragraph: plain texts and ready runs."""
    return f"<w:p>{''.join(r if r.startswith('<') else run(r) for r in runs)}</w:p>"


def word_table(rows: Sequence[Sequence[str]]) -> str:
    """A Word table of plain cells."""
    body = "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{body}</w:tbl>"


def docx(
    *body: str,
    header: str = "",
    footer: str = "",
    comments: str = "",
    author: str = "资料室",
    embedded: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word document of plain paragraphs and ready XML; header and footer are plain texts, `comments` is ready XML."""
    blocks = "".join(b if b.startswith("<") else paragraph(b) for b in body)
    links: list[tuple[str, str, str]] = []
    parts: dict[str, str | bytes] = {}
    told = ""
    for kind, text in (("header", header), ("footer", footer)):
        if text:
            links.append((f"r{kind}", kind, f"{kind}1.xml"))
            told += f'<w:{kind}Reference w:type="default" r:id="r{kind}"/>'
            tag = "hdr" if kind == "header" else "ftr"
            parts[f"word/{kind}1.xml"] = f"{DECLARED}<w:{tag} {W}>{paragraph(text)}</w:{tag}>"
    if comments:
        links.append(("rcomments", "comments", "comments.xml"))
        parts["word/comments.xml"] = f"{DECLARED}<w:comments {W}>{comments}</w:comments>"
    for number, (name, data) in enumerate((embedded or {}).items(), 1):
        links.append((f"remb{number}", "vbaProject" if name.endswith(".bin") else "package", name))
        parts[f"word/{name}"] = data
    parts = {
        "word/document.xml": f"{DECLARED}<w:document {W}><w:body>{blocks}<w:sectPr>{told}</w:sectPr></w:body></w:document>",
        **parts,
        "docProps/core.xml": core(author),
    }
    return zipped(
        {
            "[Content_Types].xml": _content_types(parts),
            "_rels/.rels": relations(
                ("r1", "officeDocument", "word/document.xml"),
                ("r2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ),
            **parts,
            **({"word/_rels/document.xml.rels": relations(*links)} if links else {}),
        }
    )


def _letters(column: int) -> str:
    return chr(65 + column)


def _cell(row: int, column: int, told: str | float) -> str:
    at = f"{_letters(column)}{row}"
    if isinstance(told, str):
        return f'<c r="{at}" t="inlineStr"><is><t>{escape(told)}</t></is></c>'
    return f'<c r="{at}"><v>{told}</v></c>'


def rows_xml(rows: Sequence[Sequence[str | float]], hidden: frozenset[int] = frozenset()) -> str:
    """The sheetData of `rows`; `hidden` are row numbers from 1."""
    return (
        "<sheetData>"
        + "".join(
            f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n in hidden else ""}>'
            + "".join(_cell(n, c, told) for c, told in enumerate(row))
            + "</row>"
            for n, row in enumerate(rows, 1)
        )
        + "</sheetData>"
    )


def xlsx(
    *sheets: tuple[str, str, str],
    names: str = "",
    comments: Mapping[str, str] | None = None,
    author: str = "资料室",
) -> bytes:
    """A workbook of (name, state, inner XML); `comments` are cell → text on the first sheet."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}"{f" state={chr(34)}{state}{chr(34)}" if state else ""} r:id="r{i}"/>'
        for i, (name, state, _) in enumerate(sheets, 1)
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f"{DECLARED}<workbook {X}><sheets>{listed}</sheets>{names}</workbook>",
    }
    for i, (_, _, inner) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{i}.xml"] = f"{DECLARED}<worksheet {X}>{inner}</worksheet>"
    if comments:
        told = "".join(
            f'<comment ref="{at}" authorId="0"><text><t>{escape(text)}</t></text></comment>' for at, text in comments.items()
        )
        parts["xl/comments1.xml"] = (
            f"{DECLARED}<comments {X}><authors><author>资料室</author></authors><commentList>{told}</commentList></comments>"
        )
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("rc", "comments", "../comments1.xml"))
    parts["docProps/core.xml"] = core(author)
    return zipped(
        {
            "[Content_Types].xml": _content_types(parts),
            "_rels/.rels": relations(
                ("r1", "officeDocument", "xl/workbook.xml"),
                ("r2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ),
            **parts,
            "xl/_rels/workbook.xml.rels": relations(
                *((f"r{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1))
            ),
        }
    )


_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("meta", "meta"))
)


def odf(kind: str, body: str, styles: str = "") -> bytes:
    """An OpenDocument package: `kind` is text, spreadsheet, presentation or drawing, `body` the XML inside it."""
    media = f"application/vnd.oasis.opendocument.{'graphics' if kind == 'drawing' else kind}"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{told}"/>'
        for path, told in (("/", media), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    return zipped(
        {
            "mimetype": media,
            "content.xml": f"{DECLARED}<office:document-content {_ODF} office:version='1.3'><office:body><office:{kind}>"
            f"{body}</office:{kind}></office:body></office:document-content>",
            "styles.xml": f"{DECLARED}<office:document-styles {_ODF} office:version='1.3'>{styles}</office:document-styles>",
            "META-INF/manifest.xml": f"{DECLARED}<m:manifest xmlns:m='{manifest}' m:version='1.3'>{entries}</m:manifest>",
        }
    )


def odf_paragraphs(*lines: str) -> str:
    """Paragraphs of an OpenDocument text."""
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)


def odf_sheet(name: str, rows: Sequence[Sequence[str]]) -> str:
    """A sheet of an OpenDocument workbook."""
    body = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>' for c in row)
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}">{body}</table:table>'


def ofd(*pages: Sequence[str]) -> bytes:
    """An OFD document (GB/T 33190) of pages of lines."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    members = {
        "OFD.xml": f'{DECLARED}<ofd:OFD {ns} DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo><ofd:DocID>'
        "00000000000000000000000000000001</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{DECLARED}<ofd:Document {ns}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for i, lines in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject ID="{100 * i + n + 10}" Boundary="20 {20 + 9 * n} 170 6" Font="1" Size="5">'
            f'<ofd:TextCode X="0" Y="5">{escape(line)}</ofd:TextCode></ofd:TextObject>'
            for n, line in enumerate(lines)
        )
        members[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f'{DECLARED}<ofd:Page {ns}><ofd:Content><ofd:Layer ID="{900 + i}">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return zipped(members)


def epub(title: str, *lines: str) -> bytes:
    """A book of one chapter."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                f'{DECLARED}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
                'version="1.0"><rootfiles><rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles>'
                "</container>"
            ),
            "a.opf": (
                f'{DECLARED}<package xmlns="http://www.idpf.org/2007/opf"><metadata><title>{title}</title></metadata></package>'
            ),
            "c1.xhtml": f'{DECLARED}<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>',
        }
    )


_CID = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
    "/Supplement 4 >> /DW 1000 /FontDescriptor 5 0 R >>"
)
_DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 "
    "/Descent -120 /CapHeight 880 /StemV 93 >>"
)


def pdf(
    *pages: Sequence[str],
    size: int = 12,
    catalog: str = "",
    page_entries: str = "",
    extra: Sequence[str] = (),
) -> bytes:
    """A PDF of pages of lines in a Chinese font that every reader knows. `extra` objects are numbered from 6."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        _CID,
        _DESCRIPTOR,
        *extra,
    ]
    kids = []
    for lines in pages:
        shows = " ".join(f"<{line.encode('utf-16-be').hex().upper()}> Tj T*" for line in lines)
        content = f"BT /F1 {size} Tf 60 760 Td {size + 8} TL {shows} ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R {page_entries} "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def u16(text: str) -> str:
    """`text` as a PDF string object."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _rtf(character: str) -> str:
    number = ord(character)
    return character if number < 127 else f"\\u{number - 65536 if number > 32767 else number}?"  # RTF 1.9: a signed 16-bit number


def rtf(*lines: str) -> bytes:
    """A rich-text document."""
    body = "\\par\n".join("".join(_rtf(c) for c in line) for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg936\\deff0{{\\fonttbl{{\\f0 SimSun;}}}}\\f0\\fs24 {body}\\par}}".encode("ascii")
