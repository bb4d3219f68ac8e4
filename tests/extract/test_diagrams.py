# ruff: noqa: E501 - markup and streams of a fixture read best on one line
"""The kind: drawings of draw.io, packed or plain, in every file that may carry one."""

from __future__ import annotations

import base64
import html
import io
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
