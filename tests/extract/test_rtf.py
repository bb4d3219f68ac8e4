"""Rich text, written by hand."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.extract.rtf import read
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Segment, Where
from outscan.words.places import place_words

WHERE = Where(("样例.rtf",))
HEAD = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}{\colortbl;\red255\green255\blue255;}"
)


def hexed(text: str) -> bytes:
    return b"".join(b"\\'%02x" % b for b in text.encode("gbk"))


def pieces(body: bytes, tail: bytes = b"}") -> list:
    return list(read(Blob(WHERE, HEAD + body + tail), Budget()))


def told(body: bytes, part: Part = Part.BODY, hidden: HiddenKind | None = None) -> str:
    return "|".join(p.text for p in pieces(body) if isinstance(p, Segment) and (p.where.part, p.hidden) == (part, hidden))


@pytest.mark.parametrize(
    "body",
    [
        hexed("水利枢纽"),
        rb"\u27700?\u21033?\u26530?\u32445?",
        rb"{\uc2 \u27700\'cb\'ae}" + hexed("利枢纽"),
        rb"\f1 " + hexed("水利枢纽"),
        rb"{\upr{" + hexed("旧") + rb"}{\*\ud{\u27700?\u21033?\u26530?\u32445?}}}",
    ],
)
def test_chinese_however_it_is_written(body):
    assert told(body) == "水利枢纽"


def test_characters_beyond_the_basic_plane_keep_every_offset():
    (segment,) = [p for p in pieces(rb"\u-10179?\u-8664?x\par y") if isinstance(p, Segment)]
    assert segment.text.startswith("😨")
    assert place_words(segment.where_at(segment.text.index("y")).spot) == "第2段"


def test_hidden_deleted_white_and_tiny_text_leave_the_flow():
    body = rb"a{\v hide}{\deleted gone}{\cf1 white}{\cf1\highlight2 seen}{\fs2 tiny}z\par"
    assert told(body) == "aseenz"
    assert told(body, Part.HIDDEN, HiddenKind.HIDDEN_TEXT) == "hide"
    assert told(body, Part.REVISION, HiddenKind.TRACKED_DELETION) == "gone"
    assert told(body, Part.HIDDEN, HiddenKind.WHITE_TEXT) == "white"
    assert told(body, Part.HIDDEN, HiddenKind.TINY_TEXT) == "tiny"


def test_tables_are_grids_with_lines_inside_cells():
    body = rb"before\par\trowd\intbl A\cell B1\par B2\cell\row\trowd\intbl C\cell D\cell\row\pard after\par"
    tables = [p for p in pieces(body) if isinstance(p, Segment) and p.where.part is Part.TABLE]
    assert tables[0].text == "A\tB1\vB2\nC\tD"
    assert place_words(tables[0].where_at(tables[0].text.index("D")).spot) == "表1 R2C2"
    assert told(body) == "before\nafter"


def test_destinations_have_their_parts():
    body = (
        rb"{\header top\par}{\footerf low\par}x{\footnote note}{\*\annotation remark}{\info{\title T}{\author P}}"
        rb'{\field{\*\fldinst HYPERLINK "http://example.test"}{\fldrslt here}}'
        rb"{\shp{\*\shpinst{\shptxt box\par}}}{\*\bkmkstart spot}"
        rb"{\*\userprops{\propname grade}\proptype30{\staticval inner}}{\*\strangeword some words}"
    )
    assert told(body, Part.HEADER) == "top"
    assert told(body, Part.FOOTER) == "low"
    assert told(body, Part.NOTE) == "note"
    assert told(body, Part.COMMENT, HiddenKind.COMMENT) == "remark"
    assert told(body, Part.METADATA, HiddenKind.PROPERTY) == "T"
    assert told(body, Part.METADATA, HiddenKind.PERSON_PROPERTY) == "P"
    assert "example.test" in told(body, Part.HIDDEN, HiddenKind.FIELD_CODE)
    assert told(body) == "xhere|box"
    assert told(body, Part.HIDDEN, HiddenKind.DEFINED_NAME) == "spot"
    assert told(body, Part.METADATA, HiddenKind.CUSTOM_PROPERTY) == "grade\ninner"
    assert told(body, Part.HIDDEN, HiddenKind.RAW_STRING) == "some words"


def test_pictures_and_packages_become_blobs():
    native = b"\x02\x00a.txt\0C:\\a.txt\0" + struct.pack("<II", 0x30000, 9) + b"C:\\a.txt\0" + struct.pack("<I", 5) + b"hello"
    name = b"Package\0"
    ole = struct.pack("<III", 0x501, 2, len(name)) + name + struct.pack("<III", 0, 0, len(native)) + native
    body = (
        rb"{\pict\pngblip 89504e47}{\object\objemb{\*\objdata "
        + ole.hex().encode()
        + rb"}{\result shown}}{\pict\jpegblip\bin4 "
        + b"\xff\xd8{}}"
    )
    blobs = [p for p in pieces(body) if isinstance(p, Blob)]
    assert [(b.name, b.data) for b in blobs] == [("图片1.png", b"\x89PNG"), ("a.txt", b"hello"), ("图片3.jpg", b"\xff\xd8{}")]
    assert told(body) == "shown"


def test_a_picture_keeps_its_description_and_its_own_bytes_only():
    body = rb"{\pict{\*\picprop{\sp{\sn wzDescription}{\sv a map}}}\pngblip{\*\blipuid aabb}89504e47}x"
    assert [p.data for p in pieces(body) if isinstance(p, Blob)] == [b"\x89PNG"]
    assert told(body, Part.HIDDEN, HiddenKind.ALT_TEXT) == "a map"
    assert told(body) == "x"


def test_fonts_and_styles_are_counted_as_inert():
    assert [p.kind for p in pieces(b"x") if isinstance(p, Inert)] == ["rtf"]


@pytest.mark.parametrize(("body", "tail"), [(b"open {group", b""), (b"shut", b"}}}")])
def test_broken_nesting_is_a_gap_beside_the_text(body, tail):
    found = pieces(body, tail)
    assert any(isinstance(p, Gap) and p.reason is GapReason.CORRUPT for p in found) or tail == b"}}}"
    assert any(body.split()[0].decode() in p.text for p in found if isinstance(p, Segment))


def test_text_after_the_end_is_not_lost():
    found = pieces(b"x", b"}" + "隐藏在文末之后".encode("gbk"))
    assert "隐藏在文末之后" in "".join(p.text for p in found if isinstance(p, Segment) and p.hidden)


def test_halves_of_a_character_on_both_sides_of_a_group():
    assert told(rb"\'cb{}\'ae\'c0{}\'fb") == "水利"


def test_what_stands_before_the_beginning_is_told_aside():
    found = list(read(Blob(WHERE, b"\xef\xbb\xbf \r\nearly words " + HEAD + b"body}"), Budget()))
    told_of = {p.hidden: p.text for p in found if isinstance(p, Segment)}
    assert told_of == {None: "body", HiddenKind.RAW_STRING: "early words"}


def test_depth_is_no_danger():
    assert told(b"{" * 50_000 + b"deep" + b"}" * 50_000) == "deep"


@settings(max_examples=60, deadline=None)
@given(st.text("水文a(){}\\ 会议", max_size=40))
def test_any_text_survives_escaping(text):
    raw = b"".join(b"\\" + c.encode() if c in "{}\\" else c.encode() if c < "\x7f" else b"\\u%d?" % ord(c) for c in text)
    assert told(raw) == (text if text.strip() else "")
