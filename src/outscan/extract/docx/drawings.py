"""Text boxes, watermarks, names and descriptions below the drawings of a story.

In: drawings, pictures, objects. Out: places of their own, one a box, and descriptions as hidden things.
"""

from __future__ import annotations

from collections.abc import Callable

from outscan.extract.docx.fields import alternate
from outscan.extract.docx.names import ALTERNATE, BOX, TEXT_PATH, A, V
from outscan.extract.docx.placed import placed
from outscan.extract.docx.run_buffer import KEPT, filled
from outscan.extract.docx.story_state import StoryState
from outscan.extract.element import Element
from outscan.extract.ooxml import local, paragraph_text, shape_names
from outscan.extract.reading_order import LONGEST, Box
from outscan.nouns import Struct
from outscan.types import SOFT, HiddenKind

_DRAWN = frozenset({"docPr", "cNvPr"})


class Boxes(Struct, frozen=True):
    """Reads drawings into what a story keeps; `blocks` is how the story reads what stands in a box."""

    kept: StoryState
    blocks: Callable[[Element, list[str], int], None]

    def graphic(self, element: Element) -> None:
        """Text boxes, watermarks, names and descriptions below a drawing, picture or object."""
        kept = self.kept
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == BOX:
                self._box(child, painted=filled(element))
            elif tag == ALTERNATE:
                alternate(self.kept, child, self.graphic)
            elif tag == A + "p":
                self._boxed([paragraph_text(child)])
            elif tag == TEXT_PATH:
                kept.places.append((kept.label.then("watermark"), child.get("string", "")))
            else:
                if tag.startswith(V):
                    kept.hide(HiddenKind.ALT_TEXT, SOFT.join(filter(None, (child.get("alt"), child.get("title")))))
                elif local(child) in _DRAWN:
                    kept.hide(HiddenKind.ALT_TEXT, shape_names(child))
                if len(child):
                    self.graphic(child)

    def _box(self, box: Element, *, painted: bool) -> None:
        kept = self.kept
        ground = kept.ground
        kept.ground = None if painted else kept.looks.page
        lines: list[str] = []
        spot, kept.spot = kept.spot, kept.label.then("box", kept.boxes + 1)
        kept.boxes += 1
        self.blocks(box, lines, KEPT)
        kept.boxes -= 1
        self._boxed(lines)
        text = SOFT.join(line for line in lines if line)
        if 0 < len(text.strip()) <= LONGEST and (at := placed(box)) is not None:
            kept.letters.append(Box(*at, text))
        kept.spot, kept.ground = spot, ground

    def _boxed(self, lines: list[str]) -> None:
        """The lines of a text box are read together: 机 over 密 over ★10年 is one mark."""
        kept = self.kept
        text = SOFT.join(line for line in lines if line)
        kept.boxes += 1
        if text.strip():
            kept.places.append((kept.label.then("box", kept.boxes), text))
