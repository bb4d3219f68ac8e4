# ruff: noqa: E501 - markup and streams of a fixture read best on one line
"""The kind: drawings of draw.io, packed or plain, in every file that may carry one."""

from __future__ import annotations

import base64
import html
import io
import json
import zlib
from urllib.parse import quote

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from unpacked import gaps, seen, words


def model(text):
    return f'<mxGraphModel><root><mxCell id="0"/><mxCell id="2" value="{text}" vertex="1" parent="0"/></root></mxGraphModel>'


def plain(text):
    return f'<mxfile host="app"><diagram name="P1">{model(text)}</diagram></mxfile>'


def packed(text):
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = engine.compress(quote(model(text), safe="~()*!.'").encode()) + engine.flush()
    return f'<mxfile host="app"><diagram name="P1">{base64.b64encode(body).decode()}</diagram></mxfile>'


def drawio(drawing):
    return drawing.encode(), "a.drawio"


def svg(drawing):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" content="{html.escape(drawing)}"><rect width="9" height="9"/></svg>'.encode(),
        "a.svg",
    )


def svg_coded(drawing):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" content="{quote(drawing, safe="")}"><rect width="9" height="9"/></svg>'.encode(),
        "a.svg",
    )


def png(drawing, *, zipped=False):
    notes, kept = PngInfo(), io.BytesIO()
    notes.add_text("mxfile", quote(drawing, safe=""), zip=zipped)
    Image.new("RGB", (20, 20), "white").save(kept, "PNG", pnginfo=notes)
    return kept.getvalue(), "a.png"


def png_zipped(drawing):
    return png(drawing, zipped=True)


@pytest.mark.parametrize("carry", [drawio, svg, svg_coded, png, png_zipped], ids=lambda carry: carry.__name__)
@pytest.mark.parametrize("write", [plain, packed], ids=lambda write: write.__name__)
def test_the_words_of_a_drawing_are_read_in_every_carrier(carry, write):
    found = seen(*carry(write("本图定为机密★10年")))
    assert "本图定为机密★10年" in words(found)
    assert not gaps(found)


@pytest.mark.parametrize("body", ["aGVsbG8gd29ybGQgaGVsbG8=", "一张图", ""])
def test_a_page_that_is_not_packed_stays_what_it_is(body):
    found = seen(f'<mxfile><diagram name="P1">{body}</diagram></mxfile>'.encode(), "a.drawio")
    assert body in words(found)
    assert not gaps(found)


def sketch(harm):
    """An Excalidraw drawing in the wrapper of its exports, its stream as `harm` leaves it."""
    noise = [{"x": number * 0.7310585786} for number in range(300)]
    drawing = json.dumps({"elements": [{"type": "text", "text": "机密★10年 某工程"}, *noise]}, ensure_ascii=False)
    stream = harm(zlib.compress(drawing.encode()))
    return json.dumps({"version": "1", "encoding": "bstring", "compressed": True, "encoded": stream.decode("latin-1")})


def in_png(wrapper):
    info = PngInfo()
    info.add_text("application/vnd.excalidraw+json", wrapper)
    out = io.BytesIO()
    Image.new("RGB", (60, 60), "white").save(out, "PNG", pnginfo=info)
    return out.getvalue(), "a.png"


def in_svg(wrapper):
    coded = base64.b64encode(wrapper.encode()).decode()
    source = (
        f"<svg xmlns='http://www.w3.org/2000/svg'><metadata><!-- payload-start -->{coded}<!-- payload-end --></metadata></svg>"
    )
    return source.encode(), "a.svg"


@pytest.mark.parametrize("carried", [in_png, in_svg])
@pytest.mark.parametrize(
    "harm",
    [
        lambda stream: stream[:20] + bytes([stream[20] ^ 255]) + stream[21:],
        lambda stream: b"\x11" + stream[1:],
        lambda stream: stream[: len(stream) // 2],
        lambda stream: stream[:60],
    ],
    ids=["damaged", "head", "half", "beginning"],
)
def test_a_sketch_that_cannot_be_unpacked_whole_is_a_gap(carried, harm):
    assert not gaps(seen(*carried(sketch(lambda stream: stream))))
    assert gaps(seen(*carried(sketch(harm))))


def test_what_of_a_cut_sketch_can_be_unpacked_is_read():
    assert "机密★10年" in words(seen(*in_png(sketch(lambda stream: stream[: len(stream) // 2]))))
