from __future__ import annotations

import io
import zipfile

from outscan.types import Inert
from unpacked import gaps, seen, words


def test_pages_and_package_are_read_and_fonts_are_counted():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", '<c xmlns="urn:c"><r full-path="a.opf"/></c>')
        archive.writestr("a.opf", '<package xmlns="urn:o"><title>书名在此</title></package>')
        archive.writestr(
            "c1.xhtml", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>第一章正文</p></body></html>'
        )
        archive.writestr("f.ttf", b"\0\x01\0\0" + b"\0" * 40)
    pieces = seen(out.getvalue(), "a.epub")
    assert "书名在此" in words(pieces)
    assert "第一章正文" in words(pieces, part="body")
    assert [p.kind for p in pieces if isinstance(p, Inert)][0:1] == ["media type"]
    assert not gaps(pieces)
