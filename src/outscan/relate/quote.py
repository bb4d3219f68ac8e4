"""What a finding quotes: hits that stand in one breath as one stretch, a table's own title before its header and row.

In: the matches that met, the layout. Out: matches in the order a person reads them; joined spans stay the quote (law 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outscan.nouns import replace
from outscan.reading import around
from outscan.relate.layout import Layout
from outscan.tables import titular
from outscan.types import CELL, HARD, SOFT, Kind, Match, Segment, Span

LONGEST = 60
"""Characters a stretch may have; a longer one is quoted hit by hit."""
TITLE_ROWS = 4
"""Rows above a table's header among which its title may stand."""


def stretched(layout: Layout, matches: Sequence[Match], words: Sequence[str]) -> tuple[Match, ...]:
    """`matches` with those of one sentence drawn together where they fit LONGEST, and table titles put first.

    A line outside a grid is taken for its title only where one of `words`, the item's own terms, stands in it.
    """
    out: list[Match] = []
    drawn: dict[tuple[int, int], int] = {}
    for match in matches:
        if match.kind is Kind.TABLE:
            out += [title for title in _titles(layout, match, words) if not _among(out, title)]
        if match.kind is Kind.TABLE or len(match.spans) != 1 or layout.is_grid(match.segment):
            out.append(match)
            continue
        key = (match.segment, layout.sentence(match.segment, layout.stretch(match)[0]))
        if key in drawn and (longer := _drawn(layout, out[drawn[key]], match)) is not None:
            out[drawn[key]] = longer
        else:
            drawn.setdefault(key, len(out))
            out.append(match)
    return tuple(out)


def _among(matches: Sequence[Match], title: Match) -> bool:
    return any(m.segment == title.segment and m.spans == title.spans for m in matches)


def _drawn(layout: Layout, one: Match, other: Match) -> Match | None:
    """One match over both stretches, or None where that is longer than LONGEST or leaves the place."""
    start, end = min(one.start, other.start), max(one.end, other.end)
    text = layout.segment(one.segment).text
    if end - start > LONGEST or HARD in text[start:end]:
        return None
    return _at(layout.segment(one.segment), one, start, end)


def _at(segment: Segment, like: Match, start: int, end: int) -> Match:
    return replace(
        like,
        where=segment.where_at(start),
        spans=(Span(start, end),),
        quote=segment.text[start:end],
        context=around(segment, start, end),
        visible=segment.hidden is None,
        ocr=segment.ocr,
    )


def _titles(layout: Layout, table: Match, words: Sequence[str]) -> Iterator[Match]:
    """The title of a table: a lone cell in the rows above its header, or the short line that names it."""
    segment = layout.segment(table.segment)
    if segment.cells is not None and (span := _lone_cell_above(segment.text, table.start)) is not None:
        yield _at(segment, table, *span)
        return
    for number, start, end in layout.lines_before(table.segment):
        line = layout.text(number)[start:end]
        first, last = start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())
        if first < last and len(line) <= LONGEST and any(word in line for word in words):
            yield replace(_at(layout.segment(number), table, *layout.original(number, first, last)), segment=number)
            return


def _lone_cell_above(text: str, offset: int) -> Span | None:
    end = text.rfind(HARD, 0, offset)
    for _ in range(TITLE_ROWS):
        if end <= 0:
            return None
        start = text.rfind(HARD, 0, end) + 1
        row = text[start:end].strip(CELL + SOFT + " ")
        if CELL not in row and titular(row):
            at = text.index(row, start)
            return Span(at, at + len(row))
        end = start - 1
    return None
