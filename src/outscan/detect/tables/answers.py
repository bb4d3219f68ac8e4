"""Keys of examinations: questions in order with a letter or the number of an option each, or runs of letters beside a range.

In: a block, rows of cells, or a text. Out: `answer_key` and how many answers, or nothing. Heads must speak of questions or
answers: classes of students in order have marks in letters as well. Runs of letters
(1-5 BADCA) are nothing else, whatever their head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.tables import Cell
from outscan.tables.blocks import Block

FEWEST = 10
DIFFERENT = 3
_HEAD = lazy(r"题|答案|选项|(?<![关按])键|(?<![^|])选(?![^|])|(?i:question|answer|\bkeys?\b|(?<![a-z])q(?![a-z])|daan|\bti\b)")
_KEY = lazy(r"答案|(?<![关按])键|(?i:answer|\bkeys?\b|daan)")
_LETTER = lazy(r"(?:[A-Ga-g√×✓✗对错TF]{1,4}|[甲乙丙丁戊]{1,4})\Z")
_OPTION = lazy(r"[1-4]\Z")
_NUMBER = lazy(r"[Qq]?\d{1,3}\.?\Z")
_RANGE = lazy(r"[Qq]?(\d{1,3})\s?[-–—~～至到]\s?(\d{1,3})\Z")
_RUN = lazy(r"(?:[A-G]\s?){3,30}\Z")
RUNS = lazy(r"\d\s?[-–—~～至到]\s?\d{1,3}[^A-Za-z\n]{1,14}[A-G]\s?[A-G]\s?[A-G]")
"""Stands in every text that holds a run beside its range."""
_PAIR = r"[(（]?\d{1,3}\s?[-–—.:：．、)）]?\s?[A-G](?!\w)"
_THREE = lazy(rf"(?<![\w.]){_PAIR}[\s,;，；、|/]{{1,6}}{_PAIR}[\s,;，；、|/]{{1,6}}{_PAIR}")
_ANSWER = lazy(r"(?<![\w.])[(（]?(\d{1,3})\s?[-–—.:：．、)）]?\s?([A-G])(?!\w)")
_SPOKEN = lazy(r"答案|[试题卷考]|(?<![关按])键|(?i:\bkeys?\b|\banswers?\b|\bpapers?\b|\bexam|\btest\b|\bsitting\b|\bitems?\b)")
"""Gates, seats and berths are numbers with letters, too: something near must be of an examination."""
AROUND = 300
APART = 40
"""Characters that may lie between two answers of one key: the end of a line and what the next begins with."""


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


def runs(lines: Iterable[list[Cell]]) -> tuple[list[list[Cell]], Facts] | None:
    """Rows with a range of questions and as many letters behind it."""
    kept: list[list[Cell]] = []
    letters: Counter[str] = Counter()
    for row in lines:
        for cell, behind in pairwise(row):
            asked = _RANGE.match(cell.text)
            run = behind.text.replace(" ", "") if asked and _RUN.match(behind.text) else ""
            if asked and run and len(run) == int(asked[2]) - int(asked[1]) + 1:
                letters.update(run)
                if not kept or kept[-1] is not row:
                    kept.append(row)
    if letters.total() < FEWEST or len(letters) < DIFFERENT:
        return None
    return kept, {"answers": letters.total()}


def listed(text: str) -> Iterator[tuple[int, int, Facts]]:
    """Answers one behind the other in running text (1-C 2-A 3-E; 21 B 22 D): every number is one more than the last."""
    if not (_THREE.search(text) and _SPOKEN.search(text)):
        return
    begun = end = last = 0
    letters: list[str] = []
    for found in _ANSWER.finditer(text):
        if letters and (int(found[1]) != last + 1 or found.start() - end > APART):
            if (told := _key(letters)) and _SPOKEN.search(text, max(0, begun - AROUND), end + AROUND):
                yield begun, end, told
            letters = []
        begun = begun if letters else found.start()
        letters.append(found[2])
        last, end = int(found[1]), found.end()
    if (told := _key(letters)) and _SPOKEN.search(text, max(0, begun - AROUND), end + AROUND):
        yield begun, end, told


def _key(letters: list[str]) -> Facts | None:
    return {"answers": len(letters)} if len(letters) >= FEWEST and len(set(letters)) >= DIFFERENT else None


def _pairs(block: Block, number: int) -> dict[int, str]:
    """By number of a question, the letter in the cell behind it; the number of an option only under a head of answers."""
    out: dict[int, str] = {}
    # a column of what kind of question it is may stand between
    beyond = 2 if _KEY.search(block.head(number + 2)) and not _KEY.search(block.head(number + 1)) else 1
    option = bool(_KEY.search(block.head(number + beyond)))
    for row in block.rows:
        beside = {cell.column: cell.text.strip() for cell in row}
        asked, letter = beside.get(number, ""), beside.get(number + beyond, "")
        if _NUMBER.match(asked) and (_LETTER.match(letter) or (option and _OPTION.match(letter))):
            out[int(asked.strip("Qq."))] = letter.upper()
    return out
