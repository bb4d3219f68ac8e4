"""Is this text, or rubbish? U+FFFD, private-use glyphs, `(cid:12)` and Latin-1 ruins make a `garbled` gap.

In: text. Out: the share of it that is not legible. Decides nothing: readers and `unpack` turn it into gaps.
"""

from __future__ import annotations

import re

THRESHOLD = 0.1
"""Above this share a stretch of text counts as garbled."""

_RUBBISH = re.compile(r"\ufffd|[\ue000-\uf8ff]|\(cid:\d+\)|[\x80-\x9f]|[\U000f0000-\U0010ffff]")
_RUIN = re.compile(r"(?:[Ã-ö][\x80-¿]{1,3}|[À-ÿ]{4,})")


def rubbish(text: str) -> float:
    """The share (0–1) of non-blank characters of `text` that are rubbish."""
    solid = sum(1 for c in text if not c.isspace())
    if not solid:
        return 0.0
    bad = sum(len(m.group()) for m in _RUBBISH.finditer(text)) + sum(len(m.group()) for m in _RUIN.finditer(text))
    return min(bad / solid, 1.0)
