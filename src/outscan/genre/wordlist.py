"""A row of a table that sets a word beside its translation: what stands in it is named, not said.

In: the folded text of a table (rows by line, cells by tab) and a place. Out: whether its row is such a pair. Law: only the row
and its neighbours tell, so that rows added elsewhere change nothing; a row with a figure is data and never a pair.
"""

from __future__ import annotations

from outscan.lazy_regex import lazy

__all__ = ["paired", "row"]

LONGEST = 40
"""Characters of a cell that still names a thing."""
_HAN, _LATIN, _DIGIT = lazy(r"[\u3400-\u9fff]"), lazy(r"[A-Za-z]{2}"), lazy(r"\d")


def row(text: str, at: int) -> tuple[int, int]:
    """Where the row that holds offset `at` begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def paired(text: str, at: int) -> bool:
    """Whether the row that holds `at`, and the one above or below it, set a Chinese word beside one in Latin letters."""
    low, high = row(text, at)
    if not _pair(text[low:high]):
        return False
    above = low > 0 and _pair(text[slice(*row(text, low - 1))])
    return above or (high < len(text) and _pair(text[slice(*row(text, high + 1))]))


def _pair(line: str) -> bool:
    """Whether a row opens with a word and its translation; what is remarked on them behind may be anything."""
    words = [cell for cell in line.split("\t") if cell.strip()]
    pair = words[:2]
    if len(pair) < 2 or any(len(cell) > LONGEST or _DIGIT.search(cell) for cell in pair):  # noqa: PLR2004 - a word and its pair
        return False
    han = [cell for cell in pair if _HAN.search(cell)]
    return bool(han) and any(_LATIN.search(cell) and not _HAN.search(cell) for cell in pair)
