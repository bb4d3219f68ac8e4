"""Short names told in one file and used in another: what stands behind a code, which letter is the floor.

In: a text. Out: facts of tables, one for what it explains and one for what it says of such names; () where it does neither.
A name counts only where what it stands for is of the forces, of a live examination or of a person under guard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from outscan.lazy_regex import lazy
from outscan.types import NOWHERE
from outscan.types.parcels import TableFacts

SHORT = 6000
"""Characters of a note; what is longer explains its names itself."""
MOST = 60
FEW = 2
_NAMES = lazy(
    r"(?<![\w-])(?:[A-Z]{1,3}-\d{1,4}|[A-Z]{1,3}\d{1,4}|[甲乙丙丁戊][线组号路库点车段]"
    r"|(?:[Bb]ox|[Ll]ine|[Rr]oute|[Rr]oad|[Bb]ag|[Vv]an) [A-Z0-9])(?![\d-])|(?<![一-龥])[一-龥]{2}(?=\s?\d)"
)
_TOLD = lazy(
    r"(?<![\w-])(?P<name>[A-Z]{1,3}-\d{1,4}|[A-Z]{1,3}\d{1,4}|[甲乙丙丁戊][线组号路库点车段]"
    r"|(?:[Bb]ox|[Ll]ine|[Rr]oute|[Rr]oad|[Bb]ag|[Vv]an) [A-Z0-9]|(?<=[“「\"])[一-龥]{2}(?=[”」\"]))[”’」\"']?"
    r"\s?(?:就是|即|指|是指|是|为|负责|代表|用于|装于|装在|供|[=＝:：→]"
    r"|(?:is|are|means|stands for|goes (?:to|into)|fits|is for|is part of)\b)"
    r"[^。\n;；]{0,40}?(?:试卷|卷子|考卷|考题|弹药|导弹|鱼雷|潜艇|战斗部|首长|军(?:用|品|方|区)|装备部|部队|火箭军"
    r"|总统|总理|首相|主席|元首"
    r"|(?i:prime minister|\bpresident of|head of state|missile|guided rocket|warhead|torpedo"
    r"|submarine|\barmy\b|\bnavy\b|air force|exam(?:ination)? papers?|ammunition))"
)
_DETAIL = lazy(
    r"(?<![一-龥])[一-龥]{2}\d{1,3}[、，,；;].{0,4}[一-龥]{2}\d|\d{1,2}[:：][0-5]\d|[一二三四五六七八九十两\d]{1,3}点半?|夜里|凌晨|车牌|(?:走|过|经|绕)[\u4e00-\u9fff]{1,6}(?:桥|路|道|口|镇|隧道)"
    r"|\d\s?(?:um|μm|µm|HRC|MPa|kN|°C|℃)|\bH[67]\b|\d{4}-T\d|(?i:\bvia\b|\banodi[sz]ed\b|\bdeburr\b|\btolerance\b)"
)
"""When and where it goes, or how it is made."""
_FLOORS = lazy(
    r"(?:(?:(?i:columns?|letters?|figures?|under)|栏|列|字母)\s?(?P<name>[A-Z])(?![A-Za-z])|(?<![A-Za-z])(?P<before>[A-Z])\s?[栏列])"
    r"[^.。;；\n,，]{0,24}?"
    r"(?:(?i:lowest|floor|least|walk|bottom|no less|open|ask(?:ing)?\b|first|start)|底线|最低|不低于|让到|开价|首轮|起步|要价)"
)
_LOW = lazy(r"(?i:lowest|floor|least|walk|bottom|no less)|底线|最低|不低于|让到")
_LETTERED = lazy(r"(?<![A-Za-z])(?P<name>[A-Z])\s?[:=]?\s?-?\d+(?:\.\d+)?(?![\w-])")


def aliases(text: str, digest: Callable[[str], int]) -> Iterator[TableFacts]:
    """Yield what `text` explains and what it says of short names."""
    if len(text) > SHORT:
        return
    told = {hit["name"] for hit in _TOLD.finditer(text)}
    if told:
        yield _facts("alias", told, digest)
    used = set(_NAMES.findall(text)) - told
    if used and _DETAIL.search(text):
        yield _facts("detailed", used, digest)
    floors = list(_FLOORS.finditer(text))
    letters = {hit["name"] or hit["before"] for hit in floors}
    if len(letters) >= FEW and any(_LOW.search(hit.group()) for hit in floors):
        yield _facts("floors", letters, digest)
    lines = [{hit["name"] for hit in _LETTERED.finditer(line)} for line in re.split(r"[\n\v]", text)]
    several = [names for names in lines if len(names) >= FEW]
    if len(several) >= FEW:
        yield _facts("lettered", set.intersection(*several), digest)


def _facts(role: str, names: set[str], digest: Callable[[str], int]) -> TableFacts:
    return TableFacts(NOWHERE, -1, 0, (role,), tuple(digest(name) for name in sorted(names)[:MOST]))
