"""Text boxes, watermarks, names and descriptions below the drawings of a story.

In: drawings, pictures, objects. Out: places of their own, one a box, and descriptions as hidden things.
"""

from __future__ import annotations

from dataclasses import dataclass

from outscan.extract.docx.beside import Beside
from outscan.extract.docx.line import KEPT, filled
from outscan.extract.docx.names import ALTERNATE, BOX, TEXT_PATH, A, V
from outscan.extract.docx.placed import placed
from outscan.extract.ooxml import Element, local, paragraph_text, shape_names
from outscan.extract.standing import LONGEST, Box
from outscan.types import SOFT, HiddenKind

_DRAWN = frozenset({"docPr", "cNvPr"})


@dataclass(slots=True)
class Boxes(Beside):
    """Reads drawings; what stands in a box is read by the story itself."""

    def blocks(self, parent: Element, sink: list[str] | None, state: int) -> None:
        """Read paragraphs and tables below `parent`: the story knows how."""
        raise NotImplementedError

    def _graphic(self, element: Element) -> None:
        """Text boxes, watermarks, names and descriptions below a drawing, picture or object."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == BOX:
                self._box(child, painted=filled(element))
            elif tag == ALTERNATE:
                self._alternate(child, self._graphic)
            elif tag == A + "p":
                self._boxed([paragraph_text(child)])
            elif tag == TEXT_PATH:
                self.places.append((self.label.then("watermark"), child.get("string", "")))
            else:
                if tag.startswith(V):
                    self.hide(HiddenKind.ALT_TEXT, SOFT.join(filter(None, (child.get("alt"), child.get("title")))))
                elif local(child) in _DRAWN:
                    self.hide(HiddenKind.ALT_TEXT, shape_names(child))
                if len(child):
                    self._graphic(child)

    def _box(self, box: Element, *, painted: bool) -> None:
        ground = self.ground
        self.ground = None if painted else self.looks.page
        lines: list[str] = []
        spot, self.spot = self.spot, self.label.then("box", self.boxes + 1)
        self.boxes += 1
        self.blocks(box, lines, KEPT)
        self.boxes -= 1
        self._boxed(lines)
        text = SOFT.join(line for line in lines if line)
        if 0 < len(text.strip()) <= LONGEST and (at := placed(box)) is not None:
            self.letters.append(Box(*at, text))
        self.spot, self.ground = spot, ground

    def _boxed(self, lines: list[str]) -> None:
        """The lines of a text box are read together: 机 over 密 over ★10年 is one mark."""
        text = SOFT.join(line for line in lines if line)
        self.boxes += 1
        if text.strip():
            self.places.append((self.label.then("box", self.boxes), text))
