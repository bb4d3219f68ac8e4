"""Words of heads and cells that say what a list is of, where two lists must be laid together to know it.

In: nothing. Out: expressions, asked of heads or of single cells.
"""

from __future__ import annotations

from outscan.lazy_regex import lazy

MILITARY = lazy(
    r"部队|雷达|弹药|油料.?库|通信枢纽|导弹|营(?:房|区|门|地)|哨所|阵地|洞库|军(?:用|事(?!博物)|港|械|供)|[一二三四五六七八九十\d][连营团旅]|(?:通信|警卫|汽车)[连营团]|装甲"
    r"|潜艇|舰"
    r"|(?i:barracks|ammun|munition|missile|\bradar\b|command post|garrison)"
    r"|(?i:military|army|naval|\bsubs?\b|submarine|warship|launch pad"
    r"|troop|bunker|acoustic array|escorted)"
)
"""Works and units of forces: two different ones in a list are no coincidence."""
PAPERS = lazy(r"护照|身份证|证件号|通行证|(?i:passport|id card|id[ _]?no\b|national id)")
OFFSET = lazy(
    r"(?:[dDΔ△]\s?_?[NEXYneyx])(?![A-Za-z])|相对.{0,3}[XYNE北东纵横]|图上\s?[xyXY]|(?i:off(?:set)?_?[xyne]\b|\b[xyne]_?off)"
)
FIRM = lazy(
    r"\S{2,}(?:公司|集团|厂|轴承|玻璃|印染|铸造|玩具|机械|化工|纺织)\Z"
    r"|(?i:[A-Z]\w+ (?:bearings|glass|dyeing|castings|toys|works|mills?|steel|metals?)\b)"
    r"|(?i:[A-Z]\w+ (?:co|ltd|inc|group|textiles?|machinery|chemicals?)\b)"
)
REPORTED = lazy(
    r"产值|营收|收入|利润|亏损|用工|人数|逾期|欠税|(?i:turnover|revenue|staff|employees|loss|profit|overdue|output|wages)"
)
PRICED = lazy(r"单价|合价|报价|造价|金额|成本|[万]?元|(?i:(?<![a-z])(?:eur|usd|cny|rmb|gbp|price|cost|amount)(?![a-z]))")
