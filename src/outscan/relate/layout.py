"""Where evidence stands: one running count of folded characters for each file, and which paragraphs and tables hold it.

In: the readings of a document. Out: `Layout`, which gives a match its stretch on that count, its paragraph, its table.
Distances are counted in folded text, so that invisible characters cannot push the parts of a matter apart.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from outscan.genre.declared import Declaration, declared, head_of
from outscan.genre.explained import EXPLAINS
from outscan.genre.heading import CAPTION, first_lines
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field
from outscan.reading import Document, Reading
from outscan.types import CELL, HARD, SOFT, Match, Part, Segment, Spot

PARAGRAPH = 1500
"""A paragraph longer than this is a page without paragraphs: only so much around a hit is read with it."""
HEADER_ROWS = 3
"""Rows at the top of a grid that speak for the whole of it."""
LINE_ENDS = HARD + SOFT
OPENING = 400
TITLE_LINES = 4
"""A document's title stands within its first OPENING characters, among its first TITLE_LINES lines."""
_SENTENCE_END = lazy("[。！？；;\n]|[.!?](?=\\s+[A-Z\u4e00-\u9fff])")
_SUBJECT = lazy(r"(?im)^(?:subject|主题)\s*[:：][ \t]*([^\n]+)")
_TABLE_TITLE = lazy(r"\s*(?:附?表|table|Table)\s*([0-9A-Za-z.\-]+|[一二三四五六七八九十]+)")
_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")}


class _Sheet(Struct):
    """What is known of one reading: its member, where it begins on the member's count, its captions."""

    reading: Reading
    member: tuple[str, ...]
    base: int
    captions: list[tuple[int, int]] = field(default_factory=list)
    sentences: array[int] | None = None
    header_end: int = 0
    origins: list[int] = field(default_factory=list)
    below: tuple[int, int] | None = None
    """Of a grid: the running text it stands in, and where."""

    def position(self, offset: int) -> int:
        """The first folded position that came from original `offset` or from beyond it; `Folded.position` in one bisect."""
        folded = self.reading.folded
        if len(folded.at) == 1:
            return min(offset, len(folded.text))
        if not self.origins:
            self.origins = [at + shift for at, shift in zip(folded.at, folded.shift, strict=True)]
        index = max(bisect_right(self.origins, offset) - 1, 0)
        last = folded.at[index + 1] if index + 1 < len(folded.at) else len(folded.text)
        return max(0, min(offset - folded.shift[index], last))


class Layout(Struct):
    """The geography of one document."""

    sheets: dict[int, _Sheet]
    lengths: dict[tuple[str, ...], int]
    grids: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    subjects: dict[tuple[str, ...], str] = field(default_factory=dict)
    openings: dict[tuple[str, ...], str] = field(default_factory=dict)
    name: str = ""
    """What the file is called now; places keep the name it was read under."""
    titles: dict[tuple[str, ...], str] = field(default_factory=dict)
    """The lines a file opens with, without its name: only they excuse. Who sends a file can call it what he likes."""

    def declared(self, member: tuple[str, ...]) -> Declaration | None:
        """What a file declares itself to be: by a mail's subject, its title, its opening; by names where its opening agrees."""
        held = (member[:end] for end in range(1, len(member) + 1))
        subject = " ".join(self.subjects[one] for one in held if one in self.subjects)
        title, opening = self.titles.get(member, ""), self.openings.get(member, "")
        if said := declared(head_of((), subject, title), opening):
            return said
        named = declared(head_of((self.name, *member[1:]), subject, title), opening)
        return named if named is not None and named.twice else None

    def stretch(self, match: Match) -> tuple[int, int]:
        """The folded offsets `[start, end)` of `match` in its own segment."""
        sheet = self.sheets[match.segment]
        start = sheet.position(match.start)
        return start, max(start + 1, sheet.position(match.end))

    def text(self, segment: int) -> str:
        """The folded text of a segment."""
        return self.sheets[segment].reading.folded.text

    def segment(self, number: int) -> Segment:
        """The segment of that number."""
        return self.sheets[number].reading.segment

    def original(self, number: int, start: int, end: int) -> tuple[int, int]:
        """The original stretch that folded `[start, end)` of segment `number` came from."""
        return self.sheets[number].reading.folded.original(start, end)

    def lines_before(self, number: int) -> Iterator[tuple[int, int, int]]:
        """Lines that may name grid `number`, nearest first, then the document's own title: segment, folded start and end."""
        sheet = self.sheets[number]
        for start, end in sheet.captions:
            for other in self.sheets.values():
                if other.member == sheet.member and other.base <= start < other.base + len(other.reading.folded.text):
                    yield other.reading.index, start - other.base, end - other.base
        bodies = (s for s in self.sheets.values() if s.member == sheet.member and s.reading.segment.where.part is Part.BODY)
        body = next((s for s in bodies if s.reading.segment.hidden is None), None)
        if body is not None:
            low, high = _page_of(body, sheet.reading.segment.where_at(0).spot)
            for start, end in _screen_lines(body, low, high):
                yield body.reading.index, start, end
            for start, end in _screen_lines(body, 0, OPENING)[:TITLE_LINES]:
                yield body.reading.index, start, end

    def sentence(self, segment: int, at: int) -> int:
        """The number of the sentence that holds folded offset `at`, within its segment."""
        sheet = self.sheets[segment]
        if sheet.sentences is None:
            sheet.sentences = array("Q", (found.end() for found in _SENTENCE_END.finditer(sheet.reading.folded.text)))
        return bisect_right(sheet.sentences, at)

    def sentence_bounds(self, segment: int, number: int) -> tuple[int, int]:
        """The folded stretch of sentence `number`; empty where the segment has none of that number."""
        self.sentence(segment, 0)
        number = max(0, number)
        sheet = self.sheets[segment]
        ends = sheet.sentences or ()
        length = len(sheet.reading.folded.text)
        low = 0 if number == 0 else ends[number - 1] if number <= len(ends) else length
        return low, ends[number] if number < len(ends) else length

    def passage(self, hits: Sequence[tuple[int, int, int]]) -> tuple[str, int, int]:
        """The running text in which stretches `(segment, low, high)` stand; a grid stands with its first rows below its text."""
        segment = hits[0][0]
        own = [(low, high) for number, low, high in hits if number == segment]
        low, high = min(own)[0], max(high for _, high in own)
        if not self.is_grid(segment):
            return self.text(segment), low, high
        sheet = self.sheets[segment]
        above = self.text(sheet.below[0])[: sheet.below[1]] if sheet.below else ""
        head = self.table_text(segment)
        return f"{above}\n{head}", len(above), len(above) + 1 + len(head)

    def is_grid(self, segment: int) -> bool:
        """Whether the segment is a table or sheet."""
        return self.sheets[segment].reading.segment.cells is not None

    def table_text(self, segment: int) -> str:
        """What speaks for a whole grid: its captions and its first rows."""
        sheet = self.sheets[segment]
        head = sheet.reading.folded.text[: sheet.header_end]
        prefix = sheet.reading.segment.cells.prefix.name if sheet.reading.segment.cells else ""
        caption = " ".join(self._caption_text(sheet, start, end) for start, end in sheet.captions)
        return f"{prefix} {caption} {head}"

    def _caption_text(self, sheet: _Sheet, start: int, end: int) -> str:
        for other in self.sheets.values():
            if other.member == sheet.member and other.base <= start < other.base + len(other.reading.folded.text) + 1:
                return other.reading.folded.text[start - other.base : end - other.base]
        return ""


def _page_of(body: _Sheet, spot: Spot) -> tuple[int, int]:
    """The folded stretch of the page a table stands on, empty where it stands on none."""
    segment = body.reading.segment
    page = Spot(spot.steps[:1])
    if not page.page or segment.places is None or page not in segment.places.spots:
        return 0, 0
    place = segment.places.bounds(segment.places.spots.index(page), len(segment.text))
    return body.position(place.start), body.position(place.end)


def _screen_lines(body: _Sheet, low: int, high: int) -> list[tuple[int, int]]:
    """The lines a reader sees between two folded offsets: cut at paragraphs and where a line was folded onto the next."""
    folded = body.reading.folded
    text = folded.text[low:high]
    cuts = {
        0,
        *(i + 1 for i, c in enumerate(text) if c in LINE_ENDS),
        *(at - low for at in folded.lines if low < at < high),
        len(text) + 1,
    }
    ends = sorted(cuts)
    return [(low + a, low + b - (1 if b > len(text) or text[b - 1 : b] in LINE_ENDS else 0)) for a, b in pairwise(ends)]


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of `text` between hard breaks around `[start, end)`, at most PARAGRAPH characters either way."""
    right = text.find(HARD, end, end + PARAGRAPH)
    return line_start(text, start), (right if right >= 0 else min(len(text), end + PARAGRAPH))


def line_start(text: str, at: int) -> int:
    """Behind the hard break before `at`, at most PARAGRAPH characters back."""
    low = max(0, at - PARAGRAPH)
    return text.rfind(HARD, low, at) + 1 or low


def lay_out(document: Document) -> Layout:
    """The layout of `document`: members in reading order, each with its own count."""
    sheets: dict[int, _Sheet] = {}
    lengths: dict[tuple[str, ...], int] = {}
    before: dict[tuple[str, ...], _Sheet] = {}
    titles: dict[tuple[tuple[str, ...], str], list[tuple[int, int]]] = {}
    grids: dict[tuple[str, ...], list[int]] = {}
    subjects: dict[tuple[str, ...], str] = {}
    openings: dict[tuple[str, ...], str] = {}
    own: dict[tuple[str, ...], str] = {}
    for reading in document.readings:
        segment, text = reading.segment, reading.folded.text
        member = segment.where.member
        sheet = _Sheet(reading, member, lengths.get(member, 0))
        lengths[member] = sheet.base + len(text) + 1
        sheets[reading.index] = sheet
        cells = segment.cells
        if cells is not None:
            grids.setdefault(member, []).append(reading.index)
            sheet.header_end = _rows_end(text, HEADER_ROWS)
            if member in before:
                stands = _end_of(before[member], segment.after)
                sheet.captions = _last_lines(before[member], stands)
                sheet.below = before[member].reading.index, stands
            sheet.captions += titles.get((member, _label(cells.prefix)), [])
        elif segment.where.part is Part.NAME:
            continue
        elif segment.where.part is Part.HEADER and (said := _SUBJECT.search(text[:PARAGRAPH])):
            subjects.setdefault(member, said[1][:200])
        else:
            for start, end, number in _table_titles(text):
                titles.setdefault((member, number), []).append((sheet.base + start, sheet.base + end))
            if segment.where.part is Part.BODY:
                openings.setdefault(member, text[:EXPLAINS])
            if segment.where.part is Part.BODY and member not in own and (lines := first_lines(reading.folded)):
                own[member] = " ".join(lines)  # the lines of a later slide or box are no title
            before[member] = sheet
    return Layout(sheets, lengths, grids, subjects, openings, document.name, own)


def _rows_end(text: str, rows: int) -> int:
    end = -1
    for _ in range(rows):
        end = text.find(HARD, end + 1)
        if end < 0:
            return len(text)
    return end


def _end_of(sheet: _Sheet, spot: Spot) -> int:
    """Where the place at `spot` ends in the folded text; the end of the text where there is none."""
    segment, length = sheet.reading.segment, len(sheet.reading.folded.text)
    if not spot or segment.places is None or spot not in segment.places.spots:
        return length
    place = segment.places.bounds(segment.places.spots.index(spot), len(segment.text))
    return sheet.position(place.end - 1 if place.end < len(segment.text) else place.end)


def _last_lines(sheet: _Sheet, end: int) -> list[tuple[int, int]]:
    """The last two short lines of `sheet` before folded offset `end`, as stretches on its member's count."""
    text, out = sheet.reading.folded.text, []
    for _ in range(4):
        start = text.rfind(HARD, max(0, end - PARAGRAPH), end) + 1
        if text[start:end].strip():
            if end - start > CAPTION:
                break
            out.append((sheet.base + start, sheet.base + end))
        if start == 0 or len(out) == 2:  # noqa: PLR2004 - a title and a unit line
            break
        end = start - 1
    return out


def _table_titles(text: str) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    if "表" not in text and "able" not in text:
        return out
    start = 0
    while start < len(text) and len(out) < 1000:  # noqa: PLR2004 - no document has more numbered tables
        end = text.find(HARD, start)
        end = len(text) if end < 0 else end
        if end - start <= CAPTION and CELL not in text[start:end] and (found := _TABLE_TITLE.match(text, start, end)):
            out.append((start, end, _number(found[1])))
        start = end + 1
    return out


def _number(label: str) -> str:
    """`表2` → 2, 二 → 2: what a table is called by."""
    bare = re.sub(r"^[^0-9一二三四五六七八九十]*", "", label)
    return "".join(_DIGITS.get(c, c) for c in bare).rstrip(".-")


def _label(prefix: Spot) -> str:
    """What the table of a grid may be called by: its own number in the text, or the figures of its sheet's name."""
    first = prefix.steps[0] if prefix.steps else None
    return str(first.number or "") if first and first.kind == "table" else _number(prefix.name)
