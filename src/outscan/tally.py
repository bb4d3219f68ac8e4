"""How a report counts and orders what was found: hidden things by place and kind, findings as a person wants them.

In: segments, hidden things, findings. Out: counts and tuples, always in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence

from outscan.nouns import replace
from outscan.types import Cells, Finding, Hidden, HiddenKind, Segment, Where

_WHOLE = frozenset({HiddenKind.HIDDEN_SHEET, HiddenKind.VERY_HIDDEN_SHEET, HiddenKind.HIDDEN_SLIDE})


def things(segment: Segment) -> int:
    """How many hidden things a segment is: a sheet or slide is one, rows and columns are counted, else each place is one."""
    if segment.places is None or segment.hidden in _WHOLE:
        return 1
    spots = segment.places.spots
    if isinstance(spots, Cells) and segment.hidden is HiddenKind.HIDDEN_ROW:
        return len(set(spots.rows))
    if isinstance(spots, Cells) and segment.hidden is HiddenKind.HIDDEN_COLUMN:
        return len(set(spots.columns))
    return len(segment.places.starts)


def ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Upheld first, gravest level first, then by rule and place: the order a person wants, and always the same."""
    return tuple(sorted(findings, key=lambda f: (not f.upheld, -f.level.rank, f.rule, f.matches[0].segment, f.matches[0].start)))


def merged(hidden: Sequence[Hidden]) -> tuple[Hidden, ...]:
    """One entry a place and kind, counts added, in order of appearance."""
    found: dict[tuple[Where, str], Hidden] = {}
    for one in hidden:
        key = (one.where, one.kind)
        found[key] = replace(one, count=one.count + found[key].count) if key in found else one
    return tuple(found.values())
