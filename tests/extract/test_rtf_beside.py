# ruff: noqa: E501 - records of a fixture read best on one line
"""The kind: what rich text writes otherwise than as words of its body, and every way a word of it may be written."""

from __future__ import annotations

import struct

import pytest

from extract.test_rtf import HEAD, WHERE, hexed, pieces, told
from outscan.extract.rtf import read
from outscan.limits import Budget
from outscan.types import Blob, Gap, HiddenKind, Inert, Part, Segment

SAID = "青鸾计划"


@pytest.mark.parametrize(("body", "text"), [
    (rb"a\~b", "a\u00a0b"),
    (rb"a\_b", "a-b"),
    (rb"\{a\}\\b", "{a}\\b"),
    (rb"a\emdash b\bullet c", "a—b•c"),
    (rb"\u8364?x", "€x"),
    (rb"{\uc1\u26426\'bb}x", "机x"),
    (rb"{\uc2\u26426 ab}x", "机x"),
    (rb"{\uc2\u26426\{\}}x", "机x"),
    (rb"{\uc1\u26426\bin3 abc}x", "机x"),
    (rb"{\uc1\u26426\tab}x", "机x"),
    (rb"{\f1 \'e9}t\'e9", "ét\u00e9"),
    (b"{\\'b9" + rb"\'a4}", "工"),
    (b"{\\'b9}{\\'a4}", "工"),
])  # fmt: skip
def test_a_character_is_read_however_it_is_written(body, text):
    if "é" in text:
        data = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset0 Arial;}}" + body + b"}"
        found = [p.text for p in read(Blob(WHERE, data), Budget()) if isinstance(p, Segment)]
        assert found == [text]
    else:
        assert told(body) == text


def test_a_line_that_ends_with_a_backslash_is_a_paragraph():
    (segment,) = [p for p in pieces(b"a\\\nb\\\rc") if isinstance(p, Segment)]
    assert segment.text == "a\nb\nc"


@pytest.mark.parametrize(("body", "part", "kind"), [
    (rb"{\header " + hexed(SAID) + b"}", Part.HEADER, None),
    (rb"{\footerf " + hexed(SAID) + b"}", Part.FOOTER, None),
    (rb"{\info{\author " + hexed(SAID) + b"}}", Part.METADATA, HiddenKind.PERSON_PROPERTY),
    (rb"{\info{\title " + hexed(SAID) + b"}}", Part.METADATA, HiddenKind.PROPERTY),
    (rb"{\field{\*\fldinst FORMTEXT{\*\formfield{\*\ffhelptext " + hexed(SAID) + rb"}}}{\fldrslt x}}", Part.HIDDEN, HiddenKind.FORM_FIELD),
    (rb"{\*\bkmkstart " + hexed(SAID) + b"}", Part.HIDDEN, HiddenKind.DEFINED_NAME),
    (rb"{\*\unheardof " + hexed(SAID) + b"}", Part.HIDDEN, HiddenKind.RAW_STRING),
])  # fmt: skip
def test_a_destination_is_told_as_what_it_is(body, part, kind):
    found = [(p.where.part, p.hidden) for p in pieces(b"x\\par" + body) if isinstance(p, Segment) and SAID in p.text]
    assert found == [(part, kind)]


@pytest.mark.parametrize("body", [
    rb"{\*\bkmkstart _Toc1}",
    rb"{\*\unheardof 00ff00ff00ff}",
    rb"{\shp{\*\shpinst{\sp{\sn x}{\sv -12345}}}}",
    rb"{\stylesheet{\s1 heading 1;}}",
])  # fmt: skip
def test_machinery_is_no_words(body):
    assert [p.text for p in pieces(b"x" + body) if isinstance(p, Segment)] == ["x"]


def test_words_of_a_field_that_shows_itself_are_read_with_their_ruby():
    body = rb"{\field{\*\fldinst EQ \\* jc2 \\o\\ad(\\s\\up 9(ji mi)," + hexed("机密") + rb")}{\fldrslt }}"
    assert "机密" in told(body)
    assert "ji mi" in told(body, Part.IMAGE, HiddenKind.ALT_TEXT) + told(body, Part.HIDDEN, HiddenKind.ALT_TEXT)


def test_an_insertion_is_read_in_the_flow_and_named():
    body = b"x\\par{\\revised\\revauth1 " + hexed(SAID) + b"}"
    assert SAID in told(body)
    [mark] = [p for p in pieces(body) if isinstance(p, Segment) and p.hidden is HiddenKind.TRACKED_INSERTION]
    assert mark.text == ""


def ole(name, data, form=2):
    names = b"".join(struct.pack("<I", len(one)) + one for one in (name + b"\0", b"", b""))
    return struct.pack("<II", 0x501, form) + names + struct.pack("<I", len(data)) + data


def embedded(data):
    return rb"{\object\objemb{\*\objdata " + data.hex().encode() + b"}}"


@pytest.mark.parametrize(("body", "name", "starts"), [
    (embedded(ole(b"Equation.3", b"inside")), "", b"inside"),
    (embedded(ole(b"Word", b"", form=5)), "", struct.pack("<I", 0x501)),
    (embedded(b"\1\2\3\4\5"), "", b"\1\2\3"),
    (rb"{\pict\dibitmap0 " + (struct.pack("<I", 40) + bytes(60)).hex().encode() + b"}", ".bmp", b"BM"),
    (rb"{\pict\wmetafile8\bin6 abcdef}", ".wmf", b"abcdef"),
    (rb"{\*\datastore " + ole(b"Msxml", b"store").hex().encode() + b"}", "datastore", b"store"),
])  # fmt: skip
def test_what_lies_inside_is_handed_on(body, name, starts):
    [found] = [p for p in pieces(b"x" + body) if isinstance(p, Blob)]
    assert found.name.endswith(name)
    assert found.data.startswith(starts)


def test_an_object_that_is_only_linked_names_its_target():
    link = struct.pack("<II", 0x501, 1) + b"\x05\0\0\0Word\0" + "D:\\资料\\底表.doc".encode("utf-16-le") + b"\0\0"
    found = pieces(b"x" + embedded(link))
    assert not [p for p in found if isinstance(p, Blob)]
    assert any("底表" in p.text for p in found if isinstance(p, Segment) and p.hidden is HiddenKind.EXTERNAL_LINK)


def test_bytes_behind_the_end_are_words_where_they_say_something():
    def behind(tail):
        return list(read(Blob(WHERE, HEAD + b"x}" + tail), Budget()))

    assert any(SAID in p.text for p in behind(b"\1\2" + SAID.encode("utf-16-le") + b"\1\2") if isinstance(p, Segment))
    assert [p for p in behind(b"\1\2\3\4") if isinstance(p, Inert) and p.data == b"\1\2\3\4"]
    assert [type(p) for p in behind(b"\r\n\0")] == [type(p) for p in behind(b"")]


@pytest.mark.parametrize("body", [b"{x", b"x}}{y}", rb"{\pict 00"])
def test_groups_that_are_not_in_pairs_are_said(body):
    assert [p for p in pieces(body) if isinstance(p, Gap)]
