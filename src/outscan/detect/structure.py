"""Documents told by how they are built (an examination paper, 试卷结构) and by what they say is to happen with a matter.

In: a reading. Out: `structure/exam_paper` {year, coming, questions, marked, has_answers, has_scoring, has_notes, national,
before_use, practice, published}.
A paper is a title of an examination beside numbered questions with marks, notes to candidates, answers or scoring points;
without a title only all of the others together. Whether it is still live (its year against the day judged) is an item's business:
past papers, mock papers and school tests say so themselves and carry `practice` or `published`. What is kept back or handed
over (`structure/withheld`, `structure/handover`, `structure/given`) is read by `intent`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from outscan.detect.base import AtOnce, match
from outscan.detect.holes import holes
from outscan.detect.intent import intents
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.state import State
from outscan.types import Kind, Match

QUOTE = 60
REACH = 90
"""Characters before the end of a title in which its year and examination stand."""
TITLE = 40
"""Characters of a line of a title."""
MOST = 40
"""So many possible titles of one segment are looked at."""
HEAD = 400
"""Characters around the title that say what sort of paper it is."""
SIGNS = 2
"""Of questions, marks, notes, answers and scoring, so many stand beside a title."""
ENOUGH = 5
"""Questions with marks that make a paper without a title."""

_TAIL = lazy(
    r"试题|试卷|考卷|[ABⅠⅡⅢ甲乙]卷|卷[)）]|参考答案|评分标准|评分参考|答案及评分|(?P<notes>注意事项|考生须知)"
    r"|(?P<english>[Pp]aper|PAPER|[Aa]nswer [Kk]ey|[Mm]arking [Ss]cheme|[Qq]uestions)",
    needs=("试题", "卷", "参考答案", "评分", "注意事项", "考生须知", "aper", "APER", "nswer", "arking", "uestions"),
    reach=(4, 20),
)
_YEARED = lazy(
    r"(?P<year>(?:19|20)\d\d|二[〇零○OoO0][一二三四五六七八九〇零]{2})[^。；]{0,60}?"
    r"(?:考试|招生|竞赛|选拔|测试|测验|高考|中考|考研|[Ee]xam|EXAM|[Tt]est\b)"
)
_NAMED = lazy(
    r"(?P<year>20\d\d|二[〇零○OoO0][一二三四五六七八九〇零]{2})年?(?:[\u4e00-\u9fff]{0,14}?)(?:高考|中考|考研|学考"
    r"|会考|联考|统考)(?:[\u4e00-\u9fff]{0,4}?)"
    r"(?:语文|数学|英语|物理|化学|生物|历史|地理|政治|思想政治|理科综合|文科综合|理综|文综"
    r"|综合)(?:[(（][^\n)）]{1,8}[)）])?[^\n]{0,6}(?=\n|$)"
)
"""2027年高考数学: an examination and its subject alone on a line."""
_LATER = lazy(r"[^\n]{0,40}?(?<!\d)(?P<year>20\d\d)(?!\d)")
_EXAMINED = lazy(r"[Ee]xam|EXAM|[Tt]est\b|[Mm]atriculation|[Ee]ntrance|[Gg]aokao|GAOKAO|[Oo]lympiad|[Cc]ontest")
_NOTICE = lazy(
    r"通知|公告|公示|简章|章程|日程|时间安排|安排表|报名|准考证|成绩(?:查询|公布)|大纲|考务|讲座|志愿|招生计划|录取|须知书"
    r"|(?i:\bnotice\b|announcement|timetable|registration|syllabus|admission ticket)"
)
"""What an authority tells about an examination is no paper."""
_UNDATED = lazy(r"(?:考试|招生|统考|联考|统测|[Ee]xamination)[^。；，]{0,24}\Z")
_QUESTION = lazy(r"(?:^|[\n\v。)）\]】：:\s])\s{0,4}(?P<number>[1-9]\d?)\s?[.．、](?!\d)")
_MARKED = lazy(
    r"[(（]\s?(?:本(?:大|小)?题)?(?:满分|共|每(?:小)?题)?\s?\d{1,3}\s?分\s?[)）]|本(?:大|小)?题(?:满分|共"
    r"|有)[^\n]{0,10}?\d{1,3}\s?分|每(?:小)?题\s?\d{1,2}\s?分|[(\[]\d{1,2} (?:marks?|points?)[)\]]"
)
_NOTES = lazy(
    r"注意事项|考生须知|答卷前|答题卡|考试时间\s?[:：]?\s?\d{2,3}\s?分钟|(?:满分|全卷)(?:共)?\s?[:：]?\s?\d{2,3}\s?分"
    r"|[Ii]nstructions to (?:candidates|examinees)|[Ll]eave the examination"
)
_ANSWERS = lazy(r"参考答案|标准答案|答案\s?[:：】\]]|【答案】|【参考答案】|[Aa]nswer [Kk]ey|[Mm]odel [Aa]nswers?")
_SCORING = lazy(
    r"评分标准|评分参考|评分细则|评分说明|得分点|给分点|采分点|一类卷|一等文|[Mm]arking [Ss]cheme|[Ss]coring (?:rubric|guide)"
)
_NATIONAL = lazy(
    r"全国(?:统一)?|普通高等学校招生|高考|研究生招生|考研|国家(?:统一)?(?:法律|司法|公务员|医师|教师|教育)|[四六]级"
    r"|自学考试|成人高等|学业水平|中考|初中学业|公务员|资格考试|统一考试|统考|联合命题"
    r"|[Nn]ational|[Cc]ollege [Ee]ntrance|[Gg]aokao|GAOKAO"
)
_BEFORE_USE = lazy(
    r"启用前|考试(?:结束|开考)前|开考前|启封前|尚未启(?:封|用)|before use|before the examination|not yet (?:been )?used"
)
_PRACTICE = lazy(
    r"真题|历年|模拟|仿真|预测|押题|月考|期中|期末|样卷|样题|练习|训练|作业|周测|单元(?:测|卷)|摸底|模考|[一二三]模"
    r"|诊断|调研考|校本|课堂|教辅|题库精选|解析版|备考|复习"
    r"|mock|sample|practice|past papers?"
)
_PUBLISHED = lazy(
    r"已(?:使用|公开|公布|出版|考)|公开(?:发布|出版|渠道)|(?:考试|考后)结束后[^\n。]{0,12}(?:公布|公开|发布)"
    r"|向社会公布|已于[^\n。]{0,14}结束|published"
)
_CLUES = ("试", "卷", "高考", "中考", "考研", "xam", "Paper", "paper", "EXAM", "Test", "答案")
_WORDS = str.maketrans("〇零○Oo0一二三四五六七八九", "000000123456789")


class StructureDetector(AtOnce):
    """The detector of examination papers and of state; `as_of` is the day that decides whether a year is still to come."""

    def __init__(self, as_of: date | None = None, state: State | None = None) -> None:
        self.as_of, self.state = as_of, state

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield the examination paper that one reading is or holds, and what it says is kept back or handed over."""
        if self.state is not None:
            yield from intents(reading, self.state)
        yield from holes(reading)
        text = reading.folded.text
        if not any(clue in text for clue in _CLUES):
            return
        marked = sum(1 for _ in _MARKED.finditer(text))
        titles = list(islice(_titles(text), MOST))
        if not titles and marked < ENOUGH:
            return
        questions = len({hit["number"] for hit in _QUESTION.finditer(text)})
        for start, end, year in titles:
            near = text[start : start + 60 * HEAD]
            signs = sum(bool(pattern.search(near)) for pattern in (_MARKED, _NOTES, _ANSWERS, _SCORING)) + (questions > 1)
            notice = not marked and _NOTICE.search(text[max(0, start - REACH) : end + 2 * REACH])
            if signs >= SIGNS and not notice:
                yield self._paper(reading, start, end, year, (marked, questions))
                return
        if marked < ENOUGH or questions < ENOUGH or not _NOTES.search(text):
            return
        if marked >= 2 * ENOUGH or _ANSWERS.search(text) or _SCORING.search(text):
            first = next(_MARKED.finditer(text))
            yield self._paper(reading, first.start(), first.end(), 0, (marked, questions))

    def _paper(self, reading: Reading, start: int, end: int, year: int, counted: tuple[int, int]) -> Match:
        text = reading.folded.text
        head = text[max(0, start - HEAD) : end + HEAD]
        facts: dict[str, str | float | int | bool] = {
            "year": year,
            "coming": self.as_of is not None and year >= self.as_of.year,
            "questions": counted[1],
            "marked": counted[0],
            "has_answers": bool(_ANSWERS.search(text)),
            "has_scoring": bool(_SCORING.search(text)),
            "has_notes": bool(_NOTES.search(text)),
            "national": bool(_NATIONAL.search(text[max(0, start - 60) : end + 60])),
            "before_use": bool(_BEFORE_USE.search(text)),
            "practice": bool(_PRACTICE.search(head)),
            "published": bool(_PUBLISHED.search(text)),
        }
        return match(reading, "structure/exam_paper", Kind.QUANTITY, start, min(end, start + QUOTE), facts=facts)


def _title_lines(before: str) -> str:
    """The line before a tail, with up to two short ones above it: a title may stand on three lines."""
    lines = before.split("\n")
    kept = lines[-1]
    for line in reversed(lines[-3:-1]):
        if not 0 < len(line.strip()) <= TITLE or any(stop in line for stop in "。；;？！"):
            break
        kept = f"{line}\n{kept}"
    return kept


def _titles(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a paper may be titled, and for which year (0: none), found from the words a title ends in."""
    for hit in _NAMED.finditer(text):
        yield hit.start(), hit.end(), int(hit["year"].translate(_WORDS))
    for tail in _TAIL.finditer(text):
        low = max(0, tail.start() - REACH)
        before = text[low : tail.start()].rpartition("。")[2]
        if not tail["notes"]:
            before = _title_lines(before)
        named = _YEARED.search(before)
        if named:
            start = tail.start() - len(before) + named.start()
            end = tail.start() - len(before) + named.end() if tail["notes"] else tail.end()
            yield start, end, int(named["year"].translate(_WORDS))
        elif tail["english"] and (later := _LATER.match(text, tail.end())) and _EXAMINED.search(before + later.group()):
            yield tail.start() - len(before), later.end(), int(later["year"])
        elif not tail["notes"] and not tail["english"] and (bare := _UNDATED.search(before)):
            yield tail.start() - len(before) + bare.start(), tail.end(), 0
