"""Ways of technical processing that cut words: which evidence each fits, and what it cuts out of a segment.

In: a segment, a match in it, the options. Out: (start, end, what stands there instead). Law: evidence is told apart by its
traits, never by names. Hidden content, properties and flattening belong to the formats.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from outscan.evidence import Trait, has
from outscan.process import table
from outscan.process.task import LABEL, WORDING, Options
from outscan.types import Kind, Match, Part, Segment

PRECISION = 0.01
"""Degrees; the least step the outbound rules allow for coordinates."""
_SCALE = "较小比例尺"

Cuts = Iterator[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Technique:
    """One way of processing: which evidence it fits, and what it cuts out of a segment."""

    name: str
    fits: Callable[[Match], bool]
    cuts: Callable[[Segment, Match, Options], Cuts]


def _spans(put: str) -> Callable[[Segment, Match, Options], Cuts]:
    return lambda segment, match, options: ((a, b, put) for a, b in match.spans)  # noqa: ARG005 - the signature of a technique


def _coarser(segment: Segment, match: Match, options: Options) -> Cuts:
    step = options.precision or PRECISION
    if match.kind is Kind.TABLE:
        yield from table.coarsen(table.table_at(segment, match), step)
        return
    for start, end in match.spans:
        for found in re.finditer(r"\d+(?:\.\d+)?", segment.text[start:end]):
            yield start + found.start(), start + found.end(), table.rounded(found.group(), step)


def _by_table(how: Callable[[table.Found], Iterable[table.Cut]]) -> Callable[[Segment, Match, Options], Cuts]:
    return lambda segment, match, options: iter(how(table.table_at(segment, match)))  # noqa: ARG005 - the signature of a technique


def _tabular(match: Match) -> bool:
    return match.kind is Kind.TABLE


def _placed(match: Match) -> bool:
    plain = match.kind is Kind.TABLE or not any(sign in match.quote for sign in "°度′'″\"")
    return plain and has(match.rule, Trait.PLACES)


def _dated(match: Match) -> bool:
    return match.kind is Kind.TABLE and has(match.rule, Trait.SERIES)


def _scaled(match: Match) -> bool:
    return has(match.rule, Trait.SCALE)


def _on_sheet(match: Match) -> bool:
    return match.where.spot.sheet is not None and match.where.part is not Part.NAME


def _all_of_it(segment: Segment, match: Match, options: Options) -> Cuts:
    del match, options
    if segment.cells is not None:
        yield 0, len(segment.text), LABEL


def _any(_: Match) -> bool:
    return True


TECHNIQUES: tuple[Technique, ...] = (
    Technique("reduce_precision", _placed, _coarser),
    Technique("aggregate_series", _dated, _by_table(table.monthly)),
    Technique("drop_sheet", _on_sheet, _all_of_it),
    Technique("drop_rows", _tabular, _by_table(table.drop_rows)),
    Technique("drop_column", _tabular, _by_table(table.drop_columns)),
    Technique("coarsen_scale", _scaled, _spans(_SCALE)),
    Technique("replace_wording", _any, _spans(WORDING)),
    Technique("redact", _any, _spans(LABEL)),
)
"""Ways that cut words, each fitting some evidence. Hidden content, properties and flattening belong to the formats."""
