"""Words that are not written from left to right: letters one a line, down a column, upwards, turned round.

In: a segment. Out: a segment for each such stretch, its letters in the order in which they are read, at the place of the first.
The stretch stays where it is as well: nothing is read less than before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, islice

from outscan.extract.within.apart import apart
from outscan.extract.within.cut import cut
from outscan.extract.within.overrides import overridden
from outscan.extract.within.pieced import pieced
from outscan.extract.within.turned import is_turned, turned
from outscan.fold import GLUE
from outscan.lazy_regex import lazy
from outscan.nouns import replace
from outscan.types import CELL, HARD, Places, Segment

_LETTER = (
    rf"(?:[{GLUE}○]|★?\d[\d:：.,]{{0,9}}(?:年|个?月|天)?|★?(?:启用前|长期|永久)|[A-Za-z]{{1,3}}[²2]?|[:：,，.。、;；()（）])"
)
"""A letter, a figure, the term at the end of a mark, or what stands between words."""
_BLANK = r"[ \t\u3000\u200b]*"
_BEFORE = (
    r"(?:(?:[-*+•·>]|\d{1,4}[.)、]|\[\d\d:\d\d[.:]\d\d\]|[\"']?[\w.-]{1,24}[\"']?[ \t]?(?:=|:(?!\d))|[\[{(\"'])[ \t\u3000]*){0,3}"
)
"""What stands before a letter in a list, a list of keys, a song or a source."""
_LINE = rf"{_BLANK}{_BEFORE}(?P<letter%s>{_LETTER}){_BLANK}[\"']?[,;]?[\]}})]*{_BLANK}\\?{_BLANK}"
"""A letter in a line of its own; a backslash behind it says that the text goes on (YAML, shells, C)."""
_CUE = r"(?:\d{1,5}[\n\v]+)?(?:\d\d:)?\d\d:\d\d[.,]\d{3} --> [^\n\v]{0,60}[\n\v]+"
"""Number and time of a subtitle, between its lines."""
_DOWN = lazy(rf"(?:(?<=[\n\v])|\A)(?:{_LINE % 1}(?:[\n\v]+|\Z)(?:{_CUE})?){{3,}}")
_EACH = lazy(rf"(?:(?<=[\n\v])|\A)(?:{_CUE})?{_LINE % 1}(?:[\n\v]+|\Z)")
_ONE_LINE = lazy(rf"[\n\v \t\u3000:=\"'\[\]>.)、*+•·-][{GLUE}○][\"']?[,;]?[\]}})]*[ \t]*\\?[\n\v]")
"""The end of a line that may hold a letter and nothing else."""
_ROW = rf"[ \t\u3000]*[{GLUE}○\d](?:[ \t\u3000]+[{GLUE}○\d]){{1,9}}[ \t\u3000]*"
_BESIDE = lazy(rf"(?:(?<=[\n\v])|\A)(?:{_ROW}(?:[\n\v]+|\Z)){{3,}}")
"""Several columns written downwards side by side, their letters parted by blanks."""
_ONE_ROW = lazy(rf"[\n\v]{_ROW}[\n\v]")
_HAN = lazy(f"[{GLUE}]")
_SINGLE = lazy(rf"(?<![^\t\n])[{GLUE}](?![^\t\n\v])")
_SMALL = lazy(rf"(?<![^\t\n]){_LETTER}(?![^\t\n\v])")
_FIRST_ACROSS, _ACROSS = (
    lazy(rf"{begin}(?:[^\t\n]*\t)??({_LETTER}(?:\t{_LETTER}){{3,}})(?![^\t\n])") for begin in (r"\A", r"\n")
)
"""A row of letters: the first one, and any behind the end of another, where the engine looks for that end alone."""
_TURNED = lazy(r"(?:[年月日天]个?\d{1,2}|前用启|前封启|期长|久永)[★☆⭐](?:密[绝絕机機秘祕])")
_LEVEL_TURNED = lazy("密[绝絕机機秘祕]")
_TERMS = frozenset("启长永")
"""A Han that begins a cell of several signs and is none of these makes no letter of it."""
_ONE = 2
"""From where a cell of one sign begins to where the next one does."""
_APART = 3
"""Letters of a column stand in neighbouring rows, or with an empty row or two between them."""
_MOST = 200
"""Stretches of one segment read another way; a document with more is no text of that kind."""


def ways(segment: Segment) -> Iterator[Segment]:
    """Yield a segment for each stretch of `segment` whose letters are read in another order than they are stored."""
    text = segment.text
    if "\u202e" in text:
        for number, (at, line) in enumerate(overridden(text)):
            if number < _MOST:
                yield _rewritten(segment, at, line)
    for at, line in turned(text):
        yield _rewritten(segment, at, line)
    if "密" in text and _TURNED.search(text):
        for found in _TURNED.finditer(text):
            yield _rewritten(segment, found.start(), found.group()[::-1])
    if segment.cells is not None:
        yield from _columns(segment)
    if segment.cells is None or CELL not in text:
        yield from _downwards(segment)
    for at, letters in apart(text):
        yield _rewritten(segment, at, letters)
    for at, said in pieced(segment):
        yield _rewritten(segment, at, said)
    for at, said in cut(text) if segment.cells is None else ():
        yield _rewritten(segment, at, said)


def _rewritten(segment: Segment, at: int, text: str) -> Segment:
    return replace(segment, where=segment.where_at(at), text=text, places=None)


def _downwards(segment: Segment) -> Iterator[Segment]:
    """Letters one a line or paragraph."""
    text = segment.text
    for number, found in enumerate(_DOWN.finditer(text) if _ONE_LINE.search(text) else ()):
        if number >= _MOST:
            return
        letters = "".join(one["letter1"] for one in _EACH.finditer(text, found.start(), found.end()))
        yield from _read(segment, found.start(), letters)
    for number, found in enumerate(_BESIDE.finditer(text) if _ONE_ROW.search(text) else ()):
        if number >= _MOST:
            return
        rows = [line.split() for line in re.split(r"[\n\v]+", found.group()) if line.strip()]
        columns = ["".join(row[at] for row in rows if at < len(row)) for at in range(max(map(len, rows)))]
        for read in ("".join(columns), "".join(reversed(columns))):
            yield from _read(segment, found.start(), read)
        for column in columns:
            yield from _read(segment, found.start(), column)


def _read(segment: Segment, at: int, letters: str) -> Iterator[Segment]:
    """Letters read downwards; upwards too where they spell a level so."""
    if len(_HAN.findall(letters)) < 2:
        return
    lines = [letters]
    if _LEVEL_TURNED.search(letters) or is_turned(letters):
        lines.append(letters[::-1])
    yield _rewritten(segment, at, HARD.join(lines))


def _columns(segment: Segment) -> Iterator[Segment]:
    """Letters one a cell, down the columns of a grid; along a row where every figure has a cell of its own."""
    text, cells, places = segment.text, segment.cells, segment.places
    some = _some(text)
    if cells is None or places is None or len(some) < 2:
        return
    columns: dict[int, list[tuple[int, int, str]]] = {}
    wanted = {cells.columns[places.index_at(at)] for at in some}
    for index, at, letter in _small(text, cells.columns, places, wanted):
        columns.setdefault(cells.columns[index], []).append((cells.rows[index], at, letter))
    made = 0
    for column in sorted(columns):
        for run in _runs(columns[column]):
            if made < _MOST:
                made += 1
                yield from _column(segment, run, first=cells.rows[0])
    for row in chain(_FIRST_ACROSS.finditer(text), _ACROSS.finditer(text)):
        if made < _MOST:
            letters = row[1].replace(CELL, "")
            if len(_HAN.findall(letters)) * 3 >= row[1].count(CELL):
                made += 1
                yield from _read(segment, row.start(1), letters)


def _small(text: str, columns: Sequence[int], places: Places, wanted: AbstractSet[int]) -> Iterator[tuple[int, int, str]]:
    """The cells of these columns that hold one letter or figure: the index of each, where it begins, what it holds."""
    if text.count(CELL) + text.count(HARD) != len(columns) - 1:  # a cell holds several lines
        for small in _SMALL.finditer(text):
            if columns[index := places.index_at(small.start())] in wanted:
                yield index, small.start(), small.group()
        return
    match, starts, lines = _SMALL.match, places.starts, "\v" in text
    behind = chain(islice(starts, 1, None), (len(text) + 1,))
    for index, (at, stop, column) in enumerate(zip(starts, behind, columns, strict=True)):
        if column not in wanted or (
            not lines and stop - at > _ONE and "\u3400" <= (sign := text[at]) <= "\u9fff" and sign not in _TERMS
        ):
            continue
        if (found := match(text, at)) is not None:
            yield index, at, found.group()


def _some(text: str) -> list[int]:
    """Where the first cells stand that hold one letter."""
    return [found.start() for found in _SINGLE.finditer(text)][:100_000]


def _runs(letters: list[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """Letters of one column in rows that adjoin."""
    run: list[tuple[int, int, str]] = []
    for letter in letters:
        if run and letter[0] - run[-1][0] > _APART:
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _column(segment: Segment, run: list[tuple[int, int, str]], first: int) -> Iterator[Segment]:
    """One run downwards; without its first letter too, where that may head the column."""
    if len(run) < 3:
        return
    yield from _read(segment, run[0][1], "".join(letter for _, _, letter in run))
    if run[0][0] == first:
        yield from _read(segment, run[1][1], "".join(letter for _, _, letter in run[1:]))
