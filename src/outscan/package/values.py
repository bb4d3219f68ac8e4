"""What the cells of a column are by their values alone: names of persons, illnesses, one half of plane coordinates.

In: the texts of a column. Out: roles. Heads need not say anything: whoever sends codes apart from names seldom labels them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from outscan.lazy_regex import lazy
from outscan.tables.figures import decimals, figure
from outscan.tables.persons import CHINESE, LATIN

ENOUGH = 0.7
FEW = 3
NORTHS, EASTS = (1_900_000.0, 6_000_000.0), (100_000.0, 900_000.0)
"""Metres of plane coordinates in China; an easting may carry its zone in front."""
_GENES = lazy(r"\brs\d{3,9}\b|\bHLA-|\b(?:BRCA|APOE|CYP)\d")
_CALLED = lazy(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dXx](?!\d)")
"""A mobile or an identity number, with or without a word in front."""
_CODED = lazy(r"[A-TV-Z]\d{2}(?:\.\d{1,2})?\Z")
_ILLNESS = lazy(
    r"病|炎|癌|瘤|结核|抑郁|高血压|骨折|阳性|感染|综合征|(?i:diabet|hypertens|cancer|hepat|depress|asthma|tumou?r|positive|syndrome)"
)


def roles(texts: Sequence[str], figured: AbstractSet[str]) -> Iterator[str]:
    """The roles that the cells of one column speak for; `figured` are those texts that are bare figures."""
    if len(texts) < FEW:
        return
    figures = [text for text in texts if text in figured]
    if len(figures) == len(texts):
        pass  # no words at all
    elif _share(texts, CHINESE) or _share(texts, LATIN):
        if 2 * len(set(texts)) > len(texts):
            yield "person"
    elif (
        (_share(texts, _CODED) and len({text[0] for text in texts} | {"." for text in texts if "." in text}) > 1)
        or _most(texts, _ILLNESS)
        or _most(texts, _GENES)
    ):  # K01, K02, K03 are anything's codes
        yield "health"
    if _most(texts, _CALLED):
        yield "identity"
    values = [figure(text) for text in figures if decimals(text) > 1]
    if len(values) >= ENOUGH * len(texts):
        if all(NORTHS[0] <= value <= NORTHS[1] for value in values):
            yield "north"
        elif all(EASTS[0] <= value % 1_000_000 <= EASTS[1] and value < 5e7 for value in values):  # zone 45 and less
            yield "east"


def _share(texts: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Whether ENOUGH of `texts` begin so; asked no further than it can be."""
    left, least = len(texts), ENOUGH * len(texts)
    for text in texts:
        if not pattern.match(text):
            left -= 1
            if left < least:
                return False
    return True


def _most(texts: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Whether more than half of `texts` hold it; asked no further than it can be."""
    left = len(texts)
    for text in texts:
        if not pattern.search(text):
            left -= 1
            if 2 * left <= len(texts):
                return False
    return True
