"""ToUnicode maps PDFium would not read: ranges that go over the border of a low byte.

In: a pikepdf document. Out: whether maps were written anew, so that PDFium is given what they mean. PDFium drops the whole block
such a range stands in (ISO 32000-1, 9.10.3 forbids it; producers write it, and other readers read it).
"""

from __future__ import annotations

import re

import pikepdf

from outscan.extract.pdf.fonts import to_unicode
from outscan.extract.pdf.streams import inflated
from outscan.limits import Budget

RANGE = re.compile(rb"<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{2,8})>\s*[<\[]")
BLOCK = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
SPACE = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
AT_ONCE = 100
"""Lines of one block (ISO 32000-1, 9.7.5.4)."""


def mended(pdf: pikepdf.Pdf, budget: Budget) -> bool:
    """Write those maps of `pdf` anew, code by code; whether there were any."""
    found = False
    for number, thing in enumerate(pdf.objects):
        if number % 1024 == 0:
            budget.tick()
        if not isinstance(thing, pikepdf.Dictionary) or "/ToUnicode" not in thing:
            continue
        stream = thing.get("/ToUnicode")
        if isinstance(stream, pikepdf.Stream):
            try:
                data = inflated(stream, budget)
            except pikepdf.PikepdfError:  # its font's own reading tells of it
                continue
            if _crosses(data):
                stream.write(_written(data))
                found = True
    return found


def _crosses(data: bytes) -> bool:
    return any(
        first[:-2].lower() != last[:-2].lower()
        for block in BLOCK.findall(data)
        for first, last in RANGE.findall(block)
        if len(first) == len(last)
    )


def _written(data: bytes) -> bytes:
    space = SPACE.search(data)
    width = max((len(one) for one in re.findall(rb"<([0-9A-Fa-f]+)>", space[1] if space else b"<ffff>")), default=4)
    lines = [
        f"<{code:0{width}x}> <{text.encode('utf-16-be', 'surrogatepass').hex()}>"
        for code, text in to_unicode(data).items()
        if text
    ]
    blocks = [lines[at : at + AT_ONCE] for at in range(0, len(lines), AT_ONCE)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n"
        + (space[1].strip() if space else b"<0000> <FFFF>")
        + b"\nendcodespacerange\n"
        + body.encode()
        + b"\nendcmap\nend\nend\n"
    )
