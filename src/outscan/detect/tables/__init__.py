"""Tables that leak by their figures: header words plus value ranges plus row count (表格).

In: a reading. Out: `table/<kind>` matches, whose quote is the header and one row; kinds and facts are in docs/evidence.md.
Header rows may stand anywhere in the twenty rows above the figures, be merged or missing. Tables of marks, prices,
accounts and scores have no kind and give nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from outscan.detect.base import AtOnce, match
from outscan.detect.tables.answers import answers
from outscan.detect.tables.columns import look
from outscan.detect.tables.genes import genotypes
from outscan.detect.tables.microdata import microdata
from outscan.detect.tables.parameters import parameters
from outscan.detect.tables.people import listed, people
from outscan.detect.tables.survey import Facts, survey
from outscan.detect.tables.told import rowed, trade, weather
from outscan.detect.tables.units import units
from outscan.detect.tables.water import water
from outscan.reading import Reading
from outscan.tables import Block, blocks, records, turned
from outscan.types import Kind, Match

MOST = 200
"""Tables of one segment that are reported."""


class TableDetector(AtOnce):
    """The detector of tables."""

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield the tables of one reading that are of a known kind."""
        known: list[tuple[int, int]] = []
        named = False
        for block in islice(blocks(reading.segment), MOST):
            shape, found = block, _kind(block)
            if not found and (other := turned(block)):
                shape, found = other, _kind(other)
            if found:
                known.append((block.rows[0][0].start, block.stop))
                named |= found[0] == "name_list"
                yield _found(reading, shape, *found)
                if found[0] == "name_list" and (more := _figures(shape)):  # who they are is not all that it says of them
                    yield _found(reading, shape, *more)
        for block in islice(records(reading.segment), MOST):
            inside = any(begin < block.stop and block.rows[0][0].start < stop for begin, stop in known)
            if not inside and (found := _kind(block)):
                yield _found(reading, block, *found)
        if not named and (list_of_people := listed(reading.segment)):
            yield _found(reading, list_of_people[0], "name_list", list_of_people[1])
        if genes := genotypes(reading.segment):
            yield _found(reading, genes[0], "genotypes", genes[1])
        if persons := microdata(reading.segment):
            yield _found(reading, persons[0], "microdata", persons[1])
        for kind, block, said in rowed(reading.segment):
            yield _found(reading, block, kind, said)
        for kind, start, end, facts in islice(parameters(reading.folded.text), MOST):
            yield match(reading, f"table/{kind}", Kind.TABLE, start, end, facts=facts)


def _kind(block: Block) -> tuple[str, Facts] | None:
    return people(block) or _figures(block)


def _figures(block: Block) -> tuple[str, Facts] | None:
    """What a block is by its figures, whoever is named in it."""
    columns = look(block)
    known = trade(block) or units(block) or water(block, columns) or survey(block, columns) or answers(block)
    # positions of a station in every row say where it is as well
    return known or weather(block)


def _found(reading: Reading, block: Block, kind: str, facts: Facts) -> Match:
    """A match of the header and one row of `block`."""
    spans = block.spans()
    segment = reading.segment
    first = match(
        reading,
        f"table/{kind}",
        Kind.TABLE,
        *spans[0],
        facts={"rows": block.count, "header": bool(block.header), "begin": block.rows[0][0].start, "stop": block.stop, **facts},
        folded=False,
    )
    quote = "".join(segment.text[a:b] for a, b in spans)
    return Match(
        rule=first.rule, kind=first.kind, where=first.where, segment=first.segment, spans=spans, quote=quote, context=quote,
        facts=first.facts, visible=first.visible, ocr=first.ocr,
    )  # fmt: skip
