"""Marks spread over cells and properties: 密级 | 机密 side by side or one above the other, 机 | 密 | ★10年, 密级=机密.

In: a reading with cells, or of a property. Out: `Candidate`s. A column headed 密级 marks every level word below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.detect.marks.candidate import Candidate
from outscan.detect.marks.period import FIRM, PERIOD, S, meaning
from outscan.detect.marks.state import LABEL, LEVELS
from outscan.detect.marks.whole import whole
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Level, Part

_LABEL = lazy(LABEL, needs=("密级", "密别", "定密", "等级", "级别", "lassification", "LASSIFICATION"), reach=(12, 14))
_LABEL_CELL = lazy(rf"[\W_]{{0,3}}{LABEL}(?:及保密期限|标[识志])?[\W_]{{0,3}}")
_VALUE = lazy(rf"[\W_]{{0,3}}(?P<word>绝密|机密|秘密)级?(?:{S}[★*·]?{S}{PERIOD})?[\W_]{{0,3}}")
_NAMED = lazy(
    r"(?i)密级|密别|securitylevel|security[ _-]?class|classification|secrecy"
    r"|sensitivity|msip_label_\w+_(?:name|contentbits)|protectivemarking|保密等级|label"
)
_LATIN = lazy(
    r"(?i)^\W*(?:(?P<top>top[ -]?secret|绝密)|(?P<secret>highly confidential|secret|机密)"
    r"|(?P<confidential>strictly confidential|confidential|restricted|秘密|商密|商业秘密)"
    r"|(?P<internal>internal(?: only| use only| use)?|内部(?:公开|使用|资料)?|工作秘密))\W*$"
)
_WRITTEN = lazy(
    rf"\W*(?P<word>[绝机秘]密)(?:级|件)?{S}[★☆·•‧.\-—–/,*~▲(\[]?{S}(?P<period>{FIRM})[)\]]?{S}(?P<more>.*)"
    r"|\W*(?P<paper>密件|涉密(?:件|文件|资料|材料))\W*"
)
"""A level and its term, or the name of a secret paper, is the whole of what a property says."""
_ROWS = 400
"""How far down a column headed 密级 its values are read."""


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Marks over cells, and properties whose name says level."""
    if reading.segment.where.part == Part.METADATA:
        yield from _properties(reading)
    yield from _columns(reading)


def _columns(reading: Reading) -> Iterator[Candidate]:
    """Level words in the column below a cell that says 密级."""
    text, segment = reading.folded.text, reading.segment
    cells = segment.cells
    for label in _LABEL.finditer(text):
        first, last = reading.folded.line_at(label.start(), label.end())
        if not _LABEL_CELL.fullmatch(text, first, last):
            continue
        if cells is not None and segment.places is not None:
            index = segment.places.index_at(reading.folded.offset(label.start()))
            yield from _below(reading, index)
        else:
            yield from _below_by_tabs(text, first, last)


def _below(reading: Reading, index: int) -> Iterator[Candidate]:
    """By the grid: the cells of the same column in the rows after the label."""
    segment, folded = reading.segment, reading.folded
    cells, places = segment.cells, segment.places
    if cells is None or places is None:
        return
    row, column = cells.rows[index], cells.columns[index]
    values: list[tuple[int, re.Match[str]]] = []
    for other in range(index + 1, min(len(cells), index + 40 * _ROWS)):
        if cells.rows[other] > row + _ROWS:
            break
        if cells.columns[other] != column:
            continue
        start, end = places.bounds(other, len(segment.text))
        a, b = folded.position(start), folded.position(end)
        found = _VALUE.fullmatch(folded.text[a:b].strip("\n\t"))
        if found:
            values.append((a + found.start("word"), found))
    yield from _column(values)


def _column(values: list[tuple[int, re.Match[str]]]) -> Iterator[Candidate]:
    """A candidate for each value; `listed` where all three levels stand there once each, as in a table that explains them."""
    words = [found["word"] for _, found in values]
    listed = len(words) == len(set(words)) == len(LEVELS)
    for start, found in values:
        yield _value(start, found, listed=listed)


def _below_by_tabs(text: str, first: int, last: int) -> Iterator[Candidate]:
    """By counting tabs, where the text has rows and no grid."""
    line = text.rfind("\n", 0, first) + 1
    column = text.count("\t", line, first)
    at = text.find("\n", last) + 1
    values: list[tuple[int, re.Match[str]]] = []
    for _ in range(_ROWS):
        stop = text.find("\n", at)
        row = text[at : stop if stop >= 0 else len(text)]
        cells = row.split("\t")
        if at == 0 or len(cells) <= column or (column == 0 and len(cells) == 1):
            break
        found = _VALUE.fullmatch(cells[column])
        if found:
            values.append((at + sum(len(cell) + 1 for cell in cells[:column]) + found.start("word"), found))
        if stop < 0:
            break
        at = stop + 1
    yield from _column(values)


def _value(start: int, found: re.Match[str], *, listed: bool) -> Candidate:
    level = LEVELS[found["word"]]
    end = start + (found.end("period") if found["period"] else found.end("word")) - found.start("word")
    facts: dict[str, str | float | int | bool] = {
        "word": found["word"],
        "listed": listed,
        **meaning(found["period"] or "", level),
    }
    return Candidate(start, end, "state-secret", level, "label", facts)


def _properties(reading: Reading) -> Iterator[Candidate]:
    """A property whose name says level: 密级 = 机密, SecurityLevel = Secret, MSIP_Label_…_Name = Confidential."""
    segment, folded = reading.segment, reading.folded
    places = segment.places
    count = len(places.starts) if places is not None else 1
    for index in range(count):
        start, end = places.bounds(index, len(segment.text)) if places is not None and count else (0, len(segment.text))
        spot = places.spots[index] if places is not None and count else segment.where.spot
        a, b = folded.position(start), folded.position(end)
        value = folded.text[a:b].strip("\n\t")
        name = spot.name.rpartition(":")[2]
        if named := re.match(r"([^=::\n]{2,60})\s?[=::]\s?(.+)", value):
            inside = value[named.start(2) :]
            if _NAMED.search(named[1]):
                name, a, value = named[1], a + named.start(2), inside
        if not _NAMED.search(name):
            yield from _written(
                name if not named else named[1], value if not named else named[2], a + (named.start(2) if named else 0)
            )
            continue
        if found := _LATIN.match(value):
            kind, level = _property_level(found)
            yield Candidate(a, a + len(value), kind, level, "property", {"word": value.strip(), "name": name[:40]})


def _written(name: str, value: str, at: int) -> Iterator[Candidate]:
    """A mark that is all one value of a property says, whatever the property is called: keywords: minutes; 机密·20年."""
    for part in re.finditer(r"[^;|\n]+", value):
        said = part[0].strip()
        found = _WRITTEN.fullmatch(said)
        if found is None or (found["more"] and not whole(said, lambda _: True)):
            continue
        level = LEVELS[found["word"]] if found["word"] else Level.SENSITIVE
        start = at + part.start() + part[0].index(said)
        facts = {"word": said, "name": name[:40], **meaning(found["period"] or "", level)}
        yield Candidate(start, start + len(said), "state-secret", level, "property", facts)


def _property_level(found: re.Match[str]) -> tuple[str, Level]:
    """Which kind and level a property's value means; Latin words are label metadata, never a Chinese level."""
    chinese = any("\u4e00" <= c <= "\u9fff" for c in found.group())
    if found["internal"]:
        return ("internal" if chinese else "label-metadata"), Level.WORK_SECRET
    if chinese:
        if "商" in found.group():
            return "commercial", Level.TRADE_SECRET
        level = Level.TOP_SECRET if found["top"] else Level.HIGHLY_SECRET if found["secret"] else Level.SECRET
        return "state-secret", level
    return "label-metadata", Level.TRADE_SECRET if found["confidential"] else Level.SENSITIVE
