"""A row of a table that sets a word beside its translation: what stands in it is named, not said.

In: the folded text of a table (rows by line, cells by tab) and a place. Out: whether its row is such a pair. Law: only the row
and its neighbours tell, so that rows added elsewhere change nothing; a row with a figure is data and never a pair, unless the
translation repeats it (机密★10年).
"""

from __future__ import annotations

from outscan.lazy_regex import lazy

__all__ = ["barred", "named", "paired", "row"]

BARS = 2
"""A row of a table drawn with bars has so many at least."""
LONGEST = 40
"""Characters of a cell that still names a thing."""
_HAN, _LATIN, _DIGIT = lazy(r"[\u3400-\u9fff]"), lazy(r"[A-Za-z]{2}"), lazy(r"\d+")


def row(text: str, at: int) -> tuple[int, int]:
    """Where the row that holds offset `at` begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def named(text: str, at: int) -> bool:
    """Whether the row that holds `at` is such a pair, and gives no figure in what it remarks."""
    low, high = row(text, at)
    return paired(text, at) and not _DIGIT.search(text[low:high])


def paired(text: str, at: int) -> bool:
    """Whether the row that holds `at`, and the one above or below it, set a Chinese word beside one in Latin letters."""
    low, high = row(text, at)
    if not _pair(text[low:high]):
        return False
    above = low > 0 and _pair(text[slice(*row(text, low - 1))])
    return above or (high < len(text) and _pair(text[slice(*row(text, high + 1))]))


def barred(text: str, at: int) -> bool:
    """Whether the line of running text that holds `at` is a row of a table drawn with bars (| 中文 | English |)."""
    return _bars(text[slice(*row(text, at))])


def _bars(line: str) -> bool:
    return line.count("|") >= BARS and "\t" not in line


def _cells(line: str) -> list[str]:
    return line.split("|") if _bars(line) else line.split("\t")


def _pair(line: str) -> bool:
    """Whether a row opens with a word and its translation; what is remarked on them behind may be anything."""
    words = [cell for cell in _cells(line) if cell.strip()]
    pair = words[:2]
    if len(pair) < 2 or any(len(cell) > LONGEST for cell in pair):  # noqa: PLR2004 - a word and its pair
        return False
    if _DIGIT.findall(pair[0]) != _DIGIT.findall(pair[1]):  # a translation repeats the figure of its word (机密★10年)
        return False
    han = [cell for cell in pair if _HAN.search(cell)]
    return bool(han) and any(_LATIN.search(cell) and not _HAN.search(cell) for cell in pair)
