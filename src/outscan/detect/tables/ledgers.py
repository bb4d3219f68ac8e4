"""Ledgers that are known by what stands in them, whatever their heads say: hosts, radio nets, stores, blocks of ore, strains.

In: the rows of a segment as a `Sheet`, the segment's text. Out: kinds and facts. Two things must agree that ordinary lists do
not have together: an address of an inner network beside a name and what opens it or a weakness; frequencies of the military
bands on their raster beside who calls; goods of the state's reserve beside the depots that hold them; categories of
reserves beside grade and tonnage; agents of the highest risk beside the place of each vial.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from outscan.detect.tables.sheet import Sheet, most
from outscan.detect.tables.survey import Facts
from outscan.detect.tables.units import APPRAISED
from outscan.lazy_regex import lazy
from outscan.tables.figures import NUMBER, decimals, figure
from outscan.tables.persons import CHINESE, LATIN

FEW = 3
RASTER = 0.0125
"""MHz between two channels of tactical radios (25 and 12.5 kHz)."""
BANDS = ((30.0, 76.0), (225.0, 399.9))
"""MHz that tactical and military air radios use and broadcasting, amateurs, ships and civil aircraft do not (ITU Region 3)."""
LARGE = 500.0
_INNER = lazy(r"(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}(?::\d+)?(?:/\d+)?\Z")
_OPENED = lazy(r"(?<![\d.])(?:10|172|192)\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\d)")
_ACCOUNT = lazy(
    r"(?i:admin\w*|root|oper\w*|opr|user\w*|guest|sa|sys\w*|svc\w*|eng\w*|disp\w*|maint\w*|test|ftp|oracle|postgres)\Z"
)
_KEYED = lazy(r"(?=\S*[A-Za-z])(?=\S*[\d#@!$%^&*?~+])(?!CVE)(?![^\s]*[./\\:])[^\s,，]{6,24}\Z")
_STRONG = lazy(r"(?=\S*[A-Za-z])(?=\S*[#@!$%^&*?~+]|\S*\d\S*[A-Za-z]|\S*[a-z]\S*[A-Z])")
_WEAK = lazy(r"(?:CVE-\d{4}-\d{3,7}|CNVD-\d{4}-\d+|MS\d\d-\d{3}|弱口令|未授权|(?i:rce|sqli|weak pass\w*|default pass\w*))")
_CHANNEL = lazy(r"\d{2,3}\.\d{1,4}\Z")
_CHANNELS = lazy(r"(?<![\d.])(?:[3-7]\d|22[5-9]|2[3-9]\d|3\d\d)\.\d{2}[05]0?(?!\d)")
_WORD_HEAD = lazy(r"口令|暗号|答令|(?i:kouling|countersign|challenge|pass ?word|\bword\b|reply)")
_POSTED = lazy(r"哨|岗(?!位(?:津|工))|值班室|弹药|营门|(?i:\bpost\b|sentry|\bgate\b|guard|gangwei|shao\b)")
_CLOCK = lazy(r"(?:[01]?\d|2[0-4])[:：][0-5]\d\Z")
_GOODS = lazy(
    r"(?:国家?储备?|国储|战备|中央储备|储备)(?:用)?"
    r"(?:铜|铝|锌|镍|钴|锑|钨|锡|铟|锗|钼|锂|稀土|[轻重]?油|原油|成品油|[汽柴煤]油|航煤|粮|小麦|稻谷|玉米|大豆|糖|棉|肉|化肥|药|橡胶|口粮|弹)"
    r"|战备|(?i:(?:state|strategic|national|war)[- ]?(?:reserves?|stock\w*) (?:of )?\w+|state grain|war stock"
    r"|reserve (?:copper|cobalt|nickel|tungsten|antimony|tin|zinc|alumin\w+|rare earth\w*|crude|diesel|petrol)"
    r"|reserve (?:grain|wheat|rice|cotton|sugar)"
    r"|(?:chubei|zhanbei) \w+)"
)
_STAPLES = (
    r"稻谷|小麦|玉米|大豆|大米|面粉|成品粮|原粮|食用油|食糖|棉花|化肥|原油|成品油|汽油|柴油|航煤|燃料油|电解铜|铝锭|天然橡胶"
    r"|(?i:\b(?:paddy|wheat|maize|corn|rice|soya?beans?|flour|sugar|cotton|crude|diesel|petrol|gasoline|jet fuel|kerosene"
    r"|fuel oil|fertili[sz]er|copper|cobalt|rubber)\b)"
)
"""Goods that states keep; whether these are kept by the state, another word must say."""
_STAPLE = lazy(_STAPLES)
_RESERVED = lazy(
    rf"(?:{_STAPLES})[\s,，;；·:：(（/—–-]{{1,3}}"
    r"(?:国家储|国储|战备|中央储|储备|军用|军供|驻军"
    r"|(?i:(?:state|strategic|national|war|emergency|army|navy|garrison|military)"
    r"[- ](?:reserves?|stock\w*|share|part|owned|held)))"
)
_AMOUNT = lazy(r"(?:约|about )?\d+(?:[.,]\d+)*\s?(?:万|千|百万|(?i:million|thousand|mt\b|kt\b|k ?t\b))")
_CLEARED = lazy(
    r"(?:核心|重要|一般)\s?(?:涉密)?(?:人员|岗位)?\Z"
    r"|(?i:(?:core|key|important|ordinary|general)\b.{0,12}\b(?:cleared|classified|secret)\b.{0,12})"
)
_CLEARED_CELL = lazy(
    r"(?:核心|重要|一般)\s?涉密|涉密(?:等级|类别|级别|岗位)|(?i:\bclear(?:ed|ance)\b|secrecy (?:class|grade|level))"
)
_CLEARANCE = lazy(r"涉密(?:人员)?(?:等级|类别|级别|程度|岗位)|(?i:\bclear(?:ed|ance)\b|secrecy (?:class|grade|level)|shemi)")
_STORED = lazy(r"储|战备|军|(?i:reserve|\bstate\b|strategic|national|\bwar\b|garrison|chubei|zhanbei)")
_PLACED = lazy(r"经度|纬度|坐标|(?i:\blat(?:itude)?\b|\blon(?:gitude)?\b)")
_DEPOT = lazy(r"库|洞|罐|仓|(?i:depot|cavern|\bstore\b|silo|tank|\bku\b)")
_CATEGORY = lazy(
    r"(?:1[12][12]b|2[MS]\d\d|33[1-4](?:\?)?|34[1-4]|KZ|TM|TD|ZS|KX|探明|控制|推断|(?i:measured|indicated|inferred|proved|probable))\Z"
)
_TELLING = lazy(r"1[12][12]b|33[234]|KZ|TD|探明|推断|(?i:measured|inferred|indicated)")
_BLOCKS = lazy(r"矿|品位|块段|储量|资源量|金属|(?i:\bblock|grade|tonn|\bkt\b|\bmt\b|metal|ore\b|lode|seam|kuai|pinwei|kuang)")
_AGENT = lazy(
    r"炭疽|鼠疫|埃博拉|马尔堡|天花|尼帕|拉沙|土拉|布鲁氏|类鼻疽|肉毒|高致病性|出血热|BSL-?[34]"
    r"|(?i:anthra|y\.? ?pestis|ebola|marburg|variola|nipah|\bniv\b|lassa"
    r"|tularens|brucell|pseudomallei|botulin|h5n[1-8]|h7n9|sars-?cov|mers-?cov|cchf|hendra)"
)
_SPOT = lazy(r"(?:[A-Ja-j]-?\d{1,2}|\d{1,2}-?[A-Ja-j]|\d+-\d+(?:-\d+)?)\Z")
_FIRED = (
    lazy(r"初速|炮口|(?i:\bv ?0\b|muzzle|chusu)"),
    lazy(r"比冲|(?i:\bisp\b|specific impulse|bichong)"),
    lazy(r"燃时|燃烧时间|工作时间|(?i:burn|ranshi)"),
    lazy(r"落点|脱靶|散布|圆概率|偏差|(?i:\bmiss\b|\bcep\b|luodian|impact)"),
    lazy(r"推力|燃压|室压|(?i:thrust|chamber|\bpc\b)"),
    lazy(r"射程|射高|侵彻|穿深|(?i:\brange\b|penetrat|shecheng|apogee)"),
)
_TRIED = lazy(r"初速|比冲|燃时|落点|脱靶|圆概率|室压|燃压|侵彻|穿深|(?i:muzzle|\bisp\b|burn|\bcep\b|chusu|bichong|penetrat)")
_SHOT = lazy(r"发次?|试次|弹号|车次|(?i:\bshot|\bround|\bfire|\brun\b|\btest|\bfa\b)")
_DIGIT = lazy(r"\d")
_OPEN = lazy(r"先要|首次|开价|初始|首轮|报价|起步|要价|(?i:\bopen|\bask\b|initial|first offer|kaijia)")
_FLOOR = lazy(
    r"不退|底线|底价|退到|让到|最低|红线|兜底|(?i:walk ?-?away|fall ?-?back|bottom line|red ?line|reserve price|\bfloor\b|dixian)"
)


def logins(table: Sheet) -> Facts | None:
    """Inner addresses beside names of accounts and words that look like what opens them."""
    addresses, accounts = table.most(_INNER), table.most(_ACCOUNT)
    keyed = [
        number
        for number in table.most(_KEYED)
        if number not in (*addresses, *accounts) and most(table.columns[number], _STRONG) and _varied(table.columns[number])
    ]
    beside = [number for number in keyed if accounts and number > accounts[0]]
    return {"hosts": len(table.body)} if addresses and accounts and beside and len(table.body) >= FEW else None


def weak_hosts(table: Sheet) -> Facts | None:
    """Inner addresses beside the weakness of each."""
    return {"hosts": len(table.body)} if table.most(_INNER) and table.most(_WEAK) and len(table.body) >= FEW else None


def radio_net(table: Sheet) -> Facts | None:
    """Call signs beside frequencies of the military bands, all on the raster."""
    channels = [number for number in table.most(_CHANNEL) if _tactical(table.columns[number])]
    called = [number for number, texts in table.columns.items() if not most(texts, NUMBER) and _varied(texts)]
    return {"channels": len(channels)} if channels and called else None


def watch(table: Sheet) -> Facts | None:
    """Posts and hours beside the word of each watch."""
    worded = [
        number
        for number, head in table.heads.items()
        if _WORD_HEAD.search(head) and not most(table.columns.get(number, []), NUMBER)
    ]
    posted = _POSTED.search(table.heading) or any(
        sum(bool(_POSTED.search(text)) for text in texts) >= FEW for texts in table.columns.values()
    )
    return {"posts": len(table.body)} if worded and posted and table.most(_CLOCK) else None


def stores(table: Sheet) -> Facts | None:
    """Goods of the state's reserve beside the depot and how much it holds."""
    goods = any(2 * sum(map(_of_the_state, texts)) > len(texts) for texts in table.columns.values())
    if goods and _stored(table):
        return {}
    # one column of tonnes under a head that names the goods, each row a depot by its code or its place
    figures = table.figures()
    held = any(_GOODS.search(head) and _large(figures.get(number, [])) for number, head in table.heads.items())
    kept = (
        _DEPOT.search(f"{table.heading} {table.title}")
        or _PLACED.search(table.heading)
        or any(most(texts, _Held) for texts in table.columns.values())
    )
    return {} if held and kept else None


def stocks(table: Sheet) -> Facts | None:
    """Grain, fuel or metal by depot, large in each: of the state's reserve where the file says so elsewhere."""
    goods = any(most(texts, _STAPLE) and len(set(texts)) > 1 for texts in table.columns.values())
    return {"depots": len(table.body)} if goods and _stored(table) else None


def _of_the_state(text: str) -> bool:
    """Whether a cell names goods of the reserve: state grain; crude, state reserve."""
    return bool(_GOODS.match(text) or _RESERVED.match(text))


def _stored(table: Sheet) -> bool:
    """Whether goods lie in depots, much in each."""
    held = any(most(texts, _Held) for texts in table.columns.values()) or _DEPOT.search(table.heading)
    large = any(map(_large, table.figures().values()))
    return bool(held and (large or table.most(_AMOUNT)))


def _large(values: list[float]) -> bool:
    """Whether most of these are of hundreds of tonnes and more."""
    return bool(values) and sorted(values)[len(values) // 2] >= LARGE


def cleared(table: Sheet) -> Facts | None:
    """People by name, each with the class of secrets he is cleared for."""
    named = any(most(texts, CHINESE) or most(texts, LATIN) for texts in table.columns.values())
    classed = any(
        most(table.columns.get(number, []), _CLEARED) and _CLEARANCE.search(f"{head} {table.columns[number][0]}")
        for number, head in table.heads.items()
    )
    return {"persons": len(table.body)} if named and classed else None


_PAY = lazy(r"工资|薪|奖金|(?i:salary|\bpay\b|wage|gongzi|xinchou)")
_MILITARY_END = lazy(
    r"军供站|军(?:用|事)?专用线|军代处|部队装卸|军运|装甲旅|(?:导弹|坦克|炮兵)(?:营|旅|团)"
    r"|(?i:\bmil(?:itary)? (?:siding|ramp|platform|railhead)|\btroop|\bjungong ?zhan|\bjungongzhan)"
)
_PRICED = lazy(r"价|元|费|(?i:price|fare|cost|usd|rmb)")


class _Held:
    """A depot among the words of a cell."""

    match = staticmethod(_DEPOT.search)


def ore_blocks(table: Sheet) -> Facts | None:
    """Blocks of a deposit by category, with tonnage and grade."""
    graded = [number for number in table.most(_CATEGORY) if len(set(table.columns[number])) > 1]
    telling = {text for number in graded for text in table.columns[number] if _TELLING.fullmatch(text)}
    fine = [
        number
        for number in table.most(NUMBER)
        if number not in graded and any(decimals(text) for text in table.columns[number] if NUMBER.match(text))
    ]
    return {} if len(telling) > 1 and len(fine) > 1 and _BLOCKS.search(f"{table.heading} {table.title}") else None


def pathogens(table: Sheet) -> Facts | None:
    """Agents of the highest risk beside the place of each vial."""
    agents = {hit.group().lower() for texts in table.columns.values() for text in texts if (hit := _AGENT.search(text))}
    return {} if len(agents) > 1 and table.most(_SPOT) and table.figures() else None


def firings(table: Sheet) -> Facts | None:
    """Shots one by one with three or more of what only trials measure."""
    measured = sum(any(one.search(head) for head in table.heads.values()) for one in _FIRED) if table.heads else 0
    shots = measured >= FEW and len(table.figures()) >= FEW and len(table.body) >= FEW
    return {} if shots and any(_SHOT.search(head) for head in table.heads.values()) else None


def bargain(table: Sheet) -> Facts | None:
    """Points with what is asked first and what is not gone below, in order from row to row."""
    if not _FLOOR.search(table.heading) or len(table.body) < FEW:
        return None
    first = [number for number, head in table.heads.items() if _OPEN.search(head)]
    floor = [number for number, head in table.heads.items() if _FLOOR.search(head)]
    figured = {number for number in (*first, *floor) if sum(map(bool, map(_DIGIT.search, table.columns.get(number, [])))) > 1}
    return {"points": len(table.body)} if figured & set(first) and figured & set(floor) else None


def staff(table: Sheet) -> Facts | None:
    """People by name with their pay and what is thought of them."""
    named = any(most(texts, CHINESE) or most(texts, LATIN) for texts in table.columns.values())
    paid = any(_PAY.search(head) for head in table.heads.values())
    judged = any(APPRAISED.search(head) for head in table.heads.values())
    return {"persons": len(table.body)} if named and paid and judged and len(table.body) > 2 * FEW - 1 else None


def movements(table: Sheet) -> Facts | None:
    """Departures, or loads, that begin or end at military works."""
    texts = [text for texts in table.columns.values() for text in texts]
    places = {hit.group().lower() for text in texts if (hit := _MILITARY_END.search(text))}
    rows = sum(1 for row in table.body if any(_MILITARY_END.search(cell.text) for cell in row))
    return {} if places and rows >= FEW and table.most(_CLOCK) and table.figures() and not _PRICED.search(table.heading) else None


_KINDS: dict[str, tuple[re.Pattern[str], Callable[[Sheet], Facts | None]]] = {
    "logins": (_OPENED, logins),
    "weak_hosts": (_WEAK, weak_hosts),
    "radio_net": (_CHANNELS, radio_net),
    "watch": (_WORD_HEAD, watch),
    "stores": (_STORED, stores),
    "stocks": (_STAPLE, stocks),
    "cleared": (_CLEARED_CELL, cleared),
    "ore_blocks": (_TELLING, ore_blocks),
    "pathogens": (_AGENT, pathogens),
    "firings": (_TRIED, firings),
    "bargain": (_FLOOR, bargain),
    "staff": (_PAY, staff),
    "movements": (_MILITARY_END, movements),
}
"""What the cells must hold before a table is asked, and what is asked of it."""


def ledgers(table: Sheet) -> Iterator[tuple[str, Facts]]:
    """Yield what a table is by its values."""
    if len(table.body) < FEW:
        return
    text = table.text  # asked instead of the whole segment: a hundred cells against a million characters
    for kind, (gate, tell) in _KINDS.items():
        if gate.search(text) and (facts := tell(table)) is not None:
            yield kind, facts


def _varied(texts: list[str]) -> bool:
    return 2 * len(set(texts)) > len(texts)


def _tactical(texts: list[str]) -> bool:
    """Whether all of a column lie in the military bands and on the raster, and differ."""
    values = [figure(text) for text in texts if NUMBER.match(text)]
    placed = [value for value in values if any(low <= value <= high for low, high in BANDS) and _rastered(value)]
    return len(placed) == len(values) and _varied(texts) and len({round(value % 1, 3) for value in values}) >= FEW


def _rastered(value: float) -> bool:
    steps = value / RASTER
    return abs(steps - round(steps)) < 0.001
