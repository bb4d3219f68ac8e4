"""What was found beside the words of a document, until it is handed on as segments.

In: texts with the part they stand in, what hides them, and their spot. Out: a segment for each part and kind, in the order in
which the first of it was met; its places are the spots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from outscan.types import HiddenKind, Part, PlacedText, Segment, Spot, Where, joined

PARTS: Mapping[HiddenKind, Part] = {
    HiddenKind.TRACKED_DELETION: Part.REVISION,
    HiddenKind.ALT_TEXT: Part.IMAGE,
    HiddenKind.DEFINED_NAME: Part.METADATA,
    HiddenKind.FORM_FIELD: Part.METADATA,
}
"""Where a hidden thing stands that no reader knows a better place for; everything else is `hidden`."""


class Collected:
    """Texts by part and by what hides them (None: nothing does)."""

    def __init__(self) -> None:
        self._found: dict[tuple[Part, HiddenKind | None], list[PlacedText]] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def hide(self, kind: HiddenKind, spot: Spot, text: str, part: Part | None = None) -> None:
        """Keep a hidden text; one without a letter is nothing."""
        self.say(part or PARTS.get(kind, Part.HIDDEN), spot, text, kind)

    def say(self, part: Part, spot: Spot, text: str, kind: HiddenKind | None = None) -> None:
        """Keep a text of a part."""
        if text.strip():
            self._found.setdefault((part, kind), []).append((spot, text))

    def extend(self, part: Part, kind: HiddenKind | None, texts: Iterable[PlacedText]) -> None:
        """Keep several, whatever they hold."""
        self._found.setdefault((part, kind), []).extend(texts)

    def pieces(self, where: Where) -> Iterator[Segment]:
        """Everything, as segments of the member at `where`."""
        for (part, kind), found in self._found.items():
            text, places = joined(found)
            yield Segment(where.at(part), text, places, hidden=kind)
