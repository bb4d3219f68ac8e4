"""Levels that are explained one by one, or offered in a list: a scheme has several, and bears none of them.

In: the context of one mark in running text or cells. Out: whether the lines around set several different levels alike, each with
what it means (SECRET: board papers / CONFIDENTIAL: staff records / PUBLIC: web pages), or one word below the other. Law: a mark
with its line to itself at the head, in a header, a name or a property is none of them, and a line that says more than a level
and its explanation (附件1(机密)) is none either; two levels of a paper's own paragraphs are two marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from outscan.confirm.context import Context
from outscan.lazy_regex import lazy
from outscan.types import Part

__all__ = ["record", "scheme"]

AROUND = 700
"""Characters before and behind a line in which the other levels of its scheme stand."""
APART = 2
"""Lines without a level between two of one scheme."""
MANY = 3
"""So many different levels make a scheme, whatever is said of them; two do where both are explained."""
LONG = 140
"""Characters of an explanation, at most."""
_WORD = (
    r"绝密|机密|秘密|内部(?:公开|资料|使用|限阅)?|(?:主动|对外|依申请|不予)?公开|非密|工作秘密|(?:核心|普通|重要|一般)?商(?:密|业秘密)|敏感|受控|会后收回|阅后(?:收回|退回)|请勿(?:拍照|外传|复印)|注意保存"
    r"|(?i:(?:top|highly|strictly|most)[ -](?:secret|confidential)|secret|(?:company |highly )?confidential|restricted|internal"
    r"(?: use)?(?: only)?|public|open|unclassified|unrestricted|official(?: ?- ?sensitive)?|proprietary|sensitive|draft|final"
    r"|do not (?:copy|distribute|forward)|for internal use(?: only)?|tlp ?: ?(?:red|amber(?:\+strict)?|green|clear|white)"
    r"|export controlled|itar[ -](?:controlled|restricted)|ear ?99|no licen[cs]e required)"
)
_LINE = lazy(
    rf"[^\w\n(\[【(]{{0,4}}(?:(?i:(?:level|grade|tier|class|category|label|mark|zone) ?[\dA-Da-d]?|[LSC]\d|\d{{1,2}})"
    r"|第?[一二三四五1-5][级类档]|(?:标签|样式|字样|印章|贴纸|类别|等级|级别)[一二三四五六\d]{0,2})?[ .、)):：\-–—|\t]{0,4}"
    rf"[“\"‘【\[「(]?(?P<word>{_WORD})[”\"’】\]」)]?(?P<kind>级|类|件| level| data| information| documents?| papers?)?"
    r"(?P<joint>[ ]?[:：=|\t—–\-,，→(（][ \t]?|是指|是|指|适用|[ ](?=(?i:is|are|means|covers|for|may|applies|goes|stays|must)\b))"
    r"(?P<said>[^\n]{3,})$"
)
_KEYED = lazy(
    rf"\W{{0,3}}(?P<key>[A-Za-z0-9]{{1,3}}|[A-Za-z\u4e00-\u9fff]{{1,12}} [a-z\u4e00-\u9fff]{{1,12}})"
    rf" ?(?:=|:|→|[-–—] )[ ]?(?P<word>{_WORD})\W{{0,3}}$"
)
"""R = RESTRICTED, Yellow border: CONFIDENTIAL: a sign and the level it stands for."""
_LONE = lazy(rf"\W{{0,4}}(?P<word>{_WORD})级?\W{{0,4}}")
_EXPLAINS = lazy(
    r"泄[露漏]|损[害失]|影响|批准|知悉|查阅|仅限|只[能限给有]|不得|可以?(?:对外|公开|转|发|给)|加密|保存|销毁|范围|例如|如[:：]|指|适用|发布|流转|授权|审批"
    r"|(?i:\b(?:only|shar\w+|disclos\w+|harm\w*|damag\w+|loss|access\w*|approv\w+|encrypt\w*|lock\w*|shred\w*|destroy\w*|recipients?"
    r"|e\.g\.|such as|example|means|anyone|everyone|nobody|need[s -]|staff|board|community|organi[sz]ation|limit\w*|may|must|can"
    r"|cannot|never|records|papers|documents|information|files|data|pages?)\b)"
)
_OWN = lazy(
    r"本(?:件|文|图|表|页|报告|资料|材料|方案|邮件)|此件|附件|保密期限|期限[:：]|份号|编号"
    r"|(?i:\b(?:this|these|attached|enclosed|herewith|our|copy no|annex|appendix|attachment)\b)"
)
_OPEN = lazy(
    r"(?i)公开|非密|public|open|unclassified|unrestricted|official|final|tlp ?: ?(?:clear|white)|ear ?99|no licen[cs]e required"
)
_OFFERED = lazy(
    r"(?i)\b(?:choose|select|pick|one of|options|stamps|labels|levels|values|watermarks|available|settings?)\b[^.\n]{0,40}:\s*$"
    r"|(?:选择|可选|选项|下列|以下|如下|几种|各级|取值|枚举)[^。\n]{0,16}[:：]\s*$"
)
_HANDLED = lazy(r"(?i)密|标|备注|要求|管理|处理|限|阅|mark|label|handl|remark|note|class|level|distribut|restrict")
"""Heads of columns whose values may be marks."""
SIGN = 3
"""Letters of a sign that stands for a level."""
HEADED = 2
"""Lines below a level that is a heading."""
CELLS = 3
ROWS = 3
"""So many rows of so many cells are data."""


def scheme(context: Context) -> bool:
    """Whether the line of a mark is one of several that explain or offer different levels alike."""
    if context.part not in (Part.BODY, Part.TABLE):
        return False
    lines, own = _lines(context)
    if _LONE.fullmatch(lines[own].strip()):
        opens = not context.reading.folded.text[: context.first].strip()  # what a paper opens with is its own
        return not opens and _offered(lines, own)
    if (keyed := _KEYED.match(lines[own])) is not None:
        near = [one for line in lines[max(0, own - MANY) : own + MANY + 1] if (one := _KEYED.match(line)) is not None]
        alike = [one for one in near if len(one["key"]) <= SIGN or one["key"].split()[-1] == keyed["key"].split()[-1]]
        return len({_word(one) for one in alike}) >= MANY
    found = _LINE.match(lines[own])
    if found is None or not _explained(found):
        return False
    words, said = {_word(found)}, [found]
    for step in (-1, 1):
        at, missed = own + step, 0
        while 0 <= at < len(lines) and missed <= APART:
            other = _LINE.match(lines[at])
            if other is not None and _explained(other):
                missed = 0
                words.add(_word(other))
                said.append(other)
            elif lines[at].strip():
                missed += 1
            at += step
    if len(words) != len(said):  # a level that comes twice is borne by two things
        return False
    clear = all(_EXPLAINS.search(one["said"]) for one in said)
    return len(words) >= MANY or (len(words) > 1 and clear)


def record(context: Context) -> bool:
    """Whether a mark is a value in a row of data, in a column that is not for marks; a level only where the row has a figure."""
    if context.part is not Part.TABLE or context.reading.segment.cells is None:
        return False
    text = context.reading.folded.text
    low = text.rfind("\n", 0, context.start) + 1
    rows = [line.split("\t") for line in text.split("\n") if line.strip()]
    here = text[low : context.start].count("\t")
    number = sum(1 for line in text[:low].split("\n") if line.strip())
    full = [row for row in rows if sum(1 for cell in row if cell.strip()) >= CELLS]
    if number == 0 or len(full) < ROWS or number >= len(rows) or sum(1 for cell in rows[number] if cell.strip()) < CELLS:
        return False
    row, heads = rows[number], rows[0]
    if here >= len(heads) or here >= len(row) or _HANDLED.search(heads[here]) or (here and _HANDLED.search(row[here - 1])):
        return False
    if context.match.rule == "mark/internal":
        return len(heads) > CELLS
    counted = any(cell.strip().replace(".", "", 1).isdigit() for cell in row)
    return counted and not any(char.isdigit() for char in "".join(heads))


def _lines(context: Context) -> tuple[list[str], int]:
    """The lines around a mark as a reader sees them, and which of them is its own."""
    folded = context.reading.folded
    low, high = max(0, context.start - AROUND), min(len(folded.text), context.end + AROUND)
    breaks = folded.lines[bisect_right(folded.lines, low) : bisect_left(folded.lines, high)]
    edges = [low, *breaks, high]  # on a page the break itself is folded away
    shown = "\n".join(folded.text[a:b] for a, b in pairwise(edges))
    return shown.split("\n"), shown[: context.start - low + bisect_right(breaks, context.start)].count("\n")


def _explained(found: re.Match[str]) -> bool:
    said = found["said"]
    return len(said.strip()) <= LONG and not _OWN.search(said)


def _word(found: re.Match[str]) -> str:
    return " ".join(found["word"].casefold().split())


def _offered(lines: list[str], own: int) -> bool:
    """Whether a word alone on its line stands in a list of such words, one of which frees or which a line before offers."""
    first = last = own
    while first > 0 and _LONE.fullmatch(lines[first - 1].strip()):
        first -= 1
    while last + 1 < len(lines) and _LONE.fullmatch(lines[last + 1].strip()):
        last += 1
    words = {lines[at].strip().casefold() for at in range(first, last + 1)}
    if first == last:
        return _headings(lines, own)
    if len(words) != last + 1 - first:
        return False
    if first > 0 and _OFFERED.search(lines[first - 1]):
        return True
    return len(words) >= MANY and any(_OPEN.search(word) for word in words)


def _headings(lines: list[str], own: int) -> bool:
    """Whether a level alone on its line is one of several headings, each with a line or two below it, one of which frees."""
    words = [lines[own].strip().casefold()]
    for step in (-1, 1):
        at, missed = own + step, 0
        while 0 <= at < len(lines) and missed <= HEADED:
            if _LONE.fullmatch(lines[at].strip()):
                words.append(lines[at].strip().casefold())
                missed = 0
            elif lines[at].strip():
                missed += 1
            at += step
    return len(words) >= MANY and len(words) == len(set(words)) and any(_OPEN.search(word) for word in words)
