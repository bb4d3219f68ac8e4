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


def ours(document: Document) -> bool:
    """Whether any part of `document` bears one of our headings."""
    return any(_OURS.search(reading.segment.text) for reading in document.readings)
