"""Map scales and sheet numbers in all their writings.

In: a reading. Out: `quantity/map_scale` {denominator} and `quantity/sheet_number` {denominator, style}.
Law: GB/T 13989 (sheet numbers of the national series). A ratio is a scale only where nothing near says that it is a
dilution, a mixture, a transformer, a chance, a clock or a score; a slash or a fraction needs a word of maps beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.detect.base import match
from outscan.detect.quantities.numerals import before as figures_before
from outscan.detect.quantities.numerals import in_words, number, power, words_before
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Kind, Match

SMALLEST, LARGEST = 500, 100_000_000
"""Denominators that are maps: below 1:500 lie building details, beyond 1:100 million nothing is printed."""
NEAR = 24
"""How many characters on either side say what a ratio is."""
SERIES = frozenset(
    {500, 1000, 2000, 5000, 10_000, 25_000, 50_000, 100_000, 200_000, 250_000, 500_000, 1_000_000, 2_500_000, 4_000_000}
)
_MAPS = lazy(
    r"比例尺|地形图|地图|地质图|图幅|测图|成图|底图|平面图|线划图|影像图|栅格图|航测|测绘|制图|图件|海图|矿产图|普查"
    r"|填图|国标图|图纸|分幅|标准分幅"
    r"|DLG|DEM|DOM|DRG|DSM|(?i:\bscale|\bmap|topograph|chart\b|sheets?\b)"
)
_OTHER = lazy(
    r"稀释|配比|变比|杠杆|概率|几率|机率|机会|浓度|滴定|投料|质量比|体积比|重量比|料液|液固|汇率|赔率|师生比|人机比"
    r"|生师比|配股|拆股|股份|传动比|减速比|齿轮|信噪|抗体|一抗|二抗|效价"
    r"|掺量|掺入|溶液|比分|胜率|中奖|得票|互感器|电流比|电压比|倍液|兑水|喷雾|药液|坡度|坡率|变坡|边坡|纵坡|汇率|换算"
    r"|比率|误差率|缩小模型|模型比例|手办|车模"
    r"|(?i:dilut|leverage|odds|probab|ratio of|\bratio\b|gearing|titer|titre|v/v|w/w|slope|gradient)"
)
_RATIO = lazy(
    r"[1一](?<![\d.,/∶-].)(?<![^\u3400-\u9fff]:.)\s{0,2}+(?P<sign>[:∶/／比]|-to-|to)\s{0,2}+"
    r"(?P<num>\d{1,3}(?:,\d{3})++|\d{1,3}(?: \d{3})++|\d{1,9}+(?:\.\d{1,3}+)?+"
    r"|[一二三四五六七八九十百千万两零]{1,7}+)(?:\s?(?P<power>[百千万]{1,2}|[kKM](?![A-Za-z])))?"
    r"(?![\d:∶/.]|%|元)"
)
_DENOMINATOR = lazy(
    r"(?:比例尺\s?的?\s?分母|(?i:scale[ _-]?denominator))[\"'”]?\s{0,2}(?:为|是|[:：=])?\s{0,2}"
    r"(?P<num>\d{1,3}(?:,\d{3})++|\d{1,9}+)(?:\s?(?P<power>[百千万]{1,2}))?(?![\d:∶/.]|%)"
)
_FRACTION = lazy(r"分之[一1](?![\d点])")
_SPOKEN = lazy(
    r"[万千](?:分)?(?:比例尺)?(?:的)?(?=(?:国家|国标|数字|标准|基本|军用|纸质)?(?:地形图|图幅|国标图|军图|线划图|DLG"
    r"|DRG|DEM|DOM|图(?:共|[、，。,\s]|\d|$)))"
)
_COMMON = frozenset({1, 2, 2.5, 5, 10, 20, 25, 50, 100})
"""What surveyors say before 万 or 千 when they name a map by its scale: 五万图, 2.5万地形图."""
_NEW = lazy(r"[A-N](?<![A-Za-z0-9].)(?:4[3-9]|5[0-3])(?P<letter>[B-K])(?P<place>\d{8}|\d{6})(?![A-Za-z0-9])")
_OLD = lazy(
    r"[A-N](?<![A-Za-z0-9-].)-?(?:4[3-9]"
    r"|5[0-3])-(?:(?P<hundred>\d{1,3})(?:-(?P<fifty>[A-D甲乙丙丁])(?:-(?P<quarter>[1-4]))?"
    r"|-\((?P<ten>\d{1,2})\))?"
    r"|(?P<half>[A-D甲乙丙丁])|\((?P<fifth>\d{1,2})\)|\[(?P<quarter_million>\d{1,2})\])(?![A-Za-z0-9-])"
)
_SHEETS = lazy(r"图幅|图号|分幅|接图|地形图|地质图|(?i:sheet|map)")
SHORT = 6
"""Digits of a sheet's row and column down to 1:2000."""
_LETTERS = {"B": (500_000, 2), "C": (250_000, 4), "D": (100_000, 12), "E": (50_000, 24), "F": (25_000, 48),
            "G": (10_000, 96), "H": (5000, 192), "I": (2000, 576), "J": (1000, 1152), "K": (500, 2304)}  # fmt: skip
"""GB/T 13989: letter of the scale, its denominator, and how many rows and columns a 1:1 million sheet has of it."""


def scales(reading: Reading) -> Iterator[Match]:
    """Yield every map scale and sheet number of a reading."""
    text = reading.folded.text
    if "1" in text or "一" in text:
        yield from _ratios(reading, text)
    if "分之" in text:
        yield from _fractions(reading, text)
    if "分母" in text or "enominator" in text or "ENOMINATOR" in text:
        yield from _denominators(reading, text)
    if "图" in text or "D" in text:
        yield from _spoken(reading, text)
    yield from _sheets(reading, text)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after, inside the line."""
    before = text[max(0, start - NEAR) : start].rpartition("\n")[2]
    after = text[end : end + NEAR].partition("\n")[0]
    return before, after


def _ratios(reading: Reading, text: str) -> Iterator[Match]:
    for hit in _RATIO.finditer(text):
        words, sign = hit["num"], hit["sign"]
        spelled = not words[0].isdigit()
        if (text[hit.start()] == "一") != spelled and sign != "比":
            continue
        value = number(words.replace(" ", "")) * power(hit["power"] or "")
        if not SMALLEST <= value <= LARGEST or value % 50:
            continue
        before, after = _around(text, hit.start(), hit.end())
        maps = bool(_MAPS.search(before) or _MAPS.search(after))
        if _OTHER.search(before) or _OTHER.search(after[:10]):
            if "比例尺" not in before and "scale" not in before.lower():
                continue
        elif not maps and (sign not in ":∶" or spelled or value not in SERIES):
            continue
        yield _scale(reading, hit.start(), hit.end(), value)


def _denominators(reading: Reading, text: str) -> Iterator[Match]:
    """比例尺分母 2000: the label says what the figure is."""
    for hit in _DENOMINATOR.finditer(text):
        value = number(hit["num"]) * power(hit["power"] or "")
        if SMALLEST <= value <= LARGEST and not value % 50:
            yield _scale(reading, hit.start("num"), hit.end(), value)


def _fractions(reading: Reading, text: str) -> Iterator[Match]:
    for hit in _FRACTION.finditer(text):
        words, value = _before(text, hit.start())
        if not words and text[hit.start() - 1 : hit.start()] in {"万", "千"}:
            words, value = text[hit.start() - 1], power(text[hit.start() - 1])
        start = hit.start() - len(words)
        before, after = _around(text, start, hit.end())
        if SMALLEST <= value <= LARGEST and (_MAPS.search(before) or _MAPS.search(after)) and not _OTHER.search(after[:8]):
            yield _scale(reading, start, hit.end(), value)


def _before(text: str, end: int) -> tuple[str, float]:
    """The number that ends at `end`, in words or as figures with 万: what it is and its value, ("", 0) for none."""
    words = words_before(text, end)
    if words:
        return words, in_words(words)
    tail = text[end - 1] if end and text[end - 1] in "百千万" else ""
    figures = figures_before(text, end - len(tail))
    return (figures + tail, number(figures) * power(tail)) if figures else ("", 0.0)


def _spoken(reading: Reading, text: str) -> Iterator[Match]:
    for hit in _SPOKEN.finditer(text):
        words, value = _before(text, hit.start() + 1)
        if words and value / power(text[hit.start()]) in _COMMON:
            start = hit.start() + 1 - len(words)
            if start == 0 or text[start - 1] not in "比:∶/1一":
                yield _scale(reading, start, hit.start() + 1, value)


def _scale(reading: Reading, start: int, end: int, value: float) -> Match:
    return match(reading, "quantity/map_scale", Kind.QUANTITY, start, end, facts={"denominator": round(value)})


def _sheets(reading: Reading, text: str) -> Iterator[Match]:
    for hit in _NEW.finditer(text):
        denominator, most = _LETTERS[hit["letter"]]
        place = hit["place"]
        half = len(place) // 2
        # GB/T 13989 §4.2: rows and columns have three digits, four from 1:1000 on
        if (len(place) > SHORT) == (hit["letter"] in "JK") and 1 <= int(place[:half]) <= most and 1 <= int(place[half:]) <= most:
            yield _sheet(reading, hit, denominator, "new")
    for hit in _OLD.finditer(text):
        before, _ = _around(text, hit.start(), hit.end())
        old = _old(hit)
        if old and (hit["quarter"] or hit["ten"] or hit["fifty"] or _SHEETS.search(before)):
            yield _sheet(reading, hit, old, "old")


def _old(hit: re.Match[str]) -> int:
    """The denominator of an old-style sheet number, 0 where its figures cannot be one."""
    if hit["half"]:
        return 500_000
    if hit["fifth"]:
        return 200_000 if int(hit["fifth"]) <= 36 else 0
    if hit["quarter_million"]:
        return 250_000 if int(hit["quarter_million"]) <= 16 else 0
    if not 1 <= int(hit["hundred"]) <= 144:
        return 0
    if hit["ten"]:
        return 10_000 if int(hit["ten"]) <= 64 else 0
    return 25_000 if hit["quarter"] else 50_000 if hit["fifty"] else 100_000


def _sheet(reading: Reading, hit: re.Match[str], denominator: int, style: str) -> Match:
    facts: dict[str, str | int] = {"denominator": denominator, "style": style}
    return match(reading, "quantity/sheet_number", Kind.QUANTITY, hit.start(), hit.end(), facts=facts)
