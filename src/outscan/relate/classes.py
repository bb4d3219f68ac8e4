"""Where a passage names classes of matters and none of its own: a catalogue that is quoted, a rule for matters of many kinds.

In: folded text and the stretch of a hit. Out: yes or no. Law: the announcement stands before the hit in its own sentence, or
matters of several fields are named alike around it under a rule; a sentence that points at its own paper, hands something over
or gives a figure names a matter and not a class.
"""

from __future__ import annotations

from outscan.lazy_regex import lazy

__all__ = ["listed"]

AROUND = 260
"""Characters on each side of a hit in which matters of other fields are named beside it."""
BEFORE = 220
"""Characters before a hit in which its catalogue is announced."""
FIELDS = 3
"""Matters of so many fields side by side are nobody's own."""
_ANNOUNCED = lazy(
    r"(?:[绝机秘]密级|国家秘密|工作秘密)的?(?:国家秘密)?(?:事项|范围|内容|目录)?(?:包括|有|含|主要有|主要是|是指"
    r"|如下)[:：,，]?"
    r"|(?:目录|条例|规定|办法|法律|保密法|第[一二三四五六七八九十百\d]+[条款项])(?:中|里)?(?:规定|列出|列明|明确|写明"
    r"|列举|载明|指出)(?:的|了)?"
    r"|(?i:\b(?:law|act|statute|catalogue|regulations?|rules|decree|schedule|scope|section \d+|article \d+"
    r"|paragraph \d+)\b[^.;:\n]{0,50}"
    r"\b(?:says?|names?|lists?|adds?|includes?|covers?|provides?|defines?|mentions?|treats?|counts?)\b)"
)
_LEVELLED = lazy(
    r"(?:是|属于?|为|列为|定为|列入)(?:国家秘密)?[绝机秘]密级"
    r"|(?i:\b(?:is|are|as|at|counts? as|ranks? as) (?:top secret|secret|confidential)\b)"
)
"""A matter of a kind is given its level (启用前的试题是机密级): twice in a sentence, or in answer to a question."""
_DEFINITE = lazy(
    r"20[2-9]\d|今年|明年|本次|此次|本届|这[份套次]|下[月周]|命题组|审题组|拟定的|定稿"
    r"|(?i:\b(?:this|next) (?:year|month|week|paper)\b)"
)
"""A paper of some day, or somebody's own: that is no class."""
_ASKED = lazy(r"(?:^|\n)\s*(?:问|Q)[:：.、 ][^\n]{2,160}[?？]")
_OWN = lazy(
    r"本(?:件|文|报告|材料|资料|图|表|方案|函|项目)|此件|现(?:将|附|报|把|送|发)|贵[方司院所校公]|附[上件后]|随函"
    r"|我[方处院所局]|[你您]|本[省市县区]|(?:数据|成果|坐标|清单)(?:如下|见)"
    r"|(?i:\b(?:attached|enclosed|herewith|below|our|we have|these figures|this (?:file|report|table|list|letter))\b)"
)
_EVERY = lazy(r"[\W\d]{0,4}(?:答[:：] ?)?(?:凡是?|任何)(?!事)")
"""Every figure that is not yet published: a class."""
_MEASURED = lazy(
    r"(?<![:：\d.,])(?<!大于)(?<!小于)(?<!优于)(?<!超过)(?<!高于)(?<!低于)(?<!达到)(?<!over )(?<!than )\d[\d,]*(?:\.\d+)?\s?"
    r"(?:万|亿|元|[%％]|立方米|吨|(?i:million|billion|per ?cent|yuan|euros?|EUR|USD|m3/s))(?!元?(?:以上|以下|及以上))"
)
"""A figure of its own: a limit or a scale, which catalogues are full of, is none."""
_STOP = lazy(r"[。\n]|[.](?=\s)")
_RULE = lazy(
    r"不得|不准|严禁|保密法|条例|按照?(?:有关)?规定|依照|依法|目录|[绝机秘]密级|属于(?:国家|工作)?秘密|公布前|启用前"
    r"|开标前|应知应会|守则|泄密"
    r"|(?i:\b(?:law|rules?|regulations?|catalogue|protected|must not|never|secrecy|classified|security office|policy)\b)"
)
_FIELD = tuple(
    lazy(source)
    for source in (
        r"试[题卷]|考试|(?i:\bexam)",
        r"统计(?:数据|数字|资料)|国内生产总值|(?i:\bstatistics\b|\bunreleased figures)",
        r"标底|投标|招标|(?i:\b(?:tender|base price|bids?)\b)",
        r"任免|干部|人事|(?i:\b(?:personnel|appointments?)\b)",
        r"预算|财政|(?i:\bbudgets?\b)",
        r"测绘|控制点|坐标|地图|重力|转换参数|(?i:\b(?:maps?|survey\w*|gravity|coordinates)\b)",
        r"水库|防洪|水文|(?i:\b(?:reservoirs?|flood|hydrolog\w+)\b)",
        r"疫情|病例|基因|遗传|卫生|(?i:\b(?:epidemic|genes?|genetic|patients?|health)\b)",
        r"谈判|外交|外事|(?i:\b(?:diplomat\w+|negotiat\w+|foreign affairs)\b)",
        r"气象|预报|(?i:\b(?:forecasts?|weather)\b)",
        r"矿产|储量|地质|(?i:\b(?:mineral|ore|geolog\w+)\b)",
        r"部队|军事|国防|(?i:\b(?:troops|military|defence|defense)\b)",
        r"配方|工艺|商业秘密|(?i:\b(?:formulas?|recipes?|trade secrets?|process)\b)",
    )
)
_DIGIT = lazy(r"\d")
_NUMBERED = lazy(r"^\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、]")


def listed(text: str, start: int, end: int) -> bool:
    """Whether the hit at `[start, end)` is named as a class: after an announced catalogue, or beside matters of other fields."""
    low, high = _sentence(text, start, end)
    sentence = text[low:high]
    if _OWN.search(sentence) or _MEASURED.search(sentence):
        return False
    if _ANNOUNCED.search(text[max(low, start - BEFORE) : start]):
        return True
    question = _ASKED.match(text, max(0, low - 1))
    levelled = 0 if _DEFINITE.search(sentence) else len(_LEVELLED.findall(text, low, high + BEFORE if question else high))
    if levelled > 1 or (levelled and (question or _ASKED.search(text, max(0, low - BEFORE), start))):
        return True
    if _EVERY.match(sentence):
        return not _DIGIT.search(_NUMBERED.sub("", sentence))
    if _DIGIT.search(_NUMBERED.sub("", sentence)):
        return False
    around = text[max(0, start - AROUND) : end + AROUND]
    if not _RULE.search(around) or _OWN.search(around):
        return False
    return sum(1 for field in _FIELD if field.search(around)) >= FIELDS


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of `[start, end)` begins and ends; a list behind a colon goes on over semicolons."""
    low = max((found.end() for found in _STOP.finditer(text, max(0, start - 400), start)), default=max(0, start - 400))
    found = _STOP.search(text, end, end + 400)
    return low, found.start() if found else min(len(text), end + 400)
