"""What an OpenDocument drawing draws as curves, and the pictures a flat document carries in its own text.

In: the root of a part. Out: a picture of the curves that stand like letters; a blob for each packed picture or object.
Sources: OpenDocument 1.3 part 3 §10.3.3-10.3.8, §10.6.2 (enhanced path), §10.4.4 (binary data). Formulas of custom shapes
(`?f0`) are not worked out: such a path is no letter.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from outscan.extract.element import Element
from outscan.extract.outlines import IDENTITY, Matrix, Outlines, Pen, svg_path
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Where, unread
from outscan.words.members import called

_LENGTH = re.compile(r"\s*(-?[\d.]+)\s*(cm|mm|in|pt|pc|px)?")
_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96, "": 1.0}
_NUMBER = re.compile(r"-?[\d.]+")
_NOTED = re.compile(r"[NFS](?=[\s\dMLCZ-]|$)")
"""Commands of an enhanced path that only say how it is painted."""


def drawn(where: Where, root: Element, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield what a part of the document draws as curves, and the files packed into its text."""
    outlines = Outlines()
    for element in root.iter("{*}path", "{*}polygon", "{*}polyline", "{*}enhanced-geometry", "{*}binary-data"):
        name = str(element.tag).rpartition("}")[2]
        if name == "binary-data":
            yield from _packed(where, element, budget)
            continue
        if name == "enhanced-geometry":
            path = _own(element, "enhanced-path")
            matrix = _placed(element.getparent(), _own(element, "viewBox"))
            outlines.add(svg_path(_NOTED.sub("", path), matrix) if "?" not in path else [])
        elif name == "path":
            outlines.add(svg_path(_own(element, "d"), _placed(element, _own(element, "viewBox"))))
        else:
            pen, given = Pen(_placed(element, _own(element, "viewBox"))), _numbers(_own(element, "points"))
            pen.polygon(list(zip(given[::2], given[1::2], strict=False)), closed=name == "polygon")
            outlines.add(pen.contours, filled=name == "polygon")
    yield from outlines.blobs(where, budget)


def _packed(where: Where, element: Element, budget: Budget) -> Iterator[Blob | Gap]:
    holder = element.getparent()
    picture = holder is not None and str(holder.tag).endswith(("}image", "}fill-image", "}background-image"))
    inner = where.inside(called("embedded", n=element.sourceline or 0, ending="png" if picture else "bin"))
    solid = "".join((element.text or "").split())
    try:
        data = base64.b64decode(solid)
    except (binascii.Error, ValueError):
        yield Gap(inner, GapReason.CORRUPT, unread("base64"))
        return
    budget.spend(len(data), len(solid))
    if data:
        yield Blob(inner, data, None if picture else HiddenKind.EMBEDDED_FILE)


def _own(element: Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _placed(element: Element, view: str) -> Matrix:
    """The matrix from the space of `view` (x y width height) into the box the element stands in."""
    box = [_length(_own(element, key)) for key in ("x", "y", "width", "height")] if element is not None else [0.0] * 4
    space = (_numbers(view) + [0.0] * 4)[:4]
    if not (space[2] and space[3] and box[2] and box[3]):
        return IDENTITY
    a, d = box[2] / space[2], box[3] / space[3]
    return a, 0.0, 0.0, d, box[0] - a * space[0], box[1] - d * space[1]


def _length(stated: str) -> float:
    found = _LENGTH.match(stated)
    try:
        return float(found[1]) * _UNITS[found[2] or ""] if found else 0.0
    except ValueError:
        return 0.0


def _numbers(stated: str) -> list[float]:
    try:
        return [float(one) for one in _NUMBER.findall(stated)]
    except ValueError:
        return []
