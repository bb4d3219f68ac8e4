"""The sample cases: fictional documents over every format that is read, each with the recommendation it must come to.

In: nothing. Out: `CASES`. Bytes are the same on every machine: packages are stored with one fixed date, nothing is drawn
by lot. What only another program can write (a picture of text, a binary Word file) is made once and kept (`kept`).
"""

from __future__ import annotations

from samples.case import Case
from samples.hidden import HIDDEN
from samples.innocent import INNOCENT
from samples.kinds import KINDS
from samples.marked import MARKED
from samples.matters import MATTERS
from samples.spelled import SPELLED
from samples.unread import UNREAD

__all__ = ["CASES", "Case"]

CASES: tuple[Case, ...] = (*MARKED, *MATTERS, *HIDDEN, *INNOCENT, *UNREAD, *SPELLED, *KINDS)
