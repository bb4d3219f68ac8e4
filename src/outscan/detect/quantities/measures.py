"""Figures with a unit, named by the words beside them.

In: a reading. Out: `quantity/<kind>` with its value in the base unit of docs/evidence.md.
A unit alone names area, discharge, storage, gravity, money…; a length is only worth a match where a word beside it says
length of what (等高距, 格网, 分辨率, 精度, 水位…). The nearest word before the figure decides, then the one right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.detect.base import match
from outscan.detect.quantities.numerals import FIGURES, WORDS, number, power, words_before
from outscan.detect.quantities.numerals import before as figures_before
from outscan.detect.quantities.units import ALONE, FIRST, LENGTHS, UNITS
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Kind, Match

NEAR = 26
"""How many characters before a figure may name it."""
WORDY = 40
"""The same where the words are Latin, which take more room."""
AFTER = 8
"""So many characters before a figure say which script its line is written in."""
MOST = 2000
"""Matches of one kind kept of one segment: a table of percentages is no better evidence than its first rows."""

_UNIT = lazy(
    rf"(?P<last>[\d{WORDS}])(?=\s{{0,2}}{FIRST})\s{{0,2}}(?P<power>[十百千万亿]{{0,3}}|(?:thousand|million"
    rf"|billion)\s)(?P<unit>{UNITS})"
)
"""From the last digit of a number to the end of its unit; `FIRST` spares the long alternation for digits before anything else."""
_LOW = lazy(r"(?P<num>\d[\d.,]{0,12})\s?(?:%|米|m|km|万|亿)?\s?[~\-—–至到]{1,2}\s?(?:±\s?)?\Z")
_WORDED = frozenset(
    (
        *("平方公里", "平方千米", "平方米", "公顷", "亩", "立方米每秒", "立方米/秒", "个流量", "立方米", "毫伽", "微伽", "角秒"),
        *("公里", "千米", "厘米", "毫米", "米", "吨", "千伏", "千瓦", "元"),
    )
)
"""Units that people write behind a number in words."""
GROUP = 3
"""Figures between two marks of thousands."""
_MILLIGAL = frozenset({"毫伽", "mGal", "mgal", "mGals"})
_STANDARD = frozenset({980665.0, 980616.0, 978032.7, 978033.0, 978049.0, 983218.6})
"""Standard gravity, at 45°, at the equator and the poles by the formulas in use, mGal."""
_THOUSANDS = lazy(r"(?<![\d.])9[78]\d \Z")
"""The thousands of an absolute gravity, parted by a blank: 979 412.187 mGal, as fine as it is measured."""
_LABEL = lazy(
    # what a label may begin with: most characters are passed by without asking for each label
    r"(?=[ACDEFGHLPRSVWacdefghlprsvw中井似位低保像全兴几分历变图地坐坝垂埋堤大孔定实平库影总挠控最栅标校格正死水汛沉海深"
    r"潮点环相空竖等管精线网航警设误起距路采里长闸防高])"
    r"(?:(?P<height_anomaly_accuracy>(?:高程异常|似?大地水准面|geoid"
    r"|height anomaly)[^。；\n]{0,10}?(?:精度|中误差|误差|优于|±|accura|RMS))"
    r"|(?P<relative_height_accuracy>相对量测精度|高度相对[^。；\n]{0,6}精度|relative height accuracy)"
    r"|(?P<contour_interval>等高(?:距|线间(?:距|隔))|(?i:contour interval|contours? at|contour spacing))"
    r"|(?P<height_accuracy>(?:高程|垂直|竖直|高)(?:方向)?(?:的)?(?:中误差|精度|误差)|(?i:vertical accuracy|height accuracy"
    r"|elevation accuracy|vertical RMSE))"
    r"|(?P<plane_accuracy>(?:平面|点位|水平|位置|定位|空间|控制点|坐标|像控点|几何)(?:位置"
    r"|点位|定位)?(?:的)?(?:中误差|精度|误差)"
    r"|(?i:horizontal accuracy|positional accuracy|planimetric accuracy|position accuracy|horizontal RMSE))"
    r"|(?P<any_accuracy>中误差|精度|误差|accura(?:cy|te)|RMSE)"
    r"|(?P<deflection_accuracy>垂线偏差|deflections? of the vertical)"
    r"|(?P<grid_resolution>(?:格网|网格|栅格)(?:间距|间隔|尺寸|单元|大小|分辨率)?|采样间距|点间距|(?i:grid (?:spacing|size|step"
    r"|interval|resolution|cell)|cell size|post spacing))"
    r"|(?P<image_resolution>(?:地面|影像|空间|像元|航摄|像素|图像)?分辨率|地面采样(?:距离|间隔)|像元(?:大小|尺寸)|GSD"
    r"|(?i:ground sampl\w+ distance|resolution))"
    r"|(?P<level>(?:汛限|防洪限制|死|兴利|正常蓄|正常|防洪高|设计洪|校核洪|警戒|保证|历史最高|实测"
    r"|坝前|库|高|低|平均|最高|最低|闸上|闸下|起调)?水位|潮位"
    r"|(?i:(?:water|pool|reservoir|flood) (?:level|stage)))"
    r"|(?P<depth>水深|埋深|孔深|井深|(?:最大|平均)?深度|(?i:water depth|depth))"
    r"|(?P<height>坝高|海拔|高程|标高|高度|坝顶|堤顶|大地高|(?i:elevation|altitude|dam height))"
    r"|(?P<displacement>位移|沉降|变形|挠度|(?i:displacement|settlement))"
    r"|(?P<length>全长|总长|线长|长度|长|环线|路线|线路|里程|水准网|距离|航程|管径|(?i:length"
    r"|long|levell?ing (?:line|loop|net)|distance)))"
)
_BEHIND = lazy(
    r"\s?(?:的|间距的|间隔的|级|精度的|spacing|interval)?\s?(?:(?P<contour_interval>等高(?:距|线)|contours?)"
    r"|(?P<grid_resolution>[×xX*]\s?\d|格网|网格|栅格|(?:间距)?(?:DEM|DSM|DTM|数字高程)|grid|posting)"
    r"|(?P<image_resolution>分辨率|(?:正射)?影像|卫星影像|航片|GSD|DOM|TDOM|resolution|imagery|ortho)"
    r"|(?P<depth>水深|deep)|(?P<length>长|long))"
)
_GRIDDED = lazy(r"DEM|DSM|DTM|高程模型|地表模型|重力|格网|网格|点密度|高程异常|grid|gravity|geoid", re.IGNORECASE)
_PICTURED = lazy(r"影像|DOM|GSD|航摄|航拍|遥感|卫星|图像|正射|imag|ortho|satellite|photo", re.IGNORECASE)
_STORED = lazy(r"库容|蓄水|蓄量|容积|调蓄|蓄滞|存水|蓄洪|storage|capacity|reservoir|impound", re.IGNORECASE)
_PRECISE = lazy(r"精度|中误差|误差|优于|不低于|高于|±|accura|better than|RMS|within", re.IGNORECASE)
_DEFLECTED = lazy(r"垂线偏差|deflection", re.IGNORECASE)
_RELATIVE = lazy(r"相对量测精度|高度相对|relative height", re.IGNORECASE)
_ORE = lazy(r"储量|资源量|矿石量|金属量|氧化物|资源储量|reserves?|resources?|ore\b|metal", re.IGNORECASE)
_CROSSED = lazy(r"[×xX*](?=\s?\d)")
_SQUARE = lazy(
    rf"(?<![\d.])(?P<num>{FIGURES})\s?(?P<unit>′|'|分|arc-?min(?:ute)?s?|min|km|千米|公里|m|米|″"
    rf"|角秒)\s?[×xX*]\s?(?:{FIGURES})\s?(?P=unit)"
)


def measures(reading: Reading) -> Iterator[Match]:
    """Yield every figure of a reading whose unit, or the words beside it, say what it measures."""
    text = reading.folded.text
    kept: dict[str, int] = {}
    for hit in _UNIT.finditer(text):
        for rule, start, facts in _named(text, hit):
            kept[rule] = kept.get(rule, 0) + 1
            if kept[rule] <= MOST:
                yield match(reading, rule, Kind.QUANTITY, start, hit.end(), facts=facts)
    if _CROSSED.search(text):
        yield from _squares(reading, text)


def _named(text: str, hit: re.Match[str]) -> Iterator[tuple[str, int, dict[str, str | float | int | bool]]]:
    """What a figure and its unit measure: the rule, where its quote begins, its facts."""
    unit, edge = hit["unit"], hit.start() + 1
    worded = not hit["last"].isdigit()
    if worded and unit not in _WORDED:
        return
    digits = words_before(text, edge) if worded else figures_before(text, edge)
    if not digits:
        return
    begin = edge - len(digits)
    if unit in _MILLIGAL and _THOUSANDS.search(text[max(0, begin - 5) : begin]) and digits.find(".") == GROUP:
        digits, begin = text[begin - 4 : begin - 1] + digits, begin - 4
    factor = power(hit["power"])
    values = [number(digits) * factor]
    low = _LOW.search(text, max(0, begin - 18), begin)
    if low and (figures := figures_before(text, low.end("num"))):
        values.append(number(figures) * factor)
        begin = low.end("num") - len(figures)
    before = _before(text, begin)
    if unit in LENGTHS:
        kind, start = _of_length(text, before, begin, hit.end())
        scale = LENGTHS[unit]
    else:
        kind, scale = ALONE[unit]
        kind, start = _of_unit(kind, before, hit), begin
    if kind == "" or (kind == "gravity" and all(_conventional(value * scale) for value in values)):
        return
    fact, extra = _fact(kind)
    rule = f"quantity/{kind.partition(':')[0]}"
    for value in values:
        yield rule, start, {fact: _round(value * scale), **extra}


def _conventional(mgal: float) -> bool:
    """Whether a gravity, mGal, is a constant or a round figure of a book: measured ones are as fine as a hundredth."""
    return round(mgal, 3) in _STANDARD or abs(mgal - round(mgal, -2)) < 1e-6


def _before(text: str, start: int) -> str:
    wordy = text[max(0, start - AFTER) : start].isascii()
    before = text[max(0, start - (WORDY if wordy else NEAR)) : start]
    for stop in "\n。；;！？":
        before = before.rpartition(stop)[2]
    return before


def _of_length(text: str, before: str, begin: int, end: int) -> tuple[str, int]:
    """What a length measures, and where its quote begins: the label's first character where one stands before."""
    kind, start = "", begin
    for label in _LABEL.finditer(before):
        kind, start = label.lastgroup or "", begin - len(before) + label.start()
    behind = _BEHIND.match(text, end)
    if (
        behind
        and behind.lastgroup
        and (kind in {"", "length"} or start < begin - 12 or (kind == "any_accuracy" and behind.lastgroup == "contour_interval"))
    ):
        kind, start = behind.lastgroup, begin
    if kind in {"image_resolution", "grid_resolution"}:
        kind = _grid_or_picture(text, begin, end, kind)
    if kind in {"plane_accuracy", "height_accuracy", "any_accuracy"}:
        kind = "positional_accuracy:" + kind.removesuffix("_accuracy")
    return ("" if kind in {"deflection_accuracy", "displacement", "relative_height_accuracy"} else kind), start


def _grid_or_picture(text: str, begin: int, end: int, kind: str) -> str:
    """Whether a resolution is that of a grid or of a picture: the words nearest to it say so."""
    line = text[max(0, begin - 3 * NEAR) : end + NEAR]
    gridded, pictured = bool(_GRIDDED.search(line)), bool(_PICTURED.search(line))
    if kind == "image_resolution" and gridded and not pictured:
        return "grid_resolution"
    if kind == "grid_resolution" and pictured and "分辨率" in text[begin - 12 : begin] and not gridded:
        return "image_resolution"
    return kind


def _of_unit(kind: str, before: str, hit: re.Match[str]) -> str:
    """What a unit with a meaning of its own stands for here; '' where the words beside it say it is not that."""
    if kind == "storage":
        stored = bool(_STORED.search(before))
        return "storage" if stored or (hit["power"] and hit["unit"] != "方") else ""
    if kind == "persons":
        return "" if before.endswith("第") else kind
    if kind == "gravity":
        return "gravity_accuracy" if _PRECISE.search(before[-14:]) else "gravity"
    if kind == "deflection":
        return "deflection_accuracy" if _DEFLECTED.search(before) else ""
    if kind == "ore_reserve":
        return kind if _ORE.search(before) else ""
    if kind == "percent":
        return "relative_height_accuracy" if _RELATIVE.search(before) else kind
    if kind == "arcmin":
        return "grid_resolution:arcmin" if _GRIDDED.search(before) or "分辨率" in before or "resolution" in before else ""
    return kind


_FACTS = {
    "area": "km2",
    "discharge": "m3s",
    "storage": "m3",
    "gravity": "mgal",
    "gravity_accuracy": "mgal",
    "deflection_accuracy": "arcsec",
    "capacity": "kw",
    "voltage": "kv",
    "money": "yuan",
    "persons": "persons",
    "percent": "percent",
    "relative_height_accuracy": "percent",
    "ore_reserve": "t",
    "grid_resolution:arcmin": "arcmin",
}


def _fact(kind: str) -> tuple[str, dict[str, str]]:
    if kind.startswith("positional_accuracy:"):
        return "m", {"axis": kind.rpartition(":")[2]}
    return _FACTS.get(kind, "m"), {}


def _round(value: float) -> float:
    return float(f"{value:.10g}")


def _squares(reading: Reading, text: str) -> Iterator[Match]:
    """5′×5′, 10km×10km: the cell of a grid, where a grid, a density or an anomaly is named close by."""
    for hit in _SQUARE.finditer(text):
        around = text[max(0, hit.start() - 40) : hit.end() + 20]
        if not _GRIDDED.search(around) and "分辨率" not in around and "resolution" not in around:
            continue
        unit, value = hit["unit"], number(hit["num"])
        if unit in LENGTHS:
            facts = {"m": _round(value * LENGTHS[unit])}
        else:
            facts = {"arcmin": _round(value / 60 if unit in {"″", "角秒"} else value)}
        yield match(reading, "quantity/grid_resolution", Kind.QUANTITY, hit.start(), hit.end(), facts=facts)
