"""The units this room knows, longest first, and what each stands for.

In: nothing. Out: `UNITS` (one alternation for a pattern), `LENGTHS` (unit → metres), `ALONE` (unit → kind and factor to its
base unit), `FIRST` (what a unit may begin with).
"""

from __future__ import annotations

import re

LENGTHS: dict[str, float] = {
    "千米": 1000.0,
    "公里": 1000.0,
    "厘米": 0.01,
    "毫米": 0.001,
    "分米": 0.1,
    "米": 1.0,
    "km": 1000.0,
    "KM": 1000.0,
    "cm": 0.01,
    "mm": 0.001,
    "m": 1.0,
    "metres": 1.0,
    "meters": 1.0,
    "metre": 1.0,
    "meter": 1.0,
    "kilometres": 1000.0,
    "kilometers": 1000.0,
    "centimetres": 0.01,
    "centimeters": 0.01,
}
ALONE: dict[str, tuple[str, float]] = {
    **dict.fromkeys(
        ("平方公里", "平方千米", "km2", "km²", "KM2", "sq km", "sq. km", "square kilometres", "square kilometers", "square km"),
        ("area", 1.0),
    ),
    **dict.fromkeys(("公顷", "hectares", "ha"), ("area", 0.01)),
    "亩": ("area", 1 / 1500),
    **dict.fromkeys(("平方米", "m2", "m²", "㎡", "square metres", "square meters"), ("area", 1e-6)),
    **dict.fromkeys(("acres", "acre"), ("area", 0.0040468564)),
    **dict.fromkeys(("square miles", "sq mi"), ("area", 2.58998811)),
    **dict.fromkeys(
        (
            "立方米每秒",
            "立方米/秒",
            "立方米/s",
            "秒立米",
            "秒立方米",
            "秒方",
            "方每秒",
            "方/秒",
            "方/s",
            "个流量",
            "m3/s",
            "m³/s",
            "m3·s-1",
            "m³·s⁻¹",
            "m3 s-1",
            "cumecs",
            "cms",
            "cubic metres per second",
            "cubic meters per second",
        ),
        ("discharge", 1.0),
    ),
    **dict.fromkeys(("L/s", "l/s", "升每秒", "升/秒"), ("discharge", 0.001)),
    **dict.fromkeys(("立方米", "m3", "m³", "方", "cubic metres", "cubic meters"), ("storage", 1.0)),
    "立方公里": ("storage", 1e9),
    "立方千米": ("storage", 1e9),
    "km3": ("storage", 1e9),
    "km³": ("storage", 1e9),
    **dict.fromkeys(("毫伽", "mGal", "mgal", "mGals"), ("gravity", 1.0)),
    **dict.fromkeys(("微伽", "μGal", "uGal", "µGal"), ("gravity", 0.001)),
    **dict.fromkeys(("伽", "Gal"), ("gravity", 1000.0)),
    **dict.fromkeys(("角秒", "″", "′′", '"', "秒", "arcsec", "arc-seconds", "arc seconds"), ("deflection", 1.0)),
    **dict.fromkeys(("′", "角分", "arcmin", "arc-minute", "arc-minutes", "arc minutes", "弧分"), ("arcmin", 1.0)),
    **dict.fromkeys(("千伏", "kV", "KV", "kv"), ("voltage", 1.0)),
    "伏": ("voltage", 0.001),
    **dict.fromkeys(("千瓦", "kW", "KW", "kw"), ("capacity", 1.0)),
    "兆瓦": ("capacity", 1000.0),
    "MW": ("capacity", 1000.0),
    "GW": ("capacity", 1e6),
    "瓦": ("capacity", 0.001),
    **dict.fromkeys(("元", "人民币", "yuan", "RMB", "CNY"), ("money", 1.0)),
    **dict.fromkeys(
        (
            "人",
            "名学生",
            "名考生",
            "名员工",
            "名用户",
            "名患者",
            "名客户",
            "名",
            "persons",
            "people",
            "individuals",
            "customers",
            "patients",
            "students",
            "users",
        ),
        ("persons", 1.0),
    ),
    **dict.fromkeys(("%", "％"), ("percent", 1.0)),
    "吨": ("ore_reserve", 1.0),
    "t": ("ore_reserve", 1.0),
    "Mt": ("ore_reserve", 1e6),
    "kt": ("ore_reserve", 1000.0),
    "tonnes": ("ore_reserve", 1.0),
}


def _alternation() -> str:
    """Every unit, longest first; a Latin unit ends where its word ends, a few Chinese ones must not begin another word."""
    parts = []
    for unit in sorted({**LENGTHS, **ALONE}, key=len, reverse=True):
        escaped = re.escape(unit).replace(r"\ ", " ")
        if unit[-1].isascii() and unit[-1].isalnum():
            escaped += "(?![A-Za-z0-9])"
        elif unit == "人":
            escaped += "(?![次均民工类体造身事才口物为行生格名])"
        elif unit == "名":
            escaped += "(?![称字义录单列次为])"
        elif unit == "方":
            escaped += "(?![法面向案式程差圆便块米])"
        elif unit == "元":
            escaped += "(?![素件旦月器组宵年])"
        elif unit == "秒":
            escaped += "(?![钟之后内杀])"
        parts.append(escaped)
    return "|".join(parts)


UNITS = _alternation()
FIRST = "[" + re.escape("".join(sorted({unit[0] for unit in (*LENGTHS, *ALONE)} | set("十百千万亿tmb")))) + "]"
"""Every character that a unit or a multiplier can begin with."""
