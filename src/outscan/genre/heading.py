"""The title of a writing, and what it says the writing is.

In: the folded text of a document's readings. Out: the short lines it opens with; the word among them that says it is a lesson, a
form, a story, a publication. Law: only the first lines of a file are its title, and a draft is no publication.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from outscan.fold import Folded
from outscan.genre import OPENING, TITLES, publication
from outscan.genre.declared import HEARD, TEACHING, declared
from outscan.genre.released import released
from outscan.lazy_regex import lazy
from outscan.reading import Document
from outscan.types import HARD, Part

__all__ = ["CAPTION", "first_lines", "in_article", "provides", "simulated", "spoken"]

CAPTION = 60
"""A line before a text or a table that is no longer than this may be its title."""
OPENED = 600
"""Characters in which a title is looked for."""
NARROW = 0.75
"""Of the longest line: a title is no line of a paragraph that goes on."""
_ARTICLE = lazy(r"\s*第[一二三四五六七八九十百零〇\d]{1,6}条[^\d]*")
"""An article without a figure of its own."""
_NORM = lazy(r"(?:办法|规定|条例|细则|制度|守则|规则|规程|章程|准则)(?:\(试行\)|\(暂行\))?(?:\s|$)")


def first_lines(folded: Folded) -> list[str]:
    """The title: the short lines a text opens with, up to the first that reads like a sentence.

    In a page without paragraphs a line is what the page shows as one, and a title ends well before the margin.
    """
    text = folded.text[:OPENED]
    lines = text.split(HARD)
    if len(lines[0]) > CAPTION:
        breaks = [0, *(at for at in folded.lines if at < len(text)), len(text)]
        shown = [text[a:b] for a, b in pairwise(breaks)]
        margin = NARROW * max(map(len, shown))
        lines = list(takewhile(lambda line: len(line.strip()) <= margin, shown))
    out: list[str] = []
    for line in map(str.strip, lines):
        if len(line) > CAPTION or line.endswith(("。", "；", "，", ".")) or len(out) == 3:  # noqa: PLR2004 - title, subtitle, author
            break
        if line:
            out.append(line)
    return out


def provides(document: Document, member: tuple[str, ...], text: str, at: int) -> bool:
    """Whether what stands at `at` is an article without a figure (第三条 …) under the title of a norm: it speaks in general."""
    return in_article(text, at) and _NORM.search(_head(document, member)[0]) is not None


def in_article(text: str, at: int) -> bool:
    """Whether the line at `at` is an article of a norm (第三条 …): what it keeps back, it keeps back in general."""
    line = text.rfind(HARD, 0, at + 1) + 1
    end = text.find(HARD, line)
    return _ARTICLE.fullmatch(text[line : end if end >= 0 else len(text)]) is not None


def spoken(document: Document, member: tuple[str, ...]) -> str | None:
    """The word in the title of a file that says what the file is; None where it says nothing.

    The file's name is not asked: who sends a file can call it what he likes, and what is heard in it stays the same.
    """
    title, opening = _head(document, member)
    word = next((word for word in TITLES if word in title), None)
    said = declared(title, opening)
    word = word or ("released" if released(opening, document.as_of) else None)
    return word or publication(title, opening[:OPENING]) or (said.words if said is not None and said.kind in HEARD else None)


def simulated(document: Document, member: tuple[str, ...]) -> bool:
    """Whether title and opening of a file both say that it is a lesson or a play, so that what it keeps back is part of it."""
    said = declared(*_head(document, member))
    return said is not None and said.kind in TEACHING and said.twice


def _head(document: Document, member: tuple[str, ...]) -> tuple[str, str]:
    """The title of a file, in small letters, and the text it opens with."""
    own = (one for one in document.readings if one.segment.where.member == member)
    body = next((one.folded for one in own if one.segment.where.part is Part.BODY and one.segment.cells is None), None)
    return (" ".join(first_lines(body)).casefold(), body.text) if body is not None else ("", "")
