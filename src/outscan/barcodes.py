"""Bar codes and QR codes in a picture: words no eye reads and every telephone does.

In: a picture (Pillow). Out: the texts of the codes on it, and how many codes are there that cannot be decoded. ZXing-C++ decodes
all symbologies in use, offline, a few hundredths of a second a picture (docs/decisions/0019-what-is-drawn.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from outscan.legible import clarity, decode

if TYPE_CHECKING:
    import zxingcpp
    from PIL import Image

LONG = 2600
"""Pixels of the long side a picture is looked at with."""
INVERTED = list(range(255, -1, -1))
SMALL = 21
"""Pixels; the smallest code has as many modules a side."""


def codes(picture: Image.Image) -> tuple[list[str], int]:
    """The texts of the codes on `picture`, each once, and the number of QR codes that are damaged.

    Other symbologies that fail their checksum are not counted: textures look like them.
    """
    if min(picture.size) < SMALL:
        return [], 0
    import zxingcpp

    found = [one for grey in _greys(picture) for one in zxingcpp.read_barcodes(grey, return_errors=True)]
    texts = [_text(one) for one in found if one.valid]
    damaged = 0 if texts else sum(one.format == zxingcpp.BarcodeFormat.QRCode for one in found)
    return list(dict.fromkeys(filter(None, texts))), damaged


def _greys(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture in levels of grey: laid on white, and what is transparent by itself, since dark words may be all there is."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        alpha = whole.getchannel("A")
        if alpha.getextrema() != (255, 255):
            paper = whole.convert("L")
            paper.paste(255, mask=alpha.point(INVERTED))
            yield _small(paper)
            yield _small(alpha)
            return
    yield _small(picture.convert("L"))


def _small(grey: Image.Image) -> Image.Image:
    if max(grey.size) > LONG:
        grey.thumbnail((LONG, LONG))
    return grey


def _text(code: zxingcpp.Barcode) -> str:
    """The text of a code; Chinese makers write GBK without saying so."""
    text = str(code.text)
    if text.isascii():
        return text.strip()
    other = decode(bytes(code.bytes))
    return (other.text if other.sound and clarity(other.text) > clarity(text) else text).strip()
