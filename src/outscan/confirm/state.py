"""State-secret and examination marks: mark or mention, form by form.

In: the context of one match of a level word. Out: a `Ruling`. A star mark with a term in mark position is upheld wherever
it is; a weak form needs a mark position.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from outscan.confirm.context import Context
from outscan.confirm.ruling import HEADING, OWN_PARTS, Ruling, mention, no, prose_cell, yes
from outscan.confirm.words import Innocents
from outscan.late import late
from outscan.types import Confidence, Part, value

_OPTION = late(r"\s*(?:[□☐]|(?:[/、|]|或)\s*(?:绝密|机密|秘密|内部|非密|公开(?!属性|方式|类别)))")


def state_secret(context: Context, innocents: Innocents) -> Ruling:
    """Rule on a level word by the form it stands in."""
    form = context.fact("form")
    return _FORMS.get(form, _bare)(context, innocents)


def _filled(context: Context, _: Innocents) -> Ruling:
    return yes(Confidence.HIGH, f"选项中勾选了{value(context.words)}", "marked_valid")


def _blank(_context: Context, _: Innocents) -> Ruling:
    return no("空白表单中的密级选项，没有勾选")


def _star(context: Context, _: Innocents) -> Ruling:
    stars = int(context.match.facts.get("stars", 1))
    if stars > 3:  # noqa: PLR2004 - four and five stars are a rating
        return no("一串星号是评分，不是国家秘密标志")
    if reason := mention(context):
        return no(reason)
    if context.introduced():
        return no("上一行说明以下是标志的示例")
    period = context.fact("period")
    told = f"，保密期限或条件为{value(period)}" if period else "，没有写期限"
    legal = bool(context.match.facts.get("legal"))
    state = "marked_valid" if legal else "marked_irregular"
    form = "形式合法" if legal else "形式不规范"
    if context.fact("position") == "prose" and not context.match.facts.get("labelled"):
        if context.worded():
            return yes(Confidence.LOW, f"行文中写有完整的标志{value(context.words)}，不在标志位置", state)
        return yes(Confidence.MEDIUM, f"有完整的标志{value(context.words)}，{form}{told}", state)
    return yes(Confidence.HIGH, f"有密级和星号的标志{value(context.words)}，{form}{told}", state)


def _label(context: Context, _: Innocents) -> Ruling:
    if context.match.facts.get("listed"):
        return no("表中逐级列出各密级各一次，是对照表，不是标注")
    if context.enumerated() or _OPTION.match(context.right):
        return no("与其他密级并列，是密级的列举或选项，不是标志")
    if context.quoted():
        return no("在引号或书名号之内，是引用，不是标志")
    if re.match(r"[的地]|级?(?:以上|及以上|以下|的)", context.right):
        return no("行文中提及密级，不是标注")
    return yes(
        Confidence.HIGH, f"密级栏写有{value(context.words)}", "marked_valid" if context.fact("period") else "marked_irregular"
    )


def _irregular(context: Context, innocents: Innocents) -> Ruling:
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.introduced():
        return no("上一行说明以下是标志的示例")
    return yes(Confidence.MEDIUM, f"有密级和期限{value(context.words)}，没有用星号，形式不规范", "marked_irregular")


def _bracket(context: Context, innocents: Innocents) -> Ruling:
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.fact("position") == "prose" and context.part not in OWN_PARTS:
        if context.match.facts.get("state_word") and context.head:
            return yes(Confidence.LOW, f"首部写有{value(context.words)}", "marked_irregular")
        return no("括号里的密级在行文之中，不在标志位置")
    return yes(Confidence.MEDIUM, f"括注的密级{value(context.words)}在标志位置", "marked_irregular")


def _numbered(context: Context, _: Innocents) -> Ruling:
    if context.quoted() or context.enumerated():
        return no("在引用或列举之中，不是编号")
    return yes(Confidence.MEDIUM, f"编号带有密级{value(context.words)}", "marked_irregular")


def _symbol(context: Context, _: Innocents) -> Ruling:
    if context.alone or context.fact("position") in ("start", "name", "header"):
        return yes(Confidence.MEDIUM, f"有表示秘密的符号{value('㊙')}", "marked_irregular")
    return no("符号在行文之中，不在标志位置")


def _property(context: Context, _: Innocents) -> Ruling:
    return yes(Confidence.HIGH, f"文件属性{value(context.fact('name'))}写有{value(context.words)}", "marked_irregular")


def _lone(context: Context, innocents: Innocents) -> Ruling:
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.introduced():
        return no("上一行说明以下是标志的示例")
    if context.stacked():
        return no("上下各行逐一列出密级，是密级的列举或选项，不是标志")
    spaced = context.reading.folded.spaced(context.start, context.end)
    says_more = bool(context.fact("suffix")) or spaced
    told = f"{value(context.words)}单独成行"
    if context.part in OWN_PARTS or (context.head and not prose_cell(context)):
        strong = says_more or context.fact("word") != "秘密"
        return yes(Confidence.HIGH if strong else Confidence.MEDIUM, f"{told}，在标志位置", "marked_irregular")
    if context.fact("suffix") in ("信息", "档案", "数据", "图") and not spaced:
        return no("单独成行但不在首部，像小标题，不在标志位置")
    if context.fact("word") != "秘密" or says_more:
        return yes(Confidence.MEDIUM, told, "marked_irregular")
    if context.head or not prose_cell(context):
        return yes(Confidence.LOW, f"{told}，不在首部或页眉页脚，须人工看一眼", "marked_irregular")
    return no("是表格里的一个值，没有密级栏，不在标志位置")


def _portion(context: Context, innocents: Innocents) -> Ruling:
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.head and context.fact("word") != "秘密":
        return yes(Confidence.LOW, f"段首写有{value(context.words)}", "marked_irregular")
    return no("段首的词后接正文，没有其他标志佐证")


def _edge(context: Context, innocents: Innocents) -> Ruling:
    """A level word at the start or end of a line that says more."""
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.part == Part.NAME and not context.worded():
        return yes(Confidence.MEDIUM, f"文件名带有{value(context.words)}", "marked_irregular")
    if _set_off(context) and context.head and context.last - context.first <= HEADING:
        if context.part in (Part.HEADER, Part.FOOTER):
            return yes(Confidence.MEDIUM, f"页眉或页脚带有{value(context.words)}", "marked_irregular")
        sure = Confidence.LOW if context.fact("word") == "秘密" else Confidence.MEDIUM
        return yes(sure, f"首部一行的边上写有{value(context.words)}", "marked_irregular")
    if _set_off(context) and context.fact("word") != "秘密" and context.short(30, 0.1):
        return yes(Confidence.LOW, f"一行的边上写有{value(context.words)}", "marked_irregular")
    return _bare(context, innocents)


def _set_off(context: Context, ends: str = "[。,;!?]") -> bool:
    """Whether blanks or breaks set the word off on both sides, on a line that is no sentence (none of `ends` inside)."""
    folded = context.reading.folded
    apart = folded.gap_at(context.start) and folded.gap_at(context.end)
    return apart and not context.worded() and not re.search(rf"{ends}(?=\s*\S)", context.left + context.right)


def inside(context: Context, innocents: Innocents) -> str | None:
    """The innocent word the level word is a piece of, as a reason."""
    text = context.reading.folded.text
    word = context.fact("word")
    at = text.find(word, context.start, context.end)
    found = innocents.around(text, at, at + len(word)) if word and at >= 0 else None
    return f"是{value(found)}的一部分，不是密级" if found else None


def _bare(context: Context, innocents: Innocents) -> Ruling:
    """A level word without a mark's form."""
    if reason := inside(context, innocents) or mention(context):
        return no(reason)
    if (
        context.part in (Part.HEADER, Part.FOOTER)
        and not context.worded()
        and context.short(30, 0.1)
        and not re.search("[。,;!?]", context.right)
    ):
        return yes(Confidence.LOW, f"页眉或页脚写有{value(context.words)}", "marked_irregular")
    if context.worded():
        return no("按前后文是普通用语，不是标志")
    spaced = context.reading.folded.spaced(context.start, context.end)
    if spaced and _set_off(context) and context.head and context.fact("word") != "秘密":
        return yes(Confidence.MEDIUM, f"首部有字间留空的{value(context.words)}", "marked_irregular")
    if _set_off(context, "[。,;!]") and context.head and context.fact("word") != "秘密" and context.short(30, 0.1):
        return yes(Confidence.LOW, f"首部一行短字之间写有{value(context.words)}", "marked_irregular")
    return no("在行文之中，不在标志位置")


_FORMS: dict[str, Callable[[Context, Innocents], Ruling]] = {
    "star": _star,
    "filled": _filled,
    "blank": _blank,
    "label": _label,
    "irregular": _irregular,
    "bracket": _bracket,
    "numbered": _numbered,
    "symbol": _symbol,
    "property": _property,
    "lone": _lone,
    "portion": _portion,
    "start": _edge,
    "end": _edge,
    "name": _edge,
}
