"""Quantities with units, in base units and comparable in items (数量).

In: a reading. Out: `quantity/<kind>` matches; kinds, facts and units are listed in docs/evidence.md.
Judges nothing: whether a map of 1:5万 matters is an item's business. Every pattern is linear, begins at a digit or a
numeral and needs a unit or a word beside it, so plain prose costs one pass of the pattern engine.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.detect.base import AtOnce
from outscan.detect.quantities.areas import pieces
from outscan.detect.quantities.dates import dates
from outscan.detect.quantities.headed import headed
from outscan.detect.quantities.measures import measures
from outscan.detect.quantities.recipe import recipes
from outscan.detect.quantities.scales import scales
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Match

AREA = "quantity/area"
_ANY = lazy(r"[\d一二三四五六七八九十百]")


class QuantityDetector(AtOnce):
    """The detector of figures with a unit."""

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield what is measured, scaled, dated or priced in one reading."""
        if not _ANY.search(reading.folded.text):
            return
        yield from scales(reading)
        areas: list[Match] = []
        for one in measures(reading):
            if one.rule == AREA:
                areas.append(one)
            yield one
        yield from pieces(reading, areas)
        yield from dates(reading)
        yield from headed(reading)
        yield from recipes(reading)
