"""Drawings that stand in a page: inline SVG, heard by the reader of SVG.

In: the events of the page. Out: one `Svg` for each drawing, whose text the page reads as well.
"""

from __future__ import annotations

from outscan.extract.svg import Svg
from outscan.nouns import Struct, field

MOST = 2000
"""Drawings of one page looked at: icons, for the most part."""


class Drawings(Struct):
    """The drawings of one page."""

    found: list[Svg] = field(default_factory=list)
    _depth: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if self._depth or (tag == "svg" and len(self.found) < MOST):
            if not self._depth:
                self.found.append(Svg())
            self._depth += 1
            self.found[-1].start(tag, {name.rpartition(":")[2].lower(): value or "" for name, value in attributes.items()})

    def end(self) -> None:
        """An element closes."""
        if self._depth:
            self.found[-1].end()
            self._depth -= 1

    def data(self, data: str) -> None:
        """Text."""
        if self._depth:
            self.found[-1].data(data)
