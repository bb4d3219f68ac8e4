# ruff: noqa: E501 - markup and streams of a fixture read best on one line
"""The kind: EMF+ records inside the comments of a metafile: text, glyphs by number, pictures, outlines; and what is none of it."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from coded import code
from drawn import bars, markers, word
from unpacked import gaps, seen, words

TEXT = "本件定为机密★10年"


def record(kind, flags, body):
    body += bytes(-len(body) % 4)
    return struct.pack("<HHII", kind, flags, 12 + len(body), len(body)) + body


def emf(*records, apart=False):
    def comment(data):
        data = b"EMF+" + data
        return struct.pack("<III", 70, 12 + len(data) + -len(data) % 4, len(data)) + data + bytes(-len(data) % 4)

    head = struct.pack("<II", 1, 108) + bytes(32) + b" EMF" + bytes(64)
    comments = b"".join(comment(one) for one in records) if apart else comment(b"".join(records))
    return head + comments + struct.pack("<IIIII", 14, 20, 0, 0, 20), "a.emf"


def string(text):
    return record(0x401C, 0, struct.pack("<III4f", 0, 0, len(text), 1, 2, 90, 20) + text.encode("utf-16-le"))


def driver(text, options):
    return record(0x4036, 0, struct.pack("<IIII", 0, options, 0, len(text)) + text.encode("utf-16-le"))


def picture(data):
    return struct.pack("<IIiiiII", 0xDBC01002, 1, 0, 0, 0, 0, 1) + data


def pixels(image):
    grey = image.convert("RGB")
    rows = b"".join(
        grey.crop((0, y, grey.width, y + 1)).tobytes("raw", "BGR").ljust((grey.width * 3 + 3) // 4 * 4, b"\0")
        for y in range(grey.height)
    )
    return struct.pack("<IIiiiII", 0xDBC01002, 1, grey.width, grey.height, (grey.width * 3 + 3) // 4 * 4, 0x00021808, 0) + rows


def png(image):
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return picture(kept.getvalue())


def path(polygons, *, small=False):
    points = [p for polygon in polygons for p in polygon]
    types = b"".join(b"\x00" + b"\x01" * (len(p) - 2) + b"\x81" for p in polygons)
    raw = b"".join(struct.pack("<hh", int(x), int(y)) if small else struct.pack("<ff", x, y) for x, y in points)
    body = struct.pack("<III", 0xDBC01002, len(points), 0x4000 if small else 0) + raw + types
    return record(0x4008, 0x0300, body) + record(0x4014, 0x8000, struct.pack("<I", 0))


@pytest.mark.parametrize("made", [string(TEXT), driver(TEXT, 1)], ids=["DrawString", "DrawDriverString"])
def test_text_of_emf_plus_is_read(made):
    found = seen(*emf(made))
    assert TEXT in words(found)
    assert not gaps(found)


def test_glyphs_by_number_are_a_gap():
    assert gaps(seen(*emf(driver("ABCDEF", 0)))) == ["garbled"]


@pytest.mark.parametrize("form", [png, pixels], ids=["packed", "pixels"])
def test_a_picture_of_emf_plus_is_looked_at(form):
    found = seen(*emf(record(0x4008, 0x0500, form(code(TEXT)))))
    assert TEXT in words(found)
    assert gaps(found) == ["image_only"]


def test_a_picture_that_goes_on_in_the_next_records_is_put_together():
    body = png(code(TEXT))
    parts = [record(0x4008, 0x8500, struct.pack("<I", len(body)) + body[at : at + 600]) for at in range(0, len(body) - 600, 600)]
    done = sum(600 for _ in parts)
    last = record(0x4008, 0x0500, body[done:])
    assert TEXT in words(seen(*emf(*parts, last, apart=True)))


@pytest.mark.parametrize("small", [False, True], ids=["floats", "words"])
def test_letters_of_a_path_are_looked_at_and_charts_are_not(small):
    assert set(gaps(seen(*emf(string("图"), path(word(), small=small))))) == {"image_only"}
    for chart in (bars(), markers()):
        assert not gaps(seen(*emf(string("图"), path(chart, small=small))))


def test_a_logo_of_one_colour_is_no_gap():
    assert not gaps(seen(*emf(record(0x4008, 0x0500, png(Image.new("RGB", (64, 64), "navy"))))))


def relative(points):
    """Points as steps of seven bits where they are small, else of fifteen ([MS-EMFPLUS] 2.2.2.35)."""
    out, here = b"", (0, 0)
    for point in points:
        for old, new in zip(here, point, strict=True):
            step = new - old
            out += bytes([step & 0x7F]) if -64 <= step < 64 else struct.pack(">H", 0x8000 | step & 0x7FFF)
        here = point
    return out


def polygon(points, flags=0):
    raw = relative(points) if flags & 0x0800 else b"".join(struct.pack("<ff", *p) for p in points)
    return record(0x400C, flags, struct.pack("<II", 0, len(points)) + raw)


def whole(polygons, by=1):
    return [[(int(x) * by, int(y) * by) for x, y in one] for one in polygons]


def curved(polygons):
    """A path whose sides are curves with their controls on the side."""
    points, types = [], b""
    for one in polygons:
        points.append(one[0])
        types += b"\x00"
        for last in one[1:]:
            points += [points[-1], last, last]
            types += b"\x03\x03\x03"
        types = types[:-1] + b"\x83"
    raw = b"".join(struct.pack("<ff", *p) for p in points)
    return record(0x4008, 0x0300, struct.pack("<III", 0xDBC01002, len(points), 0) + raw + types) + record(0x4014, 0, bytes(4))


HALF = struct.pack("<6f", 0.5, 0, 0, 0.5, 0, 0)
FORMS = {
    "polygons": lambda p: [polygon(one) for one in whole(p)],
    "polygons of steps": lambda p: [polygon(one, 0x0800) for one in whole(p)],
    "curves": lambda p: [curved(whole(p))],
    "a world of its own": lambda p: [record(0x402A, 0, HALF), *(polygon(one) for one in whole(p, 2))],
    "a world times another": lambda p: [record(0x402C, 0, HALF), *(polygon(one) for one in whole(p, 2))],
    "a world after another": lambda p: [record(0x402C, 0x2000, HALF), *(polygon(one) for one in whole(p, 2))],
    "moved": lambda p: [record(0x402D, 0, struct.pack("<ff", 7, 9)), *(polygon(one) for one in whole(p))],
    "made smaller": lambda p: [record(0x402E, 0, struct.pack("<ff", 0.5, 0.5)), *(polygon(one) for one in whole(p, 2))],
    "and back": lambda p: [
        record(0x402E, 0, struct.pack("<ff", 9, 9)),
        record(0x402B, 0, b""),
        *(polygon(one) for one in whole(p)),
    ],
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_letters_are_looked_at_however_they_are_placed_and_charts_are_not(form):
    assert set(gaps(seen(*emf(string("图"), *FORMS[form](word()))))) == {"image_only"}
    assert not gaps(seen(*emf(string("图"), *FORMS[form](bars()))))


def test_an_object_that_never_ends_is_told_as_far_as_it_goes():
    body = png(code(TEXT))
    found = seen(*emf(record(0x4008, 0x8500, struct.pack("<I", len(body) + 1) + body)))
    assert TEXT in words(found)


def test_pixels_of_a_form_nobody_draws_are_a_gap():
    body = struct.pack("<IIiiiII", 0xDBC01002, 1, 4, 4, 2, 0x00030101, 0) + bytes(range(8)) * 60
    assert "unsupported" in gaps(seen(*emf(record(0x4008, 0x0500, body))))
