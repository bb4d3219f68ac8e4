"""The numbers Word counts before paragraphs: 一、 1.2 (三) 第四条, which stand in no text node.

In: the numbering part, the styles, and paragraph properties in reading order. Out: the label of each paragraph.
Sources: ECMA-376-1 §17.9 (numbering), §17.18.59 (ST_NumberFormat). Deliberately draws no bullets: they say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from outscan.extract.docx.names import PPR, VAL, W
from outscan.extract.element import Element
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field

_NUM_PR, _NUM_ID, _LEVEL, _STYLE, _BASED = W + "numPr", W + "numId", W + "ilvl", W + "pStyle", W + "basedOn"
_DIGITS, _UNITS = "〇一二三四五六七八九", ("", "十", "百", "千")
_LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
          (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 9999
_SLOT = lazy(r"%([1-9])")
_LEVELS = 9


def _counted(number: int) -> str:
    """一, 十, 十二, 二十一, 一百零三."""
    text, zero = "", False
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + _UNITS[place]
        zero = bool(text) and not digit
    return text.removeprefix("一") if text.startswith("一十") else text or _DIGITS[0]


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(c)] for c in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letters(number: int) -> str:
    """The letter of the place (a … z, aa, bb), repeated for every round of the alphabet."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in str(number))


def _from(table: str) -> Callable[[int], str]:
    return lambda number: table[(number - 1) % len(table)] if number > 0 else ""


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02d}",
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": lambda n: _counted(n).translate(_LEGAL),
    "ideographLegalTraditional": lambda n: _counted(n).translate(_LEGAL),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "none": lambda _: "",
}
"""Formats not listed here are shown as plain figures."""


class _Level(Struct, frozen=True):
    start: int = 1
    form: str = "decimal"
    text: str = ""


class Numbers(Struct):
    """The lists of a document while it is read from its beginning."""

    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    styles: Mapping[str, Element] = field(default_factory=dict)
    """All styles by name; whether one is numbered is looked up when a paragraph has it."""
    _numbered: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    _at: dict[str, list[int]] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None, styles: Mapping[str, Element]) -> Numbers:
        """The lists of a numbering part (None: there is none), and which styles are numbered by them."""
        numbers = cls(styles=styles)
        if root is None:
            return numbers
        abstract = {a.get(W + "abstractNumId", ""): _levels(a) for a in root.iter(W + "abstractNum")}
        for num in root.iter(W + "num"):
            below = num.find(W + "abstractNumId")
            key = below.get(VAL, "") if below is not None else ""
            levels = dict(abstract.get(key, {}))
            own = False
            for override in num.iter(W + "lvlOverride"):
                level, start = _figure(override.get(W + "ilvl")), override.find(W + "startOverride")
                levels.update(_levels(override))
                if start is not None:
                    was = levels.get(level, _Level())
                    levels[level], own = _Level(_figure(start.get(VAL)), was.form, was.text), True
            number = num.get(W + "numId", "")
            numbers.lists[number] = (f"num {number}" if own else key, levels)
        return numbers

    def label(self, properties: Element | None) -> str:
        """The label of the paragraph with these properties, '' where it has none; counts it."""
        if not self.lists or properties is None:
            return ""
        number, level = "", -1
        if (style := next(properties.iterchildren(_STYLE), None)) is not None:
            number, level = self._style(style.get(VAL, "")) or ("", -1)
        own = properties.find(_NUM_PR)
        if own is not None:
            for child in own:
                if child.tag == _NUM_ID:
                    number = child.get(VAL, "")
                elif child.tag == _LEVEL:
                    level = _figure(child.get(VAL))
        if number not in self.lists or number == "0":
            return ""
        return self._count(*self.lists[number], min(max(level, 0), _LEVELS - 1))

    def _style(self, name: str) -> tuple[str, int] | None:
        """List and level of a paragraph style, None where it has none."""
        if name not in self._numbered:
            self._numbered[name] = _styled(name, self.styles)
        return self._numbered[name]

    def _count(self, key: str, levels: Mapping[int, _Level], level: int) -> str:
        at = self._at.setdefault(key, [levels.get(i, _Level()).start - 1 for i in range(_LEVELS)])
        at[level] += 1
        for below in range(level + 1, _LEVELS):
            at[below] = levels.get(below, _Level()).start - 1
        for above in range(level):  # a list that begins at a lower level counts its upper ones as begun
            at[above] = max(at[above], levels.get(above, _Level()).start)
        shown = levels.get(level)
        if shown is None or shown.form == "bullet":
            return ""
        return _SLOT.sub(lambda m: _figured(at[int(m[1]) - 1], levels.get(int(m[1]) - 1, _Level()).form), shown.text)


def _figured(number: int, form: str) -> str:
    return _FORMATS.get(form, str)(number) if 0 <= number <= _MOST else str(number)


def _figure(text: str | None) -> int:
    return min(int(text), _MOST) if text and text.isdecimal() else 0


def _levels(parent: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in parent.iter(W + "lvl"):
        values = {name: level.find(W + name) for name in ("start", "numFmt", "lvlText")}
        start, form, text = (v.get(VAL, "") if v is not None else "" for v in values.values())
        found[_figure(level.get(W + "ilvl"))] = _Level(_figure(start) if start else 1, form or "decimal", text)
    return found


def _styled(name: str, styles: Mapping[str, Element]) -> tuple[str, int] | None:
    """List and level of a paragraph style, its ancestors' where it has none of its own."""
    met: set[str] = set()
    level = -1
    while name in styles and name not in met:
        met.add(name)
        style = styles[name]
        own = next((own for properties in style.iterchildren(PPR) for own in properties.iterchildren(_NUM_PR)), None)
        if own is not None:
            number, deep = own.find(_NUM_ID), own.find(_LEVEL)
            level = _figure(deep.get(VAL)) if deep is not None and level < 0 else level
            if number is not None:
                return number.get(VAL, ""), max(level, 0)
        based = next(style.iterchildren(_BASED), None)
        name = based.get(VAL, "") if based is not None else ""
    return None
