"""What the notes beside data say of where they come from: another country's, and open to everybody.

In: folded texts (a licence, a read-me, the first sheet, the line below a table) and the data's own head. Out: yes or no.
Law: both must be said, the country and that it is open; whatever hands something over, keeps it back, or names us or a river of
our border makes it no. Neighbours are no excuse: their rivers are ours further up or down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from outscan.genre.earnest import live
from outscan.genre.frame import BEFORE, denied, handing, invented
from outscan.lazy_regex import lazy

__all__ = ["foreign_and_open", "imperial", "lies_abroad", "made_up_beside", "names", "open_beside"]

_FOREIGN = lazy(
    r"\b(?:Canad(?:a|ian)|United States|American?|Norw(?:ay|egian)|Sw(?:eden|edish|iss|itzerland)|Fin(?:land|nish)|Den(?:mark)"
    r"|Danish|Iceland(?:ic)?|German[y]?|French|France|Austrian?|Ital(?:y|ian)|Spain|Spanish|Portug(?:al|uese)|Netherlands|Dutch"
    r"|Belgi(?:um|an)|Ireland|Irish|United Kingdom|British|England|Scot(?:land|tish)|Wales|Welsh|Poland|Czech(?:ia)?"
    r"|Hungar(?:y|ian)|Romanian?|Bulgarian?|Gree(?:ce|k)|Turk(?:ey|ish)|Slovak(?:ia)?|Sloven(?:ia|ian)|Croatian?|Serbian?"
    r"|Estonian?|Latvian?|Lithuanian?|Japan(?:ese)?|Australian?|New Zealand|Brazil(?:ian)?|Argentin(?:a|e|ian)|Chilean?"
    r"|Peru(?:vian)?|Mexic(?:o|an)|Colombian?|South Africa[n]?|Kenyan?|Egypt(?:ian)?|Morocc(?:o|an)|Indonesian?|Malaysian?"
    r"|USGS|NWIS|GRDC|NRFA|SMHI|SYKE|NVE|Rijkswaterstaat|U\.?S\.? Geological Survey|(?i:foreign|overseas)"
    r"|Rhine|Danube|Elbe|Thames|Seine|Loire|Mississippi|Missouri)\b"
    r"|美国|加拿大|挪威|瑞典|芬兰|丹麦|冰岛|德国|法国|瑞士|奥地利|意大利|西班牙|葡萄牙|荷兰|比利时|爱尔兰|英国|苏格兰"
    r"|波兰|捷克|匈牙利|罗马尼亚|保加利亚|希腊|土耳其|日本|澳大利亚|新西兰|巴西|阿根廷|智利|秘鲁|墨西哥|南非|肯尼亚|埃及"
    r"|国外|境外|外国|密西西比|莱茵河|多瑙河|易北河|泰晤士|塞纳河"
)
_OPEN = lazy(
    r"开放(?:数据|许可|获取)|公共领域|公有领域|公开(?:数据|下载|发布|网站)|(?:数据|公开)门户|知识共享|可自由使用|自由下载"
    r"|已(?:公开|刊印|出版)"
    r"|(?i:\bopen (?:\w+ ){0,3}(?:data|portal|licen[cs]e)\b|\bopen government\b|\bpublic (?:domain|portal|website|data ?set"
    r"|data"
    r"|archive|data service)\b|\bcreative commons\b|\bCC[- ]BY\b|\bCC0\b"
    r"|\bdownloaded from the (?:open|public|national|official)\b|\bfree (?:for|to) (?:any |all |re-?)?us(?:e|ing)\b"
    r"|\blicen[cs]e is free\b|\bpublished (?:by|in|on|yearbook))"
)
_OURS = lazy(
    r"中国|我国|我(?:省|市|局|站|院|方|司|国)|本(?:省|市|局|站|院)|省(?:水文|水利|气象|地质|级)|水利部|水利厅|流域委|实测"
    r"|长江|黄河|淮河|珠江"
    r"|海河|松花江|辽河|内部|未(?:公开|刊印|公布|发布)|保密"
    r"|(?i:\b(?:chin(?:a|ese)|prc|yangtze|yellow river|pearl river|huai(?:he)? river|songhua)\b"
    r"|\bprovincial (?:hydro\w*|water|bureau|office|department|station)\b"
    r"|\bour (?:own|network|stations?|gauges?|measure\w*|series|data)\b"
    r"|\bmeasured by us\b|\binternal\b|\bunpublished\b|\bconfidential\b|\bnot (?:for|to be) (?:release|publish|shar)\w*"
    r"|\bis planned\b)"
)
_BORDER = lazy(
    r"出境|入境|界[河江湖]|国境|跨境|跨界|国际河流|边境|澜沧|湄公|雅鲁藏布|怒江|萨尔温|伊犁河|额尔齐斯|黑龙江|额尔古纳"
    r"|乌苏里|图们江|鸭绿江|绥芬|元江|红河|独龙江|瑞丽江|阿克苏河|印度河|狮泉河|恒河"
    r"|(?i:\b(?:border|trans-?boundary|mekong|lancang|yarlung|brahmaputra|tsangpo|salween|nu ?jiang|irtysh|ili river|amur"
    r"|argun|ussuri|tumen|yalu|indus|ganges)\b)"
)
_SET = lazy(
    r"模板|样表|空表|示例|填报说明|填写说明|作业|习题|练习|实习|课程|实验|测试|(?i:\b(?:template|sample|exercise|homework"
    r"|problem|lab|class|course|demo|testing)\b)"
)
"""What a sheet of invented figures is for."""
_OF_NOBODY = lazy(r"不对应任何|不涉及(?:任何)?真实|(?i:\bno real (?:person|patient|people)\b|\bof nobody\b)")
_LAT = lazy(r"(?i)lat(?:itude)?(?: ?\W.{0,6})?|纬度.{0,4}")
_LON = lazy(r"(?i)(?:lon|lng|long|longitude)(?: ?\W.{0,6})?|经度.{0,4}")
_NAMED = lazy(r"[\w\-]+\.(?:csv|tsv|xlsx?|json|txt|dat|parquet)\b")


def foreign_and_open(notes: str, head: str) -> bool:
    """Whether `notes`, or `head` of the data itself, say that they are another country's and open to everybody."""
    said = f"{notes}\n{head}"
    if _OURS.search(said) or _BORDER.search(said) or _handed(said):
        return False
    opened = any(not denied(notes, hit.start()) for hit in _OPEN.finditer(notes))
    return opened and _FOREIGN.search(said) is not None


_CFS = lazy(r"(?i)(?:_|\b)cfs\b|\bft3/s\b")
_FEET = lazy(r"(?i)(?:_|\b)(?:ft|feet)\b")
_HAN = lazy(r"[\u4e00-\u9fff]")
BOX = (3.0, 54.0, 72.0, 136.0)
"""Latitudes and longitudes, degrees, between which our land and seas lie."""
ROWS = 3


def imperial(head: str) -> bool:
    """Whether a series is kept in cubic feet a second and in feet, as one other country does, and names nothing of ours."""
    said = _CFS.search(head) and _FEET.search(head) and not _HAN.search(head)
    return bool(said) and not (_OURS.search(head) or _BORDER.search(head) or _handed(head))


def open_beside(notes: str) -> bool:
    """Whether `notes` say that data are open, and nothing of ours is named, kept back or handed over."""
    return any(not denied(notes, hit.start()) for hit in _OPEN.finditer(notes)) and not (_OURS.search(notes) or _handed(notes))


def lies_abroad(table: str) -> bool:
    """Whether every point of a table, rows of cells under latitude and longitude, lies outside our land and seas."""
    rows = [line.split("\t") for line in table.split("\n")]
    head = next((row for row in rows if _column(row, _LAT) >= 0 and _column(row, _LON) >= 0), None)
    if head is None:
        return False
    lat, lon = _column(head, _LAT), _column(head, _LON)
    points = [(row[lat], row[lon]) for row in rows[rows.index(head) + 1 :] if len(row) > max(lat, lon)]
    try:
        placed = [(float(a), float(b)) for a, b in points]
    except ValueError:
        return False
    south, north, west, east = BOX
    return len(placed) >= ROWS and not any(south <= a <= north and west <= b <= east for a, b in placed)


def _column(row: Sequence[str], name: re.Pattern[str]) -> int:
    """Which cell of a head is called so, -1 where none is."""
    return next((number for number, cell in enumerate(row) if name.fullmatch(cell.strip())), -1)


def made_up_beside(notes: str) -> bool:
    """Whether `notes` beside data say that these are made up, and what for: a template, an exercise."""
    said = _SET.search(notes) or _OF_NOBODY.search(notes)
    return said is not None and invented(notes, len(notes), len(notes)) and not _handed(notes)


def names(notes: str) -> frozenset[str]:
    """The files of data that notes name: they speak of those only."""
    return frozenset(hit[0].casefold() for hit in _NAMED.finditer(notes))


def _handed(said: str) -> bool:
    """Whether anything in `said` hands over, keeps back or calls real."""
    steps = range(0, len(said), 2 * BEFORE)
    return any(handing(said, at, at) or live(said, at, min(len(said), at + 2 * BEFORE)) for at in steps)
