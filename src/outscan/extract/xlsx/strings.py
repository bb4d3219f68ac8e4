"""Shared strings, and what the words of a formula are.

In: XML elements of strings, formula texts. Out: plain strings with `_xHHHH_` escapes undone.
"""

from __future__ import annotations

import re

from outscan.extract.element import Element
from outscan.extract.ooxml import Package
from outscan.types import HARD

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_T, _RPH, _SI = S + "t", S + "rPh", S + "si"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_BETWEEN = re.compile(r'"\s*&\s*"')
_CODE_POINT = re.compile(r"(?:_xlfn\.)?(?:UNICHAR|CHAR)\(\s*(\d{1,7})\s*\)", re.IGNORECASE)


def unescape(text: str) -> str:
    """`text` with the format's own escapes undone (ECMA-376-1 §22.9.2.19)."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def rich(element: Element) -> tuple[str, str]:
    """The text of a string item and the phonetic text above it."""
    if len(element) == 1 and element[0].tag == _T:
        return unescape(element[0].text or ""), ""
    seen: list[str] = []
    above: list[str] = []
    for t in element.iter(_T):
        (above if t.getparent().tag == _RPH else seen).append(t.text or "")
    return unescape("".join(seen)), unescape("".join(above))


def shared(package: Package, names: list[str]) -> tuple[list[str], list[str]]:
    """The shared strings of a workbook and the phonetic texts met among them."""
    strings: list[str] = []
    phonetic: list[str] = []
    for name in names:
        for part in package.named(name):
            root = package.tree(part)
            for item in root.iter(_SI) if root is not None else ():
                text, above = rich(item)
                strings.append(text)
                if above:
                    phonetic.append(above)
    return strings, phonetic


def formula_words(formula: str) -> str:
    """The string literals of a formula: joined where & joins them, else one a line; '' where there are no words."""
    if '"' not in formula and "CHAR(" not in formula.upper():
        return ""
    formula = _CODE_POINT.sub(lambda m: f'"{_character(int(m[1]))}"', formula)
    literals = [found.replace('""', '"') for found in _LITERAL.findall(_BETWEEN.sub("", formula))]
    return HARD.join(dict.fromkeys(text for text in literals if any(c.isalpha() or c == "★" for c in text)))


def _character(point: int) -> str:
    return chr(point) if 0 < point < 0x110000 and not 0xD800 <= point < 0xE000 else ""
