"""PostScript, written by hand after the Language Reference and after what programs write."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from extract.ooxml_made import Told
from outscan.extract.postscript import read
from outscan.types import Blob, GapReason, HiddenKind, Part, Where

HEAD = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 90 90\n/F findfont 12 scalefont setfont\n"
WORDS = "机密★10年"


def shown(body: bytes, name: str = "a.ps") -> Told:
    return Told(read, HEAD + body, name)


@pytest.mark.parametrize(
    "body",
    [
        b"72 72 moveto (" + WORDS.encode("gb18030") + b") show",
        b"72 72 moveto (" + WORDS.encode() + b") show",
        b"(" + "".join(f"\\{byte:03o}" for byte in WORDS.encode("gb18030")).encode() + b") show",
        b"<" + WORDS.encode("gb18030").hex().encode() + b"> show",
        b"<" + WORDS.encode("utf-16-be").hex().encode() + b"> show",
        b"(" + "机密".encode() + b") show (" + "★10年".encode() + b") show",
        b"1 0 32 (" + WORDS.encode() + b") widthshow",
        b"(" + WORDS.encode() + b") [1 2 3] xshow",
        b"(" + WORDS.encode() + b") Lshow 1 2 3 4 5 6 7",
        b" ".join(f"/uni{ord(char):04X} glyphshow".encode() for char in WORDS),
    ],
    ids=["gb", "utf-8", "octal", "hex", "hex of UTF-16", "pieces", "widthshow", "xshow", "own procedure", "glyphs"],
)
def test_what_is_shown_is_read(body):
    told = shown(body)
    assert told.text(Part.BODY) == WORDS
    assert not told.gaps


def test_every_place_is_a_line_and_parentheses_and_escapes_are_undone():
    told = shown(
        rb"1 2 moveto (a \(b\) (c)\nd) show 3 4 moveto (e\
f) show"
    )
    assert told.text(Part.BODY).split("\n") == ["a (b) (c)", "d", "ef"]


def test_comments_and_strings_nobody_shows_are_told():
    told = Told(read, b"%!PS\n%%Title: (" + WORDS.encode() + b")\n/note (" + "只供内部".encode() + b") def\n", "a.ps")
    assert WORDS in told.text(Part.METADATA, HiddenKind.MARKUP_COMMENT)
    assert "只供内部" in told.text()


@pytest.mark.parametrize(
    "body",
    [
        b"(x) show 9 9 8 [9 0 0 9 0 0] {currentfile 9 string readhexstring pop} image ff00",
        b"(x) show currentfile eexec 00ff",
        b"(x) show " + b"1 2 3 4 5 6 curveto " * 90,
        b"(x) show " + b"1 2 lineto " * 3000,
        b"/Encoding 256 array def (x) show",
        b"/G1 glyphshow",
        b"1 2 moveto 3 4 lineto stroke",
        b"currentfile /ASCII85Decode filter cvx",
        b"/sfnts [<00>] def (x) show",
    ],
    ids=["picture", "coded", "curves", "lines", "letters for others", "glyph", "no words", "filter", "font"],
)
def test_what_does_more_than_show_strings_is_a_gap(body):
    assert GapReason.UNSUPPORTED in [gap.reason for gap in shown(body).gaps]


def test_the_preview_of_a_dos_file_is_a_file_of_its_own():
    program = HEAD + b"(" + WORDS.encode() + b") show"
    drawn = io.BytesIO()
    Image.new("1", (9, 9), 1).save(drawn, "TIFF")
    picture = drawn.getvalue()
    head = b"\xc5\xd0\xd3\xc6" + struct.pack("<6IH", 30, len(program), 0, 0, 30 + len(program), len(picture), 0xFFFF)
    told = Told(read, head + program + picture, "a.eps")
    assert told.text(Part.BODY) == WORDS
    assert [(blob.name, blob.data) for blob in told.blobs] == [("preview.tif", picture)]


def test_a_file_of_plain_strings_is_released_and_a_marked_one_is_not(scanner):
    for words, gaps in (("午餐后开会", 0), (WORDS, 0)):
        report = scanner.scan(Blob(Where(("a.ps",)), HEAD + b"1 2 moveto (" + words.encode() + b") show"))
        assert len(report.gaps) == gaps
        assert any(found.upheld for found in report.findings) is (words == WORDS)
