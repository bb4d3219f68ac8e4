"""What drawings say: DrawingML paragraphs, charts, diagrams, names and descriptions of shapes.

In: lxml elements. Out: strings; lines of one text are joined by SOFT.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.extract.element import Element
from outscan.extract.ooxml.xml import local
from outscan.lazy_regex import lazy
from outscan.types import CELL, SOFT

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_A_T, _A_BR, _A_TAB, _A_P = A + "t", A + "br", A + "tab", A + "p"
_M_T = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DEFAULT_NAMES = lazy(
    r"(标题|副标题|文本框|文本占位符|内容占位符|图片占位符|占位符|图片|图像|矩形|圆角矩形|椭圆|直接连接符|直线|直接箭头连接符|箭头|任意多边形|形状|组合|图表|表格|表|对象|"
    r"日期占位符|页脚占位符|灯片编号占位符|幻灯片图像占位符|备注占位符|连接符|肘形连接符|图示|墨迹|批注|自选图形|左大括号|右大括号|右箭头|下箭头|流程图|线条|画布)"
    r"[:： ]?[\d ]*"
)
"""Names the program gives a shape by itself."""


def paragraph_text(paragraph: Element) -> str:
    """The text of one a:p: runs joined, line breaks SOFT."""
    parts: list[str] = []
    for element in paragraph.iter(_A_T, _A_BR, _A_TAB, _M_T):
        if element.tag == _A_BR:
            parts.append(SOFT)
        elif element.tag == _A_TAB:
            parts.append(" ")
        elif element.text:
            parts.append(element.text)
    return "".join(parts)


def paragraphs(root: Element) -> Iterator[str]:
    """The text of each a:p below `root` that has any."""
    for paragraph in root.iter(_A_P):
        if (text := paragraph_text(paragraph)).strip():
            yield text


def chart_lines(root: Element) -> list[str]:
    """The lines of a chart part: its titles and labels, then each distinct cache of names or figures, CELL between values."""
    lines = list(paragraphs(root))
    seen: set[str] = set(lines)
    for cache in root.iter():
        if local(cache) not in {
            "strCache",
            "numCache",
            "multiLvlStrCache",
            "strLit",
            "numLit",
            "lvl",
            "tx",
            "strDim",
            "numDim",
            "dlblRangeCache",
        }:
            continue
        values = [
            e.text
            for e in cache.iter()
            if local(e) in {"v", "pt", "formatCode"} and e.text and e.text.strip() and e.text != "General"
        ]
        line = CELL.join(values)
        if values and line not in seen:
            seen.add(line)
            lines.append(line)
    return lines


def shape_names(element: Element) -> str:
    """What a non-visual properties element says: description, title, and a name a person gave."""
    name = element.get("name", "")
    given = name if re.search(r"[\u2605\u2e80-\uffff]", name) and not _DEFAULT_NAMES.fullmatch(name) else ""
    return SOFT.join(dict.fromkeys(t for t in (element.get("descr", ""), element.get("title", ""), given) if t.strip()))
