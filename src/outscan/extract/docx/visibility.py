"""Whether a run can be seen: hidden, the colour of its ground, or too small to read.

In: the styles part and the properties of runs. Out: the `HiddenKind` of a run, None where it is seen.
"""

from __future__ import annotations

from functools import lru_cache

from outscan.extract.docx.names import PPR, RPR, VAL, W14, W
from outscan.extract.element import Element
from outscan.extract.sight import hexed, tiny, unseen
from outscan.nouns import Struct, field, replace
from outscan.types import HiddenKind

_WHITE = "FFFFFF"
_THEME = {
    "background1": _WHITE,
    "bg1": _WHITE,
    "light1": _WHITE,
    "lt1": _WHITE,
    "text1": "000000",
    "dark1": "000000",
    "dk1": "000000",
}
_HIGHLIGHT = {"white": _WHITE, "black": "000000", "yellow": "FFFF00", "none": ""}
_VANISH, _COLOR, _SIZE, _SHADE, _HIGH, _FILL = W + "vanish", W + "color", W + "sz", W + "shd", W + "highlight", W14 + "textFill"
_RSTYLE, _PSTYLE = W + "rStyle", W + "pStyle"
_OFF = frozenset({"0", "false", "off"})


class Look(Struct, frozen=True):
    """What decides whether a run is seen: hidden, its colour and ground (hex, '' for none), its size in half-points."""

    vanish: bool = False
    color: str = ""
    ground: str = ""
    size: int = 0


class Looks(Struct):
    """The styles of a document, resolved on demand."""

    styles: dict[str, Element] = field(default_factory=dict)
    default: Look = field(default_factory=Look)
    page: str = _WHITE
    _known: dict[str, Look] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Looks:
        """The looks of a styles part; plain ones where there is none."""
        looks = cls()
        if root is None:
            return looks
        for style in root.iter(W + "style"):
            looks.styles[style.get(W + "styleId", "")] = style
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{RPR}")
        if defaults is not None:
            looks.default = looks.apply(Look(), defaults)
        standard = next(
            (key for key, s in looks.styles.items() if s.get(W + "type") == "paragraph" and s.get(W + "default") == "1"), ""
        )
        looks.default = looks.style(standard)
        return looks

    def style(self, name: str) -> Look:
        """The look a style gives, its ancestors' included."""
        if name in self._known:
            return self._known[name]
        chain: list[Element] = []
        at = name
        while at in self.styles and self.styles[at] not in chain:
            chain.append(self.styles[at])
            based = self.styles[at].find(W + "basedOn")
            at = based.get(VAL, "") if based is not None else ""
        look = self.default
        for style in reversed(chain):
            for path in (RPR, PPR):
                properties = style.find(path)
                if properties is not None:
                    look = self.apply(look, properties)
        self._known[name] = look
        return look

    def paragraph(self, properties: Element | None) -> Look:
        """The look runs of a paragraph begin with."""
        if properties is None:
            return self.default
        style = properties.find(_PSTYLE)
        look = self.style(style.get(VAL, "")) if style is not None else self.default
        shade = properties.find(_SHADE)
        return look if shade is None else replace(look, ground=_shade(shade) or look.ground)

    def apply(self, look: Look, properties: Element) -> Look:
        """`look` as direct or style properties change it."""
        vanish, color, ground, size = look.vanish, look.color, look.ground, look.size
        for child in properties:
            tag = child.tag
            if tag == _VANISH:
                vanish = child.get(VAL, "1") not in _OFF
            elif tag == _COLOR:
                color = _color(child)
            elif tag == _SIZE:
                size = _figure(child.get(VAL, ""))
            elif tag == _SHADE:
                ground = _shade(child) or ground
            elif tag == _HIGH:
                ground = _HIGHLIGHT.get(child.get(VAL, ""), "808080")
            elif tag == _FILL and any(isinstance(c.tag, str) and c.tag == W14 + "noFill" for c in child):
                color = "transparent"
            elif tag == _RSTYLE and (style := self.style(child.get(VAL, ""))) is not self.default:
                vanish, color = vanish or style.vanish, style.color or color
                ground, size = style.ground or ground, style.size or size
        if (vanish, color, ground, size) == (look.vanish, look.color, look.ground, look.size):
            return look
        return Look(vanish, color, ground, size)

    def hidden(self, look: Look, ground: str | None) -> HiddenKind | None:
        """How a run of `look` is hidden on `ground`: None where it is seen. On an unknown ground (None) colour says nothing."""
        if not (look.color or look.vanish or look.size):
            return None
        return HiddenKind.HIDDEN_TEXT if look.vanish else _unseen(look.size, look.color, look.ground or ground or "")


@lru_cache(maxsize=1024)
def _unseen(size: int, color: str, ground: str) -> HiddenKind | None:
    """How letters of a size in half-points and a colour hide on a ground; a document has few of each."""
    if color == "transparent" and not tiny(size / 2):
        return HiddenKind.WHITE_TEXT
    return unseen(size / 2, hexed(color), hexed(ground))


def _figure(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _color(element: Element) -> str:
    value = str(element.get(VAL, ""))
    if value in {"", "auto"}:
        return _THEME.get(element.get(W + "themeColor", ""), "")
    return value


def _shade(element: Element) -> str:
    """The ground a w:shd paints: its fill, or its pattern's colour where the pattern covers all."""
    if element.get(VAL) == "solid":
        return str(element.get(W + "color", "")).replace("auto", "000000")
    fill = str(element.get(W + "fill", ""))
    return "" if fill in {"", "auto"} else fill
