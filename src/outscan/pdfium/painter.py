"""The process that draws pages, with the fonts of this machine.

In: requests on standard input: {"size": bytes of the document} and the document, then {"page", "scale", "forms"} as often as
wanted. Out: for each a line of JSON, and behind {"width", "height", "missing", "fonts"} the pixels, three bytes each.
It reads no document: no word of it goes anywhere but into the picture. It ends with its input.
"""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

import pypdfium2

from outscan.pdfium.fonts import drawing_fonts


def main() -> None:
    """Serve until there are no more requests."""
    missing, found = set[str](), set[str]()
    drawing_fonts(missing, found)
    wanted, given = sys.stdin.buffer, sys.stdout.buffer
    data = b""
    while line := wanted.readline():
        order = json.loads(line)
        if "size" in order:
            data = wanted.read(order["size"])
            continue
        missing.clear()
        found.clear()
        answer, pixels = _drawn(data, order)
        _answer(given, answer | {"missing": sorted(missing), "fonts": sorted(found)}, pixels)


def _drawn(data: bytes, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The page, from a document opened anew: PDFium asks for a font once a document, and each page has its own answer."""
    try:
        with_forms = bool(order["forms"])
        document = pypdfium2.PdfDocument(data)
        if with_forms:
            document.init_forms()
        picture = document[order["page"]].render(scale=order["scale"], may_draw_forms=with_forms).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError) as error:
        return {"failed": type(error).__name__}, b""
    return {"width": picture.width, "height": picture.height}, picture.tobytes()


def _answer(given: BinaryIO, answer: dict[str, Any], pixels: bytes) -> None:
    given.write(json.dumps(answer).encode() + b"\n")
    given.write(pixels)
    given.flush()


if __name__ == "__main__":
    main()
