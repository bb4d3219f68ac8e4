"""Whether something is meant in earnest: live whatever a title says, only asked in an exercise, or said in jest.

In: folded text and a stretch, or what a mail opens with. Out: yes or no. Law: what is said to be real, kept back or handed over
near a matter is live, and no title, question or joke excuses it; a joke gives nothing that was measured.
"""

from __future__ import annotations

from outscan.lazy_regex import lazy

__all__ = ["asked", "in_jest", "joking", "live", "requested", "usual"]

REACH = 500
"""Characters of a line before and behind a place in which a question offers its answers."""
_LIVE = lazy(
    r"(?:请|切)勿(?:外传|转发|转|扩散|声张|外泄|公开)|别(?:外传|往外|声张)|(?:不要"
    r"|不准)(?:外传|转发|扩散)|未公布前|(?:公布|公开|开标|定标|启用)前(?:务必|请|不得|严格)(?!启封|拆)"
    r"|尚未(?:公布|公开|发布|启用|对外)|未开放|未解密|现(?:将|把)贵|随(?:函|信)附|应贵|按贵|阅后(?:不要|即|请)|只告诉"
    r"|不是(?:虚构|编造|演习|练习)|其实是|实测(?:数据|成果|坐标)|真卷|付印|命题组|审题组"
    r"|(?i:\bplease do not (?:forward|share|quote|show|tell)|\bdo not (?:forward|quote|tell)\b"
    r"|\bas (?:you asked|promised|agreed)\b"
    r"|\bnot yet (?:been )?(?:released|published|announced|used)\b|\bherewith\b|\bnot been announced\b"
    r"|\bkeep (?:it|this) (?:from|between|to yourself)\b(?! the other (?:pupils|teams?|players?|groups?|delegations?"
    r"|students?))"
    r"|\b(?:are|is) (?:the )?real (?:ones?|values|figures|survey))"
)
"""What only a live matter has said of it: a title does not make a lesson or a party of that."""
_OFFERED = lazy(
    r"A ?[.．、)][^\n]{1,60}B ?[.．、)]|(?:能否|可否|能不能|是否需要|要不要|可以)[^\n?？]{2,40}[?？]"
    r"|(?i:\b(?:do|can|may|must|should) (?:i|we|you|one)\b[^\n?]{2,80}\?)"
)
NEAR = 200
"""Characters around a meeting in which that is said."""
_JEST = lazy(
    r"生日|蛋糕|惊喜|气球|蜡烛|欢送|聚餐|红包|礼物|彩带|火锅|唱歌|奶茶|合影|恶作剧|玩笑|抽奖|饺子"
    r"|(?i:\b(?:birthday|farewell|surprise|cakes?|cookies|balloons?|candles|dumplings?|playlist|karaoke"
    r"|costumes?|pranks?|barbecue"
    r"|snacks|sill(?:y|iness)|jokes?|giggl\w+|party (?:hats?|room|plan)|retirement|baby shower|pizza|champagne"
    r"|dance|confetti|gift|joking"
    r"|lights off|clown|guitar|sandwich(?:es)?|lemonade|piñata|wedding|brides?(?:maids?)?|co-?conspirators)\b)"
)
_JOKING = lazy(
    r"开(?:个)?玩笑|说笑|逗你|闹着玩|(?:这|哪门子|算什么|算哪)[^。\n]{0,4}[绝机秘]密|\[(?:坏笑|偷笑|捂脸|笑哭|狗头|呲牙)\]|求婚"
    r"|(?i:\bjust kidding\b|\bjoking\b|[:;]-?\))"
)
_NO_JOKE = lazy(
    r"不(?:是)?开(?:个)?玩笑|归(?:开)?玩笑|玩笑归|真的|骗你|说正经|成果|审题|命题|谈判|底价|标底|(?i:\bno joke\b"
    r"|\bnot joking\b|\bseriously\b)"
)
"""What takes a joke back, or speaks of what nobody jokes about."""
LAUGH = 60
"""Characters around a sentence in which its writer laughs, or speaks of a paper of his own."""
_USUAL = lazy(
    r"(?:常|多)(?:见|用|标|印|出现)(?:于|在)|(?:一般|通常|往往|多半)(?:见于|用于|是?[标印](?:于|在)|出现在)|(?:卷|件|袋)上(?:常|多|通常)见"
    r"|(?i:\b(?:is|are) (?:usually|commonly|typically|often|generally|mostly) (?:found|seen|printed|used|stamped) (?:on|for)\b)"
)
"""What is usually so is said of no one paper."""
_THIS = lazy(
    r"[本此该][试考]?[卷件题袋]|[这那](?:[份套张袋批是]|次)|我[们校省市县院]|贵[校方院]|现[将把]|随[函信]|附[上后件]|今年|明年|下[周月]|勿外传|\d{4}年"
    r"|\d{1,2}月\d{1,2}日|(?i:\b(?:this|these|our|my|your|attached|enclosed|next (?:week|month|year)|tomorrow|20\d\d)\b)"
)
_REQUEST = lazy(
    r"来(?:函|信|电)[^。\n]{0,8}(?:请求|索要|要求|希望|提出)[^。\n]{0,4}(?:提供|获取|索取)?(?!的)|(?i:\b(?:your|the|his|her"
    r"|their) (?:letter|mail|e-mail|request|message)"
    r" (?:asking|asks|asked) for\b|\byou (?:asked|have asked|ask) for\b)"
)
_GRANTED = lazy(
    r"同意(?:提供)?|现(?:将|把|附)|随(?:函|信)|附[上后件]|予以提供|请查收|请勿|另(?:寄|发)|面交"
    r"|(?i:\b(?:attach|enclos|herewith|hand\w* (?:them|it|over)|here (?:is|are)|keep (?:them|it|this)|do not|sent you"
    r"|send you)\w*)"
)
_REFUSED = lazy(
    r"(?:无法|不能|无权|不便|难以)(?:对外)?(?:提供|发送|给)|恕(?:难|不)|婉拒|不予提供|谢绝"
    r"|(?i:\b(?:cannot|can't|unable to|not able to|not in a position to|not permitted to|not allowed to) (?:\w+ )?(?:provide"
    r"|send|share|give|supply|release)"
    r"|\bmust decline\b|\bregret that\b)"
)
_MEASURED = lazy(r"\d{5}|\d\.\d{3}|\d[°度]\d")
_SENDING = lazy(r"附(?:件|上)|随函|贵[方司院所]|(?i:\b(?:attached|enclosed|herewith|as (?:you asked|promised|agreed))\b)")
JESTS = 3
"""So many different words of a party or a joke show that one is told."""


def live(text: str, low: int, high: int) -> bool:
    """Whether it is said around `[low, high)` that what stands there is real, kept back or handed over."""
    return _LIVE.search(text[max(0, low - NEAR) : high + NEAR]) is not None


def asked(text: str, low: int, high: int) -> bool:
    """Whether the line of `[low, high)` asks: it offers answers (A. … B. …), or puts what may be done as a question."""
    first, last = text.rfind("\n", max(0, low - REACH), low) + 1, text.find("\n", high, high + REACH)
    return _OFFERED.search(text[first : last if last >= 0 else high + REACH]) is not None


def joking(text: str, low: int, high: int) -> bool:
    """Whether what is kept back around `[low, high)` is kept back in jest: the same lines say so, and nothing takes it back."""
    near = text[max(0, low - LAUGH) : high + LAUGH]
    return _JOKING.search(near) is not None and _NO_JOKE.search(near) is None


def usual(text: str, low: int, high: int) -> bool:
    """Whether the line of `[low, high)` says in which papers a thing is usually found, and speaks of no paper of its own."""
    first = max(text.rfind(stop, max(0, low - LAUGH), low) for stop in "\n。!?") + 1
    first = max(first, low - LAUGH)
    last = min((at for stop in "\n。!?" if (at := text.find(stop, high, high + LAUGH)) >= 0), default=high + LAUGH)
    return _USUAL.search(text, first, last) is not None and _THIS.search(text, max(0, first - LAUGH), last) is None


def requested(text: str, low: int, high: int) -> bool:
    """Whether the line of `[low, high)` names what somebody asked for, and nothing of it is granted: the letter refuses it."""
    first, last = text.rfind("\n", max(0, low - REACH), low) + 1, high + REACH
    asked_for = _REQUEST.search(text[first:high])
    return asked_for is not None and _REFUSED.search(text[high:last]) is not None and _GRANTED.search(text[first:last]) is None


def in_jest(text: str) -> bool:
    """Whether `text`, what a mail or a slip opens with, tells of a party or a joke, and gives nothing that was measured."""
    if _MEASURED.search(text) or _SENDING.search(text):
        return False
    return len({hit[0].casefold()[:5] for hit in _JEST.finditer(text)}) >= JESTS
