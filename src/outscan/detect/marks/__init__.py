"""Classification marks as a grammar (国家秘密标志及其他标志): level, star, term, form, position.

In: a reading. Out: `Match(rule="mark/<kind>", kind=MARK)` for everything that has the shape of a mark, and for every level
word without one, with what was read in `facts` (form, position, head, period, legal, word). Law: a mark is found in
whatever disguise folding undoes, across line ends and over neighbouring cells; work grows with the length of a text, whatever
is repeated in it (`Sieve`). Does not judge: `confirm` tells a mark from a mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from outscan.detect.automaton import Automaton
from outscan.detect.base import AtOnce, match
from outscan.detect.marks import commercial, english, foreign, handled, internal, state, table
from outscan.detect.marks.candidate import Candidate, position
from outscan.detect.marks.sieve import Sieve
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Kind, Match, Part

LONGEST_QUOTE = 60
AROUND = 100
"""How far around an anchor its line is read."""
_COMPOUND = lazy(r"(?:商业|公司|企业|集团|技术|工作)$")
_ANCHORS = (
    tuple(("state", word) for word in state.LEVELS)
    + tuple(("internal", word) for word in internal.ANCHORS)
    + tuple(("claims", word) for word in internal.CLAIM_ANCHORS)
    + tuple(("commercial", word) for word in commercial.ANCHORS)
    + tuple(("foreign", word) for word in foreign.ANCHORS)
    + tuple(("english", word) for word in english.ANCHORS)
    + tuple(("handled", word) for word in handled.ANCHORS)
)
_GRAMMARS = {
    "internal": internal.candidates,
    "claims": internal.claims,
    "commercial": commercial.candidates,
    "foreign": foreign.candidates,
    "english": english.candidates,
    "handled": handled.candidates,
}
_RANK = {
    "derived": -1,
    "star": 0, "translated": 0, "label": 1, "filled": 1, "filled-in": 1, "ticked": 1, "handled": 1, "stated": 2, "said": 2,
    "irregular": 2, "ladder": 2, "handling": 2, "papers": 3, "bracket": 3, "numbered": 3, "notice": 3, "limited": 3,
    "notice-line": 3,
}  # fmt: skip


class MarkDetector(AtOnce):
    """All mark grammars over one reading; built once."""

    def __init__(self) -> None:
        self.families = tuple(family for family, _ in _ANCHORS)
        self.words = tuple(word for _, word in _ANCHORS)
        self.automaton = Automaton(self.words)

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield every mark, and every bare level word, of one reading."""
        sieve = Sieve(reading.folded)
        seen = list(self._candidates(reading, sieve))
        for one in _best(seen, reading.folded.lines):
            where, head = position(reading, one.start, one.end)
            facts = {**one.facts, "form": one.form, "position": where, "head": head}
            end = min(one.end, one.start + LONGEST_QUOTE)
            yield match(reading, f"mark/{one.kind}", Kind.MARK, one.start, end, level=one.level, facts=facts)
        sieve.settle()

    def _candidates(self, reading: Reading, sieve: Sieve) -> Iterator[Candidate]:
        text, folded = reading.folded.text, reading.folded
        if reading.segment.where.part == Part.NAME:
            text = text.replace("_", " ")
        done: dict[str, int] = {}
        for index, start, end in self.automaton.found(text.lower()):
            family, word = self.families[index], self.words[index]
            if not sieve.passes(start, end):
                continue
            if family == "state":
                if not _COMPOUND.search(text, max(0, start - 2), start) and text[start - 2 : end + 1] not in (
                    "国家秘密",
                    "国家秘密的",
                ):
                    if text[start - 2 : start] == "国家" and text[end : end + 1] != "★":
                        continue
                    yield state.candidate(reading, start, end, word)
                continue
            if start < done.get(family, -1):
                continue
            first, last = _stretch(text, start, end)
            line = folded.line_at(start, end) if folded.lines else (first, last)
            done[family] = min(last, line[1])
            yield from _GRAMMARS[family](text[first:last], first)
            if first < line[0] or line[1] < last:
                # On a page every line end is soft: what stands alone on its line is read alone as well.
                begin, stop = max(line[0], first), min(line[1], last)
                yield from _GRAMMARS[family](text[begin:stop], begin)
        yield from self._disguised(reading, sieve)
        if reading.segment.cells is not None or "\t" in text or reading.segment.where.part == Part.METADATA:
            yield from table.candidates(reading)
        if "秘" in text:
            yield from _circled(reading)
        yield from state.letters(text)

    def _disguised(self, reading: Reading, sieve: Sieve) -> Iterator[Candidate]:
        """Level words whose letters something keeps apart, and what OCR made of a complete mark."""
        text = reading.folded.text
        for found in state.BROKEN.finditer(text):
            word = found.group()[0] + "密"
            if not sieve.passes(*found.span()):
                continue
            if "\n" in found.group() and (reading.segment.cells is None or text[found.end() : found.end() + 1].strip("\n\t★")):
                continue
            one = state.candidate(reading, found.start(), found.end(), word)
            if one.form not in ("word", "start", "end", "portion"):
                yield one
        for found in state.CODED.finditer(text):
            yield from state.coded(reading, found)
        if reading.segment.ocr is not None:
            for found in state.SEEN.finditer(text):
                letter = found["a"]
                word = "绝密" if letter in "绝绍绐" else "秘密" if letter in "秘祕必" else "机密"
                if text[found.start() : found.start() + 2] == word and "★" in found.group():
                    continue
                yield from state.seen(found, word)


def _circled(reading: Reading) -> Iterator[Candidate]:
    """㊙: the sign for secret, alone on its line or before its title."""
    original = reading.segment.text
    for found in re.finditer("㊙", original):
        at = reading.folded.position(found.start())
        where, _ = position(reading, at, at + 1)
        yield Candidate(at, at + 1, "state-secret", state.LEVELS["秘密"], "symbol", {"word": "秘密", "where": where})


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """The line around an anchor: up to HARD, cells included, and not too far."""
    first = max(text.rfind("\n", max(0, start - AROUND), start) + 1, start - AROUND, 0)
    last = text.find("\n", end, end + AROUND)
    return first, min(end + AROUND, len(text)) if last < 0 else last


def _best(seen: Iterable[Candidate], lines: tuple[int, ...]) -> Iterator[Candidate]:
    """One candidate for each stretch: of those that overlap the better form, then what keeps to one line, then the longer."""

    def crosses(one: Candidate) -> bool:
        index = bisect_right(lines, one.start)
        return index < len(lines) and lines[index] < one.end

    chosen: list[Candidate] = []
    starts, ends = list[int](), list[int]()  # of what was chosen, in order: no two of them overlap
    for one in sorted(
        set_of(seen), key=lambda c: (c.kind == "declassified", _RANK.get(c.form, 5), crosses(c), c.start - c.end, c.start)
    ):
        if one.kind == "declassified":
            chosen.append(one)
            continue
        at = bisect_left(starts, one.end)
        if not at or ends[at - 1] <= one.start:
            chosen.append(one)
            starts.insert(at, one.start)
            ends.insert(at, one.end)
    return iter(sorted(chosen, key=lambda c: (c.start, c.end)))


def set_of(seen: Iterable[Candidate]) -> list[Candidate]:
    """Without repetitions of the same stretch, kind and form."""
    return list({(c.start, c.end, c.kind, c.form): c for c in seen}.values())
