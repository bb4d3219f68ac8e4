"""The kind: what properties hide in a Word binary, by runs, by pieces of a fast save and by the lists of versions before 1997."""

from __future__ import annotations

import struct

import pytest

from extract.test_doc import FIRST, WHERE, one, told, word
from outscan.errors import Unreadable
from outscan.extract.doc import read
from outscan.extract.doc.formatting import _old_sprms, _paragraph, _states, sprms
from outscan.extract.ole import compound
from outscan.limits import Budget
from outscan.types import Blob, HiddenKind, Part

TEXT = "前后藏着完\r"
HIDDEN, DELETED, INSERTED = HiddenKind.HIDDEN_TEXT, HiddenKind.TRACKED_DELETION, HiddenKind.TRACKED_INSERTION
WHITE, TINY = HiddenKind.WHITE_TEXT, HiddenKind.TINY_TEXT


@pytest.mark.parametrize(("properties", "part", "kind"), [
    (b"\x3c\x08\x01", Part.HIDDEN, HIDDEN),
    (b"\x3c\x08\x81", Part.HIDDEN, HIDDEN),
    (b"\x00\x08\x01", Part.REVISION, DELETED),
    (b"\x42\x2a\x08", Part.HIDDEN, WHITE),
    (b"\x70\x68\xfe\xfe\xfe\x00", Part.HIDDEN, WHITE),
    (b"\x43\x4a\x03\x00", Part.HIDDEN, TINY),
])  # fmt: skip
def test_a_run_leaves_the_flow_as_what_hides_it(properties, part, kind):
    data = word({"text": TEXT}, [(2, 4, properties)])
    assert one(data, Part.BODY).text == "前后完"
    assert one(data, part, kind).text == "藏着"


@pytest.mark.parametrize("properties", [
    b"\x3c\x08\x00",
    b"\x3c\x08\x01\x3c\x08\x00",
    b"\x42\x2a\x08\x42\x2a\x01",
    b"\x70\x68\xff\xff\xff\x00\x70\x68\x00\x00\x00\x00",
    b"\x42\x2a\x08\x66\x48\x01\x02",
    b"\x42\x2a\x08\x0c\x2a\x07",
    b"\x42\x2a\x08\x71\xca\x0a" + bytes(8) + b"\x01\x01",
    b"\x43\x4a\x18\x00",
    b"\x08\xd6\x03\x00\x01\x02\x3c\x08\x00",
    b"\x15\xc6\xff" + bytes(20),
    b"\x15\xc6",
])  # fmt: skip
def test_a_run_that_is_seen_stays(properties):
    data = word({"text": TEXT}, [(2, 4, properties)])
    assert one(data, Part.BODY).text == "前后藏着完"


def pieces(prms, prcs=()):
    """A piece table that cuts the text at 2 and 4, with a property change for the middle piece."""
    head = b"".join(b"\x01" + struct.pack("<H", len(one)) + one for one in prcs)
    cuts = struct.pack("<IIII", 0, 2, 4, len(TEXT))
    entries = b"".join(struct.pack("<HIH", 0, FIRST + 2 * at, prm) for at, prm in zip((0, 2, 4), (0, prms, 0), strict=True))
    return {33: head + b"\x02" + struct.pack("<I", len(cuts) + len(entries)) + cuts + entries}


@pytest.mark.parametrize(("prm", "prcs", "kind"), [
    (0x5C << 1 | 1 << 8, (), HIDDEN),
    (0x41 << 1 | 1 << 8, (), DELETED),
    (1, (b"\x3c\x08\x01",), HIDDEN),
    (3, (b"", b"\x00\x08\x01"), DELETED),
])  # fmt: skip
def test_a_piece_of_a_fast_save_leaves_the_flow_too(prm, prcs, kind):
    data = word({"text": TEXT}, tables=pieces(prm, prcs))
    assert one(data, Part.BODY).text == "前后完"
    assert [s.text for s in told(data) if s.hidden is kind] == ["藏着"]


@pytest.mark.parametrize(("prm", "prcs"), [(0x10 << 1 | 1 << 8, ()), (5, (b"",)), (0, ())])
def test_a_change_that_hides_nothing_or_is_not_there_leaves_the_text(prm, prcs):
    assert one(word({"text": TEXT}, tables=pieces(prm, prcs)), Part.BODY).text == "前后藏着完"


def test_properties_come_in_every_width_and_end_where_they_break_off():
    data = b"\x3c\x08\x01" + b"\x43\x4a\x03\x00" + b"\x03\x6a\x10\x00\x00\x00" + b"\x08\xd6\x03\x00\x01\x02" + b"\x71\xca\x02ab"
    assert [code for code, _ in sprms(data + b"\x0b\x46\x01\x00")] == [0x083C, 0x4A43, 0x6A03, 0xD608, 0xCA71, 0x460B]
    assert list(sprms(b"\x71\xca")) == []
    assert list(sprms(b"\x08\xd6")) == [(0xD608, b"")]


@pytest.mark.parametrize(("properties", "kinds"), [
    (b"\x5c\x01", {HIDDEN}),
    (b"\x41\x01", {DELETED}),
    (b"\x42\x01", {INSERTED}),
    (b"\x62\x08", {WHITE}),
    (b"\x63\x03\x00", {TINY}),
    (b"\x44\x02ab\x5c\x01", {HIDDEN}),
    (b"\x05\x01\x5c\x00", set()),
    (b"\x44", set()),
])  # fmt: skip
def test_versions_before_1997_number_the_same_properties_otherwise(properties, kinds):
    assert _states(_old_sprms(properties))[0] == kinds


@pytest.mark.parametrize(("data", "old", "facts"), [
    (b"\0\x18\x01", True, 1),
    (b"\0\x18\x01\x19\x01", True, 3),
    (b"\0\x05\x01", True, 0),
    (b"\0\0\x16\x24\x01", False, 1),
    (b"\0\0\x16\x24\x01\x17\x24\x01", False, 3),
    (b"\0\0\x4b\x24\x01", False, 1),
    (b"\0\0\x16\x24\x00", False, 0),
])  # fmt: skip
def test_a_paragraph_says_whether_it_stands_in_a_table(data, old, facts):
    assert _paragraph(data, old=old) == facts


@pytest.mark.parametrize("stream", [b"", b"\xec\xa5" + bytes(20), b"\0\0" + bytes(0x300)], ids=["none", "short", "of no version"])
def test_a_stream_that_is_no_document_is_refused_with_what_it_is(stream):
    with pytest.raises(Unreadable):
        list(read(Blob(WHERE, compound({("WordDocument",): stream, ("1Table",): b"x"})), Budget()))


def test_ruby_of_a_field_is_kept_above_its_words():
    code = "EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(jī mì),机密)"
    data = word({"text": f"本件\x13{code}\x15。\r"})
    assert one(data, Part.BODY).text == "本件机密。"
    assert "jī mì" in one(data, Part.HIDDEN, HiddenKind.ALT_TEXT).text


def test_fields_that_only_lay_out_hide_nothing_and_others_do():
    assert not [s for s in told(word({"text": "第\x13 FORMTEXT \x14三\x15页\r"})) if s.hidden]
    data = word({"text": "见\x13 QUOTE 青鸾计划 \x14此\x13 PAGE \x141\x15处\x15。\r"})
    assert "青鸾计划" in one(data, Part.HIDDEN, HiddenKind.FIELD_CODE).text
