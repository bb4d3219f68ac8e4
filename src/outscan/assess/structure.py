"""What a passage looks like beside its words: questions, figures, layout, and ways of speaking of what is not for everyone.

In: the text of one paragraph group, folded. Out: one figure from 0 to 1 for each of FEATURES, in that order, whose names are
what a reviewer reads. Only groups the n-grams already point at come here, so plain expressions are quick enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_HIDE = r"(?:说|讲|传|转|提|发|漏|透|声张|外|登|留|写进|写|带|告诉|打听)"
_TELL = r"(?:公布|公开|宣布|发布|公告|公示|披露|见报|播|登|说|通知|声张|发表|放出|报出)"
_PATTERNS: tuple[tuple[str, str, float], ...] = (
    (
        "编号试题结构",
        (
            r"(?m)^\s*(?:第?[0-9]{1,3}[.、．)）题]|[(（][0-9一二三四五六七八九十]{1,3}[)）])|第[0-9一二三四五六七八九十]+(?:道|题|大题|问)"
            r"|选[ABCD]\b|[Qq]uestion [0-9]"
        ),
        3,
    ),
    ("公文体例", r"关于.{2,30}的(?:报告|通知|请示|函|意见)|特此|现将|如下[:：]|此致|抄送|妥否", 2),
    (
        "发文单位落款",
        r"(?m)(?:局|厅|委员会|办公室|中心|研究院|研究所|大学|公司|委)\s*$|^\s*[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日\s*$",
        2,
    ),
    (
        "数量与单位密集",
        (
            r"[0-9](?:\.[0-9]+)?\s*(?:毫米|厘米|公分|米|公里|千米|平方|亩|吨|公斤|克|升|兆|万|亿|度|%|％|元|块|kHz|MHz|km|m\b|kg|mm)"
            r"|[0-9一二两三四五六七八九十几百]+(?:多)?(?:个|处|户|人|名|份|张|套|台|座|条|家|次|枚|架|辆|批|只|点|页|天|小时|分钟)"
        ),
        6,
    ),
    (
        "未公开表述",
        (
            rf"(?:还没|尚未|没有|还未|暂未|暂不|未经|从未|从来没|没)(?:有|对外|正式|让)?.{{0,6}}{_TELL}"
            rf"|(?:公布|公开|宣布|发布|开考|考试|定稿|上市|公示|正式).{{0,3}}(?:之前|以前|前)"
            r"|(?:not|never|nothing|none|nobody|before).{0,25}(?:announced|published|released|public|disclosed|press|outside|official)"
        ),
        1,
    ),
    (
        "要求不外传的表述",
        (
            rf"(?:先别|别|不要|不得|不能|不许|不让|不宜|切勿|勿|千万|请勿|禁止|不便).{{0,8}}{_HIDE}"
            r"|(?:压|瞒|捂)(?:着|住|一压|下来)|口头|嘴(?:严|紧)"
            r"|(?:do not|don't|please|never|must not|keep).{0,25}"
            r"(?:forward|repeat|quote|mention|quiet|show|share|yourself|between us)"
        ),
        1,
    ),
    (
        "少数人知道的表述",
        (
            r"(?:只有|就|仅|只)(?:限)?.{0,8}(?:几个|[二两三四五六七八九0-9]个|咱们|我们|自己|内部|小范围|本人|领导)"
            r"|(?:不知道|不知情|蒙在鼓里|不掌握|没听说)|(?:only|nobody|no one).{0,25}(?:know|knows|seen|has it|few)"
        ),
        1,
    ),
    (
        "未经批准的表述",
        (
            r"(?:手续|批件|审批|报批|许可|批文|签字|盖章|同意|点头|批准|过会|上会).{0,8}(?:后补|再补|再说|以后|没|未|还没|不够|太慢)"
            r"|(?:没|没有|未|还没|未经|等).{0,6}(?:审批|批准|批|同意|签字|点头|盖章|过会|验收|审定|手续|鉴定)"
            r"|(?:not|no|without|later|afterwards).{0,20}(?:permission|approv|cleared|signed|licen[cs]e|permit|paperwork)"
        ),
        1,
    ),
    (
        "私下传递的表述",
        (
            r"(?:发|给|传|拷|带|寄|捎|抄|拍|复印|翻拍|导|打包|留)(?:了|给|到|一份|过来|过去|出来|下来|你|他们|对方|走)|附件|附表|附后|附上|附在"
            r"|attached|(?:I|we) (?:copied|kept|pulled|took|put)"
        ),
        3,
    ),
    (
        "内外两样的表述",
        (
            r"(?:真正|真实|实际|其实|实|真).{0,18}(?:对外|报出去|公布|账面|说的|上报|公开|外面|报的)"
            r"|(?:对外|公开|外面|报出去|上报|外界|宣传).{0,15}(?:真正|真实|实际|其实|只说|一律|统一|口径|说法)"
            r"|(?:the true|the real|really).{0,40}(?:report|said|told|announced|brochure|show)"
        ),
        1,
    ),
    ("用后销毁的表述", r"(?:看|读|用|听|记|传阅|核对).{0,2}(?:完|过|好|后).{0,6}(?:删|撕|烧|收|还|交|毁)|delete|burn it", 1),
    ("守卫与钥匙", r"钥匙|门禁|口令|密码|值班|巡|保安|武警|哨|换岗|摄像头|监控|探头|围栏|门锁|guard|password|camera|gate", 2),
    (
        "将来的时日",
        r"下周|下个?月|明[天年]|月底|年底|[0-9]{1,2}[号日]|凌晨|夜里|届时|next (?:week|month|year)|on the [0-9]+th",
        2,
    ),
    ("当面说话的口气", r"我|你|您|咱|我们|他们|\b(?:I|you|we|they|our|your)\b", 5),
    (
        "法规教材论文体例",
        r"第[一二三四五六七八九十百0-9]+(?:条|章|节)|应当|依照|本(?:规范|标准|法|条例|文|研究)|摘要|参考文献|例题|习题|试述|求证",
        2,
    ),
    (
        "已公开的表述",
        r"(?:已|官网|网站|公众号|报纸|记者会|公报|公告).{0,8}(?:公布|公开|发布|公示|查询|下载|刊登)|欢迎|published|website|public",
        2,
    ),
)
FEATURES: tuple[str, ...] = (*(name for name, _, _ in _PATTERNS), "数字密集", "表格状排列", "英文")
_FIGURES = frozenset("0123456789")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


@cache
def _finders() -> tuple[tuple[Callable[[str], list[object]], float], ...]:
    """The expressions, compiled when the first passage is looked at: most short documents never come so far."""
    return tuple((re.compile(pattern).findall, full) for _, pattern, full in _PATTERNS)


_THREE_WORDS = re.compile(r"[A-Za-z](?<![A-Za-z].)[A-Za-z]++[ ,;:\n]++[A-Za-z]++[ ,;:\n]++[A-Za-z]{2}")
"""Written to begin with a class, so that the engine passes by the rest; from the start of a word only and without a way back: a
long run of letters is passed over once."""


def any_english(text: str) -> bool:
    """Whether three Latin words stand in a row anywhere: most Chinese texts have no English passage."""
    return _THREE_WORDS.search(text) is not None


def latin(text: str) -> bool:
    """Whether most of a passage is Latin letters."""
    return sum(map(_LATIN.__contains__, text)) > len(text) / 2


def structure(text: str) -> list[float]:
    """The figures of FEATURES for one paragraph group."""
    size = max(len(text), 1)
    latin = sum(map(_LATIN.__contains__, text))
    return [
        *(min(len(find(text)) / full, 1.0) for find, full in _finders()),
        min(sum(map(_FIGURES.__contains__, text)) / size * 5, 1.0),
        min((text.count("\t") + text.count("    ")) / 8, 1.0),
        latin / size,
    ]
