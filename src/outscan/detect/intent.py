"""What a text says is to happen with a matter: kept back from the public, handed to somebody, on its way abroad.

In: a reading, the grammar of state. Out: `structure/withheld`, `structure/handover` (abroad, or to the other side),
`structure/given` (to anybody) and `structure/abroad` (a party abroad is named). They are words, not data: they say nothing
alone, and an item asks for them beside the matter. A sentence that lays down a duty for everybody (应当, 任何单位, the Parties
shall) speaks of no matter of its own and gives none.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.detect.base import match
from outscan.reading import Reading
from outscan.state import State
from outscan.types import Kind, Match

MOST = 400
"""So many of each are given for one segment."""
ASIDE = 80
"""Characters on each side of a phrase that tell whether its sentence lays down a duty."""
RULES = {"kept": "structure/withheld", "handed": "structure/handover", "given": "structure/given", "abroad": "structure/abroad"}
_STOPS = "。；;\n"


def intents(reading: Reading, state: State) -> Iterator[Match]:
    """What one reading says of keeping back or handing over, sign by sign."""
    text = reading.folded.text
    counted = dict.fromkeys(RULES, 0)
    for name, start, end in state.signs(text, tuple(RULES)):
        if counted[name] < MOST and not _lays_down(state, text, start, end):
            counted[name] += 1
            yield match(reading, RULES[name], Kind.TERM, start, end)


def _lays_down(state: State, text: str, start: int, end: int) -> bool:
    """Whether the sentence around a stretch lays down a duty for everybody."""
    low = max(0, start - ASIDE, *(text.rfind(stop, 0, start) for stop in _STOPS))
    high = min([end + ASIDE, len(text), *(at for at in (text.find(stop, end, end + ASIDE) for stop in _STOPS) if at >= 0)])
    return next(state.signs(text[low:high], ("duty",)), None) is not None
