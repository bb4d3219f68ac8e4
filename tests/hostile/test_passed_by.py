# ruff: noqa: E501 - markup of a construct reads best on one line
"""Words where readers used to pass by: segments and chunks of pictures without a name, attributes and names of XML, tags that
are never closed, style sheets, parts that are inert by their name, tables drawn by blanks. Every construct is made twice, with a
mark and with a matter no search for marks would find; none may be released. All of it is fictional.
"""

from __future__ import annotations

import base64
import io
import json
import random
import struct
import zipfile
import zlib

import pytest
from PIL import Image, TiffImagePlugin

import house.made  # noqa: F401 - puts the makers of the samples on the path
from extract.ooxml_made import DECLARED, NS_P, NS_W, NS_X, docx, packed, para, rels
from outscan.types import Action, Blob, Where
from samples.packages import ofd, rows_xml, xlsx

MARK, MATTER = "本件为机密★10年，不得外传。", "拟向外方提供的1:2000地形图覆盖面积40平方公里。"
CLEAN = "各位同事：周五下午开会，请准时参加。"
NOISE = random.Random(4).randbytes(3000)


def picture(form, **how):
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, form, **how)
    return out.getvalue()


def segment(marker, body):
    data = picture("JPEG")
    return data[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + data[2:]


def chunk(name, body):
    data = picture("PNG")
    made = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return data[:33] + made + data[33:]


def box(kind, body):
    return struct.pack(">I", len(body) + 8) + kind + body


def boxes(said):
    told = json.dumps({"title": said}, ensure_ascii=False).encode()
    return box(b"jumb", box(b"jumd", bytes(16) + b"\x03c2pa\0") + box(b"json", told))


def halves(said):
    """One box in two segments, cut inside its words."""
    whole = boxes(said)
    cut = len(whole) - 30
    data = picture("JPEG")
    parts = (b"JP\0\1\0\0\0\1" + whole[:cut], b"JP\0\1\0\0\0\2" + whole[:8] + whole[cut:])
    return data[:2] + b"".join(b"\xff\xeb" + struct.pack(">H", len(p) + 2) + p for p in parts) + data[2:]


def resource(number, body, name=b""):
    head = b"8BIM" + struct.pack(">H", number) + bytes([len(name)]) + name + (b"" if len(name) % 2 else b"\0")
    return b"Photoshop 3.0\0" + head + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)


def profile(said):
    record = b"\x1c\x02\x78" + struct.pack(">H", len(said.encode())) + said.encode()
    return zlib.compress(b"\niptc\n      40\n" + record.hex().encode() + b"\n")


def extension(said):
    block = said.encode()
    return picture("GIF")[:-1] + b"\x21\xff\x0bNOTEAPP 1.0" + bytes([len(block)]) + block + b"\0;"


def riff(said):
    body = (
        picture("WEBP")[8:] + b"NOTE" + struct.pack("<I", len(said.encode())) + said.encode() + b"\0" * (len(said.encode()) % 2)
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gap(said):
    """Bytes between the header of a bitmap and its pixels."""
    data = bytearray(picture("BMP"))
    start = struct.unpack_from("<I", data, 10)[0]
    data[start:start] = said.encode()
    struct.pack_into("<I", data, 10, start + len(said.encode()))
    struct.pack_into("<I", data, 2, len(data))
    return bytes(data)


def tag(number, value, kind=7):
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[number] = value
    tags.tagtype[number] = kind
    return picture("TIFF", tiffinfo=tags)


def exif(number, value, directory):
    tags = Image.Exif()
    tags.get_ifd(directory)[number] = value
    return picture("JPEG", exif=tags)


def drawing(said):
    return json.dumps({"type": "excalidraw", "elements": [{"type": "text", "text": said}]}, ensure_ascii=False).encode()


def wrapped(said, *, escaped):
    text = {"version": "1", "encoding": "bstring", "compressed": True, "encoded": zlib.compress(drawing(said)).decode("latin-1")}
    return json.dumps(text, ensure_ascii=escaped)


PICTURES = {
    "boxes.jpg": lambda said: segment(0xEB, b"JP\0\1\0\0\0\1" + boxes(said)),
    "halves.jpg": halves,
    "boxes.png": lambda said: chunk(b"caBX", boxes(said)),
    "small-picture.jpg": lambda said: segment(0xE0, b"JFXX\0\x10" + picture("JPEG", comment=said.encode())),
    **{
        f"app{n}-{encoding}.jpg": lambda said, n=n, encoding=encoding: segment(0xE0 + n, b"Note\0\0" + said.encode(encoding))
        for n, encoding in ((2, "utf-8"), (3, "utf-16-le"), (6, "gb18030"), (12, "utf-16-be"), (14, "utf-8"))
    },
    "caption.jpg": lambda said: segment(0xED, resource(0x03F0, bytes([len(said.encode())]) + said.encode())),
    "layers.jpg": lambda said: segment(0xED, resource(0x0426, struct.pack(">I", len(said)) + said.encode("utf-16-be"))),
    "resource-name.jpg": lambda said: segment(0xED, resource(0x0404, b"", said.encode())),
    "maker.jpg": lambda said: exif(0x927C, b"Nikon\0\2\1" + said.encode() + b"\xff\xfe", 0x8769),
    "area-without-place.jpg": lambda said: exif(0x1C, b"ASCII\0\0\0" + said.encode(), 0x8825),
    "deflated.png": lambda said: chunk(b"noTe", zlib.compress(said.encode())),
    "wide.png": lambda said: chunk(b"noTe", said.encode("utf-16-le")),
    "keyword.png": lambda said: chunk(b"iTXt", b"N\0\0\0zh\0" + said.encode() + b"\0"),
    "profile-name.png": lambda said: chunk(b"iCCP", said.encode() + b"\0\0" + zlib.compress(b"x")),
    "raw-profile.png": lambda said: chunk(b"zTXt", b"Raw profile type iptc\0\0" + profile(said)),
    "sketch.png": lambda said: chunk(b"tEXt", b"application/vnd.excalidraw+json\0" + wrapped(said, escaped=True).encode()),
    "sketch-raw.png": lambda said: chunk(
        b"tEXt", b"application/vnd.excalidraw+json\0" + wrapped(said, escaped=False).encode("latin-1")
    ),
    "sketch.svg": lambda said: (
        '<svg xmlns="http://www.w3.org/2000/svg"><metadata><!-- payload-start -->'
        f"{base64.b64encode(wrapped(said, escaped=True).encode()).decode()}<!-- payload-end --></metadata></svg>"
    ).encode(),
    "extension.gif": extension,
    "chunk.webp": riff,
    "gap.bmp": gap,
    "gap.tif": lambda said: picture("TIFF") + said.encode(),
    "private.tif": lambda said: tag(50839, b"IJIJinfo\1\0\0\0" + said.encode("utf-16-le")),
    "photoshop.tif": lambda said: tag(34377, resource(0x040B, said.encode())[14:]),
    "iptc.tif": lambda said: tag(33723, b"\x1c\x02\x78" + struct.pack(">H", len(said.encode())) + said.encode()),
}


def page(inside, head=""):
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><p>{CLEAN}</p>{inside}</body></html>'.encode()


PAGES = {
    name: lambda said, text=text: page(text.replace("SAID", said))
    for name, text in {
        "srcdoc-open.html": '<iframe srcdoc="SAID',
        "value-open.html": '<object><param name="a" value="SAID',
        "handler.html": "<p onclick=\"alert('SAID')\">x</p>",
        "variable.html": '<style>:root{--note:"SAID"}</style>',
        "style.html": "<p style=\"--note:'SAID'\">x</p>",
        "counter.html": '<style>@counter-style a{system:cyclic;symbols:"SAID"}</style>',
        "challenge.html": '<keygen challenge="SAID">',
        "bound.html": '<div :title="`SAID`"></div>',
    }.items()
}


def xml(text):
    return lambda said: ('<?xml version="1.0" encoding="UTF-8"?>' + text.replace("SAID", said).replace("CLEAN", CLEAN)).encode()


MARKUP = {
    "cdata-in-value.xml": xml('<a b="&lt;![CDATA[SAID]]&gt;">CLEAN</a>'),
    "namespace.xml": xml('<a xmlns:b="urn:SAID">CLEAN</a>'),
    "type-comment.xml": xml("<!DOCTYPE a [<!-- SAID --><!ELEMENT a ANY>]><a>CLEAN</a>"),
    "type-instruction.xml": xml("<!DOCTYPE a [<?n SAID?>]><a>CLEAN</a>"),
    "address.xml": lambda said: xml('<a b="http://example.cn/?q=' + "".join(f"%{b:02X}" for b in said.encode()) + '">CLEAN</a>')(
        said
    ),
}


def workbook(after="", parts=None):
    made = xlsx(("表", "", rows_xml([[CLEAN]]) + after))
    out = io.BytesIO(made)
    with zipfile.ZipFile(out, "a") as archive:
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return out.getvalue()


def deck(parts):
    return packed(
        {
            "_rels/.rels": rels(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'{DECLARED}<p:presentation {NS_P}><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst>'
            "</p:presentation>",
            "ppt/_rels/presentation.xml.rels": rels(("r1", "slide", "slides/slide1.xml")),
            "ppt/slides/slide1.xml": f"{DECLARED}<p:sld {NS_P}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{CLEAN}</a:t></a:r>"
            "</a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>",
            **parts,
        }
    )


ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def sheet(behind, row="", parts=None):
    table = (
        f'<table:table table:name="a">{row}<table:table-row><table:table-cell office:value-type="string"><text:p>{CLEAN}</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF} office:version="1.3"><office:body>'
            f"<office:spreadsheet>{table}{behind}</office:spreadsheet></office:body></office:document-content>",
            **(parts or {}),
        }
    )


OFFICE = {
    "own-value.docx": lambda said: docx(f'<w:p w:note="{said}"><w:r><w:t>{CLEAN}</w:t></w:r></w:p>'),
    "beside-runs.docx": lambda said: docx(f"<w:p>{said}<w:r><w:t>{CLEAN}</w:t></w:r></w:p>"),
    "in-section.docx": lambda said: docx(f"{para(CLEAN)}<w:sectPr>{said}</w:sectPr>"),
    "style.docx": lambda said: docx(
        para(CLEAN),
        {"word/styles.xml": f'{DECLARED}<w:styles {NS_W}><w:style w:styleId="a"><w:name w:val="{said}"/></w:style></w:styles>'},
    ),
    "theme.docx": lambda said: docx(
        para(CLEAN),
        {
            "word/theme/theme1.xml": f'{DECLARED}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{said}"/>'
        },
    ),
    "font.docx": lambda said: docx(
        para(CLEAN),
        {"word/fontTable.xml": f'{DECLARED}<w:fonts {NS_W}><w:font w:name="x"><w:altName w:val="{said}"/></w:font></w:fonts>'},
    ),
    "part-name.docx": lambda said: docx(
        para(CLEAN),
        {
            "[Content_Types].xml": f'{DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{said}" ContentType="x"/></Types>'
        },
    ),
    "style.xlsx": lambda said: workbook(
        parts={
            "xl/styles.xml": f'{DECLARED}<styleSheet {NS_X}><cellStyles><cellStyle name="{said}" xfId="0"/></cellStyles></styleSheet>'
        }
    ),
    "format.xlsx": lambda said: workbook(
        parts={
            "xl/styles.xml": f'{DECLARED}<styleSheet {NS_X}><numFmts><numFmt numFmtId="170" formatCode="&quot;{said}&quot;0"/></numFmts>'
            "</styleSheet>"
        }
    ),
    "volatile.xlsx": lambda said: workbook(
        parts={
            "xl/volatileDependencies.xml": f'{DECLARED}<volTypes {NS_X}><volType type="realTimeData"><main first="a"><tp t="s"><v>{said}'
            "</v></tp></main></volType></volTypes>"
        }
    ),
    "scenario.xlsx": lambda said: workbook(f'<scenarios><scenario name="x" comment="{said}"/></scenarios>'),
    "layout.pptx": lambda said: deck(
        {
            "ppt/slideLayouts/slideLayout1.xml": f'{DECLARED}<p:sldLayout {NS_P}><p:cSld name="{said}"><p:spTree/></p:cSld></p:sldLayout>'
        }
    ),
    "expression.ods": lambda said: sheet(
        f'<table:named-expressions><table:named-expression table:name="x" table:expression="of:=&quot;{said}&quot;"/>'
        "</table:named-expressions>"
    ),
    "scenario.ods": lambda said: sheet("", f'<table:scenario table:comment="{said}"/>'),
    "layout-cache.ods": lambda _: sheet("", parts={"layout-cache": NOISE}),
    "seal.ofd": lambda _: sealed(NOISE),
}


def sealed(data):
    out = io.BytesIO(ofd([CLEAN]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("Doc_0/Signs/Sign_0/Seal.esl", data)
    return out.getvalue()


ALL = {**PICTURES, **PAGES, **MARKUP, **OFFICE}


@pytest.mark.parametrize("said", [MARK, MATTER], ids=["mark", "matter"])
@pytest.mark.parametrize("name", ALL)
def test_nothing_a_person_can_read_is_passed_by(scanner, name, said):
    told = scanner.scan(Blob(Where((name,)), ALL[name](said)))
    assert told.verdict.action is not Action.RELEASE


@pytest.mark.parametrize("name", ALL)
def test_the_innocent_of_the_same_make_raise_nothing(scanner, name):
    if name in ("layout-cache.ods", "seal.ofd"):
        pytest.skip("made of noise")
    told = scanner.scan(Blob(Where((name,)), ALL[name]("附图由办公室保存，午餐后发给各位同事参考")))
    assert not [f for f in told.findings if f.upheld]
    assert not [g for g in told.gaps if g.reason.value != "image_only"]


FOR = "拟提供给外方的地形图"
FIGURES = {
    "unit-of-an-element.xml": f'<图 用途="{FOR}"><比例尺分母>2000</比例尺分母><面积 单位="平方公里">31.6</面积></图>',
    "unit-in-a-name.xml": f"<map><purpose>{FOR}</purpose><scale>1:2000</scale><面积_平方公里>31.6</面积_平方公里></map>",
    "unit-beside-a-value.xml": f'<map purpose="{FOR}" scale="1:2000" 面积="31.6" 单位="平方公里"/>',
    "unit-code.xml": f'<map><p>{FOR}</p><p>1:2000</p><area unit="km2" name="面积">31.6</area></map>',
    "measure.gml": f'<a xmlns:gml="http://www.opengis.net/gml"><b>{FOR} 1:2000</b><gml:measure uom="km2">面积 31.6</gml:measure></a>',
    "items.xml": f'<m><t>{FOR}</t><item name="比例尺" value="1:2000"/><item name="面积" value="31.6" unit="平方公里"/></m>',
    "table-in-an-element.xml": f"<d><![CDATA[图幅,比例尺分母,面积(km2),用途\n甲,2000,31.6,{FOR}\n]]></d>",
    "blanks.txt": f"{FOR}\n图幅        比例尺      面积（平方公里）\n甲          1:2000      31.6\n乙          1:2000      12.0\n",
    "blanks-english.txt": "Topographic map for the foreign partner\n\nSheet      Scale      Area (km2)\nA-1        1:2000     31.6\n",
    "unit-under-the-head.txt": f"{FOR}\n 图幅       比例尺分母     面积\n                          km2\n 甲         2000           31.6\n",
    "rules.rst": f"{FOR}\n\n====  ======  ========\n图幅  比例尺  面积（平方公里）\n====  ======  ========\n甲    1:2000  31.6\n====  ======  ========\n",
    "unit-above-all.tsv": f"单位：平方公里\t\t\n图幅\t面积\t用途\n甲\t31.6\t1:2000{FOR}\n",
    "unit-in-a-column.tsv": f"项目\t数值\t单位\n测图比例尺\t1:2000\t\n面积\t31.6\t平方公里\n用途\t{FOR}\t\n",
}


@pytest.mark.parametrize("name", FIGURES)
def test_an_area_is_read_wherever_its_unit_stands(scanner, name):
    told = scanner.scan(Blob(Where((name,)), FIGURES[name].encode()))
    assert any(f.rule == "surveying/2020-18" and f.upheld for f in told.findings)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("small.xml", f'<图 用途="{FOR}"><比例尺分母>100000</比例尺分母><面积 单位="平方公里">3.6</面积></图>'),
        ("dishes.xml", '<menu><菜 单位="元">31.6</菜><份数 单位="份">2000</份数></menu>'),
        ("rooms.txt", "会议室安排\n房间      人数      面积（平方米）\n甲        20        31.6\n乙        12        18.0\n"),
        ("meals.txt", "Lunch list\n\nName       Day        Portions\nAnna       Monday     2\nBo         Friday     1\n"),
    ],
)
def test_figures_of_every_day_stay_innocent(scanner, name, text):
    assert scanner.scan(Blob(Where((name,)), text.encode())).verdict.action is Action.RELEASE


ENGLISH = "TOP SECRET//NOFORN and not to be released to any foreign partner"


@pytest.mark.parametrize(
    "data",
    [
        docx(f'<w:p w:note="{ENGLISH}"><w:r><w:t>Lunch is at noon.</w:t></w:r></w:p>'),
        workbook(f'<scenarios><scenario name="x" comment="{ENGLISH}"/></scenarios>'),
        sheet("", f'<table:scenario table:comment="{ENGLISH}"/>'),
    ],
    ids=["docx", "xlsx", "ods"],
)
def test_english_sentences_in_attributes_are_read(scanner, data):
    assert any(found.upheld for found in scanner.scan(Blob(Where(("a.bin",)), data)).findings)
