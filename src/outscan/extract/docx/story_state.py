"""What was read of one story, until it is handed on as segments.

In: places, grids and hidden things, each with its spot. Out: `StoryState.pieces`.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.collected import Collected
from outscan.extract.docx.numbers import Numbers
from outscan.extract.docx.visibility import Looks
from outscan.extract.ooxml import marked
from outscan.extract.reading_order import Box, in_reading_order
from outscan.nouns import Struct, field
from outscan.types import NOWHERE, SOFT, HiddenKind, Part, Segment, Spot, Where, grid, joined


class StoryState(Struct):
    """The places of a story, its tables, and what hides in it; `label` begins its spots, `part` is where it sits."""

    looks: Looks
    part: Part
    label: Spot = NOWHERE
    spot: Spot = NOWHERE
    hide_all: HiddenKind | None = None
    places: list[tuple[Spot, str]] = field(default_factory=list)
    tables: list[tuple[Spot, Spot, list[tuple[int, int, str]]]] = field(default_factory=list)
    hidden: Collected = field(default_factory=Collected)
    inserted: list[Spot] = field(default_factory=list)
    authors: dict[str, Spot] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)
    ground: str | None = None
    count: int = 0
    boxes: int = 0
    letters: list[Box] = field(default_factory=list)
    merge: str = ""
    """Text of a paragraph that goes on in the next one."""

    def hide(self, kind: HiddenKind, text: str) -> None:
        """Keep a hidden thing at the present spot."""
        self.hidden.hide(kind, self.spot, text)

    def pieces(self, where: Where) -> Iterator[Segment]:
        """Everything read, as segments: the text, its tables, what hides."""
        if self.merge:
            self.places.append((self.spot, self.merge.rstrip(SOFT)))
        self.places += [(self.label.then("box"), line) for line in in_reading_order(self.letters)]
        if any(text for _, text in self.places):
            text, places = joined(self.places)
            yield Segment(where.at(self.part), text, places, self.hide_all)
        for prefix, after, cells in self.tables:
            if any(cell[2] for cell in cells):
                text, places = grid(prefix, cells)
                part = Part.TABLE if self.part is Part.BODY else self.part
                yield Segment(where.at(part, prefix), text, places, self.hide_all, after=after)
        yield from self.hidden.pieces(where)
        if self.inserted:
            text, places = marked(list(dict.fromkeys(self.inserted)))
            yield Segment(where.at(Part.REVISION), text, places, HiddenKind.TRACKED_INSERTION)
