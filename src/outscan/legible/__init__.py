"""Is this text, or rubbish? U+FFFD, private-use glyphs, `(cid:12)` and Latin-1 ruins make a `garbled` gap.

In: text, or bytes that should be text. Out: the share of it that is not legible; bytes decoded strictly (`decode`).
Law 2: nothing unread is clean, so bytes that no encoding explains come out unsound, never silently repaired.
Decides nothing: readers and `unpack` turn it into gaps.
"""

from __future__ import annotations

import re

from outscan.lazy_regex import lazy
from outscan.lazy_regex.literals import Literals
from outscan.legible.clarity import clarity
from outscan.legible.decoding import Decoded, decode, decode_name, named, names, whole_name
from outscan.legible.noise import noise

__all__ = [
    "THRESHOLD",
    "Decoded",
    "clarity",
    "decode",
    "decode_name",
    "garbled",
    "named",
    "names",
    "noise",
    "private",
    "rubbish",
    "strange",
    "whole_name",
]

THRESHOLD = 0.1
"""Above this share a stretch of text counts as garbled."""

_RUBBISH = lazy(r"\ufffd|[\ue000-\uf8ff]|\(cid:\d+\)|[\x80-\x9f]|[\U000f0000-\U0010ffff]")
_FEW_SIGNS = 8
_SYMBOLS = lazy("[\uf020-\uf0ff]")
_PRIVATE = lazy("[\ue000-\uf01f\uf100-\uf8ff\U000f0000-\U0010ffff]{2,}")
_RUIN = lazy(r"(?:[Ã-ö][\x80-¿]{1,3}|[À-ÿ]{4,})")
_UPPER, _LOWER = (0xEE, 0xF3, 0xF4), Literals([bytes((0xEF, second)) for second in range(0x80, 0xA4)])
"""How private use begins in UTF-8: U+E000 to U+EFFF and from U+C0000 on, U+F000 to U+F8FF. Bytes are searched a hundred times
as fast as characters, and hardly any text holds these."""
_UNKNOWN, _CONTROLS, _ACCENTS = "\ufffd".encode(), re.compile(rb"\xc2[\x80-\x9f]"), 0xC3
"""U+FFFD, C1 controls and U+00C0 to U+00FF in UTF-8: what else rubbish and ruins are made of."""
_SOLID = lazy(r"\S+")


_HANS = lazy("[\u3400-\u9fff]+")
_SAMPLE, _ENOUGH, _FOG = 3000, 30, 0.35
"""Characters looked at; Han needed for an opinion; running Chinese of any age is at 0.6 and above, chance Han near 0."""


def strange(text: str) -> float | None:
    """How clear the Han of `text` are, where they are plenty and such as nobody writes one after another; None elsewhere."""
    han = "".join(_HANS.findall(text[:_SAMPLE]))
    if len(han) < _ENOUGH:
        return None
    clear = clarity(han)
    return clear if clear < _FOG else None


_PRIVATE_RUN = lazy("([^\n\ue000-\uefff\U000f0000-\U0010ffff]?)([\ue000-\uefff\U000f0000-\U0010ffff]{2,})(.?)")
_BESIDE = lazy("[\u3400-\u9fff★☆，。；：、（）《》]")
_WORD = 3


def private(text: str) -> bool:
    """Whether unlike private-use characters stand side by side: only the font they were made with says what they show.

    One alone is a name's rare character, those of symbol fonts (U+F020 to U+F0FF) are signs, and a formula is pieced together
    of fewer than a word has, and stands beside no Han.
    """
    if text.isascii() or not _holds_private(text.encode("utf-8", "replace")) or _PRIVATE.search(text) is None:
        return False
    runs = ((set(found[2]), found[1] + found[3]) for found in _PRIVATE_RUN.finditer(text))
    return any(len(run) >= _WORD or (len(run) > 1 and _BESIDE.search(beside)) for run, beside in runs)


def rubbish(text: str, *, symbols: bool = False) -> float:
    """The share (0–1) of non-blank characters of `text` that are rubbish.

    With `symbols` the glyphs of symbol fonts, which office programs keep at U+F020 to U+F0FF, are signs as long as they stand
    beside more of ordinary text, or are few and each by itself: bullets, arrows, boxes of a table.
    """
    if "(cid:" not in text and (text.isascii() or not _suspect(text.encode("utf-8", "replace"))):
        return 0.0
    if symbols and (signs := len(_SYMBOLS.findall(text))) and (signs <= sum(map(str.isalnum, text)) or _apart(text, signs)):
        text = _SYMBOLS.sub("", text)
    bad = sum(len(m.group()) for m in _RUBBISH.finditer(text)) + sum(len(m.group()) for m in _RUIN.finditer(text))
    if not bad:
        return 0.0
    solid = sum(m.end() - m.start() for m in _SOLID.finditer(text))
    return min(bad / solid, 1.0) if solid else 0.0


def garbled(text: str) -> bool:
    """Whether a text is no text, or holds words that only a font could tell."""
    return rubbish(text, symbols=True) > THRESHOLD or private(text)


def _apart(text: str, signs: int) -> bool:
    """Whether a text is a few symbols, each by itself: the ticks and crosses of a list, no word in another font."""
    return signs <= _FEW_SIGNS and all(len(word) == 1 for word in _SOLID.findall(text))


def _holds_private(data: bytes) -> bool:
    """Whether characters of private use may stand in a text, by its UTF-8."""
    return any(first in data for first in _UPPER) or _LOWER.stand_in(data)


def _suspect(data: bytes) -> bool:
    """Whether a text may hold anything that rubbish is made of, by its UTF-8; any other needs no closer look."""
    return _ACCENTS in data or _holds_private(data) or _UNKNOWN in data or (0xC2 in data and _CONTROLS.search(data) is not None)
