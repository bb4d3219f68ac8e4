"""Lists of people: names with identity or telephone numbers.

In: a block, or the rows of a segment. Out: `name_list` and its facts, or nothing. A row that names somebody beside one
number is no row of figures, so lists are looked for among all rows as well. A number counts by its form: lists are typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.tables import Block, Cell, rows
from outscan.tables.persons import CHINESE, LATIN
from outscan.types import Segment

FEW = 3
SAMPLE = 60
"""Rows of a segment whose cells are looked at."""
MANY = 20_000
"""Characters from which on taking these apart costs less than looking for a number in all of a text."""
_NAMES = lazy(r"姓名|名字|联系人|持有人|考生|学员|患者|客户名|员工|(?i:\bname\b)")
_ID = lazy(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]\Z")
_PHONE = lazy(r"(?:\+?86[- ]?)?1[3-9]\d{9}\Z")
_LONG = lazy(r"\d{11}")
_PERSON = lazy(r"[\u4e00-\u9fff·]{2,5}\Z|[A-Z][a-z]+ [A-Z][a-z]+\Z")


def people(block: Block) -> tuple[str, Facts] | None:
    """A list of people with numbers: three different ones at least, whatever its header says."""
    texts = [cell.text for row in block.rows for cell in row]
    ids = len({text for text in texts if _ID.match(text)})
    phones = len({text for text in texts if _PHONE.match(text)})
    named = bool(_NAMES.search(block.heading)) or sum(1 for text in texts if _PERSON.match(text)) >= FEW
    if named and max(ids, phones) >= FEW:
        share = block.count / max(1, len(block.rows))
        return "name_list", {"ids": round(ids * share), "phones": round(phones * share)}
    return None


def listed(segment: Segment, lines: Iterable[list[Cell]] | None = None) -> tuple[Block, Facts] | None:
    """The people that the rows of `segment` list, by a head that says so or by their names; rows need no second figure."""
    text = segment.text
    if len(text) <= MANY and not _LONG.search(text):
        return None
    kept = [row for row in islice(rows(segment) if lines is None else lines, SAMPLE) if len(row) > 1]
    if not any(_LONG.search(text, row[0].start, row[-1].end) for row in kept):
        return None
    head = next((row for row in kept if any(_NAMES.search(cell.text) for cell in row) and not any(map(_numbered, row))), None)
    body = [row for row in kept[kept.index(head) + 1 if head else 0 :] if any(map(_numbered, row))]
    if head is None:  # every row names somebody
        body = [row for row in body if any(CHINESE.match(cell.text) or LATIN.match(cell.text) for cell in row)]
    if len(body) < FEW:
        return None
    first = (head or body[0])[0].start
    block = Block(segment.text[:first][-160:], [head] if head else [], body, len(body), [], body[-1][-1].end)
    found = people(block)
    return None if found is None else (block, found[1])


def _numbered(cell: Cell) -> bool:
    """Whether a cell is an identity or a telephone number."""
    return bool(_ID.match(cell.text) or _PHONE.match(cell.text))
