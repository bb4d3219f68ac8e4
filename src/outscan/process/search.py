"""Find words again in the raw text of a part, whatever stands between their characters.

In: a text, and words with the text around them. Out: stretches of the text. Both sides are folded as the scanner folds and
lose their blanks, so that a disguise that was seen through once is seen through again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from outscan.fold import plain

AROUND = (80, 30, 12, 5, 2, 0)
"""Characters of context that must agree, tried from the most to none."""
SHORT = 2
"""Words shorter than this are never looked for without their context."""


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Folded text without blanks; `at[i]` is the offset of character i in the text it came from."""

    text: str
    at: tuple[int, ...]
    source: str = ""
    widths: Mapping[int, int] = field(default_factory=dict, hash=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that `[start, end)` came from."""
        last = self.at[end - 1]
        return self.at[start], last + self.widths.get(last, 1)


def squeeze(text: str) -> Squeezed:
    """`text` folded, lower-case, without blanks and separators."""
    folded = plain(text)
    chars: list[str] = []
    at: list[int] = []
    bounds = (*folded.at[1:], len(folded.text))
    for first, last, shift in zip(folded.at, bounds, folded.shift, strict=True):
        for offset in range(first, last):
            char = folded.text[offset]
            if not char.isspace():
                low = char.lower()
                chars.append(low if len(low) == 1 else char)
                at.append(offset + shift)
    return Squeezed("".join(chars), tuple(at), text, folded.widths)


@lru_cache(maxsize=20_000)
def squeezed(text: str) -> str:
    """The squeezed form alone, for words that are looked for again and again."""
    return squeeze(text).text


def find(view: Squeezed, before: str, quote: str, after: str, around: int) -> Iterator[tuple[int, int]]:
    """Stretches of the original text where `quote` stands with `around` characters of its context on either side."""
    word = squeezed(quote)
    sign = quote.strip() if len(quote.strip()) == 1 and unicodedata.category(quote.strip()) == "So" else ""
    if not word or (around == 0 and len(word) < SHORT and not sign):
        return
    left, right = squeezed(before)[-around:] if around else "", squeezed(after)[:around] if around else ""
    needle = left + word + right
    at = view.text.find(needle)
    while at >= 0:
        start = at + len(left)
        end = start + len(word)
        # a sign such as ㊙ is itself wherever it stands; the character it folds to is not
        if around or (view.source[view.at[start]] == sign if sign else _whole(view, start, end)):
            yield view.original(start, end)
        at = view.text.find(needle, at + 1)


def _whole(view: Squeezed, start: int, end: int) -> bool:
    """Whether figures or Latin letters at either end are not part of a longer figure or word."""
    first = view.text[start - 1 : start + 1] if start and view.at[start] == view.at[start - 1] + 1 else ""
    last = view.text[end - 1 : end + 1] if end < len(view.at) and view.at[end] == view.at[end - 1] + 1 else ""
    return not (re.fullmatch(r"[0-9]{2}|[a-z]{2}|[0-9.][0-9]", first) or re.fullmatch(r"[0-9]{2}|[a-z]{2}", last)) and not (
        last and re.match(r"[0-9]\.[0-9]", view.text[end - 1 : end + 2])
    )
