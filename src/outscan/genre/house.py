"""Rules of a house and manuals of a thing one buys, by what they speak of: working hours, screens to lock; a key to press.

In: what a writing opens with (folded). Out: the words that say so, or None. Law: several different signs are needed, and nothing
that is handed over, kept back or called real is part of such a writing; what is told so speaks against words, never against data.
"""

from __future__ import annotations

from outscan.genre.earnest import live
from outscan.lazy_regex import lazy

__all__ = ["house"]

SIGNS = 3
"""So many different signs make one."""
_SIGNS = (
    lazy(
        r"本(?:手册|守则|须知)|门禁卡?|锁屏|工牌|离职|竞业限制|微信群|着装|请假|考勤|食堂|班车|内线\d|入职|社交平台"
        r"|个人邮箱|解除劳动合同|样机照片|参观通道|加水印|自动加水印"
        r"|(?i:\b(?:working hours|lunch|canteen|receipts|emergency contact|dress code|lock (?:your|the) screen|expenses"
        r"|badges?|parking"
        r"|(?:help|service) ?desk|multi-factor|phishing|clean desk|password managers?|vacation|sick leave|notice period"
        r"|line manager"
        r"|one-time link|remote access|secret santa|this (?:policy|standard|handbook) (?:describes|applies|is published))\b)"
    ),
    lazy(
        r"感谢(?:选用|购买|使用)|长按|指示灯|开机|电池电量|保修期?|本机|经销商|屏幕显示|附件清单|说明书|出厂"
        r"|(?i:\b(?:factory password|default (?:address|password)|firmware|spare parts|illustrations may differ|warranty"
        r"|press (?:and hold )?the"
        r"|button|on first start|power supply|screws?|user manual|is set by the owner|led turns)\b)"
    ),
)


def house(opening: str) -> str | None:
    """The signs that a writing opening like this lays down the rules of a house or explains an apparatus to its buyer."""
    for signs in _SIGNS:
        seen = {found[0].casefold() for found in signs.finditer(opening)}
        if len(seen) >= SIGNS and not live(opening, 0, len(opening)):
            return ", ".join(sorted(seen)[:SIGNS])
    return None
