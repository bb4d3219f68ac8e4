"""Sentences in pieces: strings a program puts together, pieces of one length between the same signs, in cells, behind like heads.

In: a segment. Out: (where it begins, the sentence put together). A list of words has words of several lengths, and strings parted
by a comma are a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from outscan.fold import GLUE
from outscan.lazy_regex import lazy
from outscan.types import CELL, HARD, Segment

_JOINT = lazy(
    r"[\"'](?:[ \t]{0,4}(?:\+|\.{1,2}|&|\|\||<<)[ \t]{0,4}|[ \t]{0,4}(?:(?:\+|\.{1,2}|&|\|\|)?[ \t]{0,4}[_\\]?[\n\v]|[ \t])"
    r"[ \t]{0,40}(?:(?:\+|\.{1,2}|&|\|\|)[ \t]{0,4})?)[\"']"
)
"""Where one string ends and the next begins that is put behind it."""
_LONGEST = 80
_SIGNS = r"/|,;、·—\"'\[\]【】()（）"
_LISTED = lazy(
    rf"[{_SIGNS}](?<=[^\s].)[{_SIGNS} \t]{{0,5}}[^\s{_SIGNS}]{{2,6}}(?:[{_SIGNS} \t]{{1,6}}[^\s{_SIGNS}]{{1,6}}){{2,400}}"
    rf"|[|/,] [^\s{_SIGNS}]{{2,6}}(?: [|/,] [^\s{_SIGNS}]{{1,6}}){{2,400}}"
)
_PIECE = re.compile(rf"[^\s{_SIGNS}]{{1,6}}")
_BEFORE = 8
_HEADED = lazy(
    r"[\n\v]((?:\d{1,2}:)?\d\d:\d\d[.,]\d{3} --> [^\n\v]{0,40}[\n\v]|[^\n\v]{0,40}?[^\w\s\n\v]\s?|[^\n\v]{0,40} )"
    r"([^\s\n\v]{1,8})(?=[\n\v]|\Z)"
)
_FIGURES = re.compile(r"\d+")
_HAN = lazy(f"[{GLUE}]")
_SENTENCE, _BESIDE = 12, 24
"""Characters of a sentence in cells, and that stand in a grid beside one."""
_FEWEST, _HAN_FEWEST, _MOST, _SMALL = 3, 4, 100, 4000
"""Pieces, Han among them, sentences of a text; characters of a grid whose cells are asked: more is a table."""


def pieced(segment: Segment) -> Iterator[tuple[int, str]]:
    """Yield the sentences that stand in pieces."""
    text = segment.text
    told = (*_strings(text),) if segment.cells is None or len(text) < _SMALL else ()
    if segment.cells is None:
        told += (*_between(text), *_headed(text))
    elif len(text) < _SMALL:
        told += (*_cells(text),)
    for at, said in told[:_MOST]:
        if segment.cells is not None and (len(said) < _SENTENCE or 2 * len(said) + _BESIDE < len(text)):
            continue  # columns of a table hold names and codes of one length; a sentence has a sheet of its own
        if len(_HAN.findall(said)) >= _HAN_FEWEST:
            yield at, said


def _strings(text: str) -> Iterator[tuple[int, str]]:
    """Strings that are put together."""
    run: list[re.Match[str]] = []
    for joint in _JOINT.finditer(text) if '"' in text or "'" in text else ():
        if run and (joint.start() - run[-1].end() > _LONGEST or HARD in text[run[-1].end() : joint.start()]):
            yield _put_together(text, run)
            run = []
        run.append(joint)
    if run:
        yield _put_together(text, run)


def _put_together(text: str, run: list[re.Match[str]]) -> tuple[int, str]:
    quote = run[0].group()[0]
    start = max(text.rfind(quote, max(run[0].start() - _LONGEST, 0), run[0].start()), text.rfind(HARD, 0, run[0].start())) + 1
    end = text.find(run[-1].group()[-1], run[-1].end(), run[-1].end() + _LONGEST)
    cuts = [start, *(edge for joint in run for edge in joint.span()), end if end >= 0 else run[-1].end()]
    return start, "".join(text[cuts[at] : cuts[at + 1]] for at in range(0, len(cuts), 2))


def _between(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of one length with the same signs between them in a line."""
    for found in _LISTED.finditer(text):
        at = max(found.start() - _BEFORE, 0)
        before = _PIECE.findall(text, at, found.start())
        behind = _PIECE.findall(found.group())
        pieces = [*before[-1:], *behind]
        if said := even(pieces) or even(behind):
            yield found.start(), said


def _headed(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of one length, each behind a number, a key, a time."""
    lines = [(one.start(), _FIGURES.sub("0", one[1]), one[2]) for one in _HEADED.finditer(f"\n{text}")]
    for _, group in groupby(lines, key=lambda line: line[1]):
        run = list(group)
        if len(run) > _FEWEST and (said := even([piece for _, _, piece in run])):
            yield run[0][0], said


def _cells(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of one length in the cells of a row or of a column."""
    rows = [line.split(CELL) for line in text.split(HARD)]
    at = 0
    for row in rows:
        if said := even([cell for cell in row if cell]):
            yield at, said
        at += sum(map(len, row)) + len(row)
    for column in range(min(max(map(len, rows)), _MOST)):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        if said := even(cells) or even(cells[1:]):
            yield 0, said


def even(pieces: list[str]) -> str:
    """The first four pieces of one length or more put together, the last of which may be shorter; "" where there are none."""
    at = 0
    for width, group in groupby(pieces, key=len):
        alike = len(list(group))
        last = at + alike + (at + alike < len(pieces) and len(pieces[at + alike]) < width)
        if alike >= _FEWEST and last - at > _FEWEST and 1 < width <= _BEFORE and len(set(pieces[at:last])) * 2 > last - at:
            return "".join(pieces[at:last])
        at += alike
    return ""
