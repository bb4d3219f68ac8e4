"""Legends in running text: what codes stand for, told for a range of them, by signs of equality, or in a sentence.

In: a text. Out: pairs of a code and what it stands for, and where the first stands. Two codes are a legend where
each is told what it is; a range (001至009为洞库口部, points P1 to P9 are bunkers) counts as all its codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.lazy_regex import lazy

MOST = 400
"""Codes of one legend."""
LONG = 60_000
"""So many characters of a text are asked."""
ENTRY = lazy(
    r"(?:^|[\n\v\r])[ \t\u3000]*(?P<code>[A-Za-z]{0,6}[-_#]?\d{1,12}[A-Za-z]?)(?:\s?[:：=→—–-]+\s?|[ \t\u3000]+|\s?[,，]\s?)"
    r"(?P<rest>[^\n\v\r]{1,80})"
)
INLINE = lazy(
    r"(?:^|[,，、;；:：。(（]\s?|\s)(?P<code>[A-Z]{1,4}[-_]?\d{0,3}|[甲乙丙丁戊己庚辛])"
    r"(?:\s?[:：=]\s?|\s?(?:为|是|即|指)\s?| (?:is|means) (?:the )?| (?=[A-Z][a-z]))"
    r"(?P<rest>[^,，、;；。\n\v]{2,40})(?=[,，、;；。.]|$)"
)
"""Codes told in a sentence: A Hengyuan Bearings, B Dongtai Glass; HMI-1 is the left gate; 甲为恒源轴承."""
_RANGE = lazy(
    r"(?P<lead>[A-Za-z]{0,4}[-_]?)(?P<first>\d{1,5})\s?(?:号|#)?\s?(?:至|到|—|–|-|~|～|\bto\b|through)\s?(?:[A-Za-z]{0,4}[-_]?)"
    r"(?P<last>\d{1,5})\s?(?:号|#)?(?:点|站|孔|桩)?\s?(?:均)?"
    r"(?:[:：=]|为|是|系|属|\bare\b|\bis\b|stand for)\s?(?P<rest>[^,，;；。\n\v]{2,40})"
)
_EQUAL = lazy(
    r"(?:^|[\n\v\r;；])[ \t]*(?P<code>[\w一-龥#-]{1,12})\s?(?:=|＝|→|->|代表|表示|stands for|means)\s?"
    r"(?P<rest>[^\n\v\r;；]{2,60})"
)
_SAID = lazy(
    r"(?<![\w-])(?P<code>[A-Z]{1,3}[-_]?\d{1,4})\s?(?:\bis\b|\bare\b|为|是|即|系|[:：=]|stands for)\s?(?:the )?"
    r"(?P<rest>[^,，;；。(（\n\v]{4,80})"
)
_CONTROL = lazy(r"[+*/{}<>$]|\d\s?[-+*/]\s?\d|(?i:return|null|true|false)")
"""Formulas and code are full of signs of equality."""
ILLNESS = lazy(
    r"病|炎|癌|瘤|结核|抑郁|抗体|抗原|梅毒|艾滋|血糖|血压|血红|肝功|基因|位点|多态"
    r"|(?i:\bhiv\b|\bhbsag\b|syphilis|diabet|cancer|hepat|depress|antibod|antigen|genotype|allele|glucose|hba1c"
    r"|\bcyp\d|\bbrca|\bapoe|\bhla\b)"
)
"""What results are of, where the heads of their table are letters."""
GAUGED = lazy(
    r"断面|水文|测站|水位|河口|界碑|坝下|坝址|闸下|隧洞出口|尾水|取水口|汇口"
    r"|(?i:gaug|cross.?section|\bsection\b|outlet|tail ?race|\bmouth\b|\bweir\b|boundary|confluence|intake|\bdam\b|river)"
)
"""Where series of figures were taken."""


def legend(text: str) -> tuple[int, list[tuple[str, str]]] | None:
    """Where a legend begins and what it tells, None where there is none."""
    text = text[:LONG]
    ranged = list(_RANGE.finditer(text))
    pairs = [pair for found in ranged for pair in _spread(found)][:MOST]
    if ranged and len(pairs) > 2:  # two numbers with a line between them are any two
        return ranged[0].start(), pairs
    for pattern in (_EQUAL, _SAID):
        told = [found for found in pattern.finditer(text) if not _CONTROL.search(found["rest"])][:MOST]
        if len({found["code"] for found in told}) > 1:
            return told[0].start(), [(found["code"], found["rest"].strip()) for found in told]
    return None


def _spread(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    first, last, width = int(found["first"]), int(found["last"]), len(found["first"])
    if first < last <= first + MOST:
        for number in range(first, last + 1):
            yield f"{found['lead']}{number:0{width}d}", found["rest"].strip()


def told(rests: list[str]) -> set[str]:
    """What two or more of the meanings are of: `illness`, or places where a river is measured."""
    out = {"illness"} if sum(bool(ILLNESS.search(rest)) for rest in rests) > 1 else set()
    if sum(bool(GAUGED.search(rest)) for rest in rests) > 1:
        out |= {"station", "place", "hydro"}
    return out
