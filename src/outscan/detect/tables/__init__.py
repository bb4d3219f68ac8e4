"""Tables that leak by their figures: header words plus value ranges plus row count (表格).

In: a reading. Out: `table/<kind>` matches, whose quote is the header and one row; kinds and facts are in docs/evidence.md.
Header rows may stand anywhere in the twenty rows above the figures, be merged or missing. Tables of marks, prices,
accounts and scores have no kind and give nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from outscan.detect.base import AtOnce, match
from outscan.detect.tables import answers as keys
from outscan.detect.tables.columns import look
from outscan.detect.tables.currents import currents
from outscan.detect.tables.genes import genotypes
from outscan.detect.tables.ledgers import ledgers
from outscan.detect.tables.matrix import matrix
from outscan.detect.tables.microdata import microdata
from outscan.detect.tables.parameters import parameters
from outscan.detect.tables.people import listed, people
from outscan.detect.tables.sheet import sheet
from outscan.detect.tables.survey import Facts, survey
from outscan.detect.tables.told import rowed, trade, weather
from outscan.detect.tables.units import units
from outscan.detect.tables.water import water
from outscan.reading import Reading
from outscan.tables import Block, Cell, Rows, blocked, blocks, records, turned, upright
from outscan.types import Kind, Match, Segment

MOST = 200
"""Tables of one segment that are reported."""
FEW = 12
"""Tables of one segment that are set upright."""


class TableDetector(AtOnce):
    """The detector of tables."""

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield the tables of one reading that are of a known kind."""
        segment = reading.segment
        lines = Rows(segment)
        known: list[tuple[int, int]] = []
        named = keyed = False
        for block in islice(blocks(segment, lines=lines), MOST):
            shape, found = block, _kind(block)
            if not found and (other := turned(block)):
                shape, found = other, _kind(other)
            if found:
                known.append((block.rows[0][0].start, block.stop))
                named |= found[0] == "name_list"
                keyed |= found[0] == "answer_key"
                yield _found(reading, shape, *found)
                if found[0] == "name_list" and (more := _figures(shape)):  # who they are is not all that it says of them
                    yield _found(reading, shape, *more)
        for block in islice(records(segment), MOST):
            inside = any(begin < block.stop and block.rows[0][0].start < stop for begin, stop in known)
            if not inside and (found := _kind(block)):
                known.append((block.rows[0][0].start, block.stop))
                yield _found(reading, block, *found)
        for kind, block, said in _rowed(segment, lines, named=named):
            known.append((block.rows[0][0].start, block.stop))
            if not (keyed and kind == "answer_key"):
                yield _found(reading, block, kind, said)
        if not known:
            yield from self._upright(reading, lines)
        yield from _running(reading)

    def _upright(self, reading: Reading, given: Rows) -> Iterator[Match]:
        """The same of tables that are not written a record a line."""
        for lines in islice(upright(reading.segment, given), FEW):
            named = False
            for block in islice(blocked(lines), FEW):
                if found := _kind(block):
                    named |= found[0] == "name_list"
                    yield _found(reading, block, *found)
            for kind, block, said in _rowed(reading.segment, lines, named=named):
                yield _found(reading, block, kind, said)


def _running(reading: Reading) -> Iterator[Match]:
    """What running text holds without rows: answers one behind the other, parameters by their labels."""
    text = reading.folded.text
    for start, end, said in islice(keys.listed(text) if reading.segment.cells is None else (), MOST):
        yield match(reading, "table/answer_key", Kind.TABLE, start, min(end, start + 60), facts=said)
    for kind, start, end, facts in islice(parameters(text), MOST):
        yield match(reading, f"table/{kind}", Kind.TABLE, start, end, facts=facts)


def _rowed(segment: Segment, lines: Iterable[list[Cell]], *, named: bool) -> Iterator[tuple[str, Block, Facts]]:
    """What the rows of a segment hold, whether or not they are rows of figures: its own, or those of a table set upright."""
    if not named and (list_of_people := listed(segment, lines)):
        yield "name_list", *list_of_people
    if genes := genotypes(segment, lines):
        yield "genotypes", *genes
    if persons := microdata(segment, lines):
        yield "microdata", *persons
    if field := matrix(lines):
        kind, body, facts = field
        yield kind, Block(segment.text[: body[0][0].start][-160:], [], body, len(body), [], body[-1][-1].end), facts
    told = set()
    for kind, block, said in rowed(segment, lines):
        told.add(kind)
        yield kind, block, said
    table = sheet(segment, lines)
    if table is not None:
        if "answer_key" not in told and (key := keys.answers(table.block())):
            yield key[0], table.block(), key[1]
        yield from ((kind, table.block(), said) for kind, said in ledgers(table) if kind not in told)


def _kind(block: Block) -> tuple[str, Facts] | None:
    return people(block) or _figures(block)


def _figures(block: Block) -> tuple[str, Facts] | None:
    """What a block is by its figures, whoever is named in it."""
    columns = look(block)
    known = (
        trade(block)
        or units(block)
        or water(block, columns)
        or survey(block, columns)
        or keys.answers(block)
        or currents(block, columns)
    )
    # positions of a station in every row say where it is as well
    return known or weather(block, columns)


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
