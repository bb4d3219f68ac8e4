"""Conditions of a process as a recipe gives them: temperatures, times, pressures, acidity, shares and stages close together.

In: a reading. Out: `quantity/recipe`, one for each stretch in which figures of two kinds at least stand, with how many kinds. One
such figure is anybody's; three kinds within a sentence or two are how a thing is made.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.detect.base import match
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Kind, Match

REACH = 90
"""Characters between two figures of one stretch."""
LEAST = 2
"""Kinds of figures in a stretch."""
MOST = 200
_ANY = lazy(r"[°℃]\s?C?|摄氏度|mol/L|MPa|(?<![A-Za-z])pH(?![A-Za-z])|kOe|rpm|r/min|(?i:\bwt\.?\s?%)|转/分|[级段]萃取")
"""One of these stands in every recipe."""
_VALUE = lazy(
    r"\d\s?(?=[°℃摄小分hmMGkbAdgw%％Pp份级段sruμ目转个])(?:"
    r"(?P<heat>°\s?C(?![A-Za-z])|℃|摄氏度)"
    r"|(?P<time>小时|分钟|h(?![A-Za-z])|min(?![A-Za-z])|hours?(?![A-Za-z])|minutes?(?![A-Za-z]))"
    r"|(?P<force>[GMk]?Pa(?![A-Za-z])|bar(?![A-Za-z])|个大气压|kOe(?![A-Za-z])|kA/m|kGy)"
    r"|(?P<acid>mol/L|mol·L|g/L)"
    r"|(?P<share>%|％|per ?cent|wt\.?\s?%|mass %|份)"
    r"|(?P<steps>级|段(?!时)|stages?(?![A-Za-z]))"
    r"|(?P<turns>rpm(?![A-Za-z])|mm/min|r/min|转/分)"
    r"|(?P<tone>dB(?![A-Za-z])|[kMG]Hz(?![A-Za-z]))"
    r"|(?P<grain>目|[μu]m(?![A-Za-z])|mesh(?![A-Za-z])))"
    r"|(?P<acid_>(?<![A-Za-z])pH\s?(?:值)?\s?[=为约of:：]{0,2}\s?\d)"
    r"|(?P<steps_>[一二三四五六七八九十]\s?(?:级|段(?!时))|\b(?:two|three|five|seven|nine|ten|twelve) times(?![A-Za-z]))"
)


def recipes(reading: Reading) -> Iterator[Match]:
    """Yield the stretches of a reading that give conditions of a process."""
    text = reading.folded.text
    if not _ANY.search(text):
        return
    kinds: set[str] = set()
    begun = end = told = 0
    for hit in _VALUE.finditer(text):
        if kinds and hit.start() - end > REACH:
            if len(kinds) >= LEAST:
                yield _found(reading, begun, end, len(kinds))
                told += 1
            kinds = set()
        if told >= MOST:
            return
        begun = begun if kinds else hit.start()
        kinds.add((hit.lastgroup or "").rstrip("_"))
        end = hit.end()
    if len(kinds) >= LEAST:
        yield _found(reading, begun, end, len(kinds))


def _found(reading: Reading, begun: int, end: int, kinds: int) -> Match:
    return match(reading, "quantity/recipe", Kind.QUANTITY, begun, end, facts={"kinds": kinds})
