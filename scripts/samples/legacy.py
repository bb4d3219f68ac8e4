"""What only another program can write: binary Office files (LibreOffice), pictures of text (Pillow and a Chinese font).

In: a modern file or lines of text. Out: bytes, made once and kept in samples/; RuntimeError says what is missing.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "C:/Windows/Fonts/simsun.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)


def converted(data: bytes, ending: str, to: str) -> bytes:
    """`data` as LibreOffice saves it in the format `to`."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice is not here; the kept input stays as it is")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"a.{ending}")
        source.write_bytes(data)
        subprocess.run(
            [
                office,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                folder,
                source,
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return Path(folder, f"a.{to}").read_bytes()


def _drawn(lines: tuple[str, ...]) -> Image.Image:
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - most cases need no picture

    font = next((f for f in _FONTS if Path(f).exists()), None)
    if font is None:
        raise RuntimeError("no Chinese font is here; the kept input stays as it is")
    page = Image.new("L", (1000, 60 + 62 * len(lines)), 255)
    pen, letters = ImageDraw.Draw(page), ImageFont.truetype(font, 30)
    for number, line in enumerate(lines):
        pen.text((60, 40 + 62 * number), line, font=letters, fill=20)
    return page


def picture(*lines: str) -> bytes:
    """A PNG of `lines`, as a scanner would deliver them."""
    out = io.BytesIO()
    _drawn(lines).save(out, "PNG", optimize=True)
    return out.getvalue()


def pictured_pdf(*lines: str) -> bytes:
    """A PDF whose only page is a picture of `lines`."""
    out = io.BytesIO()
    _drawn(lines).convert("1").save(out, "PDF", resolution=110)
    return out.getvalue()
