"""Writing that is drawn: letters turned to curves in any format that draws.

In: the shapes a reader meets in a drawing. Out: a picture of those that stand like letters, for the picture reader (and OCR)
to judge like any other, or nothing where only boxes, rules, bars, slices and markers are drawn. Knows no format.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.outlines.letters import MANY, Look, lined, written
from outscan.extract.outlines.paths import ofd_path, svg_path, svg_transform, vml_path
from outscan.extract.outlines.shape import IDENTITY, Contour, Matrix, Pen, Shape, times
from outscan.extract.outlines.strokes import penned
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import NOWHERE, Blob, Gap, GapReason, Spot, Where, unread
from outscan.words.members import called

__all__ = [
    "IDENTITY",
    "Contour",
    "Matrix",
    "Outlines",
    "Pen",
    "Shape",
    "ofd_path",
    "svg_path",
    "svg_transform",
    "times",
    "vml_path",
    "written",
]

WORDLESS = 60
"""Contours; a drawing of as many without a word is asked for strokes that meet in letters and rows of simple figures, too."""


class Outlines(Struct):
    """What one drawing draws as curves."""

    upwards: bool = False
    shapes: list[Shape] = field(default_factory=list)
    count: int = 0
    met: set[Look] | None = None
    """Groups of letters seen before, where several drawings of one document share them."""

    def add(self, contours: list[Contour], *, filled: bool = True, solid: bool = False) -> None:
        """Take over the contours that are painted together."""
        if contours and self.count < 2 * MANY:
            self.count += len(contours)
            self.shapes.append(Shape(contours, filled, solid))

    def blobs(
        self,
        where: Where,
        budget: Budget,
        name: str = "",
        around: Spot = NOWHERE,
        *,
        all_of_it: bool = False,
        wordless: bool = False,
    ) -> Iterator[Blob | Gap]:
        """Yield the picture of what stands like letters, or of everything drawn where that is known to be letters.

        `wordless`: nothing in the drawing is text, so that single strokes may be its words. Long rows of simple figures are a gap
        besides: whoever sees no letter in them has not read them.
        """
        found = self.shapes if all_of_it else written(self.shapes, self.met)
        if not found and wordless and self.count >= WORDLESS:
            found = penned(self.shapes)
            if not found and (found := lined(self.shapes)):
                yield Gap(where, GapReason.IMAGE_ONLY, unread("rows_of_drawn_figures"))
        if not found:
            return
        from outscan.extract.outlines.picture import picture  # noqa: PLC0415 - few documents draw letters, and it draws in pixels

        if data := picture(found, budget, upwards=self.upwards):
            yield Blob(where.inside(name or called("outline", ending="png"), around), data)
