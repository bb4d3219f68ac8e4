"""Marks told in words rather than in a mark's own form: translated into English, stated, handled as, kept in the country.

In: the context of one match. Out: a `Ruling`. What also stands in rules and prose is a mark only where it speaks of this
very paper (本件, this document) or has its line to itself.
"""

from __future__ import annotations

import re

from outscan.confirm.context import Context
from outscan.confirm.ruling import Ruling, glued, mention, no, placed, prose_cell, yes
from outscan.confirm.words import Innocents
from outscan.lazy_regex import lazy
from outscan.types import Confidence, Part, because

_DUTY = lazy(r"应当|按照规定|依法|凡|的规定|的要求|制度|办法|条例|规范|本(?:法|办法|制度|规定|合同|协议)|甲方|乙方|员工|人员")
_OPTION = lazy(
    r"^ ?(?:[/,|、] ?(?:top|most|high|secret|confid|restrict|intern|open|public|unclass|none|[绝机秘]密|内部|公开|非密)"
    r"|or\b|\(?[A-Z]?\)?[□☐])",
    re.IGNORECASE,
)
_ASKED = lazy(r"(?:是否|不|如果?|若|凡|假如|可能|例如|比如|不得|禁止|严禁)[^。;\n]{0,6}$")
_LEGAL = lazy(r"(?i)^\s*(?:law|act|privilege|protection|bureau|regulation)")
_KEY = lazy(r"(?i)^\s?(?:key|token|name|manager|store|string|value|santa|garden|service|ballot|agent)")


_SAYS = lazy(
    r"(?<!如)(?<!若)(?<!凡)(?<!如果)(?<!假如)(?<!假设)(?<!一旦)(?<!确认)(?<!认为)(?<!表示)(?<!说明)(?<!意味着)(?<!即)(?<!指)(?<!表明)"
    r"(?:本|此|该)(?:件|文件?|文档|资料|材料|图件?|图纸|报告|数据|函|稿|邮件|附件|成果|表|册)(?:的?(?:内容|密级))?"
    r"(?:已?被?(?:依法)?(?:定|确定|列|标|划|核定)为|属于?|系|为|是)(?:国家)?$"
)
_ENDS = lazy(r"级?(?:国家秘密|文件|件|资料|材料|信息|级)?\s*(?:[。,;!(]|$|\n|\t|保密期限?)")


_MEETING = lazy(r"(?:会议|所附|随附)(?:材料|资料|文件)(?:均|都)?(?:为|属)$")
_COLLECTED = lazy(r"级?[,，。;；][^。\n]{0,6}(?:会后|阅后|用后|请勿|不得|切勿)")
_GRADED = lazy(
    r"(?:这|本|该|此)(?!办法|规定|目录|条例|法|细则|制度|类)[^。;\n]{0,28}密级(?:已|经)?(?:依法)?(?:是|为|(?:确|核|评"
    r"|划)?定为|系)$"
)
_TERMED = lazy(r"[”\"]?级?[,，(]? ?(?:保密)?(?:期限?)(?:到|至|为|是|:)? ?(?:\d|[一二三五十]|长期)")


def of_itself(context: Context) -> bool:
    """本文件为机密。 这批数据密级是机密,期限到2040年: the paper names its own level, and says no more of it than a term."""
    said = bool(_SAYS.search(context.left)) and bool(_ENDS.match(context.right))
    if _MEETING.search(context.left) and _COLLECTED.match(context.right):
        return True
    return said or (bool(_GRADED.search(context.left)) and bool(_TERMED.match(context.right)))


def handled(context: Context, _: Innocents) -> Ruling:
    """此件按机密件管理: of this very paper, or alone on its line; never as a rule for others."""
    if reason := mention(context):
        return no(reason)
    if re.match("的|等|规定|有关", context.right) or (_DUTY.search(context.left) and not context.match.facts.get("this")):
        return no("mention.rule_of_handling")
    if context.match.facts.get("this") or placed(context, 40, 0.6):
        return yes(Confidence.MEDIUM, because("mark.says_of_itself", words=context.words), "marked_irregular")
    return no("mention.rule_of_handling")


def stated(context: Context, _: Innocents) -> Ruling:
    """本文件涉密: the paper says of itself that it holds a secret."""
    if reason := mention(context):
        return no(reason)
    if re.search(r"是否$|不$|如果?$|若$|凡$|假如$|确认$|可能$", context.left) or re.match("的|时|与否|吗|、", context.right):
        return no("mention.not_of_itself")
    if _DUTY.search(context.left) or _DUTY.match(context.right):
        return no("mention.rule_of_handling")
    return yes(Confidence.MEDIUM, because("mark.says_of_itself", words=context.words), "marked_irregular")


def derived(context: Context, _: Innocents) -> Ruling:
    """这一段是从机密文件里摘的: a piece of the paper is said to be taken out of a secret one."""
    if context.option() or context.introduced() or _ASKED.search(context.left) or _DUTY.search(context.left):
        return no("mention.not_of_itself")
    if re.match("的,?(?:应|须|不得|属)|时[,应]|与否|吗|[?]", context.right):
        return no("mention.rule_of_handling")
    return yes(Confidence.MEDIUM, because("mark.derived", words=context.words), "marked_irregular")


def papers(context: Context, _: Innocents) -> Ruling:
    """密件, 机要件, 涉密资料: named so on a line of its own in the head; with what must be done with it, wherever it stands."""
    if context.quoted() or context.introduced() or prose_cell(context):
        return no("mention.cell_value")
    if context.right.lstrip().startswith(":"):
        return no("mention.field_name")
    if context.match.facts.get("care"):
        return yes(Confidence.MEDIUM, because("mark.placed", words=context.words), "marked_irregular")
    if context.head:
        return yes(Confidence.LOW, because("mark.in_head", words=context.words), "marked_irregular")
    return no("mention.small_heading")


def domestic(context: Context, _: Innocents) -> Ruling:
    """不得携带出境, 只限国内发行: a notice with a line to itself."""
    if reason := mention(context):
        return no(reason)
    if context.part is Part.NAME and not glued(context):
        return yes(Confidence.MEDIUM, because("mark.in_name", words=context.words), "internal")
    if prose_cell(context) or _DUTY.search(context.left):
        return no("mention.prose")
    this = re.search(r"(?:本|此|该)(?:件|文件|资料|材料|图|图件|图纸|书|刊|数据|样品|报告)?[,,]?$", context.left)
    if (placed(context, 40, 0.5) and context.head) or (this and context.short(40, 0.3)):
        return yes(Confidence.MEDIUM, because("mark.placed", words=context.words), "internal")
    return no("mention.prose")


def english(context: Context, _: Innocents) -> Ruling:
    """A mark in English: translated, filled in, with its handling, as a notice, or said of the document itself."""
    if context.quoted() or context.mentioned() or context.option():
        return no("mention.cited")
    if _LEGAL.match(context.right) or _KEY.match(context.right):
        return no("mention.longer_name")
    state = _STATES.get(context.match.rule, "internal")
    return _ENGLISH.get(context.fact("form"), _noticed)(context, context.words, state)


def _filled_in(context: Context, words: str, state: str) -> Ruling:
    apart = prose_cell(context) and "\t" not in context.words and not context.short(60, 0.8)
    if _OPTION.match(context.right) or apart:
        return no("mention.listed")
    if context.words.islower() and not context.alone:
        return no("mention.business")
    return yes(Confidence.HIGH, because("mark.labelled", words=words), state)


def _ticked(_: Context, words: str, state: str) -> Ruling:
    return yes(Confidence.HIGH, because("mark.ticked", words=words), state)


def _translated(context: Context, words: str, state: str) -> Ruling:
    sure = context.fact("position") != "prose" or "★" in context.words
    return yes(Confidence.HIGH if sure else Confidence.MEDIUM, because("mark.translated", words=words), state)


def _said(_: Context, words: str, state: str) -> Ruling:
    return yes(Confidence.MEDIUM, because("mark.says_of_itself", words=words), state)


def _noticed(context: Context, words: str, state: str) -> Ruling:
    if prose_cell(context):
        return no("mention.cell_value")
    if not (context.words.isupper() or context.head):
        return no("mention.prose")
    doubtful = context.fact("form") == "notice-line" and not context.head
    return yes(Confidence.LOW if doubtful else Confidence.MEDIUM, because("mark.placed", words=words), state)


_STATES = {"mark/foreign": "foreign_mark", "mark/business": "commercial", "mark/state-secret": "marked_irregular"}
_ENGLISH = {"ticked": _ticked, "filled-in": _filled_in, "translated": _translated, "said": _said}
