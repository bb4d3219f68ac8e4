"""Cut the hits of an item into the units its window speaks of, and place them on the unit's count of characters.

In: a window word, the layout, hits. Out: lists of placed hits, one list a unit. A hit may stand in several units: a table's
title belongs to its paragraph and to its table; a file's name belongs to everything in the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from outscan.lexicon.model import DOCUMENT_WINDOW
from outscan.lexicon.pack import BREATH
from outscan.relate.layout import Layout, bounds, line_start
from outscan.relate.windows import Hit
from outscan.types import Part

WIDTHS = {"sentence": 500, BREATH: 120, "paragraph": 500, "page": 4000, "document": DOCUMENT_WINDOW}
"""Characters inside which the groups of an item must meet; `table` and `package` have no width of their own."""
LATIN_BREATH = 300
"""One breath in English: forty to fifty words, about as much as 120 Han say."""
ANYWHERE = 1 << 50
LINES = ("sentence", BREATH, "paragraph")
"""Windows each hit stands in exactly one unit of."""
Key = tuple[object, ...]


def units(window: str, layout: Layout, hits: list[Hit], least: int) -> Iterator[list[Hit]]:
    """The units of `window` that hold any of `hits`; of lines, only those with hits of `least` groups."""
    if window in LINES:
        yield from _lines(window, layout, hits, least)
        return
    groups: dict[Key, list[Hit]] = defaultdict(list)
    for hit in hits:
        for key, placed in _places(window, layout, hit):
            groups[key].append(placed)
    yield from groups.values()


def _lines(window: str, layout: Layout, hits: list[Hit], least: int) -> Iterator[list[Hit]]:
    """Sentences, or rows and running texts: most hold one word by chance, and it is not placed before others stand there."""
    lines: dict[tuple[int, int], list[Hit]] = defaultdict(list)
    grids: dict[int, str | None] = {}
    for hit in hits:
        segment = hit.evidence.match.segment
        if window == "sentence":
            lines[segment, layout.sentence(segment, hit.low)].append(hit)
            continue
        # by characters, not by breaks: a PDF shows where lines end, not where paragraphs do
        if segment not in grids:
            grids[segment] = layout.text(segment) if layout.is_grid(segment) else None
        text = grids[segment]
        lines[segment, 0 if text is None else line_start(text, hit.low)].append(hit)
    for (segment, _), held in lines.items():
        if len({hit.condition for hit in held}) >= least:
            base = layout.sheets[segment].base
            yield [hit.standing(base + hit.low, base + hit.high) for hit in held]


def _places(window: str, layout: Layout, hit: Hit) -> Iterator[tuple[Key, Hit]]:
    match = hit.evidence.match
    sheet = layout.sheets[match.segment]
    own = hit.standing(sheet.base + hit.low, sheet.base + hit.high)
    if window == "table":
        yield from _tables(layout, own)
    elif window == "page" and (page := _page(layout, hit)) is not None:
        yield (match.segment, page), own
    elif window == "package":
        yield (), hit.standing(0, 0)
    else:
        yield from _document(layout, own)


def _page(layout: Layout, hit: Hit) -> int | None:
    """The number of the page or slide, None where the segment has none."""
    match = hit.evidence.match
    steps = match.where.spot.steps
    if not steps or (steps[0].kind != "slide" and [step.kind for step in steps] != ["page"]):
        return None
    places = layout.sheets[match.segment].reading.segment.places
    return places.index_at(match.start) if places else 0


def _tables(layout: Layout, hit: Hit) -> Iterator[tuple[Key, Hit]]:
    match = hit.evidence.match
    sheet = layout.sheets[match.segment]
    if layout.is_grid(match.segment):
        yield (match.segment,), hit
        return
    if match.rule.startswith("table/"):  # a table known by its lines only, in running text
        yield (match.segment, bounds(layout.text(match.segment), hit.low, hit.high)[0]), hit
    for other in layout.grids.get(sheet.member, ()):
        named = sheet.reading.segment.where.part is Part.NAME
        if named or any(low <= hit.start < high for low, high in layout.sheets[other].captions):
            yield (other,), hit


def _document(layout: Layout, hit: Hit) -> Iterator[tuple[Key, Hit]]:
    """On the file's count; what speaks for a table or the whole file reaches over it."""
    match = hit.evidence.match
    sheet = layout.sheets[match.segment]
    key: Key = (sheet.member,)
    if sheet.reading.segment.where.part is Part.NAME:
        yield key, hit.standing(0, layout.lengths[sheet.member])
        return
    if layout.is_grid(match.segment):
        heads = match.rule.startswith(("table/", "coordinates/")) or hit.start - sheet.base < sheet.header_end
        if heads:
            yield key, hit.standing(sheet.base, sheet.base + len(sheet.reading.folded.text))
            for low, high in sheet.captions:  # what stands around its title is near the table too
                if high < sheet.base - 1:
                    yield key, hit.standing(low, high)
            return
    yield key, hit
    for other in _captioned(layout, sheet.member, hit.start):
        grid = layout.sheets[other]
        yield key, hit.standing(grid.base, grid.base + len(grid.reading.folded.text))


def _captioned(layout: Layout, member: tuple[str, ...], at: int) -> list[int]:
    """The grids whose title holds offset `at` of the member's count."""
    if member not in layout.grids:
        return []
    return [
        number for number in layout.grids.get(member, ()) if any(low <= at < high for low, high in layout.sheets[number].captions)
    ]
