"""What the running text of a file says that matters only beside another file.

In: a text, the evidence of its file, the year judged. Out: signals. Three or four words say little by themselves; who puts the
questions, the key and the day into three files has told all of it to whoever opens the three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from outscan.lazy_regex import lazy
from outscan.types import Match

FEW = 2
ANSWERS = 3
SHORT = 6000
"""Characters of a note to somebody; what is longer is written for readers."""
NOTE = 1000
"""Characters of a list of names or a line to somebody."""
BESIDE = 200
FINE = 1.0
"""Metres: a place as exact as this is a starting point for offsets."""
_NUMBERED = lazy(
    r"(?:^|[\n\v\t .。])\s?(?:\d{1,2}\s?[.．、)）]|[一二三四五六七八九十]{1,2}、|第\d{1,2}题\s?[:：.、]?"
    r"|(?i:stem|item|question|q)\s?\d{1,3}\s?[:：.])\s?(?=[\u4e00-\u9fffA-Z(（])"
)
_LABELLED = lazy(r"(?:^|[\n\v])\s?(?:(?i:stem|item|question)\s?\d{1,3}\s?[:：.]|第\d{1,2}题)")
_OPTION = lazy(r"(?:^|[\s?？。])[A-D]\s?[.．、)）]\s?\S")
_MARKED = lazy(r"[(（]\s?(?:本题)?(?:满分|共)?\s?\d{1,2}\s?分\s?[)）]|[(\[]\d{1,2} marks?[)\]]")
_PAPER = lazy(r"试题|试卷|题面|考生|答题|作答|(?i:\bsheet\b|\bpaper\b|section [A-D]|part (?:one|two)|\bset [12]\b|2B pencil)")
_ASKED = lazy(
    r"(?:^|[\n\v.、．:：])\s?(?:计算|求|简述|推断|比较|证明|阅读|(?i:calculate|name the|which|why|describe|prove|explain|what))"
)
"""What a question opens with."""
_CORNER = lazy(r"(?:东经|北纬|[EN])\s?\d{2,3}\s?°\s?\d{1,2}\s?[′']")
_KEYED = lazy(
    r"(?:^|[\n\v]|\s{2,}|(?<=[A-D])[,，;；]?\s)\W{0,2}\d{1,2}(?:\s?[,，\t.．、:：|]\s?| )\"?[A-D√×]{1,4}\"?(?=\s|,|\t|$)"
)
_PUBLIC = lazy(
    r"全省|全国|统一(?:开考|考试)|统考|联考|高考|中考|学考|会考|研究生招生|自学考试|资格考试|[四六]级|公务员"
    r"|(?i:provincial|national|nation-?wide|unified|entrance|college english)"
    r"|各(?:县|市|区|考点|考区)|(?i:all (?:the )?(?:counties|schools|cent(?:re|er)s)|of the province|whole province)"
    r"|(?i:band [46]|licen[cs]ing|bar exam|all test cent(?:re|er)s)"
)
_LIVE = lazy(
    r"入闱|印厂|付印|备用|备题|副题|未开考|押运|(?:前|不得|未)[拆启]封|与.{0,20}用的.{0,6}一致"
    r"|(?i:not (?:to be )?open|reserve|spare|held for|same (?:sheet|set|paper))"
)
_SITTING = lazy(r"开考|考试(?:时间|日期|定于)|(?i:sitting|exam(?:ination)? (?:day|date)|to be sat)")
_NOTICE = lazy(
    r"准考证|考生(?:须知|请|应)|报名|招生简章|(?i:candidates? (?:should|must|are)|admission ticket|register|timetable of)"
)
"""What candidates are told is no paper of theirs."""
_PRACTICE = lazy(r"模拟|练习|真题|历年|期中|期末|月考|单元|习题|作业|样题|(?i:practice|mock|past paper|sample|homework|quiz)")
_ADDRESS = lazy(r"(?<![\d.])((?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){1,2})\.\d{1,3}(?![\d.])")
"""An address of an inner network, and the network it is of."""
_CONTROLLERS = lazy(r"联锁|远控|远程口|(?i:\b(?:HMI|PLC|RTU|SCADA|DCS|IED)\b|interlock|holding register)")
_OPENS = lazy(
    r"(?:账号|账户|用户|登录)[^\n。]{0,24}(?:密码|口令|/)\s?\S{3,}|(?:口令|密码)\s?(?:是|为|[:：=])\s?\S{3,}"
    r"|(?i:\b(?:user(?:name)?|login|account)\b[^\n]{0,30}(?:/|password|pw|pass)\s?\S{3,})"
    r"|(?i:\b(?:password|passwd|pw)\s?(?:is|:|=)\s?\S{3,})"
)
_CONTROLS = lazy(
    r"闸门|机组|断路器|阀门|泄洪|底孔|调度|联锁"
    r"|(?i:\b(?:HMI|PLC|RTU|SCADA|DCS|IED)\b|\bgates?\b|interlock|holding register|breaker|sluice|outlet)"
)
_LEAVES = lazy(r"(?i:login page|wi-?fi|guest network|printer|demo|test environment)|访客|无线网|打印机|演示|测试环境")


_BID = lazy(
    r"开标|投标截止|投标保函|竞价(?:会|时间)|议标"
    r"|(?i:bid bond|bid opening|opening (?:is|on|of)|tender closes|bids? (?:close|open)|the tender|submission deadline)"
)
_FLOOR = lazy(
    r"底线|最低(?:到|让|不)|不能再低|让到|下浮|压到|可降到|兜底|再让\d|加\d+个点"
    r"|(?i:not below|no lower than|go down to|as low as|\bfloor\b|walk away|if they push|on top of everything|margin"
    r"|mark-?up|discount)"
)
_OFFICE = lazy(
    r"首长|省长|副省长|部长|副部长|总理|副总理|主席|国务委员|总统|首相|贵宾一号|一号(?:宾客|首长)"
    r"|(?i:governor|vice-?(?:minister|premier|president|governor)|\bminister\b|\bpremier\b|\bpresident\b|state guest"
    r"|head of (?:state|government)|principal|\bVIP\b|number one)"
)
_GUARDED = lazy(
    r"警卫|随卫|哨位|武警|前导车|开道|主车|备(?:用)?车|狙击|安检口|贴身|便衣|安保"
    r"|(?i:\bguards?\b|\bpolice\b|bodyguard|convoy|motorcade|main car|front car|lead car|escort|sniper"
    r"|close protection|back gate)"
)
_CARS = lazy(r"车序|主宾?车|前导车?|开道车|卫士|(?i:motorcade|lead car|main car|order of cars)")
_CLOCK = lazy(r"(?<!\d)(?:[01]?\d|2[0-3])[:：]?[0-5]\d(?!\d)")
_WAY = lazy(r"(?:走|经|绕|过)[一-龥]{1,6}(?:路|道|桥|堤|口)|(?i:\bvia\b|\bring road\b|\bback road\b)")
_OPENLY = lazy(r"新闻|报道|据悉|电影|小说|(?i:newspaper|reported|novel|film|museum|university president|students)")


def said(text: str, facts: Sequence[Match], today: tuple[int, int, int]) -> set[str]:
    """`asks`, `keys` and `session` of an examination, `anchor` of offsets, `hosts`, `opens` and `controls` of works.

    `bid` where a day of opening bids stands beside how far down one goes, `escort` where a person of office stands beside guards.
    """
    out = _examined(text, facts, today) | _opened(text) | _anchored(text, facts)
    if len(text) < SHORT and _beside(_BID, _FLOOR, text):
        out.add("bid")
    if len(text) < SHORT and not _OPENLY.search(text):
        convoy = _beside(_CARS, _CLOCK, text) and _beside(_CARS, _WAY, text)
        told = {"escort": _beside(_OFFICE, _GUARDED, text), "convoy": convoy}
        told["office"] = len(text) < NOTE and bool(_OFFICE.search(text))
        out |= {name for name, there in told.items() if there}
    return out


def _beside(one: re.Pattern[str], other: re.Pattern[str], text: str) -> bool:
    """Whether two things are said within BESIDE characters of one another: in a long text everything stands somewhere."""
    places = [hit.start() for hit in other.finditer(text)]
    return bool(places) and any(abs(hit.start() - at) < BESIDE for hit in one.finditer(text) for at in places)


def _examined(text: str, facts: Sequence[Match], today: tuple[int, int, int]) -> set[str]:
    out: set[str] = set()
    if _PRACTICE.search(text[:600]):
        return out
    asked = len(_NUMBERED.findall(text))
    sheet = bool(_PAPER.search(text))
    options, marked = len(_OPTION.findall(text)), len(_MARKED.findall(text))
    several = (
        sheet
        or options >= 2 * ANSWERS
        or marked >= FEW
        or len(_ASKED.findall(text)) >= FEW
        or len(_LABELLED.findall(text)) >= FEW
    )
    if (asked >= FEW and several) or (asked == 1 and sheet and options >= 2 * FEW):
        out.add("asks")
    keys = _KEYED.findall(text)
    if len(keys) >= ANSWERS and 4 * sum(map(len, keys)) > len(text.strip()):
        out.add("keys")
    days = [one.facts for one in facts if one.rule == "quantity/date"]
    coming = any((int(day["year"]), int(day.get("month") or 12), int(day.get("day") or 31)) >= today for day in days)
    announced = _NOTICE.search(text)
    coming = coming or _named(text, today) or any(int(year) > today[0] for year in _YEAR.findall(text[:600]))
    if _PUBLIC.search(text) and not announced and coming:
        out |= {name for name, told in (("session", _LIVE), ("sitting", _SITTING)) if told.search(text)}
    if len(text) < SHORT and _SETTING.search(text):
        out.add("setting")
        if _SHUT.search(text) and (days or _MONTHS.search(text)):
            out.add("shut")
    return out


_YEAR = lazy(r"(?<!\d)(20\d\d)(?:年|\s|$)")
_SETTING = lazy(r"命题|审题|入闱|命制|副题|(?i:\bsetters?\b|(?:question|item|paper) writers?)")
_SHUT = lazy(r"封闭|入住|进驻|集中地点|下榻|(?i:\bclosed\b|locked|isolat|sealed|hotel)")
"""Who sets a paper is locked away somewhere for some weeks."""
_MONTHS = lazy(r"\d{1,2}月\d{1,2}日|(?i:\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))")
_DAY = lazy(r"(?<![\d年])(1[0-2]|[1-9])月([12]\d|3[01]|[1-9])日")


def _named(text: str, today: tuple[int, int, int]) -> bool:
    """Whether a day of this year's calendar stands there without its year (12月20日) and is not over."""
    return any((int(hit[1]), int(hit[2])) >= today[1:] for hit in _DAY.finditer(text))


def _opened(text: str) -> set[str]:
    if _LEAVES.search(text):
        return set()
    networks = _ADDRESS.findall(text)
    signals = {"hosts": len(networks) >= FEW and len(set(networks)) < len(networks), "opens": bool(_OPENS.search(text))}
    moved = {hit.lower() for hit in _CONTROLS.findall(text)}
    signals["controls"] = len(moved) >= FEW and bool(_CONTROLLERS.search(text))
    return {name for name, there in signals.items() if there}


def _anchored(text: str, facts: Sequence[Match]) -> set[str]:
    places = [one.facts for one in facts if one.rule in ("coordinates/projected", "coordinates/geographic")]
    out = {"corner"} if places or _CORNER.search(text) else set()
    if any(float(place.get("precision_m") or 99.0) <= FINE and not place.get("public_context") for place in places):
        out.add("anchor")
    return out
