"""What only the whole document tells: contradictions, past examinations, terms that are over, marks that support each other.

In: the first rulings of all mark matches of a document. Out: the same rulings, refined. Law: nothing here dismisses what
stood; it may only change its state, say why, or uphold what was waiting for support.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from outscan.confirm.context import Context
from outscan.confirm.ruling import Ruling
from outscan.late import late
from outscan.reading import Document
from outscan.types import Confidence, Level, Part, value

Ruled = tuple[Context, Ruling]
_DATE = late(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_NUMERIC = late(r"((?:19|20)\d\d)[-./年](\d{1,2})(?:[-./月](\d{1,2}))?")
_YEAR = late(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PAST = late(
    r"模拟|押题|仿真|冲刺|真题|历年|样卷|期中|期末|月考|校考|联考|练习|复习|训练|摸底|调研|诊断|适应性|质量检测|备考|往年"
)
_EXPLAINED = late(r"解析|点评|考点|【解答】|【分析】|【答案】|参考答案")
_TITLE = 600
_END = 1500
MANY = 3
"""From so many colours or list numbers on, a text explains the scheme instead of bearing a mark."""
LISTED = 8


def refine(document: Document, ruled: Sequence[Ruled]) -> list[Ruled]:
    """The rulings with what the whole document adds."""
    result = [_support(one, ruled) for one in ruled]
    result = [_explained(one, result) for one in result]
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
            return context, Ruling(None, Confidence.LOW, f"填有定密要素{value(context.words)}", "marked_irregular")
        return one
    if context.quoted() or context.enumerated():
        return one
    strong = any(r.dismissed is None and c.match.rule == kind and c.fact("form") != "portion" for c, r in ruled)
    if strong or sum(1 for c, _ in ruled if c.match.rule == kind and c.fact("form") == "portion") > MANY:
        state = "foreign_mark" if kind == "mark/foreign" else "marked_irregular"
        return context, Ruling(None, Confidence.LOW, f"段首写有{value(context.words)}，另有标志佐证", state)
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
        return context, replace(ruling, dismissed="文中逐一说明各种颜色，是在介绍该标志")
    if rule == "mark/export-control" and len({c.words for c, _ in ruled if c.match.rule == rule}) > LISTED:
        return context, replace(ruling, dismissed="文中罗列大量管制编码，是清单或法规文本")
    return one


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
        if reason := _past_exam(document, context):
            return replace(ruling, state="residual", because=f"{ruling.because};{reason}，标志应为残留，须确认后去除")
        return replace(ruling, state="condition_unknown", because=f"{ruling.because};启用与否须由提供人确认")
    if kind == "condition":
        return replace(ruling, state="condition_unknown" if ruling.state == "marked_valid" else ruling.state)
    over = _over(context, kind, issued)
    if over is not None and over < document.as_of:
        return replace(
            ruling,
            state="marked_expired?",
            because=f"{ruling.because};期限似已于{value(over.isoformat())}届满，是否解密由定密单位书面确认",
        )
    return ruling


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


def _past_exam(document: Document, context: Context) -> str | None:
    """Why an examination mark is a residue of an old or practice paper, None where nothing says so."""
    text = context.reading.folded.text
    title = f"{document.name} {text[max(0, context.start - 200) : context.end + _TITLE]}"
    years = [int(year) for year in _YEAR.findall(title)]
    if years and max(years) < document.as_of.year:
        return f"标题年份为{value(max(years))}年"
    # A sentence that happens to speak of practice is no title: nobody excuses a paper by what is put before it.
    headings = "\n".join(line for line in title.split("\n") if not any(end in line for end in "。?!;"))
    if found := _PAST.search(headings):
        return f"标题含{value(found.group())}"
    if len(_EXPLAINED.findall(text)) >= MANY:
        return "文中附有答案和解析"
    return None


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
    result = []
    for context, ruling in ruled:
        this = ruling
        if any(context is mark for mark in marks):
            if claims:
                this = replace(
                    this, state="contradictory", because=f"{this.because};同一文件又声明{value(claims[0].words)}，互相矛盾"
                )
            elif context.head and len(levels.get((context.match.segment, True), ())) > 1:
                this = replace(this, state="contradictory", because=f"{this.because};首部有两种密级，互相矛盾")
        result.append((context, this))
    return result
