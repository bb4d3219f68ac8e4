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
STRONG = lazy(
    r"(?:防空|高炮|炮兵|导弹|火箭军|装甲|合成|海军|空军|陆军|武警|雷达)[^，,；;\n]{0,8}(?:旅|团|营|连|阵地|基地|弹药|洞库)|弹药库|导弹阵地|雷达阵地|指挥所"
    r"|(?i:missile (?:site|battery|brigade)|ammunition (?:depot|store)|air[- ]defen[cs]e (?:brigade|battery|site|regiment)"
    r"|radar (?:brigade|battalion|regiment))"
)
"""Works and units of which one in a list is enough."""
CODED = lazy(r"代\s?号|编\s?号|代\s?码|点\s?号|站\s?号|(?i:code|(?<![a-z])p?id|key|mark)")
"""A head whose whole numbers are names."""
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
PERSON = lazy(
    r"姓\s?名|名字|受试者姓名|患者姓名|(?i:full name|patient name|participant name|\bname\b|surname|given name|family name)"
)
IDENTITY = lazy(
    r"身份证|证件号|手机|电话|住址|地址|出生|住院号|病案号|学号|护照|(?i:id card|phone|address|birth|passport|mobile)"
)
NUMBER_OF = lazy(r"学号|住院号|病案号|门诊号|考号|(?i:student (?:no|id)|hospital (?:no|number))")
HEALTH = lazy(
    r"诊断|疾病|体检|筛查|(?<![\u4e00-\u9fff])检查(?:项目|结果)?(?![\u4e00-\u9fff])|病史|基因|位点|血型|血糖|血压|血脂|化验|检验|检测结果|用药|症状|病理|测序|表型|变异|肿瘤|感染|阳性|抑郁|量表"
    r"|HbA1c|HLA|\brs\d+|\bTG\b|(?i:\bdx\b|\bicd|brca\d|\bapoe\b|\bh[bc]v\b|\bhiv\b|phq-?\d|gad-?7|\bsnp\b|hba1c_|diagnos|disease|genotype|phenotype|variant|hba1c|glucose|blood|pathology|medication|allele)"
)
PLACE = lazy(
    r"站\s?名|地\s?名|名\s?称|设施|单位|位置|点\s?名|测站|河名|河流|用途|类别|类型|(?i:station|site name|facility"
    r"|place|river|purpose|type)"
)
SENSITIVE = lazy(
    r"变电站|油库|油气|阀室|水厂|泵站|机房|指挥|雷达|军(?!事博物|迷|训)|弹药|核|电站|水库|大坝|武警|看守|基站|光缆|管线|储备|导弹"
    r"|靶场|涵洞|掩体|营区"
    r"|(?i:substation|depot|radar|military|barracks|ammunition|pipeline|reservoir|\bdam\b|command)"
)
GRADED = lazy(r"品位|含矿|(?i:\bppm\b|_ppm|_pct\b|\bgrade\b|\bg/t\b|\btreo|\bwt\s?%)")
"""What samples of ore hold, under the heads of their columns."""
SYSTEMS = lazy(
    r"(?P<CGCS2000>CGCS[- ]?2000|2000国家|国家2000)|(?P<BJ54>北京\s?54|1954|BJ-?54)|(?P<XA80>西安\s?80|1980|XA-?80)"
    r"|(?P<WGS84>WGS-?84)"
    r"|(?P<LOCAL>独立坐标|地方坐标|城市坐标|工程坐标|local (?:grid|system))"
)
