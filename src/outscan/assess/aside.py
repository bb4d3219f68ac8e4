"""Items that stand in writing for everybody are set aside, and excuses in writing from desk to desk are doubted.

In: a document, the findings of items in it. Out: the findings; those whose every place reads as written for everybody are
dismissed with that reason; those that a title, a word or a way of speaking excuses stand again where every place reads as one
desk writes to another. Law: data, what stands beside a writing (a comment, a hidden sheet, a revision, a name), what is said
to be live or kept back, a mark, an examination to come and what must not be provided at all are never set aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from outscan.assess.audience import FAR, Readership
from outscan.assess.structure import latin
from outscan.genre.earnest import live
from outscan.nouns import Struct, replace
from outscan.reading import Document, Reading
from outscan.state import State
from outscan.types import Action, Finding, Kind, Match, Part, because

__all__ = ["Aside", "Written", "told"]

CLOSE = 120
"""Characters of a line on each side of a match that are read with it."""
CONTEXT = 70
"""Characters up to the end of a place (twice as many Latin ones) without which nothing is told of what it stands in."""
LOOKED = 24
"""So many places of a finding are looked at: one with more of them stands."""
SAID_WITHIN = 160
"""Characters on each side of a place in which it is said that it is kept back or handed over."""
SAID = ("kept", "handed")
BESIDE = frozenset({Part.COMMENT, Part.HIDDEN, Part.REVISION, Part.NAME, Part.METADATA})
DATA = frozenset({Kind.TABLE, Kind.IDENTIFIER, Kind.QUANTITY})
"""A matter met by such has data of its own, whatever is written around them."""
DAYS = frozenset({"quantity/year", "quantity/date", "quantity/series"})
"""A day is no figure of a matter's own."""
EXCUSES = ("item.declared", "item.excluded_near", "item.sign", "item.in_lesson")
"""Reasons to dismiss that a title, a word beside a matter or a way of speaking gives: what may stand in a letter as well."""
LEAST = 4
"""A line of fewer characters opens nothing."""
Place = tuple[int, int, int]
"""The number of a reading, and the folded offsets of the lines in it."""


class Written:
    """The readings of each file of a document, one behind the other, as a reader goes through them."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._texts: dict[tuple[str, ...], list[str]] = {}
        self._at: dict[int, tuple[Reading, int]] = {}
        for one in readings:
            texts = self._texts.setdefault(one.segment.where.member, [])
            self._at[one.index] = one, len(texts)
            texts.append(one.folded.text)

    def place(self, match: Match) -> Place | None:
        """What a match stands in: its lines, of long ones what is close to it; None where its reading is none of these."""
        if match.segment not in self._at:
            return None
        reading = self._at[match.segment][0]
        text = reading.folded.text
        low = reading.folded.position(match.start)
        high = max(low + 1, reading.folded.position(match.end))
        first = text.rfind("\n", max(0, low - CLOSE), low) + 1 or max(0, low - CLOSE)
        last = text.find("\n", high, high + CLOSE)
        return match.segment, first, min(high + CLOSE, len(text)) if last < 0 else last

    def text(self, place: Place) -> str:
        """What stands in those lines."""
        number, start, end = place
        return self._at[number][0].folded.text[start:end]

    def around(self, place: Place) -> str:
        """The lines, with what stands close on each side."""
        number, start, end = place
        return self._at[number][0].folded.text[max(0, start - SAID_WITHIN) : end + SAID_WITHIN]

    def before(self, place: Place) -> tuple[str, str]:
        """What the file opens with, and what stands before the end of those lines."""
        number, _, end = place
        reading, at = self._at[number]
        texts = self._texts[reading.segment.where.member]
        opening = next((line.strip() for line in texts[0].split("\n", 40) if len(line.strip()) >= LEAST), "")
        before, size = [reading.folded.text[max(0, end - FAR) : end]], min(end, FAR)
        while at and size < FAR:
            at -= 1
            before.append(texts[at][-FAR:])
            size += len(before[-1])
        return opening, "\n".join(reversed(before))


class Aside(Struct, frozen=True):
    """Who sets aside: the table, the grammar of state, and the items that never are."""

    table: Readership
    state: State
    never: frozenset[str] = frozenset()

    def findings(self, document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """`findings`: dismissed where every place reads as written for everybody, upheld again where an excuse is doubted."""
        asked = {id(one) for one in findings if self._may(one)}
        excused = {id(one) for one in findings if _excused(one)}
        if not asked and not excused:
            return tuple(findings)
        written = Written(one for one in document.readings if told(one))
        return tuple(
            replace(one, dismissed=because("item.for_everybody"))
            if id(one) in asked and self._all(written, one, self.public)
            else _doubted(one)
            if id(one) in excused and self._all(written, one, self.desk)
            else one
            for one in findings
        )

    def _may(self, one: Finding) -> bool:
        """Whether a finding is one of those that may be set aside."""
        if one.kind is not Kind.ITEM or not one.upheld or one.rule in self.never:
            return False
        if any(match.kind in DATA and match.rule not in DAYS for match in one.matches):
            return False
        return one.advice is not None and one.advice.action < Action.WITHHOLD

    def _all(self, written: Written, one: Finding, reads: Callable[[Written, Place], bool]) -> bool:
        """Whether every place of a finding `reads` so."""
        places = list(islice(dict.fromkeys(map(written.place, one.matches)), LOOKED + 1))
        return 0 < len(places) <= LOOKED and all(place is not None and reads(written, place) for place in places)

    def public(self, written: Written, place: Place) -> bool:
        """Whether a place reads as written for everybody; clearly where a thing is handed over, never where it is kept back."""
        around, told = written.around(place), self.table.told
        opening, before = written.before(place)
        if live(around, 0, len(around)) or len(before) < CONTEXT * (2 if latin(before) else 1):
            return False
        said = {name for name, _, _ in self.state.signs(around, SAID)}
        if "kept" in said and not self.state.lays_down(around):
            return False
        line = told.kept if said else told.line
        return self.table.public(opening, before, written.text(place), line)

    def desk(self, written: Written, place: Place) -> bool:
        """Whether a place clearly stands in what one desk writes to another."""
        opening, before = written.before(place)
        if len(before) < CONTEXT * (2 if latin(before) else 1):
            return False
        return self.table.desk(opening, before, written.text(place))

    def lift(self, written: Written, place: Place) -> float:
        """By how much what the classifier hears at a place is lifted."""
        return self.table.lift(*written.before(place), written.text(place))


def _excused(one: Finding) -> bool:
    """Whether a finding of an item was dismissed for the writing it stands in."""
    return one.kind is Kind.ITEM and one.dismissed is not None and one.dismissed.key.startswith(EXCUSES)


def _doubted(one: Finding) -> Finding:
    """`one` upheld again, with the excuse that is doubted."""
    assert one.dismissed is not None  # noqa: S101 - `_excused` has asked
    return replace(one, dismissed=None, because=(*one.because, because("item.doubted", what=one.dismissed)))


def told(reading: Reading) -> bool:
    """Whether a reading belongs to what a file tells its readers: what stands beside it is not what it says of itself."""
    segment = reading.segment
    return segment.hidden is None and segment.where.part not in BESIDE
