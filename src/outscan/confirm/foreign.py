"""Foreign marks, TLP, export control, properties and statements: mark or mention.

In: the context of one match. Out: a `Ruling`.
"""

from __future__ import annotations

import re

from outscan.confirm.context import Context
from outscan.confirm.ruling import Ruling, no, prose_cell, yes
from outscan.confirm.words import Innocents
from outscan.types import Confidence, Part, value

_BARE_FOREIGN = {"SECRET", "GEHEIM", "CUI", "FOUO", "取扱注意", "СЕКРЕТНО"}


def foreign(context: Context, _: Innocents) -> Ruling:
    """Rule on a foreign or international classification mark."""
    words = context.words
    ladder = value(context.fact("ladder"))
    if context.quoted() or context.mentioned():
        return no("在引用或举例之中，不是标志")
    if context.fact("form") == "portion" and "//" not in words:
        return no("段首只有一个字母的括注，没有其他境外标志佐证")
    if "//" in words:
        return yes(Confidence.HIGH, f"有境外密级标志{value(words)}({ladder})", "foreign_mark")
    placed = context.alone or context.part in (Part.NAME, Part.METADATA, Part.HEADER, Part.FOOTER)
    if words in _BARE_FOREIGN:
        placed = placed and not prose_cell(context)
    elif re.match(r"(?i)classification|distribution", words):
        placed = placed or context.fact("position") == "start"
    elif re.match(r"(?i)declassify on|classified by", words):
        placed = context.fact("position") == "start" or context.alone
    else:
        placed = placed or context.short(60, 0.5)
    if placed:
        return yes(Confidence.HIGH, f"有境外密级标志{value(words)}({ladder})", "foreign_mark")
    return no("在行文之中提及境外密级，不是标志")


def tlp(context: Context, _: Innocents) -> Ruling:
    """Rule on a traffic-light mark."""
    if context.quoted() or context.mentioned():
        return no("在引用或说明之中，不是标志")
    green = context.fact("colour") == "GREEN"
    return yes(Confidence.LOW if green else Confidence.HIGH, f"有信息共享标志{value(context.words)}", "foreign_mark")


def export_control(context: Context, _: Innocents) -> Ruling:
    """Rule on an export-control statement or number."""
    if re.fullmatch(r"(?:22|15) CFR .*|(?:EU\)? ?)?2021/821", context.words) and not context.short(60, 0.4):
        if re.search(r"(?i)technical data|controlled|subject to", context.left[-80:] + context.right[:80]):
            return yes(Confidence.MEDIUM, f"有出口管制声明{value(context.words)}", "foreign_mark")
        return no("在行文之中引用出口管制法规")
    return yes(Confidence.MEDIUM, f"有出口管制声明{value(context.words)}", "foreign_mark")


def elements(_context: Context, _: Innocents) -> Ruling:
    """Rule on one filled element of classification; `whole` upholds it where another stands."""
    return no("只有一项定密要素，没有其他标志佐证")


def metadata(context: Context, _: Innocents) -> Ruling:
    """Rule on a label among the properties."""
    return yes(Confidence.HIGH, f"文件属性{value(context.fact('name'))}写有{value(context.words)}", "foreign_mark")


def claim(context: Context, _: Innocents) -> Ruling:
    """Rule on a statement of no or former secret: nothing by itself."""
    return Ruling(dismissed="声明不涉密、已解密或可公开，本身不是疑点", state="declassified_claim", because=context.words)
