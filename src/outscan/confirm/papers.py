"""Our own papers: an approval form, a report or a register names matters of the catalogue, and is not one of them.

In: a document, the phrases of the pack. Out: for each reading, where one of these phrases stands word for word. Law: only the
pack's own words are set aside, and only in a paper with one of our headings; whatever else stands there speaks as anywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from outscan.genre.ours import ours
from outscan.nouns import Struct
from outscan.reading import Document
from outscan.types import Match

_LEAST = 8
"""Characters a phrase must have to be told from a word."""


class Phrases(Struct, frozen=True):
    """By the number of a reading, the stretches (starts, ends) that are words of the pack."""

    spans: dict[int, tuple[list[int], list[int]]]

    def hold(self, match: Match) -> bool:
        """Whether a match is part of such a phrase."""
        starts, ends = self.spans.get(match.segment, ([], []))
        at = bisect_right(starts, match.start) - 1
        return at >= 0 and match.end <= ends[at]


def own_phrases(document: Document, phrases: Sequence[str]) -> Phrases:
    """Where our own words stand in `document`; nowhere where it is no paper of ours."""
    if not ours(document):
        return Phrases({})
    wanted = [phrase for phrase in dict.fromkeys(phrases) if len(phrase) >= _LEAST]
    spans: dict[int, tuple[list[int], list[int]]] = {}
    for index in {match.segment for match in document.matches}:
        text = document.readings[index].segment.text
        found = sorted(span for one in wanted for span in _all(text, one))
        ends: list[int] = []
        for _, end in found:
            ends.append(max(end, ends[-1] if ends else 0))
        if found:
            spans[index] = [start for start, _ in found], ends
    return Phrases(spans)


def _all(text: str, phrase: str) -> list[tuple[int, int]]:
    """Where `phrase` stands, or as much of its beginning as a narrow column shows."""
    out = []
    at = text.find(phrase[:_LEAST])
    while at >= 0:
        pairs = zip(phrase, text[at : at + len(phrase)], strict=False)
        end = at + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        out.append((at, end))
        at = text.find(phrase[:_LEAST], end)
    return out
