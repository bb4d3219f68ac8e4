"""What stands near a coordinate: the datum it is in, and whether it is a public map's.

In: folded text and an offset. Out: a datum's name, and two yes-or-nos.
GCJ-02 and BD-09 are the already shifted systems of public maps; the same numbers in CGCS2000, Beijing 54 or a local
system weigh more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.lazy_regex import lazy

NEAR = 300
"""How many characters on each side may name the datum."""
DATUM = lazy(
    r"(?=[C2国大新N1北5BP8西XWG火百地独城工相任抵])(?:(?P<CGCS2000>CGCS[- ]?2000|(?:2000)?国家(?:大地坐标系|2000)(?:坐标系)?"
    r"|2000(?:国家)?大地(?:坐标系)?|大地2000|China Geodetic Coordinate System 2000|China_2000)"
    r"|(?P<NEWBJ54>新(?:1954年?)?北京(?:54|坐标系)|New[_ ]Beijing)"
    r"|(?P<BJ54>(?:1954年?)?北京(?:54|坐标系)|54(?:北京)?坐标系?|BJ-?(?:19)?54|Beijing[_ ]?(?:19)?54|Pulkovo)"
    r"|(?P<XA80>(?:1980年?)?西安(?:80|坐标系)|80(?:西安|国家大地)?坐标系?|XA-?(?:19)?80|Xi'?an[_ ]?(?:19)?80)"
    r"|(?P<WGS84>WGS[-_ ]?(?:19)?84)"
    r"|(?P<GCJ02>GCJ[- ]?02|火星坐标|国测局坐标)|(?P<BD09>BD[- ]?09|百度坐标)"
    r"|(?P<LOCAL>(?:地方|独立|城市|工程独立)(?:平面)?坐标系|相对独立的平面坐标系|任意带坐标|任意中央子午线|抵偿(?:高程)?面坐标))"
)
_NAMES = (
    "坐标", "CGCS", "China", "国家2000", "2000国家", "2000大地", "大地2000", "Beijing", "BJ", "北京54", "Pulkovo", "西安80",
    "XA", "Xi", "WGS", "GCJ", "BD", "抵偿", "任意",
)  # fmt: skip
PUBLIC = lazy(
    r"\bPOI\b|景区|景点|导览|游客中心|停车场|酒店|宾馆|餐厅|门店|商场|便利店|地铁|公交站|网络地图|高德"
    r"|百度地图|腾讯地图|谷歌地图|公开数据|开放数据|OpenStreetMap|OSM|Google Maps?"
    r"|世界遗产|旅游|打卡|打车|外卖|导航到|书店|医院|公园|学校"
)
OFFSET = frozenset({"GCJ02", "BD09"})
LABELLED = lazy(
    r"坐标|经度|纬度|经纬|北纬|东经|纵坐标|横坐标|控制点|点位|点号|点名|高斯|投影|中央子午线|带号|大地|三角点"
    r"|水准点|基准|测站|拐点|桩号|界址|定位"
    r"|[XYBL]\s?[=:(]|[NE]\s?[=:]|(?i:coordinat|latitude|longitude|lat\b|lon\b|lng|northing|easting|gauss"
    r"|geodetic|control point|utm|waypoint)"
)


def datums(text: str) -> Iterator[re.Match[str]]:
    """Every datum named in `text`; a few plain look-ups spare most texts the long pattern."""
    return DATUM.finditer(text) if any(name in text for name in _NAMES) else iter(())


def datum(text: str, start: int, end: int) -> str:
    """The name of the datum nearest before `start` (else behind `end`), '' where none is named."""
    found = ""
    for hit in DATUM.finditer(text, max(0, start - NEAR), start):
        found = hit.lastgroup or ""
    if found:
        return found
    behind = DATUM.search(text, end, end + NEAR)
    return (behind.lastgroup or "") if behind else ""


def labelled(text: str, start: int, end: int) -> bool:
    """Whether words of coordinates stand close by."""
    return bool(LABELLED.search(text, max(0, start - 60), end + 20))


def public(text: str, start: int, end: int) -> bool:
    """Whether the place is one that any public map shows."""
    return bool(PUBLIC.search(text, max(0, start - 80), end + 40))
