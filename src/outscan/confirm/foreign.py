"""Foreign marks, TLP, export control, properties and statements: mark or mention.

In: the context of one match. Out: a `Ruling`.
"""

from __future__ import annotations

import re

from outscan.confirm.context import Context
from outscan.confirm.general import points
from outscan.confirm.ruling import Ruling, no, prose_cell, yes
from outscan.confirm.words import Innocents
from outscan.nouns import replace
from outscan.types import Confidence, Part, because

NEAR = 24
"""Characters before a statement in which it is denied."""
_FREE = re.compile(r"(?i)不(?:属于|在|受|涉及|列入|含)|非(?=两用)|未列入|\b(?:not|neither|nor|no)\b(?! without)")
_COLOURS = re.compile(r"(?:,|/| and| or) ?(?:RED|AMBER|GREEN|WHITE|CLEAR)\b")
"""The next colour of a list."""
_ATTRIBUTE = re.compile(
    r" (?!(?:when|until|unless|for|and|not|no|cop(?:y|ies)|pages?|sheets?|after|if|upon|with|without"
    r"|once|by|rel|only|draft|file|paper|report"
    r"|document|material|information|data)\b)[a-z]{3,}"
)
"""TOP SECRET apple pie: a small word that goes on makes the level an attribute of it."""
_BARE_FOREIGN = {"SECRET", "GEHEIM", "CUI", "FOUO", "取扱注意", "СЕКРЕТНО"}


_BORNE = re.compile(
    r"(?i)(?:\b(?:headed|marked|stamped|labelled|labeled|graded|bearing|carries|carried|bears|reads)|标有|标着|印有|盖有|注有|写着)\W{0,3}"
    r"(?:[\w :/+–—-]{0,24}[/+–—]\s?)?$"
)
_PASSED = re.compile(
    r"(?i)\b(?:attached|enclosed|herewith|appended|forward(?:ed)?|scanned|photographed|a copy|copies (?:is|are|go)|sent on"
    r"|passed (?:it )?on)\b"
    r"|附后|附上|扫描|拍了|拍照|转发|转给|抄给|复印"
)
_SPOKEN = re.compile(
    r"(?i)\b(?:must|should|may not|shall|never|training|for example|exercise|policy|how to|if you|when you|not attached)\b"
    r"|应当|不得|培训|例如|如果"
)
"""Rules about such papers speak of none."""
BESIDE = 60
"""Characters before a mark in which it is said what bears it."""
BEHIND = 260
"""Characters behind a mark in which it is said what became of the paper."""


def _passed_on(context: Context) -> bool:
    """Whether a paper that was got bears the mark and is said to be passed on: a binder headed TLP:RED, a copy is attached."""
    before, behind = _around(context)
    return bool(_BORNE.search(before) and _PASSED.search(behind)) and not _SPOKEN.search(before + behind)


def _ruled(context: Context) -> bool:
    """Whether it is said what is done with any paper that bears the mark; not of this one, or of one that is at hand."""
    before, behind = _around(context)
    if points(before) or _PASSED.search(before):
        return False
    return bool(_BORNE.search(before) and _SPOKEN.search(before + behind[:BESIDE]))


def _around(context: Context) -> tuple[str, str]:
    text = context.reading.folded.text
    return text[max(0, context.start - BESIDE) : context.start], text[context.end : context.end + BEHIND]


def foreign(context: Context, _: Innocents) -> Ruling:
    """Rule on a foreign or international classification mark."""
    words = context.words
    ladder = context.fact("ladder")
    if _passed_on(context):
        return yes(Confidence.MEDIUM, because("mark.foreign", words=words, ladder=ladder), "foreign_mark")
    if context.quoted() or context.mentioned():
        return no("mention.cited")
    if context.fact("form") == "portion" and "//" not in words:
        return no("mention.foreign_letter")
    if "//" not in words and not context.alone and _ATTRIBUTE.match(context.right):
        return no("mention.foreign")
    if "//" in words:
        return yes(Confidence.HIGH, because("mark.foreign", words=words, ladder=ladder), "foreign_mark")
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
        return yes(Confidence.HIGH, because("mark.foreign", words=words, ladder=ladder), "foreign_mark")
    return no("mention.foreign")


def tlp(context: Context, _: Innocents) -> Ruling:
    """Rule on a traffic-light mark."""
    if _passed_on(context):
        return yes(Confidence.MEDIUM, because("mark.sharing", words=context.words), "foreign_mark")
    if context.quoted() or context.mentioned() or _COLOURS.match(context.right) or _ruled(context):
        return no("mention.explained")
    green = context.fact("colour") == "GREEN"
    return yes(Confidence.LOW if green else Confidence.HIGH, because("mark.sharing", words=context.words), "foreign_mark")


def export_control(context: Context, _: Innocents) -> Ruling:
    """Rule on an export-control statement or number."""
    if context.quoted() or context.mentioned():
        return no("mention.cited")
    if _FREE.search(context.words) or _FREE.search(context.left[-NEAR:]):
        return no("mention.not_of_itself")
    if re.fullmatch(r"(?:22|15) CFR .*|(?:EU\)? ?)?2021/821", context.words) and not context.short(60, 0.4):
        if re.search(r"(?i)technical data|controlled|subject to", context.left[-80:] + context.right[:80]):
            return yes(Confidence.MEDIUM, because("mark.export_control", words=context.words), "foreign_mark")
        return no("mention.export_law")
    return yes(Confidence.MEDIUM, because("mark.export_control", words=context.words), "foreign_mark")


def elements(_context: Context, _: Innocents) -> Ruling:
    """Rule on one filled element of classification; `whole` upholds it where another stands."""
    return no("mention.one_element")


def metadata(context: Context, _: Innocents) -> Ruling:
    """Rule on a label among the properties."""
    return yes(Confidence.HIGH, because("mark.property", name=context.fact("name"), words=context.words), "foreign_mark")


def claim(_context: Context, _: Innocents) -> Ruling:
    """Rule on a statement of no or former secret: nothing by itself."""
    return replace(no("mention.claim"), state="declassified_claim")
