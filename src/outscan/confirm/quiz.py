"""Marks in a quiz: an answer in a bank of questions, a statement to be judged true or false, a case that a question puts.

In: the context of one mark in running text or cells. Out: whether it is shown by a question. Law: a bank says itself what it is
(columns of lettered answers beside a question or a key; statements beside true and false), and what stands before its heads, in
a column of its own or alone in a cell of statements is borne; a question that points at its own paper (本卷, the attached file)
shows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from outscan.confirm.context import Context
from outscan.confirm.general import points
from outscan.genre.declared import OPENS, TEACHING, declared, head_of
from outscan.genre.earnest import live
from outscan.lazy_regex import lazy
from outscan.types import Part

__all__ = ["offered", "posed", "titled"]

LETTERS = 3
"""So many lettered columns are answers that a question offers."""
SAID = 2
"""A cell that says so many times more than its mark is a statement."""
REACH = 260
"""Characters behind a mark in which its question asks and offers answers."""
TITLED = 200
"""Characters a quiz opens with that say it is one of true and false."""
_LETTER = lazy(r"(?:选项|备选|答案|[Oo]ption|[Cc]hoice|[Aa]nswer)?[ _]?(?P<letter>[A-Ha-h])(?:选项|项|[.．、):：])?\Z")
_STEM = lazy(r"题干|题目|问题|试题|题面|\A题\Z|(?i:question|stem|item text|prompt|statement)")
_KEY = lazy(r"答案|正误|对错|判断|是否正确|(?i:\bkey\b|answer|correct|true ?/ ?false|\bt ?/ ?f\b|solution)")
_TRUTH = lazy(r"[对错√×✓✗✔✘]|正确|错误|是|否|(?i:t|f|true|false|yes|no|right|wrong)")
_OPENS = lazy(
    r"(?m:^)\W{0,3}(?:第?[一二三四五六七八九十\d]{1,3}(?:题|[.．、):：])|[Qq](?:uestion)? ?\d{1,3}\b"
    r"|【?(?:单选|多选|判断|情景)题?】?)"
    r"|(?i:true or false\W{0,3})"
)
_INDEFINITE = lazy(
    r"一[份张本封个叠]|某[份人单位]|小[\u4e00-\u9fff]|如果|假如|假设|要是|有人|同事|[\u4e00-\u9fff]同学|(?i:\b(?:an?|some|someone|if|suppose)\b)"
)
_ASKS = lazy(r"[?？]|[(（]\s{0,4}[)）]|_{3,}|(?i:\bt ?/ ?f\b)")
_CHOICE = lazy(r"(?<![A-Za-z])[(（]?(?P<letter>[A-Da-d])[)）.．、]")
_JUDGED = lazy(r"(?i:[(（ ]t ?/ ?f[)） ]|true or false|判断题|判断(?:正误|对错))")
_WORKS = lazy(
    r"书名|片名|剧名|歌名|曲名|影片|剧目|曲目|书目|游戏名|(?i:\b(?:books?|films?|movies?|songs?|albums?|games?|novels?)\b)"
)
"""Heads of columns that name works."""
_PAPER = lazy(r"(?:本|此|这份|这套)试?[卷题]|(?i:\b(?:this|the present) (?:paper|test|bank)\b)")
"""The questions themselves: what is said of them is no case."""
_POINTING = lazy(r"(?i)\b(?:the )?following\b|以下|下列")
"""Questions say so of their answers: that points at no paper."""


def offered(context: Context) -> bool:
    """Whether a mark stands in a bank of questions: under a lettered answer, or in a statement beside true and false."""
    if context.reading.segment.cells is None or context.part not in (Part.BODY, Part.TABLE):
        return False
    text = context.reading.folded.text
    low = text.rfind("\n", 0, context.start) + 1
    column = text[low : context.start].count("\t")
    cell = text[context.first : context.last]
    above = [line.split("\t") for line in text[:low].split("\n")]
    heads = next((row for row in reversed(above) if _bank(row)), None)
    if heads is None or column >= len(heads) or _own(cell):
        return False
    head = heads[column].strip()
    if _answers(heads) and _LETTER.match(head):
        return True
    if _KEY.search(head) or not _STEM.search(head) or not _speaks(context, cell):
        return False
    return bool(_answers(heads)) or _judged(context, heads)


def posed(context: Context) -> bool:
    """Whether a numbered question puts a paper with this mark as a case, and asks what is right about it."""
    if context.part not in (Part.BODY, Part.TABLE, Part.NOTE) or context.alone:
        return False
    text = context.reading.folded.text
    low = max(text.rfind("\n", 0, context.start) + 1, context.start - REACH)
    left, right = text[low : context.start], text[context.end : context.end + REACH]
    case = _lesson(text)
    if not (case or _OPENS.match(left)) or not _INDEFINITE.search(left) or live(text, context.start, context.end):
        return False
    asks = _ASKS.search(right)
    if asks is None or _own(left + right[: asks.end()]):
        return False
    if case:
        return True
    letters = {found["letter"].lower() for found in _CHOICE.finditer(right)}
    line = right.partition("\n")[0]
    return {"a", "b"} <= letters or _JUDGED.search(left + line) is not None or _JUDGED.search(text[:TITLED]) is not None


def _own(said: str) -> bool:
    """Whether `said` points at its own paper, or at the questions themselves."""
    return points(_POINTING.sub(" ", said)) or _PAPER.search(said) is not None


def _lesson(text: str) -> bool:
    """Whether the first line of a writing declares it a lesson: a handout of a case needs no numbers."""
    title = text.lstrip().partition("\n")[0][:TITLED]
    said = declared(head_of((), "", title), text[:OPENS])
    return said is not None and said.kind in TEACHING


def titled(context: Context) -> bool:
    """Whether a bare level stands in a column of books, films or songs: it is the name of one."""
    if context.reading.segment.cells is None or context.part not in (Part.BODY, Part.TABLE) or not context.alone:
        return False
    text = context.reading.folded.text
    low = text.rfind("\n", 0, context.start) + 1
    heads = text.partition("\n")[0].split("\t")
    column = text[low : context.start].count("\t")
    return low > 0 and len(heads) > 1 and column < len(heads) and _WORKS.search(heads[column]) is not None


def _bank(heads: Sequence[str]) -> bool:
    """Whether a row heads questions with their answers."""
    stem = any(_STEM.search(head) for head in heads)
    key = any(_KEY.search(head) for head in heads)
    return (bool(_answers(heads)) and (stem or key)) or (stem and key)


def _answers(heads: Sequence[str]) -> list[str]:
    """The letters of the columns of answers, from A on, [] where there are too few."""
    found = [hit["letter"].upper() for head in heads if (hit := _LETTER.match(head.strip()))]
    return found if len(found) >= LETTERS and found == [chr(ord("A") + n) for n in range(len(found))] else []


def _judged(context: Context, heads: Sequence[str]) -> bool:
    """Whether the key of every statement says true or false."""
    number = next(n for n, head in enumerate(heads) if _KEY.search(head))
    _, _, below = context.reading.folded.text.partition("\t".join(heads))
    rows = [line.split("\t") for line in below.split("\n") if line.strip()]
    return bool(rows) and all(len(row) > number and _TRUTH.fullmatch(row[number].strip()) for row in rows)


def _speaks(context: Context, cell: str) -> bool:
    return sum(map(str.isalnum, cell)) >= SAID * sum(map(str.isalnum, context.words))
