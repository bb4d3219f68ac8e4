"""What the records of a metafile draw.

In: records, through the readers of the three dialects. Out: `Drawn`: texts in drawing order and by place, bitmaps and files,
outlines.
"""

from __future__ import annotations

import struct

from outscan.extract.layout import Run, laid, scattered, width
from outscan.extract.outlines import Outlines
from outscan.nouns import Struct, field

SIZE = 16.0
"""The size of type where no font was chosen."""


class Drawn(Struct):
    """What the records of a metafile draw."""

    texts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    """Ending and bytes of what is inside: bitmaps, pictures, a document the writing program left."""
    outlines: Outlines = field(default_factory=Outlines)
    numbered: int = 0
    """Characters given as numbers of glyphs."""
    whole: bool = False
    description: str = ""
    size: float = SIZE

    def say(self, text: str, at: tuple[float, float] | None = None) -> None:
        """Take over a text, and where it stands."""
        self.texts.append(text)
        if at is not None and (solid := text.strip("\x00 ")):
            self.runs.append(Run(at[0], at[0] + width(solid, self.size), at[1], self.size, solid))

    def reading(self) -> str:
        """The texts by place, where they are set in pieces; '' where the records say it as it is."""
        return laid(self.runs) if scattered(self.runs) else ""


def bitmap(header: bytes, bits: bytes) -> bytes:
    """A device-independent bitmap as a BMP file ([MS-WMF] 2.2.2.9); b"" where there are no bits."""
    if len(header) < 12 or not bits:
        return b""
    start = 14 + len(header)
    return b"BM" + struct.pack("<IHHI", start + len(bits), 0, 0, start) + header + bits
