"""All terms of all domains in one pass (词条).

In: the pack's terms, folded. Out: `Match(rule="term/<index>", kind=TERM)` for every occurrence, overlapping ones too: a
mild long term must not hide a grave short one. English terms ignore case and need word boundaries; acronyms of up to
four letters need their case. Does not judge: 旅游行业 is a hit of 游行 here, and `confirm` says why it is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from outscan.detect.automaton import Automaton
from outscan.fold import fold
from outscan.reading import CONTEXT, Reading
from outscan.types import Kind, Match, Span

ACRONYM = 4
"""A term of at most this many letters, all upper case, is met in that case only."""


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
        self.automaton = Automaton([term.lower() for term in self.terms])

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield every term of one reading."""
        segment, folded = reading.segment, reading.folded
        text, original, visible = folded.text, segment.text, segment.hidden is None
        # Many hits share a place: where they are is looked up once a place, not once a hit.
        first, last, where = 0, 0, segment.where
        for index, start, end in self.automaton.find(text.lower()):
            if not self._stands(text, index, start, end):
                continue
            a, b = folded.original(start, end)
            if not first <= a < last:
                first, last = segment.place_at(a)
                where = segment.where_at(a)
            context = original[max(first, a - CONTEXT) : min(max(last, b), b + CONTEXT)]
            spans, quote = (Span(a, b),), original[a:b]
            yield Match(f"term/{index}", Kind.TERM, where, reading.index, spans, quote, context, visible=visible, ocr=segment.ocr)

    def _stands(self, text: str, index: int, start: int, end: int) -> bool:
        """Whether a hit has the case and the word boundaries its term needs."""
        term = self.terms[index]
        if len(term) <= ACRONYM and term.isascii() and term.isupper() and text[start:end] != term:
            return False
        if is_word(term[:1]) and is_word(text[start - 1 : start]):
            return False
        return not is_word(term[-1:]) or self._ends(text, end)

    def _ends(self, text: str, end: int) -> bool:
        """Whether an English word ends at `end`: a plural s counts as its end."""
        if text[end : end + 1] in ("s", "S"):
            end += 1
        return not is_word(text[end : end + 1])
