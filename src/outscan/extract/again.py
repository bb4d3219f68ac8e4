"""What was found out about bytes that come again: styles, themes and settings of a template are the same in many documents.

In: a question about bytes. Out: the same question, whose last answers are kept with the bytes they were about. Bytes are
compared, never digests: a part that only looks like another one is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LEAST, MOST = 2048, 1 << 20
"""Bytes of a part whose answer is kept: shorter ones are soon looked at, longer ones are no template."""
MANY = 16
"""Answers kept of a question; the one not asked for longest goes first."""


def remembered(question: Callable[[bytes], T], many: int = MANY) -> Callable[[bytes], T]:
    """`question`, asked once of bytes that come again, the last `many` of them. Nobody may change its answers."""
    kept: dict[int, tuple[bytes, T]] = {}

    def asked(data: bytes) -> T:
        known = kept.pop(len(data), None)
        if known is None or known[0] != data:
            known = data, question(data)
        if LEAST <= len(data) <= MOST:
            kept[len(data)] = known
            for oldest in list(kept)[:-many]:
                kept.pop(oldest, None)  # threads may read side by side
        return known[1]

    return asked
