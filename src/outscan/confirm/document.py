"""What only the whole document tells: contradictions, past examinations, terms that are over, marks that support each other.

In: the first rulings of all mark matches of a document. Out: the same rulings, refined. Law: a mark of a secret that stood stays;
it may only change its state, say why, or uphold what was waiting for support. The line of an old examination on a printed or
explained paper is no mark any more, unless anything in the document hands it over, keeps it back or names a day to come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from outscan.confirm.context import Context
from outscan.confirm.ruling import Ruling
from outscan.genre.declared import OPENS
from outscan.genre.earnest import in_jest
from outscan.lazy_regex import lazy
from outscan.nouns import replace
from outscan.reading import Document
from outscan.types import Confidence, Level, Part, Reason, because

Ruled = tuple[Context, Ruling]
_DATE = lazy(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_NUMERIC = lazy(r"((?:19|20)\d\d)[-./年](\d{1,2})(?:[-./月](\d{1,2}))?")
_YEAR = lazy(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?! ?[届级])")
"""A class of candidates (2027届) dates no paper."""
_MONTH = lazy(r"[年.\-/] ?(1[0-2]|0?[1-9])(?!\d)")
_DECEMBER = 12
LONG_OVER = 2
"""A paper of so many years ago has been printed by everybody."""
_PAST = lazy(
    r"模拟|押题|仿真|冲刺|真题|历年|样卷|期中|期末|月考|校考|联考|练习|复习|训练|摸底|调研|诊断|适应性|质量检测|备考|往年"
)
_EXPLAINED = lazy(
    r"讲评|解析|点评|考点|【解答】|【分析】|【答案】|参考答案"
    r"|(?i:\b(?:with (?:commentary|explanations|comments)|key and comments|explanation(?=:)|common mistakes|worked answers)\b)"
)
_USED = lazy(
    r"公开出版|已出版|出版社|书社|教辅|摘自|汇编|定价|已讲评|已评讲|讲评要点|平均分|已使用|使用过|已考过|早已结束|已经结束|照原卷|原卷印|仅供练习|网络整理|整理版|回忆版|已公开|公开题|网站公布|公布的题|复习使用|本次均分|班级均分|年级均分|考试已于|(?:年|月|日|届)[^。\n]{0,8}考试所用|考后由[^。\n]{0,12}公布"
    r"|(?i:\((?:used|published)\)|\bcompiled by the publisher\b|\bopened years ago\b|\b(?:was|were|been) used (?:on|in)\b"
    r"|library shelf|out of print|published by|on sale"
    r"|past papers?|kept as in the original|\b(?:was|were) sat (?:in|on)\b|\band sat in (?:19|20)\d\d|\bsat in (?:19|20)\d\d"
    r"|\bkept (?:on|in) the (?:shelf|library|reading room|archive))"
)
_PRACTICE_EN = lazy(r"(?i)\b(?:past papers?|old papers?|mock|practice|specimen|sample paper|revision|placement test|\(used\))")
_LIVE = lazy(
    r"备用卷|备份卷|正(?:式)?(?:试)?卷|命题组|命题人|审题(?:组|人|专家|教师|老师|会|意见|阶段|完|结束|已|中)|付印|送印|印刷厂|印制|机房|清场|启用时间|尚未(?:启用|使用|开考)|未使用过|还没考|要考的|今年要|下周(?![一二三四五六日天]?(?:前|之前)?(?:上?交|上课|讲|课上))|下月|下个月|明年|来年"
    r"|现(?:将|发|附)|随(?:函|信|邮)|发您|发你|请(?:核对|校对|审|保密|勿)|别(?:外传|往外|说)|勿(?:外传|转|给|提前)|不得外传|真卷|其实是|就是今年"
    r"|(?i:\b(?:not yet (?:been )?used|next (?:week|month|year)|before (?:it|they) (?:is|are) used|do not (?:tell"
    r"|forward|show|share|print)"
    r"|keep (?:it|this) |for your eyes|real paper|attached is|please (?:check|proof|correct)|to be printed|printers?)\b)"
)
_REAL = lazy(
    r"备用卷|备份卷|正(?:式)?(?:试)?卷|命题组(?:已|于|定)|(?:付|送)印|启用时间|尚未(?:启用|使用|开考)|未使用过|真卷|其实是[^。]{0,8}(?:今年|正式)|就是今年"
    r"|(?i:\bnot yet (?:been )?used\b|\breal paper\b|\breserve (?:paper|version)\b|\bbackup (?:paper|version)\b)"
)
_TITLE = 600
_END = 1500
MANY = 3
"""From so many colours or list numbers on, a text explains the scheme instead of bearing a mark."""
LISTED = 8
JOKED = 3
"""A mail has a header and a body, a slip one or two texts: so many openings are looked at for a joke."""


def refine(document: Document, ruled: Sequence[Ruled]) -> list[Ruled]:
    """The rulings with what the whole document adds."""
    result = [_support(one, ruled) for one in ruled]
    result = [_explained(one, result) for one in result]
    result = _joked(document, result)
    dated = _issued(document)
    result = [(context, _timed(document, context, ruling, dated)) for context, ruling in result]
    return _contradictions(result)


def _support(one: Ruled, ruled: Sequence[Ruled]) -> Ruled:
    """Portion marks and classification elements stand where another of their kind does."""
    context, ruling = one
    kind, form = context.match.rule, context.fact("form")
    if ruling.dismissed is None or form not in ("portion", "elements"):
        return one
    if form == "elements":
        labels = {c.words[:4] for c, _ in ruled if c.fact("form") == "elements"}
        if len(labels) > 1:
            return context, Ruling(None, Confidence.LOW, (because("mark.elements", words=context.words),), "marked_irregular")
        return one
    if context.quoted() or context.enumerated():
        return one
    strong = any(r.dismissed is None and c.match.rule == kind and c.fact("form") != "portion" for c, r in ruled)
    if strong or sum(1 for c, _ in ruled if c.match.rule == kind and c.fact("form") == "portion") > MANY:
        state = "foreign_mark" if kind == "mark/foreign" else "marked_irregular"
        return context, Ruling(None, Confidence.LOW, (because("mark.opens_paragraph_supported", words=context.words),), state)
    return one


def _explained(one: Ruled, ruled: Sequence[Ruled]) -> Ruled:
    """A text that goes through all colours of TLP, or lists many control numbers, explains or lists them."""
    context, ruling = one
    if ruling.dismissed is not None:
        return one
    rule = context.match.rule
    if (
        rule == "mark/tlp"
        and not (context.alone and context.head)
        and len({c.fact("colour") for c, _ in ruled if c.match.rule == rule}) >= MANY
    ):
        return context, replace(ruling, dismissed=because("mention.colours_explained"))
    if rule == "mark/export-control" and len({c.words for c, _ in ruled if c.match.rule == rule}) > LISTED:
        return context, replace(ruling, dismissed=because("mention.numbers_listed"))
    return one


def _joked(document: Document, ruled: list[Ruled]) -> list[Ruled]:
    """The bare level word of a mail or a slip that opens with a party or a joke is part of it; a mark's own form never is."""
    if not any(_bare(context, ruling) for context, ruling in ruled) or any(one.segment.cells for one in document.readings):
        return ruled
    openings = [one.folded.text[:OPENS] for one in document.readings if one.segment.where.part in (Part.HEADER, Part.BODY)]
    if not in_jest("\n".join(openings[:JOKED])):
        return ruled
    return [
        (context, replace(ruling, dismissed=because("mention.jest"), because=()) if _bare(context, ruling) else ruling)
        for context, ruling in ruled
    ]


def _bare(context: Context, ruling: Ruling) -> bool:
    """Whether an upheld mark is a level word and nothing else: no star, term, number, handling or property."""
    bare = context.match.rule in ("mark/foreign", "mark/business") or (
        context.match.rule == "mark/state-secret" and not context.fact("period")
    )
    plain = not any(sign in context.words for sign in ("★", "//", "※", "年")) and context.part is not Part.METADATA
    return ruling.dismissed is None and bare and plain and context.fact("form") not in ("filled", "label", "property", "numbered")


def _issued(document: Document) -> date | None:
    """The issue date (成文日期): the last date of the document's main text near its end."""
    bodies = [r for r in document.readings if r.segment.where.part is Part.BODY] or document.readings
    body = max(bodies, key=lambda r: len(r.folded.text), default=None)
    if body is None:
        return None
    found = _DATE.findall(body.folded.text[-_END:])
    return _day(*map(int, found[-1])) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _timed(document: Document, context: Context, ruling: Ruling, issued: date | None) -> Ruling:
    """The state that the day of judging gives a mark: expired perhaps, past examination, condition unknown."""
    if ruling.dismissed is not None or context.match.rule not in ("mark/state-secret", "mark/exam"):
        return ruling
    kind = context.fact("period_kind")
    if context.match.rule == "mark/exam":
        if _printed(document, context):
            return replace(ruling, dismissed=because("mention.old_paper"), because=())
        if not _live(document) and (reason := _past_exam(document, context)):
            return _more(ruling, "residual", because("whole.old_exam", sign=reason))
        return _more(ruling, "condition_unknown", because("whole.exam_unknown"))
    if kind == "condition":
        return replace(ruling, state="condition_unknown" if ruling.state == "marked_valid" else ruling.state)
    over = _over(context, kind, issued)
    if over is not None and over < document.as_of:
        return _more(ruling, "marked_expired?", because("whole.over", day=over.isoformat()))
    return ruling


def _more(ruling: Ruling, state: str, reason: Reason) -> Ruling:
    """`ruling` in another state, with one more reason."""
    return replace(ruling, state=state, because=(*ruling.because, reason))


def _over(context: Context, kind: str, issued: date | None) -> date | None:
    """The day a term ends, as far as the document says."""
    if kind == "date":
        found = _NUMERIC.match(context.fact("period"))
        return _day(int(found[1]), int(found[2]), int(found[3] or 28)) if found else None
    days = context.match.facts.get("days")
    if kind != "term" or issued is None or not isinstance(days, int):
        return None
    if days % 365 == 0:
        return _day(issued.year + days // 365, issued.month, min(issued.day, 28))
    return issued + timedelta(days=days)


def _past_exam(document: Document, context: Context) -> Reason | None:
    """Why an examination mark is a residue of an old or practice paper, None where nothing says so."""
    text = context.reading.folded.text
    title = f"{document.name} {text[max(0, context.start - 200) : context.end + _TITLE]}"
    years = [int(year) for year in _YEAR.findall(title)]
    if years and max(years) < document.as_of.year:
        return because("whole.title_year", year=max(years))
    # A sentence that happens to speak of practice is no title: nobody excuses a paper by what is put before it.
    headings = "\n".join(line for line in title.split("\n") if not any(end in line for end in "。?!;"))
    if found := _PAST.search(headings):
        return because("whole.title_word", word=found.group())
    if len(_EXPLAINED.findall(text)) >= MANY:
        return because("whole.answers")
    return None


def _live(document: Document) -> bool:
    """Whether anything in the document says that its paper is still to be used, whatever its title says."""
    return any(_REAL.search(one.folded.text) for one in document.readings)


def _printed(document: Document, context: Context) -> bool:
    """Whether the paper is over or for practice, and printed, explained or used, and nothing in the document says otherwise."""
    text = context.reading.folded.text
    near = text[max(0, context.start - 200) : context.end + _TITLE]
    named = f"{document.name} {text}"
    if _coming(named, document.as_of) or any(_LIVE.search(one.folded.text) for one in document.readings):
        return False
    lines = [document.name, *re.split(r"[\n\v]", near)]
    headings = "\n".join(line for line in lines if not any(end in line for end in "。?!;"))
    kept = _USED.search(near) is not None
    explained = len(_EXPLAINED.findall(text)) >= 2  # noqa: PLR2004 - one answer may be a key
    practice = _PAST.search(headings) is not None or _PRACTICE_EN.search(headings) is not None
    years = [int(year) for year in _YEAR.findall(near)]
    long_over = bool(years) and max(years) <= document.as_of.year - LONG_OVER
    read = kept or explained  # a year and a title are easily written over a live paper
    return (_YEAR.search(named) is not None or practice) and read and kept + explained + practice + long_over >= 2  # noqa: PLR2004 - one sign alone is easily put there


def _coming(text: str, as_of: date) -> bool:
    """Whether `text` names a year to come, or this one without a month that is over."""
    for found in _YEAR.finditer(text):
        month = _MONTH.match(text, found.end())
        if (int(found[1]), int(month[1]) if month else _DECEMBER) >= (as_of.year, as_of.month):
            return True
    return False


def _contradictions(ruled: list[Ruled]) -> list[Ruled]:
    """Marks beside a statement of no secret, or two levels in the head of one document: the unit must clear it."""
    claims = [
        c for c, r in ruled if r.state == "declassified_claim" and (c.alone or c.head or c.fact("position") in ("start", "end"))
    ]
    marks = [
        c for c, r in ruled if r.dismissed is None and c.match.rule == "mark/state-secret" and r.confidence >= Confidence.MEDIUM
    ]
    levels: dict[tuple[int, bool], set[Level]] = {}
    for c in marks:
        if c.head and c.reading.segment.cells is None:
            levels.setdefault((c.match.segment, True), set()).add(c.match.level)
    result, borne = [], {id(c) for c in marks}
    for context, ruling in ruled:
        this = ruling
        if id(context) in borne:
            if claims:
                this = _more(this, "contradictory", because("whole.claimed", words=claims[0].words))
            elif context.head and len(levels.get((context.match.segment, True), ())) > 1:
                this = _more(this, "contradictory", because("whole.two_levels"))
        result.append((context, this))
    return result
