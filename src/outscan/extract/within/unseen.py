"""What is written in characters nobody sees: tags, variation selectors, blanks without width.

In: a text. Out: where such a stretch stands, and the bytes it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.lazy_regex import lazy

_TAGS = lazy("[\U000e0020-\U000e007e](?:[\U000e0020-\U000e007e]){3,}")
_UNSEEN = lazy("[\U000e0100-\U000e01ef](?:[\ufe00-\ufe0f\U000e0100-\U000e01ef]){5,}")
_BLANKS = lazy("[\u200b-\u200d\u2060-\u2064\ufeff]{48,}")
_FIRST, _SECOND = 0xFE00, 0xE0100
_SIGHTLESS = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
_KINDS = 2


def unseen(text: str) -> Iterator[tuple[int, str, bytes]]:
    """Yield (where it begins, the stretch, its bytes) of what is written in characters that are not drawn."""
    if text.isascii():
        return
    for run in _TAGS.finditer(text):
        yield run.start(), run.group(), bytes(ord(char) - 0xE0000 for char in run.group())
    for run in _UNSEEN.finditer(text):
        yield run.start(), run.group(), bytes(ord(c) - _FIRST if ord(c) < _SECOND else ord(c) - _SECOND + 16 for c in run.group())
    if sum(char in text for char in _SIGHTLESS) >= _KINDS:
        for run in _BLANKS.finditer(text):
            if len(kinds := sorted(set(run.group()))) == _KINDS:
                for zero, one in (kinds, reversed(kinds)):
                    bits = re.sub("[^01]", "", run.group().replace(zero, "0").replace(one, "1"))
                    yield run.start(), run.group(), int(bits[: len(bits) // 8 * 8], 2).to_bytes(len(bits) // 8, "big")
