"""Areas that are told in pieces: a count of sheets with the size of each, a length and a width, a row of parts.

In: a reading, and the areas `measures` saw in it. Out: `quantity/area` matches with what the pieces come to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from outscan.detect.base import match
from outscan.detect.quantities.numerals import FIGURES, number
from outscan.detect.quantities.units import ALONE, LENGTHS
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Kind, Match

MOST = 40
NEAR = 18
"""Characters between two parts of one row of areas."""
_AREA = "|".join(re.escape(unit) for unit in sorted((u for u, (k, _) in ALONE.items() if k == "area"), key=len, reverse=True))
_LENGTH = r"公里|千米|米|[kK][mM](?![23²³A-Za-z])|m(?![23²³A-Za-z])|kilomet(?:re|er)s?|met(?:re|er)s?"
_UNITS = ("平方", "公顷", "亩", "㎡", *(f"{m}{two}" for m in "mM" for two in "2²"))
"""What every unit of area holds, in any case: of the English ones two letters."""
_ENGLISH_UNITS = tuple(
    a + b for word in ("sq", "ha", "ct", "ac") for a in (word[0], word[0].upper()) for b in (word[1], word[1].upper())
)
_REACH = (160, 100)
"""Characters before and behind a unit that a count, a size and what joins them take."""
_WORDS = r"[一二两三四五六七八九十百]{1,4}"
_WHAT = r"(?:幅|张|块|个图幅|图幅|个|片|景|份|sheets?|tiles?|maps?|scenes?|blocks?|squares?)"
_COUNT = rf"(?P<n>(?<![\d.,])(?:{FIGURES})|{_WORDS})\s?(?:(?:standard|map|adjoining|topographic|adjacent) ){{0,2}}{_WHAT}"
_SIZE = rf"(?P<size>(?:{FIGURES})|{_WORDS})\s?(?P<unit>{_AREA})"
_EACH = lazy(
    rf"{_COUNT}(?:[^。；;\n\d]{{0,16}}?(?:每|各|单)(?:幅|张|块|个|片|景|图幅|份|幅图)?(?:的?面积|覆盖|范围|图)*(?:约"
    rf"|为|是|均为|均|有|计)*\s?"
    rf"|\s?[×xX*]\s?|[^.;\n\d]{{0,20}}?(?:\beach\b|\bof\b|\bat\b|\bper\b)[^.;\n\d]{{0,14}}?){_SIZE}",
    re.IGNORECASE,
    needs=(*_UNITS, *_ENGLISH_UNITS),
    reach=_REACH,
)
_EACH_FIRST = lazy(
    rf"(?:每|各|单)(?:幅|张|块|个|片|景|图幅|幅图)(?:的?面积|覆盖|范围|图)*(?:约|为|是"
    rf"|均为)?\s?{_SIZE}[^。；;\n\d]{{0,14}}?(?:共|合计|总计|计|一共|总共)[^。；;\n\d]{{0,4}}{_COUNT}"
    rf"|{_SIZE.replace('size', 'size2').replace('<unit', '<unit2')} (?:each|per (?:sheet|tile|map|scene"
    rf"|block))[^.;\n\d]{{0,20}}{_COUNT.replace('<n>', '<n2>')}",
    re.IGNORECASE,
    needs=(*_UNITS, *_ENGLISH_UNITS),
    reach=_REACH,
)
_EVERY = lazy(r"[每各单]|[eE][aA][cC][hH]|[pP][eE][rR] ")
"""Without one of these words no size is that of each piece."""
_SIDES = lazy(rf"(?P<a>{FIGURES})\s?(?P<ua>{_LENGTH})?\s?(?:[×xX*]|by)\s?(?P<b>{FIGURES})\s?(?P<ub>{_LENGTH})")
_NAMED_SIDES = lazy(
    rf"(?:东西|南北|长)(?:方向|向)?(?:长|宽|跨|约|为|各)*\s?(?P<a>{FIGURES})\s?(?P<ua>{_LENGTH})[^。；;\n\d]{{0,6}}"
    rf"(?:南北|东西|宽)(?:方向|向)?(?:长|宽|跨|约|为)*\s?(?P<b>{FIGURES})\s?(?P<ub>{_LENGTH})"
)
_CROSSED = lazy(r"[×xX*](?=\s?\d)")
_GROUND = lazy(
    r"面积|范围|区域|测区|覆盖|摄区|片区|图幅|测图|地形图|影像|航测|成图|(?i:area|extent|cover|block|survey|map|imagery)",
    re.IGNORECASE,
)
_JOINS = lazy(r"[、，,;；和及与]|\band\b")
_LISTED = lazy(r"[ \t]{0,4}[;；、，,。]?[ \t]{0,4}\n[^\n\d]{0,14}(?:1[:：∶]\d{3,7}[^\n\d]{1,10})?")
"""Each on a line of its own, behind a short name."""
_PARTS = lazy(r"其中|占|包括|总|共|合计|至|～|~|\bof which\b|includ|total|out of|—|–")


def pieces(reading: Reading, areas: Sequence[Match]) -> Iterator[Match]:
    """Yield the areas that counts, sides and rows of parts come to."""
    text = reading.folded.text
    if any(unit in text for unit in ("平方", "公顷", "亩", "km", "sq", "KM", "hectare")):
        for hit in islice(_EACH.finditer(text), MOST):
            yield from _product(reading, hit, hit["n"], hit["size"], hit["unit"])
        for hit in islice(_EACH_FIRST.finditer(text) if _EVERY.search(text) else (), MOST):
            yield from _product(reading, hit, hit["n"] or hit["n2"], hit["size"] or hit["size2"], hit["unit"] or hit["unit2"])
        yield from _sums(reading, areas)
    if _CROSSED.search(text) or " by " in text:
        yield from _rectangles(reading, _SIDES)
    if "宽" in text or "南北" in text:
        yield from _rectangles(reading, _NAMED_SIDES)


def _product(reading: Reading, hit: re.Match[str], count: str, size: str, unit: str) -> Iterator[Match]:
    many, each = number(count), number(size) * _unit(unit)
    if many > 1 and each > 0:
        yield _area(reading, hit.start(), hit.end(), many * each, int(many))


def _unit(unit: str) -> float:
    return next((scale for name, (kind, scale) in ALONE.items() if kind == "area" and name.lower() == unit.lower()), 1.0)


def _rectangles(reading: Reading, sides_of: re.Pattern[str]) -> Iterator[Match]:
    text = reading.folded.text
    for hit in islice(sides_of.finditer(text), MOST):
        low = max(0, hit.start() - 2 * NEAR)
        if not _GROUND.search(text[low : hit.end() + NEAR]):
            continue
        last = hit["ub"]
        sides = [number(one) * _length(unit or last) for one, unit in ((hit["a"], hit["ua"]), (hit["b"], last))]
        if min(sides) >= 100:
            yield _area(reading, hit.start(), hit.end(), sides[0] * sides[1] / 1e6, 1)


def _length(unit: str) -> float:
    return LENGTHS.get(unit, LENGTHS.get(unit.lower(), 1000.0))


def _sums(reading: Reading, areas: Sequence[Match]) -> Iterator[Match]:
    """Areas named one after the other in one sentence or line by line, none of them part of another."""
    text, folded = reading.folded.text, reading.folded
    placed = [(folded.position(one.start), folded.position(one.end), float(one.facts["km2"])) for one in areas]
    row: list[tuple[int, int, float]] = []
    for first, second in pairwise([*placed, (len(text) + 1, len(text) + 1, 0.0)]):
        between = text[first[1] : second[0]]
        row.append(first)
        beside = len(between) <= NEAR and _JOINS.search(between) and not {"\n", "。"} & {*between}
        last = first is placed[-1]
        if last or not (beside or _LISTED.fullmatch(between)) or _PARTS.search(between):
            if len(row) > 1 and not _PARTS.search(text[max(0, row[0][0] - 8) : row[0][0]]):
                yield _area(reading, row[0][0], row[-1][1], sum(part for _, _, part in row), len(row))
            row = []


def _area(reading: Reading, start: int, end: int, km2: float, count: int) -> Match:
    facts = {"km2": float(f"{km2:.10g}"), "pieces": count}
    return match(reading, "quantity/area", Kind.QUANTITY, start, end, facts=facts)
