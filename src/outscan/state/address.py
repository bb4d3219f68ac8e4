"""Whether a document says in its head that it goes abroad: a letter or mail to somebody there, a paper for the other side.

In: the readings of a document. Out: by top member, whether it is addressed. What is addressed raises nothing by itself: it
tells what state the matters have that stand in it. Law: only heads tell (address lines, salutations, lines that say for whom),
so that text added behind changes nothing.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from outscan.lazy_regex import lazy
from outscan.reading import Document
from outscan.types import Part

HEAD = 500
"""Characters of a text in which it says to whom it goes."""
_SENT = lazy(r"(?im)^(?:to|cc)\s*:.*@")
_ADDRESS = lazy(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_HOME = (".cn", ".local", ".lan")
_SALUTED = lazy(
    r"(?:^|[\n\v。])\s*(?:Dear|Hello|Hi|Dearest)\s+(?:Mr|Ms|Mrs|Dr|Prof|Professor|Sir|Madam|Director|Clerk|clerk|colleagues?|partners?|friends?|[A-Z][a-z]+)\b"
    r"|(?:尊敬的|致)?(?:贵方|贵司|贵公司|贵院|贵所|贵校|外方|外商|合作方|境外合作[方者]|甲方代表团|[\u4e00-\u9fff·]{2,10}(?:先生|女士|博士|教授))"
    r"[^\n。]{0,10}[:：]"
)
_MADE_FOR = lazy(
    r"(?:供|提供|发给|发往|送|交|寄)(?:与|给)?(?:外方|外商|境外|国外|海外|德方|法方|日方|韩方|美方|英方|俄方|世界银行|世行|亚行|贷款方"
    r"|合作方|合资方|合作基金会|外国|外籍)|与(?:外方|境外|合作方)[^\n。]{0,6}(?:共享|交流|座谈|会谈|洽谈)"
    r"|(?i:\b(?:for|to) (?:the |our )?(?:lender|foreign \w+|overseas \w+|partner(?:'s)?(?: \w+){0,2}"
    r"|client abroad|mission|consultant|donor|supplier"
    r"|equipment company|compressor supplier|joint venture|parent company|head office abroad|other side)\b"
    r"|\b(?:reply|replies|answers?|response) to (?:the |your )?end[- ]?us\w* (?:questionnaire|check|visit|inquiry|verification)"
    r"|\bfor your (?:proposal|design|team|plant|institute|study)\b)"
)


def addressed(document: Document) -> frozenset[str]:
    """The first members (files at the top of a package, or the file itself) that are addressed abroad."""
    out: set[str] = set()
    for reading in document.readings:
        where = reading.segment.where
        top = where.member[min(1, len(where.member) - 1)]
        if top not in out and _says(reading.folded.text[:HEAD], where.part):
            out.add(top)
    return frozenset(out)


def goes_abroad(member: tuple[str, ...], heads: AbstractSet[str]) -> bool:
    """Whether a member of a document belongs to what is addressed abroad."""
    return member[min(1, len(member) - 1)] in heads


def _says(head: str, part: Part) -> bool:
    if part is Part.HEADER and _SENT.search(head):
        lines = [line for line in head.splitlines() if _SENT.match(line)]
        return any(not host.lower().endswith(_HOME) for line in lines for host in _ADDRESS.findall(line))
    return part in (Part.BODY, Part.TABLE) and bool(_SALUTED.search(head) or _MADE_FOR.search(head))
