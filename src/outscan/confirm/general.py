"""Marks of papers in general: any file marked SECRET must; labels such as EXPORT CONTROLLED; what ECCN 5A992 means.

In: the context of one mark in running text. Out: whether its own sentence says something about all papers of a kind, names
the mark as one of several, or asks what it means. Law: only the sentence tells; one that points at its own paper (this file,
the attached drawings, 本件) or hands something over speaks of no class, and a mark outside running text is never general.
"""

from __future__ import annotations

from outscan.confirm.context import Context
from outscan.lazy_regex import lazy
from outscan.types import Part

__all__ = ["general", "points"]

REACH = 200
"""Characters before and behind a mark in which its sentence is read."""
PLACES = (Part.BODY, Part.TABLE, Part.NOTE)
OF_ITSELF = frozenset(
    {"said", "stated", "handled", "label", "filled", "filled-in", "ticked", "property", "derived", "notice", "owned"}
)
"""Forms that speak of their own paper."""
_STOP = lazy(r"[.!?](?=\s|$)|[。!?;\n\t]")
_OWN = lazy(
    r"本(?:件|文|图|表|函|报告|资料|材料|数据|方案|邮件|册)|此(?:件|文|图|表|函|报告|资料|材料|批)|该(?:件|批|份)"
    r"|附[上件]|随(?:函|信)|现将|现附|以下|下列数"
    r"|(?i:\b(?:this|these|our|my|attached|enclos\w+|herewith|hereby|following|below|the above|we (?:have|send"
    r"|are sending|hand)"
    r"|i (?:have|send|am sending)|dear)\b)"
)
"""A sentence that points at its own paper, or hands something over."""
_KIND_EN = lazy(
    r"(?i)\b(?:any(?:thing|one)?|each|every|all|no|if|when(?:ever)?|where|should|whatever|must|shall|may|can|never|do not"
    r"|don't"
    r"|is to be|are to be|always|only)\b"
)
_MARKED_EN = lazy(
    r"(?i)\b(?:documents?|files?|messages?|mails?|e-mails?|papers?|drawings?|data|information|records?|materials?|items?"
    r"|parcels?"
    r"|goods|parts?|anything|boxes|envelopes|pages?|letters?|reports?|slides?|media|drives?|crates?|emails?|one|something)\b"
    r"[^.!?]{0,40}\b(?:marked|labell?ed|rated|stamped|classed|classified|graded|tagged|bearing|carrying|designated|saying"
    r"|that says?|that reads?|headed)\b(?: (?:as|at|with|the|a|an|or above|word|words|label|mark|level|code|stamp|rated))*"
    r"(?: [A-Z+:-]+,?(?: (?:or|and))?){0,4} ?[“\"'(]?$"
)
_AMONG_EN = lazy(
    r"(?i)\b(?:such as|for example|for instance|e\.g\.|including|namely|labels? like|words? like|marks? like|codes? like"
    r"|either"
    r"|labels?|markings?|stamps?|levels?)\b:?[^.;!?\n]{0,70}(?:,|\bor|\band|/|\blike|\bas|\binstance|\bexample|,? e\.g\.)"
    r"[ :]{1,2}[“\"'(]?$"
)
_SOME_EN = lazy(
    r"(?i)\b(?:some|most|many|several|certain|few|other|typical\w*)\b[^.;!?\n]{1,50}\b(?:is|are|fall under|come under|as)\s*$"
)
_ASKED_EN = lazy(
    r"(?i)(?:\bwhat (?:does|is|do|are)|\bmeaning of|\bhow (?:do|to|is|are)|\bwhy (?:is|does|do|are)|\bwhen (?:is|do))\b"
    r"[^.?!]{0,50}$"
)
_EXAMPLE_EN = lazy(
    r"(?i)^[”\"')]?,?\s(?:is|was|are|would be)\s(?:just |only )?(?:an?|one|not|another|the (?:same|old|code|number|label"
    r"|lowest"
    r"|highest|strictest)|used|reserved|chosen|called|meant|similar|added|introduced|renamed|replaced)\b"
    r"|^[”\"')]?\s(?:refers|describes|labels?|stickers?|signs?|stamps?|categor\w+|level)\b"
)
_SHARED_EN = lazy(
    r"(?i)^[”\"')]?\s(?:(?:is|are) (?:for|when|about|where)|may|can|should|goes|stays|lets|allows|limits|covers|needs)\b"
)
"""What a colour does, in a sentence about it; the first words of a paper say it of themselves."""
_ASKED = lazy(
    r"^[”’」』\"'》]?[^。\n?？]{0,12}(?:是什么|什么意思|表示什么|代表什么|指什么|怎么[读念写]|有什么)[^。\n]{0,12}[?？]"
)
"""A question about the mark itself."""
_KIND = lazy(r"凡|任何|所有|各类|一切|每一?份|如(?!下)|若|遇到?|收到|看到|一旦")
_MARKED = lazy(
    r"(?:标有|标注|标明|标识|标着|注明|印有|盖有|写有|带有|定为|列为|评为|属于?|为|写明|设为|选择?)(?:了|着|有|为|成"
    r"|的是)?[“‘「\"']?(?:[\u4e00-\u9fff]{2,6}[、和或及])?[“‘「\"']?$"
)


def general(context: Context) -> bool:
    """Whether the sentence of a mark is about papers in general, or about the mark itself."""
    if (
        context.part not in PLACES
        or context.alone
        or context.fact("form") in OF_ITSELF
        or context.fact("position") not in ("prose", "start", "end")
    ):
        return False
    left, right = _sentence(context)
    if _OWN.search(left) or _OWN.search(right) or not (left.strip() or right.strip()):
        return False
    behind = context.reading.folded.text[context.end : context.end + REACH]
    if _ASKED.match(behind) or (_ASKED_EN.search(left) and "?" in behind):
        return True
    opens = context.head and context.fact("position") == "start"
    if context.match.rule == "mark/tlp" and not opens and _SHARED_EN.match(right):
        return True
    if _SOME_EN.search(left):
        return True
    if _AMONG_EN.search(left) or (_EXAMPLE_EN.match(right) and right.strip()):
        return True
    if _MARKED_EN.search(left) and (_KIND_EN.search(left) or _KIND_EN.search(right)):
        return True
    return bool(_MARKED.search(left) and (_KIND.search(left) or _KIND.search(right)))


def points(text: str) -> bool:
    """Whether `text` points at its own paper, or hands something over."""
    return _OWN.search(text) is not None


def _sentence(context: Context) -> tuple[str, str]:
    """What stands before and behind the mark in its sentence."""
    text = context.reading.folded.text
    before = text[max(0, context.start - REACH) : context.start]
    stops = [stop.end() for stop in _STOP.finditer(before) if before[stop.end() :].strip(" “\"'(")]
    left = before[stops[-1] :] if stops else before
    right = text[context.end : context.end + REACH]
    found = _STOP.search(right)
    return left, right[: found.start()] if found else right
