"""Why a hit may not count: words of `unless` beside it, a provision that names the matter, a lesson, a piece of news.

In: a hit's paragraph, table and title. Out: a reason in Chinese, or None. Law: only what stands beside a hit excuses
it, never the whole document; a hit with data of its own (a table, coordinates, a value) is never excused as law or lesson.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from outscan.fold import fold
from outscan.relate.layout import Layout, bounds
from outscan.types import HARD, Match, value

PASSAGE = 750
"""Characters on each side of a hit that are looked at for the signs of a catalogue being quoted."""
LISTED = 4
"""So many numbered entries near a hit make a list."""

_ARTICLE = re.compile(r"[\s\d.、]*(?:第[一二三四五六七八九十百零〇\d]{1,6}[条章节款]|【?法条】?)")
_PROVISION = re.compile(r"本(?:办法|规定|条例|法|细则|标准|规范|规程|目录|制度)|(?:办法|规定|条例|细则)(?:所称|规定的|明确)")
_DUTY = re.compile(r"应当|不得|适用于|是指|按照|属于|禁止|必须|有权|可以")
_SCOPE = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,6}条|[绝机秘]密级(?:国家秘密|事项|范围|包括)|密级事项|具体范围的规定|下列事项|下列情形|以下事项"
    r"|国家秘密(?:及其密级)?(?:的?具体)?范围|国家秘密(?:事项)?(?:目录|范围)|事项名称|知悉范围|产生层级"
    r"|classified (?:items|matters)|scope of state secrets",
)
_ENTRY = re.compile(r"(?:^|[\n\t。；;:：\s])(?:[(（][一二三四五六七八九十百\d]{1,4}[)）]|\d{1,3}[.、．]|[①-⑳]|[一二三四五六七八九十]{1,3}、)", re.MULTILINE)
_LESSON = re.compile(r"例题|习题|思考题|练习题|选择题|判断题|简答题|名词解释|教学目标|教学目的|课后|本章|本节|本课程|实验目的|学习要点|定义为|概念是")
_NEWS = re.compile(r"本报讯|新华社|中新网|(?:通讯员|记者)\s?[\u4e00-\u9fff]{2,4}|日电[)）]|据报道|新闻发布会")
_BOUND = re.compile(r"(?:超过|大于|高于|优于|小于|低于|不少于|不低于|不超过|不大于|达到|至少|以上|exceeding|better than|more than|over)\s*$")
_BOUND_AFTER = re.compile(r"\s*(?:及以上|以上|及以下|以下|以内|or more|or better)")


def unless_word(layout: Layout, match: Match, words: Sequence[str]) -> str | None:
    """The first of `words` beside `match`: in its paragraph, its table's head, the title of its file."""
    if not words:
        return None
    segment = layout.sheets[match.segment].reading.segment
    near = [layout.paragraph_text(match), layout.heads.get(segment.where.member, "")]
    if segment.cells is not None:
        near.append(layout.table_text(match.segment))
    text = HARD.join(near).casefold()
    for word in words:
        if folded_word(word) in text:
            return f"附近有排除词{value(word)}"
    return None


_FOLDED: dict[str, str] = {}


def folded_word(word: str) -> str:
    """`word` folded and without case, remembered."""
    if word not in _FOLDED:
        _FOLDED[word] = fold(word).text.casefold()
    return _FOLDED[word]


def genre(layout: Layout, match: Match) -> str | None:
    """Why the paragraph of `match` only names the matter: a provision, a catalogue, a lesson, news; None where it does not."""
    sheet = layout.sheets[match.segment]
    text = sheet.reading.folded.text
    start, end = layout.stretch(match)
    low, high = bounds(text, start, end)
    paragraph = text[low:high]
    if _ARTICLE.match(paragraph):
        return "所在段落为法规条文"
    if _PROVISION.search(paragraph) and _DUTY.search(paragraph):
        return "所在段落为规定性文字"
    if _LESSON.search(paragraph):
        return "所在段落为教学或定义性文字"
    if _NEWS.search(paragraph):
        return "所在段落为公开报道文字"
    passage = text[max(0, start - PASSAGE) : end + PASSAGE]
    if _SCOPE.search(passage) and len(_ENTRY.findall(passage)) >= LISTED and _listed(text, start, low):
        return "所在段落为保密范围目录的引文"
    return None


def _listed(text: str, start: int, low: int) -> bool:
    """Whether the hit itself stands in an entry of a list that a provision or a heading of a scope opens."""
    before = text[max(0, start - PASSAGE) : start]
    return _SCOPE.search(before) is not None and (_ENTRY.search(text[low : start + 1]) is not None or _ENTRY.match(text[low - 1 : low + 8]) is not None)


def threshold(layout: Layout, match: Match) -> bool:
    """Whether a quantity is worded as a limit (超过25平方千米, 5米以内), which a provision does and a datum seldom does."""
    text = layout.sheets[match.segment].reading.folded.text
    start, end = layout.stretch(match)
    return _BOUND.search(text[max(0, start - 12) : start]) is not None or _BOUND_AFTER.match(text, end) is not None
