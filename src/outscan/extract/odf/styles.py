"""Which styles hide what they are applied to.

In: roots with `style:style` elements. Out: how a named style hides text, a sheet or a slide, its parents included.
"""

from __future__ import annotations

import re
from typing import Any

from outscan.extract.element import Element
from outscan.extract.sight import WHITE, hexed, unseen
from outscan.types import HiddenKind

_LONGEST_CHAIN = 20


class Styles:
    """The styles of a document by name."""

    def __init__(self, roots: list[Any]) -> None:
        self._own: dict[str, dict[str, str]] = {}
        self._parents: dict[str, str] = {}
        for root in roots:
            for style in root.iter("{*}style"):
                name = _attribute(style, "name")
                values = self._own.setdefault(name, {})
                for element in style:
                    if isinstance(element.tag, str):
                        values.update(
                            {
                                f"{element.tag.rpartition('}')[2]}/{key.rpartition('}')[2]}": value
                                for key, value in element.attrib.items()
                            }
                        )
                self._parents.setdefault(name, _attribute(style, "parent-style-name"))

    def value(self, name: str, key: str) -> str:
        """A property of a style (`text-properties/color`), its own or its parents'; "" where none sets it."""
        for _ in range(_LONGEST_CHAIN):
            if not name:
                break
            if key in self._own.get(name, {}):
                return self._own[name][key]
            name = self._parents.get(name, "")
        return ""

    def hides(self, name: str) -> HiddenKind | None:
        """How a text style hides its text, None where it does not."""
        if not name:
            return None
        if self.value(name, "text-properties/display") == "none":
            return HiddenKind.HIDDEN_TEXT
        size = re.match(r"(\d+(?:\.\d+)?)pt", self.value(name, "text-properties/font-size"))
        ground = self.value(name, "text-properties/background-color") or self.value(name, "paragraph-properties/background-color")
        return unseen(
            float(size.group(1)) if size else 0.0,
            hexed(self.value(name, "text-properties/color")),
            WHITE if ground in {"", "transparent"} else hexed(ground),
        )

    def hidden_sheet(self, name: str) -> bool:
        """Whether a table style keeps its sheet out of sight."""
        return self.value(name, "table-properties/display") == "false"

    def hidden_slide(self, name: str) -> bool:
        """Whether a page style leaves its slide out of the show."""
        return self.value(name, "drawing-page-properties/visibility") == "hidden"


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
