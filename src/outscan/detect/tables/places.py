"""What a table of positions is of: military works, radar sites, soundings of the seabed, weather at its minute.

In: a block and its columns. Out: one word, "" for anything else. Rows are asked by what they name (two different ones at
least), columns by two heads that belong together: one head alone says nothing.
"""

from __future__ import annotations

from itertools import pairwise

from outscan.detect.tables.columns import Columns
from outscan.lazy_regex import lazy
from outscan.tables.blocks import Block

TWO, THREE = 2, 3
_MILITARY = lazy(
    r"军(?:用|事|港|营|械|区|库|队|车)|部队|空军|海军|陆军|火箭军|武警|驻军|[一二三四五六七八九十\d]旅|导弹|弹药|营(?:区|房|门)|哨(?:所|位|卡)|阵地"
    r"|靶(?:场|区|标)|发射(?:场|阵|架)|洞库|机(?:堡|窝)|坑道|掩体|战备|警戒雷达|前哨"
    r"|(?i:\bammuni\w+|\bbarracks\b|\bnaval\b|\bnavy (?:base|yard|depot)\b"
    r"|\bair ?(?:force|base|stn)\b|\bair station\b|\barmy\b|\bmissiles?\b"
    r"|\bgarrison\b|\bmunitions?\b"
    r"|\bmilitary\b|\bbunkers?\b|\brevetments?\b|\bhardened shelters?\b"
    r"|\bfiring range\b|\btest range\b|\blaunch (?:pad|site|area)\b"
    r"|\bbattery \d|\bunit \d{2,5}\b|\bradar (?:head|site|station|post)\b|\bgr[ea]y ships?\b"
    r"|\bsentry\b|\bwarships?\b|\bsubmarines?\b"
    r"|\btroops?(?: camp)?\b|\bbattalion\b|\bregiment\b|\bbrigade \d|\bpowder (?:store|magazine)\b|\bcommand post\b"
    r"|\bdanyao(?:ku)?\b|\byingqu\b|\bleidazhan\b|\bshaosuo\b|\bzhendi\b|\bbudui\b|\bdaodan\b)"
)
_FREQUENCY = lazy(r"频率|频点|频段|(?i:\bfreq|[MG]Hz)")
_POWER = lazy(r"功率|天线|增益|脉冲|扫描|探测距离|(?i:power|antenna|gain|pulse|\bkw\b|range_km)")
_MARCHING = lazy(
    r"集结(?:点|地)|梯队|方阵|编队|呼号|指挥频|宿营|开进|展开地域|隐蔽地域|出发线"
    r"|(?i:assembly (?:point|area)|call ?sign|\bechelon|\bmarch unit|\bbivouac|\brally point|\bcmd freq)"
)
"""How units on the move are listed: with the frequency they are led on, nobody else's."""
_ARMS = lazy(
    r"弹(?:药|库|种|量|头|箱|数)|存弹|(?<![花礼鞭水雾雪沫防])炮(?![仗制灰楼])|火箭(?:架|弹)|雷管|炸药|(?i:\bammo\b|ammunition|\bshells\b|\bgun\b)"
)
_HELD = lazy(r"枚数?|看守|哨|守卫|值守|(?i:\brounds\b|\bguards?\b|\bsentr)")
_ROUNDS = lazy(r"\d{1,5}\s?(?:枚|发|箱|rounds?)\Z")
"""Shells by number, under a head of arms."""
_FESTIVE = lazy(r"烟花|花炮|礼花|爆竹|(?i:firework)")
"""How a store of shells and who guards it is listed: two such heads, one of them of arms; fireworks are none."""
_STATIONS = lazy(r"站名|测站|站号|站码|台站|(?i:\bstation|\bgau?ge)")
_VEHICLE = lazy(r"[\u4e00-\u9fff][A-Z]\W?[A-Z0-9]{5,6}\Z|(?=[A-Z0-9]*\d)[A-HJ-NPR-Z0-9]{15,17}\Z")
"""A plate, or the number of a chassis."""
_DEPTH = lazy(r"水深|测深|深度|(?i:depth|sounding|bathy)")
_SEA = lazy(r"声速|底质|潮位|海流|温盐|盐度|(?i:\bsvp|sound|velocity|bottom|sediment|salinity|\bctd\b|\btide)")
_WEATHER = (
    lazy(r"气压|(?i:\bp_?hpa\b|\bpres\b|pressure|\bhpa\b|\bqfe\b|\bqnh\b)"),
    lazy(r"湿度|(?i:\brh\b|humid|dew)"),
    lazy(r"风向|(?i:\bwd\b|wind_?dir|\bddd?\b)"),
    lazy(r"风速|(?i:\bws\b|wind|\bff\b)"),
    lazy(r"能见度|云高|(?i:\bvis|\brvr\b|ceiling|cloud)"),
    lazy(r"气温|温度|(?i:\bt\b|\btemp)"),
)
_MINUTE = lazy(r"\d{1,2}:[0-5]\d\b")
_CLOCK = lazy(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d*\.\d)")
_PATROL = lazy(
    r"海警|海监|渔政|公务船|执法船|巡航编队|(?i:\bhai ?j(?:ian|ing)\b|\byuzheng\b|\bcoast ?guard\b|\bccg\b"
    r"|\bpatrol (?:ship|boat|vessel)s?\b)"
)
_DARK = lazy(
    r"(?i:(?:(?<![a-z])ais(?![a-z])|transponder)[^|\n]{0,12}(?:off|silent|dark|关|静)|\bdark\b)|静默|关闭?\s?(?i:ais)|不开\s?(?i:ais)"
)
"""What ships of the state do at sea, and that they do not want to be seen there."""
MINUTES = 15
"""The step up to which a series is by the minute."""
TIMED = 10
"""Rows with a time that tell a step."""
STAYING = 5
"""Rows a place has at least, where it is a station's."""
FINE = 3
"""Decimals of degrees that say where a station is."""


def of(block: Block, columns: Columns) -> str:
    """`military`, `radar`, `seabed`, `weather`, `vehicles`, `stations`, or ""."""
    names = {text for number in columns.names for text in block.column(number)}
    if len([text for text in names if _MILITARY.search(text.replace("_", " "))]) >= TWO:
        return "military"
    if len([text for text in names if _PATROL.search(text)]) >= TWO and any(_DARK.search(text) for text in names):
        return "military"
    heads = block.heading.replace("_", " ")
    if (_FREQUENCY.search(heads) and _MARCHING.search(heads)) or _store(block):
        return "military"
    if _FREQUENCY.search(heads) and _POWER.search(heads):
        return "radar"
    if _FREQUENCY.search(heads) and _STATIONS.search(heads):
        return "stations"
    if _DEPTH.search(heads) and _SEA.search(heads):
        return "seabed"
    timed = any(_MINUTE.search(text) for number in block.columns() for text in block.column(number)[:TWO])
    if timed and any(_driven(block.column(number)) for number in columns.names):
        return "vehicles"
    elements = sum(bool(one.search(heads)) for one in _WEATHER)
    stationed = elements >= TWO and fixed(block, columns) and by_minute(block)
    return "weather" if timed and (elements > THREE or stationed) else ""


def fixed(block: Block, columns: Columns) -> bool:
    """Whether the rows lie at a few exact places, as stations do and what moves does not."""
    if columns.lat is None or columns.lon is None:
        return False
    if min(columns.digits.get(columns.lat, FINE), columns.digits.get(columns.lon, FINE)) < FINE:
        return False
    places = set(zip(block.column(columns.lat), block.column(columns.lon), strict=False))
    return STAYING * len(places) <= len(block.rows)


def by_minute(block: Block) -> int:
    """The step of a series by the minute, 0 for any other."""
    for number in block.columns()[: THREE + TWO]:
        times = [int(hit[1]) * 60 + int(hit[2]) for text in block.column(number) if (hit := _CLOCK.search(text))]
        steps = sorted({(b - a) % 1440 for a, b in pairwise(times) if a != b})
        if len(times) >= TIMED and steps and steps[0] <= MINUTES:
            return steps[0]
    return 0


def armed(names: str) -> bool:
    """Whether what rows name, or whom they serve, is of the forces: among hospitals and schools no barracks are public."""
    return bool(_MILITARY.search(names))


def _store(block: Block) -> bool:
    """Whether one column is headed by arms and another by arms, their number or who guards them."""
    heads = {head for number in block.columns() if (head := block.head(number))}
    armed = {head for head in heads if _ARMS.search(head) and not _FESTIVE.search(head)}
    counted = any(block.head(number) in armed and all(map(_ROUNDS.match, block.column(number))) for number in block.columns())
    return counted or (bool(armed) and len(armed | {head for head in heads if _HELD.search(head)}) >= TWO)


def _driven(texts: list[str]) -> bool:
    """Whether most of a column are plates or numbers of chassis."""
    return bool(texts) and 2 * sum(1 for text in texts if _VEHICLE.match(text)) > len(texts)
