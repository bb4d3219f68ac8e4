"""Figures whose unit or name stands in the head of their column or in the label beside them.

In: a reading. Out: `quantity/<kind>` matches that quote the head and the figure: 面积（平方公里） over or before 31.6, 比例尺分母
before 2000; and whose unit has a cell of its own. What head and figure say together is read by the same rules as a sentence
(面积31.6平方公里). Of a column its largest and smallest figures are told, and for areas and persons what they come to together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from outscan.detect.base import match
from outscan.detect.quantities.measures import measures
from outscan.detect.quantities.units import ALONE, FIRST, LENGTHS, UNITS
from outscan.fold import fold
from outscan.lazy_regex import lazy
from outscan.nouns import replace
from outscan.reading import Reading
from outscan.tables import Cell, Lines, aligned
from outscan.tables.figures import NUMBER, figure
from outscan.types import Kind, Match, Segment, Span

MOST = 60
"""Heads of one segment that are looked at."""
ROWS = 4000
"""How far down a column is read."""
BELOW = 2
"""The first figure stands at most so many rows below its head."""
ADDITIVE = {"area": "km2", "persons": "persons"}
_KINDS = frozenset(
    {"area", "discharge", "storage", "level", "depth", "height", "persons", "money", "ore_reserve", "image_resolution",
     "grid_resolution", "contour_interval", "positional_accuracy", "gravity", "capacity", "voltage", "length"}
)  # fmt: skip
_HEAD = lazy(
    rf"(?P<label>[^\t\n|,;\d（(\[/]{{1,24}}?)\s?(?:[（(\[【]\s?(?:单位[:：]?)?(?P<power>[万亿千百]?)(?P<unit>{UNITS})\s?[)）\]】]"
    rf"|[/,，]\s?(?P<power2>[万亿千百]?)(?P<unit2>{UNITS})(?![\w/]))"
)
_FIGURE = lazy(
    rf"[（(\[【/_]\s?(?:单位[:：]?)?(?P<power>[万亿千百]?)(?P<unit>{UNITS})\s?[)）\]】]?[\"'”]?\s{{0,2}}[:：=为是]\s{{0,2}}"
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,14}(?:\.\d{1,6})?)(?![\d,.:/])"
)
"""A unit beside a label and the figure behind it in running text: （平方公里）：31.6."""
_LABEL = lazy(r"[^\W\d_]{1,24}\s?\Z")
_SCALE = lazy(
    r"(?:比例尺|[Ss]cale)(?:\s?(?:的)?分母|[_ ]?(?:[Dd]enominator|[Dd]enom\.?)|\s?[（(]\s?1\s?[:：]\s?[)）])"
    r"|(?:地形图|测图|成图)?比例尺|[Mm]ap [Ss]cale|[Ss]cale"
)
_SIGNS = frozenset("（([【/,，")
"""One of them stands before the unit of every head,"""
_SCALED = frozenset("例Ss")
"""and one of these in every name of a scale."""
_BEGUN = (
    r"(?=\s?(?:单位[:：]?)?[万亿千百]?(?:平方|公|km|sq|ha|亩|人|名|立方|[mM][23²³]|元|吨|t\b|米|m\b|cm|毫"
    r"|mGal|kV|千|兆|MW|GW))"
)
"""How a unit begins."""
_UNIT = lazy(rf"[（(\[/【_]{_BEGUN}")
_HEADS = lazy(rf"[（(\[【/,，]\s?(?:单位[:：]?)?[万亿千百]?{FIRST}")
"""Stands in every head with a unit."""
_LONE = lazy(rf"[\t\n\v|\u3000 ]{_BEGUN}[^\t\n\v|\d]{{1,12}}(?=[\t\n\v|]|  |\Z)|单\s?位[:：]|[Uu]nits?:")
_BLANKS = lazy(r" (?<=\S )(?= )|\u3000(?<=\S\u3000)")
"""Blanks that may draw a table."""
_UNIT_ALONE = (
    r"(?P<whole>[（(\[【]?(?:计量)?(?:单\s?位|[Uu]nits?)\s?[:：]\s?)?"
    rf"[（(\[【]?(?P<unit>[万亿千百]?(?:{UNITS}))\s?[)）\]】]{{0,2}}"
)
_ALONE = lazy(_UNIT_ALONE)
"""A cell that is nothing but a unit: that of the head above it; or, said to be one, that of the whole table."""
_ALONE_IN_GRID = lazy(rf"(?<![^\t\n])[ \u3000\"'\v\r]*{_UNIT_ALONE}[ \u3000\"'\v\r]*(?![^\t\n])")
"""Such a cell where a whole grid is searched, blanks around it aside."""
_HEAD_SIGN = lazy("[（(\\[【/,，例Ss]")
"""One of these stands in every head with a unit and in every name of a scale."""
_OPENS = frozenset(f"（([【计单Uu万亿千百{''.join(unit[0] for unit in (*LENGTHS, *ALONE))}")
"""What such a cell may begin with."""
_MEASURED = lazy(
    r"[面流径库蓄储资人金产等精误分水高长aAdDsSſrRpPeElL]"
    r"(?:(?<=面)积|(?<=流)量|(?<=径)流量|(?<=库)容|(?<=蓄)水量|(?<=储)量|(?<=资)源量|(?<=人)[口数]|(?<=金)额|(?<=产)值"
    r"|(?<=等)高距|(?<=精)度|(?<=误)差|(?<=分)辨率|(?<=水)[位深]|(?<=高)程|(?<=长)度"
    r"|(?<=[aA])(?:(?<!\w.)(?i:rea)|(?i:ccuracy))|(?<=[dD])(?i:ischarge|epth)|(?<=[sSſ])(?i:torage)"
    r"|(?<=[rR])(?i:eserves?|esolution)|(?<=[pP])(?i:opulation)|(?<=[eE])(?i:levation)|(?<=[lL])(?i:ength))"
)
LABEL = 24
_TOTAL = lazy(r"合\s?计|总\s?计|小\s?计|共\s?计|(?i:total|sum)\b")
SCALES = (500, 100_000_000)


def headed(reading: Reading) -> Iterator[Match]:
    """Yield what heads and labels make of the figures of one reading."""
    segment = reading.segment
    text = segment.text
    yield from _labelled(reading)
    drawn = segment.cells is not None or "\t" in text or "|" in text
    if not (drawn or _BLANKS.search(text)) or not (
        _UNIT.search(text) or "比例尺" in text or "cale" in text or _LONE.search(text)
    ):
        return
    headed = "比例尺" in text or "cale" in text or _HEADS.search(text)
    if not headed and not _MEASURED.search(text):
        return
    for lines in (Lines.first(segment, ROWS),) if drawn else map(Lines, islice(aligned(text), MOST)):
        heads = lines.holding(_HEAD_SIGN) if headed else ()
        found = ((number, cell) for number in heads for cell in lines[number] if cell.text and _names(cell.text))
        for number, cell in islice(found, MOST):
            values = _below(lines, number, cell) or _beside(lines[number], cell)
            yield from _of_head(reading, cell, values)
        yield from _apart(reading, lines)


def _apart(reading: Reading, lines: Lines) -> Iterator[Match]:
    """Heads whose unit has a cell of its own: under them, above the whole table, or in a column of units."""
    some = {*lines.holding(_ALONE_IN_GRID)}
    units = {cell.start: alone for number in some for cell in lines[number] if (alone := _alone(cell))}
    if not units:
        return
    whole, text = "", reading.segment.text
    named: list[tuple[int, Cell]] = []
    for number in sorted(some.union(lines.holding(_MEASURED))):
        line = lines[number]
        # words are looked for in a whole row at once
        measured = bool(line) and _MEASURED.search(text, line[0].start, line[-1].end) is not None
        for cell in line if measured else [cell for cell in line if cell.start in units]:
            if alone := units.get(cell.start):
                above = next((one for at, one in reversed(named) if one.column == cell.column and at < number), None)
                if alone["whole"]:
                    whole = alone["unit"]
                    if _MEASURED.search(line[0].text):
                        yield from _measured(reading, line[0], whole, _below(lines, number, cell))
                elif above is not None:
                    yield from _measured(reading, above, alone["unit"], _below(lines, number, cell))
            elif len(cell.text) <= LABEL and _MEASURED.search(cell.text):
                named.append((number, cell))
                if whole:
                    values = _below(lines, number, cell)
                    yield from _measured(reading, cell, whole, values)
    for number, cell in named[:MOST]:
        after = _beside(lines[number], cell)
        unit = next((alone["unit"] for one in lines[number] if (alone := _alone(one)) and not alone["whole"]), "")
        if after and unit:
            yield from _measured(reading, cell, unit, after)


def _alone(cell: Cell) -> re.Match[str] | None:
    """The unit a cell is, None where it is anything else."""
    return _ALONE.fullmatch(cell.text) if cell.text[:1] in _OPENS else None


def _measured(reading: Reading, head: Cell, unit: str, values: list[tuple[Cell, bool]]) -> Iterator[Match]:
    """What the largest and the smallest figure under `head` say in `unit`."""
    order = sorted(values, key=lambda one: figure(one[0].text))
    for cell, _ in {one[0].text: one for one in order[:1] + order[-1:]}.values():
        for one in _sentence(reading, head.text, unit, cell):
            yield _match(reading, one.rule, head, cell, dict(one.facts))


def _labelled(reading: Reading) -> Iterator[Match]:
    """What a label with a unit and the figure behind it say in running text."""
    text = reading.segment.text
    for begun in islice(_UNIT.finditer(text), MOST):
        at = begun.start()
        hit, label = _FIGURE.match(text, at), _LABEL.search(text[max(0, at - 25) : at])
        if hit is None or label is None:
            continue
        head = Cell(label[0].strip(), at - len(label[0]), hit.start("value"), 0)
        cell = Cell(hit["value"], hit.start("value"), hit.end("value"), 1)
        for one in _sentence(reading, head.text, hit["power"] + hit["unit"], cell):
            yield _match(reading, one.rule, head, cell, dict(one.facts))


def _names(text: str) -> bool:
    if len(text) > 40 or text[0].isdigit():
        return False
    return bool(
        (not _SIGNS.isdisjoint(text) and _HEAD.fullmatch(text)) or (not _SCALED.isdisjoint(text) and _SCALE.fullmatch(text))
    )


def _below(lines: Lines, number: int, head: Cell) -> list[tuple[Cell, bool]]:
    """The figures under `head`, each with whether its row is a total."""
    out: list[tuple[Cell, bool]] = []
    for at in range(number + 1, len(lines)):
        line = lines[at]
        cell = next((one for one in line if one.column == head.column), None)
        if cell is None:
            if not out and line and line[0].row - head.row >= BELOW:
                break
            continue
        if not NUMBER.match(cell.text):
            break
        out.append((cell, any(_TOTAL.search(one.text) for one in line)))
    return out


def _beside(line: list[Cell], head: Cell) -> list[tuple[Cell, bool]]:
    after = next((one for one in line if one.column == head.column + 1), None)
    return [(after, False)] if after is not None and NUMBER.match(after.text) else []


def _of_head(reading: Reading, head: Cell, values: list[tuple[Cell, bool]]) -> Iterator[Match]:
    if not values:
        return
    if _SCALE.fullmatch(head.text):
        for cell in {cell.text: cell for cell, _ in reversed(values)}.values():
            scale = figure(cell.text)
            if SCALES[0] <= scale <= SCALES[1] and scale % 50 == 0:
                yield _match(reading, "quantity/map_scale", head, cell, {"denominator": scale})
        return
    named = _HEAD.fullmatch(head.text)
    if named is None:
        return
    label = named["label"].strip()
    unit = (named["power"] or named["power2"] or "") + (named["unit"] or named["unit2"])
    order = sorted(values, key=lambda one: figure(one[0].text))
    said: dict[str, Match] = {}
    for cell, _ in {one[0].text: one for one in (order[0], order[-1])}.values():
        for one in _sentence(reading, label, unit, cell):
            said[one.rule] = one
            yield _match(reading, one.rule, head, cell, dict(one.facts))
    for kind, fact in ADDITIVE.items():
        whole = said.get(f"quantity/{kind}")
        parts = [cell for cell, total in values if not total]
        if whole is not None and len(parts) == len(values) > 1:
            factor = float(whole.facts[fact]) / (figure(order[-1][0].text) or 1.0)
            total = float(f"{factor * sum(figure(cell.text) for cell in parts):.10g}")
            yield _match(reading, whole.rule, head, values[0][0], {fact: total, "pieces": len(parts)})


def _sentence(reading: Reading, label: str, unit: str, cell: Cell) -> Iterator[Match]:
    """What `面积（平方公里）` and `31.6` say as one sentence."""
    words = f"{label}{' ' if label[-1:].isascii() else ''}{cell.text.lstrip('-−+')}{' ' if unit.isascii() else ''}{unit}"
    segment = Segment(reading.segment.where, words)
    for one in measures(Reading(reading.index, segment, fold(words))):
        if one.rule.removeprefix("quantity/") in _KINDS:
            yield one


def _match(reading: Reading, rule: str, head: Cell, cell: Cell, facts: dict[str, str | float | int | bool]) -> Match:
    first = match(reading, rule, Kind.QUANTITY, cell.start, cell.end, facts=facts, folded=False)
    spans = tuple(sorted((Span(head.start, head.end), Span(cell.start, cell.end))))
    return replace(first, spans=spans, quote="".join(reading.segment.text[a:b] for a, b in spans))
