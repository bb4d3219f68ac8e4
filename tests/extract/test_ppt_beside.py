"""The kind: what a binary presentation keeps beside the words of its slides."""

from __future__ import annotations

import struct
import zlib

import pytest

from extract.test_officeart import blip, options, wide
from extract.test_ppt import atom, box, by_kind, cstring, deck, notes, pieces, shape, slide, text
from outscan.types import Blob, Gap, HiddenKind, Part, Segment
from outscan.words.places import place_words

SAID = "青鸾计划"


def words(found, hidden):
    return "\n".join(p.text for p in found if isinstance(p, Segment) and p.hidden is hidden)


@pytest.mark.parametrize(("inside", "hidden"), [
    (shape(options((0x8381, wide(SAID)))), HiddenKind.ALT_TEXT),
    (shape(box(0x1388, cstring(SAID))), HiddenKind.CUSTOM_PROPERTY),
    (box(0x0FD7, cstring(SAID)), HiddenKind.EXTERNAL_LINK),
])  # fmt: skip
def test_what_a_shape_keeps_is_told_as_what_it_is(inside, hidden):
    assert SAID in words(pieces(deck([slide(shape(box(0xF00D, text("正文"))), inside)])), hidden)


def test_words_set_as_art_are_read_as_words():
    found = pieces(deck([slide(shape(options((0x80C0, wide(SAID)))))]))
    assert SAID in by_kind(found)[Part.BODY, None].text


@pytest.mark.parametrize(("instance", "part"), [(1, Part.HEADER), (2, Part.FOOTER), (0, Part.FOOTER)])
def test_headers_and_footers_of_a_slide_stand_in_their_parts(instance, part):
    found = by_kind(pieces(deck([slide(shape(box(0xF00D, text("正文"))), box(0x0FD9, cstring(SAID, instance)))])))
    assert SAID in found[part, None].text


def test_a_hidden_slide_of_no_words_is_a_hidden_thing():
    found = pieces(deck([slide(hidden=True)]))
    [one] = [p for p in found if isinstance(p, Segment) and p.hidden is HiddenKind.HIDDEN_SLIDE]
    assert (one.text, place_words(one.where.spot)) == ("", "幻灯片1")


def test_notes_of_no_slide_are_notes_all_the_same():
    found = by_kind(pieces(deck([slide(shape(box(0xF00D, text("正文"))))], [notes(4711, SAID)])))
    note = found[Part.NOTE, HiddenKind.SPEAKER_NOTE]
    assert (note.text, place_words(note.where_at(0).spot)) == (SAID, "备注")


def test_two_outlines_of_a_slide_are_read_and_one_of_nothing_is_not():
    outlines = {0: [text(SAID), atom(0x0FA8, b"plain"), text("  ")]}
    body = by_kind(pieces(deck([slide()], outlines=outlines)))[Part.BODY, None]
    assert body.text == f"{SAID}\nplain"


def test_pictures_and_custom_parts_beside_the_slides_are_handed_on():
    streams = deck([slide(shape(box(0xF00D, text("正文"))))])
    streams["Pictures",] = blip(0xF01E, 0x6E0, b"\xff\x89PNG") + blip(0xF01D, 0x46A, b"\xff\xff\xd8")
    streams["MsoDataStore", "甲", "Item"] = b"<a/>"
    blobs = [p for p in pieces(streams) if isinstance(p, Blob)]
    assert [p.name.rpartition(".")[2] for p in blobs] == ["png", "jpg", "xml"]
    assert blobs[-1].hidden is HiddenKind.CUSTOM_XML


@pytest.mark.parametrize(("body", "instance", "gaps"), [
    (b"\xd0\xcf\x11\xe0whole", 0, 0),
    (struct.pack("<I", 5) + zlib.compress(b"whole"), 1, 0),
    (struct.pack("<I", 5) + zlib.compress(b"whole")[:-4], 1, 0),
    (struct.pack("<I", 900) + zlib.compress(bytes(range(256)) * 3)[:-60], 1, 1),
    (struct.pack("<I", 5) + b"no zlib", 1, 1),
])  # fmt: skip
def test_an_object_is_unpacked_and_one_that_is_cut_is_said(body, instance, gaps):
    found = pieces(deck([slide(), atom(0x1011, body, instance)]))
    assert len([p for p in found if isinstance(p, Gap) and len(p.where.member) > 1]) == gaps
