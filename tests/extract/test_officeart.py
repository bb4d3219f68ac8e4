"""The kind: pictures, words of shapes and shown pictures of the binary formats, in every form the records allow."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from outscan.extract.ole import Compound, compound
from outscan.extract.ole.officeart import blips, shape_words
from outscan.extract.ole.presentation import presentations
from outscan.limits import Budget
from outscan.types import Blob, Where

DRAWN = struct.pack("<IHHIHIH", 0, 9, 0x300, 0, 0, 0, 0) + struct.pack("<IH", 3, 0)


def dib():
    kept = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((6, 4)).save(kept, "BMP")
    return kept.getvalue()[14:]


def blip(kind, instance, content, *, uids=1):
    body = b"u" * 16 * uids + content
    return struct.pack("<HHI", instance << 4, kind, len(body)) + body


def metafile(content, *, packed=True, box=(0, 0, 100, 50)):
    raw = zlib.compress(content) if packed else content
    return struct.pack("<I4i2iIBB", len(content), *box, 9, 9, len(raw), 0 if packed else 0xFE, 0xFE) + raw


@pytest.mark.parametrize(("record", "ending", "starts"), [
    (blip(0xF01E, 0x6E0, b"\xff\x89PNG"), "png", b"\x89PNG"),
    (blip(0xF01E, 0x6E1, b"\xff\x89PNG", uids=2), "png", b"\x89PNG"),
    (blip(0xF01D, 0x46A, b"\xff\xff\xd8\xff"), "jpg", b"\xff\xd8"),
    (blip(0xF029, 0x6E4, b"\xffII*\0"), "tiff", b"II*"),
    (blip(0xF01F, 0x7A8, b"\xff" + dib()), "bmp", b"BM"),
    (blip(0xF01F, 0x7A8, b"\xffBM" + bytes(9)), "bmp", b"BM"),
    (blip(0xF01A, 0x3D4, metafile(b"\1\0\0\0drawn")), "emf", b"\1\0\0\0drawn"),
    (blip(0xF01A, 0x3D5, metafile(b"\1\0\0\0drawn"), uids=2), "emf", b"\1\0\0\0drawn"),
    (blip(0xF01A, 0x3D4, metafile(b"\1\0\0\0drawn", packed=False)), "emf", b"\1\0\0\0drawn"),
    (blip(0xF01C, 0x542, metafile(b"pict")), "pict", b"pict"),
    (blip(0xF01B, 0x216, metafile(DRAWN)), "wmf", b"\xd7\xcd\xc6\x9a"),
    (blip(0xF01B, 0x216, metafile(b"\xd7\xcd\xc6\x9a" + bytes(18) + DRAWN)), "wmf", b"\xd7\xcd\xc6\x9a"),
    (blip(0xF01A, 0x3D4, metafile(b"whole")[:-4] + b"gone"), "emf", b""),
])  # fmt: skip
def test_a_picture_record_is_taken_out_whatever_its_form(record, ending, starts):
    [(kind, content)] = blips(b"before" + record + b"behind", Budget())
    assert kind == ending
    assert content.startswith(starts)
    assert starts or not content  # broken: an empty picture, which is a gap


def test_a_metafile_gets_a_head_whose_sum_is_right():
    [(_, content)] = blips(blip(0xF01B, 0x216, metafile(DRAWN, box=(-40000, 1, 40000, 9))), Budget())
    assert struct.unpack_from("<4h", content, 6) == (-32768, 1, 32767, 9)
    total = 0
    for word in struct.unpack("<11H", content[:22]):
        total ^= word
    assert total == 0


@pytest.mark.parametrize("broken", [
    b"",
    struct.pack("<HHI", 0x6E0 << 4, 0xF01E, 17),
    struct.pack("<HHI", 0x6E0 << 4 | 3, 0xF01E, 30) + bytes(40),
    struct.pack("<HHI", 0x111 << 4, 0xF01E, 30) + bytes(40),
    struct.pack("<HHI", 0x6E0 << 4, 0xF01E, 3) + bytes(40),
], ids=["nothing", "cut", "another version", "another instance", "too short"])  # fmt: skip
def test_bytes_that_only_look_like_a_record_are_none(broken):
    assert list(blips(broken, Budget())) == []


def test_two_records_in_a_row_are_two_pictures_and_none_is_found_inside_another():
    inner = blip(0xF01E, 0x6E0, b"\xff\x89PNG in")
    outer = blip(0xF01D, 0x46A, b"\xff\xff\xd8 " + inner)
    assert [kind for kind, _ in blips(outer + inner, Budget())] == ["jpg", "png"]


def options(*properties):
    heads = b"".join(struct.pack("<HI", code, len(value) if isinstance(value, bytes) else value) for code, value in properties)
    complex_ = b"".join(value for _, value in properties if isinstance(value, bytes))
    return struct.pack("<HHI", len(properties) << 4 | 3, 0xF00B, len(heads) + len(complex_)) + heads + complex_


def wide(text):
    return text.encode("utf-16-le") + b"\0\0"


def test_words_of_a_shape_are_told_by_what_they_are():
    table = options(
        (0x0081, 5), (0x80C0, wide("艺术字")), (0x8380, wide("形状一")), (0x8999, wide("others")), (0x8381, wide("甲\r\n乙"))
    )
    assert list(shape_words(table)) == [("wordart", "艺术字"), ("name", "形状一"), ("alt", "甲\v乙")]


def test_a_property_of_nothing_and_a_table_that_is_none_say_nothing():
    assert list(shape_words(options((0x8381, b"\0\0"), (0x8380, wide("  "))))) == []
    assert list(shape_words(b"\0\0\x0b\xf0\x05\0\0\0\0\0\0\0\0")) == []
    assert list(shape_words(b"\x0b\xf0")) == []


def shown(form, body, *, marker=0xFFFFFFFF, name="\x02OlePres000"):
    stream = struct.pack("<III", marker, form, 4) + bytes(24) + struct.pack("<I", len(body)) + body
    made = Compound(compound({(name,): stream}))
    return list(presentations(made, Blob(Where(("样例.ole",)), b"")))


@pytest.mark.parametrize(("form", "body", "ending", "starts"), [
    (3, DRAWN, ".wmf", DRAWN),
    (8, dib(), ".bmp", b"BM"),
    (14, b"\1\0\0\0 EMF", ".emf", b"\1\0\0\0"),
])  # fmt: skip
def test_what_an_object_shows_is_handed_on_as_a_picture(form, body, ending, starts):
    [found] = shown(form, body)
    assert found.name.endswith(ending)
    assert found.data.startswith(starts)


def test_what_is_no_picture_is_not():
    assert shown(2, b"text") == []
    assert shown(3, b"") == []
    assert shown(3, DRAWN, marker=0) == []
    assert shown(3, DRAWN, name="other") == []
    cut = Compound(compound({("\x02OlePres000",): b"\xff\xff\xff\xff"}))
    assert list(presentations(cut, Blob(Where(("样例.ole",)), b""))) == []
