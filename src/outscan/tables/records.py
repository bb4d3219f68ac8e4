"""Records told by labels: one card a point, `N= E=` lines, a label beside its value.

In: a segment. Out: `Block`s whose header are the labels and whose rows the values. A record begins where a label comes again.
Only labels of places are read: what else stands beside a colon is no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.fold import fold
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field
from outscan.tables.blocks import Block
from outscan.tables.cells import Cell
from outscan.types import Segment

MOST = 400
"""Records of one block that are kept."""
FAR = 400
"""Characters between two values of one record, or between two records of one block."""
BEFORE = 160
_FIGURE = r"[-+−]?\d{1,3}(?:[ ,\u00a0]\d{3})+(?:\.\d+)?|[-+−]?\d{1,9}(?:\.\d+)?"
_ANGLE = (
    r"\d{1,3}\s?[°º度]\s?\d{1,2}(?:\.\d+)?\s?[′'’分]\s?(?:\d{1,2}(?:\.\d+)?\s?(?:″|\"|”|''|秒)?)?"
    r"|\d{2,3}[-:]\d{1,2}[-:]\d{1,2}\.\d+"
)
_PLACE = lazy(
    r"(?=[XYZBLNEHhxynel纵横北东纬经高正大海])(?P<label>(?<![A-Za-z0-9_])(?:[XYZHBLNEhxy]|[Nn]orth(?:ing)?|[Ee]ast(?:ing)?|[Ll]at(?:itude)?|[Ll]on(?:gitude)?|[Hh]eight"
    r"|[Ee]lev(?:ation)?|NORTHING|EASTING|LAT(?:ITUDE)?|LON(?:GITUDE)?)|[纵横北东]坐标|[纬经]度|北纬|东经|高程|正常高"
    r"|大地高|海拔)"
    r"\s?(?:坐标)?[XYHBLxy]?\s?(?:[(（\[][^()（）\[\]\n\t]{0,8}[)）\]])?\s?(?:[:：=＝]\s?|\t)[:：=]?\s?"
    rf"(?P<value>{_ANGLE}|{_FIGURE})(?:\s?[mM米]|[NSEW])?(?![A-Za-z0-9])"
)
_NAME = lazy(
    r"(?P<label>点\s?名|点\s?号|点位名称?|名\s?称|站\s?名|测站|[Nn]ame|[Pp]oint(?: [Nn]ame| No\.?| ID)?|[Ss]tation|ID|编\s?号)"
    r"\s?(?:[:：=＝]\s?|\t)(?P<value>[^\s:：=,，;；]{1,20})"
)
_GRADE = lazy(
    r"(?P<label>等\s?级|级\s?别|[Oo]rder|[Gg]rade|[Cc]lass)\s?(?:[:：=＝]\s?|\t)"
    r"(?P<value>[^\s:：=,，;；]{1,12}(?: order)?)"
)
_PAIRED = lazy(r"[=:：＝\t](?=[ \t]?[-+]?\d\d)")
_NEAR = lazy(r"(?:[XYZHBLNExy]|坐标|[纬经]度|北纬|东经|ing|ude|[Ll]at|[Ll]on)[^\n]{0,8}?[=:：＝\t](?=[ \t]?[-+]?\d\d)")
"""A label and a figure near it: most texts with figures have none."""
_LABEL = lazy(r"(?:[XYZHBLNExy]|坐标|[纬经]度|北纬|东经|ing|ude|[Ll]at|[Ll]on)[^\n]{0,8}?\Z")
MANY = 100
"""So many figures are looked at one by one before a label near any of them is looked for."""
LABEL = 12
"""Characters before a figure in which its label stands."""
FEWEST = 2
"""Values of one record: a place has two."""


class _Record(Struct):
    """Label by label: its cell and its value's."""

    cells: dict[str, tuple[Cell, Cell]] = field(default_factory=dict)
    start: int = 0
    end: int = 0


def records(segment: Segment) -> Iterator[Block]:
    """Yield what labels with values tell, as tables: two records at least."""
    text = segment.text
    if not _worth(text):
        return
    gathered: list[_Record] = []
    for one in _records(text):
        if gathered and one.start - gathered[-1].end > FAR:
            yield from _block(text, gathered)
            gathered = []
        gathered.append(one)
    yield from _block(text, gathered)


def _worth(text: str) -> bool:
    """Whether two figures stand behind labels of places: cheap to ask of any text."""
    found = 0
    for asked, hit in enumerate(_PAIRED.finditer(text)):
        if asked == MANY:
            return found + _labelled(text, hit.start()) >= FEWEST
        found += _LABEL.search(text, max(0, hit.start() - LABEL), hit.start()) is not None
        if found == FEWEST:
            return True
    return False


def _labelled(text: str, begin: int) -> int:
    """How many figures from `begin` on stand behind labels of places, FEWEST at most: looked for from labels, which are fewer."""
    found, last = 0, begin - 1
    for label in _NEAR.finditer(text, max(0, begin - LABEL)):
        # behind the figure it was met with more may stand that are near a label inside it
        for hit in _PAIRED.finditer(text, max(label.start(), last + 1), min(label.end() + 2 * LABEL, len(text))):
            if hit.start() < label.end() + LABEL:
                last = hit.start()
                found += _LABEL.search(text, max(0, last - LABEL), last) is not None
                if found == FEWEST:
                    return found
    return found


def _records(text: str) -> Iterator[_Record]:
    current = _Record()
    for hit in _PLACE.finditer(text):
        label = hit["label"].lower()
        if current.cells and (label in current.cells or hit.start() - current.end > FAR):
            if len(current.cells) >= FEWEST:
                yield current
            current = _Record(start=hit.start())
        if not current.cells:
            current.start = hit.start()
        current.cells[label] = (_cell(hit, "label"), _cell(hit, "value"))
        current.end = hit.end()
    if len(current.cells) >= FEWEST:
        yield current


def _cell(hit: re.Match[str], name: str) -> Cell:
    return Cell(hit[name], hit.start(name), hit.end(name), 0)


def _block(text: str, gathered: list[_Record]) -> Iterator[Block]:
    """The records as one table; names and grades are looked for around each."""
    if len(gathered) < 2:
        return
    labels = list(dict.fromkeys(label for one in gathered for label in one.cells))
    heads: dict[int, Cell] = {}
    rows: list[list[Cell]] = []
    last = max(0, gathered[0].start - BEFORE)
    for number, one in enumerate(gathered[:MOST]):
        stop = gathered[number + 1].start if number + 1 < len(gathered) else min(len(text), one.end + BEFORE)
        row = [Cell(value.text, value.start, value.end, labels.index(label) + 2) for label, (_, value) in one.cells.items()]
        for column, pattern in enumerate((_NAME, _GRADE)):
            found = _last(pattern, text, last, one.start) or pattern.search(text, one.start, stop)
            if found:
                row.append(Cell(found["value"], found.start("value"), found.end("value"), column))
                heads.setdefault(column, Cell(found["label"], found.start("label"), found.end("label"), column))
        if not any(cell.column == 0 for cell in row) and (named := _opens(text, one.start)):
            row.append(named)
        rows.append(sorted(row, key=lambda cell: cell.start))
        last = one.end
    for label in labels:
        owner = next(one for one in gathered if label in one.cells)
        head = owner.cells[label][0]
        heads[labels.index(label) + 2] = Cell(head.text, head.start, head.end, labels.index(label) + 2)
    header = [heads[column] for column in sorted(heads)]
    title = fold(text[max(0, gathered[0].start - BEFORE) : gathered[0].start]).text.replace("\n", " ").replace("\t", " ")
    yield Block(title, [header], rows, len(gathered), [], gathered[-1].end)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for hit in pattern.finditer(text, start, end):
        found = hit
    return found


def _opens(text: str, start: int) -> Cell | None:
    """The word a line opens with before its first label, as JZ01 before its northing."""
    first = max(text.rfind(sign, 0, start) for sign in "\n\v") + 1
    words = text[first:start].split()
    if words and len(words) <= 2 and len(words[0]) <= 20:
        at = text.index(words[0], first)
        return Cell(words[0].rstrip(":：,，"), at, at + len(words[0].rstrip(":：,，")), 0)
    return None
