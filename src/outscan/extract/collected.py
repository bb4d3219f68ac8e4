"""What was found beside the words of a document, until it is handed on as segments.

In: texts with the part they stand in, what hides them, and their spot. Out: a segment for each part and kind, in the order in
which the first of it was met; its places are the spots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from outscan.nouns import Struct, field
from outscan.types import NOWHERE, HiddenKind, Part, PlacedText, Segment, Spot, Where, joined

PARTS: Mapping[HiddenKind, Part] = {
    HiddenKind.TRACKED_DELETION: Part.REVISION,
    HiddenKind.ALT_TEXT: Part.IMAGE,
    HiddenKind.DEFINED_NAME: Part.METADATA,
    HiddenKind.FORM_FIELD: Part.METADATA,
}
"""Where a hidden thing stands that no reader knows a better place for; everything else is `hidden`."""


class Collected(Struct):
    """Texts by part and by what hides them (None: nothing does). `parts`: where this reader keeps which hidden things."""

    parts: Mapping[HiddenKind, Part] = field(default_factory=lambda: PARTS)
    texts: dict[tuple[Part, HiddenKind | None], list[PlacedText]] = field(default_factory=dict)

    def hide(self, kind: HiddenKind, at: Spot | str, text: str) -> None:
        """Keep a hidden text in the part where such things stand."""
        self.say(self.parts.get(kind, Part.HIDDEN), kind, at, text)

    def say(self, part: Part, kind: HiddenKind | None, at: Spot | str, text: str) -> None:
        """Keep a text; one without a letter is nothing."""
        if text.strip():
            self.texts.setdefault((part, kind), []).append((at, text))

    def all(self, part: Part, kind: HiddenKind | None, texts: Iterable[PlacedText]) -> None:
        """Keep several."""
        for at, text in texts:
            self.say(part, kind, at, text)

    def pieces(self, where: Where, at: Spot = NOWHERE) -> Iterator[Segment]:
        """Everything, as segments of the member at `where`, each at the spot `at`."""
        for (part, kind), found in self.texts.items():
            text, places = joined(found)
            yield Segment(where.at(part, at), text, places, hidden=kind)
