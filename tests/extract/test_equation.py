"""The kind: the characters of a formula, whatever records stand between them (MTEF 1, 2, 3 and 5)."""

from __future__ import annotations

import struct

import pytest

from extract.test_ole import mathtype
from outscan.extract.ole.equation import characters

NUDGED = b"\x08\x80\x80\1\1\2\2"  # options, then a nudge too large for one byte
RECORDS = {
    "line with a nudge": b"\x01" + NUDGED,
    "line with a small nudge": b"\x01\x08\x05\x05",
    "line with its spacing": b"\x01\x04\x10\x00",
    "line with a ruler": b"\x01\x02\x02\1\1\1\2\2\2",
    "template": b"\x03\x00\x0e\x00\x00",
    "template of two bytes": b"\x03\x00\x0e\x80\x01\x00",
    "pile": b"\x04\x00\1\1",
    "pile with a ruler": b"\x04\x02\1\1\x01\1\1\1",
    "matrix": b"\x05\x00\1\1\1\x02\x03\x00\x00",
    "embellishment": b"\x06\x00\x05",
    "ruler": b"\x07\x01\1\1\1",
    "style": b"\x08\x01\x00",
    "size of its own": b"\x09\x65\x10\x00",
    "size and its step": b"\x09\x64\x01\x00\x00",
    "size by its name": b"\x09\x01\x00",
    "colour": b"\x0f\x02",
    "colour by a large number": b"\x0f\xff\x01\x01",
    "colour said": b"\x10\x00" + bytes(6),
    "colour of print": b"\x10\x01" + bytes(8),
    "colour with a name": b"\x10\x04" + bytes(6) + b"blue\0",
    "future": b"\x70\x03abc",
}


@pytest.mark.parametrize("record", sorted(RECORDS))
def test_no_record_between_them_hides_the_characters(record):
    assert characters(mathtype("密", "x", prefix=RECORDS[record])) == "密x"


@pytest.mark.parametrize(("character", "read"), [
    (b"\x02\x00\x83" + struct.pack("<H", ord("密")), "密"),
    (b"\x02\x04\x83" + struct.pack("<H", ord("密")) + b"\x41", "密"),
    (b"\x02\x10\x83" + struct.pack("<H", ord("密")) + b"\x41\x00", "密"),
    (b"\x02\x24\x83\x41", "A"),
    (b"\x02\x30\x83" + struct.pack("<H", ord("密")), "密"),
    (b"\x02\x08\x05\x05\x83" + struct.pack("<H", ord("密")), "密"),
    (b"\x02\x20\x83", ""),
    (b"\x02\x00\x83\x01\x00", ""),
])  # fmt: skip
def test_a_character_is_told_by_its_own_code_or_by_that_of_its_font(character, read):
    assert characters(mathtype(prefix=character)) == read


def test_what_breaks_off_keeps_what_was_read_and_what_makes_no_sense_says_nothing():
    whole = mathtype("密", "x")
    assert characters(whole[:-3]).startswith("密")
    assert characters(mathtype(prefix=b"\x63")) is None
    assert characters(b"\x05\1") is None


def third(text, extra=b""):
    return b"\x03\1\1\3\0" + extra + b"".join(b"\x02\x83" + struct.pack("<H", ord(c)) for c in text) + b"\0\0"


def test_formulas_of_version_three_are_found_among_other_records():
    assert characters(third("密=x")) == "密=x"
    assert characters(third("密", b"\x01\x0a\x0b\x02\x20\x09\x00")) == "密"
    assert characters(third("\ue000密\x01")) == "密"


@pytest.mark.parametrize("version", [1, 2])
def test_formulas_of_the_first_versions_have_letters_of_one_byte(version):
    records = bytes([version, 0, 1, 1, 0]) + b"\x0a" + b"".join(b"\x12\x83" + c for c in (b"a", b"\x01", b"b")) + b"\0\0"
    assert characters(records) == "ab"


def test_bytes_of_no_version_are_not_understood():
    assert characters(b"\x09\x00\x00\x00\x00\x00\x00") is None
    assert characters(b"\x03\x00\x00\x00\x00\x00\x00") == ""
