"""Keys of examinations: numbers of questions in order, each with one letter beside it, down a column or in pairs of columns.

In: a block. Out: `answer_key` and how many answers, or nothing. Heads must speak of questions or answers: classes of
students in order have marks in letters as well.
"""

from __future__ import annotations

from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.tables.blocks import Block

FEWEST = 15
DIFFERENT = 3
_HEAD = lazy(r"题|答案|选项|(?<![关按])键|(?<![^|])选(?![^|])|(?i:question|answer|\bkey\b)")
_LETTER = lazy(r"[A-Ga-g√×✓✗对错TF]\Z")
_NUMBER = lazy(r"[Qq]?\d{1,3}\.?\Z")


def answers(block: Block) -> tuple[str, Facts] | None:
    """A key of fifteen answers at least."""
    if not _HEAD.search(f"{block.title}|{block.heading}"):
        return None
    found: dict[int, str] = {}
    for number in block.columns():
        pairs = _pairs(block, number)
        steps = sorted(pairs)
        if len(steps) > 1 and steps[-1] - steps[0] < 2 * len(steps):
            found.update(pairs)
    share = block.count / max(1, len(block.rows))
    if len(found) * share < FEWEST or len(set(found.values())) < DIFFERENT:
        return None
    return "answer_key", {"answers": round(len(found) * share)}


def _pairs(block: Block, number: int) -> dict[int, str]:
    """By number of a question, the letter in the cell behind it."""
    out: dict[int, str] = {}
    for row in block.rows:
        beside = {cell.column: cell.text.strip() for cell in row}
        asked, letter = beside.get(number, ""), beside.get(number + 1, "")
        if _NUMBER.match(asked) and _LETTER.match(letter):
            out[int(asked.strip("Qq."))] = letter.upper()
    return out
