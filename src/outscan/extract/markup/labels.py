"""What the names of elements and attributes say of the figures they hold: `<面积 单位="平方公里">31.6</面积>`.

In: names, attributes and the text of an element. Out: the text with its label and unit, as a person would write it. Names in
letters of ASCII are the machinery of a format, unless they name something that is measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_UNIT = re.compile(r"units?|uoms?|unit_?(?:code|of_?measure)?|measure_?unit|计量单位|单位")
_LABEL = re.compile(r"name|label|title|caption|key|field|名称?|项目|字段|标签")
_VALUE = re.compile(r"value|val|v|amount|quantity|数值|值|数量")
_NUMBER = re.compile(r"\s*[-+]?\d[\d,.]*\s*")
_FIGURED = re.compile(r"[^\n]{0,40}\d\s*")
_MEASURED = re.compile(
    r"area|scale|denominator|km2|resolution|accuracy|contour|storage|discharge|reserve|population|capacity|acreage"
)
_HAN = re.compile("[\u3400-\u9fff]")
LONGEST = 24
"""Characters of a unit, and of a name that is a label."""


def unit(attributes: Mapping[str, str]) -> str:
    """The unit an element states in its attributes, "" without one."""
    found = next((value.strip() for name, value in attributes.items() if _UNIT.fullmatch(name)), "")
    return found if len(found) <= LONGEST else ""


def labelled(name: str, text: str, stated: str) -> str:
    """The text of an element without children behind its label, with its unit; as it is where neither says anything."""
    value = text.strip()
    if not value or not (speaks := bool(_HAN.search(name)) or (bool(_NUMBER.fullmatch(text)) and bool(_MEASURED.search(name)))):
        return f"{value} {stated}" if stated and _FIGURED.fullmatch(text) else text
    behind = f" {stated}" if stated and _NUMBER.fullmatch(text) else ""
    return f"{_said(name)}: {value}{behind}" if speaks and len(name) <= LONGEST else text


def measured(attributes: Mapping[str, str]) -> str:
    """What the attributes of one element say together of a figure: `name="面积" value="31.6" unit="平方公里"`; "" for nothing."""
    stated, parts = unit(attributes), []
    label = next((value.strip() for name, value in attributes.items() if _LABEL.fullmatch(name)), "")
    for name, value in attributes.items():
        if not value.strip() or _UNIT.fullmatch(name):
            continue
        if _VALUE.fullmatch(name) and 0 < len(label) <= LONGEST:
            parts.append(f"{label}: {value.strip()}{f' {stated}' if stated and _NUMBER.fullmatch(value) else ''}")
        elif (
            (_HAN.search(name) or _MEASURED.search(name)) and (_NUMBER.fullmatch(value) or ":" in value) and len(name) <= LONGEST
        ):
            parts.append(f"{_said(name)}: {value.strip()}{f' {stated}' if stated and _NUMBER.fullmatch(value) else ''}")
    return "，".join(parts)


def _said(name: str) -> str:
    """A name as words: 面积_平方公里 is 面积（平方公里）."""
    label, _, behind = name.partition("_")
    return f"{label}（{behind}）" if behind and "_" not in behind and _HAN.search(name) else name.replace("_", " ")
