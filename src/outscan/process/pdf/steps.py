"""Steps of the pen between letters that are gone: joined to one, so that nobody counts or measures what stood there.

In: instructions of a content stream, with `EMPTIED` where an operator showed nothing but removed glyphs. Out: the instructions.
(ISO 32000-1 §9.4.2 text-positioning operators)
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pikepdf

Instructions = list[tuple[list[Any], Any]]
GAP = -1000
"""Thousandths of the font size the pen moves on where words were: one em, whatever they were."""
EMPTIED: tuple[list[Any], Any] = ([], None)
_MOVES = frozenset({"Td", "Tm"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_STOPS = frozenset({"BT", "TD", "T*", "Do", "cm", "q", "Q"})
"""What a step is not carried across."""


def joined(instructions: Instructions) -> Instructions:
    """The instructions with emptied operators gone, and the steps before and after each of them as one."""
    out: Instructions = []
    emptied = False
    last = -1
    for one in instructions:
        name = "" if one is EMPTIED else str(one[1])
        if one is EMPTIED:
            emptied = True
            continue
        if emptied and name in _MOVES and last >= 0:
            step = _sum(out[last], one)
            if step is not None:
                del out[last]
                one = step  # noqa: PLW2901 - the step that stands for both
            emptied = False
        elif emptied and name in _SHOWS:
            out.append(([pikepdf.Array([GAP])], pikepdf.Operator("TJ")))
            emptied = False
        elif emptied and name == "ET":
            if last >= 0:
                del out[last]
            emptied = False
        if name in _MOVES:
            last = len(out)
            emptied = False
        elif name in _SHOWS or name in _STOPS or name == "ET":
            last = -1
        out.append(one)
    return out


def _sum(first: tuple[list[Any], Any], second: tuple[list[Any], Any]) -> tuple[list[Any], Any] | None:
    """One operator that moves the pen as `first` and then `second` do."""
    if str(second[1]) == "Tm":
        return second
    x, y = (float(one) for one in second[0])
    if str(first[1]) == "Td":
        a, b = (float(one) for one in first[0])
        return [_number(a + x), _number(b + y)], second[1]
    a, b, c, d, e, f = (float(one) for one in first[0])
    moved = [a, b, c, d, e + x * a + y * c, f + x * b + y * d]
    return [_number(one) for one in moved], first[1]


def _number(figure: float) -> Any:
    return pikepdf.Object.parse(f"{figure:.4f}".encode())


def measures(pdf: pikepdf.Pdf) -> list[int]:
    """For each page, how many neighbouring numbers of TJ arrays and neighbouring steps there are: what could be measured."""
    return [_count(page) for page in pdf.pages]


def _count(page: Any) -> int:
    sources = [page, *_forms(page.obj.get("/Resources"), set())]
    count = 0
    for source in sources:
        try:
            instructions = [(list(one.operands), str(one.operator)) for one in pikepdf.parse_content_stream(source)]
        except pikepdf.PikepdfError:
            continue
        for operands, name in instructions:
            if name == "TJ" and isinstance(operands[0], pikepdf.Array):
                texts = [isinstance(one, pikepdf.String) for one in operands[0]]
                count += sum(not a and not b for a, b in pairwise(texts))
        count += sum(a == b == "Td" for (_, a), (_, b) in pairwise(instructions))
    return count


def _forms(resources: Any, met: set[tuple[int, int]]) -> list[Any]:
    found: list[Any] = []
    things = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    for thing in things.values() if isinstance(things, pikepdf.Dictionary) else ():
        if isinstance(thing, pikepdf.Stream) and str(thing.get("/Subtype")) == "/Form" and thing.objgen not in met:
            met.add(thing.objgen)
            found += [thing, *_forms(thing.get("/Resources"), met)]
    return found
