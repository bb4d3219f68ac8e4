"""What the cells of a column are by their values alone: names of persons, illnesses, one half of plane coordinates.

In: the texts of a column. Out: roles. Heads need not say anything: whoever sends codes apart from names seldom labels them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from outscan.lazy_regex import lazy
from outscan.tables.figures import decimals, figure

ENOUGH = 0.7
FEW = 3
NORTHS, EASTS = (1_900_000.0, 6_000_000.0), (100_000.0, 900_000.0)
"""Metres of plane coordinates in China; an easting may carry its zone in front."""
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵汪祁毛狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈"
    "项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪"
    "包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉"
    "戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛"
    "寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂"
    "晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公"
)
_CHINESE = lazy(rf"[{_SURNAMES}][\u4e00-\u9fff·]{{1,3}}\Z")
_LATIN = lazy(r"[A-Z][a-z]+(?:[- ][A-Z][a-z]+){1,2}\Z")
_CODED = lazy(r"[A-TV-Z]\d{2}(?:\.\d{1,2})?\Z")
_ILLNESS = lazy(
    r"病|炎|癌|瘤|结核|抑郁|高血压|骨折|阳性|感染|综合征|(?i:diabet|hypertens|cancer|hepat|depress|asthma|tumou?r|positive|syndrome)"
)


def roles(texts: Sequence[str], figured: AbstractSet[str]) -> Iterator[str]:
    """The roles that the cells of one column speak for; `figured` are those texts that are bare figures."""
    if len(texts) < FEW:
        return
    figures = [text for text in texts if text in figured]
    if len(figures) == len(texts):
        pass  # no words at all
    elif _share(texts, _CHINESE) or _share(texts, _LATIN):
        if 2 * len(set(texts)) > len(texts):
            yield "person"
    elif _share(texts, _CODED) or _most(texts, _ILLNESS):
        yield "health"
    values = [figure(text) for text in figures if decimals(text) > 1]
    if len(values) >= ENOUGH * len(texts):
        if all(NORTHS[0] <= value <= NORTHS[1] for value in values):
            yield "north"
        elif all(EASTS[0] <= value % 1_000_000 <= EASTS[1] and value < 5e7 for value in values):  # zone 45 and less
            yield "east"


def _share(texts: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Whether ENOUGH of `texts` begin so; asked no further than it can be."""
    left, least = len(texts), ENOUGH * len(texts)
    for text in texts:
        if not pattern.match(text):
            left -= 1
            if left < least:
                return False
    return True


def _most(texts: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Whether more than half of `texts` hold it; asked no further than it can be."""
    left = len(texts)
    for text in texts:
        if not pattern.search(text):
            left -= 1
            if 2 * left <= len(texts):
                return False
    return True
