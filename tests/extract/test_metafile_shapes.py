"""The kind: letters drawn as shapes in an EMF or WMF, by whichever record; a picture of them is looked at, charts are not."""

from __future__ import annotations

import itertools
import struct

import pytest

from drawn import bars, word
from unpacked import gaps, seen, words

IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def record(kind, body=b""):
    body += bytes(-len(body) % 4)
    return struct.pack("<II", kind, 8 + len(body)) + body


def emf(*records):
    head = struct.pack("<II", 1, 108) + bytes(32) + b" EMF" + bytes(64)
    return head + b"".join(records) + struct.pack("<IIIII", 14, 20, 0, 0, 20), "图.emf"


def whole(polygons):
    return [[(int(x), int(y)) for x, y in polygon] for polygon in polygons]


def packed(points, code="i"):
    return struct.pack(f"<{2 * len(points)}{code}", *itertools.chain(*points))


def poly(kind, points):
    return record(kind, bytes(16) + struct.pack("<I", len(points)) + packed(points, "h" if kind >= 85 else "i"))


def many(kind, polygons):
    counts = struct.pack(f"<{len(polygons)}I", *map(len, polygons))
    points = b"".join(packed(one, "h" if kind >= 85 else "i") for one in polygons)
    total = sum(map(len, polygons))
    return record(kind, bytes(16) + struct.pack("<II", len(polygons), total) + counts + points)


def straight(points):
    """A closed polygon as Béziers whose control points lie on it."""
    return [point for first, last in itertools.pairwise([*points, points[0]]) for point in (first, last, last)]


def path(polygons, draw, *, paint=62):
    """Begin, every polygon as `draw` gives it, close, paint."""
    each = b"".join(record(27, packed([one[0]])) + draw(one) + record(61) for one in polygons)
    return [record(59), each, record(60), record(paint, bytes(16))]


def doubled(polygons):
    return [[(2 * x, 2 * y) for x, y in one] for one in polygons]


HALF = struct.pack("<6f", 0.5, 0, 0, 0.5, 0, 0)
FORMS = {
    "polygons": lambda p: [poly(3, one) for one in p],
    "polygons of shorts": lambda p: [poly(86, one) for one in p],
    "several at once": lambda p: [many(8, p)],
    "several of shorts": lambda p: [many(91, p)],
    "lines of a path": lambda p: path(p, lambda one: b"".join(record(54, packed([point])) for point in one[1:])),
    "many lines of a path": lambda p: path(p, lambda one: poly(6, one[1:])),
    "many short lines": lambda p: path(p, lambda one: poly(89, one[1:]), paint=63),
    "curves on": lambda p: path(p, lambda one: poly(5, straight(one))),
    "curves from the first": lambda p: path(p, lambda one: poly(85, [one[0], *straight(one)])),
    "several in a path": lambda p: [record(59), many(8, p), record(60), record(62, bytes(16))],
    "a world half as large": lambda p: [record(35, HALF), *(poly(3, one) for one in doubled(p))],
    "a world made smaller": lambda p: [record(36, HALF + struct.pack("<I", 2)), many(8, doubled(p))],
    "the other way round": lambda p: [record(36, HALF + struct.pack("<I", 3)), many(8, doubled(p))],
    "one that came back": lambda p: [record(33), record(35, HALF), record(34, struct.pack("<i", -1)), many(8, p)],
    "one made plain again": lambda p: [record(35, HALF), record(36, HALF + struct.pack("<I", 1)), many(8, p)],
}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_letters_are_looked_at_by_whichever_record_they_are_drawn(form):
    assert set(gaps(seen(*emf(*FORMS[form](whole(word())))))) == {"image_only"}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_bars_of_a_chart_are_no_letters(form):
    assert not gaps(seen(*emf(*FORMS[form](whole(bars())))))


def short_text(text, options):
    narrow = bool(options & 0x200)
    raw = text.encode("latin-1" if narrow else "utf-16-le")
    return record(
        108, struct.pack("<iiIIIff", 0, 0, len(text), options, 1, 1.0, 1.0) + (b"" if options & 0x100 else bytes(16)) + raw
    )


@pytest.mark.parametrize(
    ("text", "options"), [("机密★10年", 0), ("机密★10年", 0x100), ("SECRET 10", 0x300), ("SECRET 10", 0x200)]
)
def test_short_texts_are_read_with_and_without_their_box(text, options):
    assert text in words(seen(*emf(short_text(text, options))))


def text(body, *, wide=True, options=0, kind=None):
    raw = body.encode("utf-16-le" if wide else "gbk")
    count = len(body) if wide else len(raw)
    head = bytes(28) + struct.pack("<iiIII", 0, 0, count, 76, options) + bytes(20)
    return record(kind or (84 if wide else 83), head + raw)


def test_text_of_one_byte_a_character_is_read_as_the_country_writes_it():
    assert "机密★10年" in words(seen(*emf(text("机密★10年", wide=False))))


def test_several_texts_of_one_record_are_read():
    body = "机密★10年"
    strings = body.encode("utf-16-le") * 2
    one = 40 + 2 * 40
    each = b"".join(struct.pack("<iiIII", 0, 20 * i, len(body), one + i * len(body) * 2, 0) + bytes(20) for i in range(2))
    found = seen(*emf(record(97, bytes(28) + struct.pack("<I", 2) + each + strings)))
    assert words(found).count(body) >= 2


def test_glyphs_by_number_are_a_gap():
    assert gaps(seen(*emf(text("ABCDEFGH", options=0x10)))) == ["garbled"]


def test_a_document_kept_in_a_comment_is_opened():
    inside = b"%PDF-1.4\n%%EOF\n"
    found = seen(*emf(record(70, struct.pack("<I", len(inside) + 4) + b"GDIC" + inside)))
    assert [one.where.member[-1] for one in found if len(one.where.member) > 1 and one.where.part == "name"]


def wmf(*records):
    def made(kind, body):
        return struct.pack("<IH", 3 + len(body) // 2, kind) + body

    return struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 0, 0, 0) + b"".join(made(*one) for one in records) + struct.pack(
        "<IH", 3, 0
    ), "图.wmf"


def turned(points):
    return packed(points, "h")


WMF = {
    "polygons": lambda p: [(0x0324, struct.pack("<H", len(one)) + turned(one)) for one in p],
    "several at once": lambda p: [
        (0x0538, struct.pack(f"<{1 + len(p)}H", len(p), *map(len, p)) + b"".join(turned(one) for one in p))
    ],
}


@pytest.mark.parametrize("form", sorted(WMF))
def test_letters_of_the_old_format_are_looked_at(form):
    assert set(gaps(seen(*wmf(*WMF[form](whole(word())))))) == {"image_only"}
    assert not gaps(seen(*wmf(*WMF[form](whole(bars())))))


def test_text_of_the_old_format_is_read_with_its_place_and_its_box():
    raw = "机密★10年".encode("gbk") + b"\0"
    plain = (0x0521, struct.pack("<H", len(raw) - 1) + raw + struct.pack("<hh", 10, 10))
    boxed = (0x0A32, struct.pack("<hhHH", 30, 10, len(raw) - 1, 0x2) + bytes(8) + raw)
    found = words(
        seen(
            *wmf(
                (0x02FB, struct.pack("<h", -12) + bytes(16)),
                (0x020B, bytes(4)),
                (0x020C, struct.pack("<hh", -100, 100)),
                plain,
                boxed,
            )
        )
    )
    assert found.count("机密★10年") >= 2
