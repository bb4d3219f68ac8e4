"""Currents measured at moorings: speed and way of the water by the hour, at a station or a depth.

In: a block and its columns. Out: `current_series` and its facts, or nothing. Wind has a speed and a way too: the heads must say
that it is water, or name a depth beside them.
"""

from __future__ import annotations

from outscan.detect.tables.columns import Columns
from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.tables.blocks import Block

LONG = 20
"""Rows that are a series."""
_SPEED = lazy(r"流\s?速|(?i:\bcurr?(?:ent)? ?(?:speed|vel\w*|spd)|\bspeed|\bspd\b|\bvel(?:ocity)?\b|cm ?/ ?s|\bliusu\b)")
_WAY = lazy(r"流\s?向|(?i:\b(?:curr?(?:ent)? ?)?dir(?:ection)?\b|\bheading\b|\bliuxiang\b)")
_PARTS = lazy(r"(?i:(?:^|\|)\s?u(?: ?\(?(?:c?m) ?/? ?s\)?)?\s?\|\s?v(?: ?\(?(?:c?m) ?/? ?s\)?)?\s?(?:\||$))")
"""Both parts of a current, one beside the other."""
_DEPTH = lazy(r"深度?|水层|层次|(?i:\bdepth|\blayer|\bbin\b|\bz ?m?\b)")
_WATER = lazy(r"流\s?向|(?i:\bcurr?(?:ents?)?\b|\bmoor\w*|\badcp\b|\brcm\b|\bliuxiang\b)")
_AIR = lazy(r"风|(?i:wind|gust|\bws\b|\bwd\b|\bmast\b)")
_CLOCK = lazy(r"\d{1,2}:[0-5]\d")
TURN = 360.0


def currents(block: Block, columns: Columns) -> tuple[str, Facts] | None:
    """The currents of one or more moorings, hour by hour."""
    heading = block.heading.replace("_", " ")
    if block.count < LONG or _AIR.search(heading):
        return None
    parts = _PARTS.search(heading) and _DEPTH.search(heading)
    if not parts and not (_SPEED.search(heading) and _WAY.search(heading)):
        return None
    if not parts and not (_WATER.search(heading) and (_DEPTH.search(heading) or _WATER.search(block.title) or "流" in heading)):
        return None
    times = columns.date is not None and any(_CLOCK.search(text) for text in block.column(columns.date)[:2])
    timed = times or any(_CLOCK.search(text) for number in block.columns()[:3] for text in block.column(number)[:2])
    turned = parts or any(values and min(values) >= 0 and max(values) <= TURN for values in columns.numbers.values())
    return ("current_series", {}) if timed and turned else None
