"""Questions about the bytes of a PDF that pass over most of them answer as if they looked at all."""

from __future__ import annotations

import re
import zlib

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outscan.extract.pdf.curves import DRAWN, LEAST, many_drawn
from outscan.extract.pdf.fonts import to_unicode
from outscan.extract.pdf.outside_objects import _between
from outscan.extract.pdf.pictures import _pixels

STREAM = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)


@given(
    st.lists(
        st.sampled_from([b"stream", b"\n", b"\r\n", b"\r", b"end", b"endstream", b" ", b"x", b"%a", b"stream\n"]), max_size=14
    )
)
@example([b"endstream", b"\n"])
def test_what_stands_between_streams(pieces):
    data = b"".join(pieces)
    assert _between(data, 0) == STREAM.sub(b"", data)


@given(st.lists(st.sampled_from([b"1 2 l\n", b"0 c ", b" v\t", b"3 y", b"(a cat) Tj ", b"l l l ", b"9.\rl\r"]), max_size=90))
def test_lines_and_curves_are_counted_only_where_there_may_be_as_many(pieces):
    data = b"".join(pieces)
    assert many_drawn(data) == (len(DRAWN.findall(data)) >= LEAST)


_ONE = st.characters(max_codepoint=0xFFFF, exclude_categories=()) | st.characters(max_codepoint=0x9FFF)
_SAID = st.text(min_size=1, max_size=2) | _ONE


@given(
    st.sampled_from([_SAID, _ONE, st.characters(max_codepoint=0x9FFF)]).flatmap(
        lambda said: st.lists(st.tuples(st.integers(0, 0xFFFF), said), max_size=20, unique_by=lambda pair: pair[0])
    )
)
def test_a_map_is_read_as_utf_16(pairs):
    lines = [f"<{code:04X}> <{text.encode('utf-16-be', 'surrogatepass').hex()}>" for code, text in pairs]
    data = "\n".join(["beginbfchar", *lines, "endbfchar"]).encode()
    assert to_unicode(data) == {c: t.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace") for c, t in pairs}


@pytest.mark.parametrize(("space", "channels"), [("/DeviceRGB", 3), ("/DeviceGray", 1), ("/DeviceCMYK", 4)])
@pytest.mark.parametrize("packed", ["/FlateDecode", None])
def test_pixels_are_those_pikepdf_takes_out(space, channels, packed):
    pdf = pikepdf.new()
    data = bytes(range(200)) * channels
    image = pdf.make_stream(zlib.compress(data) if packed else data)
    image.update({"/Subtype": pikepdf.Name("/Image"), "/Width": 20, "/Height": 10, "/BitsPerComponent": 8})
    image.ColorSpace = pikepdf.Name(space)
    if packed:
        image.Filter = pikepdf.Name(packed)
    theirs, ours = pikepdf.PdfImage(image).as_pil_image(), _pixels(image)
    assert (ours is None) == (channels == 4)
    assert ours is None or (ours.mode, ours.size, ours.tobytes()) == (theirs.mode, theirs.size, theirs.tobytes())
    image.Width = 21  # too few bytes: whoever takes it out says so
    assert _pixels(image) is None
