"""Where a text box stands on its page, as far as the document says.

In: the content of a box. Out: left, top, width and height in EMU, from DrawingML anchors and frames (ECMA-376-1 §20.4.2.3,
§20.1.7.6) or from the style of a VML shape. Offsets are added up as they are written; a group's scale is left out, for
neighbours in it have the same.
"""

from __future__ import annotations

import re

from outscan.extract.docx.names import V
from outscan.extract.element import Element
from outscan.extract.ooxml import local
from outscan.lazy_regex import lazy

_DEEPEST = 12
_UNITS = {"pt": 12700.0, "in": 914400.0, "cm": 360000.0, "mm": 36000.0, "px": 9525.0, "": 1.0}
_STYLE = lazy(r"(?:^|;)\s*(left|top|margin-left|margin-top|width|height)\s*:\s*(-?[\d.]+)(pt|in|cm|mm|px)?", re.IGNORECASE)
Placed = tuple[float, float, float, float]


def placed(box: Element) -> Placed | None:
    """Left, top, width and height of the shape around `box`, None where nothing says them."""
    left = top = width = height = 0.0
    known, at = False, box.getparent()
    for _ in range(_DEEPEST):
        if at is None:
            break
        found = _own(at)
        if found is not None:
            known = True
            left, top = left + found[0], top + found[1]
            width, height = width or found[2], height or found[3]
        at = at.getparent()
    return (left, top, width, height) if known else None


def _own(element: Element) -> Placed | None:
    """What one element says about its own place."""
    name = local(element)
    if name == "anchor":
        offsets = [
            _figure(next((e.text for e in side if local(e) == "posOffset"), None))
            for side in element
            if local(side) in {"positionH", "positionV"}
        ]
        size = next((e for e in element if local(e) == "extent"), None)
        wide, high = (_figure(size.get("cx")), _figure(size.get("cy"))) if size is not None else (0.0, 0.0)
        return (offsets[0], offsets[1], wide, high) if len(offsets) == 2 else None
    if isinstance(element.tag, str) and element.tag.startswith(V) and element.get("style"):
        style = _STYLE.findall(element.get("style"))
        said = {key.lower(): _figure(value) * _UNITS[(unit or "").lower()] for key, value, unit in style}
        if said:
            left, top = (said.get(side, 0.0) + said.get(f"margin-{side}", 0.0) for side in ("left", "top"))
            return left, top, said.get("width", 0.0), said.get("height", 0.0)
    for properties in element if name in {"wsp", "sp"} else ():
        for frame in properties if local(properties) == "spPr" else ():
            if local(frame) == "xfrm":
                sides = {local(e): e for e in frame}
                off, ext = sides.get("off"), sides.get("ext")
                if off is not None and ext is not None:
                    return _figure(off.get("x")), _figure(off.get("y")), _figure(ext.get("cx")), _figure(ext.get("cy"))
    return None


def _figure(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
