"""What a walk through a document keeps besides its text: words and files in attributes, labels of lists, packed pictures.

In: names and attributes of elements. Out: marked words by part and kind, and pieces.
"""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote

from outscan.extract.collected import Collected
from outscan.extract.odf.styles import Styles
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, Spot, Where, unread
from outscan.words.members import called

_ATTRIBUTES = {
    "formula": HiddenKind.FIELD_CODE,
    "condition": HiddenKind.DATA_VALIDATION,
    "current-value": HiddenKind.FORM_FIELD,
    "label": HiddenKind.FORM_FIELD,
    "help": HiddenKind.ALT_TEXT,
    "description": HiddenKind.ALT_TEXT,
    "connection-resource": HiddenKind.EXTERNAL_LINK,
    "author": HiddenKind.PERSON_PROPERTY,
}
_GEOMETRY = frozenset({"equation", "map", "handle", "enhanced-geometry", "sequence"})
"""Elements whose formulas and conditions draw or format; they hold no words."""
TABLE_PARTS = frozenset({"table", "table-row", "table-cell", "covered-table-cell", "table-column"})


class Kept(Struct):
    """Words and pieces beside the text; `styles` and `budget` belong to the walk."""

    where: Where
    styles: Styles
    budget: Budget
    _marked: Collected = field(default_factory=Collected)
    _packed_met: int = 0
    _pieces: list[Piece] = field(default_factory=list)

    def _mark(self, part: Part, kind: HiddenKind | None, at: Spot | str, text: str) -> None:
        self._marked.say(part, kind, at, text)

    def _label(self, name: str, attributes: dict[str, str]) -> None:
        """What a list or note puts before its paragraphs: the words around its figure."""
        figure = attributes.get("start-value", "1") if attributes.get("num-format") else attributes.get("bullet-char", "")
        label = f"{attributes.get('num-prefix', '')}{figure}{attributes.get('num-suffix', '')}"
        if any("\u3400" <= char <= "\u9fff" for char in label):
            self._mark(Part.HIDDEN, HiddenKind.HIDDEN_FORMAT, name, label)

    def _packed(self, text: str) -> None:
        """A picture or object of a document in one file, as base64 (ODF 1.3 part 3, 19.6)."""
        self._packed_met += 1
        inner = self.where.inside(called("picture", n=self._packed_met))
        try:
            data = base64.b64decode(re.sub(r"\s", "", text))
        except (binascii.Error, ValueError):
            self._pieces.append(Gap(inner, GapReason.CORRUPT, unread("base64")))
            return
        self.budget.spend(len(data), len(text))
        self._pieces.append(Blob(inner, data))

    def _hidden_words(self, name: str, attributes: dict[str, str]) -> None:
        """Words in attributes."""
        if "num-prefix" in attributes or "num-suffix" in attributes:
            self._label(name, attributes)
        for key, value in attributes.items():
            if not value.strip():
                continue
            if key == "formula" and name in TABLE_PARTS:
                continue
            if key in _ATTRIBUTES and name not in _GEOMETRY:
                self._mark(Part.HIDDEN, _ATTRIBUTES[key], f"{name}@{key}", value)
            elif key in ("string-value", "string-value-if-true", "string-value-if-false") and name not in TABLE_PARTS:
                self._mark(Part.HIDDEN, HiddenKind.FIELD_CODE, attributes.get("name") or name, value)
            elif key == "href":
                if value[:5].lower() == "data:":  # by itself: whoever looks into texts takes its file out
                    self._pieces.append(Segment(self.where.at(Part.METADATA, f"{name}@href"), value))
                    continue
                plain = unquote(value)
                if not plain.isascii() or plain[:5].lower() == "file:":
                    self._mark(Part.METADATA, HiddenKind.EXTERNAL_LINK, f"{name}@href", plain)
            elif (
                key in ("name", "value", "display-name")
                and not value.isascii()
                and name not in ("table", "style", "user-defined", "master-page", "presentation-page-layout")
            ):
                self._mark(Part.METADATA, HiddenKind.DEFINED_NAME, f"{name}@{key}", value)
