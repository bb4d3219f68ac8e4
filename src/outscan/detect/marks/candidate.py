"""A mark as it was seen, before anybody judged it: what it says, in which form, in which position.

In: a reading and a stretch of its folded text. Out: `Candidate` and the position of a stretch on its line. Shared by the
grammars of this folder; judging (quotation, enumeration, prose) is `confirm`'s.
"""

from __future__ import annotations

from bisect import bisect_right

from outscan.detect.marks.whole import whole
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field
from outscan.reading import Reading
from outscan.types import Level, Part, Spot

HEAD_LINES = 8
"""A mark stands within the first lines of a document, page or slide."""
FOOT_LINES = 3

_COUNTED = (
    r"(?:(?:第|共|No\.?|NO\.?|编号|份号|序号)?[::]? ?\d{1,8} ?(?:号|份|页|册|期)?(?:/\d+)?"
    r"|(?i:(?:copy|page|sheet)(?: no\.?)? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?))"
)
_URGENT = "特急|加急|急件|平急|特提|紧急"
_KEEP = "注意保[存密管]|妥善保[管存]|不得外传|请勿外传|严禁外传|阅后销毁|阅后收回|会后收回|严禁复[制印]|禁止复[制印]|不得复[制印]"
_TAIL = lazy(rf"[\W_]{{0,6}}(?:(?:{_URGENT}|{_KEEP}|{_COUNTED})[\W_]{{0,4}}){{0,3}}")
_CARE = lazy(
    r"[\W_]{0,6}(?:(?:请?(?:传阅|使用|[阅用会看评])(?:后|毕|完毕?|完后)(?:请|即|须"
    r"|立即)?[退交归收还销焚毁存清][\u4e00-\u9fff]{0,7}"
    r"|(?:不得|请勿|严禁|禁止|切勿|不准|不许|勿)[\u4e00-\u9fff]{1,8}|仅?限[\u4e00-\u9fff]{1,6}[阅看用]|[亲面专](?:启"
    r"|收|阅|拆|呈|交)"
    r"|专人(?:保管|传递)|锁柜保管|机要传递)[\W_]{0,4}){1,3}"
)
"""What must be done with the paper, in any words; only behind a gap, for 机密不得泄露 is a sentence."""
_SUBJECT = r"(?:(?:Subject|Title|Re|RE|Fw|FW|Fwd|FWD|主题|标题|题名|回复|答复|转发)[::] ?){0,4}"
_LEAD = lazy(rf"{_SUBJECT}[\W_]{{0,6}}(?:(?:{_URGENT}|{_COUNTED})[\W_]{{0,4}}){{0,2}}")


class Candidate(Struct, frozen=True):
    """A stretch of folded text that looks like a mark. `facts` holds what the grammar read: form, period, legal."""

    start: int
    end: int
    kind: str
    level: Level
    form: str
    facts: dict[str, str | float | int | bool] = field(default_factory=dict)


def position(reading: Reading, start: int, end: int) -> tuple[str, bool]:
    """Where `[start, end)` of the folded text stands, and whether that is the head or foot of a page or document.

    The first is one of name, metadata, header, lone, start, end, prose.
    """
    part, folded = reading.segment.where.part, reading.folded
    first, last = folded.line_at(start, end)
    left, right = folded.text[first:start], folded.text[end:last]
    lone = bool(
        _LEAD.fullmatch(left)
        and (_TAIL.fullmatch(right) or ((folded.gap_at(end) or not right[:1].isalnum()) and _CARE.fullmatch(right)))
    ) or whole(folded.text[first:last], lambda at: folded.gap_at(first + at))
    head = at_head(reading, start, end)
    if part == Part.NAME:
        return "name", True
    if part == Part.METADATA:
        return ("lone" if lone else "metadata"), True
    if part in (Part.HEADER, Part.FOOTER):
        return ("lone" if lone else _edge(reading, start, end, left, right) or "header"), True
    if lone:
        return "lone", head
    return _edge(reading, start, end, left, right) or "prose", head


def _edge(reading: Reading, start: int, end: int, left: str, right: str) -> str:
    """Whether `[start, end)` is the start or end of its line and set off from the rest, '' where it is neither."""
    folded = reading.folded
    if _LEAD.fullmatch(left) and (folded.gap_at(end) or not folded.text[end - 1 : end + 1].isalnum()):
        return "start"
    if _TAIL.fullmatch(right) and (folded.gap_at(start) or not folded.text[start - 1 : start + 1].isalnum()):
        return "end"
    return ""


def at_head(reading: Reading, start: int, end: int) -> bool:
    """Whether `[start, end)` is among the first or last lines of its document, page or slide."""
    segment, folded = reading.segment, reading.folded
    if segment.where.part not in (Part.BODY, Part.TABLE):
        return True
    a, b = 0, len(folded.text)
    if segment.places is not None and len(segment.places.starts) and _paged(segment.places.spots[0]):
        place = segment.place_at(folded.offset(start))
        a, b = folded.position(place.start), folded.position(place.end)
        if end - a > 4000 and b - start > 4000:
            return False
        if _lines(folded.text, folded.lines, end, b) < FOOT_LINES:
            return True
    return start - a < 4000 and _lines(folded.text, folded.lines, a, start) < HEAD_LINES


def _lines(text: str, breaks: tuple[int, ...], start: int, end: int) -> int:
    """How many lines that hold words lie wholly in `[start, end)`."""
    piece = text[start:end]
    if len(piece) > 4000:
        return HEAD_LINES
    soft = bisect_right(breaks, end) - bisect_right(breaks, start)
    return soft + sum(1 for line in piece.split("\n")[:-1] if line.strip(" \t"))


def _paged(spot: Spot) -> bool:
    return bool(spot.steps) and spot.steps[0].kind in {"page", "slide"}
