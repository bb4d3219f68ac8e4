"""Internal, work-secret and commercial marks: mark or mention.

In: the context of one match. Out: a `Ruling`. A phrase that everyday prose uses too (不得外传, 商业秘密) is a mark only where
marks stand.
"""

from __future__ import annotations

import re

from outscan.confirm.context import Context
from outscan.confirm.ruling import HEADING, OWN_PARTS, Ruling, glued, listed, no, placed, prose_cell, yes
from outscan.confirm.words import Innocents
from outscan.lazy_regex import lazy
from outscan.types import Confidence, Part, because

_STRONG_INTERNAL = lazy(
    r"内部(?:资料|文件|材料|刊物|参考|使用|传阅|掌握|事项|敏感|限阅|发行|专用|讨论稿|学习资料|学习材料|交流资料|交流材料|工作资料|工作文件|机密|绝密|秘密|明电|件|图纸|阅)"
)
_GUARD = lazy(r"注意保|妥善保|不得|请勿|严禁|禁止|切勿|不准|不许|勿|收回|交回|退回|销毁|不予公开|不宜公开|不公开|不对外")
_LEAK = lazy(r"外传|扩散|外泄|对外|向外|泄露|上网|流传|散发|带出|带离|收回|交回|退回|销毁|不予公开|不宜公开|保密")
_WITH_TERM = lazy(r"\d+(?:年|个?月|日|天)|长期|公布前|[一二三四五六七八九十]年|[▲△■●◆★☆]")
_BARE_BUSINESS = lazy(
    r"(?i)^(?:confidential|proprietary|trade secrets?|proprietary information|do not (?:distribute|circulate))$"
)
_OF_ART = lazy(r"(?i)[ _-]?(?:computing|containers?|ledgers?|transactions|clusters?|inference|virtual machines?|vms?)(?![a-z])")
"""Confidential computing is a technique."""
OWNED = 120
"""A line that says whose trade secret it is may be so long."""
_TERM_BEHIND = lazy(
    r"\s*[(（·,，;；|/]?\s*(?:[一二三四五六七八九十\d]{1,3}年|长期|保密期限|期限|编号|份号|[★▲]|仅供|仅限|不得|请勿|严禁|注意|阅后|会后)"
)
_LABELLED = lazy(r"(?:标识|标志|密级|类别|属性|性质|等级|定性)\s?[:：]\s*$")
"""A label before the words says that they are the answer, wherever the line goes on."""
_CHOICE = lazy(r"\s*[□☐/、|]|\s*或")
_OTHER = lazy(r"[\[【〔。;；]|.{60}")
"""Another bracket offers a choice, a full stop ends a sentence, and a heading is no longer."""
_HEADINGS = ("商业秘密", "商业机密", "技术秘密", "技术机密", "企业秘密", "公司秘密")


def internal(context: Context, _: Innocents) -> Ruling:
    """Rule on an internal mark: 内部资料, 仅供内部使用, 不得外传."""
    form, words = context.fact("form"), context.words
    if (
        context.quoted()
        or context.mentioned()
        or context.introduced()
        or (form == "internal" and (context.enumerated() or listed(context)))
    ):
        return no("mention.cited")
    if form == "label":
        if _CHOICE.match(context.right):
            return no("mention.listed")
        return yes(Confidence.HIGH, because("mark.labelled", words=words), "internal")
    if form == "property":
        return yes(Confidence.HIGH, because("mark.a_property", words=words), "internal")
    stands = placed(context, 60, 0.4)
    ok = {"internal": _internal_word, "forbidden": _forbidden, "guarded": _guarded}.get(form, _limited)
    if ok(context, stands=stands):
        sure = stands or context.part in OWN_PARTS or _GUARD.search(words)
        return yes(Confidence.MEDIUM if sure else Confidence.LOW, because("mark.placed", words=words), "internal")
    return no("mention.internal")


def _internal_word(context: Context, *, stands: bool) -> bool:
    words = context.words
    if words == "内部":
        if context.stacked():
            return False
        if context.alone and (re.match("[(\\[【〔]", context.left[-1:]) or context.right.startswith("★")):
            return True
        if _bracketed(context) and context.fact("position") in ("start", "end"):  # [内部]工作安排
            return context.head and not _OTHER.search(context.left[:-1] + context.right[1:]) and not prose_cell(context)
        edge = context.part == Part.NAME and not glued(context)
        return edge or (context.alone and context.head and not prose_cell(context))
    if glued(context) and context.part != Part.NAME:
        return False
    if _GUARD.search(words) or re.match(r"[\[【(《]", context.left[-1:]):
        return (
            stands
            or context.short(40, 0.5)
            or (context.head and context.fact("position") in ("start", "end") and context.last - context.first <= HEADING)
        )
    if _STRONG_INTERNAL.search(words):
        return stands or (context.head and context.short(30, 0.5) and context.fact("position") in ("start", "end"))
    return stands and context.head and not prose_cell(context)


def _bracketed(context: Context) -> bool:
    """Whether square brackets enclose the words and nothing else."""
    return (context.left[-1:], context.right[:1]) in {("[", "]"), ("【", "】"), ("〔", "〕")}


def _limited(context: Context, *, stands: bool) -> bool:
    return stands or context.short(46, 0.5) or (context.head and context.short(60, 0.3) and not glued(context))


def _forbidden(context: Context, *, stands: bool) -> bool:
    forbidding = (
        context.part in (Part.COMMENT, Part.HIDDEN, Part.NOTE) and context.left.endswith("前") and not context.right.strip("。!")
    )
    return stands or forbidding or (context.short(30, 0.5) and not glued(context))


def _guarded(context: Context, *, stands: bool) -> bool:
    return (
        stands
        and bool(_LEAK.search(context.words) or context.head)
        and not re.search("转载|复制|翻印|引用|拍照", context.words[:8])
    )


def work_secret(context: Context, _: Innocents) -> Ruling:
    """Rule on the words 工作秘密."""
    if context.enumerated() or context.quoted() or context.mentioned() or context.introduced():
        return no("mention.cited_or_listed")
    if context.head and _LABELLED.search(context.left) and not _CHOICE.match(context.right):
        return yes(Confidence.HIGH, because("mark.labelled", words=context.words), "internal")
    stands = placed(context, 0, 1)
    edge = context.fact("position") in ("start", "end") and context.head and context.last - context.first <= HEADING
    termed = edge and not context.worded() and bool(_TERM_BEHIND.match(context.right))
    if (
        stands
        or termed
        or (context.part in OWN_PARTS and context.short(40, 0.4))
        or (context.short(30, 0.5) and not glued(context))
    ):
        state = "marked_irregular" if "★" in context.words else "internal"
        return yes(Confidence.HIGH, because("mark.placed", words=context.words), state)
    return no("mention.work_secret")


def commercial(context: Context, _: Innocents) -> Ruling:
    """Rule on a commercial-secret mark or notice."""
    form, words = context.fact("form"), context.words
    state = "marked_irregular" if context.match.facts.get("star") else "commercial"
    if form in ("label", "property"):
        if re.match(r"\s*[□☐/、|]|\s*或", context.right):
            return no("mention.listed")
        return yes(Confidence.HIGH, because("mark.labelled", words=words), state)
    if context.enumerated() or context.quoted() or context.mentioned() or context.introduced():
        return no("mention.cited_or_listed")
    if form == "notice":
        return yes(Confidence.MEDIUM, because("mark.notice", words=words), state)
    stands = placed(context, 40, 0.4)
    if form == "ladder":
        edge = context.fact("position") in ("start", "end") and context.last - context.first <= 40  # noqa: PLR2004 - a heading
        headed = context.part in (Part.HEADER, Part.FOOTER) and _WITH_TERM.search(words)
        if stands or edge or headed or (_WITH_TERM.search(words) and context.short(40, 0.3)):
            return yes(Confidence.HIGH, because("mark.commercial", words=words), state)
        return no("mention.commercial_level")
    core = re.match(
        r"(?:本?(?:公司|单位|企业|集团)的?|本)?(?:商业秘密|商密|商业机密|商业绝密|(?:公司|企业|集团)(?:绝密|机密|秘密)|技术(?:秘密|机密))",
        words,
    )
    says_more = core is not None and core.group() not in _HEADINGS
    if context.right[:1] in tuple("▲■●◆★△"):
        says_more = True
    if core is not None and core.end() < len(words):
        # 商业机密不得泄露 is a sentence; 商业秘密 请勿外传 is a mark and a warning.
        says_more = context.reading.folded.gap_at(context.start + core.end()) or not re.match(
            "不得|请勿|严禁|禁止|切勿", words[core.end() :]
        )
        stands = stands and says_more
    if (stands and (says_more or context.head) and not prose_cell(context)) or (
        says_more and context.short(40, 0.6) and not glued(context)
    ):
        return yes(Confidence.MEDIUM, because("mark.placed", words=words), state)
    return no("mention.commercial")


def business(context: Context, _: Innocents) -> Ruling:
    """Rule on a business notice in English or at the foot of a mail."""
    form, words = context.fact("form"), context.words
    if form == "mail":
        return no("mention.mail_footer")
    if context.quoted() or _OF_ART.match(context.right):
        return no("mention.in_quotes" if context.quoted() else "mention.longer_name")
    if form == "notice":
        return yes(Confidence.MEDIUM, because("mark.notice", words=words), "commercial")
    stands = placed(context, 80, 0.3)
    if _BARE_BUSINESS.match(words):
        edge = context.fact("position") == "end" and context.head and context.short(40, 0.3) and words[0].isupper()
        if (stands and context.head and not prose_cell(context)) or edge:
            return yes(Confidence.MEDIUM, because("mark.placed", words=words), "commercial")
        if stands and (words.isupper() or " " in words) and not prose_cell(context):
            return yes(Confidence.MEDIUM, because("mark.alone", words=words), "commercial")
        return no("mention.business_heading")
    if stands or context.short(60, 0.5):
        return yes(Confidence.MEDIUM, because("mark.placed", words=words), "commercial")
    return no("mention.business")


def owned(context: Context, _: Innocents) -> Ruling:
    """Rule on a line that says whose trade secret this is."""
    if context.quoted():
        return no("mention.in_quotes")
    if context.part in OWN_PARTS or (context.head and context.last - context.first <= OWNED):
        return yes(Confidence.HIGH, because("mark.placed", words=context.words), "commercial")
    return no("mention.business")
