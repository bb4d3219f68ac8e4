"""Content streams without the glyphs that must go: the operators that show them are written anew, all others stay as they are.

In: an open pikepdf document and the glyphs to drop. Out: the same document changed. What was a word is one gap of one width,
whatever stood there: the widths of single letters would spell it. (ISO 32000-1 §9.4.3 text-showing operators)
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Any

import pikepdf

from outscan.process.pdf import steps
from outscan.process.pdf.shown import Glyph
from outscan.process.pdf.steps import EMPTIED, GAP, Instructions

SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_SPOKEN = ("/ActualText", "/Alt", "/E")
_GONE = object()


def dropped(pdf: pikepdf.Pdf, glyphs: list[Glyph], operators: dict[tuple[str, int], list[list[bytes]]]) -> bool:
    """Drop `glyphs`; False, with nothing changed, where the streams are not what pdfminer walked."""
    by_stream: dict[tuple[str, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_stream[glyph.stream].append(glyph)
    made: list[tuple[Any, bytes]] = []
    for stream, gone in by_stream.items():
        holder = pdf.pages[stream[1]].obj if stream[0] == "page" else pdf.get_object(stream[1], 0)
        source = pikepdf.Page(holder) if stream[0] == "page" else holder
        try:
            instructions: Any = list(pikepdf.parse_content_stream(source))
        except pikepdf.PikepdfError:
            return False
        rewritten = _without(instructions, gone, operators.get(stream, []))
        if rewritten is None:
            return False
        made.append((holder, pikepdf.unparse_content_stream(rewritten)))
    for holder, data in made:
        if isinstance(holder, pikepdf.Stream):
            holder.write(data)
        else:
            holder["/Contents"] = pdf.make_stream(data)
    return True


def _without(instructions: Any, gone: list[Glyph], known: list[list[bytes]]) -> Instructions | None:
    """The instructions without `gone`, None where the operators are not those `known`."""
    by_operator: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in gone:
        by_operator[glyph.operator].append(glyph)
    out: Instructions = []
    number = 0
    for instruction in instructions:
        operands, operator = list(instruction.operands), instruction.operator
        name = str(operator)
        if name in {"BDC", "DP"} and len(operands) == 2 and isinstance(operands[1], pikepdf.Dictionary):  # tag and properties
            for key in _SPOKEN:
                if key in operands[1]:
                    del operands[1][key]
        if name not in SHOWING:
            out.append((operands, operator))
            continue
        items = list(operands[-1]) if name == "TJ" else [operands[-1]]
        strings = [bytes(one) for one in items if isinstance(one, pikepdf.String)]
        if number >= len(known) or strings != known[number]:
            return None
        if number in by_operator:
            out += _before(name, operands)
            left = _items(items, by_operator[number])
            out.append(([pikepdf.Array(left)], pikepdf.Operator("TJ")) if left != [GAP] else EMPTIED)
        else:
            out.append((operands, operator))
        number += 1
    return steps.joined(out)


def _before(name: str, operands: list[Any]) -> Instructions:
    """What the two quotation mark operators do besides showing."""
    if name == "'":
        return [([], pikepdf.Operator("T*"))]
    if name == '"':
        return [([operands[0]], pikepdf.Operator("Tw")), ([operands[1]], pikepdf.Operator("Tc")), ([], pikepdf.Operator("T*"))]
    return []


def _items(items: list[Any], gone: list[Glyph]) -> list[Any]:
    """The items without `gone`; each stretch that went is one number, the same for all, whatever stood there."""
    by_item: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in gone:
        by_item[glyph.item].append(glyph)
    out: list[Any] = []
    for index, item in enumerate(items):
        if index not in by_item:
            out.append(item)
            continue
        data, at = bytes(item), 0
        for glyph in sorted(by_item[index], key=lambda g: g.start):
            if data[at : glyph.start]:
                out.append(pikepdf.String(data[at : glyph.start]))
            out.append(_GONE)
            at = glyph.end
        if data[at:]:
            out.append(pikepdf.String(data[at:]))
    return _rounded(out)


def _rounded(items: list[Any]) -> list[Any]:
    """Numbers that touch a gap were made for the letters beside them: they go into it."""
    out: list[Any] = []
    for is_text, group in groupby(items, key=lambda one: isinstance(one, pikepdf.String)):
        run = list(group)
        out += run if is_text or not any(one is _GONE for one in run) else [GAP]
    return out
