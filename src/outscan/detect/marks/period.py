"""Secrecy terms, dates and conditions as they stand behind a level: grammar and meaning.

In: folded text. Out: regular expressions, and what a term says (its kind, its length in days, whether the law knows it).
"""

from __future__ import annotations

import re

from outscan.types import Level

S = r"[ ]{0,12}"
NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十百零〇○]{1,5})"
TERM = rf"{NUMBER}{S}(?:年|个?月|天|日|周|小时)"
LONG = "长期|永久|永远|长久|无限期|不限期"
_YEAR = r"(?:19|20)\d\d"
DATE = rf"{_YEAR}(?:{S}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?|[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?)(?:之?前|止|解密)?"
HAN_DATE = (
    r"[一二]?[〇○零一二三四五六七八九]{3,4}年(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?)?(?:前|止|解密)?"
)
OPENED = r"(?:[\u4e00-\u9fff]{0,4})?(?:启用|启封|开启|拆封|开封|使用|开考|考试|考试结束|考试开始|开考时间)前"
CONDITION = r"[\u4e00-\u9fff\d]{1,14}?(?:之?前|以前|后解密|时解密|之日解密|解密)(?![\u4e00-\u9fff]{5})"
ANY = rf"(?:{DATE}|{HAN_DATE}|{TERM}|{LONG}|{OPENED}|{CONDITION})"
PERIOD = rf"[(\[【]?{S}(?P<period>{ANY}){S}[)\]】]?"
FIRM = rf"(?:{DATE}|{HAN_DATE}|{TERM}|{LONG}|{OPENED})"

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_DAYS = {"年": 365, "月": 30, "周": 7, "天": 1, "日": 1, "小时": 0}
LONGEST = {Level.TOP_SECRET: 30, Level.HIGHLY_SECRET: 20, Level.SECRET: 10}
"""Years, 保密法 (2024) art. 20."""


def number(text: str) -> int:
    """三十 → 30, 二〇 → 20, 12 → 12."""
    if text.isdigit():
        return int(text)
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS.get(c, 0)) for c in text) or "0")
    total, current = 0, 0
    for char in text:
        if char == "百":
            total, current = total + (current or 1) * 100, 0
        elif char == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = _DIGITS.get(char, 0)
    return total + current


def meaning(period: str, level: Level) -> dict[str, str | float | int | bool]:
    """What a term says: `period_kind` term, long, date, condition, opened or none; `days` of a term; `legal` or not."""
    period = period.replace(" ", "")
    if not period:
        return {"period": "", "period_kind": "none", "legal": False}
    facts: dict[str, str | float | int | bool] = {"period": period}
    if found := re.fullmatch(rf"({NUMBER})(年|个?月|天|日|周|小时)", period):
        count, unit = number(found[1]), found[2].removeprefix("个")
        days = count * _DAYS[unit]
        return facts | {"period_kind": "term", "days": days, "legal": count > 0 and days <= LONGEST.get(level, 30) * 365}
    if re.fullmatch(LONG, period):
        return facts | {"period_kind": "long", "legal": period == "长期"}
    if re.fullmatch(rf"{DATE}|{HAN_DATE}", period):
        return facts | {"period_kind": "date", "legal": True}
    if re.fullmatch(OPENED, period):
        return facts | {"period_kind": "opened", "legal": True}
    return facts | {"period_kind": "condition", "legal": True}
