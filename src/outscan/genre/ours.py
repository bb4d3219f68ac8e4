"""Whether a document is one of our own papers: an approval form, a report, a register, a proof.

In: the readings of a document. Out: yes or no. Such a paper names matters and says in our words how they stand.
"""

from __future__ import annotations

import re

from outscan.reading import Document

__all__ = ["ours"]

_OURS = re.compile(
    r"(?m)对外提供资料(?:保密)?(?:审批|审查|检查)?(?:表|报告|登记表|台账)|Secrecy review report for outbound documents"
    r"|\boutscan\.(?:run|file|proof)/\d|^# outscan "
)


_NEEDS = ("对外提供资料", "Secrecy review", "outscan")
"""One of them stands in each of our headings."""


def ours(document: Document) -> bool:
    """Whether any part of `document` bears one of our headings."""
    texts = (reading.segment.text for reading in document.readings)
    return any(_OURS.search(text) for text in texts if any(need in text for need in _NEEDS))
