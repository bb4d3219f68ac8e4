from __future__ import annotations

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.ooxml_made import DECLARED, NS_W, Told, docx, para
from outscan.errors import Unreadable
from outscan.extract.docx import read
from outscan.limits import Limits
from outscan.types import GapReason, HiddenKind, Part

CUSTOM = (
    f'{DECLARED}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name="密级"><vt:lpwstr>青鸾</vt:lpwstr></property></Properties>'  # noqa: E501 - markup in one piece
)
CORE = (
    f'{DECLARED}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>某甲</dc:creator><cp:keywords>青鸾词</cp:keywords><cp:revision>7</cp:revision></cp:coreProperties>'
)


def test_properties_with_persons_apart():
    doc = Told(read, docx(para("正文"), {"docProps/custom.xml": CUSTOM, "docProps/core.xml": CORE}))
    assert doc.text(Part.METADATA, HiddenKind.CUSTOM_PROPERTY) == "密级: 青鸾"
    assert doc.spot("密级: 青鸾") == "docProps/custom.xml:密级"
    assert doc.text(hidden=HiddenKind.PERSON_PROPERTY) == "creator: 某甲"
    assert doc.text(hidden=HiddenKind.PROPERTY) == "keywords: 青鸾词"


def test_unknown_xml_is_read_and_unknown_bytes_are_a_blob():
    doc = Told(
        read, docx(para("正文"), {"customXml/item1.xml": "<a b='青鸾属性'><c>青鸾文</c></a>", "word/odd.bin": b"\x01\x02"})
    )
    assert doc.text(Part.METADATA, HiddenKind.CUSTOM_XML) == "青鸾属性\n青鸾文"
    assert [b.name for b in doc.blobs] == ["word/odd.bin"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_both_read():
    import io

    buffer = io.BytesIO(docx(para("甲")))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/document.xml", f"{DECLARED}<w:document {NS_W}><w:body>{para('乙')}</w:body></w:document>")
    doc = Told(read, buffer.getvalue())
    assert doc.text(Part.BODY) == "甲"
    assert doc.text(Part.HIDDEN, HiddenKind.DELETED_DATA) == "乙"


def test_a_part_over_the_limit_is_a_gap_and_the_rest_is_read():
    doc = Told(read, docx(para("正文"), {"word/comments.xml": " " * 2_000_000}), limits=Limits(max_member_bytes=1_000_000))
    assert [g.reason for g in doc.gaps] == [GapReason.TOO_LARGE]
    assert "正文" in doc.text(Part.BODY)


def test_deep_nesting_is_a_gap_not_a_crash():
    deep = "<w:sdt><w:sdtContent>" * 900 + para("底") + "</w:sdtContent></w:sdt>" * 900
    doc = Told(read, docx(deep))
    assert doc.gaps or "底" in doc.text()


def test_what_is_neither_zip_nor_flat_xml_is_a_gap():
    assert Told(read, b"PK\3\4 and no more").gaps
    with pytest.raises(Unreadable):
        Told(read, b"<no end")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=4))
def test_a_damaged_package_yields_text_or_a_gap(at, patch):
    data = bytearray(docx(para("青鸾计划"), {"docProps/custom.xml": CUSTOM}))
    at %= len(data)
    data[at : at + len(patch)] = patch
    doc = Told(read, bytes(data))
    assert doc.gaps or doc.blobs or "青鸾计划" in doc.text()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=8), max_size=6))
def test_whatever_runs_hold_is_in_the_paragraph(runs):
    from xml.sax.saxutils import escape

    runs = [r.replace("\ufffe", "").replace("\uffff", "") for r in runs]
    inner = "".join(f'<w:r><w:t xml:space="preserve">{escape(r)}</w:t></w:r>' for r in runs)
    text = "".join(runs)
    assert Told(read, docx(f"<w:p>{inner}</w:p>")).text(Part.BODY) == (text if text.strip() else "")


def test_an_old_drawing_tells_its_words_and_not_its_anchors():
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape alt="青鸾图"><v:textpath string="青鸾水印"/>'  # noqa: E501 - markup in one piece
        "<x:ClientData><x:Anchor>1, 15, 0, 2</x:Anchor></x:ClientData></v:shape></xml>"
    )
    assert (
        Told(read, docx(para("正文"), {"word/drawings/vmlDrawing1.vml": vml})).text(hidden=HiddenKind.CUSTOM_XML)
        == "青鸾图\n青鸾水印"
    )
