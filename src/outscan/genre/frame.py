"""What a text says of itself before a place: its figures are invented for a lesson, or taken from what is public.

In: folded text and a stretch. Out: whether the author says so, in that sentence or before it. Law: only what stands before a
place or in its sentence excuses it; what hands something over or keeps it back is never part of a lesson, whatever the title
says.
"""

from __future__ import annotations

from outscan.genre.earnest import live
from outscan.lazy_regex import lazy

__all__ = ["BEFORE", "denied", "edition", "exact", "handing", "invented", "practised", "repeated", "set_as_problem", "sourced"]

BEFORE = 400
"""Characters before a place in which its figures are said to be invented or taken from somewhere."""
AFTER = 120
"""Characters behind a place, within its sentence, that still speak of it."""
FINE = 3
"""A figure with so many decimals, angles apart, was measured and not made up for a class."""
_STOPS = "。；;\n"
_INVENTED = lazy(
    r"编者(?:设定|自拟|编造)|(?:数据|数值|坐标|参数|数字|资料|算例|例题|例子|案例)(?:均?为|系|是|由)?(?:虚构|编造|杜撰"
    r"|假设|假定|自拟|教师编|随意给|仅供练习)"
    r"|(?:虚构|编造|假想|假设|假定|自编)的?(?:数据|数值|坐标|参数|数字|例子|算例|案例|公司|企业|站点?|地名)|设某|假设某"
    r"|教学假设|随机生成|模拟(?:个体|样本|数据|个案|患者|受试者|点位)|设有一|设甲系|示例(?:数据|号码|数值)"
    r"|(?:数据|参数|坐标|数值|点名|站名|地名)[^。\n]{0,4}(?:随手|随意|信手)"
    r"|(?:随手|随意|信手)(?:写|编|给|取)的?(?:整?数|例|参数|坐标)|(?:点名|站名|地名)(?:均?取自|用的?是)"
    r"|(?:甲|乙|A|B|某)(?:公司|厂|方)[(（]虚构|不对应任何|纯属虚构|占位"
    r"|(?i:\b(?:made|generated|created) (?:by|with|at) (?:a )?random\b|\bno real (?:person|patient|people|firm)s?\b"
    r"|\b(?:invented|made[- ]up|fictitious|fictional|imaginary|dummy|synthetic|simulated) (?:\w+ )?(?:data|figures?"
    r"|numbers?|values?|points?|coordinates"
    r"|grid|samples?|individuals?|genotypes?|patients?|records?|example|company|firm|station|case)\b"
    r"|\b(?:were|are|is|was) (?:made up|invented)\b|\brandomly generated\b|\bround numbers?\b"
    r"|\b(?:hypothetical|imaginary|invented) (?:\d+|[ivx]+|case|client|company|country|problem|question|situation)\b"
    r"|\ball (?:names|figures|numbers)[^.\n]{0,20}(?:invented|made up|imaginary|fictitious)"
    r"|\bnumbers? for (?:the )?class"
    r"|\bsuppose (?:that )?(?:a|an|point|some|we)\b|\bnot real (?:data|figures|values|points)|\bfor practice only\b)"
)
_SOURCED = lazy(
    r"(?:已|均)?(?:公开(?:出版|刊印|刊布|发行)|刊印出版)|已刊[《印于]|刊印本|(?:数据|资料)(?:来源|取自|引自"
    r"|摘自)[^。\n]{0,20}(?:年鉴|公报|官网|年报|公开|网站|出版)"
    r"|(?:摘自|引自|取自|据)(?:公开|已公开|已出版|年报|上市公司年报)|(?:根据|依据)公开(?!招标)|公开报道|公开数据集?"
    r"|开放数据|数据开放(?:平台|网|门户)"
    r"|(?i:\b(?:taken|downloaded|copied|drawn) from (?:the )?(?:public|open|published)|\bpublic (?:page|website"
    r"|data ?set|domain|portal)\b"
    r"|\bpublic data\b|\bopen licen[cs]e\b|\bUSGS\b|\bopen (?:\w+ ){0,2}data\b|\bCC0\b|\bCC[- ]BY\b"
    r"|creative commons|\bpublic (?:river |stream )?(?:gau?ge|data service)\b"
    r"|\b(?:was|were|been) published (?:in|by|on)\b|\bpublished (?:yearbook|figures|numbers"
    r"|series)\b|\bcite the source\b)"
)
_PRACTISED = lazy(
    r"练习用|供练习|教学用|实习用|课堂用|(?i:\bfor (?:the )?(?:practical|practice|lab class|tutorial"
    r"|exercise|class)\b|\bworked example\b)"
)
_REPEATED = lazy(
    r"(?:译自|摘自|选自|引自|改编自)[^。\n]{0,12}(?:规定|法规|办法|条例|法律|法条)"
    r"|(?i:\b(?:translated|taken|adapted|quoted|excerpted|copied) from (?:the )?(?:\w+ )?"
    r"(?:rules?|laws?|regulations?|statutes?)\b)"
)
_THIS_ONE = lazy(
    r"今年|明年|本次|此次|本届|下月|下周|我[校省市们]|本[校省市]"
    r"|(?i:\b(?:this|next) (?:year|month|week)|\bour\b|\bwe\b|20[2-9]\d)"
)
"""A rule that is repeated speaks of no year and of nobody's own paper."""
_SENDS = lazy(
    r"现(?:将|发|寄|把|附)|随(?:函|信|邮)|附[上件后]|请查收|发给|提供给|贵[方司院所校公]|命题组|审题组"
    r"|(?i:\b(?:attached|enclosed|herewith|as (?:you asked|promised)|here (?:is|are) the)\b)"
)
_PROBLEM = lazy(
    r"(?m:^)[^\n\w]{0,3}(?:[\d.\-]{0,6} ?(?:例题?|习题|练习|作业|思考题|算例|题|(?i:exercise|problem|question|example))"
    r"\s?[\d.\-—一二三四五六七八九十]{0,6}"
    r"[.．、:： )）\n]|[\d.\-]{1,6} ?(?:例题|习题|练习|(?i:exercises?|problems?|worked examples?))(?=\n))"
    r"|(?<![\d.])\d{1,2}\.\d{1,2} (?:Exercise|Problem|Worked example)s?\b"
)
"""A line that opens a problem, or a heading of problems."""
_ASKS = lazy(
    r"试?求(?!证明)|试?计算|算出|估算|(?i:\b(?:compute|calculate|find|determine|estimate|work out|what (?:is|are) the)\b)"
)
HEAD = 160
"""Characters a writing opens with: its title and what it is taken from."""
PROBLEM = 600
"""Characters that a problem with its data takes."""
_EDITION = lazy(r"公开版|公开本|公众版|年鉴|公报|(?i:\bpublic edition\b|\bpublished edition\b|\byearbook\b)")
_UNREADY = lazy(
    r"送审|审议|讨论稿|征求意见|初稿|草稿|草案|未定稿|校样|清样|待发|拟发|未公开|未公布|未发布|尚未|(?:公布|发布|公开"
    r"|出版)前|内部|保密|不得|勿"
    r"|底稿|[绝机秘]密|(?i:\b(?:draft|embargo\w*|internal|not (?:yet|for)|proofs?|unpublished|confidential|do not|secret)\b)"
)
_OUT = lazy(
    r"已(?:在|于|由)[^。\n]{0,16}(?:公开|公布|发布|出版)|公开(?:出版|发行)|引用请注明|ISBN|出版社|定价"
    r"|来源[:：][^。\n]{0,16}(?:网站|年鉴|公报|官网)"
    r"|(?i:\bpublished by\b|\bcite the source\b|\bon sale\b|\bcan be downloaded\b|\bpublic website\b)"
)
_DENIED = lazy(r"(?:未|没有?|不|非|勿|尚待)[^。，,;；\n]{0,4}$|(?i:\b(?:not|never|nor|un)\b[^.,;\n]{0,12}$)")
_HANDING = lazy(
    r"现(?:将|发|寄|把|附)|随(?:函|信|邮)|请(?:查收|审阅|核对|校对|转|勿|保密|先看)|发给(?:贵|你|您|外)|提供给|交(?:给|予"
    r"|付)|贵[方司院所校公]"
    r"|别(?:外传|往外|说|让)|勿(?:外传|转|给|提前)|不得外传|保密(?!办|资料|协议|要求)|尚未(?:公布|公开|启用|发布)|真(?:题"
    r"|卷|实(?:的?数|数据|坐标))|实测|其实是"
    r"|(?i:\b(?:attached|enclosed|herewith|hand(?:ed|s)? over|send (?:you|it|this)|for your (?:eyes|plant|design"
    r"|use|team)|as (?:you asked|promised|agreed)"
    r"|keep (?:it|this)|do not (?:tell|forward|show|print|share)|don't (?:tell|forward|show)"
    r"|(?:strictly|in|keep|kept|is|are|remains?|as|company"
    r"|commercially) (?:\w+ )?confidential(?! (?:information|relationship))|confidential(?=[.!:;)])"
    r"|in fact (?:they|these|it)"
    r"|(?:are|is) (?:the )?real|real (?:ones?|values|figures|survey)|dear (?:mr|ms|dr|prof|colleague|sir|all))\b)"
)
_FIGURE = lazy(r"(?<![\d.])\d+\.(\d+)(?![\d.])")


def invented(text: str, low: int, high: int) -> bool:
    """Whether the figures at `[low, high)` are said to be made up, in their sentence or before it."""
    return _said(_INVENTED, text, low, high)


def practised(text: str, low: int, high: int) -> bool:
    """Whether what stands at `[low, high)` is said to be there for practice, in its sentence or before it."""
    return _said(_PRACTISED, text, low, high)


def sourced(text: str, low: int, high: int) -> bool:
    """Whether what stands at `[low, high)` is said to be taken from what is public, in its sentence or before it."""
    return _said(_SOURCED, text, low, high)


def repeated(text: str, low: int, high: int) -> bool:
    """Whether what stands at `[low, high)` repeats a rule that is named before it, of no year and nobody's own."""
    begin = max(0, low - BEFORE)
    # a title stands above the line that says what the writing repeats
    named = _REPEATED.search(text, begin, low) or (_REPEATED.search(text, low, HEAD) if high < HEAD else None)
    ends = [at for stop in _STOPS if (at := text.find(stop, high, high + AFTER)) >= 0]
    told = text[min(named.end(), low) : min([high + AFTER, *ends])] if named else ""
    sends = _SENDS.search(text, begin, high + BEFORE)
    return named is not None and not _THIS_ONE.search(told) and sends is None and not live(text, low, high)


def set_as_problem(text: str, low: int, high: int) -> bool:
    """Whether the figures at `[low, high)` are given in a problem: a line opens it before them, and it asks behind them."""
    opened = [hit.end() for hit in _PROBLEM.finditer(text, max(0, low - PROBLEM), low)]
    asked = _ASKS.search(text, high, high + PROBLEM // 2)
    return bool(opened) and asked is not None and text.count("\n\n", opened[-1], asked.start()) == 0


def edition(title: str, text: str) -> bool:
    """Whether a title says that the writing is a public edition, and the writing says so once more and nothing otherwise."""
    return bool(_EDITION.search(title) and _OUT.search(text)) and not _UNREADY.search(text)


def handing(text: str, low: int, high: int) -> bool:
    """Whether something is handed over, kept back or called real around `[low, high)`, on either side."""
    return _HANDING.search(text[max(0, low - 2 * BEFORE) : high + BEFORE]) is not None


def exact(quote: str) -> bool:
    """Whether figures are as fine as those that are measured (more than two decimals)."""
    return any(len(hit[1].rstrip("0")) >= FINE for hit in _FIGURE.finditer(quote))


def denied(text: str, at: int) -> bool:
    """Whether what is said at `at` is denied right before it (not public data)."""
    return _DENIED.search(text[max(0, at - 16) : at]) is not None


def _said(pattern: object, text: str, low: int, high: int) -> bool:
    begin = max(0, low - BEFORE)
    ends = [at for stop in _STOPS if (at := text.find(stop, high, high + AFTER)) >= 0]
    passage = text[begin : min([high + AFTER, *ends])]
    return any(not denied(passage, hit.start()) for hit in pattern.finditer(passage))  # type: ignore[attr-defined]
