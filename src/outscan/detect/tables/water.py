"""Tables of hydrologists: series of discharge and level, rating curves, cross-sections, storage curves, dam monitoring.

In: a block and its columns. Out: a kind and its facts, or nothing. Flows of cash, people, cars and data are not water.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from outscan.detect.tables.columns import Columns
from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.tables.blocks import Block

FEW = 5
LONG = 20
"""Rows from which figures by day are a series, whatever their heads say."""
STEADY = 0.2
"""The usual change from one row to the next, as a part of the figure."""
ALIKE = 0.8
"""Share of steps in which level and discharge go the same way."""
FEWEST = 2
"""Rows of twelve months that are a series."""
MONTHS = 12
DAYS = 28
"""Of the shortest month."""
_DISCHARGE = lazy(
    r"(?:平均|日均|月均|洪峰|最大|最小|入库|出库|下泄|瞬时|旬|断面)?流量|m3/s|m³/s|立方米每秒"
    r"|泄量|(?i:discharge|streamflow|river flow|inflow|outflow)|(?<![A-Za-z])[Qq](?=$|[\s|(（_/,，])|(?i:\bflow_?(?:m3s|cms)?\b)"
)
_SURELY = lazy(
    r"m3/?s|m³/?s|kg/?m3|(?i:\bst(?:cd|nm)\b)|立方米|水|河|江|溪|湖|库|坝|站|断面|流域|沙|洪|整编|(?i:gaug|station|river|discharge|stage|\bflow\b)"
)
"""What tells that 流量 is a river's: a table that says nothing else may count anything."""
_NOT_WATER = lazy(
    r"现金|跳出率|\b[PU]V\b|网站|页面|直播|公众号|播放|客流|人流|车流|网络|手机|移动|流量卡|套餐|[GMKT]B\b|带宽|访问"
    r"|点击|用户|转化|流量费|交通"
    r"|车辆|路段|旅客|(?i:cash|traffic|bandwidth)"
)
_LETTERS = lazy(r"(?:^|\|)\s?Z\s?\|\s?Q\s?\|\s?(?i:cs|s|qs|sed\w*|v)\s?(?:\||$)")
_FEET = lazy(r"(?i:(?<![a-z])(?:cfs|ft3|gage|ft)(?![a-z]))")
_USGS = lazy(r"0[1-9]\d{6}\Z")
_LEVEL = lazy(r"水位|潮位|(?i:water level|stage|pool level)|(?<![A-Za-z])[Zz](?=$|[\s|(（_/])|(?i:\bwl\b|\bw_?level)")
_HOURS = lazy(r"(?:^|\|)\s?(?:[01]?\d|2[0-4])(?:时|点|:00)\s?(?=\||$)")
"""A head that names an hour: what its column is of, the title says."""
_SEDIMENT = lazy(r"含沙量|输沙率|(?i:sediment)")
_STORAGE = lazy(r"库容|蓄水量|容积|(?i:storage|capacity|volume)")
_CURVE = lazy(
    r"库容(?:曲线|关系|表|对照)|水位.{0,3}(?:库容|容积)|(?i:storage (?:curve|table)|(?:stage|elevation|level).{0,3}storage)"
)
_HEIGHT = lazy(r"水位|高程|\bZ\b|\bH\b|(?i:elevation|level|stage)")
_SHORT_HEIGHT = lazy(r"(?:[HZ]|[Hh]/?\(?m\)?|(?i:gaocheng|elev|el|level|shuiwei))\s?(?:[(（]?m[)）]?)?\Z")
_SHORT_VOLUME = lazy(r"(?:[WV]|(?i:kurong|vol|cap|storage))\s?(?:[(（/][^()（）]{0,12}[)）]?)?\Z")
_SHORT_ACROSS = lazy(r"(?:[DLB]|(?i:juli|qidianju|dist|off))\s?(?:[(（]?m[)）]?)?\Z")
_SHORT_DEPTH = lazy(r"(?:[hHzZ]|(?i:gao|gaocheng|elev|bed|rl))\s?(?:[(（]?m[)）]?)?\Z")
PROFILE = 15
"""Points of a section that is told by its shape under short heads."""
_DISTANCE = lazy(r"起点距|距左岸|累距|(?i:distance from|station\(m\)|chainage)")
_ACROSS = lazy(r"距离|平距|水平距|距右岸|(?i:\bdist(?:ance)?\b|\boffset\b)|(?<![A-Za-z])[LDXx](?![A-Za-z])")
_SECTION = lazy(r"断面|横断|河|江|渠|沟|库|水下|(?i:cross.?section|\bXS\b|\bCS\d|river|channel|thalweg|left bank|right bank)")
_BED = lazy(r"河底高程|河床高程|床面高程|水下地形|(?i:\bbed[ _]?(?:level|elev|height|z\b)|thalweg)|河底|河床")
_DAM = lazy(r"渗压|渗流|渗漏|扬压力|测压管|坝体位移|坝顶位移|水平位移|沉降量|(?i:seepage|piezomet|uplift|displacement)")
_DAM_NAMED = lazy(r"坝|水库|枢纽|电站|量水堰|渗流|(?i:\bdam\b|reservoir)")
_DATED = lazy(r"日期|时间|年月|月份|月日|时刻|\b月\b|\b日\b|年份|(?i:\bdate|\btime|\bmonth|\bday\b|\byear)")
_STATION = lazy(r"水文站|水位站|测站|站码|站名|断面|(?i:gaug|station)")
BORDER = lazy(
    r"出境|入境|出入境|界河|国境|跨境|跨界|国际河流|边境|澜沧江|湄公河|雅鲁藏布|怒江|萨尔温|伊犁河|额尔齐斯"
    r"|黑龙江|额尔古纳|乌苏里江|图们江|鸭绿江|绥芬河|元江|红河|独龙江|瑞丽江|阿克苏河"
    r"|(?i:border|transboundary|trans-boundary|mekong|lancang|yarlung|brahmaputra|salween|nujiang|irtysh|\bili river|amur)"
)
_GAUGE = lazy(
    r"(?<![车油电气泵地铁象运费务报换汽加监基驿递作网生疫转防查收间应养])站(?![长台点内务牌厅])|(?<![过摆])渡口?(?![假过轮船])"
    r"|(?<![车银拔天])河(?![南北源池马粉])|(?<![港长珠浙湛阳内镇九丽])江(?![苏西南门湖])|水库|断面"
)
"""A title that names a station or a river; stations of trains, fuel, power, parcels and weather are none, nor are provinces."""
_OTHERWISE = lazy(
    r"气温|温度|降[水雨]|雨量|湿度|风速|日照|电量|负荷|销|产量|客|车次|加油|金额|元|人次|考勤|值班|℃|mm\b"
    r"|(?i:temp|rain|precip|humid|sales|load|price|visitors)"
)
_MONTH_HEADS = lazy(r"(?:1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})月|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")


def water(block: Block, columns: Columns) -> tuple[str, Facts] | None:
    """What kind of water table this is, with its facts; None for none."""
    heading = block.heading
    words = f"{block.title} {heading}"
    if block.count < FEWEST or _NOT_WATER.search(words) or not columns.numbers or _american(block, heading):
        return None
    matrix = _months(block, columns, words) or _matrix(block, columns, words) or _across(block, words)
    if matrix or block.count < FEW:
        return matrix
    dated = columns.date is not None or bool(_DATED.search(heading))
    spoken = words if _HOURS.search(heading) or not re.search(r"[\u4e00-\u9fff]{2}|[A-Za-z]{4}", _unnamed(heading)) else heading
    flow, level = bool(_DISCHARGE.search(spoken)), bool(_LEVEL.search(spoken))
    surely = _SURELY.search(words) or (flow and level and (_together(columns) or _LETTERS.search(heading)))
    if dated and (flow or level or _SEDIMENT.search(spoken)) and surely:
        return ("discharge_series" if flow or _SEDIMENT.search(spoken) else "water_level"), _series(block, columns, words)
    return _shaped(block, columns, words, level=level) or _dated(block, columns)


def _american(block: Block, heading: str) -> bool:
    """Whether a series is in feet under the eight digits by which the United States number their gauges."""
    return bool(_FEET.search(heading)) and any(all(map(_USGS.match, block.column(number))) for number in block.columns())


def _shaped(block: Block, columns: Columns, words: str, *, level: bool) -> tuple[str, Facts] | None:
    """Sections, curves and watched dams: what is no series."""
    heading = block.heading
    along = _DISTANCE.search(heading) and (_BED.search(words) or "高程" in words or "水深" in words or "level" in heading.lower())
    spaced = heading.replace("_", " ")  # dist_m, bed_elev_m: one head says how far across, the other that it is a bed
    along = along or (_ACROSS.search(spaced) and _BED.search(spaced) and block.count >= PROFILE)
    # a caption above two columns is no head of theirs
    bare = not heading or max(map(len, block.header)) > len(block.columns())
    short = [block.head(number) for number in sorted(columns.numbers)][:2]
    shaped = block.count >= PROFILE and len(short) > 1 and _SHORT_ACROSS.match(short[0]) and _SHORT_DEPTH.match(short[1])
    if (
        along
        or (shaped and _valley(columns))
        or ((_ACROSS.search(heading) or bare) and _SECTION.search(words) and _valley(columns))
    ):
        return "cross_section", {}
    curve = _rising(columns) and _HEIGHT.search(heading) and ((level and _STORAGE.search(words)) or _CURVE.search(words))
    if curve or _lettered(block, columns):
        return "storage_curve", {}
    if level and _DISCHARGE.search(words) and _rising(columns):
        return "rating_curve", {}
    if _DAM.search(heading) and (_DAM_NAMED.search(words) or len(set(_DAM.findall(heading))) > 1):
        return "dam_monitoring", {}
    return None


def _dated(block: Block, columns: Columns) -> tuple[str, Facts] | None:
    """Days or hours and a few smooth positive figures whose heads say nothing: what they are of is said elsewhere."""
    measured = [
        values
        for values in columns.numbers.values()
        if values != [float(i + 1) for i in range(len(values))] and len(set(values)) > 1
    ]
    named = [number for number in columns.names if number != columns.date]
    if columns.date is None or block.count < LONG or not 1 <= len(measured) <= 3 or named:
        return None
    if not any(_smooth(values) for values in measured):
        return None
    series = _series(block, columns, block.heading)
    return "dated_series", {"days": series["days"], "step": series["step"]}


def _together(columns: Columns) -> bool:
    """Whether two columns rise and fall with one another from row to row, as level and discharge do."""
    columned = [values for values in columns.numbers.values() if len(set(values)) > FEW]
    for one, other in combinations(columned, 2):
        moves = [(b - a) * (d - c) for (a, b), (c, d) in zip(pairwise(one), pairwise(other), strict=False)]
        moved = [move for move in moves if move]
        if len(moved) >= FEW and sum(move > 0 for move in moved) >= ALIKE * len(moved):
            return True
    return False


def _smooth(values: list[float]) -> bool:
    """Whether a figure stays near the one before it, as a river does from day to day, and is never the same for long."""
    if len(values) < LONG or min(values) <= 0:
        return False
    steps = sorted(abs(b - a) / max(a, b) for a, b in pairwise(values))
    return steps[len(steps) // 2] <= STEADY and len(set(values)) > len(values) // 3


def _valley(columns: Columns) -> bool:
    """Whether figures across rise while heights fall to a bed and rise again."""
    numbers = [columns.numbers[number] for number in sorted(columns.numbers)]
    for across, height in pairwise(numbers):
        rising = next((at for at, (a, b) in enumerate(pairwise(across), 1) if a >= b), len(across))
        again = rising < len(across) and across[rising] > across[0]
        if len(across) != len(height) or rising < FEW or again:
            continue
        first = height[:rising]  # several sections one below the other: the first speaks
        bed = min(first)
        at = first.index(bed)
        rim = min(first[0], first[-1])
        if 0 < at < len(first) - 1 and rim - bed >= 0.5 * (max(first) - bed) > 0.5:
            return True
    return False


def _unnamed(heading: str) -> str:
    """The heads without those of time and of columns that are only numbered (v1, col2, 值1)."""
    return re.sub(
        r"日期|时间|年|月|日|时刻|序号|(?i:date|time|year|month|day|no\.?)|\b(?i:v|col|val|value|f|x)_?\d+|值\d", "", heading
    )


def _rising(columns: Columns) -> bool:
    """Whether two columns rise together, as a curve does."""
    rising = [
        values for values in columns.numbers.values() if all(a <= b for a, b in pairwise(values)) and values[0] < values[-1]
    ]
    return len(rising) >= 2


def _lettered(block: Block, columns: Columns) -> bool:
    """Whether short heads name height and volume, heights stand at one step and volumes rise ever faster."""
    heads = {number: block.head(number) for number in columns.numbers}
    height = next((columns.numbers[number] for number, head in heads.items() if _SHORT_HEIGHT.match(head)), [])
    volume = next((columns.numbers[number] for number, head in heads.items() if _SHORT_VOLUME.match(head)), [])
    if not FEW < len(height) == len(volume):
        return False
    rises, fills = [b - a for a, b in pairwise(height)], [b - a for a, b in pairwise(volume)]
    even = min(rises) > 0 and max(rises) <= 1.01 * min(rises)
    return even and min(fills) > 0 and sum(b > a for a, b in pairwise(fills)) >= ALIKE * (len(fills) - 1)


def _months(block: Block, columns: Columns, words: str) -> tuple[str, Facts] | None:
    """Years or stations by twelve months of discharge or level: as many figures as a series of months."""
    months = len({hit.lower() for hit in _MONTH_HEADS.findall(block.heading)})
    if months < MONTHS or len(columns.numbers) < MONTHS - 1 or block.count >= 28 or not _SURELY.search(words):
        return None
    facts = _named(words) | {"step": "month", "rows": MONTHS * block.count, "days": 30 * MONTHS * block.count}
    if _DISCHARGE.search(words) or _SEDIMENT.search(words):
        return "discharge_series", facts
    return ("water_level", facts) if _LEVEL.search(words) else None


def _matrix(block: Block, columns: Columns, words: str) -> tuple[str, Facts] | None:
    """The yearbook's daily table: 28 to 31 rows of days, twelve columns of months."""
    months = len(set(_MONTH_HEADS.findall(block.heading)))
    days = [values for values in columns.numbers.values() if values[: len(values)] == [float(i + 1) for i in range(len(values))]]
    if block.count < 28 or len(columns.numbers) < MONTHS - 1 or (months < MONTHS and not days):
        return None
    facts = _named(words) | {"days": 365, "step": "day"}
    if _DISCHARGE.search(words):
        return "discharge_series", facts
    if _LEVEL.search(words):
        return "water_level", facts
    # a Word table's title is a paragraph of its own: what the days and months are of is then said elsewhere
    return ("daily_matrix", {"days": 365, "gauge": gauged(words)}) if months >= MONTHS and days else None


def _across(block: Block, words: str) -> tuple[str, Facts] | None:
    """The same table lying down: a row a month, a column a day."""
    if not MONTHS <= len(block.rows) <= 2 * MONTHS:
        return None
    days: list[int] = []
    months: list[int] = []
    for row in [*block.header, *block.rows]:
        texts = [cell.text.removesuffix("日") for cell in row]
        counted = [int(text) for text in texts[1:] if text.isdecimal()]
        if not days and len(counted) >= DAYS and counted == list(range(1, len(counted) + 1)):
            days = counted
        elif not days:  # a title in the first row
            words += " " + " ".join(cell.text for cell in row)
        elif len(row) > DAYS and (month := re.fullmatch(r"(1[0-2]|[1-9])月?", row[0].text)):
            months.append(int(month[1]))
    if not days or months[:MONTHS] != list(range(1, MONTHS + 1)):
        return None
    facts = _named(words) | {"days": 365, "step": "day", "rows": 365}
    if _DISCHARGE.search(words):
        return "discharge_series", facts
    if _LEVEL.search(words):
        return "water_level", facts
    return "daily_matrix", {"days": 365, "rows": 365, "gauge": gauged(words)}


def gauged(words: str) -> bool:
    """Whether a title names a station or a river and says nothing of what else it may count."""
    return bool(_GAUGE.search(words)) and not _OTHERWISE.search(words)


def _series(block: Block, columns: Columns, words: str) -> Facts:
    """How fine the series is and how many days it covers."""
    dates = block.column(columns.date) if columns.date is not None else []
    heading = block.heading
    counting = next(iter(columns.numbers.values()), [])
    counted = counting == [float(i + 1) for i in range(len(counting))]
    if any(":" in text for text in dates[:5]) or re.search(r"逐时|逐小时|时刻|(?i:hourly)", words):
        step, days = "hour", max(1, block.count // 24)
    elif dates and all(
        re.match(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月\Z|(?:19|20)\d\d[-/.年]\d{1,2}月?\Z|[A-Z][a-z]{2}", text)
        for text in dates[:5]
    ):
        step, days = "month", 30 * block.count
    elif dates and all(re.match(r"(?:19|20)\d\d年?\Z", text) for text in dates[:5]):
        step, days = "year", 365 * block.count
    elif not dates and (
        re.search(r"月份|逐月|月均|月平均|(?i:monthly)", words) or (counted and block.count == MONTHS and "月" in heading)
    ):
        step, days = "month", 30 * block.count
    elif re.search(r"年份|(?i:annual)", heading):
        step, days = "year", 365 * block.count
    elif dates or (counted and "日" in heading):
        step, days = "day", block.count
    else:
        step, days = "unknown", block.count
    return _named(words) | {"step": step, "days": days}


def _named(words: str) -> Facts:
    return {"station": bool(_STATION.search(words)), "border": bool(BORDER.search(words))}
