"""State-secret and examination marks: mark or mention, form by form.

In: the context of one match of a level word. Out: a `Ruling`. A star mark with a term in mark position is upheld wherever
it is; a weak form needs a mark position.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from outscan.confirm.context import Context
from outscan.confirm.ruling import HEADING, OWN_PARTS, Ruling, mention, no, prose_cell, yes
from outscan.confirm.worded import derived, english, handled, of_itself, papers, stated
from outscan.confirm.words import Innocents
from outscan.genre import paired
from outscan.lazy_regex import lazy
from outscan.types import Confidence, Part, Reason, because

_DETERMINED = lazy(
    r"(?:附件|附表|附图|本件|此件|该件|这件|本文|此文|本稿|此稿|这份|该份|上述|这一条|该条|本图|该图|本表|该表|本报告|该报告)[^。;!?]{0,24}"
    r"(?<!拟)(?<!建议)(?<!未)(?:定密|定|确定|核定|划定|列)为$"
)
"""What somebody decided of the paper in hand: 附件已按定密责任人意见定为秘密★5年."""
_OPTION = lazy(r"\s*(?:[□☐]|(?:[/、|]|或)\s*(?:绝密|机密|秘密|内部|非密|公开(?!属性|方式|类别)))")


def state_secret(context: Context, innocents: Innocents) -> Ruling:
    """Rule on a level word by the form it stands in."""
    form = context.fact("form")
    return _FORMS.get(form, _bare)(context, innocents)


def _filled(context: Context, _: Innocents) -> Ruling:
    return yes(Confidence.HIGH, because("mark.ticked", words=context.words), "marked_valid")


def _blank(_context: Context, _: Innocents) -> Ruling:
    return no("mention.blank_form")


def _star(context: Context, _: Innocents) -> Ruling:
    stars = int(context.match.facts.get("stars", 1))
    if stars > 3:  # noqa: PLR2004 - four and five stars are a rating
        return no("mention.rating")
    if reason := mention(context):
        return no(reason)
    if context.introduced():
        return no("mention.introduced")
    period = context.fact("period")
    term = because("mark.period", period=period) if period else because("mark.no_period")
    legal = bool(context.match.facts.get("legal"))
    state = "marked_valid" if legal else "marked_irregular"
    form = because("mark.form_legal" if legal else "mark.form_irregular")
    if context.fact("position") == "prose" and not context.match.facts.get("labelled"):
        if context.worded() and not _DETERMINED.search(context.left[-60:]):
            return yes(Confidence.LOW, because("mark.complete_in_prose", words=context.words), state)
        return yes(Confidence.MEDIUM, because("mark.complete", words=context.words, form=form, period=term), state)
    return yes(Confidence.HIGH, because("mark.starred", words=context.words, form=form, period=term), state)


def _label(context: Context, _: Innocents) -> Ruling:
    if context.match.facts.get("listed"):
        return no("mention.key_to_levels")
    if context.enumerated() or _OPTION.match(context.right):
        return no("mention.listed")
    if context.quoted():
        return no("mention.quoted")
    if re.match(r"[的地]|级?(?:以上|及以上|以下|的)", context.right):
        return no("mention.level_spoken_of")
    return yes(
        Confidence.HIGH,
        because("mark.labelled", words=context.words),
        "marked_valid" if context.fact("period") else "marked_irregular",
    )


def _irregular(context: Context, innocents: Innocents) -> Ruling:
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.introduced():
        return no("mention.introduced")
    return yes(Confidence.MEDIUM, because("mark.without_star", words=context.words), "marked_irregular")


def _bracket(context: Context, innocents: Innocents) -> Ruling:
    if context.left[-1:] in tuple("“‘「\"'") and context.right[:1] in tuple("”’」\"'"):
        return no("mention.quoted")  # “〔机密〕”: brackets inside quotation marks are shown, even on a line of their own
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.words[:1] in tuple("《〈") and not (context.alone and context.head):
        return no("mention.title_of_work")
    if context.fact("position") == "prose" and context.part not in OWN_PARTS:
        if context.match.facts.get("termed"):
            return yes(Confidence.LOW, because("mark.complete_in_prose", words=context.words), "marked_irregular")
        if context.match.facts.get("state_word") and context.head:
            return yes(Confidence.LOW, because("mark.in_head", words=context.words), "marked_irregular")
        return no("mention.bracket_in_prose")
    return yes(Confidence.MEDIUM, because("mark.bracket", words=context.words), "marked_irregular")


def _numbered(context: Context, _: Innocents) -> Ruling:
    if context.quoted() or context.enumerated():
        return no("mention.number_listed")
    return yes(Confidence.MEDIUM, because("mark.numbered", words=context.words), "marked_irregular")


def _symbol(context: Context, _: Innocents) -> Ruling:
    if context.alone or context.fact("position") in ("start", "name", "header"):
        return yes(Confidence.MEDIUM, because("mark.symbol", words="㊙"), "marked_irregular")
    return no("mention.symbol_in_prose")


def _property(context: Context, _: Innocents) -> Ruling:
    return yes(Confidence.HIGH, because("mark.property", name=context.fact("name"), words=context.words), "marked_irregular")


_GRADE = lazy(r"级(?!文件|资料|材料|件|图|数据|成果|档案|方案|报告|附件|信息|载体|电|函)[\u4e00-\u9fff]")
"""机密级资质: a grade that something has, no name of a paper."""
_FREED = lazy(r"已解密|\d年(?:\d+月)?解密|已开放|已公开|(?i:declassified in)")
"""A row of a list says of a paper that it is free."""
_PAPERS = ("文件", "资料", "材料")


def _value(context: Context) -> str | None:
    """Why a level that has a cell or a line to itself is a value in a list, None where it is not."""
    text = context.reading.folded.text
    if context.stacked() or (prose_cell(context) and paired(text, context.start)):
        return "mention.stacked"
    if _FREED.search(context.row()):
        return "mention.claim"
    # what a row is for (机密文件): a paper bears its mark in the first row of a table
    below = prose_cell(context) and "\n" in text[: context.first]
    return "mention.cell_value" if below and context.fact("suffix") in _PAPERS else None


def _lone(context: Context, innocents: Innocents) -> Ruling:
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.introduced():
        return no("mention.introduced")
    if value := _value(context):
        return no(value)
    spaced = context.reading.folded.spaced(context.start, context.end)
    says_more = bool(context.fact("suffix")) or spaced
    if context.part in OWN_PARTS or (context.head and not prose_cell(context)):
        strong = says_more or context.fact("word") != "秘密"
        return yes(
            Confidence.HIGH if strong else Confidence.MEDIUM,
            because("mark.alone_placed", words=context.words),
            "marked_irregular",
        )
    if context.match.facts.get("whose") or (context.fact("suffix") in ("信息", "档案", "数据", "图") and not spaced):
        return no("mention.small_heading")
    if context.fact("word") != "秘密" or says_more:
        return yes(Confidence.MEDIUM, because("mark.alone", words=context.words), "marked_irregular")
    if context.head or not prose_cell(context):
        return yes(Confidence.LOW, because("mark.alone_inside", words=context.words), "marked_irregular")
    return no("mention.cell_value")


def _portion(context: Context, innocents: Innocents) -> Ruling:
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.head and context.fact("word") != "秘密":
        return yes(Confidence.LOW, because("mark.opens_paragraph", words=context.words), "marked_irregular")
    return no("mention.portion_alone")


def _letter(context: Context, _: Innocents) -> Ruling:
    """The letter of a level in brackets, which a paragraph of its own begins with."""
    if context.reading.segment.cells is not None or context.quoted() or context.introduced():
        return no("mention.portion_alone")
    return yes(Confidence.MEDIUM, because("mark.opens_paragraph", words=context.words), "marked_irregular")


def _edge(context: Context, innocents: Innocents) -> Ruling:
    """A level word at the start or end of a line that says more."""
    if reason := mention(context) or inside(context, innocents):
        return no(reason)
    if context.part == Part.NAME and not context.worded() and not _GRADE.match(context.right):
        return yes(Confidence.MEDIUM, because("mark.in_name", words=context.words), "marked_irregular")
    if _set_off(context) and context.head and context.last - context.first <= HEADING:
        if context.part in (Part.HEADER, Part.FOOTER):
            return yes(Confidence.MEDIUM, because("mark.header_holds", words=context.words), "marked_irregular")
        sure = Confidence.LOW if context.fact("word") == "秘密" else Confidence.MEDIUM
        return yes(sure, because("mark.edge_of_head", words=context.words), "marked_irregular")
    if _set_off(context) and context.fact("word") != "秘密" and context.short(30, 0.1):
        return yes(Confidence.LOW, because("mark.edge_of_line", words=context.words), "marked_irregular")
    return _bare(context, innocents)


def _set_off(context: Context, ends: str = "[。,;!?]") -> bool:
    """Whether blanks or breaks set the word off on both sides, on a line that is no sentence (none of `ends` inside)."""
    folded = context.reading.folded
    apart = folded.gap_at(context.start) and folded.gap_at(context.end)
    return apart and not context.worded() and not re.search(rf"{ends}(?=\s*\S)", context.left + context.right)


def inside(context: Context, innocents: Innocents) -> Reason | None:
    """The innocent word the level word is a piece of, as a reason."""
    text = context.reading.folded.text
    word = context.fact("word")
    at = text.find(word, context.start, context.end)
    found = innocents.around(text, at, at + len(word)) if word and at >= 0 else None
    return because("mention.inside", word=found) if found else None


def _bare(context: Context, innocents: Innocents) -> Ruling:
    """A level word without a mark's form."""
    if of_itself(context):
        return stated(context, innocents)
    if reason := inside(context, innocents) or mention(context):
        return no(reason)
    if (
        context.part in (Part.HEADER, Part.FOOTER)
        and not context.worded()
        and context.short(30, 0.1)
        and not re.search("[。,;!?]", context.right)
    ):
        return yes(Confidence.LOW, because("mark.header_says", words=context.words), "marked_irregular")
    if context.worded():
        return no("mention.worded")
    spaced = context.reading.folded.spaced(context.start, context.end)
    if spaced and _set_off(context) and context.head and context.fact("word") != "秘密":
        return yes(Confidence.MEDIUM, because("mark.spaced_in_head", words=context.words), "marked_irregular")
    if _set_off(context, "[。,;!]") and context.head and context.fact("word") != "秘密" and context.short(30, 0.1):
        return yes(Confidence.LOW, because("mark.short_in_head", words=context.words), "marked_irregular")
    return no("mention.prose")


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
    "letter": _letter,
    "start": _edge,
    "end": _edge,
    "name": _edge,
    "handled": handled,
    "stated": stated,
    "derived": derived,
    "papers": papers,
    **dict.fromkeys(("translated", "filled-in", "handling", "said"), english),
}
