"""All terms of all domains in one pass (词条).

In: the pack's terms, folded. Out: `Match(rule="term/<index>", kind=TERM)` for every occurrence, overlapping ones too: a
mild long term must not hide a grave short one. English terms ignore case and need word boundaries; acronyms of up to
four letters need their case. Running prose meets a term every few characters, and most belong to items nothing else speaks
for: `met` tells which terms are there at all, and `detect` may be asked for some of them only. Does not judge: 旅游行业 is a
hit of 游行 here, and `confirm` says why it is none. Terms are met by form: an English term ends in any of its inflections
(defect, defected; deliver, delivery is another word), and 的 or 了 may stand inside a Chinese one (情况的报告).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

from outscan.detect.automaton import Automaton, pieces
from outscan.detect.base import Noticed, Place, Wanted
from outscan.fold import fold
from outscan.lazy_regex import lazy
from outscan.reading import CONTEXT, Reading
from outscan.types import NO_FACTS, Kind, Level, Match, Span

ACRONYM = 4
"""A term of at most this many letters, all upper case, is met in that case only."""


_INDEX = itemgetter(0)
INFLECTED = 4
"""An English term whose last word has so many letters is met in every inflection of that word."""
_ENDINGS = {
    "": lazy(r"(?:s|es|ed|ing|(?<=([b-df-hj-np-tv-z]))\1(?:ed|ing))?(?![0-9A-Za-z_])", re.IGNORECASE),
    "e": lazy(r"(?:e|es|ed|ing)(?![0-9A-Za-z_])", re.IGNORECASE),
    "y": lazy(r"(?:y|ys|ies|ied|ying)(?![0-9A-Za-z_])", re.IGNORECASE),
}
_LAST = re.compile(r"[A-Za-z]+\Z")
PARTED = 4
"""A Chinese term of so many characters may have 的 or 了 inside it."""
_PAST = lazy("了(?<!为了)(?![解结断却然])")
_LINKS = lazy("的|了(?<!为了)(?![解结断却然])")
"""What may stand inside a Chinese term without making it another."""


def is_word(char: str) -> bool:
    """Whether a character belongs to an English word or figure."""
    return char.isascii() and (char.isalnum() or char == "_")


class TermDetector:
    """`terms[i]` is found as rule `term/<i>`.

    `folded` holds, by number, the terms that fold to something else, as a compiled pack knows them; without it all are folded.
    """

    def __init__(self, terms: Sequence[str], folded: Mapping[int, str] | None = None) -> None:
        if folded is None:
            self.terms = tuple(fold(term).text for term in terms)
        else:
            self.terms = tuple(folded.get(i, term) for i, term in enumerate(terms)) if folded else tuple(terms)
        self._rules: dict[int, str] = {}
        self.endings = tuple(_ending(term) if term[-1:].isascii() else None for term in self.terms)
        self.linked = frozenset(i for i, term in enumerate(self.terms) if ("的" in term or "了" in term) and _LINKS.search(term))
        stems = (term[: -len(end)] if end else term for term, end in zip(self.terms, self.endings, strict=True))
        self.automaton = Automaton([_bare(stem) if "的" in stem or "了" in stem else stem for stem in map(str.lower, stems)])

    def met(self, reading: Reading) -> set[int]:
        """The numbers of the terms that may stand in one reading: case and word boundaries are not looked at."""
        text = _bare(reading.folded.text.lower())
        return {index for low, high in pieces(text) for index in map(_INDEX, self.automaton.find(text[low:high]))}

    def notice(self, reading: Reading) -> Noticed:
        """Which terms may stand in a reading."""
        return Noticed(terms=self.met(reading))

    def settle(self, reading: Reading, noticed: Noticed, wanted: Wanted | None) -> Iterator[Match]:
        """The matches of the wanted terms; a reading that holds none of them is not looked at again."""
        return self.detect(reading, wanted) if wanted is None or not noticed.terms.isdisjoint(wanted.terms) else iter(())

    def detect(self, reading: Reading, wanted: Wanted | None = None) -> Iterator[Match]:
        """Yield every term of one reading, or every one that is `wanted` where it stands."""
        segment, folded = reading.segment, reading.folded
        text, original, visible = folded.text, segment.text, segment.hidden is None
        # Many hits share a place: where they are is looked up once a place, not once a hit.
        first, last, where, whole = 0, 0, segment.where, ""
        rules = self._rules
        for index, start, begun in self._places(reading, text.lower(), wanted):
            end = self._end(text, index, start, begun)
            if end is None:
                continue
            a, b = folded.original(start, end)
            if not first <= a < last:
                first, last = segment.place_at(a)
                where, whole = segment.where_at(a), ""
            if a - CONTEXT <= first and b <= last <= b + CONTEXT:  # a cell: all that is met in it has one context
                context = whole = whole or original[first:last]
            else:
                context = original[max(first, a - CONTEXT) : min(max(last, b), b + CONTEXT)]
            if (rule := rules.get(index)) is None:
                rule = rules[index] = f"term/{index}"
            spans, quote = (Span(a, b),), original[a:b]
            yield Match(rule, Kind.TERM, where, reading.index, spans, quote, context, Level.NONE, NO_FACTS, visible, segment.ocr)

    def _places(self, reading: Reading, text: str, wanted: Wanted | None) -> Iterable[Place]:
        if wanted is None:
            return self._found(text, None)
        return wanted.near(reading, list(self._found(text, wanted.terms)))

    def _found(self, text: str, wanted: AbstractSet[int] | None) -> Iterator[Place]:
        links = [link.start() - number for number, link in enumerate(_LINKS.finditer(text))]
        text, many, behind = _bare(text) if links else text, len(links), 0
        for low, high in pieces(text):
            hits = self.automaton.find(text[low:high])
            for index, start, end in hits if wanted is None else [hit for hit in hits if hit[0] in wanted]:
                if links:  # the way back: so many characters were left out before; hits come by their ends
                    begin, last = start + low, end + low - 1
                    while behind < many and links[behind] <= last:
                        behind += 1
                    while behind and links[behind - 1] > last:
                        behind -= 1
                    before = behind
                    while before and links[before - 1] > begin:
                        before -= 1
                    yield index, begin + before, last + behind + 1
                else:
                    yield index, start + low, end + low

    def _end(self, text: str, index: int, start: int, end: int) -> int | None:
        """Where a hit ends, None where it has not the case and the word boundaries its term needs."""
        term, ending = self.terms[index], self.endings[index]
        if index in self.linked:  # its own 的 is part of it
            return start + len(term) if text.startswith(term, start) else None
        if ending is None and end - start > len(term) and len(term) < PARTED:
            return None
        if len(term) <= ACRONYM and term.isascii() and term.isupper() and text[start:end] != term:
            return None
        if is_word(term[:1]) and is_word(text[start - 1 : start]):
            return None
        if ending is not None:
            found = _ENDINGS[ending].match(text, end)
            return found.end() if found else None
        return end if not is_word(term[-1:]) or self._ends(text, end) else None

    def _ends(self, text: str, end: int) -> bool:
        """Whether an English word ends at `end`: a plural s counts as its end."""
        if text[end : end + 1] in ("s", "S"):
            end += 1
        return not is_word(text[end : end + 1])


def _ending(term: str) -> str | None:
    """The last letter an inflection may change (`e`, `y`, or none), None where the term does not end in an English word."""
    if not (last := term[-1:]).isascii() or not last.isalpha():
        return None
    word = _LAST.search(term)
    if word is None or len(word[0]) < INFLECTED or word[0].isupper():
        return None
    return term[-1] if term[-1] in "ey" else ""


def _bare(text: str) -> str:
    """`text` without what may stand inside a Chinese term; a term of such characters alone stays."""
    if "了" in text:
        return _PAST.sub("", text).replace("的", "") or text
    return (text.replace("的", "") or text) if "的" in text else text
