"""The outline of a text, one byte a character: whether so many figures, letters or codes stand in a row anywhere.

In: a text, shapes. Out: yes or no. An expression that needs eleven figures in a row tries each figure of a text; in the outline,
where every figure is the same byte, a search for eleven such bytes costs a thirtieth of that. A shape is what every match of an
expression must hold: where none of them stands, the expression need not be asked; where one does, it may still find nothing. The
outlines of the text that was asked about last are kept, because a dozen expressions are asked of it in turn.
"""

from __future__ import annotations

_FIGURES = bytes(
    ord("0") if one in b"0123456789" else ord("-") if one in b" -:,'" else one if one in b".\t\n" else ord("?")
    for one in range(256)
)
"""0 for a figure, - for what parts figures, the point and what parts cells; ? for all else."""
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CODES = bytes(ord("x") if one in _LETTERS or one in b"0123456789+/_-" else ord(".") for one in range(256))
"""x for a letter of base64 in either spelling, which all letters and figures are."""
_HEXES = bytes(ord("x") if one in b"0123456789ABCDEFabcdef :," else ord(".") for one in range(256))
"""x for a figure of base 16 and what parts them."""


class _Outline:
    """The outlines of one text, each made when it is first asked about."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = b""
        self._made: dict[bytes, bytes] = {}

    def by(self, table: bytes) -> bytes:
        """The outline that `table` gives."""
        if (known := self._made.get(table)) is None:
            self._plain = self._plain or self.text.encode("ascii", "replace")
            known = self._made[table] = self._plain.translate(table)
        return known


_LAST = [_Outline("")]


def figured(text: str, *shapes: bytes) -> bool:
    """Whether one of `shapes` stands in the outline of figures of a folded `text`, in which every figure is one of ASCII."""
    made = _of(text).by(_FIGURES)
    return any(shape in made for shape in shapes)


def coded(text: str, length: int) -> bool:
    """Whether so many letters of base64 (letters and figures all are) stand in a row in `text`."""
    return b"x" * length in _of(text).by(_CODES)


def hexed(text: str, length: int) -> bool:
    """Whether so many figures of base 16, or what parts them, stand in a row in `text`."""
    return b"x" * length in _of(text).by(_HEXES)


def _of(text: str) -> _Outline:
    known = _LAST[0]
    if known.text is not text:
        known = _LAST[0] = _Outline(text)
    return known
