"""Lists of people: names with identity or telephone numbers.

In: a block. Out: `name_list` and its facts, or nothing.
"""

from __future__ import annotations

from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.tables.blocks import Block

FEW = 3
_NAMES = lazy(r"姓名|名字|联系人|持有人|考生|学员|患者|客户名|员工|(?i:\bname\b)")
_ID = lazy(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]\Z")
_PHONE = lazy(r"(?:\+?86[- ]?)?1[3-9]\d{9}\Z")
_PERSON = lazy(r"[\u4e00-\u9fff·]{2,5}\Z|[A-Z][a-z]+ [A-Z][a-z]+\Z")


def people(block: Block) -> tuple[str, Facts] | None:
    """A list of people with numbers: three rows at least, whatever its header says."""
    texts = [cell.text for row in block.rows for cell in row]
    ids = sum(1 for text in texts if _ID.match(text))
    phones = sum(1 for text in texts if _PHONE.match(text))
    named = bool(_NAMES.search(block.heading)) or sum(1 for text in texts if _PERSON.match(text)) >= FEW
    if named and max(ids, phones) >= FEW:
        share = block.count / max(1, len(block.rows))
        return "name_list", {"ids": round(ids * share), "phones": round(phones * share)}
    return None
