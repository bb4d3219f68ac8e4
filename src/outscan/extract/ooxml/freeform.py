"""Freeform shapes of Office drawings: DrawingML custom geometry and VML paths as outlines.

In: the root of a part. Out: a picture of what stands like letters. Sources: ECMA-376-1 §20.1.9, ECMA-376-4 §14.1.2.19.
Guides and formulas are not worked out: a point that is no number is where the pen stands already.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from outscan.extract.element import Element
from outscan.extract.ooxml.xml import local
from outscan.extract.outlines import IDENTITY, Matrix, Outlines, Pen, vml_path
from outscan.lazy_regex import lazy
from outscan.limits import Budget
from outscan.types import Blob, Gap, Where

SIGNS = (b"custGeom", b"schemas-microsoft-com:vml")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_TURN = math.pi / 180 / 60_000
"""Angles are sixty-thousandths of a degree."""
_SIDE = lazy(r"(left|top|margin-left|margin-top|width|height)\s*:\s*(-?[\d.]+)")


def freeforms(where: Where, root: Element, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield the picture of the freeform shapes of a part that stand like letters."""
    outlines = Outlines()
    for geometry in root.iter(_A + "custGeom"):
        _geometry(geometry, outlines)
    for shape in root.iter(_VML + "shape", _VML + "shapetype", _VML + "polyline"):
        path = shape.get("path") or shape.get("v") or next((p.get("v", "") for p in shape.iter(_VML + "path")), "")
        outlines.add(vml_path(path, _placed(shape)) if path else [])
    yield from outlines.blobs(where, budget)


def _geometry(geometry: Element, outlines: Outlines) -> None:
    frame = geometry.getparent()
    x, y, wide, high = _frame(frame) if frame is not None else (0.0, 0.0, 0.0, 0.0)
    filled = frame is None or not any(local(child) == "noFill" for child in frame)
    for path in geometry.iter(_A + "path"):
        w, h = _number(path.get("w")), _number(path.get("h"))
        matrix: Matrix = (wide / w, 0.0, 0.0, high / h, x, y) if w and h and wide and high else IDENTITY
        pen = Pen(matrix)
        for command in path:
            _draw(pen, command)
        outlines.add(pen.contours, filled=filled and path.get("fill") != "none")


def _frame(properties: Element) -> tuple[float, float, float, float]:
    """Where a shape stands and how large it is."""
    for xfrm in properties.iter(_A + "xfrm"):
        off, ext = xfrm.find(_A + "off"), xfrm.find(_A + "ext")
        if off is not None and ext is not None:
            return _number(off.get("x")), _number(off.get("y")), _number(ext.get("cx")), _number(ext.get("cy"))
    return 0.0, 0.0, 0.0, 0.0


def _draw(pen: Pen, command: Element) -> None:
    points = [(_number(p.get("x"), pen.at[0]), _number(p.get("y"), pen.at[1])) for p in command.iter(_A + "pt")]
    match local(command), points:
        case "moveTo", [point, *_]:
            pen.move(*point)
        case "lnTo", [point, *_]:
            pen.line(*point)
        case "cubicBezTo", [first, second, end, *_]:
            pen.curve(first, second, end)
        case "quadBezTo", [control, end, *_]:
            pen.bend(control, end)
        case "arcTo", _:
            start, swing = _number(command.get("stAng")) * _TURN, _number(command.get("swAng")) * _TURN
            pen.arc(_number(command.get("wR")), _number(command.get("hR")), start, swing)
        case "close", _:
            pen.close()


def _placed(shape: Element) -> Matrix:
    """The matrix of a VML shape: its coordinate space laid into the box its style states."""
    style = dict(_SIDE.findall(shape.get("style", "")))
    wide, high = _pair(shape.get("coordsize"), (1000.0, 1000.0))
    x, y = _pair(shape.get("coordorigin"), (0.0, 0.0))
    across, down = (_number(style.get(k)) or 1000.0 for k in ("width", "height"))
    left = _number(style.get("left")) or _number(style.get("margin-left"))
    top = _number(style.get("top")) or _number(style.get("margin-top"))
    a, d = across / (wide or 1000.0), down / (high or 1000.0)
    return a, 0.0, 0.0, d, left - a * x, top - d * y


def _pair(stated: str | None, default: tuple[float, float]) -> tuple[float, float]:
    parts = (stated or "").split(",")
    return (_number(parts[0]), _number(parts[1])) if len(parts) > 1 else default


def _number(stated: str | None, default: float = 0.0) -> float:
    try:
        return float(stated) if stated else default
    except ValueError:
        return default
