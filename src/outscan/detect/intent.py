"""What a text says is to happen with a matter: kept back from the public, handed to somebody, on its way abroad.

In: a reading, the grammar of state. Out: `structure/withheld`, `structure/handover` (abroad, or to the other side),
`structure/given` (to anybody) and `structure/abroad` (a party abroad is named). They are words, not data: they say nothing
alone, and an item asks for them beside the matter. A sentence that lays down a duty for everybody (应当, 任何单位, the Parties
shall) speaks of no matter of its own and gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.detect.base import match
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.state import State
from outscan.types import Kind, Match

MOST = 400
"""So many of each are given for one segment."""
ASIDE = 80
"""Characters on each side of a phrase that tell whether its sentence lays down a duty."""
RULES = {"kept": "structure/withheld", "handed": "structure/handover", "given": "structure/given", "abroad": "structure/abroad"}
WRITTEN = 20
"""Characters before a phrase in which it is announced as what is to be written somewhere."""
_PUPILS = lazy(
    r"(?:你|您|你们)(?:自己)?的?(?:作业|草稿|密码|作文|习作)"
    r"|(?i: (?:out )?your (?:own )?(?:drafts?|essays?|homework|coursework|passwords?)\b)"
)
"""What somebody wrote himself for a class, or his own password."""
_GRADES = lazy(r"(?i:\b(?:grades|marks|course results) $)")
"""Of a course; those of an examination are called results or scores."""
BEFORE = 300
"""Characters before a sentence in which the duty it goes on with was laid down."""
_STOPS = "。；;\n"
_FORBIDS = lazy(r"不得|不准|不许|严禁|禁止|勿")
_WRITTEN = lazy(r"(?:注明|写明|标明|写上|写有|印有|标有)[:：]?[“\"'「‘][^”\"'」’]{0,10}$")


def intents(reading: Reading, state: State) -> Iterator[Match]:
    """What one reading says of keeping back or handing over, sign by sign."""
    text = reading.folded.text
    counted = dict.fromkeys(RULES, 0)
    for name, start, end in state.signs(text, tuple(RULES)):
        if name == "kept" and (_PUPILS.match(text, end) or _GRADES.search(text, max(0, start - WRITTEN), start)):
            continue  # do not share your draft, grades are not announced: a pupil's own work and its marks
        if counted[name] < MOST and not _lays_down(state, text, start, end):
            counted[name] += 1
            yield match(reading, RULES[name], Kind.TERM, start, end)


def _lays_down(state: State, text: str, start: int, end: int) -> bool:
    """Whether the sentence around a stretch lays down a duty for everybody."""
    low = max(0, start - ASIDE)
    low = max(low, *(text.rfind(stop, low, start) for stop in _STOPS))
    high = min([end + ASIDE, len(text), *(at for at in (text.find(stop, end, end + ASIDE) for stop in _STOPS) if at >= 0)])
    if _WRITTEN.search(text, max(low, start - WRITTEN), start):
        return True
    sentence = text[low:high]
    if state.lays_down(sentence) or (_FORBIDS.match(text, start) and _goes_on(state, text, low, sentence)):
        return True
    return next(state.signs(sentence, ("duty",)), None) is not None


def _goes_on(state: State, text: str, low: int, sentence: str) -> bool:
    """Whether a prohibition without a subject goes on with duties laid down before it (…任何人不得拆阅。收卷后不得带出。)."""
    before = re.split(f"[{_STOPS}]", text[max(0, low - BEFORE) : low])
    return any(state.lays_down(one) for one in before) and next(state.signs(sentence, ("this",)), None) is None
