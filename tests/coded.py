"""Codes as pictures: words a test can put into a picture and read back without OCR and without a font."""

from __future__ import annotations

import numpy as np
import zxingcpp
from PIL import Image


def code(text: str | bytes, kind: str = "QRCode", scale: int = 4) -> Image.Image:
    """A black-and-white picture of `text` with its quiet zone."""
    made = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    return Image.fromarray(np.array(zxingcpp.write_barcode_to_image(made, scale=scale, add_quiet_zones=True))).convert("L")
