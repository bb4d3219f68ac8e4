# ruff: noqa: E501 - parts of a package read best on one line
"""The kind: words in comments and instructions of the XML a format is made of; no program shows them, every editor does."""

from __future__ import annotations

import io
import zipfile

import pytest

from unpacked import gaps, seen, words

HIDDEN = "青鸾水库旧稿待删"
ASIDES = [f"<!-- {HIDDEN} -->", f"<?note {HIDDEN}?>"]


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ODF = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": f"<office:document-content {OFFICE}>@<office:body><office:text><text:p>会议通知</text:p></office:text></office:body></office:document-content>",
    "styles.xml": f"<office:document-styles {OFFICE}>@</office:document-styles>",
    "meta.xml": f"<office:document-meta {OFFICE}>@</office:document-meta>",
    "META-INF/manifest.xml": '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">@</manifest>',
}
OFD = {
    "OFD.xml": '<OFD xmlns="http://www.ofdspec.org/2016">@<DocBody><DocInfo/><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>',
    "Doc_0/Document.xml": '<Document xmlns="http://www.ofdspec.org/2016">@<Pages><Page ID="1" BaseLoc="Page.xml"/></Pages></Document>',
    "Doc_0/Page.xml": '<Page xmlns="http://www.ofdspec.org/2016">@<Content><Layer><TextObject><TextCode>会议通知</TextCode></TextObject></Layer></Content></Page>',
}
EPUB = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": "<container>@</container>",
    "a.opf": "<package>@</package>",
    "a.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml">@<body><p>会议通知</p></body></html>',
}
FLAT = f'<?xml version="1.0"?><office:document {OFFICE} office:mimetype="application/vnd.oasis.opendocument.text">@<office:body><office:text><text:p>会议通知</text:p></office:text></office:body></office:document>'
PLACES = [
    (ending, members, name)
    for ending, members in (("odt", ODF), ("ofd", OFD), ("epub", EPUB))
    for name in members
    if name != "mimetype"
]


@pytest.mark.parametrize("aside", ASIDES, ids=["comment", "instruction"])
@pytest.mark.parametrize("before", [False, True], ids=["within", "before"])
@pytest.mark.parametrize(("ending", "members", "name"), PLACES, ids=lambda value: value if isinstance(value, str) else "")
def test_asides_of_any_part_are_read(ending, members, name, before, aside):
    made = {
        key: ((aside if key == name and before else "") + text.replace("@", aside if key == name and not before else ""))
        for key, text in members.items()
    }
    pieces = seen(packed(made), f"a.{ending}")
    assert HIDDEN in words(pieces)
    assert "会议通知" in words(pieces)
    assert not gaps(pieces)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_asides_are_read_in_the_encoding_of_their_part(encoding):
    part = f'<?xml version="1.0" encoding="{encoding}"?><!-- {HIDDEN} -->{ODF["styles.xml"].replace("@", "")}'.encode(encoding)
    assert HIDDEN in words(seen(packed({**ODF, "content.xml": ODF["content.xml"].replace("@", ""), "styles.xml": part}), "a.odt"))


def test_a_flat_document_has_asides_too():
    assert HIDDEN in words(seen(FLAT.replace("@", ASIDES[0]).encode(), "a.fodt"))
