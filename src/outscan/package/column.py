"""One column of a table: its texts, and which of them are bare figures and dates, each asked once.

In: texts. Out: a `Column`, and its figures or degrees where most cells have one.
"""

from __future__ import annotations

import math

from outscan.nouns import Struct
from outscan.tables.figures import DATE, NUMBER, angle, figure

ENOUGH = 0.7


class Column(Struct):
    """The texts of one column, and which of them are bare figures, and dates."""

    texts: list[str]
    figured: set[str]
    dated: set[str]


def columned(texts: list[str]) -> Column:
    """The column of `texts`."""
    once = set(texts)
    return Column(texts, {text for text in once if NUMBER.match(text)}, {text for text in once if DATE.match(text)})


def valued(one: Column) -> list[float]:
    """Figures and degrees of the cells, none where too few cells have one."""
    texts, figured = one.texts, one.figured
    out = [figure(text) if text in figured else found[0] if (found := angle(text)) else math.nan for text in texts]
    good = [value for value in out if not math.isnan(value)]
    return good if len(good) >= ENOUGH * len(texts) and good else []
